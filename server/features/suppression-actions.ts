import { type CodeAction, CodeActionKind, type CodeActionParams, type Diagnostic } from 'vscode-languageserver';
import { mendingsFor, type SuppressionFix, silencesFor } from '../linter/suppression-fixes.ts';
import type { Template } from '../workspace/documents.ts';
import type { Client } from './client.ts';
import { diagnosticOf, diagnosticOfRemark } from './diagnostics.ts';
import { askedAbout, findingsOf } from './findings.ts';
import { wantsQuickFixes } from './quick-fixes.ts';
import { workspaceEdit } from './workspace-edit.ts';

/** What mends the suppressions on the lines asked about, and the ways to silence the findings there. */
export function suppressionActions(
  template: Template,
  { range, context }: Pick<CodeActionParams, 'range' | 'context'>,
  client: Client,
): CodeAction[] {
  if (!wantsQuickFixes(context)) return [];
  const { analysis } = template;
  const action = (
    { title, applicability, edits, placeholder }: SuppressionFix,
    diagnostic: Diagnostic,
  ): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    ...(applicability === 'safe' && { isPreferred: true }),
    edit: workspaceEdit(template, edits, client, placeholder),
  });
  const mending = askedAbout(template, range, analysis.remarks).flatMap((remark) => {
    const diagnostic = diagnosticOfRemark(template, remark, client);
    return mendingsFor(analysis, remark).map((fix) => action(fix, diagnostic));
  });
  const silencing = askedAbout(template, range, findingsOf(template)).flatMap((finding) => {
    const diagnostic = diagnosticOf(template, finding.report, client);
    return silencesFor(analysis, finding.report).map((fix) => action(fix, diagnostic));
  });
  return [...mending, ...silencing];
}
