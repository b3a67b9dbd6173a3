import { type Diagnostic, type DocumentDiagnosticReport, DocumentDiagnosticReportKind } from 'vscode-languageserver';

interface Said {
  readonly resultId: string;
  readonly items: Diagnostic[];
}

/** Of most documents there is nothing to say. */
const nothing: Said = { resultId: 'nothing', items: [] };

/**
 * Answers to pulls. Each has an id, and an editor that has the answer of that id already is told so: typing that changes
 * no finding sends nothing anew.
 */
export class DiagnosticReports {
  readonly #last = new Map<string, Said>();
  /** An editor keeps the ids of a server that has crashed. */
  readonly #session: string;
  #count = 0;

  /** Those of another `kind` have other ids. */
  constructor(kind: string) {
    this.#session = `${kind}-${Date.now().toString(36)}`;
  }

  of(uri: string, items: Diagnostic[], previousResultId: string | undefined): DocumentDiagnosticReport {
    const { resultId, ...said } = this.#said(uri, items);
    return resultId === previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, ...said };
  }

  forget(uri: string): void {
    this.#last.delete(uri);
  }

  #said(uri: string, items: Diagnostic[]): Said {
    if (items.length === 0) return nothing;
    const last = this.#last.get(uri);
    const isSame = last?.items.length === items.length && items.every((one, index) => saysSame(one, last.items[index]));
    const said = { resultId: isSame ? last.resultId : `${this.#session}-${++this.#count}`, items };
    this.#last.set(uri, said);
    return said;
  }
}

/** Most of them are the very same object: nothing has touched or moved them. */
const saysSame = (one: Diagnostic, other: Diagnostic | undefined): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);
