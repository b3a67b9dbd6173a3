// What the editor's own git knows of files: its public interface, as far as it is used here. There is none on the web.
import { type Event, extensions, type Uri, workspace } from 'vscode';

/** Source: https://github.com/microsoft/vscode/blob/main/extensions/git/src/api/git.d.ts */
interface Change {
  readonly uri: Uri;
  readonly originalUri: Uri;
}
export interface Repository {
  readonly state: {
    readonly HEAD: { readonly commit?: string } | undefined;
    readonly workingTreeChanges: readonly Change[];
    readonly indexChanges: readonly Change[];
    readonly mergeChanges: readonly Change[];
    readonly untrackedChanges: readonly Change[];
    readonly onDidChange: Event<void>;
  };
  show(ref: string, path: string): Promise<string>;
  status(): Promise<void>;
}
interface Git {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: Event<unknown>;
  getRepository(uri: Uri): Repository | null;
}
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): Git;
}

/** What a file said; `null`: it was not there. */
export interface Earlier {
  readonly uri: string;
  readonly text: string | null;
}

/** The repository of a file that has a commit to compare with, or why there is none, in one sentence. */
export async function repositoryOf(uri: Uri): Promise<Repository | string> {
  const extension = extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) return 'There is no git in this editor.';
  if (uri.scheme !== 'file') return 'This file was never saved on this machine, so git does not know it.';
  const exported = extension.isActive ? extension.exports : await extension.activate();
  if (!exported.enabled) return 'Git is turned off in this editor, or not installed.';
  const git = exported.getAPI(1);
  await initialized(git);
  const repository = git.getRepository(uri);
  if (!repository) return 'This file stands in no git repository that the editor has open.';
  if (repository.state.HEAD?.commit === undefined) await repository.status();
  return repository.state.HEAD?.commit === undefined ? 'Nothing is committed yet in this git repository.' : repository;
}

/** It looks for repositories as it starts. Whoever asks meanwhile waits, but not for ever. */
async function initialized(git: Git): Promise<void> {
  if (git.state === 'initialized') return;
  await new Promise<void>((resolve) => {
    const listening = git.onDidChangeState(done);
    const patience = setTimeout(done, 5_000);
    function done(): void {
      clearTimeout(patience);
      listening.dispose();
      resolve();
    }
  });
}

/** What can be a part of a deployment. */
const deployed = /\.(?:ya?ml|jsonc?|template|tf|tofu|tfvars|toml)$/i;
/** Of more files that have changed at once, the rest count as they are now. */
const mostFiles = 200;

/** The file, and those that have changed since the last commit, saved or not. */
export function changedFiles({ state }: Repository, uri: Uri): readonly Uri[] {
  const { workingTreeChanges, indexChanges, mergeChanges, untrackedChanges } = state;
  const changes = [...workingTreeChanges, ...indexChanges, ...mergeChanges, ...untrackedChanges];
  const unsaved = workspace.textDocuments.filter((document) => document.isDirty && document.uri.scheme === 'file');
  const all = [...changes.flatMap((one) => [one.uri, one.originalUri]), ...unsaved.map((document) => document.uri)];
  const byName = new Map(all.filter(({ path }) => deployed.test(path)).map((one) => [one.toString(), one]));
  byName.delete(uri.toString());
  return [uri, ...[...byName.values()].slice(0, mostFiles - 1)];
}

/** What they said in the last commit. */
export const committed = (repository: Repository, files: readonly Uri[]): Promise<readonly Earlier[]> =>
  Promise.all(
    files.map(async (uri) => ({
      uri: uri.toString(),
      text: await repository.show('HEAD', uri.fsPath).catch(() => null),
    })),
  );
