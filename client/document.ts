import { type TextDocument, type Uri, window, workspace } from 'vscode';
import { moduleLanguages, templateLanguages } from './languages.ts';

/** What a command is about: the file that it is given, else the one that is open. Says so where that is no file of ours. */
export async function documentAt(uri: Uri | undefined): Promise<TextDocument | undefined> {
  const document = uri ? await workspace.openTextDocument(uri) : window.activeTextEditor?.document;
  if (document && [...templateLanguages, ...moduleLanguages].includes(document.languageId)) return document;
  void window.showInformationMessage('Gatelint: open a CloudFormation template or a file of Terraform first.');
  return undefined;
}
