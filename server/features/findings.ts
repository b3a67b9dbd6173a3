import type { Range } from 'vscode-languageserver';
import type { Span } from '../../rules/kit/index.ts';
import { locate } from '../linter/analysis.ts';
import type { Report } from '../linter/judge.ts';
import type { Template } from '../workspace/documents.ts';

/** A finding where it stands now; `span` is absolute. */
export interface Finding {
  readonly report: Report;
  readonly span: Span;
}

export const findingsOf = ({ analysis }: Template): readonly Finding[] =>
  analysis.findings.map((report) => ({ report, span: locate(analysis.source, report.at) }));

/** Those that begin on one of the lines asked about: what the range touches first, else in the order of the text. */
export function askedAbout<T extends { readonly span: Span }>(
  template: Template,
  range: Range,
  all: readonly T[],
): readonly T[] {
  const [from, to] = [template.lines.offsetAt(range.start), template.lines.offsetAt(range.end)];
  const onTheLines = all
    .filter(({ span }) => {
      const { line } = template.lines.positionAt(span.start);
      return range.start.line <= line && line <= range.end.line;
    })
    .sort((one, other) => one.span.start - other.span.start);
  const touches = ({ span }: T): boolean => span.start <= to && from <= span.end;
  return [...onTheLines.filter(touches), ...onTheLines.filter((one) => !touches(one))];
}

export const rangeOf = ({ lines }: Template, { start, end }: Span): Range => ({
  start: lines.positionAt(start),
  end: lines.positionAt(end),
});
