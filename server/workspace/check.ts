import type { Preset } from '../../rules/kit/index.ts';
import type { Applied } from '../config/apply.ts';
import type { Files, Given } from '../formats/format.ts';
import { looksLikeSource } from '../formats/kind.ts';
import { analyse } from '../linter/analysis.ts';
import { configOutcome, failed, type Outcome, outcomeOf } from '../linter/outcome.ts';
import { outOfTheBox, type Settings } from '../linter/settings.ts';
import { type ConfigFile, isConfig, readConfigFile, settingsFor } from './configs.ts';
import { decode, type Encoding } from './decode.ts';
import type { Disk } from './disk.ts';
import { type ExportIndex, type Exports, exportsIn } from './exports.ts';
import { GivenFiles, type Unread, withGiven } from './given.ts';
import { Modules } from './modules.ts';
import { within } from './paths.ts';
import { whyUnreadable } from './unreadable.ts';
import { type ChosenVariables, VariableFiles, withVariables } from './variables.ts';
import { candidatesIn } from './walk.ts';

export interface Workspace {
  readonly disk: Disk;
  /** The full path of what the user named. */
  full(path: string): string;
  /** How the user reads a full path: from where they stand, with `/` on every system. */
  shown(path: string): string;
  /** The config that a file is judged by. */
  configOf(file: string): ConfigFile | undefined;
  /** What templates name, by the paths that the user reads; another object once something is to become of one. */
  readonly files: Files;
  /** That is what the file is to say for the others from now on, whether it is written or not. */
  becomes(path: string, text: string): void;
  /** Whatever the configs say. */
  readonly preset?: Preset;
  /** Files that say what parameters are given, by their full paths: instead of those that a config names or that lie there. */
  readonly parameters?: readonly string[];
  /** What variables of Terraform are given, and the modules that it may be given to. */
  readonly variables?: ChosenVariables;
}

/** A file that was read. */
export interface Read {
  readonly path: string;
  /** How the user reads the path. */
  readonly file: string;
  readonly text: string;
  readonly encoding: Encoding;
}

/** What is made of a file: an outcome, and whatever else the caller is after. Undefined where it is no template. */
export type Judge<More> = (read: Read, settings: Settings, files: Files) => Judged<More> | undefined;
export interface Judged<More> {
  readonly outcome: Outcome;
  readonly more?: More;
}

/** What became of one file. */
export type Checked<More = unknown> =
  | ({ readonly kind: 'checked' } & Judged<More>)
  /** `named`: the user asked for this very file. */
  | { readonly kind: 'no template'; readonly file: string; readonly named: boolean }
  /** The user's config says so; they named it nevertheless. */
  | { readonly kind: 'ignored'; readonly file: string; readonly config: string }
  /** It would say what parameters of a template are given, if it could be read. */
  | { readonly kind: 'unread'; readonly file: string; readonly why: string };

/**
 * Checks what the user named, in that order, every file once: files whatever they are called, folders file by file.
 * What is wrong with a config comes before the first file that is judged by it.
 */
export function* check<More>(
  paths: readonly string[],
  workspace: Workspace,
  judge: Judge<More> = judged,
): Generator<Checked<More>> {
  const { disk, full, shown } = workspace;
  const seen = new Set<string>();
  const tops = paths.map(full);
  const given = new GivenFiles(disk);
  const { variables: chosen } = workspace;
  const modules = chosen?.modules ?? new Modules(disk);
  const variables = new VariableFiles({ shelf: disk, modules, tops: () => tops, chosen });
  for (const path of tops) {
    for (const { file, named, error } of filesOf(disk, path)) {
      if (seen.has(file)) continue;
      if (error !== undefined) yield unreadable(shown(file), error);
      else {
        const config = named && isConfig(file) ? readConfigFile(disk, file) : workspace.configOf(file);
        if (config && !seen.has(config.path)) {
          seen.add(config.path);
          if (config.path === file || isWrong(config))
            yield { kind: 'checked', outcome: outcomeOfConfig(config, shown) };
        }
        if (config?.path !== file) yield* checkFile(file, named, workspace, { given, variables }, judge);
      }
      seen.add(file);
    }
  }
}

const isWrong = ({ problems, unreadable }: ConfigFile): boolean => problems.length > 0 || unreadable !== undefined;

function outcomeOfConfig({ path, text, problems, unreadable }: ConfigFile, shown: Workspace['shown']): Outcome {
  return text === undefined
    ? failed(shown(path), 'file', unreadable ?? '')
    : configOutcome(shown(path), text, problems);
}

/** By what a file is judged: what the command line says, else its config, else what is so out of the box. */
export function judgedBy(file: string, { disk, configOf, preset, parameters }: Workspace): Applied {
  const applied = settingsFor(file, configOf(file), disk, outOfTheBox);
  if (applied === 'ignored') return applied;
  return { ...applied, ...(preset !== undefined && { preset }), ...(parameters && { parameters }) };
}

/** What the templates below a folder export: looked for when the first of them imports something. */
export function exportsBelow(folder: string, workspace: () => Workspace): Exports {
  let index: ExportIndex | undefined;
  let files: GivenFiles | undefined;
  const givenTo = (path: string): Given | undefined => {
    const { disk, configOf } = workspace();
    const settings = judgedBy(path, workspace());
    files ??= new GivenFiles(disk);
    return settings === 'ignored' ? undefined : files.of(path, settings, configOf(path)?.folder).given;
  };
  return {
    find(template, name) {
      const { disk } = workspace();
      if (within(disk, folder, template) === undefined) return undefined;
      index ??= exportsIn(disk, folder, givenTo);
      const found = index.find(name);
      return found && { ...found, given: givenTo(found.path) };
    },
  };
}

interface Wanted {
  readonly file: string;
  readonly named: boolean;
  readonly error?: unknown;
}

function* filesOf(disk: Disk, path: string): Generator<Wanted> {
  const found = attempt(() => disk.look(path));
  if ('error' in found) yield { file: path, named: true, error: found.error };
  else if (found.value?.kind === 'folder') {
    const errors: Wanted[] = [];
    const onError = (file: string, error: unknown) => errors.push({ file, named: false, error });
    for (const file of candidatesIn(disk, path, onError)) yield { file, named: false };
    yield* errors;
  } else if (found.value) yield { file: path, named: true };
  else yield { file: path, named: true, error: { code: 'ENOENT' } };
}

function* checkFile<More>(
  path: string,
  named: boolean,
  workspace: Workspace,
  { given, variables }: { readonly given: GivenFiles; readonly variables: VariableFiles },
  judge: Judge<More>,
): Generator<Checked<More>> {
  const { configOf, shown, files } = workspace;
  const settings = judgedBy(path, workspace);
  if (settings === 'ignored') {
    if (named) yield { kind: 'ignored', file: shown(path), config: shown(configOf(path)?.path ?? '') };
    return;
  }
  let unread: readonly Unread[] = [];
  yield readAndJudged(path, named, workspace, (read) => {
    if (!looksLikeSource(path, read.text)) return undefined; // nobody gives it anything
    const home = configOf(path)?.folder;
    const found = given.of(path, settings, home);
    unread = found.unread;
    return judge(read, withVariables(withGiven(settings, found), variables.of(path, settings, home)), files);
  });
  for (const one of unread) yield { kind: 'unread', file: shown(one.path), why: one.why };
}

function readAndJudged<More>(
  path: string,
  named: boolean,
  { disk, shown }: Workspace,
  judge: (read: Read) => Judged<More> | undefined,
): Checked<More> {
  const file = shown(path);
  const bytes = attempt(() => disk.read(path));
  if ('error' in bytes) return unreadable(file, bytes.error);
  const decoded = decode(bytes.value);
  if (decoded.text === undefined) {
    // A folder may hold any number of files that are no text; only a template among them is a loss.
    if (!named && !looksLikeSource(path, decoded.guess)) return { kind: 'no template', file, named };
    return { kind: 'checked', outcome: failed(file, 'file', `This file ${decoded.why}.`) };
  }
  const made = attempt(() => judge({ path, file, ...decoded }));
  if ('error' in made) return { kind: 'checked', outcome: mistakeOfOurs(file, made.error) };
  return made.value ? { kind: 'checked', ...made.value } : { kind: 'no template', file, named };
}

function judged({ file, text }: Read, settings: Settings, files: Files): Judged<never> | undefined {
  const analysis = analyse(file, text, settings, undefined, files);
  return analysis && { outcome: outcomeOf(analysis) };
}

function mistakeOfOurs(file: string, error: unknown): Outcome {
  const message = `This file could not be checked: ${error instanceof Error ? error.message : String(error)}`;
  return failed(file, 'crash', message, error instanceof Error ? error.stack : undefined);
}

const unreadable = (file: string, error: unknown): Checked<never> => ({
  kind: 'checked',
  outcome: failed(file, 'file', whyUnreadable(error)),
});

type Attempt<T> = { readonly value: T } | { readonly error: unknown; readonly value?: never };
function attempt<T>(action: () => T): Attempt<T> {
  try {
    return { value: action() };
  } catch (error) {
    return { error };
  }
}
