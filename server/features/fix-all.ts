import { type CodeAction, type CodeActionContext, CodeActionKind } from 'vscode-languageserver';
import { isReadWhole, type TextEdit } from '../formats/format.ts';
import type { ImpactOf } from '../impact/impact.ts';
import { fixAll, sameForAll } from '../linter/fix-all.ts';
import type { RuleFix } from '../linter/fix-kind.ts';
import type { Report } from '../linter/judge.ts';
import type { Template } from '../workspace/documents.ts';
import type { Client } from './client.ts';
import { type FixFailed, fixesAt } from './fixes-at.ts';
import { workspaceEdit } from './workspace-edit.ts';

/** What editors call it in their settings, to have it done whenever a file is saved. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.gatelint`;

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
    if (fix.applicability === 'safe') return [{ title: all, fix: index }];
    const isEqual = same.every(({ title }) => title === fix.title);
    return [{ title: `${all}: ${isEqual ? fix.title : fix.kind.pattern}`, fix: index }];
  });
}

/** The edits of what `offersForAll` offers. */
export function editsForAll(
  template: Template,
  report: Report,
  fix: RuleFix,
  impactOf: ImpactOf,
  failed: FixFailed,
): readonly TextEdit[] {
  const choose = sameForAll(report.rule, fix, template.analysis.source);
  const { edits, crashes } = fixAll(template.analysis, impactOf, choose);
  for (const crash of crashes) failed(template.uri, crash);
  return edits;
}
