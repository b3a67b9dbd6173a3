import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith, type Running } from './running.ts';

let running: Running | undefined;

export function activate(context: ExtensionContext): void {
  const module = context.asAbsolutePath('dist/server.js');
  const server = { module, transport: TransportKind.ipc };
  running = activateWith(context, (options) => new LanguageClient('gatelint', 'Gatelint', server, options));
}

export function deactivate(): Promise<void> | undefined {
  return running?.stop();
}
