/* Lines, columns and comments of a text. `end` of a line is before its line break. */
import type { Span } from '../../../rules/kit/index.ts';
import { decline } from '../spell.ts';
import { afterBreak, leadOf, lineEnd, lineStart } from '../syntax/lines.ts';
import { childrenOf, type Spot } from './spot.ts';

export const columnOf = (text: string, at: number): number => at - lineStart(text, at);

export const isMultiLine = (text: string): boolean => /[\r\n]/.test(text);

export const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/);

/** The end of what is written there; a block scalar's own end is behind its line break. */
export function endOf(text: string, spot: Spot): number {
  let end = spot.end;
  while (end > spot.start && /\s/.test(text[end - 1] ?? '')) end--;
  if (end < spot.end && keepsBlankLines(text, spot)) return decline('the empty lines at its end are part of it');
  return end;
}

/** Whether the last thing in it is a block scalar that ends in empty lines on purpose. */
function keepsBlankLines(text: string, spot: Spot): boolean {
  const last = childrenOf(spot).at(-1);
  if (last) return keepsBlankLines(text, last);
  const isBlock = spot.node.kind === 'scalar' && (spot.node.style === 'literal' || spot.node.style === 'folded');
  return isBlock && /^[|>]\d?\+/.test(text.slice(spot.base + spot.node.start, spot.end));
}

export interface Comment extends Span {
  /** From the `#` on. */
  readonly text: string;
}

/** The comments of YAML between two offsets, of which `within` holds every value. */
export function commentsIn(text: string, { start, end }: Span, within: readonly Spot[]): readonly Comment[] {
  const comments: Comment[] = [];
  const values = within.flatMap((spot) => opaque(text, spot)).sort((a, b) => a.start - b.start);
  let value = 0;
  for (let at = start; at < end; at++) {
    while ((values[value]?.end ?? Infinity) <= at) value++;
    const hidden = values[value];
    if (hidden && hidden.start <= at) {
      at = hidden.end - 1;
      continue;
    }
    if (text[at] !== '#' || (at > 0 && !/[\s\uFEFF]/.test(text[at - 1] ?? ''))) continue;
    const stop = Math.min(lineEnd(text, at), end);
    comments.push({ start: at, end: stop, text: text.slice(at, stop).trimEnd() });
    at = stop;
  }
  return comments;
}

/** The stretches in which a `#` begins no comment. */
function opaque(text: string, spot: Spot): readonly Span[] {
  const { node, base } = spot;
  const start = base + node.start;
  const keys =
    node.kind === 'map' ? node.entries.map(({ key }) => ({ start: base + key.start, end: base + key.end })) : [];
  if (node.kind === 'map' || node.kind === 'sequence')
    return [...keys, ...childrenOf(spot).flatMap((child) => opaque(text, child))];
  if (node.kind !== 'scalar' || (node.style !== 'literal' && node.style !== 'folded'))
    return [{ start, end: spot.end }];
  // Behind the `|` there may be a comment.
  return [{ start: lineEnd(text, start), end: spot.end }];
}

/** The comment behind `at` on the same line, and the blanks before it. Anything else there is declined. */
export function tailOf(text: string, at: number): string {
  const tail = text.slice(at, lineEnd(text, at));
  return /^(?:[ \t]*|[ \t]+#.*)$/.test(tail) ? tail.trimEnd() : decline('something else stands on its line');
}

/** The end of the comment lines below `end` that are indented by at least `column`. */
export function belowWith(text: string, end: number, column: number): number {
  let last = end;
  let at = lineEnd(text, end);
  while (at < text.length) {
    const start = afterBreak(text, at);
    const lead = leadOf(text, start);
    const content = start + lead.length;
    at = lineEnd(text, start);
    if (content === at) continue; // an empty line
    if (text[content] !== '#' || lead.length < column) break;
    last = at;
  }
  return last;
}

/** The start of the comment lines directly above the line of `at`, which are indented like it. */
export function aboveWith(text: string, at: number): number {
  const lead = leadOf(text, at);
  let first = lineStart(text, at);
  while (first > 1) {
    const above = lineStart(text, first - (text.startsWith('\r\n', first - 2) ? 2 : 1));
    if (above === first || leadOf(text, above) !== lead || text[above + lead.length] !== '#') break;
    first = above;
  }
  return first;
}

/** Whether the line before the one that begins at `start` is empty. */
export function isBelowEmptyLine(text: string, start: number): boolean {
  const end = start - 1;
  const above = text.lastIndexOf('\n', end - 1);
  return above >= 0 && above < end && text[end] === '\n' && /^[ \t]*\r?$/.test(text.slice(above + 1, end));
}

/** Where the dash of an item stands. */
export function dashOf(text: string, { up, index }: Spot): number {
  if (!up) return decline('it is in no list');
  const before = childrenOf(up)[index - 1];
  const blanks = /(?:\s|#[^\r\n]*)*/y;
  blanks.lastIndex = before ? endOf(text, before) : up.base + up.node.start;
  blanks.exec(text);
  return text[blanks.lastIndex] === '-' ? blanks.lastIndex : decline('its dash is not found');
}

/** Where the key of an entry in block style stands: at the begin of a line, or behind the dash of an item. */
export function keyOf(text: string, { entry, base }: Spot): number {
  if (!entry) return decline('it has no key');
  const key = base + entry.key.start;
  return /^ *(?:- +)*$/.test(text.slice(lineStart(text, key), key)) ? key : decline('something stands before its key');
}
