/* Parts of a document's text, without joining all of it. */
import type { Span } from '../../../rules/kit/index.ts';
import { type Fact, factOf } from './facts.ts';
import { lastAtOrBefore } from './lines.ts';
import type { Document, Item } from './node.ts';

/** The text between two absolute offsets. */
export function sliceOf({ items, starts }: Document, start: number, end: number): string {
  let text = '';
  for (let index = lastAtOrBefore(starts, start); index < items.length; index++) {
    const base = starts[index] ?? 0;
    if (base >= end) break;
    text += items[index]?.text.slice(Math.max(start - base, 0), end - base) ?? '';
  }
  return text;
}

/** The line of an offset, behind a byte order mark and before the line break. */
export function lineAround(document: Document, offset: number): Span {
  const start = lineStartBefore(document, offset);
  const isMark = start === 0 && document.items[0]?.text.startsWith('\uFEFF');
  return { start: isMark ? 1 : start, end: lineEndAfter(document, offset) };
}

function lineStartBefore({ items, starts }: Document, offset: number): number {
  for (let index = lastAtOrBefore(starts, offset); index >= 0; index--) {
    const base = starts[index] ?? 0;
    const before = items[index]?.text.slice(0, offset - base) ?? '';
    const last = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'));
    if (last >= 0) return base + last + 1;
  }
  return 0;
}

function lineEndAfter({ items, starts, length }: Document, offset: number): number {
  for (let index = lastAtOrBefore(starts, offset); index < items.length; index++) {
    const base = starts[index] ?? 0;
    const found = items[index]?.text.slice(Math.max(offset - base, 0)).search(/[\r\n]/) ?? -1;
    if (found >= 0) return Math.max(offset, base) + found;
  }
  return length;
}

const holding = new Map<string, Fact<{ readonly items: number }>>();

/** Whether a word stands anywhere in the document. No item ends inside a word of letters. */
export function contains(document: Document, word: string): boolean {
  const holders = holding.get(word) ?? holdersOf(word);
  holding.set(word, holders);
  return holders(document).items > 0;
}

/** In how many items the word stands. */
function holdersOf(word: string): Fact<{ readonly items: number }> {
  const among = (items: readonly Item[]): number => items.filter(({ text }) => text.includes(word)).length;
  return factOf<{ readonly items: number }>(
    // All of the text tells at one look that there is none.
    ({ items, text }) => ({ items: text.includes(word) ? among(items) : 0 }),
    (known, { before, after, from, removed, added, change: { start, newText } }) => {
      // Mostly it stands nowhere. Then an item that is one for one holds it only where somebody has typed it.
      const at = start - (after.memory.tiling.starts.at(from) ?? 0);
      const typed = () =>
        after.items[from]?.text.slice(Math.max(at - word.length, 0), at + newText.length + word.length);
      if (known.items === 0 && removed === 1 && added === 1 && at >= 0 && !typed()?.includes(word)) return known;
      const [gone, come] = [before.items.slice(from, from + removed), after.items.slice(from, from + added)];
      return { items: known.items - among(gone) + among(come) };
    },
  );
}
