// What the tests do in the editor and wait for; everything by URI, because the files may be anywhere.
import {
  type CodeAction,
  commands,
  type Diagnostic,
  type Hover,
  languages,
  type MarkdownString,
  type Position,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';

/** Opens a file of the workspace; patient, because the web host may run before its file system is there. */
export async function openSample(name: string): Promise<TextDocument> {
  const uri = uriOf(name);
  const document = await until(`${name} opens`, async () => {
    try {
      return await workspace.openTextDocument(uri);
    } catch {
      return undefined;
    }
  });
  await window.showTextDocument(document);
  return document;
}

function uriOf(name: string): Uri {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('The samples are not open as a folder.');
  return Uri.joinPath(folder.uri, name);
}

/** Makes a file of the workspace, as the explorer does. */
export async function create(name: string, text: string): Promise<void> {
  await make((edit) => edit.createFile(uriOf(name), { contents: new TextEncoder().encode(text) }));
}

/** Nothing happens where it is gone already. `workspace.fs` would leave the document open for some minutes, for whoever has opened it without showing it. */
export async function remove(name: string): Promise<void> {
  await make((edit) => edit.deleteFile(uriOf(name), { ignoreIfNotExists: true }));
}

async function make(change: (edit: WorkspaceEdit) => void): Promise<void> {
  const edit = new WorkspaceEdit();
  change(edit);
  equal(await workspace.applyEdit(edit), true, 'the edit was applied');
}

export async function openUnsaved(language: string, content: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument({ language, content });
  await window.showTextDocument(document);
  return document;
}

/** Replaces the one place where `before` stands. */
export async function replace(document: TextDocument, before: string, after: string): Promise<void> {
  const editor = await window.showTextDocument(document);
  const done = await editor.edit((edit) => edit.replace(rangeOf(document, before), after));
  equal(done, true, 'the edit was applied');
}

export function rangeOf(document: TextDocument, text: string): Range {
  const start = document.getText().indexOf(text);
  if (start === -1) throw new Error(`"${text}" does not stand in the document.`);
  return new Range(document.positionAt(start), document.positionAt(start + text.length));
}

export async function revert(): Promise<void> {
  await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

export function findingsIn(document: TextDocument): Diagnostic[] {
  return languages.getDiagnostics(document.uri).filter(({ source }) => source === 'gatelint');
}

export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** The rules that speak, in alphabetical order, each as often as it speaks. */
export function rulesIn(document: TextDocument): string[] {
  return findingsIn(document).map(ruleOf).sort();
}

export function findingOf(document: TextDocument, rule: string): Promise<Diagnostic> {
  return until(`a finding of ${rule}`, () => findingsIn(document).find((finding) => ruleOf(finding) === rule));
}

export function untilQuiet(document: TextDocument, rule: string): Promise<boolean> {
  return until(`no finding of ${rule}`, () => !rulesIn(document).includes(rule) || undefined);
}

export async function hoverText(document: TextDocument, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, position);
  // what a provider answers arrives as MarkdownString; the other spellings are for extensions that write hovers
  return hovers.flatMap(({ contents }) => contents.map((content) => (content as MarkdownString).value)).join('\n');
}

/** The quick fixes at a place as the menu would offer them, with their edits. */
export async function quickFixesAt(document: TextDocument, range: Range): Promise<CodeAction[]> {
  const everyEdit = 100;
  return commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, 'quickfix', everyEdit);
}

/** Chooses a quick fix by its title, as from the menu; the editor of the document has the focus afterwards. */
export async function applyFix(document: TextDocument, range: Range, title: string): Promise<void> {
  const fixes = await quickFixesAt(document, range);
  const fix = fixes.find((one) => one.title === title);
  if (!fix?.edit) throw new Error(`No edit of "${title}" among:\n${fixes.map((one) => one.title).join('\n')}`);
  equal(await workspace.applyEdit(fix.edit), true, 'the edit was applied');
  await window.showTextDocument(document);
}

export async function until<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 15_000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** `node:assert` is not there in the web worker host. */
export function equal(actual: unknown, expected: unknown, what = ''): void {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== e) throw new Error(`${what}\n  actual:   ${a}\n  expected: ${e}`.trim());
}

export function includes(text: string, part: string): void {
  if (!text.includes(part)) throw new Error(`"${part}" does not stand in:\n${text}`);
}
