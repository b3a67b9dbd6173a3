/* Reads what stands in a block: attributes, and blocks in it. */
import * as code from './code.ts';
import { type Cursor, deepest, isWordStart, show } from './hcl-cursor.ts';
import { readExpression } from './hcl-expression.ts';
import { closes, leaves } from './hcl-layout.ts';
import { unescaped } from './hcl-values.ts';
import type { Entry, MapNode, ScalarNode, SyntaxNode } from './node.ts';

/** `key = value`, which has no labels, or `key "label" { … }`. */
export interface Statement extends Entry {
  readonly key: ScalarNode;
  readonly labels: readonly ScalarNode[] | undefined;
}

/** The cursor is at the key, which is a word or, by mistake, text in quotes. */
export function readStatement(cursor: Cursor): Statement {
  const key = readLabel(cursor);
  if (isAssigned(cursor)) return { key, labels: undefined, value: readAttribute(cursor, key) };
  const labels = readLabels(cursor);
  return { key, labels, value: readBlock(cursor, key, labels) };
}

/** Behind a key: does a value follow? */
function isAssigned(cursor: Cursor): boolean {
  cursor.skip();
  const c = cursor.peek();
  return c === code.equals || c === code.colon;
}

function readBlock(cursor: Cursor, key: ScalarNode, labels: readonly ScalarNode[]): SyntaxNode {
  if (cursor.peek() === code.openBrace) return readBody(cursor, labels);
  const last = labels.at(-1) ?? key;
  if (labels.length > 0) warn(cursor, last, 'is followed by no block; write "{" and "}" after it.');
  else warn(cursor, key, 'stands alone; write "=" and a value after it, or "{" and "}".');
  return cursor.missing(last.end + cursor.base);
}

function warn(cursor: Cursor, { start, end, value }: ScalarNode, message: string): void {
  cursor.problem(start + cursor.base, end + cursor.base, `"${show(String(value))}" ${message}`);
}

function readAttribute(cursor: Cursor, key: ScalarNode): SyntaxNode {
  if (key.style !== 'plain') warn(cursor, key, 'the name of an attribute has no quotes; remove them.');
  const sign = cursor.pos++;
  if (cursor.text.charCodeAt(sign) === code.colon)
    cursor.problem(sign, sign + 1, 'A value is assigned with "=" here; write it instead of ":".');
  cursor.skip();
  const c = cursor.peek();
  if (c !== code.newline && c !== code.end && c !== code.closeBrace) return readExpression(cursor);
  warn(cursor, key, 'has no value; write one after the "=".');
  return cursor.missing(sign + 1);
}

const noLabels: readonly ScalarNode[] = [];

function readLabels(cursor: Cursor): readonly ScalarNode[] {
  if (cursor.peek() === code.openBrace) return noLabels;
  const { labels } = cursor;
  const first = labels.size;
  while (cursor.peek() === code.quote || isWordStart(cursor.peek())) {
    labels.push(readLabel(cursor));
    cursor.skip();
  }
  return labels.take(first);
}

/** A word, or text in quotes that is nothing but text. */
function readLabel(cursor: Cursor): ScalarNode {
  const { pos: start } = cursor;
  if (cursor.peek() !== code.quote) {
    cursor.pos = cursor.wordEnd();
    return cursor.scalar(start, cursor.pos, cursor.word(start, cursor.pos), 'plain');
  }
  const end = labelEnd(cursor, start + 1);
  const isClosed = cursor.at(end) === code.quote;
  cursor.pos = isClosed ? end + 1 : end;
  if (!isClosed) cursor.problem(start, end, 'This quote is never closed; add the closing ".');
  const value = unescaped(cursor.text.slice(start + 1, end), (from, to, message) =>
    cursor.problem(start + 1 + from, start + 1 + to, message),
  );
  return cursor.scalar(start, cursor.pos, value, 'double');
}

function labelEnd({ units, end }: Cursor, start: number): number {
  for (let at = start; at < end; at++) {
    const c = units[at];
    if (c === code.quote || c === code.newline || c === code.carriageReturn) return at;
    if (c === code.backslash && (units[at + 1] ?? code.end) > code.carriageReturn) at++;
  }
  return end;
}

/** What stands between braces; the cursor is at the opening one. */
function readBody(cursor: Cursor, labels: readonly ScalarNode[]): MapNode {
  const { entries, base } = cursor;
  const start = cursor.pos++;
  const first = entries.size;
  if (cursor.depth >= deepest) {
    cursor.problem(start, start + 1, `Nested too deeply; only ${deepest} levels are read.`);
    cursor.skipLine();
    return { kind: 'map', start: start - base, end: cursor.pos - base, entries: [], flow: false, labels };
  }
  cursor.depth++;
  // One bit per name seen, so that most bodies are known to have no duplicates without comparing.
  let namesSeen = 0;
  let names: Set<unknown> | undefined;
  for (;;) {
    const before = cursor.pos;
    cursor.skip(true);
    const c = cursor.peek();
    if (c === code.closeBrace && (!cursor.byLayout || closes(cursor, start))) {
      cursor.pos++;
      break;
    }
    if (c === code.end || (cursor.byLayout && cursor.depth > 1 && leaves(cursor, start))) {
      cursor.neverClosed(start, 1, '}');
      cursor.pos = Math.min(before, cursor.end);
      break;
    }
    if (isWordStart(c) || c === code.quote) {
      const key = readLabel(cursor);
      const bit = bitOf(String(key.value));
      if (isAssigned(cursor)) {
        const value = readAttribute(cursor, key);
        if (namesSeen & bit || entries.size - first >= few) names = checkDuplicate(cursor, first, key, names);
        entries.push({ key, value });
      } else entries.push({ key, value: readBlock(cursor, key, readLabels(cursor)) });
      namesSeen |= bit;
      endStatement(cursor);
    } else junk(cursor);
  }
  cursor.depth--;
  return {
    kind: 'map',
    start: start - base,
    end: cursor.pos - base,
    entries: entries.take(first),
    flow: false,
    labels,
  };
}

/** The same for names that are the same. */
const bitOf = (name: string): number => 1 << ((name.length * 5 + name.charCodeAt(name.length - 1)) & 31);

/** Up to so many statements, a body is searched for a name from end to end. */
const few = 32;

/** Of attributes: a block may stand there more than once. Returns the names so far, where they are many. */
function checkDuplicate(
  cursor: Cursor,
  first: number,
  key: ScalarNode,
  known: Set<unknown> | undefined,
): Set<unknown> | undefined {
  const { entries } = cursor;
  if (entries.size - first < few) {
    for (let index = first; index < entries.size; index++)
      if (attributeName(entries.at(index)) === key.value) {
        warn(cursor, key, 'stands here twice; remove one.');
        break;
      }
    return undefined;
  }
  const names = known ?? new Set<unknown>();
  if (!known) for (let index = first; index < entries.size; index++) names.add(attributeName(entries.at(index)));
  if (names.has(key.value)) warn(cursor, key, 'stands here twice; remove one.');
  return names.add(key.value);
}

const attributeName = (entry: Entry | undefined): unknown =>
  entry?.key.kind !== 'scalar' || (entry.value.kind === 'map' && entry.value.labels) ? undefined : entry.key.value;

/** Behind a statement its line ends, or the block that it stands in. */
function endStatement(cursor: Cursor): void {
  cursor.skip();
  const { pos } = cursor;
  const c = cursor.peek();
  if (c === code.newline || c === code.end || c === code.closeBrace) return;
  if (c === code.comma) {
    cursor.problem(pos, pos + 1, 'No comma stands between attributes; remove it.');
    cursor.pos++;
  } else if (isWordStart(c)) joined(cursor);
  else junk(cursor);
}

/** At a word behind what should have been the last on its line. */
export function joined(cursor: Cursor): void {
  cursor.problem(cursor.pos, cursor.wordEnd(), 'This has to begin on a line of its own; break the line before it.');
}

/** Passes over what nothing can be made of: a bracket, or the rest of the line. */
export function junk(cursor: Cursor): void {
  const { pos, text } = cursor;
  const sign = text.charAt(pos);
  if (sign === '}' || sign === ']' || sign === ')') {
    cursor.problem(pos, ++cursor.pos, `Nothing is open that "${sign}" could close; remove it.`);
    return;
  }
  cursor.skipLine();
  const written = text.slice(pos, cursor.pos).trimEnd();
  cursor.problem(pos, pos + written.length, `"${show(written)}" is neither an attribute nor a block; remove it.`);
}
