import ignore, { type Ignore } from 'ignore';
import type { Disk } from './disk.ts';
import { below, isThere, parentOf, within } from './paths.ts';

/** What templates are called. Whether a file is one, its content says. */
const candidate = /\.(?:ya?ml|jsonc?|template|tf|tofu)$/i;

/** Never the user's own work, and often huge. */
const skipped: ReadonlySet<string> = new Set(['.git', 'node_modules', '.terraform']);

/** CloudFormation takes no template above 1 MB. What is many times that, and was not asked for by name, is data. */
const mostBytes = 16 * 1024 * 1024;

/** A .gitignore and those of the folders above it. */
interface Ignoring {
  readonly folder: string;
  readonly rules: Ignore;
  readonly outer: Ignoring | undefined;
}

/** Called with a path that cannot be read; the walk goes on. */
export type Failing = (path: string, error: unknown) => void;

/** The files below `folder`, a full path, that could be templates, by name. Links to folders are not followed. */
export function* candidatesIn(disk: Disk, folder: string, onError: Failing): Generator<string> {
  for (const path of stepsIn(disk, folder, onError)) if (path !== undefined) yield path;
}

/** The same, for who has other things to do meanwhile: undefined comes where only a folder was looked into. */
export function* stepsIn(disk: Disk, folder: string, onError: Failing): Generator<string | undefined> {
  yield* walk(disk, folder, aboveOf(disk, folder), onError);
}

/** Whether a walk from `folder` would come by this file. */
export function wouldFind(disk: Disk, folder: string, path: string): boolean {
  const names = within(disk, folder, path)?.split('/');
  const name = names?.pop();
  if (!names || name === undefined || !candidate.test(name)) return false;
  let ignoring = ignoringOf(disk, folder, aboveOf(disk, folder));
  let at = folder;
  for (const parent of names) {
    at = below(disk, at, parent);
    if (skipped.has(parent) || isIgnored(disk, ignoring, at, true)) return false;
    ignoring = ignoringOf(disk, at, ignoring);
  }
  return !isIgnored(disk, ignoring, path, false) && isWorthReading(disk, path, () => {});
}

/** Who names a folder wants to see it, whatever its parents ignore. */
function aboveOf(disk: Disk, folder: string): Ignoring | undefined {
  const above = ignoringAbove(disk, folder);
  return isIgnored(disk, above, folder, true) ? undefined : above;
}

function* walk(
  disk: Disk,
  folder: string,
  outer: Ignoring | undefined,
  onError: Failing,
): Generator<string | undefined> {
  yield undefined;
  const ignoring = ignoringOf(disk, folder, outer);
  for (const { name, kind } of listed(disk, folder, onError)) {
    const path = below(disk, folder, name);
    if (kind === 'folder') {
      if (!skipped.has(name) && !isIgnored(disk, ignoring, path, true)) yield* walk(disk, path, ignoring, onError);
    } else if (candidate.test(name) && !isIgnored(disk, ignoring, path, false) && isWorthReading(disk, path, onError)) {
      yield path;
    }
  }
}

function listed(disk: Disk, folder: string, onError: Failing): readonly { name: string; kind: string }[] {
  try {
    return [...disk.list(folder)].sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    onError(folder, error);
    return [];
  }
}

function isWorthReading(disk: Disk, path: string, onError: Failing): boolean {
  try {
    const found = disk.look(path);
    return found?.kind === 'file' && found.bytes <= mostBytes;
  } catch (error) {
    onError(path, error);
    return false;
  }
}

/** The .gitignore files between the top of the repository and `folder`, which stands somewhere in it. */
function ignoringAbove(disk: Disk, folder: string): Ignoring | undefined {
  const folders: string[] = [];
  for (let at = folder; !isThere(disk, below(disk, at, '.git')); ) {
    const parent = parentOf(disk, at);
    if (parent === undefined) return undefined; // no repository
    folders.unshift(parent);
    at = parent;
  }
  return folders.reduce<Ignoring | undefined>((outer, parent) => ignoringOf(disk, parent, outer), undefined);
}

function ignoringOf(disk: Disk, folder: string, outer: Ignoring | undefined): Ignoring | undefined {
  const file = below(disk, folder, '.gitignore');
  if (!isThere(disk, file)) return outer;
  try {
    const rules = ignore({ ignorecase: false }).add(new TextDecoder().decode(disk.read(file)));
    return { folder, rules, outer };
  } catch {
    return outer; // it only says what to leave out
  }
}

/** The .gitignore nearest to the path that has an opinion decides. */
function isIgnored(disk: Disk, ignoring: Ignoring | undefined, path: string, isFolder: boolean): boolean {
  for (let scope = ignoring; scope; scope = scope.outer) {
    const inside = within(disk, scope.folder, path) ?? path;
    const { ignored, unignored } = scope.rules.test(isFolder ? `${inside}/` : inside);
    if (ignored || unignored) return ignored;
  }
  return false;
}
