/*
 * Files as they are in a commit. What git is asked for is one list of all files there, and those that are not on the
 * disk as they were.
 */
import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { Disk, Listed } from '../workspace/disk.ts';
import { disk } from '../workspace/node.ts';

/** The disk as it is in a commit. */
export interface Commit {
  readonly disk: Disk;
  /** The full path without links, as which git knows it; undefined outside of the repository. */
  readonly path: string;
  /** Whether there is anything at `path` in the commit. */
  readonly hasPath: boolean;
}

/** `kept`: files that are read as they are now. `problem`: why there is nothing to compare with, in one sentence. */
export async function commitAt(
  path: string,
  ref: string,
  kept: ReadonlySet<string>,
): Promise<Commit | { readonly problem: string }> {
  // Loaded here: they take Node a third of a start.
  const { spawnSync } = await import('node:child_process');
  const { createHash } = await import('node:crypto');
  const real = withoutLinks(path);
  const folder = disk.look(real)?.kind === 'folder' ? real : dirname(real);
  const git = (...args: readonly string[]): Said => {
    const options = { cwd: folder, maxBuffer: mostBytes, windowsHide: true };
    const env = { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_LITERAL_PATHSPECS: '1' };
    const { status, stdout, stderr, error } = spawnSync('git', args, { ...options, env });
    return { ok: status === 0, out: stdout ?? Buffer.of(), err: String(stderr ?? ''), error };
  };

  const top = git('rev-parse', '--show-cdup');
  if (!top.ok) return { problem: whyNoRepository(top, folder) };
  const root = withoutLinks(join(folder, String(top.out).replace(/\r?\n$/, '')));
  const commit = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{tree}`);
  if (!commit.ok) return { problem: whyNoCommit(ref, git('rev-parse', '--verify', '--quiet', 'HEAD').ok) };
  const tree = String(commit.out).trim();
  const listed = git('ls-tree', '-r', '-z', '--full-tree', tree);
  if (!listed.ok) return { problem: `git cannot list the files of ${ref}: ${firstLine(listed.err)}` };

  const blobs = blobsIn(String(listed.out));
  const read = (id: string): Uint8Array => {
    const blob = git('cat-file', 'blob', id);
    if (!blob.ok) throw new Error(firstLine(blob.err));
    return blob.out;
  };
  const idOf = (bytes: Uint8Array, { length }: string): string =>
    createHash(length === 64 ? 'sha256' : 'sha1')
      .update(`blob ${bytes.length}\0`)
      .update(bytes)
      .digest('hex');
  const inside = relative(root, real).split(sep).join('/');
  const inFolder = inside === '' ? '' : `${inside}/`;
  return {
    disk: committed(root, blobs, { read, idOf }, kept),
    path: real,
    hasPath: blobs.has(inside) || [...blobs.keys()].some((name) => name.startsWith(inFolder)),
  };
}

/** Lists of many files, and large files. */
const mostBytes = 1024 ** 3;

interface Said {
  readonly ok: boolean;
  readonly out: Buffer;
  readonly err: string;
  readonly error: Error | undefined;
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';

function whyNoRepository({ error, err }: Said, folder: string): string {
  if (error && 'code' in error && error.code === 'ENOENT')
    return disk.look(folder)
      ? 'git is not installed, or not on the PATH; name two files or folders to compare them without it'
      : 'there is no such file or folder';
  if (/not a git repository/.test(err))
    return 'it stands in no git repository; name what to compare it with: gatelint diff <before> <after>';
  if (/must be run in a work tree/.test(err))
    return 'it stands in a git repository that has no files of its own (bare)';
  return `git cannot be asked: ${firstLine(err) || String(error)}`;
}

const whyNoCommit = (ref: string, hasHead: boolean): string =>
  hasHead ? `there is no commit "${ref}" in its git repository` : 'nothing is committed yet in its git repository';

interface Blob {
  readonly id: string;
}

/** By path. Of links and of repositories inside of this one, there is nothing to read. */
function blobsIn(listing: string): ReadonlyMap<string, Blob> {
  const lines = listing.split('\0').map((line) => /^100\d{3} blob ([0-9a-f]+)\t(.+)$/s.exec(line));
  return new Map(lines.flatMap((found) => (found ? [[found[2] ?? '', { id: found[1] ?? '' }]] : [])));
}

interface Git {
  /** What is in a blob. */
  read(id: string): Uint8Array;
  /** What the blob of these bytes is called, in a repository whose names are of the length of `like`. */
  idOf(bytes: Uint8Array, like: string): string;
}

function committed(root: string, blobs: ReadonlyMap<string, Blob>, git: Git, kept: ReadonlySet<string>): Disk {
  const folders = foldersOf(blobs.keys());
  const texts = new Map<string, Uint8Array>();
  /** Undefined for what the commit has no say in. */
  const inside = (path: string): string | undefined => {
    const from = relative(root, path);
    const isOutside =
      kept.has(path) || from === '.git' || from === '..' || from.startsWith(`..${sep}`) || from === path;
    return isOutside ? undefined : from.split(sep).join('/');
  };
  const at = (path: string, name: string): Uint8Array | undefined => {
    const blob = blobs.get(name);
    const text = texts.get(name) ?? (blob && (unchanged(path, blob.id, git) ?? git.read(blob.id)));
    if (text) texts.set(name, text);
    return text;
  };
  return {
    separator: disk.separator,
    look(path) {
      const name = inside(path);
      if (name === undefined) return disk.look(path);
      if (folders.has(name)) return { kind: 'folder', bytes: 0 };
      const text = at(path, name);
      return text && { kind: 'file', bytes: text.length };
    },
    list(folder) {
      const name = inside(folder);
      if (name === undefined) return disk.list(folder);
      const listed = folders.get(name);
      if (!listed) throw Object.assign(new Error('no such folder'), { code: 'ENOENT' });
      return [...listed.values()];
    },
    read(path) {
      const name = inside(path);
      if (name === undefined) return disk.read(path);
      const text = at(path, name);
      if (!text) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      return text;
    },
  };
}

/** What stands in each folder, by name. */
function foldersOf(paths: Iterable<string>): ReadonlyMap<string, ReadonlyMap<string, Listed>> {
  const folders = new Map<string, Map<string, Listed>>([['', new Map()]]);
  for (const path of paths) {
    const steps = path.split('/');
    for (let depth = 0; depth < steps.length; depth++) {
      const folder = steps.slice(0, depth).join('/');
      const name = steps[depth] ?? '';
      const listed = folders.get(folder) ?? new Map<string, Listed>();
      listed.set(name, { name, kind: depth === steps.length - 1 ? 'file' : 'folder' });
      folders.set(folder, listed);
    }
  }
  return folders;
}

/** What lies on the disk, if it is what was committed: most files are, and git need not be asked for them. */
function unchanged(path: string, id: string, { idOf }: Git): Uint8Array | undefined {
  try {
    const bytes = disk.read(path);
    return idOf(bytes, id) === id ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** As git knows it. Of what is not there any more, its folder is. */
function withoutLinks(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(withoutLinks(folder), basename(path));
  }
}
