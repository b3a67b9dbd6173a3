import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { type CollectionTag, parse, type ScalarTag } from 'yaml';
import { generate } from './generate.ts';

const intrinsics = ['Ref', 'GetAtt', 'Sub', 'If', 'Join', 'FindInMap', 'Equals', 'Not'];

const asLongForm: (ScalarTag | CollectionTag)[] = intrinsics.flatMap((name) => {
  const key = name === 'Ref' ? 'Ref' : `Fn::${name}`;
  const tag = `!${name}`;
  return [
    { tag, resolve: (text: string) => ({ [key]: name === 'GetAtt' ? text.split('.') : text }) },
    { tag, collection: 'seq' as const, resolve: (list: { toJSON(): unknown }) => ({ [key]: list.toJSON() }) },
  ];
});

test('the YAML and its JSON twin say the same', () => {
  const { yaml, json, model } = generate({ resources: 60, seed: 1 });
  // Not deepEqual: its message would be the whole template.
  assert.ok(isDeepStrictEqual(JSON.parse(json), model));
  const plain: unknown = JSON.parse(JSON.stringify(parse(yaml, { customTags: asLongForm })));
  assert.ok(isDeepStrictEqual(plain, model));
});

test('the same numbers give the same text, another seed another one', () => {
  const numbers = { resources: 30, seed: 7 };
  assert.equal(generate(numbers).yaml, generate(numbers).yaml);
  assert.notEqual(generate(numbers).yaml, generate({ ...numbers, seed: 8 }).yaml);
});

test('there are as many resources as asked for, of about 1.7 KB each, and every reference resolves', () => {
  const { yaml, json, model } = generate({ resources: 500, seed: 500 });
  const resources = Object.keys(model['Resources'] ?? {});
  assert.equal(resources.length, 500);
  assert.ok(Math.abs(yaml.length / 500 - 1700) < 170, `${yaml.length / 500} characters per resource`);

  const names = new Set([...resources, ...Object.keys(model['Parameters'] ?? {})]);
  const referred = [...json.matchAll(/"Ref": "([^"]+)"|"Fn::GetAtt": \[\s*"(\w+)"|\$\{(\w[\w:]*)/g)]
    .map(([, ref, attribute, substituted]) => ref ?? attribute ?? substituted ?? '')
    .filter((name) => !name.startsWith('AWS::') && !names.has(name));
  assert.deepEqual(referred, []);
});
