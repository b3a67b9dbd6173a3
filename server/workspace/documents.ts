import type { Applied } from '../config/apply.ts';
import type { Files } from '../formats/format.ts';
import { looksLikeSource, parseFile } from '../formats/kind.ts';
import { type LineIndex, linesOf } from '../formats/syntax/lines.ts';
import type { Document } from '../formats/syntax/node.ts';
import { type Analysis, analyseDocument, isSpent } from '../linter/analysis.ts';
import { outOfTheBox, type Settings } from '../linter/settings.ts';
import { type Content, changed, type Typed, textOf } from './content.ts';

/** A document as the editor has it. */
export interface OpenText {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

/**
 * One version of an open document that is a template, and what the linter says about it. It is spent when a later
 * version is asked for, of it or of another file of its module, which takes over what is known: nobody holds it while
 * waiting for something else.
 */
export interface Template {
  readonly uri: string;
  readonly version: number;
  readonly lines: LineIndex;
  readonly analysis: Analysis;
}

/** `before` is what was said of the document as it was, by whatever settings. */
export type Lint = (
  uri: string,
  document: Document,
  settings: Settings,
  before: Analysis | undefined,
  files?: Files,
) => Analysis | undefined;

const analyse: Lint = (uri, document, settings, before, files) =>
  analyseDocument(uri, document, settings, undefined, before, files);

export interface Listener {
  /** After each version that somebody asked for; without an analysis it is no template. */
  analysed(uri: string, analysis: Analysis | undefined, milliseconds: number): void;
  /** Something threw, which is a bug of ours. It is tried anew from the text; what throws then, too, is no template. */
  failed(uri: string, error: unknown): void;
}

interface Open {
  readonly uri: string;
  /** What the editor calls it: `terraform`. */
  readonly language: string | undefined;
  readonly version: number;
  readonly content: Content;
  /** What was made of it when somebody last asked, and by what settings. */
  readonly judged: Judged | undefined;
  /** What is known of the version that somebody last asked for. */
  readonly known: Analysis | undefined;
}

interface Judged {
  readonly by: Applied;
  readonly files: Files | undefined;
  readonly template: Template | undefined;
}

/**
 * The documents that the editor has open, as they stand now. Each version is linted only when it is asked for, and
 * again only when it is to be judged by other settings. What looks like a template is kept parsed, and what is known of
 * it goes from version to version.
 */
export class Documents {
  readonly #open = new Map<string, Open>();
  readonly #listener: Listener;
  readonly #lint: Lint;
  readonly #settingsOf: (uri: string) => Applied;
  /** The same as long as nothing has changed in what a document has read of other files. */
  readonly #files: (uri: string) => Files | undefined;

  constructor(
    listener: Listener,
    lint: Lint = analyse,
    settingsOf: (uri: string) => Applied = () => outOfTheBox,
    files: (uri: string) => Files | undefined = () => undefined,
  ) {
    this.#listener = listener;
    this.#lint = lint;
    this.#settingsOf = settingsOf;
    this.#files = files;
  }

  /** By their URIs. */
  all(): readonly string[] {
    return [...this.#open.keys()];
  }

  /** Whether somebody waits, or is yet to ask, for what is said of the documents as they stand. */
  get areUnjudged(): boolean {
    return [...this.#open.values()].some(({ judged }) => !judged);
  }

  version(uri: string): number | undefined {
    return this.#open.get(uri)?.version;
  }

  /** With its whole text: for what is small. */
  at(uri: string): OpenText | undefined {
    const open = this.#open.get(uri);
    return open && { uri, version: open.version, text: textOf(open.content) };
  }

  /** As it stands, where it has been parsed: what is a template is, once somebody has asked. */
  parsed(uri: string): Document | undefined {
    const content = this.#open.get(uri)?.content;
    return typeof content === 'string' ? undefined : content;
  }

  open(uri: string, version: number, text: string, language?: string): void {
    this.#open.set(uri, { uri, language, version, content: text, judged: undefined, known: undefined });
  }

  /** Changes apply one after the other. Those to a document that is not open are ignored. */
  change(uri: string, version: number, changes: readonly Typed[]): void {
    const open = this.#open.get(uri);
    if (!open) return;
    const { language, known } = open;
    this.#open.set(uri, { uri, language, version, content: this.#changed(open, changes), judged: undefined, known });
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  /** Reads the text, if it looks like a template and has not been read yet. Whoever asks for the template later waits less. */
  parse(uri: string): boolean {
    const open = this.#open.get(uri);
    if (!open || open.judged || this.#settingsOf(uri) === 'ignored') return false;
    const content = this.#parsed(open);
    this.#open.set(uri, { ...open, content });
    return content !== open.content;
  }

  /** Undefined for what is not open, what is no template, and what the settings leave out. */
  template(uri: string): Template | undefined {
    const open = this.#open.get(uri);
    if (!open) return undefined;
    const by = this.#settingsOf(uri);
    const { judged } = open;
    if (judged?.by !== by) return this.#judge(open, by);
    const { template } = judged;
    if (!template?.analysis.source.asksForFiles) return template;
    return judged.files === this.#files(uri) && !isSpent(template.analysis) ? template : this.#judge(open, by);
  }

  /** Whether what is said of an open document rests on other files. */
  asksForFiles(uri: string): boolean {
    return this.#open.get(uri)?.known?.source.asksForFiles === true;
  }

  #changed({ uri, content }: Open, changes: readonly Typed[]): Content {
    try {
      return changed(content, changes);
    } catch (error) {
      this.#listener.failed(uri, error);
      return changed(textOf(content), changes);
    }
  }

  /** Most of what an editor opens is no template: it stays as it is. */
  #parsed({ uri, language, content }: Open): Content {
    try {
      if (typeof content !== 'string' || !looksLikeSource(uri, content, language)) return content;
      return parseFile(uri, content, language);
    } catch (error) {
      this.#listener.failed(uri, error);
      return content;
    }
  }

  #judge(open: Open, by: Applied): Template | undefined {
    const { uri, language, version } = open;
    const started = performance.now();
    const files = this.#files(uri);
    const content = by === 'ignored' ? open.content : this.#parsed(open);
    const analysis = by === 'ignored' || typeof content === 'string' ? undefined : this.#read(open, content, by, files);
    const template = analysis && { uri, version, lines: linesOf(analysis.source.document), analysis };
    this.#open.set(uri, { uri, language, version, content, judged: { by, files, template }, known: analysis });
    this.#listener.analysed(uri, analysis, performance.now() - started);
    return template;
  }

  #read({ uri, known }: Open, document: Document, settings: Settings, files: Files | undefined): Analysis | undefined {
    // What is known may be half taken over when it throws: from there on, nothing is known.
    for (const before of known ? [known, undefined] : [undefined]) {
      try {
        return this.#lint(uri, document, settings, before, files);
      } catch (error) {
        this.#listener.failed(uri, error);
      }
    }
    return undefined;
  }
}
