// `npm run build:cfn-lint`: cfn-lint as WebAssembly, into dist/cfn-lint, from the npm registry and PyPI alone. `npm run build`
// takes it along from then on, and does without it where it was never made. --native compiles its compiled parts
// anew, and says whether they are those that the repository keeps; --keep writes them there. --if-possible only makes it ready
// for `npm run build`, and where it cannot be made says why: nothing else depends on it.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { copyBundle, keptNative, makeBundle, native, nativeCache } from './cfn-lint/bundle.ts';
import { compileNative, findCompiler, versionsOf } from './cfn-lint/native.ts';
import { bringSources, hashesOfSources } from './cfn-lint/sources.ts';

const { values: options } = parseArgs({
  options: { native: { type: 'boolean' }, keep: { type: 'boolean' }, 'if-possible': { type: 'boolean' } },
});

try {
  if (options.native || options.keep) await compile();
  if (options['if-possible']) await makeBundle();
  else if (!options.native) copyBundle(await makeBundle(), 'dist/cfn-lint');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (options['if-possible']) console.error('Going on without cfn-lint.');
  else process.exitCode = 1;
}

async function compile(): Promise<void> {
  const compiler = findCompiler();
  if ('missing' in compiler) throw new Error(`It takes ${compiler.missing} to compile them.`);
  const made = await compileNative(compiler, await bringSources(nativeCache), nativeCache);
  const before = keptNative();
  const files = Object.fromEntries(Object.entries(made).map(([name, bytes]) => [name, sha256(bytes)]));
  for (const [name, hash] of Object.entries(files)) {
    const isSame = before.files[name] === hash;
    console.log(`${name}: ${isSame ? 'the same bytes' : `other bytes than in the repository: ${hash}`}`);
    if (!isSame && !options.keep) process.exitCode = 1;
  }
  if (!options.keep) return;
  for (const [name, bytes] of Object.entries(made)) writeFileSync(path.join(native, name), bytes);
  const now = { ...before, tools: await versionsOf(compiler), sources: hashesOfSources(), files };
  writeFileSync(path.join(native, 'native.json'), `${JSON.stringify(now, undefined, 2)}\n`);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
