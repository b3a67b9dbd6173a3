/*
 * What is known of each item by itself: where its lines begin, which words stand in it. Found when somebody asks for it
 * first, and from then on kept over edits, which look at the items that they add and at no other.
 */
import type { Document, Item } from './node.ts';
import { type Splice, withSplice } from './splice.ts';

/** Per item of a document, at the same index. */
export type Facts<T> = (document: Document) => readonly T[];

const carriers: ((before: Document, after: Document, splice: Splice) => void)[] = [];

export function factsOf<T>(find: (item: Item) => T): Facts<T> {
  const known = new WeakMap<Document, readonly T[]>();
  carriers.push((before, after, { from, removed, added }) => {
    const facts = known.get(before);
    if (facts)
      known.set(after, withSplice(facts, from, from + removed, after.items.slice(from, from + added).map(find)));
  });
  return (document) => {
    const facts = known.get(document) ?? document.items.map(find);
    known.set(document, facts);
    return facts;
  };
}

/** For whoever makes a document of another one. */
export function carryFacts(before: Document, after: Document, splice: Splice): void {
  for (const carry of carriers) carry(before, after, splice);
}
