/* The text of an open document, and what becomes of it as somebody types. */
import { type Change, edit } from '../formats/syntax/edit.ts';
import { type LineIndex, lineIndex, linesOf, type Position } from '../formats/syntax/lines.ts';
import type { Document } from '../formats/syntax/node.ts';
import { sliceOf } from '../formats/syntax/slice.ts';

/** Once parsed, it stays so: then a change costs what it touches. */
export type Content = string | Document;

/** Replaces what stands at `range`, or all of the text. */
export interface Typed {
  readonly range?: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

/** Joins all of it: for what is small, and for what happens rarely. */
export const textOf = (content: Content): string => (typeof content === 'string' ? content : content.text);

/**
 * After changes that apply one after the other. Editors send those of many cursors from the bottom up: such a run is
 * looked up in one text, because what stands above a change keeps its lines.
 */
export function changed(content: Content, changes: readonly Typed[]): Content {
  let now = content;
  let run: Change[] = [];
  let lines: LineIndex | undefined;
  const write = (): void => {
    now = written(now, run);
    run = [];
    lines = undefined;
  };
  for (const { range, text } of changes) {
    if (!range) {
      write();
      now = text;
      continue;
    }
    const above = run.at(-1)?.start ?? Number.POSITIVE_INFINITY;
    if (lines && Math.max(lines.offsetAt(range.start), lines.offsetAt(range.end)) >= above) write();
    lines ??= linesIn(now);
    const start = lines.offsetAt(range.start);
    run.push({ start, end: Math.max(start, lines.offsetAt(range.end)), newText: text });
  }
  write();
  return now;
}

const linesIn = (content: Content): LineIndex => (typeof content === 'string' ? lineIndex(content) : linesOf(content));

/** Of this many cursors and more, what stands between them is read again, too: one long look is cheaper than many short ones. */
const manyCursors = 64;

function written(content: Content, bottomUp: readonly Change[]): Content {
  if (bottomUp.length === 0) return content;
  if (typeof content === 'string') {
    const { start, end, newText } = asOne(bottomUp, (from, to) => content.slice(from, to));
    return content.slice(0, start) + newText + content.slice(end);
  }
  if (bottomUp.length < manyCursors)
    return bottomUp.reduce((document, change) => edit(document, change).document, content);
  return edit(
    content,
    asOne(bottomUp, (from, to) => sliceOf(content, from, to)),
  ).document;
}

/** One change that does what all of them do, from the first that any of them touches to the last. */
function asOne(bottomUp: readonly Change[], slice: (start: number, end: number) => string): Change {
  const parts: string[] = [];
  const start = bottomUp.at(-1)?.start ?? 0;
  let end = start;
  for (const change of bottomUp.toReversed()) {
    parts.push(slice(end, change.start), change.newText);
    end = change.end;
  }
  return { start, end, newText: parts.join('') };
}
