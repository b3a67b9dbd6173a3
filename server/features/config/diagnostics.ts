import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { ConfigProblem } from '../../config/tree.ts';
import { lineIndex } from '../../formats/syntax/lines.ts';
import type { OpenText } from '../../workspace/documents.ts';

/** What is wrong in a config. The rest of it holds nevertheless. */
export function configDiagnostics({ text }: OpenText, problems: readonly ConfigProblem[]): Diagnostic[] {
  const { positionAt } = lineIndex(text);
  return problems.map(({ span, message }) => ({
    range: { start: positionAt(span.start), end: positionAt(span.end) },
    severity: DiagnosticSeverity.Error,
    source: 'gatelint',
    code: 'config',
    message,
  }));
}
