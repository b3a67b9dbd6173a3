import type { Document } from './node.ts';

/** A place in a text as the Language Server Protocol counts it: from zero, in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

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

/** Where the lines of `text` begin. Lines end with `\n`, `\r\n` or a `\r` of its own, as in the protocol. */
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

/** The same for a document, without joining its text. */
export function linesOf(document: Document): LineIndex {
  return lineIndex(document.text);
}

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
