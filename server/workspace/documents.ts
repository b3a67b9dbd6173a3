import { type LineIndex, lineIndex, type Position } from '../formats/syntax/lines.ts';
import { type Analysis, analyse } from '../linter/analysis.ts';

/** One version of an open document that is a template, and what the linter says about it. */
export interface Template {
  readonly uri: string;
  readonly version: number;
  readonly lines: LineIndex;
  readonly analysis: Analysis;
}

/** Replaces what stands at `range`, or all of the text. */
export interface Change {
  readonly range?: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

export interface Listener {
  /** After each version that somebody asked for; without an analysis it is no template. */
  analysed(uri: string, analysis: Analysis | undefined, milliseconds: number): void;
  /** Reading it threw, which is a bug of ours: the document is treated as if it were no template. */
  failed(uri: string, error: unknown): void;
}

interface Version {
  readonly text: string;
  /** Asked for the first time, it reads and lints the text. */
  readonly template: () => Template | undefined;
}

/** The documents that the editor has open, as they stand now. Each version is linted at most once, and only when it is asked for. */
export class Documents {
  readonly #open = new Map<string, Version>();
  readonly #listener: Listener;
  readonly #lint: typeof analyse;

  constructor(listener: Listener, lint: typeof analyse = analyse) {
    this.#listener = listener;
    this.#lint = lint;
  }

  open(uri: string, version: number, text: string): void {
    this.#open.set(uri, { text, template: once(() => this.#read(uri, version, text)) });
  }

  /** Changes apply one after the other. Those to a document that is not open are ignored. */
  change(uri: string, version: number, changes: readonly Change[]): void {
    const document = this.#open.get(uri);
    if (document) this.open(uri, version, changed(document.text, changes));
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  /** Undefined for what is not open and for what is no template. */
  template(uri: string): Template | undefined {
    return this.#open.get(uri)?.template();
  }

  #read(uri: string, version: number, text: string): Template | undefined {
    const started = performance.now();
    try {
      const analysis = this.#lint(uri, text);
      this.#listener.analysed(uri, analysis, performance.now() - started);
      return analysis && { uri, version, lines: lineIndex(text), analysis };
    } catch (error) {
      this.#listener.failed(uri, error);
      return undefined;
    }
  }
}

function changed(original: string, changes: readonly Change[]): string {
  let text = original;
  let lines = lineIndex(text);
  // Editors send the changes of many cursors from the bottom up: what stands above a change keeps its lines.
  let trusted = text.length + 1;
  for (const { range, text: newText } of changes) {
    if (!range) {
      text = newText;
      trusted = -1;
      continue;
    }
    if (lines.offsetAt(range.end) >= trusted) lines = lineIndex(text);
    const start = lines.offsetAt(range.start);
    const end = Math.max(start, lines.offsetAt(range.end));
    text = text.slice(0, start) + newText + text.slice(end);
    trusted = start;
  }
  return text;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
