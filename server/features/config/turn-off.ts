import { type CodeAction, CodeActionKind, type CodeActionParams, type WorkspaceEdit } from 'vscode-languageserver';
import { rules } from '../../../rules/index.ts';
import { readConfig } from '../../config/read.ts';
import { type ConfigEdit, turnOff } from '../../config/turn-off.ts';
import { lineIndex } from '../../formats/syntax/lines.ts';
import { isOn } from '../../linter/settings.ts';
import type { Template } from '../../workspace/documents.ts';
import type { Governing, Project } from '../../workspace/project.ts';
import type { Client } from '../client.ts';
import { diagnosticOf } from '../diagnostics.ts';
import { askedAbout, findingsOf } from '../findings.ts';
import { wantsQuickFixes } from '../quick-fixes.ts';

/**
 * One action per rule that has findings on the lines asked about: to be rid of it in the whole project. Not offered
 * where it would not help: an override of the config turns the rule on for this file.
 */
export function turnOffActions(
  template: Template,
  { range, context }: Pick<CodeActionParams, 'range' | 'context'>,
  project: Project,
  client: Client,
): CodeAction[] {
  const governing = wantsQuickFixes(context) ? project.governing(template.uri) : undefined;
  if (!governing || (governing.text === undefined && !client.createsFiles)) return [];
  const asked = askedAbout(template, range, findingsOf(template));
  return [...new Set(asked.map(({ report }) => report.rule))].flatMap((rule): CodeAction[] => {
    const edit = editFor(rule, governing, project);
    const findings = asked.filter(({ report }) => report.rule === rule);
    if (!edit) return [];
    return [
      {
        title: `Turn ${rule} off in gatelint.yaml`,
        kind: CodeActionKind.QuickFix,
        diagnostics: findings.map((finding) => diagnosticOf(template, finding.report, client)),
        edit: workspaceEdit(governing, edit, client),
      },
    ];
  });
}

function editFor(rule: string, governing: Governing, project: Project): ConfigEdit | undefined {
  const { text = '' } = governing;
  const edit = turnOff(text, rule);
  const known = rules.find(({ id }) => id === rule);
  if (!edit || !known) return undefined;
  const { config } = readConfig(text.slice(0, edit.start) + edit.newText + text.slice(edit.end));
  const settings = project.settingsBy(config, governing);
  return settings !== 'ignored' && isOn(known, settings) ? undefined : edit;
}

function workspaceEdit({ uri, version, text }: Governing, edit: ConfigEdit, client: Client): WorkspaceEdit {
  const { positionAt } = lineIndex(text ?? '');
  const edits = [{ range: { start: positionAt(edit.start), end: positionAt(edit.end) }, newText: edit.newText }];
  if (!client.knowsVersionedEdits) return { changes: { [uri]: edits } };
  const change = { textDocument: { uri, version: version ?? null }, edits };
  if (text !== undefined) return { documentChanges: [change] };
  return { documentChanges: [{ kind: 'create', uri, options: { ignoreIfExists: true } }, change] };
}
