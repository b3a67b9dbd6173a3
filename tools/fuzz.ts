// `npm run fuzz [-- edits [seed]]`: the laws of incremental parsing and linting, at length: a hundred thousand edits per
// language, other ones each time. What fails names its seed, which makes the same edits again.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runToEnd } from './run.ts';

const [edits = '100000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const files = readdirSync('test/fuzz')
  .filter((file) => file.endsWith('.fuzz.test.ts'))
  .map((file) => path.join('test/fuzz', file));

console.log(`${edits} edits per language, seed ${seed}`);
const { ok, reason } = await runToEnd(
  [process.execPath, '--import', 'tsx', '--test', '--test-concurrency=2', '--test-reporter=spec', ...files],
  { minutes: 120, environment: { GATELINT_FUZZ_EDITS: edits, GATELINT_FUZZ_SEED: seed } },
);
if (!ok) console.error(reason);
process.exitCode = ok ? 0 : 1;
