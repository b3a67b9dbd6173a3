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

/** `files` by their paths below the folder; all of `open` are open. */
export async function editorOnFolder(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  open: readonly string[] = [],
): Promise<EditorOnFolder> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'gatelint-')));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const editor = await startEditor(visualStudioCode, { folders: [pathToFileURL(folder).href] });
  t.after(async () => {
    await editor.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const uriOf = (file: string): string => pathToFileURL(path.join(folder, file)).href;
  for (const file of open)
    await editor.open(uriOf(file), files[file] ?? '', file.endsWith('.tf') ? 'terraform' : 'yaml');
  return { editor, uriOf };
}
