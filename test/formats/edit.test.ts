import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTemplate, parseDocument } from '../../server/formats/syntax/document.ts';
import { edit } from '../../server/formats/syntax/edit.ts';
import { linesOf } from '../../server/formats/syntax/lines.ts';
import { contains, sliceOf } from '../../server/formats/syntax/slice.ts';

const yaml = `Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
  Logs:
    Type: AWS::S3::Bucket
`;

test('after an edit, an item that it did not touch is the very same object', () => {
  const before = parseDocument(yaml);
  const at = yaml.indexOf('Bucket');
  const { document, from, removed, added } = edit(before, { start: at, end: at + 6, newText: 'Object' });
  assert.deepEqual({ from, removed, added }, { from: 2, removed: 1, added: 1 });
  assert.equal(document.items[1], before.items[1]);
  assert.equal(document.text, yaml.replace('Bucket', 'Object'));
  assert.equal(before.text, yaml, 'the old document stays as it was');
});

test('a part of a document, its lines, and what it is, without all of its text', () => {
  const document = parseDocument(yaml);
  assert.equal(sliceOf(document, 9, 17), yaml.slice(9, 17));
  assert.equal(linesOf(document).lineCount, 6);
  assert.ok(contains(document, 'Bucket'));
  assert.ok(isTemplate(document));
});
