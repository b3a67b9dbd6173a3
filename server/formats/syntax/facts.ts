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

/** Whether there is an item of which something holds: counted, so that it is known without asking all of them. */
export function someItem(holds: (item: Item) => boolean): (document: Document) => boolean {
  const countIn = ({ items }: Document, from: number, to?: number): number =>
    items.slice(from, to).filter(holds).length;
  const fact = factOf(
    (document) => ({ count: countIn(document, 0) }),
    ({ count }, { before, after, from, removed, added }) => {
      // Mostly there is none: those that gave way need not be asked then.
      const left = count === 0 ? 0 : count - countIn(before, from, from + removed);
      return { count: left + countIn(after, from, from + added) };
    },
  );
  return (document) => fact(document).count > 0;
}

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
