/*
 * The statements of a body, or the entries of an object, by their lines: which of them have their signs below one
 * another. Source: `formatCells` of https://github.com/hashicorp/hcl/blob/main/hclwrite/format.go
 */
import type { TextEdit } from '../../format.ts';
import { afterBreak, beginsLine, lineEnd, lineStart } from '../../syntax/lines.ts';
import { childrenOf, isBody, keyText, type Spot } from './spot.ts';
import { isMultiLine } from './text.ts';

export interface Row {
  readonly key: string;
  /** Where its key begins. */
  readonly start: number;
  readonly keyEnd: number;
  /** Where its value ends. */
  readonly end: number;
  readonly isBlock: boolean;
  /** Where its `=` stands, if `fmt` would put that below those of its neighbours. */
  readonly sign: number | undefined;
  /** It stands on the line below the one before it. */
  readonly follows: boolean;
}

export function rowsOf(text: string, parent: Spot): readonly Row[] {
  let before: Row | undefined;
  return childrenOf(parent).flatMap((child): readonly Row[] => {
    const { entry, base, start, end } = child;
    if (!entry) return [];
    const [keyStart, keyEnd] = [base + entry.key.start, base + entry.key.end];
    const isOneLine = !isMultiLine(text.slice(start, end)) || text.startsWith('<<', start);
    const [gap = '', equals] = /^[ \t]*(=?)/.exec(text.slice(keyEnd, start)) ?? [];
    const isPlain = !isBody(child) && isOneLine && equals === '=' && beginsLine(text, keyStart);
    const row: Row = {
      key: entry.key.kind === 'scalar' ? keyText(entry) : '',
      start: keyStart,
      keyEnd,
      end,
      isBlock: isBody(child),
      sign: isPlain ? keyEnd + gap.length - 1 : undefined,
      follows: before !== undefined && lineStart(text, keyStart) === afterBreak(text, lineEnd(text, before.end)),
    };
    before = row;
    return [row];
  });
}

/** The neighbours of a row whose signs stand below one another, with itself; none where it is no such row. */
export function chainOf(rows: readonly Row[], index: number): readonly Row[] {
  if (rows[index]?.sign === undefined) return [];
  let first = index;
  let last = index;
  while (rows[first]?.follows && rows[first - 1]?.sign !== undefined) first--;
  while (rows[last + 1]?.follows && rows[last + 1]?.sign !== undefined) last++;
  return rows.slice(first, last + 1);
}

const keyWidth = ({ start, keyEnd }: Row): number => keyEnd - start;

/** How far the signs of a chain stand to the right of its keys; undefined where they do not stand below one another. */
function widthOf(chain: readonly Row[]): number | undefined {
  const [width, ...others] = chain.map(({ start, sign = 0 }) => sign - start - 1);
  return others.every((other) => other === width) ? width : undefined;
}

/** The new width of a chain, and the edits that bring it, once some rows are gone and others have come. */
export function realigned(
  chain: readonly Row[],
  stays: (row: Row) => boolean,
  come: readonly number[],
): { readonly width: number; readonly edits: readonly TextEdit[] } {
  const left = chain.filter(stays);
  const longest = (rows: readonly Row[]) => Math.max(0, ...rows.map(keyWidth));
  const wanted = Math.max(longest(left), ...come);
  const width = widthOf(chain);
  // Whoever lays them out in another way goes on doing so.
  if (width === undefined || width < longest(chain)) return { width: Math.max(0, ...come), edits: [] };
  const isTight = width === longest(chain);
  const next = isTight ? wanted : Math.max(wanted, width);
  if (next === width) return { width, edits: [] };
  const edits = left.map((row) => ({
    start: row.keyEnd,
    end: row.sign ?? row.keyEnd,
    newText: ' '.repeat(next - keyWidth(row) + 1),
  }));
  return { width: next, edits };
}
