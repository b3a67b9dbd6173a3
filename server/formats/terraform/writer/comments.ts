/* Comments behind neighbouring attributes begin below one another, as `terraform fmt` has it, and go on to do so. */
import type { TextEdit } from '../../format.ts';
import { lastAtOrBefore, leadOf, lineEnd } from '../../syntax/lines.ts';
import type { Document } from '../../syntax/node.ts';
import { type Row, rowsOf } from './rows.ts';
import { type Body, bodyAt, childrenOf, isBody } from './spot.ts';
import { withEdits } from './text.ts';

/** The edits that move comments, once all `edits` of values are known. */
export function shiftedComments(document: Document, edits: readonly TextEdit[]): readonly TextEdit[] {
  const touched = new Set(edits.map(({ start }) => lastAtOrBefore(document.starts, start)));
  return [...touched].flatMap((index) => {
    const body = bodyAt(document, index);
    return body ? bodiesIn(body).flatMap((one) => shiftsIn(document.text, rowsOf(document.text, one), edits)) : [];
  });
}

const bodiesIn = (body: Body): readonly Body[] => [body, ...childrenOf(body).filter(isBody).flatMap(bodiesIn)];

/** A row with a comment behind it. */
interface Commented {
  readonly row: Row;
  readonly gap: number;
  /** What it is from now on; undefined where it goes. */
  readonly next: Next | undefined;
}

interface Next {
  /** That of the line which the comment stands behind. */
  readonly width: number;
  /** It takes several lines, so its comment has no neighbour above. */
  readonly isLong: boolean;
}

function shiftsIn(text: string, rows: readonly Row[], edits: readonly TextEdit[]): readonly TextEdit[] {
  const runs: Commented[][] = [[]];
  for (const row of rows) {
    const [, gap] = /^([ \t]+)(?:#|\/\/|\/\*)/.exec(text.slice(row.end, lineEnd(text, row.end))) ?? [];
    const isOne = row.sign !== undefined && gap !== undefined;
    if (!isOne || !row.follows) runs.push([]);
    if (isOne) runs.at(-1)?.push({ row, gap: gap.length, next: nextOf(text, row, edits) });
  }
  return runs.flatMap(shifts);
}

function nextOf(text: string, { start, end }: Row, edits: readonly TextEdit[]): Next | undefined {
  if (edits.some((edit) => edit.start <= start && edit.end >= end)) return undefined;
  const own = edits.filter((edit) => start <= edit.start && edit.end <= end);
  const [last = '', ...above] = withEdits(text, { start, end }, own).split('\n').reverse();
  const isLong = above.length > 0;
  return { width: last.length - (isLong ? leadOf(text, start).length : 0), isLong };
}

function shifts(run: readonly Commented[]): readonly TextEdit[] {
  const width = ({ row }: Commented): number => row.end - row.start;
  const column = Math.max(...run.map(width)) + 1;
  if (!run.every((one) => width(one) + one.gap === column)) return [];
  const parts: { readonly row: Row; readonly gap: number; readonly next: Next }[][] = [[]];
  for (const { row, gap, next } of run) {
    if (next?.isLong) parts.push([]);
    if (next) parts.at(-1)?.push({ row, gap, next });
  }
  return parts.flatMap((part) => {
    const widest = Math.max(...part.map(({ next }) => next.width));
    return part.flatMap(({ row: { end }, gap, next }) => {
      const wanted = widest - next.width + 1;
      return wanted === gap ? [] : [{ start: end, end: end + gap, newText: ' '.repeat(wanted) }];
    });
  });
}
