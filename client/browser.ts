import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient, type ServerOptions } from 'vscode-languageclient/browser';
import { activateWith, type Running } from './running.ts';

/** The one word of the browser that this file needs: its type library would bring a thousand others into every file. */
declare const Worker: new (url: string) => ServerOptions;

let running: Running | undefined;

export function activate(context: ExtensionContext): void {
  const file = (...names: readonly string[]): string =>
    Uri.joinPath(context.extensionUri, 'dist', ...names).toString(true);
  const script = file('browser', 'server.js');
  // A browser keeps what belongs to a page by itself: there is no folder to name.
  const whereabouts = { storage: 'browser', cfnLint: file('cfn-lint') };
  running = activateWith(
    context,
    whereabouts,
    (options) => new LanguageClient('gatelint', 'Gatelint', new Worker(script), options),
  );
}

export function deactivate(): Promise<void> | undefined {
  return running?.stop();
}
