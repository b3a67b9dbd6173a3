// The language server on Node. The editor says by an argument how it talks: --node-ipc, --stdio, --socket=… or --pipe=….
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Connection, createConnection } from 'vscode-languageserver/node';
import { threadOnNode } from './cfn-lint/thread-on-node.ts';
import type { StartOptions } from './features/cfn-lint/options.ts';
import { startServer } from './features/server.ts';
import { machine } from './workspace/node.ts';

/** Somebody who reads what was found does not notice other work. */
const restMilliseconds = 2000;

/** Resolves when a template has been looked at, and none for a while. */
export const rested = new Promise<void>((resolve) => {
  let rest: NodeJS.Timeout | undefined;
  const connection = connect();
  if (!connection) {
    process.exitCode = 2;
    return;
  }
  startServer(connection, {
    machine,
    cfnLint,
    onDemand: () => import('./features/on-demand.ts'),
    looked() {
      rest ??= setTimeout(resolve, restMilliseconds).unref();
      rest.refresh();
    },
  });
});

/** Of the bundle beside this file. */
function cfnLint({ storage }: StartOptions) {
  const home = path.join(import.meta.dirname, 'cfn-lint');
  if (!existsSync(path.join(home, 'bundle.json'))) return undefined;
  return threadOnNode(path.join(home, 'worker.js'), { home, ...(storage !== undefined && { storage }) });
}

/** Undefined for whoever starts it by hand and says nothing. */
function connect(): Connection | undefined {
  try {
    return createConnection();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}
