/* Full paths on a disk, whatever stands between their names. */
import type { Disk } from './disk.ts';

export const below = ({ separator }: Pick<Disk, 'separator'>, folder: string, name: string): string =>
  folder.endsWith(separator) ? folder + name : folder + separator + name;

/** `/a` and `C:\a` stand in `/` and `C:\`, which stand in nothing. */
export function parentOf({ separator }: Pick<Disk, 'separator'>, path: string): string | undefined {
  const end = path.lastIndexOf(separator);
  if (end < 0 || end === path.length - 1) return undefined;
  const parent = path.slice(0, end);
  return parent.includes(separator) ? parent : parent + separator;
}

/** The path from `folder` on, with `/` on every system; undefined where it does not stand in that folder. */
export function within(disk: Pick<Disk, 'separator'>, folder: string, path: string): string | undefined {
  const start = below(disk, folder, '');
  return path.startsWith(start) ? path.slice(start.length).replaceAll(disk.separator, '/') : undefined;
}

/** What cannot be looked at counts as not there. */
export function isThere(disk: Pick<Disk, 'look'>, path: string): boolean {
  try {
    return disk.look(path) !== undefined;
  } catch {
    return false;
  }
}

export const nameOf = (path: string): string => /[^/\\]*$/.exec(path)?.[0] ?? '';

/**
 * Where a name leads that somebody wrote in a file of that folder: `../params/prod.json`. In a URI it is spelled as
 * URIs are.
 */
export function reached(disk: Pick<Disk, 'separator'>, folder: string | undefined, name: string): string {
  const isWhole = name.startsWith(disk.separator) || /^[A-Za-z]:[\\/]/.test(name);
  if (folder === undefined || isWhole) return name;
  const isUri = folder.includes('://');
  let at = folder;
  for (const step of name.split(disk.separator === '\\' ? /[\\/]/ : '/')) {
    if (step === '..') at = parentOf(disk, at) ?? at;
    else if (step !== '.' && step !== '') at = below(disk, at, isUri ? encodeURIComponent(step) : step);
  }
  return at;
}
