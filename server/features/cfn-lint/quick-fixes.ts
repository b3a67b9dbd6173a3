import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver';
import { fixesOfCfnLint } from '../../cfn-lint/fixes/index.ts';
import type { PlacedFinding } from '../../cfn-lint/placed.ts';
import type { Template } from '../../workspace/documents.ts';
import type { Client } from '../client.ts';
import { askedAbout } from '../findings.ts';
import { wantsQuickFixes } from '../quick-fixes.ts';
import { workspaceEdit } from '../workspace-edit.ts';
import { cfnLintDiagnostic } from './diagnostics.ts';

/** Of these a change anywhere in the template may have made something else. */
const ofTheWhole: ReadonlySet<string> = new Set(['W2001', 'W3005', 'W7001', 'W8001']);

/** What mends the findings of cfn-lint on the lines asked about. */
export function cfnLintFixes(
  template: Template,
  findings: readonly PlacedFinding[],
  /** Whether nothing was typed since cfn-lint has looked. */
  isFresh: boolean,
  { range, context }: Pick<CodeActionParams, 'range' | 'context'>,
  client: Client,
): CodeAction[] {
  if (!wantsQuickFixes(context)) return [];
  const { lines, analysis } = template;
  const current = findings
    .filter(({ finding }) => isFresh || !ofTheWhole.has(finding.id))
    .map((placed) => {
      const { start, end } = placed.range;
      return { placed, span: { start: lines.offsetAt(start), end: lines.offsetAt(end) } };
    });
  const said = new Set<string>(); // two findings of one place may be mended by the same edit
  return askedAbout(template, range, current).flatMap(({ placed }) => {
    const { start, end } = placed.range;
    const moved = {
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
    const fixes = fixesOfCfnLint({ ...placed.finding, ...moved }, analysis.source);
    const others = fixes.filter(({ title }) => !said.has(title) && said.add(title));
    return others.map(
      ({ title, edits, isPreferred, placeholder }): CodeAction => ({
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [cfnLintDiagnostic(placed)],
        ...(isPreferred && { isPreferred }),
        edit: workspaceEdit(template, edits, client, placeholder),
      }),
    );
  });
}
