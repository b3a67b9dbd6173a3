/*
 * Reads flow collections: `[a, b]` and `{x: 1}`. A bracket that is never closed ends where the block
 * structure around it goes on, so that it costs the lines up to there and not the rest of the file.
 */
import type { Entry, MapNode, SequenceNode, SyntaxNode } from './node.ts';
import {
  AMPERSAND,
  BANG,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  type Cursor,
  DOUBLE_QUOTE,
  deepest,
  isBlank,
  NEWLINE,
  NOTHING,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUESTION,
  SINGLE_QUOTE,
  STAR,
  trimEnd,
} from './yaml-cursor.ts';
import { asKey, missing, readAlias, readFlowPlain, readProperties, readQuoted } from './yaml-scalars.ts';

/** The flow collection at the cursor, which stands in a line of the block indented by `parent`. */
export function readFlow(cursor: Cursor, parent: number): MapNode | SequenceNode {
  const { tag, anchor, base } = cursor;
  cursor.tag = undefined;
  cursor.anchor = undefined;
  const start = cursor.pos;
  const isMap = cursor.text.charCodeAt(start) === OPEN_BRACE;
  const entryMark = cursor.entryMark;
  const itemMark = cursor.itemMark;
  let end: number;
  if (cursor.depth >= deepest) {
    end = skipDeep(cursor, parent);
  } else {
    const outer = cursor.closer;
    cursor.closer = isMap ? CLOSE_BRACE : CLOSE_BRACKET;
    cursor.depth++;
    cursor.flows++;
    end = readContents(cursor, parent, outer, isMap);
    cursor.flows--;
    cursor.depth--;
    cursor.closer = outer;
  }
  const from = start - base;
  const to = end - base;
  const node: MapNode | SequenceNode = isMap
    ? { kind: 'map', start: from, end: to, tag, entries: cursor.takeEntries(entryMark), flow: true }
    : { kind: 'sequence', start: from, end: to, tag, items: cursor.takeItems(itemMark), flow: true };
  return anchor === undefined ? node : cursor.define(anchor, node);
}

/** Reads entries or items up to the closing bracket, and returns where the collection ends. */
function readContents(cursor: Cursor, parent: number, outer: number, isMap: boolean): number {
  const { base, closer } = cursor;
  const mark = cursor.entryMark;
  const start = cursor.pos;
  let end = start + 1;
  let wantsComma = false;
  let keys: Set<string> | undefined;
  cursor.pos = end;
  for (;;) {
    cursor.toContent();
    if (left(cursor, parent)) {
      unclosed(cursor, start);
      return end;
    }
    const at = cursor.pos;
    const c = cursor.at(at);
    if (c === closer) {
      cursor.pos = at + 1;
      return at + 1;
    }
    if (c === CLOSE_BRACE || c === CLOSE_BRACKET) {
      const [open, close] = closer === CLOSE_BRACE ? ['{', '}'] : ['[', ']'];
      cursor.problem(at, at + 1, `This bracket does not close the "${open}" before it; write "${close}".`);
      if (c === outer) return end; // it closes the collection around this one
      cursor.pos = at + 1;
      return at + 1;
    }
    if (c === COMMA) {
      if (!wantsComma) cursor.problem(at, at + 1, 'Nothing stands before this comma; remove it.');
      wantsComma = false;
      cursor.pos = at + 1;
      end = at + 1;
      continue;
    }
    if (wantsComma) cursor.problem(at, at + 1, 'A comma is missing before this; add it.');
    wantsComma = true;
    const explicit = c === QUESTION && cursor.isAlone(at);
    if (explicit) {
      cursor.pos = at + 1;
      cursor.toContent();
    }
    const node = readNode(cursor, parent);
    end = Math.max(node.end + base, explicit ? at + 1 : 0);
    const value = readPairValue(cursor, parent, node);
    if (value !== undefined) end = Math.max(end, value.end + base);
    if (isMap) {
      const entry = { key: asKey(cursor, node), value: value ?? missing(cursor, node.end + base) };
      keys = addEntry(cursor, mark, keys, entry);
    } else if (value !== undefined || explicit) {
      const pair = { key: asKey(cursor, node), value: value ?? missing(cursor, node.end + base) };
      cursor.pushItem(singlePair(node.start, end - base, pair));
    } else {
      cursor.pushItem(node);
    }
    if (cursor.pos === at) cursor.pos++; // nothing was understood; go on anyway
  }
}

/** `[a: b]` is a list of a map. */
const singlePair = (start: number, end: number, pair: Entry): MapNode => ({
  kind: 'map',
  start,
  end,
  tag: undefined,
  entries: [pair],
  flow: true,
});

/** Up to here, looking through the entries is faster than a set. */
const fewKeys = 8;

/**
 * Adds an entry to the map whose entries begin at `mark`, and says so when its key stands there
 * already. Large maps have their `keys` in a set, which is returned for the next entry.
 */
export function addEntry(
  cursor: Cursor,
  mark: number,
  keys: Set<string> | undefined,
  entry: Entry,
): Set<string> | undefined {
  const { key } = entry;
  const count = cursor.entryMark - mark;
  let known = keys;
  if (count < fewKeys) {
    if (cursor.hasKey(mark, key)) repeatedKey(cursor, key);
  } else if (key.kind === 'scalar' && typeof key.value === 'string') {
    known ??= cursor.keysSince(mark);
    if (known.has(key.value)) repeatedKey(cursor, key);
    known.add(key.value);
  }
  cursor.pushEntry(entry);
  return known;
}

function repeatedKey(cursor: Cursor, key: SyntaxNode): void {
  const start = key.start + cursor.base;
  const end = key.end + cursor.base;
  cursor.problem(start, end, `The key ${cursor.text.slice(start, end)} stands here twice; remove one.`);
}

/** The value behind the colon that follows `key`, if one does. */
function readPairValue(cursor: Cursor, parent: number, key: SyntaxNode): SyntaxNode | undefined {
  cursor.toContent();
  const colon = cursor.pos;
  if (cursor.at(colon) !== COLON || left(cursor, parent)) return undefined;
  // Behind a quote or a bracket the colon needs no space.
  const isAdjacent = key.kind === 'scalar' ? key.style !== 'plain' : key.kind !== 'alias';
  const next = cursor.at(colon + 1);
  if (!isAdjacent && !cursor.isAlone(colon) && !isFlowIndicator(next)) return undefined;
  cursor.pos = colon + 1;
  cursor.toContent();
  const c = cursor.at(cursor.pos);
  if (c === COMMA || c === CLOSE_BRACE || c === CLOSE_BRACKET || left(cursor, parent))
    return missing(cursor, colon + 1);
  return readNode(cursor, parent);
}

const isFlowIndicator = (c: number): boolean =>
  c === COMMA || c === CLOSE_BRACE || c === CLOSE_BRACKET || c === OPEN_BRACE || c === OPEN_BRACKET;

function readNode(cursor: Cursor, parent: number): SyntaxNode {
  let c = cursor.at(cursor.pos);
  if (c === BANG || c === AMPERSAND) {
    readProperties(cursor);
    const { propertiesEnd } = cursor;
    cursor.toContent();
    c = cursor.at(cursor.pos);
    if (c === COMMA || c === CLOSE_BRACE || c === CLOSE_BRACKET || c === COLON || left(cursor, parent)) {
      return missing(cursor, propertiesEnd);
    }
  }
  switch (c) {
    case OPEN_BRACE:
    case OPEN_BRACKET:
      return readFlow(cursor, parent);
    case DOUBLE_QUOTE:
    case SINGLE_QUOTE:
      return readQuoted(cursor, parent, false);
    case STAR:
      return readAlias(cursor);
    default:
      return readFlowPlain(cursor, parent);
  }
}

/** Has the cursor left the collection without meeting its bracket? */
function left(cursor: Cursor, parent: number): boolean {
  if (cursor.pos >= cursor.text.length) return true;
  if (cursor.pos !== cursor.first) return false;
  const column = cursor.column();
  if (column === 0 && cursor.isMarker(cursor.pos)) return true;
  return column <= parent && isBlockLine(cursor, column);
}

/**
 * Does this line, which is indented too little for the collection, belong to the block around it?
 * The specification says so, but libyaml reads on, and people paste JSON at any indentation. So a
 * line stays inside when it looks like it: brackets and commas rather than keys.
 */
function isBlockLine(cursor: Cursor, column: number): boolean {
  const { text, pos } = cursor;
  const c = text.charCodeAt(pos);
  if (c === CLOSE_BRACE || c === CLOSE_BRACKET || c === COMMA) return false;
  if (cursor.isDash(pos)) return true;
  const lineEnd = cursor.lineEnd(pos);
  cursor.lookedAt(lineEnd);
  if (!cursor.looksLikeKey(pos)) return false;
  if (text.charCodeAt(trimEnd(cursor, pos, lineEnd) - 1) === COMMA) return false;
  const opened = bracketsLeftOpen(text, pos, lineEnd);
  if (opened !== 0) return opened > 0 && column <= cursor.floor;
  let at = lineEnd;
  while (at < text.length && (isBlank(text.charCodeAt(at)) || text.charCodeAt(at) === NEWLINE)) at++;
  cursor.lookedAt(at);
  const next = cursor.at(at);
  return next !== CLOSE_BRACE && next !== CLOSE_BRACKET;
}

/** How many more brackets a stretch of text opens than it closes. */
function bracketsLeftOpen(text: string, start: number, end: number): number {
  let open = 0;
  for (let at = start; at < end; at++) {
    const c = text.charCodeAt(at);
    if (c === OPEN_BRACE || c === OPEN_BRACKET) open++;
    else if (c === CLOSE_BRACE || c === CLOSE_BRACKET) open--;
  }
  return open;
}

function unclosed(cursor: Cursor, start: number): void {
  if (cursor.unclosed === cursor.pos) return;
  cursor.unclosed = cursor.pos;
  const [open, close] = cursor.closer === CLOSE_BRACE ? ['{', '}'] : ['[', ']'];
  cursor.problem(start, start + 1, `This "${open}" is never closed; add the closing "${close}".`);
}

/** Passes over a collection that is nested too deeply, believing every bracket, and returns its end. */
function skipDeep(cursor: Cursor, parent: number): number {
  const { text } = cursor;
  const start = cursor.pos;
  cursor.problem(start, start + 1, `Nested too deeply; only ${deepest} levels are read.`);
  let depth = 0;
  let at = start;
  for (; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === OPEN_BRACE || c === OPEN_BRACKET) depth++;
    else if (c === CLOSE_BRACE || c === CLOSE_BRACKET) {
      depth--;
      if (depth === 0) {
        cursor.pos = at + 1;
        return at + 1;
      }
    } else if (c === NEWLINE) {
      cursor.pos = at;
      cursor.toContent();
      if (left(cursor, parent) || cursor.at(cursor.pos) === NOTHING) break;
      at = cursor.pos - 1;
    }
  }
  cursor.pos = Math.max(cursor.pos, Math.min(at, text.length));
  cursor.unclosed = cursor.pos;
  return Math.max(start + 1, trimEnd(cursor, start, at));
}
