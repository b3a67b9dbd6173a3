/* Texts that the laws of items have to hold for, in whatever language: whole, cut off, half typed, and of other languages. */
import { test } from 'node:test';
import fc from 'fast-check';
import { corpusFiles, corpusTest } from '../corpus.ts';

interface Language {
  readonly documents: readonly string[];
  /** Tokens that a person types, and that mean most to the parser. */
  readonly snippets: readonly string[];
  /** Lines that are being typed. */
  readonly halfTyped: readonly string[];
  /** Throws where one of the laws does not hold. */
  readonly checkLaws: (text: string) => void;
  /** It does not throw. */
  readonly parse: (text: string) => unknown;
}

export function lawsHold({ documents, snippets, halfTyped, checkLaws, parse }: Language): void {
  test('the laws of items hold for the sample documents', () => {
    for (const text of documents) checkLaws(text);
  });

  test('the laws of items hold for the beginnings of the sample documents', () => {
    for (const text of documents) {
      const step = text.length > 500 ? 3 : 1;
      for (let end = 0; end <= text.length; end += step) checkLaws(text.slice(0, end));
    }
  });

  test('the laws of items hold after any few edits', () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      remove: fc.oneof({ weight: 3, arbitrary: fc.nat(2) }, fc.nat(60)),
      insert: fc.oneof(
        fc.constant(''),
        fc.constantFrom(...snippets),
        fc.constantFrom(...halfTyped.map((line) => `${line}\n`)),
      ),
    });
    const edited = fc
      .tuple(fc.constantFrom(...documents), fc.array(edit, { minLength: 1, maxLength: 6 }))
      .map(([text, edits]) =>
        edits.reduce((now, { at, remove, insert }) => {
          const offset = Math.floor(at * now.length);
          return now.slice(0, offset) + insert + now.slice(offset + remove);
        }, text),
      );
    fc.assert(fc.property(edited, checkLaws), { numRuns: 1500, seed: 7 });
  });

  test('the laws of items hold for text that is made of punctuation only', () => {
    const soup = fc.array(fc.constantFrom(...snippets), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(fc.property(soup, checkLaws), { numRuns: 3000, seed: 8 });
  });

  corpusTest('the laws of items hold for every file of the robust corpus, whatever its language', () => {
    for (const { text } of corpusFiles('robust', ['.yaml', '.yml', '.template', '.json', '.tf'])) {
      if (text.length < 200_000) checkLaws(text);
      else parse(text);
    }
  });
}
