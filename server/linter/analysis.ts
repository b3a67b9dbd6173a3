import { rules } from '../../rules/index.ts';
import type { AnyRule } from '../../rules/kit/index.ts';
import { model } from '../../rules/model/index.ts';
import { readCloudFormation } from '../formats/cloudformation/read.ts';
import { rereadCloudFormation } from '../formats/cloudformation/reread.ts';
import type { Files, Manner, Source } from '../formats/format.ts';
import { isSource, isTerraform, looksLikeSource, parseFile } from '../formats/kind.ts';
import type { Document } from '../formats/syntax/node.ts';
import { readTerraform } from '../formats/terraform/read.ts';
import { rereadTerraform } from '../formats/terraform/reread.ts';
import { render } from '../formats/writer.ts';
import type { RuleFix } from './fix-kind.ts';
import { fixesOf } from './fixes.ts';
import { Graph } from './graph.ts';
import type { Report } from './judge.ts';
import { Checks, type Linted, type Subject } from './lint.ts';
import { isOn, outOfTheBox, type Settings } from './settings.ts';
import { type Asked, type Heard, hear } from './suppressions.ts';

export { locate, sourceOf } from './locate.ts';

/** All that is known about one file. */
export interface Analysis extends Heard, Subject {
  readonly source: Source;
  readonly rules: readonly AnyRule[];
  /** What other files are read from. */
  readonly files: Files | undefined;
  /** What each rule has read and said. */
  readonly checks: Checks;
}

/** Undefined where the text is no template: such a file costs nothing and gets nothing. */
export function analyse(
  file: string,
  text: string,
  settings: Settings = outOfTheBox,
  only: readonly AnyRule[] = rules,
  files?: Files,
): Analysis | undefined {
  return looksLikeSource(file, text) ? anew(file, parseFile(file, text), settings, only, files, false) : undefined;
}

/**
 * The same of a document that may be edited. `before` is what is known of it as it was: then only what has changed is worked out. It is
 * spent by that, because its source and graph are taken over.
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
  const known = document.language === 'hcl' && files ? knownModules.get(files) : undefined;
  const there = known && known.rules === only && isAlike(known.settings, settings) && sourceIn(known, file, document);
  if (there) return heard(there, { ...known, settings }, only, files, known.checks);
  const source = sourceFrom(file, document, settings, files);
  const own = withNested(source);
  const graph = new Graph(own, model, settings.assumeDefaults, mayChange, importedBy(own));
  const analysis = heard(source, { graph, settings }, only, files, new Checks({ graph, settings }, only, mayChange));
  if (source.module && files) knownModules.set(files, analysis);
  return analysis;
}

/** The files of a module come one after the other, and what is said of one was found out together with the rest. */
const knownModules = new WeakMap<Files, Analysis>();

const sourceIn = ({ source: { module } }: Analysis, file: string, document: Document): Source | undefined =>
  module?.sources.find((one) => one.file === file && one.document.text === document.text);

const isAlike = (one: Settings, other: Settings): boolean =>
  one === other ||
  (one.preset === other.preset &&
    one.assumeDefaults === other.assumeDefaults &&
    one.quotas.restTimeoutSeconds === other.quotas.restTimeoutSeconds &&
    one.variables === other.variables &&
    one.rules.size === other.rules.size &&
    [...one.rules].every(([rule, level]) => other.rules.get(rule) === level));

const sourceFrom = (
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
function renewed(
  { source, graph, settings, rules: only, files, checks }: Analysis,
  document: Document,
): Analysis | undefined {
  const reread = (isTerraform(document) ? rereadTerraform : rereadCloudFormation)(source, document);
  if (!reread) return undefined;
  checks.askAgain(graph.change(reread));
  return heard(source, { graph, settings }, only, files, checks);
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
  const isAlone = source.stacks.size === 0 && !source.imports && !source.module;
  const own = isAlone ? linted : saidOf(source, linted);
  return { source, graph, settings, rules: only, files, checks, ...hear(source, own, asked) };
}

/** What stands in this file. The rest is said of the other files by themselves. */
const saidOf = ({ file }: Source, { findings, undecided, crashes }: Linted): Linted => ({
  findings: findings.filter(({ at }) => at.file === file),
  undecided: undecided.filter(({ at }) => at.file === file),
  crashes,
});

/** Asked for when somebody looks at the finding. */
export function fixesFor(analysis: Analysis, report: Report, how: Pick<Manner, 'inThisFile'> = {}): readonly RuleFix[] {
  const rule = rules.find(({ id }) => id === report.rule);
  return rule ? fixesOf(analysis, rule, report, render, how) : [];
}

const idsOf = (all: readonly AnyRule[]): ReadonlySet<string> => new Set(all.map(({ id }) => id));
