/*
 * The compiled parts of cfn-lint, `regex` and the `_yaml` of PyYAML with libyaml in it, as WebAssembly modules that
 * Pyodide loads. Plain clang makes them: the functions of Python and of the C library are imported from Pyodide itself.
 * The same sources, clang and headers give the same bytes.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { findOnPath } from '../workbench/programs.ts';
import { run, type Sources } from './sources.ts';

/** What it takes to compile. */
export interface Compiler {
  readonly clang: string;
  readonly linker: string;
  /** Headers of CPython 3.13, whose ABI Pyodide 0.29 has. */
  readonly include: string;
}

/** As `native.json` has them: another version of one may make other bytes of the same sources. */
export interface Versions {
  readonly clang: string;
  readonly linker: string;
  readonly python: string;
}

export async function versionsOf({ clang, linker, include }: Compiler): Promise<Versions> {
  const numberIn = (text: string): string => /\d+[.]\d+[.]\d+/.exec(text)?.[0] ?? 'unknown';
  const header = readFileSync(path.join(include, 'patchlevel.h'), 'utf8');
  return {
    clang: numberIn(await run([clang, '--version'], '.')),
    linker: numberIn(await run([linker, '--version'], '.')),
    python: numberIn(/#define PY_VERSION .*/.exec(header)?.[0] ?? ''),
  };
}

/** Why it cannot be compiled here, in words, or with what. */
export function findCompiler(): Compiler | { readonly missing: string } {
  const clang = findOnPath('clang-19');
  const linker = findOnPath('wasm-ld-19');
  if (!clang || !linker) return { missing: 'clang-19 and wasm-ld-19 (Debian: clang-19, lld-19)' };
  const include = includeFolders().find((folder) => existsSync(path.join(folder, 'Python.h')));
  return include === undefined
    ? { missing: 'the headers of CPython 3.13 (CPYTHON_INCLUDE names their folder)' }
    : { clang, linker, include };
}

function includeFolders(): readonly string[] {
  const named = process.env.CPYTHON_INCLUDE;
  if (named) return [named];
  const pyenv = path.join(process.env.PYENV_ROOT ?? path.join(homedir(), '.pyenv'), 'versions');
  const patches = Array.from({ length: 20 }, (_, patch) => path.join(pyenv, `3.13.${patch}`, 'include/python3.13'));
  return [...patches, '/usr/include/python3.13'];
}

export type Native = Readonly<Record<'regex.so' | 'yaml.so', Uint8Array>>;

/** By the names of their files. Throws where they do not compile. `folder` is for what comes between. */
export async function compileNative(compiler: Compiler, sources: Sources, folder: string): Promise<Native> {
  const work = path.join(folder, 'work');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  cpSync(compiler.include, path.join(work, 'python'), { recursive: true });
  writeFileSync(path.join(work, 'python/pyconfig.h'), await pyconfig(compiler.include));
  return {
    'regex.so': await compileRegex(compiler, sources, work),
    'yaml.so': await compileYaml(compiler, sources, work),
  };
}

async function compileRegex(compiler: Compiler, { regex, headers }: Sources, work: string): Promise<Uint8Array> {
  const source = path.join(regex, 'src');
  const objects = [];
  for (const name of ['_regex', '_regex_unicode'])
    objects.push(await compile(compiler, path.join(source, `${name}.c`), [source], headers, work));
  return link(compiler, 'PyInit__regex', objects, work);
}

async function compileYaml(
  compiler: Compiler,
  { pyyaml, libyaml, headers, python }: Sources,
  work: string,
): Promise<Uint8Array> {
  const ours = path.join(work, '_yaml.c');
  // Named from its folder, because its name stands in what Python says of errors.
  await run([python, '-m', 'cython', '-3', '--output-file', ours, 'yaml/_yaml.pyx'], pyyaml);
  const folders = [path.join(pyyaml, 'yaml'), path.join(libyaml, 'include')];
  const version = ['-DYAML_VERSION_MAJOR=0', '-DYAML_VERSION_MINOR=2', '-DYAML_VERSION_PATCH=5'];
  const defines = [...version, '-DYAML_VERSION_STRING="0.2.5"', '-DYAML_DECLARE_STATIC'];
  const objects = [await compile(compiler, ours, folders, headers, work)];
  for (const name of ['api', 'dumper', 'emitter', 'loader', 'parser', 'reader', 'scanner', 'writer'])
    objects.push(await compile(compiler, path.join(libyaml, 'src', `${name}.c`), folders, headers, work, defines));
  return link(compiler, 'PyInit__yaml', objects, work);
}

/** Returns the object file. */
async function compile(
  { clang }: Compiler,
  file: string,
  folders: readonly string[],
  headers: string,
  work: string,
  defines: readonly string[] = [],
): Promise<string> {
  const object = path.join(work, `${path.basename(file, '.c')}.o`);
  const target = ['--target=wasm32-unknown-emscripten', '-O2', '-DNDEBUG', '-fPIC', '-fwrapv', '-Wno-everything'];
  const nameless = `-ffile-prefix-map=${path.dirname(work)}=.`; // the same bytes, wherever they are compiled
  // The version that Pyodide itself is built with.
  const emscripten = ['-D__EMSCRIPTEN_major__=4', '-D__EMSCRIPTEN_minor__=0', '-D__EMSCRIPTEN_tiny__=9'];
  const includes = ['-nostdlibinc', '-isystem', headers, `-I${path.join(work, 'python')}`];
  const ours = folders.map((folder) => `-I${folder}`);
  await run(
    [clang, ...target, nameless, ...emscripten, ...includes, ...ours, ...defines, '-c', file, '-o', object],
    work,
  );
  return object;
}

async function link(
  { linker }: Compiler,
  entry: string,
  objects: readonly string[],
  work: string,
): Promise<Uint8Array> {
  const file = path.join(work, `${entry}.so`);
  const shared = ['-shared', '--experimental-pic', '--no-entry', '--unresolved-symbols=import-dynamic', '--strip-all'];
  await run([linker, ...shared, `--export-if-defined=${entry}`, '-o', file, ...objects], work);
  return readFileSync(file);
}

/**
 * `pyconfig.h` as it was when Pyodide was compiled. Python remembers what was defined in it; the headers at hand, which
 * are of another machine, say only which names there are.
 */
async function pyconfig(include: string): Promise<string> {
  const { loadPyodide } = await import('pyodide');
  const python = await loadPyodide({ stdout: () => undefined, stderr: () => undefined });
  const said: unknown = python.runPython('import json, sysconfig; json.dumps(sysconfig.get_config_vars())');
  const known = new Map(Object.entries(JSON.parse(String(said)) as Record<string, unknown>)); // what `dumps` has written
  const header = readFileSync(path.join(include, 'pyconfig.h'), 'utf8');
  const names = new Set([...header.matchAll(/#(?:define|undef)\s+(\w+)/g)].map(([, name = '']) => name));
  for (const name of known.keys()) if (/^(HAVE_|SIZEOF_|ALIGNOF_|PY_|Py_|WITH_|_)/.test(name)) names.add(name);
  const lines = [...names].sort().flatMap((name) => {
    const value = known.get(name);
    return isDefined(name, value) ? [`#define ${name} ${value}`] : [];
  });
  return ['#ifndef Py_PYCONFIG_H', '#define Py_PYCONFIG_H', ...lines, '#endif', ''].join('\n');
}

/** Variables of its Makefile are remembered as well. */
function isDefined(name: string, value: unknown): boolean {
  if (name === 'Py_PYCONFIG_H') return false;
  if (typeof value === 'number') return value !== 0;
  return typeof value === 'string' && /^((unsigned )?\w+|"[^"]*"|\(?-?\d+\)?)$/.test(value) && !/^PY_[CSBL]/.test(name);
}
