import { rules } from '../../rules/index.ts';
import type { AnyRule } from '../../rules/kit/index.ts';
import { model } from '../../rules/model/index.ts';
import { readCloudFormation } from '../formats/cloudformation/read.ts';
import { render } from '../formats/cloudformation/writer/render.ts';
import type { Source } from '../formats/format.ts';
import { looksLikeTemplate, parseDocument } from '../formats/syntax/document.ts';
import type { RuleFix } from './fix-kind.ts';
import { Graph } from './graph.ts';
import { fixesOf, lint, type Report, type Subject } from './lint.ts';
import { isOn, outOfTheBox, type Settings } from './settings.ts';
import { type Asked, type Heard, hear } from './suppressions.ts';

export { locate } from './locate.ts';

/** All that is known about one file. */
export interface Analysis extends Heard, Subject {
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
  const asked = (): Asked => ({
    settings,
    known: idsOf([...rules, ...only]),
    on: idsOf(only.filter((rule) => isOn(rule, settings))),
  });
  return { source, ...subject, ...hear(source, lint(subject, only), asked) };
}

/** Asked for when somebody looks at the finding. */
export function fixesFor(analysis: Analysis, report: Report): readonly RuleFix[] {
  const rule = rules.find(({ id }) => id === report.rule);
  return rule ? fixesOf(analysis, rule, report, render) : [];
}

const idsOf = (all: readonly AnyRule[]): ReadonlySet<string> => new Set(all.map(({ id }) => id));
