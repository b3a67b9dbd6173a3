/*
 * The files from which the parameters of a template get their values: those that the config names, else those that stand
 * beside the template under the names that they usually have.
 */
import type { Given, GivenValue } from '../formats/format.ts';
import { isWrong, type Wrong } from '../given/data.ts';
import { type GivenFile, readGiven, samConfigs } from '../given/read.ts';
import { samTemplates } from '../given/sam-config.ts';
import type { Settings } from '../linter/settings.ts';
import type { Shelf } from './configs.ts';
import { decode } from './decode.ts';
import { below, isThere, nameOf, parentOf, reached, within } from './paths.ts';
import { whyUnreadable } from './unreadable.ts';

/** By the path or the URI: whether it may count without being named. */
export const isGivenByName = (path: string): boolean =>
  /(?:^|[\\/])(?:samconfig\.(?:toml|ya?ml)|[^\\/]+\.parameters\.json)$/.test(path);

/** What those are called, for who watches them. */
export const givenNames = ['samconfig.{toml,yaml,yml}', '*.parameters.json'] as const;

/** What is given to a template. */
export interface Found {
  /** Undefined where nothing is. */
  readonly given: Given | undefined;
  /** Of those that nobody named, the ones that cannot be read. Those that a config names, it is told of. */
  readonly unread: readonly Unread[];
}
export interface Unread {
  readonly path: string;
  readonly why: string;
}

export const withGiven = (settings: Settings, { given }: Found): Settings =>
  given ? { ...settings, given } : settings;

/** A file, and what it is called in messages. */
interface Source {
  readonly path: string;
  readonly called: string;
  readonly read: GivenFile | Wrong;
}

/** Each file is looked for and read once, until all are forgotten. */
export class GivenFiles {
  readonly #shelf: Shelf;
  readonly #files = new Map<string, GivenFile | Wrong>();
  readonly #folders = new Map<string, Folder>();

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  /** To be called when something has changed that they were read from. */
  forget(): void {
    this.#files.clear();
    this.#folders.clear();
  }

  /** `home`: the folder that the names in the settings are seen from. */
  of(template: string, { parameters, samEnvironment = 'default' }: Settings, home: string | undefined): Found {
    const sources = parameters
      ? parameters.map((name) => this.#named(name, home, samEnvironment))
      : this.#beside(template, samEnvironment);
    const values = new Map<string, GivenValue>();
    for (const { path, called, read } of sources) {
      if (isWrong(read) || (read.template && !this.#speaksOf(path, read.template, template))) continue;
      const by = read.environment === undefined ? called : `${called} (${read.environment})`;
      for (const [name, text] of read.values) values.set(name, { text, by });
    }
    const unread = parameters
      ? []
      : sources.flatMap(({ path, read }) => (isWrong(read) ? [{ path, why: read.problem }] : []));
    return { given: values.size > 0 ? values : undefined, unread };
  }

  #named(name: string, home: string | undefined, environment: string): Source {
    const path = reached(this.#shelf, home, name);
    return {
      path,
      called: (home && within(this.#shelf, home, path)) ?? nameOf(path),
      read: this.#read(path, environment),
    };
  }

  /** What is said of this very template comes last, so it wins. */
  #beside(template: string, environment: string): readonly Source[] {
    const folder = parentOf(this.#shelf, template);
    if (folder === undefined) return [];
    const config = this.#samConfigOf(template, folder, environment);
    const own = template.replace(/\.\w+$/, '.parameters.json');
    const paths = [config, own !== template && isThere(this.#shelf, own) ? own : undefined];
    return paths.flatMap((path) =>
      path === undefined ? [] : [{ path, called: nameOf(path), read: this.#read(path, environment) }],
    );
  }

  /** The one in its folder, or one further up that names it, as far as the folder that has a `.git`. */
  #samConfigOf(template: string, folder: string, environment: string): string | undefined {
    for (let at: string | undefined = folder; at !== undefined; ) {
      const { samConfig, isTop } = this.#folder(at);
      if (samConfig !== undefined) {
        const read = this.#read(samConfig, environment);
        if (isWrong(read) ? at === folder : this.#deploys(samConfig, read, template)) return samConfig;
      }
      at = isTop ? undefined : parentOf(this.#shelf, at);
    }
    return undefined;
  }

  #deploys(path: string, { template: said }: GivenFile, template: string): boolean {
    if (said) return this.#speaksOf(path, said, template);
    const folder = parentOf(this.#shelf, path) ?? '';
    const usual = samTemplates.map((name) => below(this.#shelf, folder, name));
    return usual.find((one) => one === template || isThere(this.#shelf, one)) === template;
  }

  #speaksOf(file: string, said: NonNullable<GivenFile['template']>, template: string): boolean {
    const folder = parentOf(this.#shelf, file);
    if (said.from === 'folder') return reached(this.#shelf, folder, said.path) === template;
    const folders: string[] = [];
    for (let at = folder; at !== undefined; at = parentOf(this.#shelf, at)) folders.push(at);
    const top = folders.find((one) => this.#folder(one).isTop);
    const path = said.path.replace(/^\//, '');
    // Where there is no repository yet, any folder above may become its top.
    return (top === undefined ? folders : [top]).some((one) => reached(this.#shelf, one, path) === template);
  }

  #folder(path: string): Folder {
    let folder = this.#folders.get(path);
    if (!folder) {
      const there = (name: string): boolean => isThere(this.#shelf, below(this.#shelf, path, name));
      const name = samConfigs.find(there);
      const samConfig = name === undefined ? undefined : below(this.#shelf, path, name);
      folder = { samConfig, isTop: there('.git') };
      this.#folders.set(path, folder);
    }
    return folder;
  }

  #read(path: string, environment: string): GivenFile | Wrong {
    const key = `${environment}\n${path}`;
    let file = this.#files.get(key);
    if (!file) {
      file = readAt(this.#shelf, path, environment);
      this.#files.set(key, file);
    }
    return file;
  }
}

interface Folder {
  readonly samConfig: string | undefined;
  /** Nobody looks above the repository. */
  readonly isTop: boolean;
}

/** Why nothing is given by a file; undefined where something may be. */
export function whyNotGiven(shelf: Shelf, path: string): string | undefined {
  const read = readAt(shelf, path, 'default');
  return isWrong(read) ? read.problem : undefined;
}

const readAt = (shelf: Shelf, path: string, environment: string): GivenFile | Wrong =>
  readBy(shelf, path, (name, text) => readGiven(name, text, environment));

/** What a reader makes of the text of a file; or why there is no text. */
export function readBy<T>(shelf: Shelf, path: string, read: (name: string, text: string) => T): T | Wrong {
  try {
    // Only a look tells files that the editor is yet to be asked for.
    if (!shelf.look(path)) return { problem: whyUnreadable({ code: 'ENOENT' }) };
    const decoded = decode(shelf.read(path));
    if (decoded.text === undefined) return { problem: `This file ${decoded.why}.` };
    return read(nameOf(path), decoded.text);
  } catch (error) {
    return { problem: whyUnreadable(error) };
  }
}
