import type { Span } from '../../rules/kit/index.ts';
import type { TextEdit } from '../formats/format.ts';

/** A text that was edited again and again: what is left of the old one, in its order, and what is new. */
export type Pieces = readonly (Span | string)[];

export const uncut = (text: string): Pieces => [{ start: 0, end: text.length }];

/** `edits` are of the text that the pieces make; in its order, and not overlapping. */
export function spliced(pieces: Pieces, edits: readonly TextEdit[]): Pieces {
  const behind = (edit: TextEdit, next: TextEdit | undefined): Pieces => [
    edit.newText,
    ...between(pieces, edit.end, next?.start),
  ];
  return [...between(pieces, 0, edits[0]?.start), ...edits.flatMap((edit, i) => behind(edit, edits[i + 1]))];
}

function between(pieces: Pieces, from: number, to = Number.POSITIVE_INFINITY): Pieces {
  let at = 0;
  return pieces.flatMap((piece): Pieces => {
    const length = typeof piece === 'string' ? piece.length : piece.end - piece.start;
    const start = Math.max(from - at, 0);
    const end = Math.min(to - at, length);
    at += length;
    if (start >= end) return [];
    return typeof piece === 'string'
      ? [piece.slice(start, end)]
      : [{ start: piece.start + start, end: piece.start + end }];
  });
}

/** What makes the new text of the old one in one go. */
export function editsOf(pieces: Pieces, old: string): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  let newText = '';
  for (const piece of [...pieces, { start: old.length, end: old.length }]) {
    if (typeof piece === 'string') {
      newText += piece;
      continue;
    }
    if (newText !== old.slice(at, piece.start)) edits.push({ start: at, end: piece.start, newText });
    at = piece.end;
    newText = '';
  }
  return edits;
}

export const edited = (text: string, edits: readonly TextEdit[]): string =>
  spliced(uncut(text), edits)
    .map((piece) => (typeof piece === 'string' ? piece : text.slice(piece.start, piece.end)))
    .join('');
