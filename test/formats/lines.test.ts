import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { lineIndex } from '../../server/formats/syntax/lines.ts';

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
