/* The other files of a project, for each that is judged: as they are open in the editor, else as they lie on their shelf. */
import type { Files, OtherFile } from '../formats/format.ts';
import { parseFile } from '../formats/kind.ts';
import type { Shelf } from './configs.ts';
import type { Documents } from './documents.ts';
import type { Exports } from './exports.ts';
import { OtherFiles } from './other-files.ts';
import { nameOf, parentOf } from './paths.ts';

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

/** What one file sees of the others. */
interface Sight {
  readonly files: Files;
  /** The paths of files and folders that it has asked for. */
  readonly asked: ReadonlySet<string>;
}

export class ProjectFiles {
  readonly #shelves: Shelves;
  readonly #documents: Documents;
  readonly #exports: Exports | undefined;
  readonly #byShelf = new Map<Shelf, OtherFiles>();
  /** By the URI of who looks. */
  readonly #sights = new Map<string, Sight>();
  /** The URIs that the editor has for open documents, by their paths: it may spell them in other ways than we do. */
  readonly #open = new Map<string, string>();

  constructor(shelves: Shelves, documents: Documents, exports?: Exports) {
    this.#shelves = shelves;
    this.#documents = documents;
    this.#exports = exports;
  }

  /** The same object as long as nothing has changed that was read through it. */
  seenFrom(uri: string): Files {
    const known = this.#sights.get(uri);
    if (known) return known.files;
    const placed = this.#shelves.placeOf(uri);
    const asked = new Set<string>();
    // Who comes by itself on its way reads what it has: that is nothing of others.
    const files = this.#on(placed).forReader((path) => path !== placed.path && asked.add(path));
    this.#sights.set(uri, { files, asked });
    return files;
  }

  /** To be called when something has become of a file. Of those that it returns, something else may be said now. */
  changed(uri: string): readonly string[] {
    const { shelf, path } = this.#shelves.placeOf(uri);
    if (this.#documents.version(uri) !== undefined) this.#open.set(path, uri);
    else if (this.#open.get(path) === uri) this.#open.delete(path);
    const news = this.#byShelf.get(shelf)?.changed(path) ?? [];
    if (news.length === 0) return [];
    const concerned = [...this.#sights].filter(([, { asked }]) => news.some((one) => asked.has(one)));
    for (const [reader] of concerned) this.#sights.delete(reader);
    return concerned.map(([reader]) => reader);
  }

  /** To be called when nobody knows what has changed. */
  forget(): void {
    this.#byShelf.clear();
    this.#sights.clear();
  }

  #on({ shelf, uriOf }: Placed): OtherFiles {
    const known = this.#byShelf.get(shelf);
    if (known) return known;
    const files = new OtherFiles({
      shelf,
      folders: this.#shelves.folders.map((folder) => this.#shelves.placeOf(folder).path),
      pathOf: (uri) => this.#shelves.placeOf(uri).path,
      fileOf: uriOf,
      opened: {
        at: (path) => this.#openAt(path),
        has: (path) => this.#open.has(path),
        namesIn: (folder) => [...this.#open.keys()].filter((path) => parentOf(shelf, path) === folder).map(nameOf),
      },
      ...(this.#exports && { exports: this.#exports }),
    });
    this.#byShelf.set(shelf, files);
    return files;
  }

  #openAt(path: string): OtherFile | undefined {
    const file = this.#open.get(path);
    if (file === undefined) return undefined;
    this.#documents.parse(file);
    const document = this.#documents.parsed(file) ?? parseFile(path, this.#documents.at(file)?.text ?? '');
    return { file, document };
  }
}
