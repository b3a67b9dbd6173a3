// What desktop and web share: one language server per window, its commands, one status item.
import { commands, type ExtensionContext, type LogOutputChannel, window, workspace } from 'vscode';
import { type BaseLanguageClient, type LanguageClientOptions, RevealOutputChannelOn } from 'vscode-languageclient';
import { tellOnce } from './failure.ts';
import { fixAll } from './fix-all.ts';
import { offerImpact } from './impact.ts';
import { offerLenses } from './impact-lens.ts';
import { languages } from './languages.ts';
import { listFolder, readFile } from './read-file.ts';
import { type CfnLintSaid, createStatus, type Said } from './status.ts';

/** Makes a client for a server that is not started yet; how they talk is what desktop and web differ in. */
export type Connect = (options: LanguageClientOptions) => BaseLanguageClient;

export interface Running {
  stop(): Promise<void>;
}

/** Where the server finds what it cannot find by itself: `StartOptions` in `server/features/cfn-lint/options.ts`. */
export interface Whereabouts {
  readonly storage: string;
  readonly cfnLint?: string;
}

/** Starts the server and returns at once: nothing in the editor waits for it. */
export function activateWith(context: ExtensionContext, whereabouts: Whereabouts, connect: Connect): Running {
  const output = window.createOutputChannel('Gatelint', { log: true });
  const status = createStatus();
  const options: LanguageClientOptions = {
    // no scheme: untitled, remote and virtual files are as good as those on disk
    documentSelector: languages.map((language) => ({ language })),
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // not asked, the client would show the bare error of the server besides
    initializationFailedHandler: () => false,
    markdown: { supportHtml: false },
  };

  let server = start();
  function start(): RunningServer {
    const client = connect({ ...options, initializationOptions: { ...whereabouts, isTrusted: workspace.isTrusted } });
    tellOnce(client);
    client.onRequest('gatelint/readFile', readFile);
    client.onRequest('gatelint/listFolder', listFolder);
    client.onNotification('gatelint/status', (said: Said) => status.hear(said));
    client.onNotification('gatelint/cfnLint', (said: CfnLintSaid) => status.hearOfCfnLint(said));
    client.onDidChangeState(({ newState }) => status.follow(newState));
    return { client, started: client.start().catch(() => {}) }; // told already
  }

  context.subscriptions.push(
    output,
    status,
    workspace.onDidGrantWorkspaceTrust(() => server.client.sendNotification('gatelint/trusted')),
    commands.registerCommand('gatelint.showOutput', () => output.show()),
    commands.registerCommand('gatelint.fixAll', fixAll),
    commands.registerCommand('gatelint.restartServer', async () => {
      await stop(server, output);
      server = start();
      await server.started;
    }),
  );
  offerImpact(context, () => server.client);
  offerLenses(context, () => server.client);
  return { stop: () => stop(server, output) };
}

interface RunningServer {
  readonly client: BaseLanguageClient;
  readonly started: Promise<void>;
}

async function stop({ client, started }: RunningServer, output: LogOutputChannel): Promise<void> {
  await started; // a client cannot be stopped on its way up
  try {
    await client.dispose();
  } catch (error) {
    output.info('The server had to be left behind:', String(error)); // it never came up, or did not answer any more
  }
}
