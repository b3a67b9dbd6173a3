import type { Range } from 'vscode-languageserver';
import type { Span } from '../../rules/kit/index.ts';
import { locate } from '../linter/analysis.ts';
import type { Report } from '../linter/lint.ts';
import type { Template } from '../workspace/documents.ts';

/** A finding where it stands now; `span` is absolute. */
export interface Finding {
  readonly report: Report;
  readonly span: Span;
}

export const findingsOf = ({ analysis }: Template): readonly Finding[] =>
  analysis.findings.map((report) => ({ report, span: locate(analysis.source, report.at) }));

export const rangeOf = ({ lines }: Template, { start, end }: Span): Range => ({
  start: lines.positionAt(start),
  end: lines.positionAt(end),
});
