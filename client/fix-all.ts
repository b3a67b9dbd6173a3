import { type CodeAction, commands, Range, window, workspace } from 'vscode';
import { documentAt } from './document.ts';

/** What editors call it in their settings: `server/features/offers.ts`. */
const kind = 'source.fixAll.gatelint';
/** Somebody who types while the fixes are made is asked about no more often than that. */
const tries = 5;
const start = new Range(0, 0, 0, 0);

/**
 * Applies all that is safe in the open file, as one step to undo. The editor's own `editor.action.codeAction` would give
 * up without a word where the findings have changed a moment ago: it then looks for light bulbs anew, and drops what it
 * was asked for.
 */
export async function fixAll(): Promise<void> {
  const document = await documentAt(undefined);
  if (!document) return;
  for (let left = tries; left > 0; left -= 1) {
    const { version } = document;
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      start,
      kind,
    );
    if (document.version !== version) continue; // the places are those of a text that is no more
    const edit = actions.find((action) => action.edit)?.edit;
    if (!edit) {
      void window.showInformationMessage('Gatelint: nothing in this file can be fixed without a decision of yours.');
      return;
    }
    if (await workspace.applyEdit(edit)) return;
  }
  void window.showWarningMessage('Gatelint: the fixes could not be written into this file.');
}
