/*
 * Loads the files of rules again and again, one of them changed. What they import from rules/kit and rules/model is
 * loaded once, the way the linter loads it, so that both mean the same by a row and a value.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import { transform } from 'esbuild';
import ts from 'typescript';
import type { AnyRule } from '../../rules/kit/index.ts';
import { kitName } from './mutants.ts';

/** A file of rules, ready to run; perhaps with other text than on disk. */
export interface Compiled {
  readonly file: string;
  readonly run: (require: (specifier: string) => unknown, module: { exports: Exports }) => void;
}
type Exports = Readonly<Record<string, unknown>>;

export interface Loader {
  /** The rule of that file, made anew, with `changed` in the place of what stands on disk. Throws what the files throw. */
  readonly load: (file: string, changed?: Compiled) => AnyRule;
}

const kit = path.resolve('rules/kit/index.ts');

/** For these files of rules and all that they import. Paths are seen from the root of the repository. */
export async function loaderFor(files: readonly string[]): Promise<Loader> {
  const shared = new Map<string, unknown>([[kit, await import(pathToFileURL(kit).href)]]);
  const compiled = new Map<string, Compiled>();
  for (const file of new Set(files.flatMap((one) => [one, ...helpersOf(one)]))) {
    compiled.set(file, await compile(file, readFileSync(file, 'utf8')));
    for (const target of importsOf(file).map((name) => path.resolve(name)))
      if (isShared(target) && !shared.has(target)) shared.set(target, await import(pathToFileURL(target).href));
  }
  return {
    load: (entry, changed) => {
      const loaded = new Map<string, Exports>();
      const load = (file: string): Exports => {
        const known = loaded.get(file);
        if (known) return known;
        const module: { exports: Exports } = { exports: {} };
        const { run } = changed?.file === file ? changed : (compiled.get(file) ?? missing(file));
        run((specifier) => {
          const target = path.join(path.dirname(file), specifier);
          return shared.get(path.resolve(target)) ?? load(target);
        }, module);
        loaded.set(file, module.exports);
        return module.exports;
      };
      // A rule is what such a file exports; the cases complain where it is not.
      return load(entry)['default'] as AnyRule;
    },
  };
}

function missing(file: string): never {
  throw new Error(`${file} was not there when the rules were loaded`);
}

/** The files that a file of a rule imports and that belong to rules only, directly or by way of others. */
export function helpersOf(file: string, seen: ReadonlySet<string> = new Set([file])): readonly string[] {
  const direct = importsOf(file).filter((target) => !isShared(path.resolve(target)) && !seen.has(target));
  const known = new Set([...seen, ...direct]);
  return [...new Set([...direct, ...direct.flatMap((one) => helpersOf(one, known))])];
}

/** The mutated text as a module: it may use the words of the kit, whatever it imports. */
export function withKit(file: string, text: string): string {
  const specifier = path.relative(path.dirname(file), 'rules/kit/index.ts').split(path.sep).join('/');
  return `import * as ${kitName} from '${specifier}'; ${text}`;
}

const imports = new Map<string, readonly string[]>();

function importsOf(file: string): readonly string[] {
  const known = imports.get(file);
  if (known) return known;
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'));
  const found = importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => path.join(path.dirname(file), fileName));
  imports.set(file, found);
  return found;
}

const isShared = (absolute: string): boolean => /^rules[\\/](kit|model)[\\/]/.test(path.relative('.', absolute));

/** By esbuild, because a rule is compiled some hundred times. */
export async function compile(file: string, text: string): Promise<Compiled> {
  const { code } = await transform(text, { loader: 'ts', format: 'cjs', target: 'es2022' });
  // `compileFunction` says `Function`; its parameters are named here.
  const run = compileFunction(code, ['require', 'module'], { filename: path.resolve(file) }) as Compiled['run'];
  return { file, run };
}
