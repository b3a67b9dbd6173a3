/*
 * The memory of an engine that has started, kept in a folder: 90 MB that save most of each later start. One
 * file per build; those of others are removed.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Memory } from './linter.ts';

/** What `npm run build:cfn-lint` says of its bundle. */
interface About {
  readonly cfnLint: string;
  readonly pyodide: string;
  /** Of all that decides what the memory looks like. */
  readonly key: string;
}

const digestBytes = 32;

/** `about` is the text of `bundle.json`; `glue` is what Python has read besides. */
export function memoryIn(folder: string, about: string, glue: string): Memory {
  const { cfnLint, pyodide, key } = JSON.parse(about) as About; // what `tools/cfn-lint` writes
  const all = digest(Buffer.from(key + glue))
    .toString('hex')
    .slice(0, 16);
  const name = `cfn-lint-${cfnLint}-pyodide-${pyodide}-${all}${ending}`;
  const file = path.join(folder, name);
  return {
    async read() {
      const bytes = await readFile(file).catch(() => undefined);
      if (!bytes) return undefined;
      const memory = bytes.subarray(0, -digestBytes);
      if (digest(memory).equals(bytes.subarray(-digestBytes))) return memory;
      await rm(file, { force: true });
      return undefined;
    },
    async write(memory) {
      await mkdir(folder, { recursive: true });
      // Another window may write the same: it is whole when it gets its name, whoever is first.
      const part = path.join(folder, `${name}-${process.pid}${partly}`);
      await writeFile(part, [memory, digest(memory)]);
      await rename(part, file);
      const others = (await readdir(folder)).filter((other) => other !== name && isOurs(other));
      await Promise.all(others.map((other) => rm(path.join(folder, other), { force: true })));
    },
    forget: () => rm(file, { force: true }),
  };
}

const ending = '.memory';
const partly = '.part';
const isOurs = (name: string): boolean =>
  name.startsWith('cfn-lint-') && (name.endsWith(ending) || name.endsWith(partly));

const digest = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
