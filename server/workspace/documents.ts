import type { Applied } from '../config/apply.ts';
import { type LineIndex, lineIndex, type Position } from '../formats/syntax/lines.ts';
import { type Analysis, analyse } from '../linter/analysis.ts';
import { outOfTheBox } from '../linter/settings.ts';

/** A document as the editor has it. */
export interface OpenText {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

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

interface Version extends OpenText {
  /** What was made of it when somebody last asked, and by what settings. */
  judged?: { readonly by: Applied; readonly template: Template | undefined };
}

/**
 * The documents that the editor has open, as they stand now. Each version is linted only when it is asked for, and
 * again only when it is to be judged by other settings.
 */
export class Documents {
  readonly #open = new Map<string, Version>();
  readonly #listener: Listener;
  readonly #lint: typeof analyse;
  readonly #settingsOf: (uri: string) => Applied;

  constructor(
    listener: Listener,
    lint: typeof analyse = analyse,
    settingsOf: (uri: string) => Applied = () => outOfTheBox,
  ) {
    this.#listener = listener;
    this.#lint = lint;
    this.#settingsOf = settingsOf;
  }

  /** By their URIs. */
  all(): readonly string[] {
    return [...this.#open.keys()];
  }

  at(uri: string): OpenText | undefined {
    return this.#open.get(uri);
  }

  open(uri: string, version: number, text: string): void {
    this.#open.set(uri, { uri, version, text });
  }

  /** Changes apply one after the other. Those to a document that is not open are ignored. */
  change(uri: string, version: number, changes: readonly Change[]): void {
    const document = this.#open.get(uri);
    if (document) this.open(uri, version, changed(document.text, changes));
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  /** Undefined for what is not open, what is no template, and what the settings leave out. */
  template(uri: string): Template | undefined {
    const document = this.#open.get(uri);
    if (!document) return undefined;
    const by = this.#settingsOf(uri);
    if (document.judged?.by !== by) document.judged = { by, template: this.#read(document, by) };
    return document.judged.template;
  }

  #read({ uri, version, text }: OpenText, settings: Applied): Template | undefined {
    const started = performance.now();
    try {
      const analysis = settings === 'ignored' ? undefined : this.#lint(uri, text, settings);
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
