import { factsOf } from './facts.ts';
import type { Document, Item } from './node.ts';

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

/**
 * The same for a document, without its text: the lines of each item are known by themselves, and after an edit only
 * those of the items that it touched are looked for again.
 */
export function linesOf(document: Document): LineIndex {
  const known = indices.get(document);
  if (known) return known;
  const index = lineIndexOf(document, itemLines(document));
  indices.set(document, index);
  return index;
}

const indices = new WeakMap<Document, LineIndex>();

/**
 * The lines that begin in an item, relative to it. A `\r` at its end is left to the next item, which knows whether a
 * `\n` follows.
 */
interface ItemLines {
  readonly starts: readonly number[];
  readonly beginsWithNewline: boolean;
  readonly endsInReturn: boolean;
}

const itemLines = factsOf(({ text }: Item): ItemLines => {
  const [, ...starts] = lineStarts(text);
  const endsInReturn = text.endsWith('\r');
  if (endsInReturn) starts.pop();
  return { starts, endsInReturn, beginsWithNewline: text.startsWith('\n') };
});

function lineIndexOf({ items, starts, length }: Document, lines: readonly ItemLines[]): LineIndex {
  // Of the line that each item begins in, and of the last line: its number, and where it begins.
  const lineOf: number[] = [];
  const startOfLineOf: number[] = [];
  let line = 0;
  let lineStart = 0;
  let afterReturn = false;
  for (let index = 0; index < lines.length; index++) {
    const own = lines[index];
    const base = starts[index] ?? 0;
    if (!own) continue;
    if (afterReturn && !own.beginsWithNewline) {
      line++;
      lineStart = base;
    }
    lineOf.push(line);
    startOfLineOf.push(lineStart);
    const last = own.starts[own.starts.length - 1];
    if (last !== undefined) {
      line += own.starts.length;
      lineStart = base + last;
    }
    afterReturn = own.endsInReturn;
  }
  if (afterReturn) {
    line++;
    lineStart = length;
  }
  lineOf.push(line);
  startOfLineOf.push(lineStart);
  const lineCount = line + 1;

  const startOf = (wanted: number): number => {
    if (wanted < 0 || wanted >= lineCount) return length;
    const index = lastAtOrBefore(lineOf, wanted);
    const before = lineOf[index] ?? 0;
    if (before === wanted) return startOfLineOf[index] ?? 0;
    return (starts[index] ?? 0) + (lines[index]?.starts[wanted - before - 1] ?? 0);
  };

  const codeBefore = (offset: number): number => {
    const index = lastAtOrBefore(starts, offset - 1);
    return items[index]?.text.charCodeAt(offset - 1 - (starts[index] ?? 0)) ?? 0;
  };

  const withoutBreak = (offset: number, start: number): number => {
    let end = offset;
    while (end > start && isBreak(codeBefore(end))) end--;
    return end;
  };

  return {
    lineCount,
    startOf,
    positionAt(offset) {
      const within = Math.max(0, Math.min(offset, length));
      const index = within === length ? items.length : lastAtOrBefore(starts, within);
      const own = lines[index]?.starts ?? [];
      const base = starts[index] ?? length;
      const passed = countAtOrBefore(own, within - base);
      const start = passed > 0 ? base + (own[passed - 1] ?? 0) : (startOfLineOf[index] ?? 0);
      return { line: (lineOf[index] ?? 0) + passed, character: withoutBreak(within, start) - start };
    },
    offsetAt({ line, character }) {
      if (line < 0) return 0;
      const start = startOf(line);
      if (line >= lineCount || character <= 0) return start;
      return withoutBreak(Math.min(start + character, startOf(line + 1)), start);
    },
  };
}

const countAtOrBefore = (sorted: readonly number[], offset: number): number =>
  sorted.length > 0 && (sorted[0] ?? 0) <= offset ? lastAtOrBefore(sorted, offset) + 1 : 0;

function lineStarts(text: string): number[] {
  const starts = [0];
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
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start === 0 && text[0] === '\uFEFF' ? 1 : start;
}

/** Where the line of an offset ends, before its line break. */
export function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
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
