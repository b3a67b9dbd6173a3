import { parseFile } from '../../server/formats/kind.ts';
import { edit } from '../../server/formats/syntax/edit.ts';
import { analyseDocument } from '../../server/linter/analysis.ts';
import type { Keystroke, Language } from './typing.ts';

/** A document that is open in an editor. */
export interface Session {
  /** Brings the findings up to date. Returns how many characters were parsed again. */
  edit(key: Keystroke): number;
}

/** What the file is called tells Terraform. */
const files: Readonly<Record<Language, string>> = {
  yaml: 'bench.yaml',
  json: 'bench.json',
  hcl: 'bench.tf',
  'tf-json': 'bench.tf.json',
};

/** As the language server does it. */
export function openSession(text: string, language: Language): Session {
  const file = files[language];
  let document = parseFile(file, text);
  let analysis = analyseDocument(file, document);
  // A text that nobody reads would cost next to nothing for no good reason.
  if (!analysis?.findings.length) throw new Error(`Nothing is found in ${file}.`);
  return {
    edit(key) {
      const { document: now, from, added } = edit(document, key);
      document = now;
      analysis = analyseDocument(file, document, undefined, undefined, analysis);
      return now.items.slice(from, from + added).reduce((sum, { text: own }) => sum + own.length, 0);
    },
  };
}
