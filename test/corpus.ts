/*
 * The corpus: templates of public repositories that tests read where they stand, in `../shared/corpus`
 * beside the repository. They are not part of the project; where they are absent, tests say so and pass.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

export type CorpusFolder = 'real' | 'labelled' | 'sam-pairs' | 'robust';

export interface CorpusFile {
  /** Path from the corpus' root, with `/` on every system: `real/aws/…/template.yaml`. */
  readonly name: string;
  readonly text: string;
}

const root = fileURLToPath(new URL('../../shared/corpus/', import.meta.url));

export const corpusIsThere = existsSync(root);

/**
 * The files of a folder whose names end in one of `extensions` (`'.json'`, `'.sam.yaml'`), sorted by name.
 * Text keeps its byte order mark. Files that are not UTF-8 are left out: see `undecodableFiles`.
 */
export function corpusFiles(folder: CorpusFolder, extensions: readonly string[]): CorpusFile[] {
  return filesOf(folder, extensions).flatMap(({ name, text }) => (text === undefined ? [] : [{ name, text }]));
}

/** Names of the files that `corpusFiles` leaves out because they are not UTF-8. */
export function undecodableFiles(folder: CorpusFolder, extensions: readonly string[]): string[] {
  return filesOf(folder, extensions).flatMap(({ name, text }) => (text === undefined ? [name] : []));
}

/** One file of the corpus, by its name. */
export const corpusFile = (name: string): string => readFileSync(join(root, name), 'utf8');

/** The lines of a folder's index; their shape is the caller's to know. */
export function corpusIndex<Line>(folder: CorpusFolder): Line[] {
  return readFileSync(join(root, `${folder}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

/** Registers a test over the corpus; without the corpus, a passing test whose name says what was left out. */
export function corpusTest(name: string, body: () => void | Promise<void>): void {
  if (corpusIsThere) void test(name, body);
  else void test(`left out: ${name} (no ../shared/corpus)`, () => {});
}

function filesOf(folder: CorpusFolder, extensions: readonly string[]): { name: string; text: string | undefined }[] {
  if (!corpusIsThere) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => extensions.some((extension) => path.endsWith(extension)))
    .map((path) => join(root, folder, path))
    .filter((path) => statSync(path).isFile())
    .sort()
    .map((path) => ({ name: relative(root, path).split(sep).join('/'), text: decode(readFileSync(path)) }));
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
