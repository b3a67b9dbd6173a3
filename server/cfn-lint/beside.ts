/* What cfn-lint says of a template, beside what Gatelint says of it. */
import type { Severity } from '../../rules/kit/index.ts';
import type { Outcome, PublishedFinding } from '../linter/outcome.ts';
import { type CfnLintFinding, resourceOf } from './finding.ts';
import { compare, type PlacedFinding, placed } from './placed.ts';
import { isSyntax, linkOf, withoutSaidTwice } from './said-twice.ts';

/** In the order of the text. Where both say the same of one place, ours stands. */
export function withCfnLint(outcome: Outcome, findings: readonly CfnLintFinding[]): Outcome {
  const { file, text = '' } = outcome;
  const all = placed(findings, text);
  const isTold = outcome.problems.some(({ kind }) => kind === 'syntax');
  const syntax = isTold ? [] : all.filter(({ finding }) => isSyntax(finding));
  const others = all.filter(({ finding }) => !isSyntax(finding));
  const theirs = withoutSaidTwice(others, () => outcome.findings).map((one) => published(file, one));
  const problems = syntax.map(({ finding: { message }, range }) => ({ kind: 'syntax' as const, file, message, range }));
  return {
    ...outcome,
    findings: [...outcome.findings, ...theirs].sort(byPosition),
    problems: [...outcome.problems, ...problems],
  };
}

const severities: Readonly<Record<CfnLintFinding['severity'], Severity>> = {
  error: 'error',
  warning: 'warning',
  informational: 'information',
};

const published = (file: string, { finding, range }: PlacedFinding): PublishedFinding => ({
  rule: `cfn-lint/${finding.id}`,
  severity: severities[finding.severity],
  message: finding.message,
  file,
  range,
  resource: resourceOf(finding) ?? '',
  format: 'cloudformation',
  docs: linkOf(finding),
  assumes: [],
  related: [],
  fixes: [],
});

const byPosition = (one: PublishedFinding, other: PublishedFinding): number =>
  compare(one.range.start, other.range.start);
