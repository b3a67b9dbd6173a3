import { parseDocument } from '../../server/formats/syntax/document.ts';
import { edit } from '../../server/formats/syntax/edit.ts';
import { analyseDocument } from '../../server/linter/analysis.ts';
import type { Keystroke, Language } from './typing.ts';

/** A document that is open in an editor. */
export interface Session {
  /** Brings the findings up to date. Returns how many characters were parsed again. */
  edit(key: Keystroke): number;
}

/** As the language server does it. */
export function openSession(text: string, language: Language): Session {
  const file = `bench.${language}`;
  let document = parseDocument(text);
  let analysis = analyseDocument(file, document);
  return {
    edit(key) {
      const { document: now, from, added } = edit(document, key);
      document = now;
      analysis = analyseDocument(file, document, undefined, undefined, analysis);
      return now.items.slice(from, from + added).reduce((sum, { text: own }) => sum + own.length, 0);
    },
  };
}
