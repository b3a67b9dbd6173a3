/* What a bundle says of itself, in `bundle.json`: whoever keeps the memory of an engine learns there which one it is of. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

interface About {
  readonly cfnLint: string;
  readonly pyodide: string;
  /** Of everything that a memory image is made of, as far as it stands in the bundle: another key, another image. */
  readonly key: string;
}

/** Pyodide itself, the compiled parts, and what Python imports; the licences and the list of packages make no memory. */
export const remembered = [
  'pyodide.mjs',
  'pyodide.asm.js',
  'pyodide.asm.wasm',
  'python_stdlib.zip',
  'regex.so',
  'yaml.so',
  'site.json',
  'site.bin',
];

/** `folder`: the bundle, with all of these in it. */
export function aboutBundle(folder: string): About {
  const hash = createHash('sha256');
  for (const name of remembered) {
    const bytes = readFileSync(path.join(folder, name));
    hash.update(`${name} ${bytes.length}\n`).update(bytes);
  }
  return { cfnLint: cfnLintVersion(), pyodide: pyodideVersion(), key: hash.digest('hex') };
}

function cfnLintVersion(): string {
  const requirements = readFileSync(path.join(import.meta.dirname, 'requirements.txt'), 'utf8');
  const version = /^cfn-lint==(\S+)/m.exec(requirements)?.[1];
  if (version === undefined) throw new Error('requirements.txt names no version of cfn-lint.');
  return version;
}

export function pyodideVersion(): string {
  const manifest = readFileSync(path.resolve('node_modules/pyodide/package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version; // every package that npm installs has one
}
