/* Where a document stands for cfn-lint, which looks for its config, and for what that names, around it. */
import type { Job } from '../../cfn-lint/message.ts';
import type { AskEditor } from '../../workspace/editor-shelf.ts';
import { parentOf, within } from '../../workspace/paths.ts';
import type { Machine } from '../../workspace/project.ts';

export type Place = Pick<Job, 'folder' | 'file' | 'config'>;

/** What the config of cfn-lint may be called; in a folder the first of them counts. */
export const cfnLintConfigs = ['.cfnlintrc', '.cfnlintrc.yaml', '.cfnlintrc.yml'] as const;

interface Around {
  readonly machine: Machine | undefined;
  readonly ask: AskEditor;
  /** Of the workspace, by their URIs. */
  readonly folders: readonly string[];
}

/** Of a document that is on no disk, and in a browser, the text of its config is all there is. */
export async function placeOf(uri: string, { machine, ask, folders }: Around): Promise<Place> {
  const path = machine?.pathOf(uri);
  if (!machine || path === undefined) {
    const config = await nearestConfig(uri, folders, ask);
    return config === undefined ? {} : { config };
  }
  const tops = folders
    .flatMap((folder) => machine.pathOf(folder) ?? [])
    .sort((one, other) => other.length - one.length);
  const top = tops.find((one) => within(machine.disk, one, path) !== undefined) ?? parentOf(machine.disk, path);
  const file = top === undefined ? undefined : within(machine.disk, top, path);
  return top === undefined || file === undefined ? {} : { folder: top, file };
}

async function nearestConfig(uri: string, folders: readonly string[], ask: AskEditor): Promise<string | undefined> {
  const top = folders.find((folder) => uri.startsWith(`${folder}/`));
  if (top === undefined) return undefined;
  for (let folder = uri; folder !== top; ) {
    folder = folder.slice(0, folder.lastIndexOf('/'));
    for (const name of cfnLintConfigs) {
      const text = await ask.text(`${folder}/${name}`);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}
