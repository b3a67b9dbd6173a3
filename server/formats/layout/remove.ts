/* Takes entries and items away, with the comments that speak of them. */
import type { Span } from '../../../rules/kit/index.ts';
import type { TextEdit } from '../format.ts';
import { decline } from '../spell.ts';
import { afterBreak, beginsLine, lineEnd, lineStart } from '../syntax/lines.ts';
import { childrenOf, type Spot } from './spot.ts';
import { aboveWith, commentsIn, dashOf, endOf, keyOf, tailOf } from './text.ts';

/** `gone`: positions in the container, of which at least one stays. */
export function removeChildren(text: string, container: Spot, gone: ReadonlySet<number>): readonly TextEdit[] {
  return removeFrom(text, childrenOf(container), gone);
}

/** The same for what stands side by side, such as the members of a section. */
export function removeFrom(text: string, children: readonly Spot[], gone: ReadonlySet<number>): readonly TextEdit[] {
  const [first] = children;
  if (!first) return decline('nothing is there to be removed');
  const spans = first.inBrackets ? removeBetween(text, children, gone) : removeLines(text, children, gone);
  return spans.map((span) => ({ ...span, newText: '' }));
}

/** Runs of neighbours, each with the comma that held it. */
function removeBetween(text: string, children: readonly Spot[], gone: ReadonlySet<number>): readonly Span[] {
  const spans: Span[] = [];
  for (let i = 0; i < children.length; i++) {
    if (!gone.has(i)) continue;
    let last = i;
    while (gone.has(last + 1)) last++;
    const next = children[last + 1];
    const before = children[i - 1];
    const end = children[last]?.end ?? 0;
    const span = next
      ? { start: beginOf(children[i]), end: beginOf(next) }
      : { start: before?.end ?? beginOf(children[i]), end };
    if (commentsIn(text, span, children).length > 0) return decline('a comment stands between');
    spans.push(span);
    i = last;
  }
  return spans;
}

/** Where the key of an entry, or an item, begins. */
function beginOf(child: Spot | undefined): number {
  if (!child) return decline('nothing is there');
  return child.entry ? child.base + child.entry.key.start : child.start;
}

function removeLines(text: string, children: readonly Spot[], gone: ReadonlySet<number>): readonly Span[] {
  return [...gone]
    .sort((a, b) => a - b)
    .map((index) => {
      const child = children[index];
      if (!child) return decline('nothing is there to be removed');
      const begin = child.entry ? keyOf(text, child) : dashOf(text, child);
      const stop = endOf(text, child);
      const end = lineEnd(text, stop + tailOf(text, stop).length);
      if (beginsLine(text, begin)) return wholeLines(text, begin, end);
      const next = children[index + 1];
      // The first one stands behind a dash, which the next one takes over.
      if (!next || gone.has(index + 1)) return decline('it shares its line');
      const following = /\S/g;
      following.lastIndex = end;
      return { start: begin, end: following.exec(text)?.index ?? end };
    });
}

function wholeLines(text: string, begin: number, end: number): Span {
  const start = aboveWith(text, begin);
  const next = afterBreak(text, end);
  // The last line of a text without a line break at its end takes the one before it along.
  if (end === text.length && start > 0) return { start: lineEnd(text, lineStart(text, start - 1)), end };
  return { start, end: next };
}
