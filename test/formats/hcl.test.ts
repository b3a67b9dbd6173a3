/* HCL as the parser reads it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { terraform } from '../../server/formats/syntax/dialect.ts';
import { parseDocument } from '../../server/formats/syntax/document.ts';

test('each block at the top is an item, known by its type and its last label', () => {
  const { items } = parseDocument('resource "aws_lb" "web" {\n  internal = true\n}\nlocals {}\n', terraform);
  assert.deepEqual(
    items.map(({ kind, section, key }) => [kind, section, key?.value]),
    [
      ['member', 'resource', 'web'],
      ['member', 'locals', 'locals'],
    ],
  );
});
