/* What cfn-lint says of a template, beside what Gatelint says of it. */
import { rules } from '../../rules/index.ts';
import type { Severity } from '../../rules/kit/index.ts';
import type { Position } from '../formats/syntax/lines.ts';
import type { Outcome, PublishedFinding, Range } from '../linter/outcome.ts';
import type { CfnLintFinding } from './finding.ts';

/** In the order of the text. Where both say the same of one place, ours stands: it comes with fixes. */
export function withCfnLint(outcome: Outcome, findings: readonly CfnLintFinding[]): Outcome {
  const lines = (outcome.text ?? '').split(/\r\n|\r|\n/);
  const { syntax, others } = bySubject(outcome, findings);
  const theirs = others
    .map((finding) => ({ finding, published: published(outcome.file, finding, lines) }))
    .filter(({ finding, published: { range } }) => !outcome.findings.some((ours) => isSame(ours, finding, range)));
  const all = [...outcome.findings, ...theirs.map((one) => one.published)];
  const problems = syntax.map(({ message, ...finding }) => ({
    kind: 'syntax' as const,
    file: outcome.file,
    message,
    range: rangeOf(finding, lines),
  }));
  return { ...outcome, findings: all.sort(byPosition), problems: [...outcome.problems, ...problems] };
}

/** E0000: it cannot be parsed. Where we have said why, and where, that is enough. */
function bySubject({ problems }: Outcome, findings: readonly CfnLintFinding[]) {
  const isSyntax = ({ id }: CfnLintFinding): boolean => id === 'E0000';
  const isTold = problems.some(({ kind }) => kind === 'syntax');
  return {
    syntax: isTold ? [] : findings.filter(isSyntax),
    others: findings.filter((finding) => !isSyntax(finding)),
  };
}

/** The rules of ours that say what a rule of cfn-lint says, as they themselves name it. */
const oursBy: ReadonlyMap<string, ReadonlySet<string>> = (() => {
  const ids = new Map<string, Set<string>>();
  for (const { id, docs } of rules)
    for (const theirs of docs.peers?.['cfn-lint'] ?? []) ids.set(theirs, new Set([...(ids.get(theirs) ?? []), id]));
  return ids;
})();

/** Some of theirs are general: E3034 is said of any number, so the place decides too. */
const isSame = (ours: PublishedFinding, theirs: CfnLintFinding, range: Range): boolean =>
  oursBy.get(theirs.id)?.has(ours.rule) === true &&
  ours.resource === resourceOf(theirs) &&
  (meet(ours.range, range) || ours.range.start.line === range.start.line);

const meet = (one: Range, other: Range): boolean =>
  compare(one.start, other.end) <= 0 && compare(other.start, one.end) <= 0;

const severities: Readonly<Record<CfnLintFinding['severity'], Severity>> = {
  error: 'error',
  warning: 'warning',
  informational: 'information',
};

const published = (file: string, finding: CfnLintFinding, lines: readonly string[]): PublishedFinding => ({
  rule: `cfn-lint/${finding.id}`,
  severity: severities[finding.severity],
  message: finding.message,
  file,
  range: rangeOf(finding, lines),
  resource: resourceOf(finding),
  format: 'cloudformation',
  docs: finding.link || `https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md#${finding.id}`,
  assumes: [],
  related: [],
  fixes: [],
});

function resourceOf({ path: [section, name] }: CfnLintFinding): string {
  return section === 'Resources' && typeof name === 'string' ? name : '';
}

type Placed = Pick<CfnLintFinding, 'line' | 'column' | 'endLine' | 'endColumn'>;

const rangeOf = ({ line, column, endLine, endColumn }: Placed, lines: readonly string[]): Range => {
  const start = positionOf(line, column, lines);
  const end = positionOf(endLine, endColumn, lines);
  return { start, end: compare(start, end) <= 0 ? end : start };
};

/** From lines and columns that begin with 1, and from code points to UTF-16. */
function positionOf(line: number, column: number, lines: readonly string[]): Position {
  const text = lines[line - 1] ?? '';
  const before = [...text].slice(0, Math.max(0, column - 1)).join('');
  return { line: Math.max(0, line - 1), character: before.length };
}

const compare = (one: Position, other: Position): number => one.line - other.line || one.character - other.character;

const byPosition = (one: PublishedFinding, other: PublishedFinding): number =>
  compare(one.range.start, other.range.start);
