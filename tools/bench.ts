// `npm run bench [-- --json]`: the bench, bundled as the language server is and with the heap that the editor gives it
// (`client/extension.ts`): a loader for TypeScript would cost the works more than it costs their unit.
import { spawnSync } from 'node:child_process';
import { build } from 'esbuild';
import { forNode } from './bundles.ts';

const { options } = forNode('test/bench/bench.ts', 'node_modules/.cache/gatelint-bench.cjs');
await build(options);
const heap = '--max-semi-space-size=64';
const run = spawnSync(process.execPath, [heap, options.outfile, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = run.status ?? 1;
