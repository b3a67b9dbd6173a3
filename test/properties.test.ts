/* The properties of a map are found by a look at each of them, and by a table where they are many: both say the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCloudFormation } from '../server/formats/cloudformation/read.ts';
import type { Expression } from '../server/formats/format.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';

for (const count of [3, 40])
  test(`${count} properties, one of them twice`, () => {
    const names = Array.from({ length: count }, (_, index) => `Name${index}`);
    const written = names.map((name, index) => `      ${name}: ${index}`);
    const { entries } = bodyOf([...written, '      Name1: again']);

    assert.deepEqual(
      names.map((name) => literalIn(entries.get(name)?.value)),
      names.map((_, index) => index),
    );
    assert.equal(entries.get('Nobody'), undefined);
    assert.equal(entries.has('Name2'), true);
    assert.equal(entries.has('Nobody'), false);
    assert.equal(entries.size, count);
    assert.deepEqual([...entries.keys()], names);
    assert.deepEqual(
      [...entries.values()].map(({ value }) => literalIn(value)),
      names.map((_, index) => index),
    );
    assert.equal(entries.get('Name1'), new Map(entries).get('Name1'), 'it is made once');
  });

/** What stands below `Properties`. */
function bodyOf(lines: readonly string[]): Expression & { readonly kind: 'map' } {
  const text = `Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n${lines.join('\n')}\n`;
  const [resource] = readCloudFormation('t.yaml', parseDocument(text)).resources;
  assert.equal(resource?.body?.kind, 'map');
  return resource.body;
}

const literalIn = (node: Expression | undefined) => (node?.kind === 'literal' ? node.value : undefined);
