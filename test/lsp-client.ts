/* An editor without a screen: talks to a language server of its own over stdio and keeps its documents' text. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import {
  CancellationTokenSource,
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  type CompletionItem,
  CompletionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  DefinitionRequest,
  type Diagnostic,
  DiagnosticRefreshRequest,
  type DiagnosticRegistrationOptions,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  FileChangeType,
  type FileEvent,
  type FileSystemWatcher,
  type Hover,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type Location,
  LogMessageNotification,
  type Position,
  type PreviousResultId,
  type ProgressToken,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type Range,
  ReferencesRequest,
  RegistrationRequest,
  RenameRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentEdit,
  UnregistrationRequest,
  WorkDoneProgress,
  type WorkDoneProgressBegin,
  WorkDoneProgressCancelNotification,
  WorkDoneProgressCreateRequest,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
  WorkspaceDiagnosticRequest,
  type WorkspaceDocumentDiagnosticReport,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { rules } from '../rules/index.ts';
import type { CfnLintStatus } from '../server/features/cfn-lint/follow.ts';
import type { Status } from '../server/features/server.ts';
import { forNode } from '../tools/bundles.ts';

/** What VS Code says that it can do, as far as it matters here. */
export const visualStudioCode: ClientCapabilities = {
  textDocument: {
    diagnostic: { dynamicRegistration: true, relatedInformation: true, tagSupport: { valueSet: [1, 2] } },
    publishDiagnostics: { relatedInformation: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
  },
  workspace: {
    workspaceEdit: { documentChanges: true, snippetEditSupport: true, resourceOperations: ['create'] },
    configuration: true,
    diagnostics: { refreshSupport: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
  },
  window: { workDoneProgress: true },
};

/** An editor that can do nothing but what the protocol has had from the beginning. */
export const plainEditor: ClientCapabilities = {};

export type Editor = Awaited<ReturnType<typeof startEditor>>;

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'gatelint-server-'));
after(() => rmSync(folder, { recursive: true }));

/** Servers as they are now, by their entries. In one file, because each test starts one, and hundreds of modules take a second. */
const servers = new Map<string, Promise<string>>();

async function bundled(entry: string): Promise<string> {
  const outfile = path.join(folder, `${path.basename(entry, '.ts')}.cjs`);
  const define = { 'import.meta.dirname': '__dirname' };
  await build({ ...forNode(entry, outfile, { define }).options, absWorkingDir: root, sourcemap: 'inline' });
  return outfile;
}

/** Settings by which only these rules speak: whatever else is wrong with a template is for the rules' own tests. */
export function only(...wanted: readonly string[]): { readonly rules: Readonly<Record<string, 'off'>> } {
  const others = rules.map(({ id }) => id).filter((id) => !wanted.includes(id));
  return { rules: Object.fromEntries(others.map((id) => [id, 'off' as const])) };
}

/** What a test says of the editor's workspace. */
export interface EditorsWorkspace {
  /** By their URIs. */
  readonly folders?: readonly string[];
  /** The user's settings: what stands below `gatelint`. */
  readonly settings?: unknown;
  /** Files that only the editor can read, by their URIs. */
  readonly files?: Readonly<Record<string, string>>;
  /** What it says at its start in words of its own. */
  readonly options?: unknown;
  /** Another server than `server/main.ts`. */
  readonly server?: string;
}

export async function startEditor(capabilities: ClientCapabilities, workspace: EditorsWorkspace = {}) {
  const { server: entry = 'server/main.ts' } = workspace;
  const program = servers.get(entry) ?? bundled(entry);
  servers.set(entry, program);
  const command = [await program, '--stdio'];
  const server = spawn(process.execPath, command, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  const exit = once(server, 'exit').then(([code]: unknown[]) => code);
  const connection: ProtocolConnection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );

  const documents = new Map<string, TextDocument>();
  const published = new Map<string, readonly Diagnostic[]>();
  const statuses: Status[] = [];
  const logs: string[] = [];
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
    published.set(uri, diagnostics);
  });
  connection.onNotification(LogMessageNotification.type, ({ message }) => void logs.push(message));
  connection.onNotification('gatelint/status', (status: Status) => void statuses.push(status));
  const cfnLint: CfnLintStatus[] = [];
  connection.onNotification('gatelint/cfnLint', (status: CfnLintStatus) => void cfnLint.push(status));
  /** What the server shows of work that takes its time, in its order. */
  const progress: (WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd)[] = [];
  const tokens: ProgressToken[] = [];
  connection.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => {
    tokens.push(token);
    connection.onProgress(WorkDoneProgress.type, token, (value) => void progress.push(value));
  });
  let { settings, files = {} } = workspace;
  let refreshed = 0;
  let asked = 0;
  const registered: string[] = [];
  const watchedPatterns: string[] = [];
  const diagnosticOffers = new Map<string, DiagnosticRegistrationOptions>();
  connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => settings ?? null));
  connection.onRequest(DiagnosticRefreshRequest.type, () => void refreshed++);
  connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
    registered.push(...registrations.map(({ method }) => method));
    for (const { method, registerOptions } of registrations)
      if (method === DidChangeWatchedFilesNotification.method)
        watchedPatterns.push(
          ...registerOptions.watchers.map(({ globPattern }: FileSystemWatcher) => String(globPattern)),
        );
    for (const { id, method, registerOptions } of registrations)
      if (method === DocumentDiagnosticRequest.method) diagnosticOffers.set(id, registerOptions);
  });
  connection.onRequest(UnregistrationRequest.type, ({ unregisterations }) => {
    for (const { id } of unregisterations) diagnosticOffers.delete(id);
  });
  connection.onRequest('gatelint/readFile', ({ uri }: { uri: string }) => files[uri] ?? null);
  connection.onRequest('gatelint/listFolder', ({ uri }: { uri: string }) => {
    const inside = Object.keys(files).filter((file) => file.startsWith(`${uri}/`));
    const names = new Set(inside.map((file) => file.slice(uri.length + 1).split('/')));
    const listed = [...names].map(([name, ...below]) => ({ name, kind: below.length > 0 ? 'folder' : 'file' }));
    return listed.length > 0 ? listed : null;
  });
  connection.listen();

  const initialized: InitializeResult = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities,
    initializationOptions: workspace.options,
    ...(workspace.folders && { workspaceFolders: workspace.folders.map((uri) => ({ uri, name: uri })) }),
  });
  await connection.sendNotification(InitializedNotification.type, {});
  // An editor that cannot be asked for its settings sends them.
  if (settings !== undefined && !capabilities.workspace?.configuration)
    await connection.sendNotification(DidChangeConfigurationNotification.type, { settings: { gatelint: settings } });

  const documentAt = (uri: string): TextDocument => {
    const document = documents.get(uri);
    if (!document) throw new Error(`${uri} is not open.`);
    return document;
  };

  /** Types into the document as an editor does: the server hears of the changes only. */
  async function change(uri: string, contentChanges: { range: Range; text: string }[]): Promise<void> {
    const document = documentAt(uri);
    const version = document.version + 1;
    documents.set(uri, TextDocument.update(document, contentChanges, version));
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  function rangeOf(uri: string, text: string): Range {
    const document = documentAt(uri);
    const start = document.getText().indexOf(text);
    if (start < 0) throw new Error(`"${text}" does not stand in ${uri}.`);
    return { start: document.positionAt(start), end: document.positionAt(start + text.length) };
  }

  /** All quick fixes for the lines of the range. */
  async function offers(uri: string, range: Range): Promise<CodeAction[]> {
    const params = { textDocument: { uri }, range, context: { diagnostics: [], only: ['quickfix'] } };
    const actions = (await connection.sendRequest(CodeActionRequest.type, params)) ?? [];
    return actions.flatMap((action) => (typeof action.command === 'string' ? [] : [action as CodeAction])); // no commands: TypeScript cannot tell the two apart
  }

  return {
    connection,
    initialized,
    /** What the server has published last, by URI: see `settled`. */
    published,
    statuses,
    /** How it stood with cfn-lint, in its order. */
    cfnLint,
    logs,
    /** What the server has asked to be told of. */
    registered,
    /** The files that it has asked to be told of. */
    watchedPatterns,
    /** What the server offers to tell, as it stands now. */
    diagnosticOffers: (): readonly DiagnosticRegistrationOptions[] => [...diagnosticOffers.values()],
    progress,
    /** The user gives up what is going on. */
    async giveUp(): Promise<void> {
      for (const token of tokens) await connection.sendNotification(WorkDoneProgressCancelNotification.type, { token });
    },

    /** What is new in the workspace; it may take long until there is something. */
    async pullWorkspace(previousResultIds: PreviousResultId[] = [], wish = new CancellationTokenSource()) {
      const partialResultToken = `workspace ${++asked}`;
      const items: WorkspaceDocumentDiagnosticReport[] = [];
      const { partialResult } = WorkspaceDiagnosticRequest;
      const listening = connection.onProgress(
        partialResult,
        partialResultToken,
        (part) => void items.push(...part.items),
      );
      const params = { previousResultIds, partialResultToken };
      try {
        const rest = await connection.sendRequest(WorkspaceDiagnosticRequest.type, params, wish.token);
        return [...items, ...rest.items];
      } finally {
        listening.dispose();
      }
    },

    /** How often the server has wanted to be asked anew. */
    refreshed: (): number => refreshed,
    rangeOf,
    change,

    textOf: (uri: string): string => documentAt(uri).getText(),
    textAt: (uri: string, range: Range): string => documentAt(uri).getText(range),

    async open(uri: string, text: string, languageId = 'yaml'): Promise<void> {
      const document = TextDocument.create(uri, languageId, 1, text);
      documents.set(uri, document);
      const { version } = document;
      const textDocument = { uri, languageId, version, text };
      await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    },

    save: (uri: string): Promise<void> =>
      connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } }),

    async close(uri: string): Promise<void> {
      documents.delete(uri);
      await connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
    },

    /** Replaces the first place where `before` stands. */
    replace: (uri: string, before: string, after: string): Promise<void> =>
      change(uri, [{ range: rangeOf(uri, before), text: after }]),

    pull: (uri: string, previousResultId?: string) =>
      connection.sendRequest(DocumentDiagnosticRequest.type, {
        textDocument: { uri },
        ...(previousResultId !== undefined && { previousResultId }),
      }),

    async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
      const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
      if (report.kind !== 'full') throw new Error('Nothing was known before, yet nothing is new.');
      return report.items;
    },

    complete: async (uri: string, position: Position): Promise<readonly CompletionItem[]> => {
      const answer = await connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position });
      return Array.isArray(answer) ? answer : [];
    },

    async set(changed: unknown): Promise<void> {
      settings = changed;
      await connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    },

    /** Files that only the editor can read have become these. */
    async put(changed: Readonly<Record<string, string>>): Promise<void> {
      files = changed;
      await connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [] });
    },

    /** Something has changed on disk. */
    watched: (...uris: readonly string[]): Promise<void> =>
      connection.sendNotification(DidChangeWatchedFilesNotification.type, {
        changes: uris.map((uri): FileEvent => ({ uri, type: FileChangeType.Changed })),
      }),

    /** The lines that the name at a place is declared on. */
    definitions: async (uri: string, position: Position): Promise<readonly Location[]> => {
      const found = await connection.sendRequest(DefinitionRequest.type, { textDocument: { uri }, position });
      return Array.isArray(found) ? (found as Location[]) : []; // nobody asked for links
    },
    references: (uri: string, position: Position): Promise<Location[] | null> =>
      connection.sendRequest(ReferencesRequest.type, {
        textDocument: { uri },
        position,
        context: { includeDeclaration: true },
      }),
    rename: (uri: string, position: Position, newName: string): Promise<WorkspaceEdit | null> =>
      connection.sendRequest(RenameRequest.type, { textDocument: { uri }, position, newName }),
    hover: (uri: string, position: Position): Promise<Hover | null> =>
      connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position }),

    offers,

    /** Of what is offered, that which mends something: the ways not to hear of a finding are left out. */
    async quickFixes(uri: string, range: Range): Promise<CodeAction[]> {
      return (await offers(uri, range)).filter(({ title }) => !/^(Suppress|Turn) /.test(title));
    },

    resolve: (action: CodeAction): Promise<CodeAction> => connection.sendRequest(CodeActionResolveRequest.type, action),

    /** Applies the edit as an editor does, and tells the server. What a snippet proposes is left as it is. */
    async apply({ changes = {}, documentChanges }: WorkspaceEdit): Promise<void> {
      const byDocument = documentChanges
        ? documentChanges.filter((one): one is TextDocumentEdit => 'edits' in one)
        : Object.entries(changes).map(([uri, edits]) => ({ textDocument: { uri, version: null }, edits }));
      for (const { textDocument, edits } of byDocument) {
        const { uri, version } = textDocument;
        if (version !== null && version !== documentAt(uri).version)
          throw new Error('The edit is for another version.');
        const bottomUp = edits
          .map((edit) => ({
            range: edit.range,
            text: 'newText' in edit ? edit.newText : edit.snippet.value.replace(/\$\{1:(.*?)\}|\\(.)/g, '$1$2'),
          }))
          .sort((one, other) => other.range.start.line - one.range.start.line);
        await change(uri, bottomUp);
      }
    },

    /** Returns when the server has done all that it was told so far: some of it takes a few turns. */
    async settled(): Promise<void> {
      const nowhere = { textDocument: { uri: 'untitled:nowhere' }, position: { line: 0, character: 0 } };
      for (let turn = 0; turn < 3; turn++) await connection.sendRequest(HoverRequest.type, nowhere);
    },

    /** The exit code. */
    async stop(): Promise<unknown> {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      const code = await exit;
      connection.dispose();
      return code;
    },

    /** Ends the conversation without a word, as an editor that crashes does. */
    async hangUp(): Promise<unknown> {
      connection.end();
      connection.dispose();
      server.stdin.end();
      return exit;
    },
  };
}
