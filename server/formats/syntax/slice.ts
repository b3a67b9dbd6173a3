/* Parts of a document's text, without joining all of it. */
import { lastAtOrBefore } from './lines.ts';
import type { Document } from './node.ts';

/** The text between two absolute offsets. */
export function sliceOf({ items, starts }: Pick<Document, 'items' | 'starts'>, start: number, end: number): string {
  let text = '';
  for (let index = lastAtOrBefore(starts, start); index < items.length; index++) {
    const base = starts[index] ?? 0;
    if (base >= end) break;
    text += items[index]?.text.slice(Math.max(start - base, 0), end - base) ?? '';
  }
  return text;
}

/** Whether a word stands anywhere in the document. */
export const contains = (document: Document, word: string): boolean => document.text.includes(word);
