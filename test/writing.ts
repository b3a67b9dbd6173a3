/* What the tests of all writers begin with: rows as rules see them, edits of these, and the text before and after. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Edit, Resource, RowName, Rows } from '../rules/kit/index.ts';
import type { Graph } from '../server/linter/graph.ts';
import { Look } from '../server/linter/look.ts';
import { anyWorld } from '../server/linter/world.ts';

/** The first row of a type, or the one that is called so. */
export type See = <N extends RowName>(type: Resource<N>, called?: string) => Rows[N];

export type Make = (see: See) => readonly Edit[];

export function seeIn(graph: Graph): See {
  const look = new Look(graph, anyWorld);
  return (type, called) => {
    const entry = graph.all(type.name).find(({ name }) => called === undefined || called === name);
    assert.ok(entry, `there is no ${type.noun}`);
    // The view of a row has the shape of its type.
    return look.view(entry) as unknown as Rows[typeof type.name];
  };
}

/** `write`: the text after the edits; undefined where they are declined. */
export const casesOf = <More extends readonly unknown[]>(
  write: (text: string, make: Make, ...more: More) => string | undefined,
) => ({
  writes: (name: string, before: string, make: Make, after: string, ...more: More): void =>
    void test(name, () => assert.equal(write(before, make, ...more), after)),
  declines: (name: string, before: string, make: Make, ...more: More): void =>
    void test(name, () => assert.equal(write(before, make, ...more), undefined)),
});
