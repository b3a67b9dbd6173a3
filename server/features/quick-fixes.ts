import { type CodeAction, type CodeActionContext, CodeActionKind, type CodeActionParams } from 'vscode-languageserver';
import type { ImpactOf } from '../impact/impact.ts';
import { costsFrontDoor } from '../linter/fix-impact.ts';
import type { Template } from '../workspace/documents.ts';
import type { Client } from './client.ts';
import { diagnosticOf } from './diagnostics.ts';
import { askedAbout, findingsOf } from './findings.ts';
import { editsForAll, offersForAll } from './fix-all.ts';
import { impactsAt, titleWith } from './fix-impacts.ts';
import { type FixFailed, fixesAt } from './fixes-at.ts';
import { workspaceEdit } from './workspace-edit.ts';

/** Which fix of which finding of which text: enough to write its edit when it is chosen. */
interface Choice {
  readonly uri: string;
  readonly version: number;
  /** Index in the findings of that version. */
  readonly finding: number;
  /** Index in the fixes of that finding. */
  readonly fix: number;
  /** The same for every finding of the rule. */
  readonly forAll: boolean;
}

/**
 * The quick fixes of every finding that begins on one of the lines asked about: those under the cursor
 * first, otherwise in the order of the text; the fixes of a finding in the order of its rule, each with what deploying
 * it does, and then what could be done about all findings of that rule, with what all of it does.
 */
export function quickFixes(
  template: Template,
  { range, context }: Pick<CodeActionParams, 'range' | 'context'>,
  client: Client,
  impactOf: ImpactOf,
  failed: FixFailed,
): CodeAction[] {
  if (!wantsQuickFixes(context)) return [];
  const findings = findingsOf(template).map((finding, index) => ({ ...finding, index }));
  const said = new Set<string>();
  const impactAt = impactsAt(template, impactOf, failed);
  // First for all of these, because the time for it is short: that of all findings of a rule says less.
  const asked = askedAbout(template, range, findings).map((finding) => {
    const fixes = fixesAt(template, finding.report, failed);
    return { finding, fixes, impacts: fixes.map((fix) => impactAt(fix, finding.report)) };
  });
  return asked.flatMap(({ finding, fixes, impacts }) => {
    const { report } = finding;
    const preferred = fixes.findIndex(({ applicability }, index) => {
      const impact = impacts[index];
      const mayBe = applicability === 'safe' || fixes.length === 1;
      return mayBe && impact !== undefined && !costsFrontDoor(impact);
    });
    const diagnostics = [diagnosticOf(template, finding.report, client)];
    const choice = (fix: number, forAll: boolean): Choice => {
      return { uri: template.uri, version: template.version, finding: finding.index, fix, forAll };
    };
    const one = fixes.map(
      (fix, index): CodeAction => ({
        title: titleWith(fix.title, impacts[index]),
        kind: CodeActionKind.QuickFix,
        diagnostics,
        ...(index === preferred && { isPreferred: true }),
        ...(client.resolvesEdits
          ? { data: choice(index, false) }
          : { edit: workspaceEdit(template, fix.edits, client) }),
      }),
    );
    // Written at once, these would cost several looks at the file at every move of the cursor.
    const forAll = client.resolvesEdits ? offersForAll(template, report, failed) : [];
    const all = forAll
      .filter(({ title }) => !said.has(title) && said.add(title))
      .map(({ title, fix: index, edits }): CodeAction => {
        const fix = fixes[index];
        const impact = fix && edits && impactAt(fix, report, edits);
        // What nobody names is left out where it costs a front door (`fixAll`), and then less is done.
        const isDone = impact !== undefined && !(fix?.applicability === 'safe' && costsFrontDoor(impact));
        return {
          title: titleWith(title, isDone ? impact : undefined),
          kind: CodeActionKind.QuickFix,
          diagnostics,
          data: choice(index, true),
        };
      });
    return [...one, ...all];
  });
}

export function wantsQuickFixes({ only = [CodeActionKind.QuickFix] }: CodeActionContext): boolean {
  return only.some((kind) => kind === CodeActionKind.Empty || kind === CodeActionKind.QuickFix);
}

/** The action with its edit; without one where the document has changed since, or is closed. */
export function resolvedQuickFix(
  action: CodeAction,
  templateAt: (uri: string) => Template | undefined,
  client: Client,
  impactOf: ImpactOf,
  failed: FixFailed,
): CodeAction {
  const choice = choiceIn(action.data);
  const template = choice && templateAt(choice.uri);
  if (!choice || template?.version !== choice.version) return action;
  const report = template.analysis.findings[choice.finding];
  const fix = report && fixesAt(template, report, failed)[choice.fix];
  if (!fix) return action;
  const edits = choice.forAll ? editsForAll(template, report, fix, impactOf, failed) : fix.edits;
  return { ...action, edit: workspaceEdit(template, edits, client) };
}

/** What a client sends back may be anything. */
function choiceIn(data: unknown): Choice | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  if (!('uri' in data && 'version' in data && 'finding' in data && 'fix' in data && 'forAll' in data)) return undefined;
  const { uri, version, finding, fix, forAll } = data;
  return typeof uri === 'string' &&
    typeof version === 'number' &&
    typeof finding === 'number' &&
    typeof fix === 'number' &&
    typeof forAll === 'boolean'
    ? { uri, version, finding, fix, forAll }
    : undefined;
}
