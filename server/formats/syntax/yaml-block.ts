/*
 * Reads block structure: maps, lists, and what stands in them. Indentation is believed: a line that
 * is indented by no more than the parent of a collection ends it, whatever was left open inside.
 */
import type { Entry, MapNode, ScalarNode, SequenceNode, SyntaxNode, Tag } from './node.ts';
import {
  AMPERSAND,
  AT,
  BACKTICK,
  BANG,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  type Cursor,
  DASH,
  DOUBLE_QUOTE,
  deepest,
  endsLine,
  GREATER,
  OPEN_BRACE,
  OPEN_BRACKET,
  PERCENT,
  PIPE,
  QUESTION,
  SINGLE_QUOTE,
  STAR,
  trimEnd,
} from './yaml-cursor.ts';
import { addEntry, readFlow } from './yaml-flow.ts';
import {
  asKey,
  missing,
  plainKey,
  plainStop,
  readAlias,
  readBlockScalar,
  readPlain,
  readProperties,
  readQuoted,
} from './yaml-scalars.ts';

/**
 * One entry of a map in `column`; the cursor is at its key, or behind the key that is given.
 * Undefined for a list item, which has no place in a map.
 */
export function readEntry(cursor: Cursor, column: number, given?: SyntaxNode): Entry | undefined {
  let key = given;
  if (key === undefined) {
    const c = cursor.at(cursor.pos);
    if (c === DASH && cursor.isAlone(cursor.pos)) return skipStrayItem(cursor, column);
    if (c === QUESTION && cursor.isAlone(cursor.pos)) return readExplicitEntry(cursor, column);
    key = readKey(cursor, column);
  }
  if (cursor.isColon(cursor.pos)) {
    cursor.pos++;
    return { key, value: readValue(cursor, column) };
  }
  missingColon(cursor, key);
  const end = key.end + cursor.base;
  if (!endsLine(cursor.at(cursor.pos))) return { key, value: missing(cursor, end) };
  return { key, value: readBelow(cursor, column, end, false) };
}

/** The key at the cursor, which moves on to the colon or whatever is in its place. */
export function readKey(cursor: Cursor, column: number): SyntaxNode {
  let c = cursor.at(cursor.pos);
  if (c === BANG || c === AMPERSAND) {
    readProperties(cursor);
    c = cursor.at(cursor.pos);
  }
  const start = cursor.pos;
  let key: SyntaxNode;
  switch (c) {
    case DOUBLE_QUOTE:
    case SINGLE_QUOTE:
      key = readQuoted(cursor, column, true);
      break;
    case STAR:
      key = readAlias(cursor);
      break;
    case OPEN_BRACE:
    case OPEN_BRACKET:
      key = readFlow(cursor, column);
      break;
    default: {
      const stop = plainStop(cursor, start);
      cursor.pos = stop;
      return plainKey(cursor, start, trimEnd(cursor, start, stop));
    }
  }
  if (cursor.pos !== cursor.first) cursor.skipBlanks();
  return asKey(cursor, key);
}

function missingColon(cursor: Cursor, key: SyntaxNode): void {
  const start = key.start + cursor.base;
  const end = Math.max(key.end + cursor.base, start + 1);
  const written = cursor.text.slice(start, end);
  cursor.problem(start, end, whatIsWrongWithKey(written));
}

function whatIsWrongWithKey(written: string): string {
  const short = written.length > 40 ? `${written.slice(0, 40)}…` : written;
  if (/^[\]}]/.test(written)) return `Nothing is open that "${written[0]}" could close; remove it.`;
  if (/^[^\s:]+:[^\s:]/.test(written)) return `A space is missing after the colon in "${short}"; add it.`;
  return `"${short}" has no colon; write "${short}:" and a value.`;
}

/** `? key` with its `: value` on a line of its own. */
function readExplicitEntry(cursor: Cursor, column: number): Entry {
  const question = cursor.pos;
  cursor.pos++;
  const key = asKey(cursor, readBehindIndicator(cursor, column, question + 1));
  cursor.toContent();
  const isValue = cursor.column() === column && cursor.pos === cursor.first && cursor.isColon(cursor.pos);
  if (!isValue) return { key, value: missing(cursor, Math.max(key.end + cursor.base, question + 1)) };
  const colon = cursor.pos;
  cursor.pos++;
  return { key, value: readBehindIndicator(cursor, column, colon + 1) };
}

/** What follows `- `, `? ` or the `: ` of an explicit key: anything, a map on the same line too. */
function readBehindIndicator(cursor: Cursor, column: number, start: number): SyntaxNode {
  cursor.skipBlanks();
  if (endsLine(cursor.at(cursor.pos))) return readBelow(cursor, column, start, false);
  return readBlock(cursor, column);
}

/** A `- ` among the keys of a map: read, so that its lines make no noise, and dropped. */
function skipStrayItem(cursor: Cursor, column: number): undefined {
  const dash = cursor.pos;
  const parent = Math.max(column, cursor.column());
  cursor.problem(dash, dash + 1, 'A list item cannot stand among keys; indent it below its key, or remove it.');
  cursor.pos++;
  cursor.skipBlanks();
  let end = dash + 1;
  if (!endsLine(cursor.at(cursor.pos))) end = readBlock(cursor, parent).end + cursor.base;
  cursor.junk = Math.max(cursor.junk, end);
  return undefined;
}

/** The value of a key in `column`; the cursor is behind the colon. */
function readValue(cursor: Cursor, column: number): SyntaxNode {
  let start = cursor.pos;
  cursor.skipBlanks();
  let c = cursor.at(cursor.pos);
  if (c === BANG || c === AMPERSAND) {
    readProperties(cursor);
    start = cursor.propertiesEnd;
    c = cursor.at(cursor.pos);
  }
  return endsLine(c) ? readBelow(cursor, column, start, true) : readInline(cursor, column, c);
}

/** A value that begins on the line of its key, so that no block collection can be meant. */
function readInline(cursor: Cursor, parent: number, c: number): SyntaxNode {
  const at = cursor.pos;
  switch (c) {
    case DOUBLE_QUOTE:
    case SINGLE_QUOTE:
      return readQuoted(cursor, parent, false);
    case OPEN_BRACE:
    case OPEN_BRACKET:
      return readFlow(cursor, parent);
    case PIPE:
    case GREATER:
      return readBlockScalar(cursor, parent);
    case STAR:
      return readAlias(cursor);
    case DASH:
      if (!cursor.isAlone(at)) break;
      cursor.problem(at, at + 1, 'A list cannot begin on the line of its key; move "-" to the next line.');
      return readSequence(cursor, cursor.column(), parent);
  }
  return readText(cursor, parent, c, plainStop(cursor, at));
}

/** A plain scalar that begins with `c`, or with what should be one. */
function readText(cursor: Cursor, parent: number, c: number, stop: number): ScalarNode {
  const at = cursor.pos;
  if (c === PERCENT || c === AT || c === BACKTICK) {
    cursor.problem(at, at + 1, `Text cannot begin with "${cursor.text[at]}"; put it in quotes.`);
  } else if (c === CLOSE_BRACE || c === CLOSE_BRACKET) {
    cursor.problem(at, at + 1, `Nothing is open that "${cursor.text[at]}" could close; remove it.`);
  }
  return readPlain(cursor, parent, at, stop);
}

/**
 * A node on the lines below: the cursor is at the end of the line that asks for it. Where those lines
 * are not indented by more than `parent` there is none, and a null stands at `start`. The list of a
 * key may stand in the column of the key itself.
 */
function readBelow(cursor: Cursor, parent: number, start: number, isListAllowed: boolean): SyntaxNode {
  cursor.toContent();
  if (cursor.pos >= cursor.text.length) return missing(cursor, start);
  const column = cursor.column();
  if (column === 0 && cursor.isMarker(cursor.pos)) return missing(cursor, start);
  if (column > parent) return readBlock(cursor, parent);
  if (isListAllowed && column === parent && cursor.isDash(cursor.pos)) return readSequence(cursor, column, column - 1);
  return missing(cursor, start);
}

/** The node at the cursor, which is at the start of a line or behind `- `. Waiting properties are its own. */
export function readBlock(cursor: Cursor, parent: number): SyntaxNode {
  if (cursor.depth >= deepest) return skipDeep(cursor, parent);
  cursor.depth++;
  const node = readBlockNode(cursor, parent);
  cursor.depth--;
  return node;
}

function readBlockNode(cursor: Cursor, parent: number): SyntaxNode {
  const { text, tag, anchor, line } = cursor;
  const start = cursor.pos;
  const column = start - line;
  if (start === cursor.first) checkTab(cursor);
  cursor.tag = undefined;
  cursor.anchor = undefined;
  let c = text.charCodeAt(start);
  if (c === BANG || c === AMPERSAND) {
    readProperties(cursor);
    c = cursor.at(cursor.pos);
    if (endsLine(c)) {
      adopt(cursor, tag, anchor);
      return readBelow(cursor, parent, cursor.propertiesEnd, false);
    }
  }
  let key: SyntaxNode;
  switch (c) {
    case DASH:
    case QUESTION:
      if (cursor.isAlone(cursor.pos)) {
        adopt(cursor, tag, anchor);
        if (c === DASH) return readSequence(cursor, cursor.column(), parent);
        const { tag: own, anchor: ownAnchor } = cursor;
        cursor.tag = undefined;
        cursor.anchor = undefined;
        return readMap(cursor, column, parent, undefined, own, ownAnchor);
      }
      break;
    case PIPE:
    case GREATER:
      adopt(cursor, tag, anchor);
      return readBlockScalar(cursor, parent);
    case DOUBLE_QUOTE:
    case SINGLE_QUOTE:
    case OPEN_BRACE:
    case OPEN_BRACKET:
    case STAR: {
      key = readInline(cursor, parent, c);
      if (cursor.pos !== cursor.first) cursor.skipBlanks();
      if (cursor.line !== line || !cursor.isColon(cursor.pos)) return adopted(cursor, key, tag, anchor);
      return readMap(cursor, column, parent, asKey(cursor, key), tag, anchor);
    }
  }
  const at = cursor.pos;
  const stop = plainStop(cursor, at);
  if (cursor.at(stop) === COLON) {
    cursor.pos = stop;
    return readMap(cursor, column, parent, plainKey(cursor, at, trimEnd(cursor, at, stop)), tag, anchor);
  }
  const node = readText(cursor, parent, c, stop);
  // A line that has no colon, above a key in its own column: a key that is being typed.
  if (cursor.keyBelow && cursor.column() === column && node.end + cursor.base <= stop) {
    return readMap(cursor, column, parent, asKey(cursor, node), tag, anchor);
  }
  return adopted(cursor, node, tag, anchor);
}

/** Adds properties from the line above to those that wait for the next node. */
function adopt(cursor: Cursor, tag: Tag | undefined, anchor: string | undefined): void {
  cursor.tag = within(cursor.tag, tag);
  cursor.anchor ??= anchor;
}

/** `node` with the properties from the line above it. */
function adopted(cursor: Cursor, node: SyntaxNode, tag: Tag | undefined, anchor: string | undefined): SyntaxNode {
  if (tag === undefined && anchor === undefined) return node;
  let whole = { ...node, tag: within(node.tag, tag) };
  if (whole.kind === 'scalar' && tag !== undefined && whole.value !== null && typeof whole.value !== 'string') {
    // With a tag it is text.
    whole = { ...whole, value: cursor.text.slice(node.start + cursor.base, node.end + cursor.base) };
  }
  return anchor === undefined ? whole : cursor.define(anchor, whole);
}

function within(tag: Tag | undefined, outer: Tag | undefined): Tag | undefined {
  if (tag === undefined || outer === undefined) return tag ?? outer;
  return { ...tag, outer: within(tag.outer, outer) };
}

/** A map in `column`; the cursor is behind its first key, or at the `?` of it. */
function readMap(
  cursor: Cursor,
  column: number,
  parent: number,
  firstKey: SyntaxNode | undefined,
  tag: Tag | undefined,
  anchor: string | undefined,
): MapNode {
  const { base } = cursor;
  const start = firstKey === undefined ? cursor.pos : firstKey.start + base;
  const mark = cursor.entryMark;
  let keys: Set<string> | undefined;
  let end = start;
  let lastColumn = column;
  let entry = readEntry(cursor, column, firstKey);
  for (;;) {
    if (entry !== undefined) {
      keys = addEntry(cursor, mark, keys, entry);
      end = Math.max(entry.value.end, entry.key.end) + base;
    }
    if (!nextLine(cursor)) break;
    const at = cursor.column();
    if (at !== column) {
      if (at <= parent || (at < column && isMemberLine(cursor))) break;
      if (at !== lastColumn) misaligned(cursor, at, column);
    } else if (at === 0 && cursor.isMarker(cursor.pos)) break;
    lastColumn = at;
    checkTab(cursor);
    entry = readEntry(cursor, Math.min(at, column));
  }
  const entries = cursor.takeEntries(mark);
  const node: MapNode = { kind: 'map', start: start - base, end: end - base, tag, entries, flow: false };
  return anchor === undefined ? node : cursor.define(anchor, node);
}

/** A list whose first `-` is at the cursor, in `column`. */
function readSequence(cursor: Cursor, column: number, parent: number): SequenceNode {
  const { base, tag, anchor } = cursor;
  cursor.tag = undefined;
  cursor.anchor = undefined;
  const start = cursor.pos;
  const mark = cursor.itemMark;
  let end = start + 1;
  for (;;) {
    const dash = cursor.pos;
    cursor.pos++;
    const item = readBehindIndicator(cursor, Math.min(column, dash - cursor.line), dash + 1);
    cursor.pushItem(item);
    end = item.end + base;
    while (nextLine(cursor) && cursor.column() > column && !cursor.isDash(cursor.pos)) {
      misaligned(cursor, cursor.column(), column);
      cursor.skipLine();
    }
    if (cursor.pos >= cursor.text.length || !cursor.isDash(cursor.pos)) break;
    const at = cursor.column();
    if (at !== column) {
      if (at <= parent) break;
      misaligned(cursor, at, column);
    }
    checkTab(cursor);
  }
  const node: SequenceNode = {
    kind: 'sequence',
    start: start - base,
    end: end - base,
    tag,
    items: cursor.takeItems(mark),
    flow: false,
  };
  return anchor === undefined ? node : cursor.define(anchor, node);
}

/** Goes to the first content of the next line; false at the end of the text. Text that is left over on this line is junk. */
export function nextLine(cursor: Cursor): boolean {
  for (;;) {
    cursor.toContent();
    if (cursor.pos >= cursor.text.length) return false;
    if (cursor.pos === cursor.first) return true;
    const end = trimEnd(cursor, cursor.pos, cursor.lineEnd(cursor.pos));
    cursor.problem(
      cursor.pos,
      end,
      cursor.isColon(cursor.pos)
        ? 'A colon and a space end plain text; put the whole value in quotes.'
        : 'The value has ended before this; remove it, or put the whole value in quotes.',
    );
    cursor.skipLine();
  }
}

/**
 * Inside the map of a member, a line that is indented by less than its neighbours: is it the next
 * member rather than an attribute of this one?
 */
function isMemberLine(cursor: Cursor): boolean {
  if (cursor.depth !== 1 || cursor.attributes === undefined) return false;
  const stop = plainStop(cursor, cursor.pos);
  if (cursor.at(stop) !== COLON) return false;
  return !cursor.attributes.has(cursor.text.slice(cursor.pos, trimEnd(cursor, cursor.pos, stop)));
}

export function misaligned(cursor: Cursor, column: number, neighbours: number): void {
  const message = `This line is indented by ${column}, its neighbours by ${neighbours}; align it.`;
  cursor.problem(cursor.pos, cursor.pos + 1, message);
}

export function checkTab(cursor: Cursor): void {
  if (cursor.tab < cursor.line) return;
  cursor.problem(cursor.tab, cursor.tab + 1, 'YAML does not allow tabs in indentation; use spaces.');
}

/** Passes over a node that is nested too deeply: every line that is indented by more than `parent`. */
function skipDeep(cursor: Cursor, parent: number): SyntaxNode {
  const start = cursor.pos;
  cursor.problem(start, start + 1, `Nested too deeply; only ${deepest} levels are read.`);
  do {
    cursor.skipLine();
    cursor.toContent();
  } while (cursor.pos < cursor.text.length && cursor.column() > parent);
  return missing(cursor, start);
}
