import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { CfnLintFinding } from '../../cfn-lint/finding.ts';
import type { PlacedFinding } from '../../cfn-lint/placed.ts';
import { isSyntax, linkOf, withoutSaidTwice } from '../../cfn-lint/said-twice.ts';
import { locate } from '../../linter/analysis.ts';
import type { Template } from '../../workspace/documents.ts';
import { rangeOf } from '../findings.ts';

export const cfnLintSource = 'cfn-lint';

const severities: Readonly<Record<CfnLintFinding['severity'], DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  informational: DiagnosticSeverity.Information,
};

/** What is left of its findings beside our own, as the template stands now. */
export function shownOf(template: Template, findings: readonly PlacedFinding[]): readonly PlacedFinding[] {
  const { source, findings: reports } = template.analysis;
  const isTold = source.problems.some(({ severity }) => severity === undefined); // that it cannot be parsed
  const others = isTold ? findings.filter(({ finding }) => !isSyntax(finding)) : findings;
  return withoutSaidTwice(others, () =>
    reports.map(({ rule, resource, at }) => ({ rule, resource, range: rangeOf(template, locate(source, at)) })),
  );
}

/** A finding that nothing has moved is told in the same words: then nobody need compare them. */
const known = new WeakMap<PlacedFinding, Diagnostic>();

export function cfnLintDiagnostic(placed: PlacedFinding): Diagnostic {
  const before = known.get(placed);
  if (before) return before;
  const { finding, range } = placed;
  const diagnostic: Diagnostic = {
    range,
    severity: severities[finding.severity],
    source: cfnLintSource,
    code: finding.id,
    codeDescription: { href: linkOf(finding) },
    message: finding.message,
  };
  known.set(placed, diagnostic);
  return diagnostic;
}
