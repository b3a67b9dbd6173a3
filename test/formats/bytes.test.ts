import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf } from '../../server/formats/syntax/bytes.ts';

const texts: Readonly<Record<string, string>> = {
  nothing: '',
  ASCII: '{"a": [1, "\u0000\u007f"]}\r\n',
  'two bytes in UTF-8': 'für ein Öhr: ü',
  'three, and a byte order mark': '\uFEFF日本語 "x" —',
  'four, which are two code units': 'a 🚀🚀 b',
  'half of a character': '\ud83d" \udc00',
};

for (const [name, text] of Object.entries(texts))
  test(`each character has its byte at its own offset: ${name}`, () => {
    const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
    assert.deepEqual(
      [...bytesOf(text)],
      units.map((unit) => (unit < 0x80 ? unit : 0xff)),
    );
  });
