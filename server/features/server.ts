import {
  type CancellationToken,
  CodeActionKind,
  type Connection,
  LSPErrorCodes,
  NotificationType,
  PositionEncodingKind,
  ResponseError,
  type ServerCapabilities,
  type TextDocumentIdentifier,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { type Analysis, analyse } from '../linter/analysis.ts';
import { Documents, type Listener, type Template } from '../workspace/documents.ts';
import { type Client, clientOf } from './client.ts';
import { diagnosticReport, diagnosticsOf } from './diagnostics.ts';
import { fixAllKind, fixAllSafe } from './fix-all.ts';
import type { FixFailed } from './fixes-at.ts';
import { hoverAt } from './hover.ts';
import { quickFixes, resolvedQuickFix } from './quick-fixes.ts';
import { suppressionActions } from './suppression-actions.ts';

/** Sent after each version of a document that was looked at, for whoever shows how it stands. */
export interface Status {
  readonly uri: string;
  readonly template: boolean;
  readonly findings: number;
  /** How long the look took. */
  readonly ms?: number;
}
const statusNotification = new NotificationType<Status>('gatelint/status');

/** Answers on this connection until it ends. Whoever calls has chosen how the two sides talk. */
export function startServer(connection: Connection, lint: typeof analyse = analyse): void {
  let client = clientOf({});
  const log = (what: string, uri: string, error: unknown): void =>
    connection.console.error(`${what} in ${uri}: ${error instanceof Error ? (error.stack ?? error) : String(error)}`);

  const listener: Listener = {
    analysed(uri, analysis, milliseconds) {
      for (const { rule, resource, error } of analysis?.crashes ?? []) log(`${rule} failed on ${resource}`, uri, error);
      void connection.sendNotification(statusNotification, statusOf(uri, analysis, milliseconds));
    },
    failed: (uri, error) => log('Reading failed', uri, error),
  };
  const documents = new Documents(listener, lint);
  const fixFailed: FixFailed = (uri, { rule, resource, error }) =>
    log(`The quick fixes of ${rule} failed on ${resource}`, uri, error);
  const templateAt = (uri: string): Template | undefined => documents.template(uri);

  connection.onInitialize(({ capabilities }) => {
    client = clientOf(capabilities);
    return { capabilities: capabilitiesFor(client), serverInfo: { name: 'gatelint' } };
  });

  connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
    documents.open(uri, version, text);
    publish(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    documents.change(uri, version, contentChanges);
    publish(uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    publish(uri);
  });
  const published = new Set<string>();
  /** Only for clients that cannot ask by themselves. What never was a template never hears of us. */
  function publish(uri: string): void {
    if (client.pullsDiagnostics) return;
    const template = templateAt(uri);
    if (template) published.add(uri);
    else if (!published.delete(uri)) return;
    const diagnostics = diagnosticsOf(template, client);
    void connection.sendDiagnostics({ uri, diagnostics, ...(template && { version: template.version }) });
  }

  connection.languages.diagnostics.on(
    unlessCancelled(({ textDocument: { uri }, previousResultId }) =>
      diagnosticReport(templateAt(uri), previousResultId, client),
    ),
  );
  connection.onHover(inTemplate(null, (template, { position }) => hoverAt(template, position, client)));
  connection.onCodeAction(
    inTemplate([], (template, params) => [
      ...quickFixes(template, params, client, fixFailed),
      ...suppressionActions(template, params, client),
      ...fixAllSafe(template, params.context, client, fixFailed),
    ]),
  );
  connection.onCodeActionResolve(unlessCancelled((action) => resolvedQuickFix(action, templateAt, client, fixFailed)));

  /** Documents that are closed, unknown or no templates are answered with nothing. */
  function inTemplate<P extends { readonly textDocument: TextDocumentIdentifier }, R>(
    nothing: NoInfer<R>,
    answer: (template: Template, params: P) => R,
  ): (params: P, token: CancellationToken) => R {
    return unlessCancelled((params) => {
      const template = templateAt(params.textDocument.uri);
      return template ? answer(template, params) : nothing;
    });
  }
  connection.listen();
}

const capabilitiesFor = ({ pullsDiagnostics, resolvesEdits }: Client): ServerCapabilities => ({
  positionEncoding: PositionEncodingKind.UTF16,
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  ...(pullsDiagnostics && {
    diagnosticProvider: { identifier: 'gatelint', interFileDependencies: false, workspaceDiagnostics: false },
  }),
  hoverProvider: true,
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind], resolveProvider: resolvesEdits },
});

const statusOf = (uri: string, analysis: Analysis | undefined, milliseconds: number): Status => ({
  uri,
  template: analysis !== undefined,
  findings: analysis?.findings.length ?? 0,
  ...(analysis && { ms: Math.round(milliseconds * 10) / 10 }),
});

/** Answers are made in one go, so before that is the only time at which giving up saves anything. */
const unlessCancelled =
  <P, R>(answer: (params: P) => R) =>
  (params: P, token: CancellationToken): R => {
    if (token.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The client does not want it any more.');
    return answer(params);
  };
