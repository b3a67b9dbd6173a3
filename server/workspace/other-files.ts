/*
 * The files that templates name: the templates of stacks inside of them, the descriptions of APIs. What is outside of
 * the workspace is nobody's business here.
 */
import type { Exporter, Files, Folder, OtherFile } from '../formats/format.ts';
import { parseFile } from '../formats/kind.ts';
import type { Shelf } from './configs.ts';
import { decode } from './decode.ts';
import type { Exports } from './exports.ts';
import { lost, missing, unreached } from './lost-file.ts';
import { below, isThere, nameOf, parentOf, within } from './paths.ts';
import { whyUnreadable } from './unreadable.ts';

/** CloudFormation takes templates of 1 MB, API Gateway descriptions of 6 MB. */
const mostBytes = 6_000_000;

interface Surroundings {
  readonly shelf: Shelf;
  /** The folders that the user works in. */
  readonly folders: readonly string[];
  /** Paths by what files are called where they are judged, and back. */
  pathOf(file: string): string;
  fileOf(path: string): string;
  readonly exports?: Exports;
}

/** Each is read once. Whoever wants them as they are later makes others. */
export class OtherFiles implements Files {
  readonly #around: Surroundings;
  readonly #known = new Map<string, OtherFile>();
  readonly #folders = new Map<string, Folder>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Whether a template has named it, be it that it is not there; or it has come into a listed folder, or left it. */
  hasRead(path: string): boolean {
    const { shelf } = this.#around;
    const folder = this.#folders.get(parentOf(shelf, path) ?? '');
    const wasThere = folder && 'names' in folder && folder.names.includes(nameOf(path));
    return this.#known.has(path) || (folder !== undefined && wasThere !== isThere(shelf, path));
  }

  read(from: string, name: string): OtherFile {
    const path = this.#reached(from, name);
    return path === undefined ? unreached(this.#around.pathOf(from)) : this.#at(path);
  }

  list(from: string, name: string): Folder {
    const path = this.#reached(from, name);
    if (path === undefined) return outside;
    const known = this.#folders.get(path) ?? this.#listAt(path);
    this.#folders.set(path, known);
    return known;
  }

  /** Undefined outside of the workspace. */
  #reached(from: string, name: string): string | undefined {
    const { shelf, pathOf } = this.#around;
    const template = pathOf(from);
    const folder = parentOf(shelf, template);
    const path = folder === undefined ? undefined : joined(shelf, folder, name);
    return path !== undefined && this.#isInside(template, path) ? path : undefined;
  }

  #listAt(path: string): Folder {
    const { shelf } = this.#around;
    if (!shelf.list) return { why: 'folders cannot be looked into here' };
    try {
      if (shelf.look(path)?.kind !== 'folder') return { why: 'it is not there' };
      const files = shelf.list(path).filter(({ kind }) => kind !== 'folder');
      return { names: files.map(({ name }) => name).sort() };
    } catch (error) {
      return { why: whyUnreadable(error) };
    }
  }

  exporter(from: string, name: string): Exporter | undefined {
    const { pathOf, exports } = this.#around;
    const found = exports?.find(pathOf(from), name);
    const other = found && this.#at(found.path);
    return other && 'document' in other ? { ...other, output: found.output, given: found.given } : undefined;
  }

  #at(path: string): OtherFile {
    const known = this.#known.get(path) ?? this.#readAt(path);
    this.#known.set(path, known);
    return known;
  }

  #readAt(path: string): OtherFile {
    const { shelf, fileOf } = this.#around;
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

const outside = { why: 'it stands outside of the workspace' };

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

/** What is known of a project: which shelf a file lies on, and what it is called there. */
export interface Shelves {
  readonly folders: readonly string[];
  placeOf(uri: string): Placed;
}
export interface Placed {
  readonly shelf: Shelf;
  readonly path: string;
  uriOf(path: string): string;
}

/** The files of a project that templates name: as they are open in the editor, else as they lie on their shelf. */
export class ProjectFiles {
  readonly #shelves: Shelves;
  readonly #openText: (uri: string) => string | undefined;
  readonly #exports: Exports | undefined;
  readonly #byShelf = new Map<Shelf, OtherFiles>();
  #current: Files | undefined;

  constructor(shelves: Shelves, openText: (uri: string) => string | undefined, exports?: Exports) {
    this.#shelves = shelves;
    this.#openText = openText;
    this.#exports = exports;
  }

  /** The same object as long as none of them has changed. */
  current(): Files {
    const at = (from: string): OtherFiles => this.#on(this.#shelves.placeOf(from));
    this.#current ??= {
      read: (from, name) => at(from).read(from, name),
      list: (from, name) => at(from).list(from, name),
      exporter: (from, name) => at(from).exporter(from, name),
    };
    return this.#current;
  }

  /** Whether what is said of templates may be otherwise now. */
  changed(uri: string): boolean {
    const { shelf, path } = this.#shelves.placeOf(uri);
    if (this.#byShelf.get(shelf)?.hasRead(path) !== true) return false;
    this.forget();
    return true;
  }

  forget(): void {
    this.#byShelf.clear();
    this.#current = undefined;
  }

  #on({ shelf, uriOf }: Placed): OtherFiles {
    const known = this.#byShelf.get(shelf);
    if (known) return known;
    const { separator } = shelf;
    const open = (path: string): Uint8Array | undefined => {
      const text = this.#openText(uriOf(path));
      return text === undefined ? undefined : new TextEncoder().encode(text);
    };
    const files = new OtherFiles({
      shelf: {
        separator,
        look(path) {
          const text = open(path);
          return text ? { kind: 'file', bytes: text.length } : shelf.look(path);
        },
        read: (path) => open(path) ?? shelf.read(path),
        ...(shelf.list && { list: shelf.list }),
      },
      folders: this.#shelves.folders.map((folder) => this.#shelves.placeOf(folder).path),
      pathOf: (uri) => this.#shelves.placeOf(uri).path,
      fileOf: uriOf,
      ...(this.#exports && { exports: this.#exports }),
    });
    this.#byShelf.set(shelf, files);
    return files;
  }
}
