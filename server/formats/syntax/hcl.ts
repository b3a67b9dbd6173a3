/*
 * In: HCL that may be half typed, or damaged. Out: a `Document` of items: one per block, or attribute, that stands at the
 * top. What begins in the first column like a block of the dialect is one, whatever was left open before it, so a wound
 * does not reach further. What the values mean is left to the readers of each format.
 */
import * as code from './code.ts';
import type { Dialect } from './dialect.ts';
import { joined, junk, readStatement, type Statement } from './hcl-body.ts';
import { Cursor, isWordStart, restOfSign } from './hcl-cursor.ts';
import { endsEarly } from './hcl-layout.ts';
import { documentOf } from './memory.ts';
import type { Document, Item, ScalarNode, SyntaxNode } from './node.ts';
import { type Grammar, type Step, tile } from './tiling.ts';

/**
 * All that an item has to know of the text before it: whether there is any, whether it ended with a line, and whether it
 * may be the text of a heredoc that never ends, up to the next block in the first column.
 */
export type HclState = 'first' | 'line' | 'joined' | 'torn';

/** Never throws: what cannot be read becomes a problem of its item. */
export function parseHcl(text: string, dialect: Dialect): Document {
  return documentOf({ language: 'hcl', tiling: tile(hclGrammar(dialect), text) }, dialect, text);
}

export function hclGrammar(dialect: Dialect): Grammar<HclState> {
  const header = headerOf(dialect);
  return {
    initial: 'first',
    isSame: (one, other) => one === other,
    reader(text) {
      const cursor = new Cursor(text, header);
      return (start, state) => {
        cursor.begin(start);
        if (state === 'first' && cursor.peek() === code.byteOrderMark) cursor.pos++;
        if (state === 'joined') checkJoined(cursor);
        if (state === 'torn' && !isAtHeader(cursor)) cursor.torn = start - 1;
        return readItem(cursor);
      };
    },
    meaning: { plain: () => undefined, mayName: () => false },
  };
}

/** `resource "aws_lb" "main" {`: a block in the first column that has as many labels as its type wants. */
function headerOf({ blocks }: Dialect): RegExp {
  const label = String.raw`[ \t]*(?:"[^"\\\r\n]*"|[\w-]+)`;
  const types = [...(blocks ?? [])].map(([type, labels]) => `${type}${label.repeat(labels)}`);
  return new RegExp(`(?:${types.join('|')})[ \\t]*\\{`, 'y');
}

function isAtHeader(cursor: Cursor): boolean {
  const { pos } = cursor;
  cursor.skip(true);
  const is = cursor.column(cursor.pos) === 0 && cursor.isHeader(cursor.pos);
  cursor.pos = pos;
  return is;
}

function readItem(cursor: Cursor): Step<HclState> {
  cursor.skip(true);
  const c = cursor.peek();
  if (c === code.end) return made(cursor, 'trivia');
  if (!isWordStart(c) && c !== code.quote) {
    junk(cursor);
    endItem(cursor);
    return made(cursor, 'trivia');
  }
  const { key, labels, value } = readBelieving(cursor);
  endItem(cursor);
  const isBlock = labels !== undefined && (labels.length > 0 || value.kind === 'map');
  if (!isBlock) return made(cursor, 'entry', undefined, key, value);
  return made(cursor, 'member', String(key.value), labels.at(-1) ?? key, value);
}

/** Braces are believed as long as they fit; else the layout, unless that makes more problems. */
function readBelieving(cursor: Cursor): Statement {
  const start = cursor.mark();
  cursor.isInside = true;
  const byBraces = readStatement(cursor);
  const isEarly = byBraces.labels !== undefined && endsEarly(cursor, start.pos);
  if (!cursor.isWounded && !isEarly) return byBraces;
  const problems = [...cursor.problems];
  const end = cursor.mark();
  cursor.reset(start);
  cursor.byLayout = true;
  cursor.onOneLine = false;
  const byLayout = readStatement(cursor);
  // What a block that ended early leaves behind is a problem, too.
  if (cursor.problems.length <= problems.length + (isEarly ? 1 : 0)) return byLayout;
  cursor.problems = problems;
  cursor.reset(end);
  return byBraces;
}

/** The rest of the line belongs to the item, unless another begins there. */
function endItem(cursor: Cursor): void {
  cursor.skip();
  while (cursor.peek() !== code.newline && cursor.peek() !== code.end && !isWordStart(cursor.peek())) {
    junk(cursor);
    cursor.skip();
  }
}

function checkJoined(cursor: Cursor): void {
  if (isWordStart(cursor.peek())) joined(cursor);
}

function made(
  cursor: Cursor,
  kind: Item['kind'],
  section?: string,
  key?: ScalarNode,
  value?: SyntaxNode,
): Step<HclState> {
  const { base, text } = cursor;
  const isLine = cursor.peek() === code.newline;
  const end = isLine ? cursor.pos + 1 : cursor.pos;
  // Whoever looks for the end of what is never closed passes over what belongs to later items, which tell of it.
  const problems = cursor.isWounded ? cursor.problems.filter(({ span }) => span.end <= end - base) : cursor.problems;
  const item: Item = { kind, section, key, value, text: text.slice(base, end), problems, anchors: undefined };
  const scan = Math.max(cursor.seen + 1 + restOfSign, end) - base;
  const isTorn = cursor.torn < end;
  return { item, end, scan, state: isTorn ? 'torn' : isLine ? 'line' : 'joined', repaired: false };
}
