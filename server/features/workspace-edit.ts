import type { WorkspaceEdit } from 'vscode-languageserver';
import type { TextEdit } from '../formats/format.ts';
import type { Template } from '../workspace/documents.ts';
import type { Client } from './client.ts';
import { rangeOf } from './findings.ts';

/** Text edits of one document as the editor takes them: all together, as one step to undo. */
export function workspaceEdit(template: Template, textEdits: readonly TextEdit[], client: Client): WorkspaceEdit {
  const { uri, version } = template;
  const edits = textEdits.map((edit) => ({ range: rangeOf(template, edit), newText: edit.newText }));
  return client.knowsVersionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits }] }
    : { changes: { [uri]: edits } };
}
