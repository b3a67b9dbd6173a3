import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { Documents, type Listener } from '../server/workspace/documents.ts';

const uri = 'file:///template.yaml';
const quiet: Listener = { analysed: () => {}, failed: () => {} };

/** Documents that note each text they are asked to lint. */
function documents(): { readonly open: Documents; readonly linted: string[] } {
  const linted: string[] = [];
  const open = new Documents(quiet, (_, text) => {
    linted.push(text);
    return undefined;
  });
  return { open, linted };
}

test('a version is linted when somebody asks, and once', () => {
  const { open, linted } = documents();
  open.open(uri, 1, 'a');
  open.change(uri, 2, [{ text: 'b' }]);
  assert.deepEqual(linted, []);
  open.template(uri);
  open.template(uri);
  assert.deepEqual(linted, ['b']);
});

test('what is not open is nothing, whatever happens to it', () => {
  const { open, linted } = documents();
  open.change(uri, 2, [{ text: 'b' }]);
  assert.equal(open.template(uri), undefined);
  open.open(uri, 1, 'a');
  open.close(uri);
  open.close(uri);
  assert.equal(open.template(uri), undefined);
  assert.deepEqual(linted, []);
});

test('a text that cannot be read is told about once, and is no template', () => {
  const failures: unknown[] = [];
  const failed = (_: string, error: unknown) => void failures.push(error);
  const mistake = new Error('ours');
  const open = new Documents({ ...quiet, failed }, () => {
    throw mistake;
  });
  open.open(uri, 1, 'Resources:');
  assert.equal(open.template(uri), undefined);
  assert.equal(open.template(uri), undefined);
  assert.deepEqual(failures, [mistake]);
});

// Positions beyond the ends of lines and texts, and between \r and \n, are part of an editor's life.
const position = fc.record({ line: fc.nat(6), character: fc.nat(8) });
const range = fc.tuple(position, position).map(([one, other]) => {
  const ordered = one.line < other.line || (one.line === other.line && one.character <= other.character);
  return ordered ? { start: one, end: other } : { start: other, end: one };
});
const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r', '\r\n', '👟'), maxLength: 20 });
const change = fc.oneof(
  { weight: 9, arbitrary: fc.record({ range, text }) },
  { weight: 1, arbitrary: fc.record({ text }) },
);

/** A document of its own for each change: the library's lines go wrong behind a change beyond the end. */
const applied = (before: string, one: TextDocumentContentChangeEvent): string =>
  TextDocument.update(TextDocument.create(uri, 'yaml', 1, before), [one], 2).getText();

test('changes make of a text what they make of it in the editor', () => {
  fc.assert(
    fc.property(text, fc.array(change, { maxLength: 8 }), (before, changes) => {
      const { open, linted } = documents();
      open.open(uri, 1, before);
      open.change(uri, 2, changes);
      open.template(uri);
      assert.equal(linted[0], changes.reduce(applied, before));
    }),
    { numRuns: 3000 },
  );
});
