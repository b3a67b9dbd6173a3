import { Uri, workspace } from 'vscode';

/** The text of a file, wherever the workspace lies; `null` where there is none. The server asks for no other than those that say how templates are judged, and those that they name. */
export async function readFile({ uri }: { readonly uri: string }): Promise<string | null> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(uri, true)));
  } catch {
    return null;
  }
}
