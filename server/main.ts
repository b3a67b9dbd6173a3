// The language server on Node. The editor says by an argument how it talks: --node-ipc, --stdio, --socket=… or --pipe=….
import { createConnection } from 'vscode-languageserver/node';
import { startServer } from './features/server.ts';

startServer(createConnection());
