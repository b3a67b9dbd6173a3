// `npm run build:cfn-lint`: cfn-lint as WebAssembly, into dist/cfn-lint, from the npm registry and PyPI alone. `npm run build`
// takes it along from then on, and does without it where it was never made. --native compiles its compiled parts
// anew, and says whether they are those that the repository keeps; --keep writes them there.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleFolder, copyBundle, hashesOfNative, makeBundle, native } from './cfn-lint/bundle.ts';
import { compileNative, findCompiler } from './cfn-lint/native.ts';

const { values: options } = parseArgs({ options: { native: { type: 'boolean' }, keep: { type: 'boolean' } } });

try {
  if (options.native || options.keep) await compile();
  if (!options.native) copyBundle(await makeBundle(), 'dist/cfn-lint');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function compile(): Promise<void> {
  const compiler = findCompiler();
  if ('missing' in compiler) throw new Error(`It takes ${compiler.missing} to compile them.`);
  const made = await compileNative(compiler, path.join(path.dirname(bundleFolder()), 'native'));
  const files = Object.fromEntries(Object.entries(made).map(([name, bytes]) => [`${name}.so`, bytes]));
  const hashes = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, sha256(bytes)]));
  if (options.keep) {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(native, name), bytes);
    const file = path.join(native, 'native.json');
    const said = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, `${JSON.stringify({ ...said, files: hashes }, undefined, 2)}\n`);
  }
  const kept = hashesOfNative();
  for (const [name, hash] of Object.entries(hashes)) {
    const isSame = kept[name] === hash;
    console.log(`${name}: ${isSame ? 'the same bytes' : `other bytes than in the repository: ${hash}`}`);
    if (!isSame) process.exitCode = 1;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
