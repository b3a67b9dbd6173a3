/* The other files of a project, for each that is judged: as they are open in the editor, else as they lie on their shelf. */
import type { Files, OtherFile } from '../formats/format.ts';
import { parseFile } from '../formats/kind.ts';
import { isModuleFile } from '../formats/terraform/names.ts';
import { handOn } from '../linter/analysis.ts';
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
  /** Whether a module of Terraform calls that in a folder. Left out where folders cannot be looked through. */
  readonly isCalled?: ((folder: string) => boolean) | undefined;
}

/**
 * What is seen from an open file of the others; or together from all those of a folder that are not open, and from all
 * files of a module of Terraform.
 */
interface Sight {
  /** The paths of files and folders that were asked for. */
  readonly asked: Set<string>;
  /** The URIs of those who look. */
  readonly readers: Set<string>;
}

interface Eyes {
  readonly files: Files;
  /** Nothing has changed that was read through them. */
  readonly areFresh: boolean;
}

export class ProjectFiles {
  readonly #shelves: Shelves;
  readonly #documents: Documents;
  readonly #exports: Exports | undefined;
  readonly #byShelf = new Map<Shelf, OtherFiles>();
  /** By the URI of the open file, or the path of the folder. */
  readonly #sights = new Map<string, Sight>();
  /** As long as somebody is expected to look again: what is made by them of a whole module is kept as long. */
  readonly #files = new Map<string, Eyes>();
  #latestFolder = '';
  /** The URIs that the editor has for open documents, by their paths: it may spell them in other ways than we do. */
  readonly #open = new Map<string, string>();

  constructor(shelves: Shelves, documents: Documents, exports?: Exports) {
    this.#shelves = shelves;
    this.#documents = documents;
    this.#exports = exports;
  }

  /** The same object as long as nothing has changed that was read through it. */
  seenFrom(uri: string): Files {
    const placed = this.#shelves.placeOf(uri);
    const { shelf, path } = placed;
    const isOpen = this.#open.get(path) === uri;
    const folder = parentOf(shelf, path) ?? path;
    const key = isOpen && !isModuleFile(path) ? uri : folder;
    if (!isOpen && this.#latestFolder !== key) {
      const left = this.#latestFolder;
      this.#latestFolder = key;
      this.#leave(shelf, left);
    }
    const { asked, readers } = this.#sights.get(key) ?? { asked: new Set(), readers: new Set() };
    this.#sights.set(key, { asked, readers: readers.add(uri) });
    const known = this.#files.get(key);
    if (known?.areFresh) return known.files;
    // An open file that comes by itself on its way reads what it has: that is nothing of others.
    const files = this.#on(placed).forReader((other) => (key === uri && other === path) || asked.add(other));
    if (known) handOn(known.files, files);
    this.#files.set(key, { files, areFresh: true });
    return files;
  }

  /** To be called when something has become of a file. Of those that it returns, something else may be said now. */
  changed(uri: string): readonly string[] {
    const { shelf, path } = this.#shelves.placeOf(uri);
    if (this.#documents.version(uri) !== undefined) this.#open.set(path, uri);
    else if (this.#open.get(path) === uri) {
      this.#open.delete(path);
      this.#sights.delete(uri);
      this.#files.delete(uri);
      this.#leave(shelf, parentOf(shelf, path) ?? path);
    }
    const news = this.#byShelf.get(shelf)?.changed(path) ?? [];
    const concerned = [...this.#sights].filter(([, { asked }]) => news.some((one) => asked.has(one)));
    for (const [key] of concerned) this.#blind(key);
    const readers = new Set(concerned.flatMap(([, sight]) => [...sight.readers]));
    readers.delete(uri);
    return [...readers];
  }

  #blind(key: string): void {
    this.#sights.delete(key);
    const eyes = this.#files.get(key);
    if (eyes) this.#files.set(key, { ...eyes, areFresh: false });
  }

  /** Of a folder, nothing is kept where no file is open and others have been looked at since. */
  #leave(shelf: Shelf, folder: string): void {
    const isOpen = [...this.#open.keys()].some((path) => parentOf(shelf, path) === folder);
    if (!isOpen && folder !== this.#latestFolder) this.#files.delete(folder);
  }

  /** To be called when nobody knows what has changed. */
  forget(): void {
    this.#byShelf.clear();
    this.#sights.clear();
    this.#files.clear();
  }

  #on({ shelf, uriOf, isCalled }: Placed): OtherFiles {
    const known = this.#byShelf.get(shelf);
    if (known) return known;
    const files = new OtherFiles({
      shelf,
      folders: this.#shelves.folders.map((folder) => this.#shelves.placeOf(folder).path),
      pathOf: (uri) => this.#shelves.placeOf(uri).path,
      fileOf: uriOf,
      isCalled,
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
