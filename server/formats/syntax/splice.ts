import type { Document } from './node.ts';

/** Of the old items, those in `[from, from + removed)` gave way to `added` new ones at the same index; all others are the very same objects. */
export interface Splice {
  readonly from: number;
  readonly removed: number;
  readonly added: number;
  /**
   * Given where it is one item for one, and nothing in it is another but one word, and where all behind that stands. At
   * this offset of the item, inside of the word or at its end, it was changed.
   */
  readonly wordAt?: number | undefined;
}

/** The items that are so called, and up to which offset all that stands in each stands where it stood. */
export const moving = (names: readonly string[], { wordAt = 0 }: Splice): ReadonlyMap<string, number> =>
  new Map(names.map((name) => [name, wordAt]));

/** A copy of `list` with `[from, to)` replaced. */
export function withSplice<T>(list: readonly T[], from: number, to: number, added: readonly T[]): T[] {
  if (added.length !== to - from) return list.slice(0, from).concat(added, list.slice(to));
  const copy = list.slice();
  for (const [index, one] of added.entries()) copy[from + index] = one;
  return copy;
}

/** `list`, in which everything from `from` on has become greater. */
export function shifted(list: number[], from: number, by: number): number[] {
  if (by !== 0) for (let index = from; index < list.length; index++) list[index] = (list[index] ?? 0) + by;
  return list;
}

/** What lies between the same objects at both ends. */
export function differenceOf<T>(before: readonly T[], after: readonly T[]): Splice {
  const least = Math.min(before.length, after.length);
  let from = 0;
  while (from < least && before[from] === after[from]) from++;
  let behind = 0;
  while (behind < least - from && before[before.length - 1 - behind] === after[after.length - 1 - behind]) behind++;
  return { from, removed: before.length - behind - from, added: after.length - behind - from };
}

/** The same of the items of two documents, without looking at all of them where the one was just made of the other. */
export function editBetween({ items: before }: Document, { items, madeOf }: Document): Splice {
  const isAll = madeOf?.removed === before.length;
  return madeOf?.items === before && !isAll ? madeOf : differenceOf(before, items);
}

/** Where those begin, in the order of the text, that stand in the item of that index or behind it. */
export function firstFrom(
  ones: readonly { readonly item: string }[],
  index: number,
  items: ReadonlyMap<string, number>,
): number {
  let [low, high] = [0, ones.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items.get(ones[middle]?.item ?? '') ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}
