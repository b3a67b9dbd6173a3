/* All that it takes to run cfn-lint: Pyodide, the compiled parts, and the folder that Python imports from. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { aboutBundle } from './about.ts';
import type { Versions } from './native.ts';
import { change, noticesOf } from './notices.ts';
import { makeSite } from './site.ts';
import { sha256Of } from './sources.ts';

const cache = path.resolve('node_modules/.cache/gatelint-cfn-lint');
/** For what the compiled parts are made of. */
export const nativeCache = path.join(cache, 'native');
/** The compiled parts, kept in the repository: few machines have what it takes to compile them. */
export const native = path.resolve('server/cfn-lint/native');
const pyodide = path.resolve('node_modules/pyodide');

/** Where the bundle of these sources is, or would be. */
export function bundleFolder(): string {
  const hash = createHash('sha256');
  for (const file of inputs()) hash.update(readFileSync(file));
  return path.join(cache, `bundle-${hash.digest('hex').slice(0, 16)}`);
}

function inputs(): readonly string[] {
  const recipe = ['site.py', 'site.ts', 'bundle.ts', 'about.ts', 'notices.ts', 'requirements.txt'];
  return [
    ...recipe.map((name) => path.join(import.meta.dirname, name)),
    ...Object.keys(hashesOfNative()).map((name) => path.join(native, name)),
    path.join(pyodide, 'package.json'),
  ];
}

/** What is known of the compiled parts. */
export interface KeptNative {
  readonly tools: Versions;
  /** Hashes of what they were made of, and of themselves. */
  readonly sources: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
}

export function keptNative(): KeptNative {
  return JSON.parse(readFileSync(path.join(native, 'native.json'), 'utf8')) as KeptNative; // `--keep` writes it
}

/** Of the compiled parts. Throws where one of them is another than `native.json` says. */
export function hashesOfNative(): Readonly<Record<string, string>> {
  const { files } = keptNative();
  for (const [name, sha256] of Object.entries(files)) {
    const found = sha256Of(path.join(native, name));
    if (found !== sha256) throw new Error(`${name} has the SHA-256 ${found}; native.json says ${sha256}.`);
  }
  return files;
}

/** Makes it, unless it is there. Throws where PyPI cannot be asked. */
export async function makeBundle(): Promise<string> {
  const folder = bundleFolder();
  if (isComplete(folder)) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { files, bytes } = await makeSite(path.join(cache, 'wheels'), native, folder);
  console.log(`${files} files of Python, ${(bytes / 1e6).toFixed(1)} MB`);
  for (const name of ['pyodide.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip', 'pyodide-lock.json'])
    copyFileSync(path.join(pyodide, name), path.join(folder, name));
  for (const name of Object.keys(hashesOfNative())) copyFileSync(path.join(native, name), path.join(folder, name));
  writeFileSync(
    path.join(folder, 'pyodide.asm.js'),
    changed(readFileSync(path.join(pyodide, 'pyodide.asm.js'), 'utf8')),
  );
  writeFileSync(path.join(folder, 'LICENCES.txt'), noticesOf(licencesIn(folder)));
  writeFileSync(path.join(folder, last), `${JSON.stringify(aboutBundle(folder), undefined, 2)}\n`);
  return folder;
}

/** Where a bundle is that was made before, for those who do without otherwise. */
export function bundleThatIsThere(): string | undefined {
  const folder = bundleFolder();
  return isComplete(folder) ? folder : undefined;
}

/** Written when everything else is there. */
const last = 'bundle.json';

const isComplete = (folder: string): boolean => existsSync(path.join(folder, last));

export function copyBundle(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) copyFileSync(path.join(from, name), path.join(to, name));
}

function changed(script: string): string {
  const parts = script.split(change.from);
  if (parts.length !== 2) throw new Error(`pyodide.asm.js has ${parts.length - 1} places to change, not one.`);
  return parts.join(change.to);
}

function licencesIn(folder: string): ReadonlyMap<string, string> {
  const index = JSON.parse(readFileSync(path.join(folder, 'site.json'), 'utf8')) as [string, number, number][]; // of `site.py`
  const bytes = readFileSync(path.join(folder, 'site.bin'));
  const ofPackages = index.filter(([name]) => name.includes('.dist-info/'));
  return new Map(ofPackages.map(([name, at, length]) => [name, bytes.toString('utf8', at, at + length)]));
}
