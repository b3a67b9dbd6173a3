import { FileType, Uri, workspace } from 'vscode';

/** The text of a file, wherever the workspace lies; `null` where there is none. The server asks for no other than those that say how templates are judged, and those that they name. */
export async function readFile({ uri }: { readonly uri: string }): Promise<string | null> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(uri, true)));
  } catch {
    return null;
  }
}

interface Listed {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
}

/** What stands in a folder; `null` where there is none. The server asks for no other than those of modules. */
export async function listFolder({ uri }: { readonly uri: string }): Promise<readonly Listed[] | null> {
  try {
    const entries = await workspace.fs.readDirectory(Uri.parse(uri, true));
    return entries.map(([name, type]) => ({ name, kind: kinds.get(type) ?? 'other' }));
  } catch {
    return null;
  }
}

const kinds: ReadonlyMap<FileType, Listed['kind']> = new Map([
  [FileType.File, 'file'],
  [FileType.Directory, 'folder'],
]);
