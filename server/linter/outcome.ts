/*
 * What a run says about one file, as it leaves the program: positions instead of offsets, links
 * instead of ids. The shape is a contract, described for others in schema/gatelint-output.schema.json.
 */
import type { Applicability, Place, Severity, Span } from '../../rules/kit/index.ts';

import type { SourceProblem } from '../formats/format.ts';
import { isTerraform } from '../formats/kind.ts';
import { type LineIndex, lineIndex, linesOf, type Position } from '../formats/syntax/lines.ts';
import { type Analysis, locate, sourceOf } from './analysis.ts';
import { messageOf } from './circumstances.ts';
import { pageOf, pageOfRemark } from './docs-link.ts';
import type { RenderedFix } from './fixes.ts';
import { fixesFor } from './fixes-for.ts';
import type { Report, Undecided } from './judge.ts';
import { mendingsFor } from './suppression-fixes.ts';
import type { Remark, Suppressed } from './suppressions.ts';
import type { Crash } from './together.ts';

/** Zero-based, in UTF-16 code units; `end` is exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}
export interface Location {
  readonly file: string;
  readonly range: Range;
}

/** What a finding and an undecided check have in common. */
interface Said extends Location {
  readonly rule: string;
  /** The logical id; in Terraform, the address. */
  readonly resource: string;
  /** SAM is CloudFormation. */
  readonly format: 'cloudformation' | 'terraform';
  /** Where the rule is explained. */
  readonly docs: string;
}
export interface PublishedFinding extends Said {
  readonly severity: Severity;
  readonly message: string;
  /** The branch in which it holds: `HasCert is false`. */
  readonly when?: string;
  /** The parameters whose defaults it rests on. */
  readonly assumes: readonly string[];
  readonly related: readonly (Location & { readonly message: string })[];
  readonly fixes: readonly PublishedFix[];
}
export interface PublishedFix {
  readonly title: string;
  readonly applicability: Applicability;
  readonly edits: readonly (Location & { readonly newText: string })[];
}
/** What its author does not want to hear. */
export interface PublishedSuppressed extends Said {
  readonly severity: Severity;
  readonly message: string;
  readonly reason?: string;
  /** The comment, or the entry of the metadata. */
  readonly by: Range;
}
export interface PublishedUndecided extends Said {
  readonly why: string;
}

/**
 * What stands in the way of an answer. `syntax`: the text of a template; `reference`: what it names is not there, or leads back;
 * `config`: what a config says; `file`: it cannot be read or decoded; `crash`: a mistake of ours.
 */
export interface PublishedProblem {
  readonly kind: 'syntax' | 'reference' | 'config' | 'file' | 'crash';
  /** Of a reference; all else is an error. */
  readonly severity?: Severity;
  readonly file: string;
  readonly message: string;
  readonly range?: Range;
  readonly rule?: string;
  readonly resource?: string;
  /** Where in our code, for whoever mends it. */
  readonly stack?: string;
}

export interface Outcome {
  readonly kind: 'template' | 'config';
  readonly file: string;
  /** Of a template that could be read. */
  readonly format?: Said['format'];
  /** Undefined where the file could not be read. */
  readonly text: string | undefined;
  readonly findings: readonly PublishedFinding[];
  readonly suppressed: readonly PublishedSuppressed[];
  readonly undecided: readonly PublishedUndecided[];
  readonly problems: readonly PublishedProblem[];
}

/** Everything in the order of the text. Fixes take long to make: `withFixes` is false where nobody is told of them. */
export function outcomeOf(analysis: Analysis, { withFixes = true } = {}): Outcome {
  const { source } = analysis;
  const { text } = source.document;
  const at = placing(analysis, lineIndex(text));
  const crashes = [...analysis.crashes];
  const fixes = (report: Report): readonly RenderedFix[] => {
    if (!withFixes) return [];
    try {
      return fixesFor(analysis, report);
    } catch (error) {
      crashes.push({ rule: report.rule, resource: report.resource, error }); // the finding stands without its fixes
      return [];
    }
  };
  return {
    kind: 'template',
    file: source.file,
    format: at.format,
    text,
    findings: [
      ...analysis.findings.map((report) => finding(report, fixes(report), at)),
      ...analysis.remarks.map((remark) => remarked(remark, withFixes ? mendingsFor(analysis, remark) : [], at)),
    ].sort(byPosition),
    suppressed: analysis.suppressed.map((one) => suppressed(one, at)).sort(byPosition),
    undecided: analysis
      .undecided()
      .map((one) => undecided(one, at))
      .sort(byPosition),
    problems: [
      ...source.problems
        .map((problem) => ({ ...kindOf(problem), message: problem.message, ...at.place(problem) }))
        .sort(byPosition),
      ...crashes.map((crash) => crashed(source.file, crash)),
    ],
  };
}

const kindOf = ({ severity }: SourceProblem): Pick<PublishedProblem, 'kind' | 'severity'> =>
  severity === undefined ? { kind: 'syntax' } : { kind: 'reference', severity };

/** For a file of which nothing is known: why. */
export const failed = (file: string, kind: 'file' | 'crash', message: string, stack?: string): Outcome => ({
  kind: 'template',
  file,
  text: undefined,
  findings: [],
  suppressed: [],
  undecided: [],
  problems: [{ kind, file, message, ...(stack !== undefined && { stack }) }],
});

/** For a config: what is wrong in it. */
export function configOutcome(file: string, text: string, problems: readonly Mistake[]): Outcome {
  const { positionAt } = lineIndex(text);
  return {
    kind: 'config',
    file,
    text,
    findings: [],
    suppressed: [],
    undecided: [],
    problems: problems.map(({ span, message }) => ({
      kind: 'config',
      file,
      message,
      range: { start: positionAt(span.start), end: positionAt(span.end) },
    })),
  };
}
interface Mistake {
  readonly span: Span;
  readonly message: string;
}

interface Placing {
  /** That of the file, and of all files that it leads to. */
  readonly format: Said['format'];
  span(span: Span & { readonly file?: string }): Location;
  place(place: Pick<Place, 'item' | 'span'> & { readonly file?: string }): Location;
}
function placing({ source, graph }: Pick<Analysis, 'source' | 'graph'>, lines: LineIndex): Placing {
  const sourceAt = (file = source.file) => sourceOf(source, graph.sources, file);
  const span: Placing['span'] = ({ start, end, file = source.file }) => {
    const home = sourceAt(file);
    const { positionAt } = home === source ? lines : linesOf(home.document);
    return { file, range: { start: positionAt(start), end: positionAt(end) } };
  };
  return {
    format: isTerraform(source.document) ? 'terraform' : 'cloudformation',
    span,
    place(place) {
      const { file = source.file } = place;
      const { start, end } = locate(sourceAt(file), place);
      return span({ start, end, file });
    },
  };
}

function finding(report: Report, fixes: readonly RenderedFix[], at: Placing): PublishedFinding {
  return {
    rule: report.rule,
    severity: report.severity,
    message: report.message,
    ...at.place(report.at),
    resource: report.resource,
    format: at.format,
    // Under the key `when`, the word would be there twice.
    ...(report.when !== undefined && { when: report.when.replace(/^when /, '') }),
    assumes: report.assumes,
    related: report.related.map(({ place, message }) => ({ message, ...at.place(place) })),
    docs: pageOf(report.rule),
    fixes: fixes.map((fix) => fixed(fix, at)),
  };
}

const fixed = ({ title, applicability, edits }: RenderedFix, at: Placing): PublishedFix => ({
  title,
  applicability,
  edits: edits.map((edit) => {
    const { file, range } = at.span(edit);
    return { file, range, newText: edit.newText };
  }),
});

function remarked(remark: Remark, fixes: readonly RenderedFix[], at: Placing): PublishedFinding {
  const { rule, severity, message, span, resource = '' } = remark;
  return {
    rule,
    severity,
    message,
    ...at.span(span),
    resource,
    format: at.format,
    assumes: [],
    related: [],
    docs: pageOfRemark(rule),
    fixes: fixes.map((fix) => fixed(fix, at)),
  };
}

function suppressed({ report, by }: Suppressed, at: Placing): PublishedSuppressed {
  const { rule, severity, resource } = report;
  return {
    rule,
    severity,
    message: messageOf(report),
    ...at.place(report.at),
    resource,
    format: at.format,
    ...(by.reason !== undefined && { reason: by.reason }),
    by: at.span(by.at).range,
    docs: pageOf(rule),
  };
}

function undecided({ rule, resource, why, at: place }: Undecided, at: Placing): PublishedUndecided {
  return { rule, why, ...at.place(place), resource, format: at.format, docs: pageOf(rule) };
}

function crashed(file: string, { rule, resource, error }: Crash): PublishedProblem {
  const message = `The rule ${rule} failed on ${resource}: ${error instanceof Error ? error.message : String(error)}`;
  const stack = error instanceof Error ? error.stack : undefined;
  return { kind: 'crash', file, message, rule, resource, ...(stack !== undefined && { stack }) };
}

const byPosition = (one: Location, other: Location): number =>
  one.range.start.line - other.range.start.line || one.range.start.character - other.range.start.character;

const severities: readonly Severity[] = ['hint', 'information', 'warning', 'error'];

/**
 * 2 where an answer is missing or not the one asked for (a file that cannot be read, a mistake in a config, one of
 * ours), else 1 where something is
 * at least as bad as `failOn`, else 0. A template that cannot be parsed whole counts as an error.
 */
export function exitCode(outcomes: readonly Outcome[], failOn: Severity): 0 | 1 | 2 {
  const problems = outcomes.flatMap((outcome) => outcome.problems);
  if (problems.some(({ kind }) => kind !== 'syntax' && kind !== 'reference')) return 2;
  const findings = outcomes.flatMap((outcome) => outcome.findings);
  const least = severities.indexOf(failOn);
  return [...problems, ...findings].some(({ severity = 'error' }) => severities.indexOf(severity) >= least) ? 1 : 0;
}
