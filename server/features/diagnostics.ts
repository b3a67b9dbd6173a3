import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
} from 'vscode-languageserver';
import type { Severity } from '../../rules/kit/index.ts';
import type { SourceProblem } from '../formats/format.ts';
import { linesOf } from '../formats/syntax/lines.ts';
import { locate, sourceOf } from '../linter/analysis.ts';
import { messageOf } from '../linter/circumstances.ts';
import { pageOf, pageOfRemark } from '../linter/docs-link.ts';
import type { Report } from '../linter/judge.ts';
import type { Remark } from '../linter/suppressions.ts';
import type { Template } from '../workspace/documents.ts';
import type { Client } from './client.ts';
import { rangeOf } from './findings.ts';
import { isSameStanding, type Standing, standingIn } from './standing.ts';

const source = 'gatelint';

/** The rest of what a badly broken text is blamed for would only slow the editor down. */
const MOST_PROBLEMS = 100;

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** One diagnostic per finding, per problem of the text and per remark on a suppression; none for what is no template. */
export function diagnosticsOf(template: Template | undefined, client: Client): Diagnostic[] {
  if (!template) return [];
  const { source, findings, remarks } = template.analysis;
  const standing = standingIn(template);
  return [
    ...source.problems.slice(0, MOST_PROBLEMS).map((problem) => problemIn(template, problem)),
    ...findings.map((report) => knownDiagnostic(template, report, standing, client)),
    ...remarks.map((remark) => diagnosticOfRemark(template, remark, client)),
  ];
}

/** What was last made of a finding, and where the items that it speaks of stood then. */
interface Known {
  readonly diagnostic: Diagnostic;
  readonly at: Standing;
  readonly related: readonly Standing[];
}
const known = new WeakMap<Report, Known>();

/** A finding that nothing has touched is the same finding in the next version: as long as nothing moves it, so is this. */
function knownDiagnostic(
  template: Template,
  report: Report,
  standing: (item: string) => Standing,
  client: Client,
): Diagnostic {
  const before = known.get(report);
  const at = standing(report.at.item);
  const stays = (one: Standing, index: number): boolean =>
    isSameStanding(one, standing(report.related[index]?.place.item ?? ''));
  if (before && isSameStanding(before.at, at) && before.related.every(stays)) return before.diagnostic;
  const diagnostic = diagnosticOf(template, report, client);
  known.set(report, { diagnostic, at, related: report.related.map(({ place }) => standing(place.item)) });
  return diagnostic;
}

export function diagnosticOf(template: Template, report: Report, client: Client): Diagnostic {
  const related = client.showsRelatedPlaces ? relatedPlaces(template, report.related) : [];
  return {
    range: rangeOf(template, locate(template.analysis.source, report.at)),
    severity: severities[report.severity],
    source,
    code: report.rule,
    codeDescription: { href: pageOf(report.rule) },
    message: messageOf(report),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

export function diagnosticOfRemark(template: Template, remark: Remark, client: Client): Diagnostic {
  const { rule, severity, message, span } = remark;
  const isUnneeded = rule === 'suppression-unneeded';
  return {
    range: rangeOf(template, span),
    severity: severities[severity],
    source,
    code: rule,
    codeDescription: { href: pageOfRemark(rule) },
    message,
    ...(isUnneeded && client.knowsTags && { tags: [DiagnosticTag.Unnecessary] }),
  };
}

function relatedPlaces(template: Template, related: Report['related']): DiagnosticRelatedInformation[] {
  const { source, graph } = template.analysis;
  return related.map(({ place, message }) => {
    const home = sourceOf(source, graph.sources, place.file);
    const { start, end } = locate(home, place);
    const { positionAt } = linesOf(home.document);
    const uri = home === source ? template.uri : home.file;
    return {
      location: { uri, range: { start: positionAt(start), end: positionAt(end) } },
      message: message || 'it has to do with this',
    };
  });
}

const problemIn = (template: Template, problem: SourceProblem): Diagnostic => ({
  range: rangeOf(template, locate(template.analysis.source, problem)),
  severity: severities[problem.severity ?? 'error'],
  source,
  code: problem.severity === undefined ? 'syntax' : 'reference',
  message: problem.message,
});
