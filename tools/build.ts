// `npm run build`: everything that runs, bundled into dist/. --watch builds again on every change; --metafile writes
// dist/meta.json for https://esbuild.github.io/analyze.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build, context } from 'esbuild';
import { bundles } from './bundles.ts';
import { bundleThatIsThere, copyBundle } from './cfn-lint/bundle.ts';
import { thirdPartyLicences } from './licences.ts';

/** What `npm run docs` has made of packages: their words are shipped, though none of their files is. */
const madeFrom: Readonly<Record<string, readonly string[]>> = {
  'server/impact/cloudformation/updates.ts': ['node_modules/@aws-cdk/aws-service-spec/db.json.gz'],
};

const { values } = parseArgs({ options: { watch: { type: 'boolean' }, metafile: { type: 'boolean' } } });

if (values.watch) {
  const contexts = await Promise.all(bundles.map(({ options }) => context({ ...options, logLevel: 'info' })));
  await Promise.all(contexts.map((running) => running.watch()));
} else {
  await buildOnce();
}

async function buildOnce(): Promise<void> {
  const started = performance.now();
  rmSync('dist', { recursive: true, force: true }); // what is no longer built must not be packed
  mkdirSync('dist');
  const results = await Promise.allSettled(bundles.map(({ options }) => build({ ...options, metafile: true })));

  const shipped: string[] = [];
  const inputs: Record<string, unknown> = {};
  const outputs: Record<string, unknown> = {};
  for (const [index, result] of results.entries()) {
    const outfile = bundles[index]?.options.outfile ?? '';
    if (result.status === 'rejected') {
      process.exitCode = 1; // esbuild has said what is wrong and where
      console.error(`${outfile.padEnd(28)} not built`);
      continue;
    }
    const files = Object.keys(result.value.metafile.inputs);
    if (!outfile.startsWith('dist/test/')) shipped.push(...files, ...files.flatMap((file) => madeFrom[file] ?? []));
    Object.assign(inputs, result.value.metafile.inputs);
    Object.assign(outputs, result.value.metafile.outputs);
    console.log(`${outfile.padEnd(28)} ${kilobytes(readFileSync(outfile).length)}`);
  }
  const cfnLint = bundleThatIsThere();
  if (cfnLint !== undefined) copyBundle(cfnLint, 'dist/cfn-lint'); // `npm run build:cfn-lint` makes it
  writeFileSync('dist/THIRD-PARTY.txt', thirdPartyLicences(shipped));
  if (values.metafile) writeFileSync('dist/meta.json', JSON.stringify({ inputs, outputs }));
  console.log(`${Math.round(performance.now() - started)} ms`);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(0).padStart(6)} KB`;
}
