/*
 * The files that templates name: the templates of stacks inside of them, the descriptions of APIs. What is outside of
 * the workspace is nobody's business here.
 */
import type { Files, Folder, OtherFile } from '../formats/format.ts';
import { parseFile } from '../formats/kind.ts';
import type { Shelf } from './configs.ts';
import { decode } from './decode.ts';
import type { Exports } from './exports.ts';
import { lost, missing, missingFolder, unreached, unreachedFolder } from './lost-file.ts';
import { below, isThere, nameOf, parentOf, within } from './paths.ts';
import { whyUnreadable } from './unreadable.ts';

/** CloudFormation takes templates of 1 MB, API Gateway descriptions of 6 MB. */
const mostBytes = 6_000_000;

/** Whoever looks through a whole workspace comes by each of its modules once: they are not all kept. In UTF-16 code units. */
const mostKept = 4_000_000;

interface Surroundings {
  readonly shelf: Shelf;
  /** The folders that the user works in. */
  readonly folders: readonly string[];
  /** Paths by what files are called where they are judged, and back. */
  pathOf(file: string): string;
  fileOf(path: string): string;
  readonly exports?: Exports;
  /** Whether a module of Terraform calls that in a folder. Left out where folders cannot be looked through. */
  readonly isCalled?: ((folder: string) => boolean) | undefined;
  readonly opened?: Opened;
}

/** The files that are open in an editor, by their paths. */
export interface Opened {
  at(path: string): OtherFile | undefined;
  has(path: string): boolean;
  namesIn(folder: string): readonly string[];
}
const nothingOpened: Opened = { at: () => undefined, has: () => false, namesIn: () => [] };

/** Each is read once, until something becomes of it. */
export class OtherFiles {
  readonly #around: Surroundings;
  readonly #opened: Opened;
  /** The latest last. */
  readonly #known = new Map<string, OtherFile>();
  #kept = 0;
  readonly #folders = new Map<string, Folder>();

  constructor(around: Surroundings) {
    this.#around = around;
    this.#opened = around.opened ?? nothingOpened;
  }

  /** For one who reads them. `noted` hears of the path of each file and folder, be it that nothing is there. */
  forReader(noted: (path: string) => void = () => {}): Files {
    const { shelf, pathOf, exports, isCalled } = this.#around;
    return {
      read: (from, name) => {
        const path = this.#reached(from, name);
        if (path === undefined) return unreached(pathOf(from));
        noted(path);
        return this.#at(path);
      },
      list: (from, name) => {
        const path = this.#reached(from, name);
        if (path === undefined) return unreachedFolder(pathOf(from));
        noted(path);
        return this.#listed(path);
      },
      ...(isCalled && { isCalled: (from) => isCalled(parentOf(shelf, pathOf(from)) ?? '') }),
      exporter: (from, name) => {
        const found = exports?.find(pathOf(from), name);
        if (!found) return undefined;
        noted(found.path);
        const other = this.#at(found.path);
        return 'document' in other ? { ...other, output: found.output, given: found.given } : undefined;
      },
    };
  }

  /** What is otherwise now that something may have become of a file: itself, and the folder that lists it. */
  changed(path: string): readonly string[] {
    const { shelf } = this.#around;
    const news: string[] = [];
    const before = this.#known.get(path);
    const after = before && this.#readAt(path);
    // Nobody knows what it said, if it is not kept.
    if (!after || !isSame(before, after)) news.push(path);
    if (after && news.length > 0) this.#keep(path, after);
    const folder = parentOf(shelf, path) ?? '';
    const listed = this.#folders.get(folder);
    if (!listed) return news;
    const wasThere = 'names' in listed && listed.names.includes(nameOf(path));
    if (wasThere === (this.#opened.has(path) || isThere(shelf, path))) return news;
    this.#folders.set(folder, this.#list(folder));
    return [...news, folder];
  }

  /** Undefined outside of the workspace. */
  #reached(from: string, name: string): string | undefined {
    const { shelf, pathOf } = this.#around;
    const template = pathOf(from);
    const folder = parentOf(shelf, template);
    const path = folder === undefined ? undefined : joined(shelf, folder, name);
    return path !== undefined && this.#isInside(template, path) ? path : undefined;
  }

  #listed(folder: string): Folder {
    const known = this.#folders.get(folder) ?? this.#list(folder);
    this.#folders.set(folder, known);
    return known;
  }

  #list(folder: string): Folder {
    const { shelf } = this.#around;
    if (!shelf.list) return { why: 'folders cannot be looked into here' };
    try {
      const files = shelf.list(folder)?.filter(({ kind }) => kind !== 'folder');
      if (!files) return missingFolder(folder);
      const names = new Set([...files.map(({ name }) => name), ...this.#opened.namesIn(folder)]);
      return { names: [...names].sort() };
    } catch (error) {
      return isThere(shelf, folder) ? { why: whyUnreadable(error) } : missingFolder(folder);
    }
  }

  /** What it is to say from now on, whatever it says where it lies. */
  becomes(path: string, text: string): void {
    this.#keep(path, { file: this.#around.fileOf(path), document: parseFile(path, text) });
  }

  #at(path: string): OtherFile {
    const known = this.#known.get(path);
    if (known) return known;
    const read = this.#readAt(path);
    this.#keep(path, read);
    return read;
  }

  #keep(path: string, read: OtherFile): void {
    this.#drop(path);
    this.#known.set(path, read);
    this.#kept += lengthOf(read);
    for (const oldest of this.#known.keys()) {
      if (this.#kept <= mostKept || oldest === path) break;
      this.#drop(oldest);
    }
  }

  #drop(path: string): void {
    this.#kept -= lengthOf(this.#known.get(path));
    this.#known.delete(path);
  }

  #readAt(path: string): OtherFile {
    const { shelf, fileOf } = this.#around;
    const open = this.#opened.at(path);
    if (open) return open;
    try {
      const found = shelf.look(path);
      if (!found) return missing(path);
      if (found.kind === 'folder') return lost('is a folder; name the file in it');
      if (found.bytes > mostBytes) return lost('is larger than the 6 MB that AWS takes, and is not read');
      const decoded = decode(shelf.read(path));
      if (decoded.text === undefined) return lost(decoded.why);
      return { file: fileOf(path), document: parseFile(path, decoded.text) };
    } catch (error) {
      return lost(`cannot be read. ${whyUnreadable(error).replace(/\.$/, '')}`);
    }
  }

  /** Below a folder that the user works in, or in the repository or the folder of the template. */
  #isInside(template: string, path: string): boolean {
    const { shelf, folders } = this.#around;
    const own = parentOf(shelf, template) ?? template;
    return [...folders, repositoryOf(shelf, own) ?? own].some(
      (folder) => folder === path || within(shelf, folder, path) !== undefined,
    );
  }
}

const lengthOf = (read: OtherFile | undefined): number => (read && 'document' in read ? read.document.length : 0);

/** A file that is opened, saved or closed mostly says what it said before. */
function isSame(one: OtherFile, other: OtherFile): boolean {
  if (!('document' in one && 'document' in other)) return 'why' in one && 'why' in other && one.why === other.why;
  const [before, after] = [one.document, other.document];
  const isSameText = before === after || (before.length === after.length && before.text === after.text);
  return one.file === other.file && before.language === after.language && isSameText;
}

/** The folder that has a `.git`: this one, or the nearest above it. */
export function repositoryOf(shelf: Shelf, own: string): string | undefined {
  for (let folder: string | undefined = own; folder !== undefined; folder = parentOf(shelf, folder))
    if (isThere(shelf, below(shelf, folder, '.git'))) return folder;
  return undefined;
}

/** `../edge/template.yaml`, from a folder; undefined for what is no relative path, or leads out of everything. */
function joined(shelf: Shelf, folder: string, name: string): string | undefined {
  if (name === '' || /^[\\/]|^[a-zA-Z]:/.test(name)) return undefined;
  let at: string | undefined = folder;
  for (const step of name.split('/')) {
    if (step === '' || step === '.') continue;
    at = step === '..' ? at && parentOf(shelf, at) : at && below(shelf, at, step);
  }
  return at;
}
