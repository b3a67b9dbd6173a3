/*
 * What surrounds the open documents and decides how they are judged: the folders of the workspace, the configs in
 * them, and the settings of the editor. A config that is open counts as it stands there.
 */
import { type Applied, apply, withWishes } from '../config/apply.ts';
import type { Wishes } from '../config/description.ts';
import type { ConfigProblem } from '../config/tree.ts';
import { outOfTheBox, type Settings } from '../linter/settings.ts';
import { Configs, configNames, readConfigFile, type Shelf } from './configs.ts';
import type { Disk } from './disk.ts';
import type { OpenText } from './documents.ts';
import { type AskEditor, EditorShelf } from './editor-shelf.ts';
import { GivenFiles, isGivenByName, type Unread, withGiven } from './given.ts';
import { Modules } from './modules.ts';
import { below, isThere, parentOf, reached, within } from './paths.ts';
import type { Placed } from './project-files.ts';
import { VariableFiles, withVariables } from './variables.ts';

/** The files of the machine that the server runs on. In a browser there are none. */
export interface Machine {
  readonly disk: Disk;
  /** Undefined for what is no file of this machine. */
  pathOf(uri: string): string | undefined;
  uriOf(path: string): string;
}

/** The config that a document is judged by. */
export interface Governing {
  readonly uri: string;
  /** Undefined where it is not open. */
  readonly version: number | undefined;
  /** Undefined where it is not there yet: this is where it would be. */
  readonly text: string | undefined;
  /** What the document is called in its patterns. */
  readonly file: string;
}

/** One way to read files, by names of its own. */
interface Side {
  readonly shelf: Shelf;
  readonly configs: Configs;
  readonly given: GivenFiles;
  /** Undefined where folders cannot be looked through: then nobody knows which modules are called. */
  readonly terraform:
    | {
        readonly modules: Modules;
        readonly variables: VariableFiles;
        /** Whether another module in the folders of the workspace calls that in this folder. */
        readonly isCalled: (folder: string) => boolean;
      }
    | undefined;
}

export class Project {
  #folders: readonly string[] = [];
  #base: Settings = outOfTheBox;
  readonly #machine: Machine | undefined;
  readonly #editorShelf: EditorShelf;
  /** By path where they are files of the machine, else by URI. */
  readonly #open = new Map<string, OpenText>();
  readonly #near: Side | undefined;
  readonly #far: Side;
  /** The same settings as long as nothing changes, so that nothing is linted anew. */
  readonly #applied = new Map<string, Applied>();
  readonly #unread = new Map<string, readonly Unread[]>();
  /** The files that configs name, whether they are there or not. */
  readonly #named = new Set<string>();

  constructor(machine: Machine | undefined, ask: AskEditor) {
    this.#machine = machine;
    this.#editorShelf = new EditorShelf(ask, (folder) => !this.#folders.some((top) => folder.startsWith(`${top}/`)));
    this.#near = machine && this.#side(machine.disk, new Modules(machine.disk));
    this.#far = this.#side(this.#editorShelf);
  }

  /** By their URIs. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  setFolders(folders: readonly string[]): void {
    this.#folders = folders.map((folder) => folder.replace(/\/$/, ''));
    this.forget();
  }

  /** What holds where no config says anything. */
  setWishes(wishes: Wishes): void {
    this.#base = withWishes(outOfTheBox, wishes);
    this.#applied.clear();
  }

  opened(config: OpenText): void {
    this.#open.set(this.#at(config.uri).path, config);
    this.#reread();
  }

  closed(uri: string): void {
    this.#open.delete(this.#at(uri).path);
    this.#reread();
  }

  /** After files may have changed, come or gone. */
  forget(): void {
    this.#editorShelf.forget();
    this.#reread();
  }

  /** Where a file lies. */
  placeOf(uri: string): Placed {
    const { side, path } = this.#at(uri);
    const { shelf } = side;
    const uriOf = (other: string): string => (side === this.#near ? this.#machine?.uriOf(other) : undefined) ?? other;
    return { shelf, path, uriOf, isCalled: side.terraform?.isCalled };
  }

  /** Asks the editor for what was looked for and only it can read. Whether there was anything. */
  fetch(): Promise<boolean> {
    return this.#editorShelf.fetch();
  }

  /** Until then, what only the editor can read counts as not there. */
  async prepare(uri: string): Promise<void> {
    this.settingsOf(uri);
    while (await this.#editorShelf.fetch()) {
      this.#reread();
      this.settingsOf(uri);
    }
  }

  settingsOf(uri: string): Applied {
    const known = this.#applied.get(uri);
    if (known) return known;
    const { side, path } = this.#at(uri);
    const config = side.configs.of(path);
    for (const { name } of config?.named ?? []) this.#named.add(reached(side.shelf, config?.folder, name));
    const applied = config ? apply(config.config, this.#inside(side, config.folder, path), this.#base) : this.#base;
    const settings = applied === 'ignored' ? applied : this.#withGiven(uri, applied, config?.folder);
    this.#applied.set(uri, settings);
    return settings;
  }

  #withGiven(uri: string, settings: Settings, home: string | undefined): Settings {
    const { side, path } = this.#at(uri);
    const found = side.given.of(path, settings, home);
    this.#unread.set(uri, found.unread);
    // Other settings, so that the document is looked at anew: who shows how it stands hears of these files.
    const given = found.unread.length > 0 ? { ...withGiven(settings, found) } : withGiven(settings, found);
    return withVariables(given, side.terraform?.variables.of(path, settings, home));
  }

  /** Files beside a template that would give something to its parameters, if they could be read. */
  unreadBeside(uri: string): readonly Unread[] {
    this.settingsOf(uri);
    return this.#unread.get(uri) ?? [];
  }

  /** What is wrong in a config, and with the files that it names. */
  problemsIn(config: string): readonly ConfigProblem[] {
    const { side, path } = this.#at(config);
    return readConfigFile(side.shelf, path).problems;
  }

  /** The files that configs name, by paths or URIs. */
  get named(): Iterable<string> {
    return this.#named;
  }

  /** Whether a file that something has become of may say what is given, or what that is given to. */
  mayGive(uri: string): boolean {
    const { side, path } = this.#at(uri);
    return isGivenByName(uri) || this.#named.has(path) || side.terraform?.modules.changed(path) === true;
  }

  /** By these words, were they those of its config. */
  settingsBy(config: Parameters<typeof apply>[0], { file }: Governing): Applied {
    return apply(config, file, this.#base);
  }

  /** Undefined for what stands in no folder. */
  governing(uri: string): Governing | undefined {
    const { side, path } = this.#at(uri);
    const config = side.configs.of(path);
    if (config && config.text === undefined) return undefined; // it cannot be read, so it cannot be written
    const folder = config?.folder ?? this.#home(side, path, uri);
    const file = folder === undefined ? undefined : this.#inside(side, folder, path);
    if (folder === undefined || file === undefined) return undefined;
    const named = config?.path ?? below(side.shelf, folder, configNames[0]);
    const open = this.#open.get(named);
    const elsewhere = side === this.#near ? this.#machine?.uriOf(named) : named;
    return { uri: open?.uri ?? elsewhere ?? named, version: open?.version, text: config?.text, file };
  }

  /** Where a config would be made: in the folder of the workspace, or of the repository if that is a part of it. */
  #home({ shelf }: Side, path: string, uri: string): string | undefined {
    const tops = this.#folders.filter((folder) => uri.startsWith(`${folder}/`)).map((folder) => this.#at(folder).path);
    const own = parentOf(shelf, path);
    for (let folder = own; folder !== undefined; folder = parentOf(shelf, folder))
      if (tops.includes(folder) || isThere(shelf, below(shelf, folder, '.git'))) return folder;
    return own;
  }

  #at(uri: string): { readonly side: Side; readonly path: string } {
    const path = this.#machine?.pathOf(uri);
    return path !== undefined && this.#near ? { side: this.#near, path } : { side: this.#far, path: uri };
  }

  /** As its patterns are written: what a URI escapes, they do not. */
  #inside(side: Side, folder: string, path: string): string | undefined {
    const file = within(side.shelf, folder, path);
    return file !== undefined && side === this.#far ? decodeURIComponent(file) : file;
  }

  #side(shelf: Shelf, modules?: Modules): Side {
    const withOpen: Shelf = {
      separator: shelf.separator,
      look: (path) => (this.#open.has(path) ? { kind: 'file', bytes: 0 } : shelf.look(path)),
      read: (path) => {
        const open = this.#open.get(path);
        return open ? new TextEncoder().encode(open.text) : shelf.read(path);
      },
      ...(shelf.list && { list: (folder) => shelf.list?.(folder) }),
    };
    const tops = (): readonly string[] => this.#folders.map((folder) => this.#at(folder).path);
    const variables = modules && new VariableFiles({ shelf: withOpen, modules, tops });
    return {
      shelf: withOpen,
      configs: new Configs(withOpen),
      given: new GivenFiles(withOpen),
      terraform: modules && variables && { modules, variables, isCalled: (folder) => modules.isCalled(folder, tops()) },
    };
  }

  #reread(): void {
    for (const side of [this.#near, this.#far]) {
      side?.configs.forget();
      side?.given.forget();
      side?.terraform?.modules.forget();
      side?.terraform?.variables.forget();
    }
    this.#named.clear();
    this.#unread.clear();
    this.#applied.clear();
  }
}
