import {
  accessSync,
  chmodSync,
  constants,
  type Dirent,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Disk } from './disk.ts';
import type { Pen } from './fix.ts';
import type { Machine } from './project.ts';

/** The file system of the machine. Synchronous: linting waits for nothing else, and this is the faster way. */
export const disk: Disk = {
  separator: sep,
  look(path) {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats && { kind: kindOf(stats) === 'folder' ? 'folder' : 'file', bytes: stats.size };
  },
  list: (folder) =>
    readdirSync(folder, { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kindOf(entry) })),
  read: (file) => readFileSync(file),
};

export const pen: Pen = {
  read: disk.read,
  replace(file, bytes) {
    const target = realpathSync(file); // a link stays a link
    const stats = statSync(target);
    // Renaming asks the permissions of the folder only, and an administrator is refused nothing.
    if ((stats.mode & 0o222) === 0) throw Object.assign(new Error('read-only'), { code: 'EACCES' });
    accessSync(target, constants.W_OK);
    if (isNobodyElses(stats)) replaceWhole(target, bytes, stats.mode);
    else writeFileSync(target, bytes);
  },
};

/** A new file would have another owner, or leave the other names of this one behind. */
const isNobodyElses = ({ uid, nlink }: Stats): boolean => uid === (process.getuid?.() ?? uid) && nlink === 1;

/** Whoever reads it meanwhile, or finds it after a power cut, has the old file or the new one. */
function replaceWhole(target: string, bytes: Uint8Array, mode: number): void {
  const temporary = join(dirname(target), `.${basename(target)}.${crypto.randomUUID()}`);
  try {
    writeFileSync(temporary, bytes, { flag: 'wx', flush: true });
    chmodSync(temporary, mode);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function kindOf(entry: Dirent | Stats): 'file' | 'folder' | 'other' {
  return entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'other';
}

/** As an editor speaks of it. */
export const machine: Machine = {
  disk,
  pathOf(uri) {
    if (!uri.startsWith('file:')) return undefined;
    try {
      return fileURLToPath(uri);
    } catch {
      return undefined; // on another host, or escaped as no path is
    }
  },
  uriOf: (path) => pathToFileURL(path).href,
};
