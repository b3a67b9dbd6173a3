import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parseDocument } from '../../server/formats/syntax/document.ts';
import { carryFacts } from '../../server/formats/syntax/facts.ts';
import { lineIndex, linesOf } from '../../server/formats/syntax/lines.ts';
import type { Document, Item } from '../../server/formats/syntax/node.ts';

test('lines and characters count from zero, characters in UTF-16 code units', () => {
  const text = 'a: 1\nb: 🚀!\n';
  const lines = lineIndex(text);
  assert.equal(lines.lineCount, 3);
  assert.deepEqual(lines.positionAt(0), { line: 0, character: 0 });
  assert.deepEqual(lines.positionAt(text.indexOf('!')), { line: 1, character: 5 });
  assert.equal(lines.offsetAt({ line: 1, character: 5 }), text.indexOf('!'));
  assert.equal(lines.startOf(1), 5);
});

test('lines end with LF, CRLF or CR alone', () => {
  assert.equal(lineIndex('a\nb\r\nc\rd').lineCount, 4);
  assert.deepEqual(lineIndex('a\nb\r\nc\rd').positionAt(7), { line: 3, character: 0 });
});

test('outside of the text is its nearest end, behind a line the end of that line', () => {
  const lines = lineIndex('ab\r\ncd');
  assert.deepEqual(lines.positionAt(-1), { line: 0, character: 0 });
  assert.deepEqual(lines.positionAt(99), { line: 1, character: 2 });
  assert.equal(lines.offsetAt({ line: 0, character: 99 }), 2);
  assert.equal(lines.offsetAt({ line: 7, character: 1 }), 6);
  assert.equal(lines.offsetAt({ line: -1, character: 1 }), 0);
  assert.deepEqual(lineIndex('').positionAt(0), { line: 0, character: 0 });
});

test('every offset and position is what the language server library makes of it', () => {
  const characters = fc.constantFrom('a', ' ', '\n', '\r', '\r\n', '🚀', 'é', '\u2028');
  const texts = fc.array(characters, { maxLength: 30 }).map((parts) => parts.join(''));
  const property = fc.property(
    texts,
    fc.integer({ min: -2, max: 40 }),
    fc.integer({ min: -2, max: 12 }),
    (text, a, b) => {
      const library = TextDocument.create('file:///a', 'yaml', 1, text);
      const lines = lineIndex(text);
      assert.equal(lines.lineCount, library.lineCount);
      assert.deepEqual(lines.positionAt(a), library.positionAt(a));
      assert.equal(lines.offsetAt({ line: a, character: b }), library.offsetAt({ line: a, character: b }));
    },
  );
  fc.assert(property, { numRuns: 2000, seed: 1 });
});

/** A document whose items end wherever these texts do, between `\r` and `\n` too. */
function inItems(texts: readonly string[]): Document {
  const items = texts.map(
    (text): Item => ({
      kind: 'trivia',
      section: undefined,
      key: undefined,
      value: undefined,
      text,
      problems: [],
      anchors: undefined,
    }),
  );
  const starts = texts.map((_, index) => texts.slice(0, index).join('').length);
  const text = texts.join('');
  return { ...parseDocument(''), items, starts, length: text.length, text };
}

function sameLines(document: Document): void {
  const [lines, expected] = [linesOf(document), lineIndex(document.text)];
  assert.equal(lines.lineCount, expected.lineCount);
  for (let line = -1; line <= expected.lineCount; line++) {
    assert.equal(lines.startOf(line), expected.startOf(line));
    for (const character of [-1, 0, 1, 2, 9])
      assert.equal(lines.offsetAt({ line, character }), expected.offsetAt({ line, character }));
  }
  for (let offset = -1; offset <= document.length + 1; offset++)
    assert.deepEqual(lines.positionAt(offset), expected.positionAt(offset));
}

test('the lines of a document are those of its text, wherever its items end and however they change', () => {
  const texts = fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', 'b\r', '\nc', 'de\nf\n', '🚀\r\n\r'), {
    maxLength: 8,
  });
  const property = fc.property(texts, texts, fc.nat(8), fc.nat(8), (old, added, at, count) => {
    const from = Math.min(at, old.length);
    const removed = Math.min(count, old.length - from);
    const before = inItems(old);
    sameLines(before);
    const after = inItems(old.toSpliced(from, removed, ...added));
    carryFacts({ before, after, from, removed, added: added.length, change: { start: 0, end: 0, newText: '' } });
    sameLines(after);
  });
  fc.assert(property, { numRuns: 3000, seed: 2 });
});
