/* Takes statements away, with the comments that speak of them. */
import type { Span } from '../../../../rules/kit/index.ts';
import type { TextEdit } from '../../format.ts';
import { decline } from '../../spell.ts';
import { afterBreak, beginsLine, lineEnd, lineStart } from '../../syntax/lines.ts';
import { childrenOf, type Spot } from './spot.ts';
import { aboveWith, commentsIn, isEmptyLine, lineBefore, tailOf } from './text.ts';

/** Whole lines of a body or of an object. */
export function removedLines(text: string, gone: readonly Spot[], container: Spot): readonly TextEdit[] {
  const spans: Span[] = [];
  for (const child of gone) {
    const span = linesOf(text, child);
    const before = spans.at(-1);
    if (before?.end === span.start) spans.splice(-1, 1, { start: before.start, end: span.end });
    else spans.push(span);
  }
  return spans.map((span) => ({ ...withEmptyLine(text, span, container), newText: '' }));
}

function linesOf(text: string, { entry, base, start, end }: Spot): Span {
  const begin = entry ? base + entry.key.start : start;
  const comma = text[end] === ',' ? 1 : 0;
  if (!beginsLine(text, begin)) return decline('it shares its line');
  tailOf(text, end + comma);
  return { start: aboveWith(text, begin), end: afterBreak(text, lineEnd(text, end)) };
}

/** Of two empty lines around it one goes, and so does the one at the edge of what holds it. */
function withEmptyLine(text: string, { start, end }: Span, container: Spot): Span {
  const above = lineBefore(text, start);
  const isApart = above !== undefined && isEmptyLine(text, above);
  const isFirst = above === lineStart(text, container.start);
  const isLast = end === lineStart(text, container.end - 1);
  if (isApart && (isLast || isEmptyLine(text, end))) return { start: above, end };
  return isFirst && isEmptyLine(text, end) ? { start, end: afterBreak(text, lineEnd(text, end)) } : { start, end };
}

/** Items between brackets, each with the comma that held it; `gone`: positions, of which at least one stays. */
export function removedBetween(text: string, container: Spot, gone: ReadonlySet<number>): readonly TextEdit[] {
  const children = childrenOf(container);
  const beginOf = ({ entry, base, start }: Spot): number => (entry ? base + entry.key.start : start);
  const areLines = children.every((child) => beginsLine(text, beginOf(child)));
  if (areLines) {
    const removed = children.filter((_, i) => gone.has(i));
    return removedLines(text, removed, container);
  }
  const spans: Span[] = [];
  for (let i = 0; i < children.length; i++) {
    if (!gone.has(i)) continue;
    const first = children[i];
    while (gone.has(i + 1)) i++;
    const [last, next] = [children[i], children[i + 1]];
    const before = children.findLast((one) => first !== undefined && one.end < first.start);
    if (!first || !last) return decline('nothing is there to be removed');
    spans.push(
      next ? { start: beginOf(first), end: beginOf(next) } : { start: before?.end ?? beginOf(first), end: last.end },
    );
  }
  if (commentsIn(text, container).length > 0) return decline('a comment stands between');
  return spans.map((span) => ({ ...span, newText: '' }));
}
