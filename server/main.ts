// The language server on Node. The editor says by an argument how it talks: --node-ipc, --stdio, --socket=… or --pipe=….
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Connection, createConnection } from 'vscode-languageserver/node';
import { startServer } from './features/server.ts';
import { disk } from './workspace/node.ts';
import type { Machine } from './workspace/project.ts';

const machine: Machine = {
  disk,
  pathOf(uri) {
    if (!uri.startsWith('file:')) return undefined;
    try {
      return fileURLToPath(uri);
    } catch {
      return undefined; // on another host, or escaped as no path is
    }
  },
  uriOf: (path) => pathToFileURL(path).href,
};

const connection = connect();
if (connection) startServer(connection, { machine });
else process.exitCode = 2;

/** Undefined for whoever starts it by hand and says nothing. */
function connect(): Connection | undefined {
  try {
    return createConnection();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}
