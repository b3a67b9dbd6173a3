/*
 * V8 compiles a program anew at every start, which takes it as long as linting a small template. What it has compiled
 * is kept in the user's cache folder, and taken from there by the next start.
 */
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import { Script } from 'node:vm';

export interface Loaded {
  readonly exports: unknown;
  /** Keeps what is compiled by now, where it is not kept yet. Never throws: without a cache, everything works. */
  keep(): void;
}

// As Node wraps CommonJS. It stands before the first column, so that places in the file are told as they are.
const opening = '(function (exports, require, module, __filename, __dirname) {';

/** Loads a CommonJS file, kept under a name of its own. What it throws at its start, this throws. */
export function load(file: string, name: string): Loaded {
  const source = readFileSync(file);
  const cache = cacheFile(name);
  const cachedData = cache === undefined ? undefined : keptOf(source, cache);
  const script = new Script(`${opening}${source}\n})`, {
    filename: file,
    columnOffset: -opening.length,
    ...(cachedData && { cachedData }),
  });
  const require = createRequire(file);
  const module = new Module(file);
  require.cache[file] = module; // whoever requires it gets this one
  script.runInThisContext()(module.exports, require, module, file, dirname(file));
  const isKept = cachedData !== undefined && script.cachedDataRejected === false;
  return {
    exports: module.exports,
    keep() {
      if (cache !== undefined && !isKept)
        attempt(() => write(cache, [lengthOf(source), source, script.createCachedData()]));
    },
  };
}

/** One file for each V8, which alone can read it: Electron's is another than Node's. Undefined where nothing is to be kept. */
function cacheFile(name: string): string | undefined {
  const { NODE_DISABLE_COMPILE_CACHE, XDG_CACHE_HOME = '', LOCALAPPDATA = '', HOME = '' } = process.env;
  if (NODE_DISABLE_COMPILE_CACHE) return undefined; // as Node's own cache is turned off
  const { platform, arch, versions } = process;
  const usual = platform === 'win32' ? LOCALAPPDATA : join(HOME, platform === 'darwin' ? 'Library/Caches' : '.cache');
  const folder = [XDG_CACHE_HOME, usual].find(isAbsolute);
  return folder === undefined ? undefined : join(folder, 'gatelint', `${name}-${versions.v8}-${arch}.code`);
}

/**
 * What was kept of exactly this source: V8 itself compares no more than its length. What somebody else has written is
 * not run.
 */
function keptOf(source: Buffer, cache: string): Buffer | undefined {
  const kept = attempt(() => {
    const file = openSync(cache, 'r');
    try {
      return fstatSync(file).uid === (process.getuid?.() ?? 0) ? readFileSync(file) : undefined;
    } finally {
      closeSync(file);
    }
  });
  if (!kept || kept.length < 4 || kept.readUInt32LE(0) !== source.length) return undefined;
  const end = 4 + source.length;
  return kept.subarray(4, end).equals(source) ? kept.subarray(end) : undefined;
}

function lengthOf(source: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(source.length);
  return length;
}

/** Whoever starts meanwhile reads the old file or the new one. */
function write(file: string, parts: readonly Buffer[]): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}`;
  try {
    writeFileSync(temporary, Buffer.concat(parts), { flag: 'wx', mode: 0o600 });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
