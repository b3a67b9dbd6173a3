// `npm run bench`: what a keystroke, a start and a whole run cost. `npm run bench -- keystroke yaml` measures the rows whose
// names contain these words; --json prints for machines, --record makes the figures those that later ones are compared
// with, --markdown writes them into docs/performance.md, and --peers measures other linters beside ours.
import { parseArgs } from 'node:util';
import { measure } from '../test/bench/row.ts';
import { readBaseline, record } from './bench/baseline.ts';
import { cfnLintGroups } from './bench/cfn-lint-rows.ts';
import { commandLineGroups } from './bench/command-line-rows.ts';
import { inputs } from './bench/inputs.ts';
import { machine } from './bench/machine.ts';
import { writeRows, writeSideBySide } from './bench/page.ts';
import { sideBySide, sideBySideTable } from './bench/peers/side-by-side.ts';
import { buildPrograms } from './bench/programs.ts';
import { serverGroups } from './bench/server-rows.ts';
import { inOneProcess } from './bench/single-process.ts';
import { table } from './bench/table.ts';

const { values: options, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    markdown: { type: 'boolean' },
    peers: { type: 'boolean' },
    record: { type: 'boolean' },
  },
});

const where = machine();
const programs = await buildPrograms();
const given = inputs();
if (options.peers) await besidePeers();
else await ourselves();

async function ourselves(): Promise<void> {
  const outside = [
    ...serverGroups(programs, given),
    ...cfnLintGroups(programs, given),
    ...commandLineGroups(programs, given),
  ];
  const rows = [...(await inOneProcess(words)), ...(await measure(outside, words))];
  const baseline = readBaseline();
  const compared = rows.map((row) => ({ ...row, recorded: baseline.figures[row.name] }));
  if (options.json) console.log(JSON.stringify({ ...where, rows: compared }, undefined, 2));
  else console.log(table(rows, baseline));
  if (options.record) record(rows, baseline, where);
  if (options.markdown) writeRows(rows, where);
}

async function besidePeers(): Promise<void> {
  const measured = await sideBySide(programs, given, words);
  if (options.json) console.log(JSON.stringify({ ...where, peers: measured }, undefined, 2));
  else console.log(sideBySideTable(measured));
  if (options.markdown) writeSideBySide(measured, where);
}
