import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Disposable,
  type InitializeParams,
  RequestType,
} from 'vscode-languageserver';
import { readConfig } from '../config/read.ts';
import { isConfig } from '../workspace/configs.ts';
import type { Listed } from '../workspace/disk.ts';
import type { AskEditor } from '../workspace/editor-shelf.ts';
import { givenNames, isGivenByName } from '../workspace/given.ts';
import { nameOf } from '../workspace/paths.ts';
import type { Project } from '../workspace/project.ts';
import type { When } from './cfn-lint/follow.ts';
import { cfnLintConfigs } from './cfn-lint/place.ts';
import type { Client } from './client.ts';

/** Asks the editor for a file that it alone can read; `null` where there is none. */
const readFile = new RequestType<{ readonly uri: string }, string | null, void>('gatelint/readFile');

/** The same of a folder. */
const listFolder = new RequestType<{ readonly uri: string }, readonly Listed[] | null, void>('gatelint/listFolder');

/** An editor that does not know the question has no such files. */
export const askEditor = (connection: Connection): AskEditor => ({
  async text(uri) {
    const text: unknown = await connection.sendRequest(readFile, { uri }).catch(() => null);
    return typeof text === 'string' ? text : undefined;
  },
  names: async (uri) => (await connection.sendRequest(listFolder, { uri }).catch(() => null)) ?? undefined,
});

/** Who hears of what the project is. */
interface Followers {
  /** Anything may be judged in another way now. */
  changed(): void;
  /** Something has become of these files, which decide nothing. */
  filesChanged(uris: readonly string[]): void;
  /** Whether the user wants to hear of templates that are not open. */
  scoped(wholeWorkspace: boolean): void;
  /** Whether the user wants inlay hints. */
  hinted(isWanted: boolean): void;
  /** When the user wants to hear of cfn-lint. An editor without this setting does not. */
  cfnLint(when: When): void;
  /** A `.cfnlintrc` has changed, come or gone. */
  cfnLintConfigChanged(): void;
}

/** Keeps the project as the editor has it: its folders, the user's settings, and the files that lie on disk. */
export function followProject(
  connection: Connection,
  project: Project,
  { changed, filesChanged, scoped, hinted, cfnLint, cfnLintConfigChanged }: Followers,
) {
  let watching: Promise<Disposable | undefined> | undefined;
  /** Whether a template has named another file. */
  let isNamed = false;
  const told = new Set<string>();
  const watched = new Map<string, Promise<Disposable | undefined>>();
  let client: Client | undefined;
  let known = Promise.resolve();

  /** What is wrong in them is left out and told once: there is no place to mark. */
  function take(settings: unknown): void {
    const { config, problems } = readConfig(JSON.stringify(wishesIn(settings)));
    for (const { message } of problems) {
      if (!told.has(message)) connection.console.warn(`In the settings gatelint.*: ${message}`);
      told.add(message);
    }
    project.setWishes(config);
    const isWhole = isObject(settings) && settings['scope'] === 'workspace';
    scoped(isWhole);
    hinted(isObject(settings) && settings['inlayHints'] === true);
    const when = isObject(settings) ? settings['cfnLint'] : undefined;
    cfnLint(when === 'onSave' || when === 'onIdle' ? when : 'off');
    if (isWhole) watching ??= watch(templates);
    else if (!isNamed) {
      void watching?.then((watch) => watch?.dispose());
      watching = undefined;
    }
  }
  /** An editor that says it can and then refuses is only heard less. VS Code finds nothing by braces inside of braces. */
  const watch = async (patterns: readonly string[]): Promise<Disposable | undefined> =>
    client?.watchesFiles
      ? connection.client
          .register(DidChangeWatchedFilesNotification.type, {
            watchers: patterns.map((globPattern) => ({ globPattern })),
          })
          .catch(() => undefined)
      : undefined;
  async function ask(): Promise<void> {
    take(await connection.workspace.getConfiguration('gatelint').catch(() => undefined));
  }

  connection.onDidChangeConfiguration(async ({ settings }) => {
    if (client?.knowsSettings) known = ask();
    else take(isObject(settings) ? settings['gatelint'] : undefined);
    await known;
    changed();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const [configs, uris] = bySubject(changes.map(({ uri }) => uri));
    if (configs.length > 0) cfnLintConfigChanged();
    if (configs.length > 0 && uris.length === 0) return;
    const decides = (uri: string): boolean => isConfig(uri) || uri.endsWith('/.gitignore') || project.mayGive(uri);
    if (uris.length > 0 && !uris.some(decides)) filesChanged(uris);
    else {
      project.forget();
      changed();
    }
  });

  return {
    initialize({ workspaceFolders, rootUri }: InitializeParams): void {
      project.setFolders(workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []));
    },

    /** What templates name may change while it is not open. */
    watchTemplates(): void {
      isNamed = true;
      watching ??= watch(templates);
    },

    /** What configs name may change, too, and is called as its author likes. */
    watchNamed(): void {
      const names = new Set([...project.named].filter((path) => !isGivenByName(path)).map(nameOf));
      for (const [name, watching] of watched) {
        if (names.has(name)) continue;
        watched.delete(name); // somebody has typed on
        void watching.then((watch) => watch?.dispose());
      }
      for (const name of names)
        if (!watched.has(name) && !/[*?{}[\]]/.test(name)) watched.set(name, watch([`**/${name}`]));
    },

    /** Resolves when the user's settings are known as they are now: before that, nothing can be judged. */
    known: (): Promise<void> => known,

    initialized(as: Client): void {
      client = as;
      // An editor that says it can and then refuses is only heard less.
      const refused = (): void => {};
      const { client: editor } = connection;
      if (as.watchesSettings)
        editor.register(DidChangeConfigurationNotification.type, { section: 'gatelint' }).catch(refused);
      void watch(deciding);
      if (as.changesFolders)
        connection.workspace.onDidChangeWorkspaceFolders(async () => {
          const folders = (await connection.workspace.getWorkspaceFolders()) ?? [];
          project.setFolders(folders.map(({ uri }) => uri));
          changed();
        });
      if (as.knowsSettings) known = ask();
    },
  };
}

/** What says how templates are judged. */
const deciding = ['gatelint.{yaml,yml}', '.cfnlintrc', '.cfnlintrc.{yaml,yml}', ...givenNames].map(
  (name) => `**/${name}`,
);

/** The configs of cfn-lint, and what else there is. */
function bySubject(uris: readonly string[]): readonly [cfnLint: readonly string[], others: readonly string[]] {
  const isCfnLint = (uri: string): boolean => cfnLintConfigs.some((name) => nameOf(uri) === name);
  return [uris.filter(isCfnLint), uris.filter((uri) => !isCfnLint(uri))];
}

/** What templates are called, and what says which of them are looked at. */
const templates = ['**/*.{yaml,yml,json,jsonc,template,tf,tofu,tfvars}', '**/.gitignore'];

/** Of the settings of the editor, those that a config has, too. One that is not set is nothing. */
function wishesIn(settings: unknown): object {
  if (!isObject(settings)) return {};
  const { preset, rules, assumeDefaults } = settings;
  return Object.fromEntries(
    Object.entries({ preset, rules, assumeDefaults }).filter(([, value]) => value !== undefined && value !== null),
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
