import { type Applied, apply } from '../config/apply.ts';
import { type ReadConfig, readConfig } from '../config/read.ts';
import type { Settings } from '../linter/settings.ts';
import { decode } from './decode.ts';
import type { Disk, Listed } from './disk.ts';
import { whyNotGiven } from './given.ts';
import { below, isThere, nameOf, parentOf, reached, within } from './paths.ts';
import { whyUnreadable } from './unreadable.ts';
import { whyNoVariables } from './variables.ts';

/** What a config is called; where a folder has both, the first counts. */
export const configNames = ['gatelint.yaml', 'gatelint.yml'] as const;
const names: readonly string[] = configNames;

/** By the path or the URI. */
export const isConfig = (path: string): boolean => names.includes(nameOf(path));

export interface ConfigFile extends ReadConfig {
  readonly path: string;
  /** The folder that its patterns are seen from. */
  readonly folder: string;
  /** Undefined where it cannot be read; then it says nothing. */
  readonly text: string | undefined;
  /** Why it cannot be read. */
  readonly unreadable?: string;
}

/** What configs are read from, and what templates name. Not everywhere can folders be looked into. */
export interface Shelf extends Pick<Disk, 'separator' | 'look' | 'read'> {
  /** Undefined where there is no such folder; throws where it cannot be looked into. */
  list?(folder: string): readonly Listed[] | undefined;
}

/** The configs of a project. Each is looked for and read once, until all are forgotten. */
export class Configs {
  readonly #shelf: Shelf;
  readonly #byFolder = new Map<string, ConfigFile | undefined>();

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  /**
   * The nearest one to a file: in its folder, or in one above, as far as the folder that has a `.git`. Only the
   * nearest counts; those further up say nothing.
   */
  of(file: string): ConfigFile | undefined {
    const folder = parentOf(this.#shelf, file);
    return folder === undefined ? undefined : this.#nearest(folder);
  }

  /** To be called when something has changed that they were read from. */
  forget(): void {
    this.#byFolder.clear();
  }

  #nearest(folder: string): ConfigFile | undefined {
    if (this.#byFolder.has(folder)) return this.#byFolder.get(folder);
    const shelf = this.#shelf;
    const here = names.map((name) => below(shelf, folder, name)).find((path) => isThere(shelf, path));
    const above = isThere(shelf, below(shelf, folder, '.git')) ? undefined : parentOf(shelf, folder);
    let found: ConfigFile | undefined;
    if (here !== undefined) found = readConfigFile(shelf, here);
    else if (above !== undefined) found = this.#nearest(above);
    this.#byFolder.set(folder, found);
    return found;
  }
}

/** Never throws. */
export function readConfigFile(shelf: Shelf, path: string): ConfigFile {
  const at = { path, folder: parentOf(shelf, path) ?? path };
  try {
    const decoded = decode(shelf.read(path));
    if (decoded.text !== undefined)
      return { ...at, text: decoded.text, ...checked(readConfig(decoded.text), shelf, at.folder) };
    return { ...at, text: undefined, ...nothing, unreadable: `This file ${decoded.why}.` };
  } catch (error) {
    return { ...at, text: undefined, ...nothing, unreadable: whyUnreadable(error) };
  }
}

const nothing: ReadConfig = { config: {}, problems: [], named: [] };

/** With what is wrong with the files that it names, told where it names them. */
function checked(read: ReadConfig, shelf: Shelf, folder: string): ReadConfig {
  const wrong = read.named.flatMap(({ span, name, gives }) => {
    const why = (gives === 'variables' ? whyNoVariables : whyNotGiven)(shelf, reached(shelf, folder, name));
    return why === undefined ? [] : [{ span, message: `${name}: ${why}` }];
  });
  if (wrong.length === 0) return read;
  const problems = [...read.problems, ...wrong].sort((one, other) => one.span.start - other.span.start);
  return { ...read, problems };
}

/** What holds for a file by its config, and by `base` where that says nothing. */
export function settingsFor(file: string, from: ConfigFile | undefined, shelf: Shelf, base: Settings): Applied {
  return from ? apply(from.config, within(shelf, from.folder, file), base) : base;
}
