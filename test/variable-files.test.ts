/* Files and texts that give values to variables of Terraform: how each is read. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { outlineOf } from '../server/formats/terraform/outline.ts';
import { plainOf } from '../server/formats/terraform/plain.ts';
import { givenNode, givenText, nodeOfText, readVariableFile } from '../server/formats/terraform/tfvars.ts';

const at = { span: { start: 0, end: 0 } };

describe('a file of values', () => {
  const files: readonly (readonly [name: string, text: string, says: readonly string[] | string])[] = [
    ['prod.tfvars', '# of prod\n\ntimeout = 30\nnames   = ["a"]\n', ['3 timeout', '4 names']],
    ['whatever', 'a = 1', ['1 a']],
    ['prod.tfvars', '', []],
    ['prod.tfvars.json', '{\n  "//": "of prod",\n  "timeout": 30\n}', ['3 timeout']],
    ['prod.json', '{ "Resources": { "a": 1 } }', ['1 Resources']],
    ['prod.tfvars', 'a = 1\nb = [2\n', 'Line 2: This "[" is never closed; add the closing "]".'],
    [
      'prod.tfvars',
      'a = 1\nvariable "a" {\n}\n',
      'Line 2 begins a block "variable"; a file of values has lines such as name = "value" only.',
    ],
    ['prod.tfvars', 'timeout: 30\n', 'Line 1: A value is assigned with "=" here; write it instead of ":".'],
    ['prod.tfvars.json', '[1]', 'It is no object that has a value for each variable.'],
  ];
  for (const [name, text, says] of files)
    test(`${name}: ${text}`, () => {
      const read = readVariableFile(name, text);
      assert.deepEqual(
        'problem' in read ? read.problem : read.values.map((value) => `${value.line} ${value.name}`),
        says,
      );
    });

  test('written in JSON is no HCL', () =>
    assert.ok('problem' in readVariableFile('prod.tfvars.json', 'timeout = 30\n')));

  test('gives a value in the type of its variable', () => {
    const read = readVariableFile('prod.tfvars', 'timeout = "30"\n');
    const [value] = 'problem' in read ? [] : read.values;
    assert.ok(value);
    const as = (type?: string) => plainOf(givenNode(value.node, 'prod.tfvars').as(type), at);
    assert.deepEqual(as('number'), { ...at, kind: 'literal', value: 30 });
    assert.deepEqual(as(), { ...at, kind: 'literal', value: '30' });
  });
});

describe('a text that is given to a variable', () => {
  const texts: readonly (readonly [text: string, type: string | undefined, is: unknown])[] = [
    ['30', 'number', 30],
    ['30', 'string', '30'],
    ['30', undefined, '30'],
    ['[a', undefined, '[a'],
    ['a=b', 'string', 'a=b'],
    ['', 'string', ''],
    ['true', 'bool', true],
    ['30', 'any', 30],
  ];
  for (const [text, type, value] of texts)
    test(`"${text}", ${type ?? 'of no type'}, is ${JSON.stringify(value)}`, () =>
      assert.deepEqual(plainOf(givenText(text, '--var').as(type), at), { ...at, kind: 'literal', value }));

  test('of another type is an expression', () => {
    assert.equal(nodeOfText('["a", "b"]', 'list(string)')?.kind, 'sequence');
    assert.equal(nodeOfText('{ a = 1 }', 'object({ a = number })')?.kind, 'map');
  });

  const wrong: readonly (readonly [text: string, type: string])[] = [
    ['long', 'number'],
    ['', 'number'],
    ['yes', 'bool'],
    ['[80', 'list(number)'],
    ['[80]\nother = 1', 'list(number)'],
    ['prod', 'any'],
    ['file("a")', 'any'],
  ];
  for (const [text, type] of wrong)
    test(`"${text}" is no ${type}: then nobody knows what it is`, () => {
      assert.equal(nodeOfText(text, type), undefined);
      assert.equal(plainOf(givenText(text, '--var').as(type), at).kind, 'unknown');
    });
});

test('before a module is read, its calls of modules that lie beside it are known, and its variables', () => {
  const hcl = `module "near" {
  source = "../near"
}
module "far" {
  source = "acme/far/aws"
}
variable "a" {
  type = list(string)
}
variable "b" {}
`;
  const variables = new Map([
    ['a', 'list(string)'],
    ['b', undefined],
  ]);
  assert.deepEqual(outlineOf('main.tf', hcl), { calls: ['../near'], variables });
  const json = {
    module: { near: { source: '../near' }, far: { source: 'acme/far/aws' } },
    variable: { a: { type: 'list(string)' }, b: {} },
  };
  assert.deepEqual(outlineOf('main.tf.json', JSON.stringify(json)), { calls: ['../near'], variables });
  assert.deepEqual(outlineOf('main.tf', 'module "half" {'), { calls: [], variables: new Map() });
});
