import { looksLikeTemplate } from '../formats/syntax/document.ts';
import { type Analysis, analyse } from '../linter/analysis.ts';
import { failed, type Outcome, outcomeOf } from '../linter/outcome.ts';
import { decode } from './decode.ts';
import type { Disk } from './disk.ts';
import { candidatesIn } from './walk.ts';

export interface Workspace {
  readonly disk: Disk;
  /** The full path of what the user named. */
  full(path: string): string;
  /** How the user reads a full path: from where they stand, with `/` on every system. */
  shown(path: string): string;
}

/** What became of one file. */
export type Checked =
  | { readonly kind: 'checked'; readonly outcome: Outcome }
  /** `named`: the user asked for this very file. */
  | { readonly kind: 'no template'; readonly file: string; readonly named: boolean };

/** Checks what the user named, in that order, every file once: files whatever they are called, folders file by file. */
export function* check(paths: readonly string[], workspace: Workspace): Generator<Checked> {
  const { disk, full } = workspace;
  const seen = new Set<string>();
  for (const path of paths.map(full)) {
    for (const { file, named, error } of filesOf(disk, path)) {
      if (seen.has(file)) continue;
      seen.add(file);
      yield error === undefined ? checkFile(file, named, workspace) : unreadable(workspace.shown(file), error);
    }
  }
}

interface Wanted {
  readonly file: string;
  readonly named: boolean;
  readonly error?: unknown;
}

function* filesOf(disk: Disk, path: string): Generator<Wanted> {
  const found = attempt(() => disk.look(path));
  if ('error' in found) yield { file: path, named: true, error: found.error };
  else if (found.value?.kind === 'folder') {
    const errors: Wanted[] = [];
    const onError = (file: string, error: unknown) => errors.push({ file, named: false, error });
    for (const file of candidatesIn(disk, path, onError)) yield { file, named: false };
    yield* errors;
  } else if (found.value) yield { file: path, named: true };
  else yield { file: path, named: true, error: { code: 'ENOENT' } };
}

function checkFile(path: string, named: boolean, { disk, shown }: Workspace): Checked {
  const file = shown(path);
  const bytes = attempt(() => disk.read(path));
  if ('error' in bytes) return unreadable(file, bytes.error);
  const decoded = decode(bytes.value);
  if (decoded.text === undefined) {
    // A folder may hold any number of files that are no text; only a template among them is a loss.
    if (!named && !looksLikeTemplate(decoded.guess)) return { kind: 'no template', file, named };
    return { kind: 'checked', outcome: failed(file, 'file', `This file ${decoded.why}.`) };
  }
  const outcome = attempt(() => judged(analyse(file, decoded.text)));
  if ('error' in outcome) return { kind: 'checked', outcome: mistakeOfOurs(file, outcome.error) };
  return outcome.value ? { kind: 'checked', outcome: outcome.value } : { kind: 'no template', file, named };
}

const judged = (analysis: Analysis | undefined): Outcome | undefined => analysis && outcomeOf(analysis);

function mistakeOfOurs(file: string, error: unknown): Outcome {
  const message = `This file could not be checked: ${error instanceof Error ? error.message : String(error)}`;
  return failed(file, 'crash', message, error instanceof Error ? error.stack : undefined);
}

function unreadable(file: string, error: unknown): Checked {
  return {
    kind: 'checked',
    outcome: failed(file, 'file', reasons[codeOf(error)] ?? `It cannot be read: ${String(error)}`),
  };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder; check the path.',
  ENOTDIR: 'There is no such file or folder; check the path.',
  EACCES: 'It may not be read by this user; change its permissions, or leave it out.',
  EPERM: 'It may not be read by this user; change its permissions, or leave it out.',
  ELOOP: 'This link leads to itself; name the file it was meant for.',
};

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

type Attempt<T> = { readonly value: T } | { readonly error: unknown; readonly value?: never };
function attempt<T>(action: () => T): Attempt<T> {
  try {
    return { value: action() };
  } catch (error) {
    return { error };
  }
}
