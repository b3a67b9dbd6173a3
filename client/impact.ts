// "What would deploying this change?": the open file against the last commit, or against a file that the user chooses.
import { commands, EventEmitter, type ExtensionContext, type TextDocument, Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { documentAt } from './document.ts';
import { changedFiles, committed, type Earlier, repositoryOf } from './git.ts';

/** What the server answers: `Answer` in `server/features/impact.ts`. */
type Answer = { readonly markdown: string } | { readonly problem: string };

/** What is compared with. */
interface Before {
  readonly files: readonly Earlier[];
  readonly called: string;
}

const scheme = 'gatelint-impact';
const chooseFile = 'Choose a File…';

export function offerImpact(context: ExtensionContext, client: () => BaseLanguageClient): void {
  const texts = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  context.subscriptions.push(
    changed,
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
    }),
    commands.registerCommand('gatelint.showImpact', async (uri?: Uri) => {
      const document = await documentAt(uri);
      if (document) await show(document, await beforeOf(document));
    }),
    commands.registerCommand('gatelint.showImpactAgainst', async (uri?: Uri, against?: Uri) => {
      const document = await documentAt(uri);
      if (document) await show(document, await beforeIn(document, against));
    }),
  );

  async function show(document: TextDocument, before: Before | undefined): Promise<void> {
    if (!before) return;
    const linksFrom = workspace.workspaceFolders?.[0]?.uri.toString();
    const uri = document.uri.toString();
    const answer: Answer = await client().sendRequest('gatelint/impact', { uri, linksFrom, ...before });
    if ('problem' in answer) {
      void window.showErrorMessage(`Gatelint: ${answer.problem}`);
      return;
    }
    const name = document.uri.path.split('/').at(-1) ?? '';
    const page = Uri.from({ scheme, path: `/Deploying ${name}.md`, query: uri });
    texts.set(page.toString(), answer.markdown);
    changed.fire(page);
    await commands.executeCommand('markdown.showPreviewToSide', page);
  }
}

async function beforeOf(document: TextDocument): Promise<Before | undefined> {
  // A plan of Terraform says itself what changes.
  if (document.languageId === 'json' && document.getText().includes('"resource_changes"'))
    return { files: [], called: '' };
  const repository = await repositoryOf(document.uri);
  if (typeof repository === 'string') {
    const choice = await window.showInformationMessage(
      `${repository} Compare it with another file instead?`,
      chooseFile,
    );
    return choice === chooseFile ? beforeIn(document, undefined) : undefined;
  }
  await repository.status(); // what was saved a moment ago counts
  return { files: await committed(repository, changedFiles(repository, document.uri)), called: 'the last commit' };
}

/** Of a module of Terraform, all other files count as they are. */
async function beforeIn(document: TextDocument, chosen: Uri | undefined): Promise<Before | undefined> {
  const folder = document.uri.scheme === 'untitled' ? undefined : Uri.joinPath(document.uri, '..');
  const [against] = chosen
    ? [chosen]
    : ((await window.showOpenDialog({
        title: 'What is deployed now?',
        openLabel: 'Compare',
        ...(folder && { defaultUri: folder }),
      })) ?? []);
  if (!against) return undefined;
  try {
    const text = new TextDecoder().decode(await workspace.fs.readFile(against));
    return { files: [{ uri: document.uri.toString(), text }], called: against.path.split('/').at(-1) ?? '' };
  } catch {
    void window.showErrorMessage(`Gatelint: ${against.fsPath} cannot be read.`);
    return undefined;
  }
}
