// Above each resource that has changed since the last commit: what becomes of it. Off, unless the user wants it.
import {
  CodeLens,
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  languages,
  Range,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { changedFiles, committed, type Repository, repositoryOf } from './git.ts';
import { moduleLanguages, templateLanguages } from './languages.ts';

/** `Lens` in `server/features/impact.ts`. */
interface Lens {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly title: string;
}
interface Position {
  readonly line: number;
  readonly character: number;
}

interface Told {
  readonly state: string;
  readonly sent: Promise<void>;
}

const setting = 'gatelint.impactLens';

export function offerLenses(context: ExtensionContext, client: () => BaseLanguageClient): void {
  let shown: Disposable | undefined;
  const update = (): void => {
    const isWanted = workspace.getConfiguration().get<boolean>(setting) === true;
    if (isWanted) shown ??= lensesFrom(client);
    else {
      shown?.dispose();
      shown = undefined;
    }
  };
  update();
  context.subscriptions.push(
    workspace.onDidChangeConfiguration((change) => change.affectsConfiguration(setting) && update()),
    { dispose: () => shown?.dispose() },
  );
}

function lensesFrom(client: () => BaseLanguageClient): Disposable {
  const stale = new EventEmitter<void>();
  const followed = new Map<Repository, Disposable>();
  /** What each server was told of the files as they were; the texts go there once per state of the repository. */
  const told = new WeakMap<BaseLanguageClient, Map<string, Told>>();

  async function tell(document: TextDocument): Promise<boolean> {
    const repository = await repositoryOf(document.uri);
    if (typeof repository === 'string') return false;
    if (!followed.has(repository))
      followed.set(
        repository,
        repository.state.onDidChange(() => stale.fire()),
      );
    const server = client();
    const states = told.get(server) ?? new Map<string, Told>();
    told.set(server, states);
    const uri = document.uri.toString();
    const files = changedFiles(repository, document.uri);
    const state = [repository.state.HEAD?.commit, ...files.map(String)].join('\n');
    const known = states.get(uri);
    const sent = known?.state === state ? known.sent : send(server, repository, document.uri, files);
    states.set(uri, { state, sent });
    await sent;
    return true;
  }

  const provider = languages.registerCodeLensProvider(
    [...templateLanguages, ...moduleLanguages].map((language) => ({ language, scheme: 'file' })),
    {
      onDidChangeCodeLenses: stale.event,
      async provideCodeLenses(document, token) {
        if (!(await tell(document)) || token.isCancellationRequested) return [];
        const uri = document.uri.toString();
        const lenses: readonly Lens[] = await client().sendRequest('gatelint/impactLenses', { uri }, token);
        return lenses.map(({ range: { start, end }, title }) => {
          const range = new Range(start.line, start.character, end.line, end.character);
          return new CodeLens(range, { title, command: 'gatelint.showImpact', arguments: [Uri.parse(uri)] });
        });
      },
    },
  );
  return {
    dispose() {
      provider.dispose();
      stale.dispose();
      for (const following of followed.values()) following.dispose();
    },
  };
}

async function send(
  server: BaseLanguageClient,
  repository: Repository,
  uri: Uri,
  files: readonly Uri[],
): Promise<void> {
  const before = { uri: uri.toString(), files: await committed(repository, files), called: 'the last commit' };
  await server.sendNotification('gatelint/before', before);
}
