import type { Shelf } from './configs.ts';
import type { Found, Listed } from './disk.ts';
import { below } from './paths.ts';

/** What only the editor can read. */
export interface AskEditor {
  /** The text of a file; undefined where there is none. */
  text(uri: string): Promise<string | undefined>;
  /** What stands in a folder; undefined where there is none. */
  names(uri: string): Promise<readonly Listed[] | undefined>;
}

/**
 * Files that only the editor can read: on the web, on GitHub, in an archive. They are called by their URIs. What it
 * has not been asked yet is noted, and not there; `fetch` asks.
 */
export class EditorShelf implements Shelf {
  readonly separator = '/';
  readonly #ask: AskEditor;
  readonly #isTop: (folder: string) => boolean;
  readonly #known = new Map<string, string | undefined>();
  readonly #wanted = new Set<string>();
  readonly #folders = new Map<string, readonly Listed[] | undefined>();
  readonly #wantedFolders = new Set<string>();

  /** Above a folder that `isTop`, nobody looks. */
  constructor(ask: AskEditor, isTop: (folder: string) => boolean) {
    this.#ask = ask;
    this.#isTop = isTop;
  }

  look(uri: string): Found | undefined {
    const folder = uri.slice(0, uri.lastIndexOf('/'));
    // Folders cannot be asked for: where the workspace ends stands for where the repository does.
    if (uri === below(this, folder, '.git')) return this.#isTop(folder) ? { kind: 'folder', bytes: 0 } : undefined;
    if (!this.#known.has(uri)) this.#wanted.add(uri);
    const text = this.#known.get(uri);
    return text === undefined ? undefined : { kind: 'file', bytes: text.length };
  }

  read(uri: string): Uint8Array {
    return new TextEncoder().encode(this.#known.get(uri));
  }

  list(uri: string): readonly Listed[] | undefined {
    if (!this.#folders.has(uri)) this.#wantedFolders.add(uri);
    return this.#folders.get(uri);
  }

  forget(): void {
    this.#known.clear();
    this.#folders.clear();
  }

  /** Whether anything was wanted, and is known now. */
  async fetch(): Promise<boolean> {
    const wanted = [...this.#wanted];
    const folders = [...this.#wantedFolders];
    this.#wanted.clear();
    this.#wantedFolders.clear();
    await Promise.all([
      ...wanted.map(async (uri) => this.#known.set(uri, await this.#ask.text(uri))),
      ...folders.map(async (uri) => this.#folders.set(uri, await this.#ask.names(uri))),
    ]);
    return wanted.length + folders.length > 0;
  }
}
