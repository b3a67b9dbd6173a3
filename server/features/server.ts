import {
  type CancellationToken,
  CodeActionKind,
  type Connection,
  type Diagnostic,
  type DiagnosticServerCancellationData,
  LSPErrorCodes,
  NotificationType,
  PositionEncodingKind,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { PlacedFinding } from '../cfn-lint/placed.ts';
import { CfnLintThread, type StartThread } from '../cfn-lint/thread.ts';
import type { Analysis } from '../linter/analysis.ts';
import type { Crash } from '../linter/together.ts';
import { isConfig } from '../workspace/configs.ts';
import { Documents, type Lint, type Listener, type OpenText, type Template } from '../workspace/documents.ts';
import { nameOf } from '../workspace/paths.ts';
import { type Machine, Project } from '../workspace/project.ts';
import { ProjectFiles } from '../workspace/project-files.ts';
import { cfnLintDiagnostic, shownOf } from './cfn-lint/diagnostics.ts';
import { type CfnLintBeside, followCfnLint, type When } from './cfn-lint/follow.ts';
import { type StartOptions, startOptions } from './cfn-lint/options.ts';
import { placeOf } from './cfn-lint/place.ts';
import { textOfConfig } from './cfn-lint/wrong-config.ts';
import { type Client, clientOf } from './client.ts';
import { configDiagnostics } from './config/diagnostics.ts';
import { DiagnosticReports } from './diagnostic-reports.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { diagnosticOptions, diagnosticsOffer } from './diagnostics-offer.ts';
import type { FixFailed } from './fixes-at.ts';
import { followExports } from './follow-exports.ts';
import { askEditor, followProject } from './follow-project.ts';
import { tellImpacts } from './impact.ts';
import { Neighbours } from './neighbours.ts';
import { fixAllKind, type OnDemand, triggerCharacters } from './offers.ts';
import { answerRequests } from './requests.ts';
import { Turns } from './turns.ts';
import { workspaceDiagnostics } from './workspace-diagnostics.ts';

/** Sent after each version of a document that was looked at, for whoever shows how it stands. */
export interface Status {
  readonly uri: string;
  readonly template: boolean;
  readonly findings: number;
  /** How long the look took. */
  readonly ms?: number;
  /** What gives values to its parameters: `samconfig.toml (prod)`. */
  readonly parametersFrom?: readonly string[];
  /** Files beside it that would, if they could be read, and why they cannot. */
  readonly unread?: readonly string[];
}
const statusNotification = new NotificationType<Status>('gatelint/status');

/** Somebody who types in a file that others name changes those with every letter. */
const othersRestMilliseconds = 300;

/** Where the server runs, and how it judges. */
export interface Surroundings {
  /** Loads what nobody needs before the first diagnostics. */
  readonly onDemand: () => Promise<OnDemand>;
  /** Left out in a browser. */
  readonly machine?: Machine;
  readonly lint?: Lint;
  /** How cfn-lint is started; undefined where its bundle is not there. */
  readonly cfnLint?: (options: StartOptions) => StartThread | undefined | Promise<StartThread | undefined>;
  /** Told of each look at a template. */
  readonly looked?: () => void;
}

/** Answers on this connection until it ends. Whoever calls has chosen how the two sides talk. */
export function startServer(connection: Connection, surroundings: Surroundings): void {
  const { onDemand, machine, lint, cfnLint, looked } = surroundings;
  let client = clientOf({});
  const log = (what: string, uri: string, error: unknown): void =>
    connection.console.error(`${what} in ${uri}: ${error instanceof Error ? (error.stack ?? error) : String(error)}`);

  /** What is not asked again throws no second time. */
  const toldOf = new WeakSet<Crash>();
  const neighbours = new Neighbours();
  const listener: Listener = {
    analysed(uri, analysis, milliseconds) {
      for (const crash of analysis?.crashes ?? []) {
        if (!toldOf.has(crash)) log(`${crash.rule} failed on ${crash.resource}`, uri, crash.error);
        toldOf.add(crash);
      }
      const unread = analysis ? project.unreadBeside(uri).map(({ path, why }) => `${nameOf(path)}: ${why}`) : [];
      void connection.sendNotification(statusNotification, statusOf(uri, analysis, milliseconds, unread));
      if (analysis) tell(neighbours.otherwise(analysis));
      if (analysis) looked?.();
      if (analysis?.source.asksForFiles) void fetchOthers();
    },
    failed: (uri, error) => log('Reading failed', uri, error),
  };
  const ask = askEditor(connection);
  const project = new Project(machine, ask);
  let beside: CfnLintBeside | undefined;
  let cfnLintWhen: When = 'off';
  const documents: Documents = new Documents(
    listener,
    lint,
    (uri) => project.settingsOf(uri),
    (uri) => files.seenFrom(uri),
  );
  const exporting =
    machine &&
    followExports({
      machine,
      project,
      documents,
      idle: () => turns.idle(),
      failed: (uri, error) => failed(uri, error),
      changed: anyFileChanged,
    });
  const files = new ProjectFiles(project, documents, exporting);
  const reports = new DiagnosticReports('document');
  const turns = new Turns();
  /** Whether the user wants inlay hints. */
  let hinting = false;
  const failed = (uri: string, error: unknown): void => log('Reading failed', uri, error);
  const whole =
    machine &&
    workspaceDiagnostics(connection, { machine, project, documents, files, idle: () => turns.idle(), failed });
  const offer = diagnosticsOffer(connection);
  const following = followProject(connection, project, {
    changed() {
      files.forget();
      judgeAnew();
    },
    filesChanged(uris) {
      whole?.changed(uris);
      exporting?.changed(uris);
      othersChanged(uris.flatMap((uri) => files.changed(uri)));
    },
    scoped(isWhole) {
      whole?.set(isWhole);
      offer.set(isWhole && whole !== undefined);
    },
    cfnLint(when) {
      cfnLintWhen = when;
      beside?.set(when);
    },
    cfnLintConfigChanged: () => beside?.lookAtAll(),
    hinted(isWanted) {
      if (isWanted !== hinting) refreshHints();
      hinting = isWanted;
    },
  });
  const fixFailed: FixFailed = (uri, { rule, resource, error }) =>
    log(`The quick fixes of ${rule} failed on ${resource}`, uri, error);
  const templateAt = (uri: string): Template | undefined => documents.template(uri);

  const configAt = (uri: string): OpenText | undefined => (isConfig(uri) ? documents.at(uri) : undefined);

  connection.onInitialize((params) => {
    client = clientOf(params.capabilities);
    following.initialize(params);
    void startBeside(startOptions(params.initializationOptions));
    return { capabilities: capabilitiesFor(client, machine !== undefined), serverInfo: { name: 'gatelint' } };
  });
  /** Where its bundle is not there, all goes on without. */
  async function startBeside(options: StartOptions): Promise<void> {
    const start = await cfnLint?.(options);
    if (!start) return;
    beside = followCfnLint(connection, {
      thread: new CfnLintThread(start),
      documents,
      isTrusted: options.isTrusted,
      place: (uri) => placeOf(uri, { machine, ask, folders: project.folders }),
      configAt: (folder, file) => textOfConfig(machine, folder, file),
      async ready(uri) {
        await ready(uri);
        await turns.idle();
      },
      changed: refresh,
      failed,
    });
    beside.set(cfnLintWhen);
  }
  connection.onInitialized(() => {
    if (client.registersDiagnostics) offer.begin();
    following.initialized(client);
    whole?.initialized(client);
  });

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    documents.open(uri, version, text, languageId);
    changed(uri);
    beside?.opened(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    documents.change(uri, version, contentChanges);
    beside?.typed(uri, contentChanges);
    changed(uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    beside?.closed(uri);
    reports.forget(uri);
    pulls.delete(uri);
    changed(uri);
    whole?.changed([uri]);
  });
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) => beside?.saved(uri));
  function changed(uri: string): void {
    turns.heard();
    if (isConfig(uri)) {
      const config = documents.at(uri);
      if (config) project.opened(config);
      else project.closed(uri);
      judgeAnew();
    } else {
      exporting?.changed([uri]);
      void publish(uri);
    }
    othersChanged(files.changed(uri));
  }
  /** What stands in one file is said of another, too: that is told when nobody types. */
  function othersChanged(readers: readonly string[]): void {
    if (readers.length === 0) return;
    for (const uri of readers) concerned.add(uri);
    clearTimeout(othersRest);
    othersRest = setTimeout(() => {
      const all = [...concerned];
      concerned.clear();
      tell(all);
    }, othersRestMilliseconds);
  }
  /** Of these files, open or not, something else is said now. */
  function tell(uris: readonly string[]): void {
    refresh(uris.filter((uri) => documents.version(uri) !== undefined));
    whole?.changed(uris.filter((uri) => documents.version(uri) === undefined));
  }
  function anyFileChanged(): void {
    files.forget();
    othersChanged([...documents.all().filter((uri) => documents.asksForFiles(uri)), ...(whole?.asking() ?? [])]);
  }
  /** What a template has named, and only the editor can read. */
  async function fetchOthers(): Promise<void> {
    following.watchTemplates();
    if (await project.fetch()) anyFileChanged();
  }
  /** After something has changed that all documents are judged by. */
  function judgeAnew(): void {
    refresh([...documents.all(), ...published]);
    exporting?.anew();
    whole?.anew();
  }
  function refresh(uris: readonly string[]): void {
    if (uris.length === 0) return;
    if (hinting) refreshHints();
    // Whoever cannot answer hears of it with the next change.
    if (client.refreshesDiagnostics) connection.languages.diagnostics.refresh().catch(() => {});
    for (const uri of new Set(uris)) void publish(uri);
  }

  function refreshHints(): void {
    if (client.refreshesInlayHints) connection.languages.inlayHint.refresh().catch(() => {});
  }

  let othersRest: ReturnType<typeof setTimeout> | undefined;
  /** The files that are judged by what has changed. */
  const concerned = new Set<string>();
  const published = new Set<string>();
  /** Only for clients that cannot ask by themselves. What never was a template or a config never hears of us. */
  async function publish(uri: string): Promise<void> {
    if (client.pullsDiagnostics) return;
    const version = documents.version(uri);
    await ready(uri);
    if (documents.version(uri) !== version) return; // the change that came behind is published
    const shown = templateAt(uri) ?? configAt(uri);
    if (shown) published.add(uri);
    else if (!published.delete(uri)) return;
    const diagnostics = diagnosticsAt(uri);
    void connection.sendDiagnostics({ uri, diagnostics, ...(shown && { version: shown.version }) });
  }
  function diagnosticsAt(uri: string): Diagnostic[] {
    const config = configAt(uri);
    if (config) return configDiagnostics(config, project.problemsIn(uri));
    if (documents.version(uri) === undefined && whole) return whole.closed(uri);
    const template = templateAt(uri);
    const theirs = template ? theirsIn(template).map(cfnLintDiagnostic) : [];
    return [...diagnosticsOf(template, client), ...theirs];
  }
  function theirsIn(template: Template): readonly PlacedFinding[] {
    return beside ? shownOf(template, beside.findingsOf(template.uri)) : [];
  }

  /** The last pull of each open document that was not given up. */
  const pulls = new Map<string, object>();
  connection.languages.diagnostics.on(async (params, token) => {
    const { textDocument, previousResultId } = params;
    const { uri } = textDocument;
    const version = documents.version(uri);
    if (version !== undefined) pulls.set(uri, params);
    await ready(uri, token).catch((reason) => {
      if (pulls.get(uri) === params) pulls.delete(uri);
      throw reason;
    });
    // The editor has typed on and asked again: that answer is the one it shows.
    if (documents.version(uri) !== version && (pulls.get(uri) ?? params) !== params) throw superseded();
    return reports.of(uri, diagnosticsAt(uri), previousResultId);
  });
  connection.languages.diagnostics.onWorkspace(async (params, token, _progress, partial) => {
    await following.known();
    return whole ? whole.onPull(params, token, partial) : { items: [] };
  });

  answerRequests(connection, {
    onDemand,
    client: () => client,
    documents,
    project,
    configAt,
    theirsIn,
    isFresh: (uri) => beside?.isFresh(uri) ?? false,
    async hinting() {
      await following.known();
      return hinting;
    },
    ready,
    quiet,
    fixFailed,
  });
  connection.onNotification('gatelint/trusted', () => beside?.trust());
  tellImpacts(connection, { onDemand, project, documents, ready: (uri) => ready(uri), failed });

  /** When all is known that decides how the document is judged, and nothing has arrived that might change it. */
  async function ready(uri: string, token?: CancellationToken): Promise<void> {
    await following.known();
    await project.prepare(uri);
    following.watchNamed();
    await quiet(token);
    if (documents.parse(uri)) await quiet(token);
  }
  /** From there on an answer is made in one go, so it is the time at which giving up saves anything. */
  async function quiet(token?: CancellationToken): Promise<void> {
    turns.heard();
    await turns.quiet();
    if (token?.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The client does not want it any more.');
  }
  connection.listen();
}

const capabilitiesFor = (
  { pullsDiagnostics, registersDiagnostics, resolvesEdits, changesFolders }: Client,
  hasFiles: boolean,
): ServerCapabilities => ({
  positionEncoding: PositionEncodingKind.UTF16,
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  ...(pullsDiagnostics && !registersDiagnostics && { diagnosticProvider: diagnosticOptions(hasFiles) }),
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentLinkProvider: {},
  documentSymbolProvider: true,
  inlayHintProvider: true,
  renameProvider: { prepareProvider: true },
  // Behind a colon, a dash and an equals sign stands a blank.
  completionProvider: { triggerCharacters: [' ', ...triggerCharacters] },
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind], resolveProvider: resolvesEdits },
  ...(changesFolders && { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }),
});

const statusOf = (
  uri: string,
  analysis: Analysis | undefined,
  milliseconds: number,
  unread: readonly string[],
): Status => ({
  uri,
  template: analysis !== undefined,
  findings: analysis?.findings.length ?? 0,
  ...(analysis && { ms: Math.round(milliseconds * 10) / 10 }),
  ...givenBy(analysis),
  ...(unread.length > 0 && { unread }),
});

function givenBy(analysis: Analysis | undefined): Pick<Status, 'parametersFrom'> {
  const parameters = [...(analysis?.source.parameters.values() ?? [])];
  const from = new Set(parameters.flatMap(({ given }) => given?.by ?? []));
  return from.size > 0 ? { parametersFrom: [...from] } : {};
}

/** An editor that hears this keeps what it shows, and does not ask again. */
const superseded = (): ResponseError<DiagnosticServerCancellationData> =>
  new ResponseError(LSPErrorCodes.ServerCancelled, 'A later pull of the same document is answered.', {
    retriggerRequest: false,
  });
