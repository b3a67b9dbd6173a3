/*
 * A template of SAM and what AWS's translator makes of it deploy the same, so the same has to be said of both: by each
 * rule, of each resource, in each branch.
 */
import { model } from '../rules/model/index.ts';
import type { Analysis } from '../server/linter/analysis.ts';
import type { Report } from '../server/linter/judge.ts';
import { type CorpusFile, corpusFile, corpusFiles } from './corpus.ts';

/** The template as somebody wrote it, and as it is deployed. */
export interface Pair {
  readonly name: string;
  readonly sam: CorpusFile;
  readonly translation: CorpusFile;
}

export function samPairs(): readonly Pair[] {
  return corpusFiles('sam-pairs', ['.sam.yaml']).map((sam) => {
    const translation = sam.name.replace(/\.sam\.yaml$/, '.cfn.json');
    const name = sam.name.replace(/^.*\/(.*)\.sam\.yaml$/, '$1');
    return { name, sam, translation: { name: translation, text: corpusFile(translation) } };
  });
}

interface OneSided {
  readonly onlySam: readonly string[];
  readonly onlyTranslation: readonly string[];
}

/** What a rule says of a resource, or of a part of it: severity, branch and message. */
export interface Difference extends OneSided {
  readonly rule: string;
  /** `Shop`, or `Shop › GET /orders`. */
  readonly of: string;
}

export interface Comparison {
  /** How much both say. */
  readonly equal: number;
  readonly differences: readonly Difference[];
  /** Types and names of the resources that rules can look at. */
  readonly resources: OneSided;
}

export function compare(sam: Analysis, translation: Analysis): Comparison {
  const left = sayings(sam);
  const right = sayings(translation);
  const differences: Difference[] = [];
  let equal = 0;
  for (const topic of [...new Set([...left.keys(), ...right.keys()])].sort()) {
    const [rule = '', of = ''] = topic.split(SEPARATOR);
    const ours = left.get(topic) ?? [];
    const theirs = right.get(topic) ?? [];
    const { onlySam, onlyTranslation } = oneSided(ours, theirs);
    equal += ours.length - onlySam.length;
    if (onlySam.length + onlyTranslation.length > 0) differences.push({ rule, of, onlySam, onlyTranslation });
  }
  return { equal, differences, resources: oneSided(resourcesOf(sam), resourcesOf(translation)) };
}

const SEPARATOR = ' | ';

/** What is said, by rule and what it is said of. */
function sayings(analysis: Analysis): ReadonlyMap<string, readonly string[]> {
  const said = new Map<string, string[]>();
  for (const report of analysis.findings) {
    const topic = withoutHashes([report.rule, subjectOf(analysis, report)].join(SEPARATOR));
    const { severity, when, message } = report;
    const saying = withoutHashes([severity, when, message].filter((part) => part !== undefined).join(', '));
    said.set(topic, [...(said.get(topic) ?? []), saying].sort());
  }
  return said;
}

/** What is said of an API because of all its routes is not about the one that happens to come first. */
function subjectOf({ graph }: Analysis, { at, row, resource }: Report): string {
  const name = graph.entry(at.row ?? row)?.name;
  return name === undefined || name === resource ? resource : `${resource} › ${name}`;
}

const known = new Set(model.flatMap(({ forms }) => forms.map(({ type }) => type)));

const resourcesOf = ({ source }: Analysis): readonly string[] =>
  source.resources.filter(({ type }) => known.has(type)).map(({ type, name }) => withoutHashes(`${type} ${name}`));

/**
 * The translator puts ten digits of a hash behind the names of deployments, versions and domains. They change with the
 * body, and nobody refers to them.
 */
const withoutHashes = (text: string): string => text.replaceAll(/(?<=\w)[0-9a-f]{10}\b/g, '');

const oneSided = (sam: readonly string[], translation: readonly string[]): OneSided => ({
  onlySam: without(sam, translation),
  onlyTranslation: without(translation, sam),
});

/** What of `these` is left when each of `those` takes one away. */
function without(these: readonly string[], those: readonly string[]): readonly string[] {
  const left = [...those];
  return these.filter((one) => {
    const index = left.indexOf(one);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** In one line, short where one side says nothing. */
export function inShort({ onlySam, onlyTranslation }: Difference): string {
  if (onlyTranslation.length === 0) return `SAM only${times(onlySam)}`;
  if (onlySam.length === 0) return `translation only${times(onlyTranslation)}`;
  return `SAM: ${onlySam.join('; ')} ≠ translation: ${onlyTranslation.join('; ')}`;
}
const times = ({ length }: readonly string[]): string => (length > 1 ? ` (${length}×)` : '');

export function inFull({ equal, differences, resources }: Comparison): string {
  const lines = differences.flatMap(({ rule, of, ...said }) => [`  ${rule} · ${of}`, ...sides(said)]);
  const others = sides(resources);
  if (others.length > 0) lines.push('  resources', ...others);
  return [`${equal} equal, ${differences.length} different`, ...lines].join('\n');
}

const sides = ({ onlySam, onlyTranslation }: OneSided): readonly string[] => [
  ...onlySam.map((one) => `    SAM only          ${one}`),
  ...onlyTranslation.map((one) => `    translation only  ${one}`),
];
