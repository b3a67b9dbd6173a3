// The language server on Node. The editor says by an argument how it talks: --node-ipc, --stdio, --socket=… or --pipe=….
import { type Connection, createConnection } from 'vscode-languageserver/node';
import { startServer } from './features/server.ts';

const connection = connect();
if (connection) startServer(connection);
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
