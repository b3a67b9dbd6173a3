import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver';
import type { Severity } from '../../rules/kit/index.ts';
import type { SourceProblem } from '../formats/format.ts';
import { locate } from '../linter/analysis.ts';
import { messageOf } from '../linter/circumstances.ts';
import { pageOf, pageOfRemark } from '../linter/docs-link.ts';
import type { Remark } from '../linter/suppressions.ts';
import type { Template } from '../workspace/documents.ts';
import type { Client } from './client.ts';
import { type Finding, findingsOf, rangeOf } from './findings.ts';

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
  return [
    ...template.analysis.source.problems.slice(0, MOST_PROBLEMS).map((problem) => problemIn(template, problem)),
    ...findingsOf(template).map((finding) => diagnosticOf(template, finding, client)),
    ...template.analysis.remarks.map((remark) => diagnosticOfRemark(template, remark, client)),
  ];
}

/** The answer to a pull. Its id stands for what it says, so typing that changes no finding sends nothing anew. */
export function diagnosticReport(items: Diagnostic[], previousResultId: string | undefined): DocumentDiagnosticReport {
  const resultId = fingerprint(JSON.stringify(items));
  return resultId === previousResultId
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

export function diagnosticOf(template: Template, { report, span }: Finding, client: Client): Diagnostic {
  const related = client.showsRelatedPlaces ? relatedPlaces(template, report.related) : [];
  return {
    range: rangeOf(template, span),
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

function relatedPlaces(template: Template, related: Finding['report']['related']): DiagnosticRelatedInformation[] {
  const { source } = template.analysis;
  return related.map(({ place, message }) => ({
    location: { uri: template.uri, range: rangeOf(template, locate(source, place)) },
    message: message || 'it has to do with this',
  }));
}

const problemIn = (template: Template, problem: SourceProblem): Diagnostic => ({
  range: rangeOf(template, locate(template.analysis.source, problem)),
  severity: DiagnosticSeverity.Error,
  source,
  code: 'syntax',
  message: problem.message,
});

/** FNV-1a over UTF-16 code units, with the length: equal for equal texts, and all but never for others. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${(hash >>> 0).toString(36)}-${text.length.toString(36)}`;
}
