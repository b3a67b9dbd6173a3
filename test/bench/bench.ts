/*
 * The rows that are measured inside one process; `tools/bench.ts` bundles and starts it with the words that rows are
 * chosen by, reads the rows from standard output, and prints them beside those of whole processes.
 */
import { crowdGroup } from './crowd-rows.ts';
import { hclGroup } from './hcl-rows.ts';
import { keystrokeGroups } from './keystroke-rows.ts';
import { moduleGroup } from './module-rows.ts';
import { measure } from './row.ts';
import { samGroup } from './sam-rows.ts';
import { scratchGroups } from './scratch-rows.ts';

measure(
  [...scratchGroups, samGroup, hclGroup, moduleGroup, crowdGroup, ...keystrokeGroups],
  process.argv.slice(2),
).then((rows) => console.log(JSON.stringify(rows)));
