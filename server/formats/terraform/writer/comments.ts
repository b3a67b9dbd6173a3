/* Comments behind neighbouring attributes begin below one another, as `terraform fmt` has it, and go on to do so. */
import type { TextEdit } from '../../format.ts';
import { lastAtOrBefore, lineEnd } from '../../syntax/lines.ts';
import type { Document } from '../../syntax/node.ts';
import { type Row, rowsOf } from './rows.ts';
import { type Body, bodyAt, childrenOf, isBody } from './spot.ts';

/** The edits that move comments, once all `edits` of values are known. */
export function shiftedComments(document: Document, edits: readonly TextEdit[]): readonly TextEdit[] {
  const touched = new Set(edits.map(({ start }) => lastAtOrBefore(document.starts, start)));
  return [...touched].flatMap((index) => {
    const body = bodyAt(document, index);
    return body ? bodiesIn(body).flatMap((one) => shiftsIn(document.text, rowsOf(document.text, one), edits)) : [];
  });
}

const bodiesIn = (body: Body): readonly Body[] => [body, ...childrenOf(body).filter(isBody).flatMap(bodiesIn)];

/** A row with a comment behind it, and how much longer it is from now on; undefined where it goes. */
interface Commented {
  readonly row: Row;
  readonly gap: number;
  readonly growth: number | undefined;
}

function shiftsIn(text: string, rows: readonly Row[], edits: readonly TextEdit[]): readonly TextEdit[] {
  const runs: Commented[][] = [[]];
  for (const row of rows) {
    const [, gap] = /^([ \t]+)(?:#|\/\/|\/\*)/.exec(text.slice(row.end, lineEnd(text, row.end))) ?? [];
    const isOne = row.sign !== undefined && gap !== undefined;
    if (!isOne || !row.follows) runs.push([]);
    if (isOne) runs.at(-1)?.push({ row, gap: gap.length, growth: growthOf(row, edits) });
  }
  return runs.flatMap(shifts);
}

function growthOf({ start, end }: Row, edits: readonly TextEdit[]): number | undefined {
  if (edits.some((edit) => edit.start <= start && edit.end >= end)) return undefined;
  return edits
    .filter((edit) => start <= edit.start && edit.end <= end)
    .reduce((sum, edit) => sum + edit.newText.length - (edit.end - edit.start), 0);
}

function shifts(run: readonly Commented[]): readonly TextEdit[] {
  const width = ({ row }: Commented): number => row.end - row.start;
  const column = Math.max(...run.map(width)) + 1;
  const isAligned = run.every((one) => width(one) + one.gap === column);
  const left = run.filter(({ growth }) => growth !== undefined);
  const next = Math.max(...left.map((one) => width(one) + (one.growth ?? 0))) + 1;
  if (!isAligned) return [];
  return left.flatMap((one) => {
    const gap = next - width(one) - (one.growth ?? 0);
    const { end } = one.row;
    return gap === one.gap ? [] : [{ start: end, end: end + one.gap, newText: ' '.repeat(gap) }];
  });
}
