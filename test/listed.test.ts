import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listed } from '../server/linter/listed.ts';

test('words are listed as English lists them', () => {
  const conjunction = new Intl.ListFormat('en');
  const disjunction = new Intl.ListFormat('en', { type: 'disjunction' });
  for (const words of [[], ['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd']]) {
    assert.equal(listed(words), conjunction.format(words));
    assert.equal(listed(words, 'or'), disjunction.format(words));
  }
});
