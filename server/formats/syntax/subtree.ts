/* What a comment on a line of its own speaks of: the key or the list item that begins directly below it. */
import type { Span } from '../../../rules/kit/index.ts';
import { afterBreak, lastAtOrBefore } from './lines.ts';
import type { Document, SyntaxNode } from './node.ts';
import { spanOf } from './node.ts';
import { lineAround, sliceOf } from './slice.ts';

/**
 * From the key, or the dash, to the end of all that is in it; offsets are absolute. Other comments may stand between,
 * no empty line, and all of it is indented alike: else nobody can say what the comment speaks of.
 */
export function subtreeBelow(document: Document, comment: number): Span | undefined {
  const lead = blanksOf(lineFrom(document, lineAround(document, comment).start));
  let at = comment;
  for (let end = commentEnd(document, at); end !== undefined; end = commentEnd(document, at)) {
    const behind = lineFrom(document, end);
    at = end + blanksOf(behind).length;
    if (behind.trim() !== '') continue;
    const below = end + behind.length + afterBreak(sliceOf(document, end + behind.length, end + behind.length + 2), 0);
    if (below >= document.length || blanksOf(lineFrom(document, below)) !== lead) return undefined;
    at = below + lead.length;
  }
  return subtreeAt(document, at);
}

const commentSigns = { json: ['//'], yaml: ['#'], hcl: ['#', '//'] } as const;

/** Where the comment ends that begins there; undefined where none does. */
function commentEnd(document: Document, at: number): number | undefined {
  const text = lineFrom(document, at);
  if (commentSigns[document.language].some((sign) => text.startsWith(sign))) return at + text.length;
  if (document.language !== 'hcl' || !text.startsWith('/*')) return undefined;
  // No item ends in a comment.
  const index = lastAtOrBefore(document.starts, at);
  const base = document.starts[index] ?? 0;
  const close = document.items[index]?.text.indexOf('*/', at - base + 2) ?? -1;
  return close < 0 ? undefined : base + close + 2;
}

/** What stands from there to the end of the line. */
const lineFrom = (document: Document, at: number): string => sliceOf(document, at, lineAround(document, at).end);

const blanksOf = (text: string): string => /^[ \t]*/.exec(text)?.[0] ?? '';

function subtreeAt(document: Document, offset: number): Span | undefined {
  const { items, starts } = document;
  const index = lastAtOrBefore(starts, offset);
  const [item, base] = [items[index], starts[index] ?? 0];
  if (!item) return undefined;
  const { key, value } = item;
  if (key && base + key.start === offset) {
    const end = item.kind === 'section' ? sectionEnd(document, index) : base + Math.max(key.end, value?.end ?? 0);
    return { start: offset, end };
  }
  // A block begins with its type, which stands before its labels.
  if (
    item.section !== undefined &&
    value?.kind === 'map' &&
    value.labels &&
    isWordAt(item.text, item.section, offset - base)
  )
    return { start: offset, end: base + value.end };
  const found = value && beginningAt(value, offset - base, item.text);
  return found && { start: offset, end: base + found.end };
}

const isWordAt = (text: string, word: string, at: number): boolean =>
  text.startsWith(word, at) && /^[\s"{]/.test(text.slice(at + word.length));

/** Members follow their section, up to whatever is none; what stands in a section of it is told by its name. */
function sectionEnd({ items, starts, length }: Document, at: number): number {
  const { section: around, key } = items[at] ?? {};
  const own = around === undefined ? String(key?.value) : `${around}.${key?.value}`;
  const isInside = (section = ''): boolean => section === own || section.startsWith(`${own}.`);
  const next = items.findIndex(({ kind, section }, index) => index > at && kind !== 'trivia' && !isInside(section));
  return next < 0 ? length : (starts[next] ?? length);
}

/** The entry whose key begins there, or the item whose dash does; between brackets an item has no dash. */
function beginningAt(node: SyntaxNode, at: number, text: string): Span | undefined {
  if (at < node.start || at >= node.end) return undefined;
  if (node.kind === 'map')
    for (const { key, value } of node.entries) {
      if (key.start === at) return { start: at, end: Math.max(key.end, value.end) };
      const inside = beginningAt(value, at, text);
      if (inside) return inside;
    }
  if (node.kind === 'sequence')
    for (const item of node.items) {
      const { start, end } = spanOf(item);
      const begins = node.flow ? start === at : at < start && text[at] === '-';
      if (begins) return { start: at, end: Math.max(end, at + 1) };
      const inside = beginningAt(item, at, text);
      if (inside) return inside;
    }
  return undefined;
}
