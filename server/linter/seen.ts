/*
 * What was seen of other files. Whoever has read something of them can ask again later, through other eyes, whether they
 * still say it.
 */
import type { Files, Folder, OtherFile, Source } from '../formats/format.ts';
import type { Document } from '../formats/syntax/node.ts';

/** A file that stands otherwise now. */
interface Edited {
  readonly source: Source;
  readonly document: Document;
}

interface Asked<Answer> {
  readonly ask: (files: Files) => Answer;
  answer: Answer;
}

export class Seen {
  /** To be read through: what is asked twice is answered alike. */
  readonly files: Files;
  #through: Files;
  readonly #read = new Map<string, Asked<OtherFile>>();
  readonly #listed = new Map<string, Asked<Folder>>();

  constructor(through: Files) {
    this.#through = through;
    this.files = {
      read: (from, path) => this.#answer(this.#read, `${from}\n${path}`, (files) => files.read(from, path)),
      ...(through.list && {
        list: (from, folder) =>
          this.#answer(this.#listed, `${from}\n${folder}`, (files) => files.list?.(from, folder) ?? nobodyLooks),
      }),
      // Where calls come or go, nobody goes on from what is known: there is nothing to ask again.
      ...(through.isCalled && { isCalled: (from) => this.#through.isCalled?.(from) ?? true }),
    };
  }

  /**
   * Of `sources`, those that stand otherwise where one looks through `files`; undefined where anything else does. From
   * here on, that is what was seen.
   */
  news(files: Files, sources: readonly Source[]): readonly Edited[] | undefined {
    // The same eyes would have seen the same.
    if (files === this.#through) return [];
    this.#through = files;
    for (const asked of this.#listed.values()) {
      const before = asked.answer;
      asked.answer = asked.ask(files);
      if (!isSameFolder(before, asked.answer)) return undefined;
    }
    const edited = new Map<Source, Document>();
    for (const asked of this.#read.values()) {
      const before = asked.answer;
      const now = asked.ask(files);
      asked.answer = now;
      const source = 'document' in now ? sources.find(({ file }) => file === now.file) : undefined;
      if (source && 'document' in now) {
        if (!isSameText(source.document, now.document)) edited.set(source, now.document);
      } else if (!isSameFile(before, now)) return undefined;
    }
    return [...edited].map(([source, document]) => ({ source, document }));
  }

  #answer<Answer>(asked: Map<string, Asked<Answer>>, key: string, ask: Asked<Answer>['ask']): Answer {
    const known = asked.get(key);
    if (known) return known.answer;
    const answer = ask(this.#through);
    asked.set(key, { ask, answer });
    return answer;
  }
}

const nobodyLooks: Folder = { why: 'the folder cannot be looked into' };

const isSameFolder = (one: Folder, other: Folder): boolean =>
  'names' in one
    ? 'names' in other && one.names.join('\n') === other.names.join('\n')
    : 'why' in other && one.why === other.why;

const isSameFile = (one: OtherFile, other: OtherFile): boolean =>
  'document' in one
    ? 'document' in other && one.file === other.file && isSameText(one.document, other.document)
    : 'why' in other && one.why === other.why;

/** Two that were parsed of the same text, by the same grammar. */
const isSameText = (one: Document, other: Document): boolean =>
  one === other || (one.length === other.length && one.dialect === other.dialect && one.text === other.text);
