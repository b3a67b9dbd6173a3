import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneByOne, unitsOf } from '../../server/formats/syntax/units.ts';

const texts: Readonly<Record<string, string>> = {
  nothing: '',
  ASCII: '{"a": [1, "\u0000\u007f"]}\r\n',
  'two bytes in UTF-8': 'für ein Öhr: ü',
  'three, and a byte order mark': '\uFEFF日本語 "x" —',
  'four, which are two code units': 'a 🚀🚀 b',
  'half of a character': '\ud83d" \udc00',
  'more than is copied into a pool': '– '.repeat(10_000),
};

for (const [name, text] of Object.entries(texts))
  test(`each code unit at its own offset, in Node and in a browser: ${name}`, () => {
    const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
    assert.deepEqual([...unitsOf(text)], units);
    assert.deepEqual([...oneByOne(text)], units);
  });
