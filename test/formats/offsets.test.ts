/* Where items begin, moved letter by letter: as in a list that is written anew each time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lastAtOrBefore } from '../../server/formats/syntax/lines.ts';
import { Offsets } from '../../server/formats/syntax/offsets.ts';

const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 });
const move = fc.record({ item: fc.nat(11), by: fc.integer({ min: -8, max: 9 }), isAsked: fc.boolean() });

const startsOf = (items: readonly number[]): readonly number[] =>
  items.map((_, index) => items.slice(0, index).reduce((sum, one) => sum + one, 0));

test('items that grow and shrink move all that stand behind them, whoever has looked meanwhile', () => {
  const property = fc.property(lengths, fc.array(move, { maxLength: 12 }), (items, moves) => {
    const now = [...items];
    let offsets = new Offsets(startsOf(items));
    for (const { item, by, isAsked } of moves) {
      const index = item % now.length;
      const length = Math.max((now[index] ?? 0) + by, 1);
      const before = offsets;
      const were = startsOf(now);
      offsets = offsets.movedFrom(index + 1, length - (now[index] ?? 0));
      now[index] = length;
      if (isAsked) assert.deepEqual(offsets.all, startsOf(now));
      assert.deepEqual(before.all, were, 'the old ones stay as they are');
    }
    const plain = startsOf(now);
    for (let index = 0; index <= now.length; index++) assert.equal(offsets.at(index), plain[index]);
    for (let offset = -2; offset < 110; offset++)
      assert.equal(offsets.lastAtOrBefore(offset), lastAtOrBefore(plain, offset), `at ${offset}`);
    assert.deepEqual(offsets.all, plain);
  });
  fc.assert(property, { numRuns: 3000, seed: 5 });
});
