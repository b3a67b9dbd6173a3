/* Terraform's JSON as the parser reads it: its items, and the templates in its texts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Span } from '../../rules/kit/index.ts';
import { terraformJson } from '../../server/formats/syntax/dialect.ts';
import { parseDocument } from '../../server/formats/syntax/document.ts';
import { edit } from '../../server/formats/syntax/edit.ts';
import type { Item } from '../../server/formats/syntax/node.ts';
import { rootOf } from '../../server/formats/syntax/root.ts';
import { member, plain, problems } from './json-plain.ts';

const parse = (text: string) => parseDocument(text, terraformJson);
const shown = (items: readonly Item[]) => items.map(({ kind, section, key }) => [kind, section, key?.value]);

const module = `{
  "//": "written by a tool",
  "resource": {
    "aws_lb": {
      "web": { "internal": true },
      "api": [{ "internal": false }]
    },
    "aws_lb_listener": [{ "http": { "port": 80 } }]
  },
  "variable": {
    "zones": {}
  },
  "locals": { "port": 443 }
}
`;

test('an item is a resource, a variable, or whatever else has a label; those without one are entries', () => {
  const { items, language } = parse(module);
  assert.equal(language, 'json');
  assert.deepEqual(shown(items), [
    ['trivia', undefined, undefined],
    ['entry', undefined, '//'],
    ['section', undefined, 'resource'],
    ['section', 'resource', 'aws_lb'],
    ['member', 'resource.aws_lb', 'web'],
    ['member', 'resource.aws_lb', 'api'],
    ['trivia', undefined, undefined],
    // In brackets, all resources of a type are one item.
    ['member', 'resource', 'aws_lb_listener'],
    ['trivia', undefined, undefined],
    ['section', undefined, 'variable'],
    ['member', 'variable', 'zones'],
    ['trivia', undefined, undefined],
    ['entry', undefined, 'locals'],
    ['trivia', undefined, undefined],
    ['trivia', undefined, undefined],
  ]);
  assert.equal(items.map(({ text }) => text).join(''), module);
  assert.deepEqual(problems(parse(module)), []);
  assert.deepEqual(plain(rootOf(parse(module))), JSON.parse(module));
});

test('a change in a resource is read with nothing but that resource', () => {
  const before = parse(module);
  const start = module.indexOf('true');
  const { document, from, removed, added } = edit(before, { start, end: start + 4, newText: 'false' });
  assert.deepEqual([from, removed, added], [4, 1, 1]);
  assert.deepEqual(document.items.map(({ text }) => text).join(''), module.replace('true', 'false'));
});

test('whatever stands in such a file, it is JSON', () => {
  for (const text of ['', 'resource:\n  a: 1\n', "{'a': 1}", '# resource']) assert.equal(parse(text).language, 'json');
  const { document } = edit(parse(module), { start: 0, end: 1, newText: 'a:' });
  assert.equal(document.language, 'json');
  const odd = module.replace('"//"', "'//'");
  const start = odd.indexOf('443');
  assert.equal(edit(parse(odd), { start, end: start + 3, newText: '80' }).removed, 1);
});

test('half typed: a resource that lacks its } takes no other with it, be that of its type or of another', () => {
  const wound = (text: string) => shown(parse(text).items).filter(([kind]) => kind === 'member' || kind === 'section');
  const whole = JSON.stringify(
    {
      resource: {
        aws_lb: { web: { internal: true }, api: { internal: false } },
        aws_lb_listener: { http: { port: 80 } },
      },
      output: { a: { value: 1 } },
    },
    null,
    2,
  );
  const expected = wound(whole);
  assert.deepEqual(
    expected.map((one) => one.join(' ')),
    [
      'section  resource',
      'section resource aws_lb',
      'member resource.aws_lb web',
      'member resource.aws_lb api',
      'section resource aws_lb_listener',
      'member resource.aws_lb_listener http',
      'section  output',
      'member output a',
    ],
  );
  const closers = [...whole.matchAll(/\n *\},?/g)];
  assert.equal(closers.length, 9);
  for (const { index, 0: closer } of closers)
    assert.deepEqual(wound(whole.slice(0, index) + whole.slice(index + closer.length)), expected, `without ${index}`);
  // All that are open before the outputs.
  assert.deepEqual(wound(whole.replace(/(\n *\}){3},(?=\n {2}"output")/, '')), expected);
});

/** What stands at `key` of the block `x`, and what of the text each node covers. */
function written(value: string) {
  const text = JSON.stringify({ resource: { aws_lb: { x: { key: value } } } }, null, 2);
  const document = parse(text);
  const item = member(document, 'x');
  assert.ok(item?.value?.kind === 'map');
  const node = item.value.entries[0]?.value;
  assert.ok(node);
  const slice = ({ start, end }: Span) => item.text.slice(start, end);
  return { node, slice, problems: problems(document) };
}

test('a text with something in it is a template, as in HCL', () => {
  const { node, slice } = written('${var.name}-web');
  assert.ok(node.kind === 'template');
  assert.deepEqual(
    node.parts.map((part) => [part.kind, slice(part)]),
    [
      ['traversal', 'var.name'],
      ['scalar', '-web'],
    ],
  );
  assert.equal(slice(node), '"${var.name}-web"');
});

test('a text that is one expression is that expression, and stands where the text does', () => {
  const { node, slice } = written('${aws_lb.web[0].arn}');
  assert.ok(node.kind === 'traversal');
  assert.equal(node.name, 'aws_lb');
  assert.equal(slice(node), '"${aws_lb.web[0].arn}"');
  assert.deepEqual(node.steps.map(slice), ['web', '[0]', 'arn']);
  // What only ends, or begins, is no expression.
  assert.equal(written('%{ endif }').node.kind, 'template');
  const { node: number } = written('${443}');
  assert.ok(number.kind === 'scalar' && number.value === 443);
});

test('other texts are texts: names of resources, and what is escaped', () => {
  for (const [text, value] of [
    ['aws_lb.web', 'aws_lb.web'],
    ['$${var.name}', '${var.name}'],
    ['%%{ if a }', '%{ if a }'],
    ['50% of $5', '50% of $5'],
    ['a\\b', 'a\\b'],
  ] as const) {
    const { node } = written(text);
    assert.ok(node.kind === 'scalar', text);
    assert.equal(node.value, value);
    assert.equal(node.style, 'double');
  }
});

test('escapes are those of JSON; ranges are those of what the user has written', () => {
  const { node, slice } = written('é\n${lookup(var.map, "a\\"b")} \\ ${var.x}');
  assert.ok(node.kind === 'template');
  const [lead, call, between, last] = node.parts;
  assert.ok(lead?.kind === 'scalar' && call?.kind === 'call' && between?.kind === 'scalar' && last);
  assert.deepEqual([lead.value, slice(lead)], ['é\n', 'é\\n']);
  assert.equal(slice(call), String.raw`lookup(var.map, \"a\\\"b\")`);
  assert.deepEqual(call.args.map(slice), ['var.map', String.raw`\"a\\\"b\"`]);
  assert.ok(call.args[1]?.kind === 'scalar' && call.args[1].value === 'a"b');
  assert.deepEqual([between.value, slice(between)], [' \\ ', ' \\\\ ']);
  assert.equal(slice(last), 'var.x');
  assert.deepEqual(last.kind === 'traversal' && last.steps.map(slice), ['x']);
});

test('what is wrong with a template is told where it is wrong', () => {
  assert.deepEqual(written('a ${var.').problems, [
    '5:24 «.» A name is missing after this dot; add one.',
    '5:19 «${» This "${" is never closed; add the closing "}".',
  ]);
  assert.deepEqual(written('"" ${f(}').problems, ['5:25 «(» This "(" is never closed; add the closing ")".']);
});

test('two equal keys may be two blocks: that is no problem', () => {
  const text = '{ "resource": { "aws_lb": { "x": { "subnet_mapping": {}, "subnet_mapping": {} } } } }';
  assert.deepEqual(problems(parse(text)), []);
});
