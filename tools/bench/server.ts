import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Seen } from '../../test/bench/probe.ts';
import type { Keystroke } from '../../test/bench/typing.ts';
import { cache, type Programs } from './programs.ts';

/** A server that says nothing of a template full of mistakes would be fast for no good reason. */
export async function firstDiagnostics(server: Pick<Server, 'diagnostics'>): Promise<void> {
  if ((await server.diagnostics()) === 0) throw new Error('The server finds nothing in the template.');
}

export type Server = Awaited<ReturnType<typeof startServer>>;

/** As VS Code does, the editor asks for the diagnostics. */
export const capabilities: ClientCapabilities = {
  textDocument: { diagnostic: { relatedInformation: true }, publishDiagnostics: { relatedInformation: true } },
};

/** The options that the extension starts the server with: they decide how much memory it takes, and how fast it is. */
export function serverOptions(): readonly string[] {
  const list = /execArgv: \[(.*?)\]/.exec(readFileSync('client/extension.ts', 'utf8'))?.[1] ?? '';
  return [...list.matchAll(/'(.+?)'/g)].map(([, option = '']) => option);
}

/** The server as a process of its own, with an editor that has one document open at a time. */
export async function startServer(
  { server, probe }: Programs,
  file: string,
  more: readonly string[] = [],
  initializationOptions: object = {},
) {
  const started = performance.now();
  const child = spawn(process.execPath, [...serverOptions(), ...more, '--require', probe, server, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, XDG_CACHE_HOME: path.join(cache, 'code') },
  });
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error('The server has no standard input and output.');
  const exit = once(child, 'exit');
  const connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
  connection.listen();

  const folder = pathToFileURL(path.dirname(file)).href;
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: folder,
    workspaceFolders: [{ uri: folder, name: 'bench' }],
    capabilities,
    initializationOptions,
  });
  await connection.sendNotification(InitializedNotification.type, {});

  let document = TextDocument.create(pathToFileURL(file).href, 'yaml', 0, '');
  let resultId: string | undefined;

  /** How many diagnostics there are; those that are as they were count as none. */
  async function diagnostics(): Promise<number> {
    const report = await connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri: document.uri },
      ...(resultId !== undefined && { previousResultId: resultId }),
    });
    resultId = report.resultId;
    return report.kind === 'full' ? report.items.length : 0;
  }

  return {
    pid: child.pid ?? 0,
    connection,
    started,
    diagnostics,

    get identity() {
      return { textDocument: { uri: document.uri } };
    },

    /** Something about the document. */
    ask: (method: string, params: object): Promise<unknown> =>
      connection.sendRequest(method, { textDocument: { uri: document.uri }, ...params }),

    async open(opened: string): Promise<void> {
      document = TextDocument.create(pathToFileURL(opened).href, 'yaml', 1, readFileSync(opened, 'utf8'));
      resultId = undefined;
      const { uri, languageId, version } = document;
      const textDocument = { uri, languageId, version, text: document.getText() };
      await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    },

    async close(): Promise<void> {
      await connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: document.uri } });
    },

    positionAt: (offset: number) => document.positionAt(offset),

    /** The editor's side of a key, done before the clock runs; what it returns tells the server. */
    press({ start, end, newText }: Keystroke): () => Promise<void> {
      const range = { start: document.positionAt(start), end: document.positionAt(end) };
      const contentChanges = [{ range, text: newText }];
      const version = document.version + 1;
      document = TextDocument.update(document, contentChanges, version);
      const textDocument = { uri: document.uri, version };
      return () =>
        connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument, contentChanges });
    },

    /** What the process sees of itself; needs `--expose-gc`. */
    async seen(): Promise<Seen> {
      const answer = once(child, 'message');
      child.send('look');
      const [seen] = await answer;
      return seen as Seen; // what `test/bench/probe.ts` sends
    },

    async stop(): Promise<void> {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      await exit;
      connection.dispose();
    },
  };
}
