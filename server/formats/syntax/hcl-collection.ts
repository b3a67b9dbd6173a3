/* Reads what stands in brackets: tuples, arguments, objects, and the `for` that makes a tuple or an object. */
import * as code from './code.ts';
import { type Cursor, isWordPart, isWordStart, show } from './hcl-cursor.ts';
import { closes, isLost, leaves } from './hcl-layout.ts';
import type { Entry, ForNode, MapNode, ScalarNode, SequenceNode, SyntaxNode } from './node.ts';

type ReadExpression = (cursor: Cursor) => SyntaxNode;

export function readTuple(cursor: Cursor, readExpression: ReadExpression): SequenceNode | ForNode {
  const start = cursor.pos;
  if (opensFor(cursor)) return readFor(cursor, 'list', readExpression);
  const { items } = readList(cursor, ']', readExpression);
  return { kind: 'sequence', start: start - cursor.base, end: cursor.pos - cursor.base, items, flow: true };
}

/** Values between the bracket at the cursor and `closer`; the last may be followed by `...`. */
export function readList(
  cursor: Cursor,
  closer: ']' | ')',
  readExpression: ReadExpression,
): { readonly items: readonly SyntaxNode[]; readonly spread: boolean } {
  const { items, acrossLines } = cursor;
  const start = cursor.pos++;
  const closing = closer.charCodeAt(0);
  const first = items.size;
  let spread = false;
  let wantsComma = false;
  let end = cursor.pos;
  cursor.acrossLines = true;
  for (;;) {
    cursor.skip();
    const c = cursor.peek();
    if (c === closing) {
      cursor.pos++;
      break;
    }
    if (c === code.comma) {
      if (!wantsComma) cursor.problem(cursor.pos, cursor.pos + 1, 'Nothing stands before this comma; remove it.');
      wantsComma = false;
      end = ++cursor.pos;
    } else if (c === code.dot && cursor.text.startsWith('...', cursor.pos)) {
      end = cursor.pos += 3;
      spread = true;
    } else if (endsBrackets(c) || (isWordStart(c) && beginsStatement(cursor, cursor.pos))) {
      // Back to the line of its last value, so that the next line is read as what it is.
      cursor.pos = end;
      cursor.neverClosed(start, 1, closer);
      break;
    } else {
      if (wantsComma) cursor.problem(cursor.pos, cursor.pos + 1, 'A comma is missing before this; add it.');
      wantsComma = true;
      const { pos } = cursor;
      const item = readExpression(cursor);
      items.push(item);
      // A sign that no value begins with is passed over here, where nothing else waits for it.
      if (cursor.pos === pos) cursor.pos++;
      end = item.end + cursor.base;
    }
  }
  cursor.acrossLines = acrossLines;
  return { items: items.take(first), spread };
}

const endsBrackets = (c: number): boolean =>
  c === code.end || c === code.closeBrace || c === code.closeBracket || c === code.closeParenthesis;

/** Does a line begin with the word at `at` that is an attribute or a block? */
function beginsStatement(cursor: Cursor, at: number): boolean {
  const { text } = cursor;
  let end = at;
  while (isWordPart(cursor.at(end))) end++;
  while (cursor.at(end) === code.space || cursor.at(end) === code.tab) end++;
  const c = cursor.at(end);
  cursor.lookedAt(end + 1);
  const next = text.charCodeAt(end + 1);
  const isAssigned = c === code.equals && next !== code.equals && next !== code.greater;
  return (isAssigned || c === code.openBrace || c === code.quote) && cursor.column(at) >= 0;
}

export function readObject(cursor: Cursor, readExpression: ReadExpression): MapNode | ForNode {
  if (opensFor(cursor)) return readFor(cursor, 'map', readExpression);
  const { entries, acrossLines } = cursor;
  const start = cursor.pos++;
  if (isLost(cursor, start)) cursor.end = cursor.pos;
  const first = entries.size;
  cursor.acrossLines = false;
  for (;;) {
    const before = cursor.pos;
    cursor.skip(true);
    const c = cursor.peek();
    if (c === code.closeBrace && (!cursor.byLayout || closes(cursor, start))) {
      cursor.pos++;
      break;
    }
    if (c === code.closeBrace && !leaves(cursor, start)) {
      cursor.problem(cursor.pos, cursor.pos + 1, 'Nothing is open that "}" could close; remove it.');
      cursor.pos++;
    } else if (endsBrackets(c) || (cursor.byLayout && leaves(cursor, start))) {
      cursor.pos = Math.min(before, cursor.end);
      cursor.neverClosed(start, 1, '}');
      break;
    } else if (c === code.comma) {
      cursor.problem(cursor.pos, cursor.pos + 1, 'Nothing stands before this comma; remove it.');
      cursor.pos++;
    } else {
      const { pos } = cursor;
      entries.push(readEntry(cursor, readExpression));
      endEntry(cursor);
      if (cursor.pos === pos) cursor.pos++;
    }
  }
  cursor.acrossLines = acrossLines;
  return {
    kind: 'map',
    start: start - cursor.base,
    end: cursor.pos - cursor.base,
    entries: entries.take(first),
    flow: true,
  };
}

function readEntry(cursor: Cursor, readExpression: ReadExpression): Entry {
  const key = readKey(cursor, readExpression);
  cursor.skip();
  const c = cursor.peek();
  const keyEnd = Math.max(key.end + cursor.base, cursor.base);
  if (c === code.equals || c === code.colon) {
    cursor.pos++;
    cursor.skip();
    const next = cursor.peek();
    if (next !== code.newline && next !== code.closeBrace && next !== code.comma && next !== code.end)
      return { key, value: readExpression(cursor) };
    cursor.problem(key.start + cursor.base, keyEnd, `${named(cursor, key)} has no value; write one after the "=".`);
  } else if (key.end > key.start) {
    cursor.problem(key.start + cursor.base, keyEnd, `${named(cursor, key)} has no value; write "=" and a value.`);
    if (c === code.openBrace || c === code.quote) return { key, value: readExpression(cursor) };
  }
  return { key, value: cursor.missing(keyEnd) };
}

const named = (cursor: Cursor, { start, end }: SyntaxNode): string =>
  `"${show(cursor.text.slice(start + cursor.base, end + cursor.base)).replace(/^"|"$/g, '')}"`;

/** A word is text, as is a number; anything else is an expression, which needs no parentheses to be one. */
function readKey(cursor: Cursor, readExpression: ReadExpression): SyntaxNode {
  const start = cursor.pos;
  if (isWordStart(cursor.peek())) {
    const end = cursor.wordEnd();
    const word = cursor.scalar(start, end, cursor.word(start, end), 'plain');
    cursor.pos = end;
    cursor.skip();
    const c = cursor.peek();
    if (c !== code.dot && c !== code.openBracket && c !== code.openParenthesis) return word;
    cursor.pos = start;
  }
  const key = readExpression(cursor);
  return key.kind === 'scalar' && typeof key.value !== 'string' && key.end > key.start ? asText(cursor, key) : key;
}

const asText = ({ text, base }: Cursor, key: ScalarNode): ScalarNode => ({
  ...key,
  value: text.slice(key.start + base, key.end + base),
});

/** Behind an entry stands a comma, a new line, or the end of the object. */
function endEntry(cursor: Cursor): void {
  cursor.skip();
  const c = cursor.peek();
  if (c === code.comma) cursor.pos++;
  else if (c !== code.newline && !endsBrackets(c))
    cursor.problem(cursor.pos, cursor.pos + 1, 'A comma or a new line is missing before this; add one.');
}

function opensFor(cursor: Cursor): boolean {
  let at = cursor.pos + 1;
  while (cursor.at(at) <= code.space && at < cursor.end) at++;
  cursor.lookedAt(at + 3);
  return cursor.text.startsWith('for', at) && at + 3 <= cursor.end && !isWordPart(cursor.at(at + 3));
}

function readFor(cursor: Cursor, makes: ForNode['makes'], readExpression: ReadExpression): ForNode {
  const { acrossLines } = cursor;
  const start = cursor.pos++;
  cursor.acrossLines = true;
  readWord(cursor);
  const names = readNames(cursor);
  const of = readExpression(cursor);
  if (!passSign(cursor, ':'))
    cursor.problem(cursor.pos, cursor.pos, 'A colon is missing here, behind what "for" goes over; add it.');
  let value = readExpression(cursor);
  let key: SyntaxNode | undefined;
  if (passSign(cursor, '=>')) {
    key = value;
    value = readExpression(cursor);
  } else if (makes === 'map')
    cursor.problem(start, start + 1, 'This "for" makes an object; write a key and "=>" before the value.');
  const grouped = passSign(cursor, '...');
  cursor.skip();
  const when = wordIs(cursor, 'if') ? readCondition(cursor, readExpression) : undefined;
  cursor.skip();
  cursor.acrossLines = acrossLines;
  const closer = makes === 'list' ? ']' : '}';
  if (cursor.peek() === closer.charCodeAt(0)) cursor.pos++;
  else {
    cursor.pos = (when ?? value).end + cursor.base;
    cursor.neverClosed(start, 1, closer);
  }
  return {
    kind: 'for',
    start: start - cursor.base,
    end: cursor.pos - cursor.base,
    ...{ names, of, value, makes, grouped },
    ...(key && { key }),
    ...(when && { when }),
  };
}

function readCondition(cursor: Cursor, readExpression: ReadExpression): SyntaxNode {
  readWord(cursor);
  return readExpression(cursor);
}

/** `k, v in`, of a directive too. */
export function readNames(cursor: Cursor): string[] {
  const names: string[] = [];
  while (isWordStart(cursor.peek()) && !wordIs(cursor, 'in')) {
    names.push(readWord(cursor));
    passSign(cursor, ',');
  }
  if (wordIs(cursor, 'in')) readWord(cursor);
  else cursor.problem(cursor.pos, cursor.pos, 'What "for" goes over is missing here; write "in" and a value.');
  return names;
}

/** The word at or behind the cursor, which goes on to what follows it; empty where there is none. */
export function readWord(cursor: Cursor): string {
  cursor.skip();
  const start = cursor.pos;
  cursor.pos = cursor.wordEnd();
  const word = cursor.word(start, cursor.pos);
  cursor.skip();
  return word;
}

function wordIs(cursor: Cursor, word: string): boolean {
  const end = cursor.pos + word.length;
  cursor.lookedAt(end);
  return cursor.text.startsWith(word, cursor.pos) && !isWordPart(cursor.at(end));
}

function passSign(cursor: Cursor, sign: string): boolean {
  cursor.skip();
  if (!cursor.text.startsWith(sign, cursor.pos)) return false;
  cursor.pos += sign.length;
  cursor.skip();
  return true;
}
