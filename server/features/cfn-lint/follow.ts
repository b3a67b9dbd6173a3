/*
 * cfn-lint beside the documents that are open: when it is asked, and what is known of its findings. They are those of
 * the text that was last looked at, moved along with what is typed since.
 */
import { type Connection, NotificationType } from 'vscode-languageserver';
import { followed, type PlacedFinding, placed, type Typed } from '../../cfn-lint/placed.ts';
import type { CfnLintThread, Outcome } from '../../cfn-lint/thread.ts';
import { isTerraform } from '../../formats/kind.ts';
import type { Documents, Template } from '../../workspace/documents.ts';
import type { Place } from './place.ts';
import { wrongConfigDiagnostic, wrongInTemplate } from './wrong-config.ts';

/** The setting `gatelint.cfnLint`. */
export type When = 'onSave' | 'onIdle' | 'off';

/** For whoever shows how it stands. */
export interface CfnLintStatus {
  readonly uri: string;
  /** `off`: the user does not want it any more. */
  readonly state: 'looking' | 'looked' | 'failed' | 'off';
  readonly version?: string;
  /** Why it has failed, in words for the user. */
  readonly why?: string;
}
const statusNotification = new NotificationType<CfnLintStatus>('gatelint/cfnLint');

/** So long nobody types before a text is worth a look that takes seconds. */
const idleMilliseconds = 1000;

interface Around {
  readonly thread: CfnLintThread;
  readonly documents: Documents;
  /** Whether the user trusts the folders that are open. */
  readonly isTrusted: boolean;
  place(uri: string): Promise<Place>;
  /** The text of a config, and its URI, by the path that cfn-lint has told. */
  configAt(folder: string | undefined, file: string): { readonly uri: string; readonly text: string } | undefined;
  /** When all is known that decides how the document is judged, and our own findings are told. */
  ready(uri: string): Promise<void>;
  /** Something else is said of a document now. */
  changed(uris: readonly string[]): void;
  /** Something threw, which is a bug of ours. */
  failed(uri: string, error: unknown): void;
}

/** What is known of an open document. */
interface Known {
  findings: readonly PlacedFinding[];
  /** Whether nothing was typed since the text that these were found in. */
  isFresh: boolean;
  /** What was typed since the text was handed over that is looked at now. */
  since: Typed[] | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export type CfnLintBeside = ReturnType<typeof followCfnLint>;

export function followCfnLint(
  connection: Connection,
  { thread, documents, place, configAt, ready, changed, failed, ...around }: Around,
) {
  const known = new Map<string, Known>();
  const wrong = new Set<string>();
  let when: When = 'off';
  let { isTrusted } = around;

  const knownOf = (uri: string): Known => {
    const one = known.get(uri) ?? { findings: [], isFresh: true, since: undefined, timer: undefined };
    known.set(uri, one);
    return one;
  };
  const tell = (status: CfnLintStatus): void => void connection.sendNotification(statusNotification, status);

  async function look(uri: string): Promise<void> {
    await ready(uri);
    const template = documents.template(uri);
    const text = documents.at(uri)?.text;
    if (when === 'off' || text === undefined || !isCloudFormation(template)) return;
    const one = knownOf(uri);
    clearTimeout(one.timer);
    const since: Typed[] = [];
    one.since = since;
    tell({ uri, state: 'looking' });
    const at = await place(uri);
    if (one.since !== since) return;
    const outcome = await thread.lint(uri, { text, trusted: isTrusted, ...at });
    if (known.get(uri) !== one || one.since !== since) return; // closed, or looked at anew
    one.since = undefined;
    hear(uri, one, outcome, { text, since, folder: at.folder });
  }

  interface Asked {
    readonly text: string;
    readonly since: readonly Typed[];
    readonly folder: string | undefined;
  }

  function hear(uri: string, one: Known, outcome: Outcome, { text, since, folder }: Asked): void {
    if (outcome.kind === 'dropped') return;
    if (outcome.kind === 'failed') {
      connection.console.error(`${outcome.why} (${uri})`);
      tell({ uri, state: 'failed', why: outcome.why });
      return;
    }
    const found = outcome.kind === 'findings' ? outcome.findings : wrongIn(folder, outcome.wrong);
    const findings = followed(placed(found, text), since);
    const isNew = JSON.stringify(findings) !== JSON.stringify(one.findings);
    one.findings = findings;
    one.isFresh = since.length === 0;
    if (outcome.kind === 'findings') forgetWrong();
    const version = thread.version;
    tell({ uri, state: 'looked', ...(version !== undefined && { version }) });
    // An editor that is told anew looks at its light bulbs anew, and gives up what the user may just have asked for.
    if (isNew) changed([uri]);
  }

  /** What is wrong in a config is said there, else in the template. */
  function wrongIn(folder: string | undefined, what: Extract<Outcome, { kind: 'misconfigured' }>['wrong']) {
    const config = what.file === undefined ? undefined : configAt(folder, what.file);
    if (!config) return [wrongInTemplate(what)];
    wrong.add(config.uri);
    void connection.sendDiagnostics({ uri: config.uri, diagnostics: [wrongConfigDiagnostic(what, config.text)] });
    return [];
  }

  function forgetWrong(): void {
    for (const uri of wrong) void connection.sendDiagnostics({ uri, diagnostics: [] });
    wrong.clear();
  }

  function later(uri: string, milliseconds: number): void {
    const one = knownOf(uri);
    clearTimeout(one.timer);
    one.timer = setTimeout(() => look(uri).catch((error) => failed(uri, error)), milliseconds);
  }

  return {
    /** As the user wishes it. */
    set(wish: When): void {
      if (wish === when) return;
      const was = when;
      when = wish;
      if (wish === 'off') {
        for (const { timer } of known.values()) clearTimeout(timer);
        const uris = [...known.keys()];
        for (const uri of uris) tell({ uri, state: 'off' });
        known.clear();
        forgetWrong();
        void thread.stop();
        changed(uris);
      } else if (was === 'off') this.lookAtAll();
    },

    /** The folders are trusted from now on. */
    trust(): void {
      isTrusted = true;
      this.lookAtAll();
    },

    /** What decides what cfn-lint says has changed. */
    lookAtAll(): void {
      if (when !== 'off') for (const uri of documents.all()) later(uri, 0);
    },

    opened(uri: string): void {
      if (when !== 'off') later(uri, 0);
    },

    typed(uri: string, changes: readonly Typed[]): void {
      const one = known.get(uri);
      if (!one) return;
      one.since?.push(...changes);
      one.findings = followed(one.findings, changes);
      one.isFresh = false;
      if (when === 'onIdle') later(uri, idleMilliseconds);
    },

    saved(uri: string): void {
      if (when !== 'off') later(uri, 0);
    },

    closed(uri: string): void {
      clearTimeout(known.get(uri)?.timer);
      if (known.delete(uri)) thread.drop(uri);
    },

    /** Whether nothing was typed since cfn-lint has looked. */
    isFresh: (uri: string): boolean => known.get(uri)?.isFresh ?? false,

    findingsOf: (uri: string): readonly PlacedFinding[] => known.get(uri)?.findings ?? [],
  };
}

function isCloudFormation(template: Template | undefined): boolean {
  return template !== undefined && !isTerraform(template.analysis.source.document);
}
