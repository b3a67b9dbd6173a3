import { rules } from '../../rules/index.ts';
import type { AnyRule } from '../../rules/kit/index.ts';
import { model } from '../../rules/model/index.ts';
import { readCloudFormation } from '../formats/cloudformation/read.ts';
import { rereadCloudFormation } from '../formats/cloudformation/reread.ts';
import type { Files, Source } from '../formats/format.ts';
import { isSource, isTerraform, looksLikeSource, parseFile } from '../formats/kind.ts';
import { Kept } from '../formats/syntax/kept.ts';
import type { Document } from '../formats/syntax/node.ts';
import { readTerraform } from '../formats/terraform/read.ts';
import { rereadTerraform } from '../formats/terraform/reread.ts';
import { Graph } from './graph.ts';
import { Checks, type Linted, type Subject } from './lint.ts';
import { Seen } from './seen.ts';
import { isOn, outOfTheBox, type Settings } from './settings.ts';
import { type Asked, type Heard, hear } from './suppressions.ts';

export { locate, sourceOf } from './locate.ts';

/** All that is known about one file. */
export interface Analysis extends Heard, Linted, Subject {
  readonly source: Source;
  readonly rules: readonly AnyRule[];
  /** What other files are read from. */
  readonly files: Files | undefined;
  /** What each rule has read and said. */
  readonly checks: Checks;
  /** How old the graph was when this was said. */
  readonly age: number;
}

/** Whether source and graph are those of a later text by now: of this file, or of another one of its module. */
export const isSpent = ({ graph, age }: Analysis): boolean => graph.age !== age;

/** Undefined where the text is no template: such a file costs nothing and gets nothing. */
export function analyse(
  file: string,
  text: string,
  settings: Settings = outOfTheBox,
  only: readonly AnyRule[] = rules,
  files?: Files,
): Analysis | undefined {
  if (!looksLikeSource(file, text)) return undefined;
  const known = files && knownOf(file, files, settings, only);
  const there = known && sourceIn(known, file)?.document;
  const document = there?.text === text ? there : parseFile(file, text);
  return (
    (known && goneOn(known, file, document, settings, files)) || anew(file, document, settings, only, files, false)
  );
}

/**
 * The same of a document that may be edited. `before` is what is known of it as it was: then only what has changed is worked out. It is
 * spent by that, because its source and graph are taken over. Of a module that other files are seen with, more is known.
 */
export function analyseDocument(
  file: string,
  document: Document,
  settings: Settings = outOfTheBox,
  only: readonly AnyRule[] = rules,
  before?: Analysis,
  files?: Files,
): Analysis | undefined {
  if (!isSource(document)) return undefined;
  if (files && isTerraform(document)) {
    const known = knownOf(file, files, settings, only);
    const isKept = known?.checks.mayChange === true;
    return (
      (isKept && goneOn(known, file, document, settings, files)) || anew(file, document, settings, only, files, true)
    );
  }
  const isSame = before?.settings === settings && before.rules === only;
  const seesTheSame = before?.files === files || before?.source.asksForFiles === false;
  return (
    (isSame && seesTheSame && before.checks.mayChange && renewed(before, document)) ||
    anew(file, document, settings, only, files, true)
  );
}

function anew(
  file: string,
  document: Document,
  settings: Settings,
  only: readonly AnyRule[],
  files: Files | undefined,
  mayChange: boolean,
): Analysis {
  const seen = files && mayChange && isTerraform(document) ? new Seen(files) : undefined;
  const source = sourceFrom(file, document, settings, seen?.files ?? files);
  const own = withNested(source);
  const graph = new Graph(own, model, settings.assumeDefaults, mayChange, importedBy(own));
  const checks = new Checks({ graph, settings }, only, mayChange);
  if (source.module && files) keep(files, { source, graph, settings, rules: only, files, checks, seen, isWhole: true });
  return heard(source, { graph, settings }, only, files, checks);
}

/**
 * What is known of a module. All of its files go on from it, and whoever is the first to ask brings it up to date: what
 * is said of one was found out together with the rest.
 */
interface KnownModule extends Subject, Pick<Analysis, 'source' | 'rules' | 'checks'> {
  files: Files;
  /** Undefined where it is not to change. */
  readonly seen: Seen | undefined;
  /** Else it was left half brought up to date. */
  isWhole: boolean;
}

/** The latest first. There are several where a config says something else of some of the files. */
const knownModules = new Kept<Files, readonly KnownModule[]>();
const mostVariants = 2;

function keep(files: Files, known: KnownModule): void {
  const others = (knownModules.get(files) ?? []).filter((one) => one.isWhole && !isOfSameKind(one, known));
  knownModules.set(files, [known, ...others].slice(0, mostVariants));
}

/**
 * Through `now` the same folder is seen as through `before`, after something has changed there: what is known is
 * brought up to date, where it would be worked out anew for others.
 */
export function handOn(before: Files, now: Files): void {
  const known = knownModules.get(before);
  if (known) knownModules.set(now, known);
}

const knownOf = (file: string, files: Files, settings: Settings, only: readonly AnyRule[]): KnownModule | undefined =>
  knownModules
    .get(files)
    ?.find((one) => one.isWhole && isOfSameKind(one, { settings, rules: only }) && sourceIn(one, file) !== undefined);

const isOfSameKind = (one: Pick<KnownModule, 'settings' | 'rules'>, other: Pick<KnownModule, 'settings' | 'rules'>) =>
  one.rules === other.rules && isAlike(one.settings, other.settings);

const sourceIn = ({ source: { module } }: KnownModule, file: string): Source | undefined =>
  module?.sources.find((one) => one.file === file);

/** What is said of one of the files, all of them as they are now. Undefined where everything may mean something else. */
function goneOn(
  known: KnownModule,
  file: string,
  document: Document,
  settings: Settings,
  files: Files,
): Analysis | undefined {
  const source = sourceIn(known, file);
  if (!source || !known.isWhole) return undefined;
  // What throws, or cannot be followed, leaves half of it.
  known.isWhole = false;
  const others = broughtBy(known, files)?.filter((one) => one.source !== source);
  if (!others) return undefined;
  const edited = source.document === document ? others : [...others, { source, document }];
  for (const one of edited) if (!known.seen || !isRenewed(known, one.source, one.document)) return undefined;
  const analysis = heard(source, { graph: known.graph, settings }, known.rules, files, known.checks);
  known.isWhole = true;
  return analysis;
}

function broughtBy(known: KnownModule, files: Files): ReturnType<Seen['news']> {
  if (!known.seen) return known.files === files ? [] : undefined;
  known.files = files;
  return known.seen.news(files, known.source.module?.sources ?? []);
}

const isAlike = (one: Settings, other: Settings): boolean =>
  one === other ||
  (one.preset === other.preset &&
    one.assumeDefaults === other.assumeDefaults &&
    one.quotas.restTimeoutSeconds === other.quotas.restTimeoutSeconds &&
    one.variables === other.variables &&
    one.rules.size === other.rules.size &&
    [...one.rules].every(([rule, level]) => other.rules.get(rule) === level));

export const sourceFrom = (
  file: string,
  document: Document,
  { given, variables }: Settings,
  files: Files | undefined,
): Source =>
  isTerraform(document)
    ? readTerraform(file, document, { ...(variables && { variables }), ...(files && { files }) })
    : readCloudFormation(file, document, { ...(given && { given }), ...(files && { files }) });

/** A template, and those of the stacks in it; a module, and those that it calls. */
const withNested = (source: Source): readonly Source[] => [
  ...(source.module?.sources ?? [source]),
  ...[...source.stacks.values()].flatMap((stack) => withNested(stack.source)),
];

/** The templates that they import from, each with the stacks in it. */
function importedBy(sources: readonly Source[]): readonly (readonly Source[])[] {
  const exporters = sources.flatMap(({ imports }) => [...(imports?.values() ?? [])].map(({ source }) => source));
  return [...new Set(exporters)].map(withNested);
}

/** Undefined where everything may mean something else now. */
function renewed(before: Analysis, document: Document): Analysis | undefined {
  const { source, graph, settings, rules: only, files, checks } = before;
  return isRenewed(before, source, document) ? heard(source, { graph, settings }, only, files, checks) : undefined;
}

function isRenewed({ graph, checks }: Pick<Analysis, 'graph' | 'checks'>, source: Source, document: Document): boolean {
  const reread = (isTerraform(document) ? rereadTerraform : rereadCloudFormation)(source, document);
  if (reread) checks.askAgain(graph.change(reread));
  return reread !== undefined;
}

function heard(
  source: Source,
  { graph, settings }: Subject,
  only: readonly AnyRule[],
  files: Files | undefined,
  checks: Checks,
): Analysis {
  const asked = (): Asked => ({
    settings,
    known: idsOf([...rules, ...only]),
    on: idsOf(only.filter((rule) => isOn(rule, settings))),
  });
  const linted = checks.linted();
  const isAlone = source.stacks.size === 0 && !source.imports && (source.module?.sources.length ?? 1) === 1;
  const own = isAlone ? linted : saidOf(source, linted);
  const { findings, crashes, suppressed, remarks } = hear(source, own, asked);
  return {
    source,
    graph,
    settings,
    rules: only,
    files,
    checks,
    age: graph.age,
    findings,
    undecided: own.undecided,
    crashes,
    suppressed,
    remarks,
  };
}

/** By what is said of all files, and the file. */
const saidOfFiles = new Kept<Linted, Map<string, Linted>>();

/** What stands in this file. The rest is said of the other files by themselves. */
function saidOf({ file }: Source, linted: Linted): Linted {
  const byFile = saidOfFiles.get(linted) ?? new Map<string, Linted>();
  saidOfFiles.set(linted, byFile);
  const known = byFile.get(file);
  if (known) return known;
  const said: Linted = {
    findings: linted.findings.filter(({ at }) => at.file === file),
    undecided: () => linted.undecided().filter(({ at }) => at.file === file),
    crashes: linted.crashes,
  };
  byFile.set(file, said);
  return said;
}

const idsOf = (all: readonly AnyRule[]): ReadonlySet<string> => new Set(all.map(({ id }) => id));
