/*
 * The law of incremental parsing: whatever people do to a text, after every edit the document is the one that parsing
 * the whole text gives. `GATELINT_FUZZ_EDITS=500000` makes so many edits per language; `GATELINT_FUZZ_SEED` others.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commentsWith } from '../../server/formats/syntax/comments.ts';
import { isTemplate, looksLikeTemplate, parseDocument } from '../../server/formats/syntax/document.ts';
import { type Change, edit } from '../../server/formats/syntax/edit.ts';
import { lineIndex, linesOf } from '../../server/formats/syntax/lines.ts';
import type { Document } from '../../server/formats/syntax/node.ts';
import { contains, sliceOf } from '../../server/formats/syntax/slice.ts';
import { type Random, random } from '../bench/random.ts';
import { commentsInText } from './comments-in-text.ts';
import { edits, habitsOf } from './edits.ts';
import { dialectOf, filesIn, from, type Kind, pick } from './files.ts';
import { firstDifference } from './first-difference.ts';

const editCount = Number(process.env['GATELINT_FUZZ_EDITS'] ?? 20_000);
const seed = Number(process.env['GATELINT_FUZZ_SEED'] ?? 1);

for (const language of ['yaml', 'json', 'hcl', 'tf.json'] as const)
  test(`${editCount} edits${from}: after each, ${language} is what parsing it from scratch gives`, () => {
    const chance = random(seed);
    const files = filesIn(language, seed);
    for (let made = 0; made < editCount; ) {
      const { name, text } = pick(chance, files);
      const elsewhere = pick(chance, files).text.slice(0, 20_000);
      const most = Math.min(20 + chance.below(150), editCount - made);
      made += session(chance, language, { name, first: text, elsewhere }, most);
    }
  });

interface Start {
  readonly name: string;
  readonly first: string;
  readonly elsewhere: string;
}

/** Edits that pile up on one text, until it has grown too long to be checked quickly. */
function session(chance: Random, language: Kind, { name, first, elsewhere }: Start, most: number): number {
  const dialect = dialectOf(language);
  let text = first;
  let document = parseDocument(first, dialect);
  let count = 0;
  for (const change of edits(chance, first, elsewhere, habitsOf[language])) {
    const before = document;
    text = text.slice(0, change.start) + change.newText + text.slice(change.end);
    try {
      document = edited(before, change);
      check(document, text, chance);
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      throw new Error(`seed ${seed}, ${name}, edit ${count} ${JSON.stringify(change)}: ${what}`, { cause: error });
    }
    count++;
    if (count >= most || text.length > first.length + 40_000) break;
  }
  return count;
}

/** Edits, and checks what the edit says of itself. */
function edited(before: Document, change: Change): Document {
  const { document, from, removed, added } = edit(before, change);
  const moved = added - removed;
  assert.equal(document.items.length, before.items.length + moved);
  for (const [index, item] of document.items.entries()) {
    if (index < from) assert.equal(item, before.items[index]);
    if (index >= from + added) assert.equal(item, before.items[index - moved]);
  }
  return document;
}

function check(document: Document, text: string, chance: Random): void {
  const fresh = parseDocument(text, document.dialect);
  assert.equal(document.language, fresh.language);
  assert.equal(document.length, text.length);
  same(document.items, fresh.items, 'items');
  same(document.starts, fresh.starts, 'starts');
  // What the next edit goes on from.
  same(rest(document), rest(fresh), 'memory');
  checkLines(document, text, chance);
  const comments = commentsWith('gatelint-ignore', document);
  same(comments, commentsInText('gatelint-ignore', fresh), 'comments');
  assert.equal(contains(document, 'gatelint'), text.includes('gatelint'));
  assert.equal(isTemplate(document), looksLikeTemplate(text));
  const [a, b] = [chance.below(text.length + 1), chance.below(text.length + 1)];
  assert.equal(sliceOf(document, a, b), text.slice(a, b));
  assert.equal(document.text, text);
}

function same(one: unknown, fromScratch: unknown, what: string): void {
  const difference = firstDifference(one, fromScratch, what);
  if (difference !== undefined) assert.fail(difference);
}

const rest = ({ memory }: Document): unknown[] => {
  const { states, lookAheads, repaired } = memory.tiling;
  return [states, lookAheads, repaired];
};

function checkLines(document: Document, text: string, chance: Random): void {
  const [lines, expected] = [linesOf(document), lineIndex(text)];
  assert.equal(lines.lineCount, expected.lineCount);
  for (let line = -1; line <= expected.lineCount; line++) {
    if (lines.startOf(line) !== expected.startOf(line)) assert.fail(`line ${line} begins elsewhere`);
  }
  for (let count = 0; count < 8; count++) {
    const offset = chance.below(text.length + 3) - 1;
    assert.deepEqual(lines.positionAt(offset), expected.positionAt(offset));
    const position = { line: chance.below(expected.lineCount + 2) - 1, character: chance.below(60) - 1 };
    assert.equal(lines.offsetAt(position), expected.offsetAt(position));
  }
}
