import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith, type Running } from './running.ts';

let running: Running | undefined;

export function activate(context: ExtensionContext): void {
  const module = context.asAbsolutePath('dist/server.js');
  // Most nodes of a parse live as long as the document: room for young objects, from the start, saves copying them. What
  // a key makes does not live long, though the same code makes it: V8 is not to guess that from the first parse
  // (`npm run bench`).
  const options = {
    execArgv: ['--min-semi-space-size=8', '--max-semi-space-size=64', '--no-allocation-site-pretenuring'],
  };
  const server = { module, transport: TransportKind.ipc, options };
  const whereabouts = { storage: context.globalStorageUri.fsPath };
  running = activateWith(context, whereabouts, (client) => new LanguageClient('gatelint', 'Gatelint', server, client));
}

export function deactivate(): Promise<void> | undefined {
  return running?.stop();
}
