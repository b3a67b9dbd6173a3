/*
 * What is known of a document beside its items: where its lines begin, which words stand in it. Found when somebody asks
 * first; from then on each edit tells what has become of it, looking at the items that gave way and those that came.
 */
import { Kept } from './kept.ts';
import type { Document, Item } from './node.ts';
import type { Splice } from './splice.ts';
import type { Change } from './tiling.ts';

/** An edit, as facts see it: the items between two documents that are not the same, and what of the text is another. */
export interface Turn extends Splice {
  readonly before: Document;
  readonly after: Document;
  readonly change: Change;
}

export type Fact<T> = (document: Document) => T;

/** What has become of the fact of that number, where it is known. */
const carriers: ((known: object, turn: Turn) => object | undefined)[] = [];
/** Of each document, all facts that are known, by their numbers. */
const facts = new Kept<Document, (object | undefined)[]>();

/** `carry` says what has become of a fact; undefined where it has to be found anew. */
export function factOf<T extends object>(find: Fact<T>, carry: (known: T, turn: Turn) => T | undefined): Fact<T> {
  // What stands at this number was put there by the same fact.
  const number = carriers.push((known, turn) => carry(known as T, turn)) - 1;
  return (document) => {
    const known = facts.get(document) ?? [];
    if (known.length === 0) facts.set(document, known);
    const fact = (known[number] as T | undefined) ?? find(document);
    known[number] = fact;
    return fact;
  };
}

/** Tells every fact of an edit. */
export function carryFacts(turn: Turn): void {
  const known = facts.get(turn.before);
  if (known)
    facts.set(
      turn.after,
      known.map((fact, number) => fact && carriers[number]?.(fact, turn)),
    );
}

/** Whether there is an item of which something holds. The first one is known: what stands behind it need not be asked. */
export function someItem(holds: (item: Item) => boolean): (document: Document) => boolean {
  const firstIn = ({ items }: Document, from: number, to?: number): number => {
    const at = items.slice(from, to).findIndex(holds);
    return at < 0 ? none : from + at;
  };
  const fact = factOf(
    (document) => ({ first: firstIn(document, 0) }),
    (known, { after, from, removed, added }) => {
      const { first } = known;
      if (first < from) return known;
      const come = firstIn(after, from, from + added);
      if (come < none) return { first: come };
      return { first: first < from + removed ? firstIn(after, from + added) : first + added - removed };
    },
  );
  return (document) => fact(document).first < none;
}

const none = Number.POSITIVE_INFINITY;

/** What was found in an item, and at which index that stands. */
export interface FoundIn<T> {
  readonly index: number;
  readonly found: T;
}

/** What is found in few items, or in none. */
export function foundInItems<T>(find: (item: Item) => T | undefined): Fact<readonly FoundIn<T>[]> {
  const findIn = (items: readonly Item[], first: number): FoundIn<T>[] =>
    items.flatMap((item, index) => {
      const found = find(item);
      return found === undefined ? [] : [{ index: first + index, found }];
    });
  return factOf<readonly FoundIn<T>[]>(
    ({ items }) => findIn(items, 0),
    (known, { after, from, removed, added }) => [
      ...known.filter(({ index }) => index < from),
      ...findIn(after.items.slice(from, from + added), from),
      ...known
        .filter(({ index }) => index >= from + removed)
        .map(({ index, found }) => ({ index: index + added - removed, found })),
    ],
  );
}
