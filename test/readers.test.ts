/* Who has read what is asked again when it gives way: that has to be true of a thing with one reader and of one with many. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Reader, Readers } from '../server/linter/readers.ts';

const readers = (count: number): readonly Reader[] => Array.from({ length: count }, () => ({ things: [] }));

describe('Readers', () => {
  for (const count of [1, 2, 16, 17, 40]) {
    it(`${count}: each is known once, in the order in which they came, until it reads something else`, () => {
      const [resource, list] = [{}, {}];
      const known = new Readers();
      const all = readers(count);
      for (const reader of all) known.note(reader, [resource, list, resource]);
      assert.deepEqual(all[0]?.things, [resource, list]);
      const inOrder = [...known.of(resource)];
      assert.ok(inOrder.length === count && inOrder.every((reader, index) => reader === all[index]));

      for (const [gone, reader] of all.entries()) {
        known.note(reader, [list]);
        assert.ok(![...known.of(resource)].includes(reader));
        assert.equal([...known.of(resource)].length, count - gone - 1);
      }
      assert.equal([...known.of(list)].length, count);

      for (const reader of all) known.forget(reader);
      assert.deepEqual([...known.of(list)], []);
      assert.deepEqual(all[0]?.things, []);
    });
  }
});
