/*
 * What is said of the templates of the workspace that are not open, for users who want that. Files are looked at one at
 * a time, when nobody waits for anything else.
 */
import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type ResultProgressReporter,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { closedTemplate, closedText } from '../workspace/closed.ts';
import { isConfig } from '../workspace/configs.ts';
import type { Documents } from '../workspace/documents.ts';
import type { Machine, Project } from '../workspace/project.ts';
import type { ProjectFiles } from '../workspace/project-files.ts';
import { Scan } from '../workspace/scan.ts';
import type { Client } from './client.ts';
import { configDiagnostics } from './config/diagnostics.ts';
import { DiagnosticReports } from './diagnostic-reports.ts';
import { diagnosticsOf } from './diagnostics.ts';

/** Nobody notices that something waits for so long. */
const sliceMilliseconds = 8;
/** Somebody who types in a config changes everything with every letter. */
const restMilliseconds = 300;
/** Documents that are open in the background are not asked about. */
const patienceMilliseconds = 1000;

interface Surroundings {
  readonly machine: Machine;
  readonly project: Project;
  readonly documents: Documents;
  readonly files: ProjectFiles;
  /** Resolves when nobody waits for anything. */
  idle(): Promise<void>;
  failed(uri: string, error: unknown): void;
}

export function workspaceDiagnostics(connection: Connection, around: Surroundings) {
  const { machine, project, documents, files, idle, failed } = around;
  const scan = new Scan(machine.disk);
  const reports = new DiagnosticReports('workspace');
  /** Of the files in which there is something to find, by their paths. */
  const found = new Map<string, Diagnostic[]>();
  /** Those of which something is said that rests on other files. */
  const asking = new Set<string>();
  let client: Client | undefined;
  let isOn = false;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let sleepers: (() => void)[] = [];
  let latest: object | undefined;

  const openPaths = (): ReadonlySet<string> => new Set(documents.all().flatMap((uri) => machine.pathOf(uri) ?? []));

  function wake(): void {
    const awake = sleepers;
    sleepers = [];
    for (const go of awake) go();
  }

  function begin(): void {
    const folders = isOn ? project.folders.flatMap((uri) => machine.pathOf(uri) ?? []) : [];
    scan.begin(folders);
    for (const path of found.keys()) scan.note(path);
    wake();
  }

  function look(path: string, as: Client): Diagnostic[] {
    try {
      if (!isConfig(path)) {
        const template = closedTemplate(machine, project, path, files.seenFrom(machine.uriOf(path)));
        if (template?.analysis.source.asksForFiles) asking.add(path);
        else asking.delete(path);
        return diagnosticsOf(template, as);
      }
      const text = closedText(machine, path);
      const uri = machine.uriOf(path);
      return text === undefined ? [] : configDiagnostics({ uri, version: 0, text }, project.problemsIn(uri));
    } catch (error) {
      failed(machine.uriOf(path), error);
      return [];
    }
  }

  function keep(path: string, diagnostics: Diagnostic[]): Diagnostic[] {
    if (diagnostics.length > 0) found.set(path, diagnostics);
    else found.delete(path);
    return diagnostics;
  }

  /** Goes on with the scan until it is done, or given up. What is open is left to those who ask for it. */
  async function advance(as: Client, isGivenUp: () => boolean, told: (path: string) => void, flush: () => void) {
    await openDocumentsFirst();
    const progress = await begun(as);
    let looked = 0;
    let open = openPaths();
    let began = performance.now();
    try {
      for (let step = isGivenUp() ? undefined : scan.next(); step; step = scan.next()) {
        const { path, gone } = step;
        if (path !== undefined && !open.has(path)) {
          const isKnown = found.has(path);
          if (keep(path, gone ? [] : look(path, as)).length > 0 || isKnown) told(path);
          looked++;
        }
        if (performance.now() - began < sliceMilliseconds) continue;
        flush();
        progress?.report(`${looked} files`);
        await idle();
        open = openPaths();
        began = performance.now();
        if (progress?.token.isCancellationRequested) scan.stop();
        if (isGivenUp()) return;
      }
    } finally {
      progress?.done();
    }
  }

  async function openDocumentsFirst(): Promise<void> {
    const asked = performance.now();
    await idle();
    while (documents.areUnjudged && performance.now() - asked < patienceMilliseconds)
      await new Promise((resolve) => setTimeout(resolve, 20));
  }

  async function begun({ showsProgress }: Client) {
    if (!scan.isWalking || !isOn || !showsProgress) return undefined;
    const progress = await connection.window.createWorkDoneProgress().catch(() => undefined);
    progress?.begin('Gatelint', undefined, 'looking through the workspace', true);
    return progress;
  }

  /** Resolves when there may be something new, or when `token` is cancelled. */
  const news = (token?: CancellationToken): Promise<void> =>
    new Promise((resolve) => {
      sleepers.push(resolve);
      token?.onCancellationRequested(() => resolve());
    });

  /** The answer to a pull: it comes when there is something to say that the editor does not have. */
  async function pull(
    { previousResultIds }: WorkspaceDiagnosticParams,
    token: CancellationToken,
    partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
    as: Client,
  ): Promise<WorkspaceDiagnosticReport> {
    const mine = {};
    latest = mine;
    wake(); // whoever waits is not the latest any more
    const isGivenUp = (): boolean => token.isCancellationRequested || latest !== mine;
    const ids = new Map(previousResultIds.map(({ uri, value }) => [machine.pathOf(uri) ?? uri, value]));
    /** What was said in this answer, by its id. */
    const answered = new Map<string, string | undefined>();
    const unsent = new Map<string, WorkspaceDocumentDiagnosticReport>();
    let open = openPaths();
    let said = false;
    const tell = (path: string): void => {
      const previous = ids.get(path);
      const items = found.get(path) ?? [];
      if (open.has(path) || (items.length === 0 && previous === undefined)) return;
      const uri = path.includes('://') ? path : machine.uriOf(path);
      const report = { ...reports.of(uri, items, previous), uri, version: null };
      if (answered.get(path) === report.resultId) return;
      answered.set(path, report.resultId);
      if (items.length === 0) ids.delete(path);
      else if (report.resultId !== undefined) ids.set(path, report.resultId);
      if (report.kind === DocumentDiagnosticReportKind.Full) said = true;
      unsent.set(path, report);
    };
    const flush = (): void => {
      open = openPaths();
      if (!partial || unsent.size === 0) return;
      partial.report({ items: [...unsent.values()] });
      unsent.clear();
    };
    for (;;) {
      await advance(as, isGivenUp, tell, flush);
      if (isGivenUp()) throw token.isCancellationRequested ? cancelled() : superseded();
      open = openPaths();
      for (const path of new Set([...found.keys(), ...ids.keys()])) tell(path);
      if (said) return { items: [...unsent.values()] };
      unsent.clear();
      await news(token);
    }
  }

  /** For an editor that cannot ask. */
  async function publish(as: Client): Promise<never> {
    for (;;) {
      const tell = (path: string): void => {
        const diagnostics = found.get(path) ?? [];
        void connection.sendDiagnostics({ uri: machine.uriOf(path), diagnostics });
      };
      await advance(
        as,
        () => false,
        tell,
        () => {},
      );
      await news();
    }
  }

  return {
    initialized(as: Client): void {
      client = as;
      if (as.pullsDiagnostics) return;
      void publish(as);
    },

    onPull: (
      params: WorkspaceDiagnosticParams,
      token: CancellationToken,
      partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
    ) => (client ? pull(params, token, partial, client) : { items: [] }),

    /** Whether the user wants it. */
    set(wanted: boolean): void {
      if (isOn === wanted) return;
      isOn = wanted;
      begin();
    },

    /** After something has changed that all files are judged by. */
    anew(): void {
      if (!isOn) return;
      clearTimeout(rest);
      rest = setTimeout(begin, restMilliseconds);
    },

    /** Something has become of these files: their text, whether they are there, or whether they are open. */
    changed(uris: readonly string[]): void {
      if (!isOn) return;
      for (const uri of uris) {
        const path = machine.pathOf(uri);
        if (path !== undefined) scan.note(path);
      }
      wake();
    },

    /** Those that are judged by other files, too. */
    asking: (): readonly string[] => [...asking].map((path) => machine.uriOf(path)),

    /** What is said of a file that is not open. */
    closed(uri: string): Diagnostic[] {
      const path = isOn ? machine.pathOf(uri) : undefined;
      if (path === undefined || !client) return [];
      return keep(path, scan.wouldFind(path) ? look(path, client) : []);
    },
  };
}

const cancelled = () => new ResponseError(LSPErrorCodes.RequestCancelled, 'The client does not want it any more.');

const superseded = () =>
  new ResponseError(LSPErrorCodes.ServerCancelled, 'A later pull of the workspace is answered.', {
    retriggerRequest: false,
  });
