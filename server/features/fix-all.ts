import type { CodeAction, CodeActionContext } from 'vscode-languageserver';
import { isReadWhole, type TextEdit } from '../formats/format.ts';
import type { ImpactOf } from '../impact/impact.ts';
import { type Choose, fixAll, sameForAll } from '../linter/fix-all.ts';
import type { RuleFix } from '../linter/fix-kind.ts';
import type { Report } from '../linter/judge.ts';
import type { Template } from '../workspace/documents.ts';
import type { Client } from './client.ts';
import { type FixFailed, fixesAt } from './fixes-at.ts';
import { fixAllKind } from './offers.ts';
import { workspaceEdit } from './workspace-edit.ts';

/** The safe fixes of the whole file in one edit, for who asks by this kind, or by one that it is a part of. */
export function fixAllSafe(
  template: Template,
  { only = [] }: CodeActionContext,
  client: Client,
  impactOf: ImpactOf,
  failed: FixFailed,
): CodeAction[] {
  if (!only.some((kind) => `${fixAllKind}.`.startsWith(`${kind}.`))) return [];
  const { edits, crashes } = fixAll(template.analysis, impactOf);
  for (const crash of crashes) failed(template.uri, crash);
  if (edits.length === 0) return [];
  return [{ title: 'Apply all safe Gatelint fixes', kind: fixAllKind, edit: workspaceEdit(template, edits, client) }];
}

/** One fix, offered for every finding of its rule in the file. */
export interface ForAll {
  readonly title: string;
  /** Index in the fixes of the finding. */
  readonly fix: number;
  /** What is made of all of them, where that is known before they are made. */
  readonly edits: readonly TextEdit[] | undefined;
}

/** Where at least two findings of the rule can be mended in the same way. */
export function offersForAll(template: Template, report: Report, failed: FixFailed): readonly ForAll[] {
  const ofRule = template.analysis.findings.filter(({ rule }) => rule === report.rule);
  const { source } = template.analysis;
  if (ofRule.length < 2 || !isReadWhole(source)) return [];
  return fixesAt(template, report, failed).flatMap((fix, index) => {
    const choose = sameForAll(report.rule, fix, source);
    const same = ofRule.flatMap((one) => choose(one, () => fixesAt(template, one, failed)) ?? []);
    if (same.length < 2) return [];
    const all = `Fix all ${same.length} of ${report.rule} in this file`;
    const edits = together(same);
    if (fix.applicability === 'safe') return [{ title: all, fix: index, edits }];
    const isEqual = same.every(({ title }) => title === fix.title);
    return [{ title: `${all}: ${isEqual ? fix.title : fix.kind.pattern}`, fix: index, edits }];
  });
}

/** Undefined where one waits for another, and is written anew then, or where another file would be written. */
function together(fixes: readonly Pick<RuleFix, 'edits'>[]): readonly TextEdit[] | undefined {
  // What several findings share is mended once.
  const distinct = new Map(fixes.map(({ edits }) => [JSON.stringify(edits), edits]));
  const all = [...distinct.values()]
    .flatMap((edits) => edits.map((edit) => ({ edit, of: edits })))
    .toSorted((one, other) => one.edit.start - other.edit.start);
  const isApart = all.every(({ edit, of }, index) => {
    const last = all[index - 1];
    return edit.file === undefined && (!last || last.of === of || last.edit.end < edit.start);
  });
  return isApart ? all.map(({ edit }) => edit) : undefined;
}

/** The edits of what `offersForAll` offers. */
export function editsForAll(
  template: Template,
  report: Report,
  fix: RuleFix,
  impactOf: ImpactOf,
  failed: FixFailed,
): readonly TextEdit[] {
  const { analysis } = template;
  const same = sameForAll(report.rule, fix, analysis.source);
  const ofRule = analysis.findings.filter(({ rule }) => rule === report.rule);
  const counted = new Set(ofRule.map(({ resource }) => resource));
  // No more than the title says: a resource of which the rule speaks only then is another decision.
  const choose: Choose = (one, fixes) => (counted.has(one.resource) ? same(one, fixes) : undefined);
  const { edits, crashes } = fixAll(analysis, impactOf, choose);
  for (const crash of crashes) failed(template.uri, crash);
  return edits;
}
