/* Lines and comments of a text. `end` of a line is before its line break. */
import type { Span } from '../../../../rules/kit/index.ts';
import type { TextEdit } from '../../format.ts';
import { decline } from '../../spell.ts';
import { childrenOf } from '../../syntax/children.ts';
import { leadOf, lineEnd, lineStart } from '../../syntax/lines.ts';
import type { Spot } from './spot.ts';

export const isMultiLine = (text: string): boolean => /[\r\n]/.test(text);

/** What becomes of a part of the text; the edits are in it, in whatever order. */
export function withEdits(text: string, { start, end }: Span, edits: readonly TextEdit[]): string {
  let at = start;
  let after = '';
  for (const edit of [...edits].sort((one, other) => one.start - other.start || one.end - other.end)) {
    after += text.slice(at, edit.start) + edit.newText;
    at = edit.end;
  }
  return after + text.slice(at, end);
}

/** The comment behind `at` on the same line, and the blanks before it. Anything else there is declined. */
export function tailOf(text: string, at: number): string {
  const tail = text.slice(at, lineEnd(text, at));
  return /^[ \t]*(?:#.*|\/\/.*|\/\*(?:(?!\*\/).)*\*\/[ \t]*)?$/.test(tail)
    ? tail.trimEnd()
    : decline('something else stands on its line');
}

/** The start of the comment lines directly above the line of `at`, which are indented like it. */
export function aboveWith(text: string, at: number): number {
  const lead = leadOf(text, at);
  let first = lineStart(text, at);
  while (first > 1) {
    const above = lineStart(text, first - (text.startsWith('\r\n', first - 2) ? 2 : 1));
    if (above === first || leadOf(text, above) !== lead || !/^(?:#|\/\/)/.test(text.slice(above + lead.length))) break;
    first = above;
  }
  return first;
}

/** Those that go with a block: on the lines directly above it, `inside`, and behind it. */
export function commentsAround(text: string, { entry, base, start, end }: Spot, inside: readonly string[]): string[] {
  const begin = entry ? base + entry.key.start : start;
  const above = text.slice(aboveWith(text, begin), lineStart(text, begin)).split('\n');
  return [...above, ...inside, tailOf(text, end)].map((line) => line.trim()).filter((line) => line !== '');
}

/** Whether there is nothing but blanks on the line that begins at `start`. */
export const isEmptyLine = (text: string, start: number): boolean =>
  /^[ \t]*$/.test(text.slice(start, lineEnd(text, start)));

/** Where the line before the one that begins at `start` begins; undefined for the first one. */
export function lineBefore(text: string, start: number): number | undefined {
  if (start === 0 || lineStart(text, start - 1) === start) return undefined;
  return lineStart(text, start - (text.startsWith('\r\n', start - 2) ? 2 : 1));
}

/** The comments between the values in a spot, from their sign on. */
export function commentsIn(text: string, { node, base, start, end }: Spot): readonly string[] {
  const opaque: Span[] = [];
  const look = (one: Spot['node']): void => {
    const isText = one.kind === 'template' || (one.kind === 'scalar' && one.style !== 'plain');
    if (isText) opaque.push({ start: base + one.start, end: base + one.end });
    else for (const child of childrenOf(one)) look(child);
  };
  look(node);
  opaque.sort((one, other) => one.start - other.start);
  const comments: string[] = [];
  let next = 0;
  for (let at = start; at < end; at++) {
    while ((opaque[next]?.end ?? Number.POSITIVE_INFINITY) <= at) next++;
    const hidden = opaque[next];
    if (hidden && hidden.start <= at) {
      at = hidden.end - 1;
      continue;
    }
    const isLong = text.startsWith('/*', at);
    if (text[at] !== '#' && !text.startsWith('//', at) && !isLong) continue;
    const close = isLong ? text.indexOf('*/', at + 2) : -1;
    const stop = Math.min(close < 0 ? lineEnd(text, at) : close + 2, end);
    comments.push(text.slice(at, stop).trimEnd());
    at = stop;
  }
  return comments;
}
