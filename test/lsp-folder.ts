/* An editor on a folder of its own, which lies on disk for as long as the test takes. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Editor, startEditor, visualStudioCode } from './lsp-client.ts';

export interface EditorOnFolder {
  readonly editor: Editor;
  readonly uriOf: (file: string) => string;
}

type Settings = NonNullable<NonNullable<Parameters<typeof startEditor>[1]>['settings']>;

/** `files` by their paths below the folder; none of them is open. */
export async function editorIn(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  settings?: Settings,
  capabilities = visualStudioCode,
) {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'gatelint-editor-')));
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  const folders = [pathToFileURL(folder).href];
  const editor = await startEditor(capabilities, { folders, ...(settings && { settings }) });
  t.after(async () => {
    await editor.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const uriOf = (file: string): string => pathToFileURL(path.join(folder, file)).href;
  return { editor, uriOf, write, remove: (file: string) => rmSync(path.join(folder, file)) };
}

/** All of `open` are open. */
export async function editorOnFolder(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  open: readonly string[] = [],
): Promise<EditorOnFolder> {
  const { editor, uriOf } = await editorIn(t, files);
  for (const file of open)
    await editor.open(uriOf(file), files[file] ?? '', file.endsWith('.tf') ? 'terraform' : 'yaml');
  return { editor, uriOf };
}

export async function eventually(what: string, look: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await look())) {
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
