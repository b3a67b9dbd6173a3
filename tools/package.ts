// `npm run package`: everything is built and packed into gatelint.vsix, the bundle of cfn-lint as well, which is made where
// it is not there yet. --without-cfn-lint makes gatelint-without-cfn-lint.vsix, which takes no Python and no PyPI.
import { parseArgs } from 'node:util';
import { makeBundle } from './cfn-lint/bundle.ts';
import { runToEnd } from './run.ts';
import { fileOf, type Kind, limits, makeVsix, sizesOf } from './vsix.ts';

const { values } = parseArgs({ options: { 'without-cfn-lint': { type: 'boolean' } } });
const kind: Kind = values['without-cfn-lint'] ? 'without cfn-lint' : 'with cfn-lint';

try {
  if (kind === 'with cfn-lint') await bundle();
  const { ok, reason } = await runToEnd([process.execPath, '--import', 'tsx', 'tools/build.ts'], { minutes: 5 });
  if (!ok) throw new Error(`npm run build: ${reason}`);
  await makeVsix(kind, fileOf[kind]);
  report();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function bundle(): Promise<void> {
  try {
    await makeBundle();
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    throw new Error(`${why}\ncfn-lint cannot be had here. npm run package -- --without-cfn-lint does without it.`);
  }
}

function report(): void {
  const { cfnLint, others } = sizesOf(fileOf[kind]);
  console.log(`${fileOf[kind]}: cfn-lint ${megabytes(cfnLint)}, everything else ${megabytes(others)}`);
  if (kind === 'with cfn-lint' && cfnLint === 0) throw new Error('cfn-lint is not in it.');
  if (cfnLint > limits.cfnLint) throw new Error(`cfn-lint is to take ${megabytes(limits.cfnLint)} at most.`);
  if (others > limits.others) throw new Error(`Everything else is to take ${megabytes(limits.others)} at most.`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
