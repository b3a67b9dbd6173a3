import { rules } from '../../rules/index.ts';
import type { AnyRule, Place, Span } from '../../rules/kit/index.ts';
import { model } from '../../rules/model/index.ts';
import { readCloudFormation } from '../formats/cloudformation/read.ts';
import { render } from '../formats/cloudformation/writer/render.ts';
import type { Source } from '../formats/format.ts';
import { looksLikeTemplate, parseDocument } from '../formats/syntax/document.ts';
import { Graph } from './graph.ts';
import { fixesOf, type Linted, lint, type RenderedFix, type Report, type Subject } from './lint.ts';
import { outOfTheBox, type Settings } from './settings.ts';

/** All that is known about one file. */
export interface Analysis extends Linted, Subject {
  readonly source: Source;
}

/** Undefined where the text is no template: such a file costs nothing and gets nothing. */
export function analyse(
  file: string,
  text: string,
  settings: Settings = outOfTheBox,
  only: readonly AnyRule[] = rules,
): Analysis | undefined {
  if (!looksLikeTemplate(text)) return undefined;
  const source = readCloudFormation(file, parseDocument(text));
  const subject: Subject = { graph: new Graph([source], model, settings.assumeDefaults), settings };
  return { source, ...subject, ...lint(subject, only) };
}

/** Asked for when somebody looks at the finding. */
export function fixesFor(analysis: Analysis, report: Report): readonly RenderedFix[] {
  const rule = rules.find(({ id }) => id === report.rule);
  return rule ? fixesOf(analysis, rule, report, render) : [];
}

/** The absolute span that a place is shown at, as the text stands now. */
export function locate(source: Source, { item, span, mark = span }: Pick<Place, 'item' | 'span' | 'mark'>): Span {
  const base = source.document.starts[source.items.get(item) ?? 0] ?? 0;
  return { start: base + mark.start, end: base + mark.end };
}
