import { factOf } from './facts.ts';
import type { Document, Item } from './node.ts';
import { shifted, withSplice } from './splice.ts';

/** A place in a text as the Language Server Protocol counts it: from zero, in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Lines end with `\n`, `\r\n` or a `\r` of its own, as in the protocol. */
export interface LineIndex {
  readonly lineCount: number;
  /** Offset of the first character of a line; the end of the text for a line after the last. */
  startOf(line: number): number;
  /** An offset between `\r` and `\n`, or outside the text, becomes the nearest position that an editor can show. */
  positionAt(offset: number): Position;
  /** A position behind the end of its line is the end of that line, before its line break. */
  offsetAt(position: Position): number;
}

const newline = 10;
const carriageReturn = 13;

/** Where the lines of `text` begin. */
export function lineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  const startOf = (line: number): number => starts[line] ?? text.length;

  const withoutBreak = (offset: number, lineStart: number): number => {
    let end = offset;
    while (end > lineStart && isBreak(text.charCodeAt(end - 1))) end--;
    return end;
  };

  return {
    lineCount: starts.length,
    startOf,
    positionAt(offset) {
      const within = Math.max(0, Math.min(offset, text.length));
      const line = lastAtOrBefore(starts, within);
      const start = startOf(line);
      return { line, character: withoutBreak(within, start) - start };
    },
    offsetAt({ line, character }) {
      if (line < 0) return 0;
      const start = startOf(line);
      if (line >= starts.length || character <= 0) return start;
      return withoutBreak(Math.min(start + character, startOf(line + 1)), start);
    },
  };
}

/** The same for a document, without its text: how many lines end in each item is known, and kept over edits. */
export function linesOf(document: Document): LineIndex {
  const { items, starts, length } = document;
  const before = breaksBefore(document);
  const breaksIn = (index: number): readonly number[] => {
    const item = items[index];
    return item ? lineStartsIn(item) : [];
  };
  const lineCount = (before[items.length] ?? 0) + 1;

  const startOf = (line: number): number => {
    if (line < 0 || line >= lineCount) return length;
    if (line === 0) return 0;
    const index = firstNotBelow(before, line) - 1;
    return (starts[index] ?? 0) + (breaksIn(index)[line - (before[index] ?? 0) - 1] ?? 0);
  };

  const codeBefore = (offset: number): number => {
    const index = lastAtOrBefore(starts, offset - 1);
    return items[index]?.text.charCodeAt(offset - 1 - (starts[index] ?? 0)) ?? 0;
  };

  const withoutBreak = (offset: number, lineStart: number): number => {
    let end = offset;
    while (end > lineStart && isBreak(codeBefore(end))) end--;
    return end;
  };

  return {
    lineCount,
    startOf,
    positionAt(offset) {
      const within = Math.max(0, Math.min(offset, length));
      const index = lastAtOrBefore(starts, within);
      const first = before[index] ?? 0;
      const line = first + countAtOrBelow(breaksIn(index), within - (starts[index] ?? 0));
      const start = startOf(line);
      return { line, character: withoutBreak(within, start) - start };
    },
    offsetAt({ line, character }) {
      if (line < 0) return 0;
      const start = startOf(line);
      if (line >= lineCount || character <= 0) return start;
      return withoutBreak(Math.min(start + character, startOf(line + 1)), start);
    },
  };
}

/** How many lines end before each item, and before the end of the text. */
const breaksBefore = factOf<readonly number[]>(
  ({ items }) => [0, ...sums(items, 0, 0, items.length)],
  (known, { after: { items }, from, removed, added }) => {
    // Whether a `\r` at the end of an item ends a line is for the next item to say.
    const begin = Math.max(from - 1, 0);
    const own = sums(items, known[begin] ?? 0, begin, from + added);
    const all = withSplice(known, begin + 1, from + removed + 1, own);
    return shifted(all, from + added + 1, (all[from + added] ?? 0) - (known[from + removed] ?? 0));
  },
);

/** How many lines end up to the end of each item in `[from, to)`, given how many end before them. */
function sums(items: readonly Item[], before: number, from: number, to: number): number[] {
  const sums: number[] = [];
  let sum = before;
  for (let index = from; index < to; index++) {
    sum += breaksOf(items[index]?.text ?? '', items[index + 1]?.text ?? '');
    sums.push(sum);
  }
  return sums;
}

function breaksOf(text: string, next: string): number {
  if (text.includes('\r')) return lineStarts(text).length - (text.endsWith('\r') && next.startsWith('\n') ? 2 : 1);
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

const known = new WeakMap<Item, readonly number[]>();

/** Where lines begin in an item; the one that an item may begin with is not among them. */
function lineStartsIn(item: Item): readonly number[] {
  const starts = known.get(item) ?? lineStarts(item.text).slice(1);
  known.set(item, starts);
  return starts;
}

const countAtOrBelow = (sorted: readonly number[], offset: number): number =>
  sorted.length > 0 && (sorted[0] ?? 0) <= offset ? lastAtOrBefore(sorted, offset) + 1 : 0;

/** Index of the first number that is not less than `wanted`. */
function firstNotBelow(sorted: readonly number[], wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? wanted) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let p = 0; p < text.length; p++) {
    const c = text.charCodeAt(p);
    if (!isBreak(c)) continue;
    if (c === carriageReturn && text.charCodeAt(p + 1) === newline) p++;
    starts.push(p + 1);
  }
  return starts;
}

const isBreak = (c: number): boolean => c === newline || c === carriageReturn;

/** Where the line of an offset begins, behind a byte order mark. */
export function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) start--;
  return start === 0 && text[0] === '\uFEFF' ? 1 : start;
}

/** Where the line of an offset ends, before its line break. */
export function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isBreak(text.charCodeAt(end))) end++;
  return end;
}

/** Where the line after the one that ends at `end` begins. */
export const afterBreak = (text: string, end: number): number =>
  text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length);

/** The blanks that a line begins with. */
export function leadOf(text: string, at: number): string {
  const start = lineStart(text, at);
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return text.slice(start, end);
}

export const beginsLine = (text: string, at: number): boolean => leadOf(text, at).length === at - lineStart(text, at);

/** Index of the last number that is not greater than `offset`; 0 where there is none. */
export function lastAtOrBefore(sorted: readonly number[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? offset + 1) > offset) high = middle;
    else low = middle;
  }
  return low;
}
