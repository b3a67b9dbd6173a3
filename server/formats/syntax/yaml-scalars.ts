/* Reads what has no children: scalars in their five styles, aliases, and the properties in front of any node. */
import type { AliasNode, ScalarNode, ScalarStyle, ScalarValue, SyntaxNode, Tag } from './node.ts';
import {
  AMPERSAND,
  BACKSLASH,
  BANG,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  type Cursor,
  DASH,
  DOUBLE_QUOTE,
  endsLine,
  GREATER,
  HASH,
  isBlank,
  NEWLINE,
  NOTHING,
  OPEN_BRACE,
  OPEN_BRACKET,
  PLUS,
  RETURN,
  SINGLE_QUOTE,
  SPACE,
  trimEnd,
} from './yaml-cursor.ts';
import { blockValue, foldLines, plainValue, resolveEscapes, taggedValue } from './yaml-values.ts';

/** A scalar over `[start, end)` with the properties that were read in front of it. */
function scalar(cursor: Cursor, start: number, end: number, value: ScalarValue, style: ScalarStyle): ScalarNode {
  const { tag, anchor } = cursor;
  const node: ScalarNode = { kind: 'scalar', start: start - cursor.base, end: end - cursor.base, tag, value, style };
  if (tag !== undefined) cursor.tag = undefined;
  if (anchor === undefined) return node;
  cursor.anchor = undefined;
  return cursor.define(anchor, node);
}

/** The value that is not there, at the place where it would begin. */
export function missing(cursor: Cursor, at: number): ScalarNode {
  return scalar(cursor, at, at, cursor.tag === undefined ? null : taggedValue(cursor.tag.name, ''), 'plain');
}

function plain(cursor: Cursor, start: number, end: number, folded: boolean): ScalarNode {
  const raw = cursor.text.slice(start, end);
  const text = folded ? foldLines(raw) : raw;
  const value = cursor.tag === undefined ? plainValue(text) : taggedValue(cursor.tag.name, text);
  return scalar(cursor, start, end, value, 'plain');
}

/** A key over `[start, end)`. Keys are text, as in JSON: `200:` is the key "200". */
export function plainKey(cursor: Cursor, start: number, end: number): ScalarNode {
  return scalar(cursor, start, end, cursor.word(start, end), 'plain');
}

/** `node`, which turned out to be a key. */
export function asKey(cursor: Cursor, node: SyntaxNode): SyntaxNode {
  if (node.kind !== 'scalar' || typeof node.value === 'string') return node;
  return { ...node, value: cursor.text.slice(node.start + cursor.base, node.end + cursor.base) };
}

/** Where plain text stops on its line: at `: `, at ` #`, or where the line ends. */
export function plainStop({ units }: Cursor, from: number): number {
  const { length } = units;
  for (let at = from; at < length; at++) {
    const c = units[at] ?? NOTHING;
    if (c > COLON) continue;
    if (c === NEWLINE) return at;
    if (c === COLON) {
      if (at + 1 === length) return at;
      const next = units[at + 1] ?? NOTHING;
      if (next === SPACE || next === NEWLINE || isBlank(next)) return at;
    } else if (c === HASH && at > from && isBlank(units[at - 1] ?? NOTHING)) return at;
  }
  return length;
}

/**
 * A plain scalar that begins at `start`, its first line ending at `stop`. Lines below belong to it
 * while they are indented by more than `parent` and are no key.
 */
export function readPlain(cursor: Cursor, parent: number, start: number, stop: number): ScalarNode {
  const { text } = cursor;
  let end = trimEnd(cursor, start, stop);
  let line = stop;
  let folded = false;
  cursor.keyBelow = false;
  cursor.pos = line;
  while (cursor.at(line) === NEWLINE) {
    cursor.toContent();
    if (cursor.pos >= text.length || cursor.column() <= parent || cursor.comment >= line) break;
    if (cursor.pos === cursor.line && cursor.isMarker(cursor.pos)) break;
    const next = plainStop(cursor, cursor.pos);
    if (cursor.at(next) === COLON) {
      cursor.keyBelow = true;
      break;
    }
    end = trimEnd(cursor, cursor.pos, next);
    folded = true;
    line = next;
    cursor.pos = next;
  }
  return plain(cursor, start, end, folded);
}

const isFlowIndicator = (c: number): boolean =>
  c === COMMA || c === OPEN_BRACKET || c === CLOSE_BRACKET || c === OPEN_BRACE || c === CLOSE_BRACE;

function flowPlainStop({ units }: Cursor, from: number): number {
  const { length } = units;
  for (let at = from; at < length; at++) {
    const c = units[at] ?? NOTHING;
    if (c === NEWLINE || isFlowIndicator(c)) return at;
    if (c === COLON) {
      if (at + 1 === length) return at;
      const next = units[at + 1] ?? NOTHING;
      if (next === NEWLINE || isBlank(next) || isFlowIndicator(next)) return at;
    } else if (c === HASH && at > from && isBlank(units[at - 1] ?? NOTHING)) return at;
  }
  return length;
}

/** A plain scalar between brackets; of no width where there is none. */
export function readFlowPlain(cursor: Cursor, parent: number): ScalarNode {
  const { text } = cursor;
  const start = cursor.pos;
  let stop = flowPlainStop(cursor, start);
  if (stop === start) return missing(cursor, start);
  let end = trimEnd(cursor, start, stop);
  let folded = false;
  cursor.pos = stop;
  while (cursor.at(stop) === NEWLINE) {
    cursor.toContent();
    if (cursor.pos >= text.length || cursor.column() <= parent || cursor.comment >= stop) break;
    const next = flowPlainStop(cursor, cursor.pos);
    if (next === cursor.pos) break;
    end = trimEnd(cursor, cursor.pos, next);
    folded = true;
    stop = next;
    cursor.pos = next;
  }
  return plain(cursor, start, end, folded);
}

/**
 * A quoted scalar. Keys stay on one line. Where the closing quote is missing, the scalar ends with
 * its first line: a quote further down that closes it by chance would swallow what lies between.
 */
export function readQuoted(cursor: Cursor, parent: number, isKey: boolean): ScalarNode {
  const { text, units } = cursor;
  const start = cursor.pos;
  const quote = cursor.at(start);
  const style = quote === DOUBLE_QUOTE ? 'double' : 'single';
  let at = start + 1;
  let escaped = false;
  let closed = false;
  let firstBreak = -1;
  let line = cursor.line;
  for (; at < text.length; at++) {
    const c = units[at];
    if (c === quote) {
      if (quote === DOUBLE_QUOTE || cursor.at(at + 1) !== SINGLE_QUOTE) {
        closed = true;
        break;
      }
      escaped = true;
      at++;
    } else if (c === BACKSLASH && quote === DOUBLE_QUOTE) {
      escaped = true;
      // The break behind a backslash is looked at like any other.
      if (cursor.at(at + 1) !== NEWLINE && cursor.at(at + 1) !== RETURN) at++;
    } else if (c === NEWLINE) {
      if (firstBreak < 0) firstBreak = at;
      if (isKey || !continuesQuote(cursor, at + 1, parent)) break;
      line = at + 1;
    }
  }
  if (closed && (firstBreak < 0 || endsWell(cursor, at + 1))) {
    const raw = cursor.text.slice(start + 1, at);
    cursor.pos = at + 1;
    cursor.line = line;
    let value = raw;
    if (quote === SINGLE_QUOTE) {
      if (firstBreak >= 0) value = foldLines(value);
      if (escaped) value = value.replaceAll("''", "'");
    } else if (escaped || firstBreak >= 0) {
      value = resolveEscapes(raw, (offset, length) => invalidEscape(cursor, start + 1 + offset, length));
    }
    if (cursor.tag !== undefined) return scalar(cursor, start, at + 1, taggedValue(cursor.tag.name, value), style);
    return scalar(cursor, start, at + 1, value, style);
  }
  cursor.lookedAt(at);
  const end = firstBreak < 0 ? text.length : firstBreak;
  const trimmed = trimEnd(cursor, start, end);
  cursor.problem(start, trimmed, `This quote is never closed; add the closing ${quote === DOUBLE_QUOTE ? '"' : "'"}.`);
  cursor.pos = end;
  return scalar(cursor, start, trimmed, text.slice(start + 1, trimmed), style);
}

/**
 * May a quoted scalar go on with the line that begins at `line`? The indentation that the
 * specification asks for is not needed (libyaml does not ask for it either), unless the line looks
 * like something of its own.
 */
function continuesQuote(cursor: Cursor, line: number, parent: number): boolean {
  const { text } = cursor;
  let at = line;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  cursor.lookedAt(at);
  if (at >= text.length) return false;
  if (text.charCodeAt(at) === NEWLINE || at - line > parent) return true;
  cursor.lookedAt(cursor.lineEnd(at));
  return !cursor.isMarker(line) && !cursor.isDash(at) && !cursor.looksLikeKey(at);
}

/** Is what follows the closing quote at home there, or was that quote meant to open something? */
function endsWell(cursor: Cursor, position: number): boolean {
  let at = position;
  while (at < cursor.text.length && isBlank(cursor.text.charCodeAt(at))) at++;
  cursor.lookedAt(at);
  const c = cursor.at(at);
  return c === HASH ? at > position : endsLine(c) || c === COLON || (cursor.flows > 0 && isFlowIndicator(c));
}

function invalidEscape(cursor: Cursor, at: number, length: number): void {
  const written = cursor.text.slice(at, at + length);
  cursor.problem(at, at + length, `YAML has no escape "${written}"; write "\\\\" where a backslash is meant.`);
}

/**
 * A `|` or `>` scalar below a line that is indented by `parent`. It ends behind the break of its last
 * line, and with `+` behind the empty lines too.
 */
export function readBlockScalar(cursor: Cursor, parent: number): ScalarNode {
  const { text } = cursor;
  const length = text.length;
  const start = cursor.pos;
  const folded = text.charCodeAt(start) === GREATER;
  let indent = -1;
  let chomping = NOTHING;
  let at = start + 1;
  for (; ; at++) {
    const c = cursor.at(at);
    if (c === PLUS || c === DASH) chomping = c;
    else if (c >= 49 && c <= 57) indent = Math.max(parent, 0) + c - 48;
    else break;
  }
  const header = cursor.lineEnd(at);
  blockHeaderRest(cursor, at, header);
  const body = header < length ? header + 1 : length;
  let end = body; // behind the last line with content, and its break
  let contentEnd = -1;
  let trailing = 0;
  let shallow = false;
  for (let line = body; line < length; ) {
    at = line;
    while (at < length && text.charCodeAt(at) === SPACE) at++;
    const c = cursor.at(at);
    const column = at - line;
    const isEmpty = c === NEWLINE || c === NOTHING || (c === RETURN && cursor.at(at + 1) === NEWLINE);
    // Spaces beyond the indentation are text.
    if (isEmpty && (indent < 0 || column <= indent)) {
      const next = cursor.lineEnd(at) + 1;
      if (next <= length) trailing++;
      line = Math.min(next, length);
      if (chomping === PLUS) end = line;
      continue;
    }
    if (column < indent || column <= parent) {
      if (column <= parent || c === HASH) break;
      if (!shallow)
        cursor.problem(line, at, 'This line is indented by less than the first line of its text; align it.');
      shallow = true;
    }
    if (column === 0 && cursor.isMarker(line)) break;
    if (indent < 0) indent = column;
    contentEnd = cursor.lineEnd(at);
    trailing = 0;
    line = Math.min(contentEnd + 1, length);
    end = line;
  }
  cursor.pos = end;
  cursor.line = end;
  let value = '';
  if (contentEnd >= 0) {
    value = blockValue(text, body, contentEnd, indent, folded);
    if (chomping !== DASH) value += '\n';
  }
  if (chomping === PLUS) value += '\n'.repeat(trailing);
  if (cursor.tag?.name.startsWith('!!')) {
    return scalar(cursor, start, end, taggedValue(cursor.tag.name, value), folded ? 'folded' : 'literal');
  }
  return scalar(cursor, start, end, value, folded ? 'folded' : 'literal');
}

function blockHeaderRest(cursor: Cursor, from: number, lineEnd: number): void {
  let at = from;
  while (at < lineEnd && isBlank(cursor.text.charCodeAt(at))) at++;
  if (at === lineEnd || (at > from && cursor.text.charCodeAt(at) === HASH)) return;
  cursor.problem(at, trimEnd(cursor, at, lineEnd), 'Text of a block scalar begins on the next line; move it there.');
}

export function readAlias(cursor: Cursor): AliasNode {
  const start = cursor.pos;
  const end = wordEnd(cursor, start + 1);
  if (end === start + 1) cursor.problem(start, end, 'An alias needs a name; put text that begins with * in quotes.');
  const { tag, anchor } = cursor;
  cursor.tag = undefined;
  cursor.anchor = undefined;
  cursor.pos = end;
  const name = cursor.text.slice(start + 1, end);
  const span = { start: start - cursor.base, end: end - cursor.base };
  const alias: AliasNode = {
    kind: 'alias',
    ...span,
    tag,
    name,
    ...(anchor !== undefined && { anchor }),
  };
  cursor.refer(alias);
  return alias;
}

/** Reads tags and anchors at the cursor into `cursor.tag` and `cursor.anchor`, and goes to what follows on the line. */
export function readProperties(cursor: Cursor): void {
  let told = false;
  for (let c = cursor.at(cursor.pos); c === BANG || c === AMPERSAND; c = cursor.at(cursor.pos)) {
    const start = cursor.pos;
    const end = wordEnd(cursor, start + 1);
    if (c === BANG) {
      const outer: Tag | undefined = cursor.tag;
      const name = cursor.word(start, end);
      cursor.tag = { name, span: { start: start - cursor.base, end: end - cursor.base }, outer };
      if (outer && !told) {
        cursor.problem(outer.span.start + cursor.base, end, twoTags(outer.name, name));
        told = true;
      }
    } else {
      if (end === start + 1)
        cursor.problem(start, end, 'An anchor needs a name; put text that begins with & in quotes.');
      else if (cursor.anchor !== undefined) cursor.problem(start, end, 'A value has one anchor; remove this one.');
      cursor.anchor = cursor.text.slice(start + 1, end);
    }
    cursor.pos = end;
    cursor.propertiesEnd = end;
    cursor.skipBlanks();
  }
}

function twoTags(outer: string, inner: string): string {
  const name = outer.slice(1);
  const long = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  return `YAML allows one tag on a value, and ${outer} ${inner} are two; write the outer one as "${long}:".`;
}

/** End of a tag or of the name of an anchor: at white space or a bracket. */
function wordEnd(cursor: Cursor, from: number): number {
  const { text } = cursor;
  let at = from;
  while (at < text.length) {
    const c = text.charCodeAt(at);
    if (c <= SPACE || isFlowIndicator(c)) break;
    at++;
  }
  return at;
}
