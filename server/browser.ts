// The language server in a web worker, for VS Code on the web.
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import type { StartThread } from './cfn-lint/thread.ts';
import { threadInBrowser } from './cfn-lint/thread-in-browser.ts';
import type { StartOptions } from './features/cfn-lint/options.ts';
import * as onDemand from './features/on-demand.ts';
import { startServer } from './features/server.ts';

/** The side of a worker that the browser library wants; its own types would bring a thousand others into every file. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  cfnLint: startOfCfnLint,
  onDemand: async () => onDemand, // a worker has one file
});

/** Undefined where its bundle was left out of the extension. */
async function startOfCfnLint({ cfnLint: home, storage }: StartOptions): Promise<StartThread | undefined> {
  if (home === undefined) return undefined;
  const isThere = await fetch(`${home}/bundle.json`).then(
    ({ ok }) => ok,
    () => false,
  );
  return isThere ? threadInBrowser({ home, ...(storage !== undefined && { storage }) }) : undefined;
}
