/* Parts of a document's text, without joining all of it. */
import type { Span } from '../../../rules/kit/index.ts';
import { someItem } from './facts.ts';
import { lastAtOrBefore } from './lines.ts';
import type { Document } from './node.ts';

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

const holding = new Map<string, (document: Document) => boolean>();

/** Whether a word stands anywhere in the document. No item ends inside a word of letters. */
export function contains(document: Document, word: string): boolean {
  const has = ({ text }: { readonly text: string }): boolean => text.includes(word);
  const holds = holding.get(word) ?? someItem(has, has);
  holding.set(word, holds);
  return holds(document);
}
