/** Of the old items, those in `[from, from + removed)` gave way to `added` new ones at the same index; all others are the very same objects. */
export interface Splice {
  readonly from: number;
  readonly removed: number;
  readonly added: number;
}

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
