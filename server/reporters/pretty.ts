import pc from 'picocolors';
import type { Severity } from '../../rules/kit/index.ts';
import type {
  Location,
  Outcome,
  PublishedFinding,
  PublishedProblem,
  PublishedUndecided,
  Range,
} from '../linter/outcome.ts';
import { excerpt } from './excerpt.ts';
import { harmless } from './width.ts';

export interface Look {
  readonly color: boolean;
  /** Lists what could not be decided, too. */
  readonly undecided: boolean;
}

/** What is said of one file, for people; empty where there is nothing to say. */
export function prettyFile(outcome: Outcome, { color, undecided }: Look): string {
  const paint = painter(color);
  const lines = linesOf(outcome.text ?? '');
  const blocks = [
    ...outcome.problems.flatMap((problem) => problemBlock(problem, lines, paint)),
    ...outcome.findings.map((finding) => findingBlock(finding, lines, paint)),
    ...(undecided ? outcome.undecided.map((one) => undecidedBlock(one, lines, paint)) : []),
  ];
  return blocks.map((block) => `${block.join('\n')}\n\n`).join('');
}

/** Without a `\r`, as nearly always, that is quickly done. */
const linesOf = (text: string): readonly string[] => text.split(text.includes('\r') ? /\r\n?|\n/ : '\n');

/** The last line: how much was found where. */
export function prettySummary(outcomes: readonly Outcome[], { color, undecided }: Look): string {
  const paint = painter(color);
  const read = outcomes.filter(({ kind, text }) => kind === 'template' && text !== undefined);
  if (read.length === 0) return '';
  const counted = counts(outcomes, paint);
  const concerned = read.filter(({ findings, problems }) => findings.length + problems.length > 0).length;
  const where =
    concerned === read.length ? several(read.length, 'file') : `${concerned} of ${several(read.length, 'file')}`;
  const config = problemsOf('config', outcomes);
  const open = outcomes.reduce((sum, outcome) => sum + outcome.undecided.length, 0);
  const silenced = outcomes.reduce((sum, outcome) => sum + outcome.suppressed.length, 0);
  const hint = undecided ? '' : '; --undecided lists them';
  return [
    counted.length === 0 ? `Nothing found in ${several(read.length, 'file')}.` : `${counted.join(', ')} in ${where}.`,
    ...(silenced > 0 ? [paint.dim(`${several(silenced, 'finding')} suppressed.`)] : []),
    ...(config > 0 ? [paint.error(`${several(config, 'config problem')}.`)] : []),
    ...(open > 0 ? [paint.dim(`${several(open, 'check')} could not be decided${hint}.`)] : []),
    '',
  ].join('\n');
}

const problemsOf = (wanted: PublishedProblem['kind'], outcomes: readonly Outcome[]): number =>
  outcomes.flatMap(({ problems }) => problems).filter(({ kind }) => kind === wanted).length;

function counts(outcomes: readonly Outcome[], paint: Paint): readonly string[] {
  const all = outcomes.flatMap(({ findings, problems }) => [...findings, ...problems]);
  const count = (severity: Severity) => all.filter((one) => one.severity === severity).length;
  const syntax = problemsOf('syntax', outcomes);
  const said = (number: number, severity: Severity, words: string) => (number > 0 ? [paint[severity](words)] : []);
  return [
    ...said(syntax, 'error', several(syntax, 'syntax problem')),
    ...said(count('error'), 'error', several(count('error'), 'error')),
    ...said(count('warning'), 'warning', several(count('warning'), 'warning')),
    ...said(count('information'), 'information', `${count('information')} information`),
    ...said(count('hint'), 'hint', several(count('hint'), 'hint')),
  ];
}

const several = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

function findingBlock(finding: PublishedFinding, lines: readonly string[], paint: Paint): readonly string[] {
  const { severity, rule, message, when, assumes, related, fixes, docs } = finding;
  return [
    ...block(finding, paint[severity](severity), rule, message, lines, paint, paint[severity]),
    ...noted('when', when === undefined ? [] : [when], paint),
    ...noted(
      'assumes',
      assumes.map((name) => `the default of ${name}`),
      paint,
    ),
    ...noted(
      'see',
      related.map((place) => `${address(place)}  ${place.message}`),
      paint,
    ),
    ...noted(
      'fix',
      fixes.map(({ title }) => title),
      paint,
    ),
    ...noted('why', [docs], paint),
  ];
}

function undecidedBlock(one: PublishedUndecided, lines: readonly string[], paint: Paint): readonly string[] {
  const message = `Not decided for ${one.resource}: ${one.why}.`;
  return block(one, paint.dim('undecided'), one.rule, message, lines, paint, paint.dim);
}

/** Of problems, those in the text of a template or a config; the others have no place in it. */
function problemBlock(
  { kind, range, file, message, severity = 'error' }: PublishedProblem,
  lines: readonly string[],
  paint: Paint,
): readonly (readonly string[])[] {
  return range ? [block({ file, range }, paint[severity](severity), kind, message, lines, paint, paint[severity])] : [];
}

function block(
  at: Location,
  kind: string,
  name: string,
  message: string,
  lines: readonly string[],
  paint: Paint,
  mark: Brush,
): readonly string[] {
  return [
    `${paint.bold(address(at))}  ${kind}  ${paint.bold(name)}`,
    `  ${harmless(message)}`,
    '',
    ...source(at.range, lines, paint, mark),
    '',
  ];
}

function source(range: Range, lines: readonly string[], paint: Paint, mark: Brush): readonly string[] {
  const shown = excerpt(lines, range);
  const width = Math.max(...shown.map((line) => String(line?.number ?? '').length));
  const gutter = (label: string) => paint.dim(`  ${label.padStart(width)} │ `);
  return shown.flatMap((line) =>
    line
      ? [gutter(String(line.number)) + line.text, gutter('') + mark(line.marks)]
      : [paint.dim(`  ${'⋮'.padStart(width)}`)],
  );
}

function noted(label: string, notes: readonly string[], paint: Paint): readonly string[] {
  return notes.map((note, index) => `  ${paint.dim((index === 0 ? label : '').padEnd(7))}  ${harmless(note)}`);
}

/** As editors and terminals make links of it: counted from one. */
const address = ({ file, range }: Location): string =>
  `${harmless(file)}:${range.start.line + 1}:${range.start.character + 1}`;

type Brush = (text: string) => string;
type Paint = Readonly<Record<Severity | 'bold' | 'dim', Brush>>;

function painter(color: boolean): Paint {
  const { red, yellow, cyan, gray, bold, dim } = pc.createColors(color);
  return { error: red, warning: yellow, information: cyan, hint: gray, bold, dim };
}
