/* How YAML is read: small texts, what they mean, where it stands, and what is said of what is wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Item, type SyntaxNode, spanOf } from '../../server/formats/syntax/node.ts';
import { initialState, nextItem, parseYaml, sameState } from '../../server/formats/syntax/yaml.ts';

test('a template is items that tile the text; comments belong to what stands below them', () => {
  assert.deepEqual(
    itemsOf(
      '# top\nDescription: x\n\nResources: # all\n  # first\n  A:\n    Type: T\n\n  B: 1\nOutputs:\n  O: 2\n# end\n',
    ),
    [
      ['entry', 'Description', '# top\nDescription: x\n'],
      ['section', 'Resources', '\nResources: # all\n'],
      ['member', 'A', '  # first\n  A:\n    Type: T\n'],
      ['member', 'B', '\n  B: 1\n'],
      ['entry', 'Outputs', 'Outputs:\n  O: 2\n'],
      ['trivia', undefined, '# end\n'],
    ],
  );
});

test('spans count UTF-16 code units from the start of the item', () => {
  const [, item] = parseYaml('a: 🚀\n# 🚀\nb: "🚀" # c\n').items;
  assert.equal(item && written(item, item.key), 'b');
  assert.equal(item && written(item, item.value), '"🚀"');
  assert.equal(item?.value?.start, 8);
});

test('a byte order mark, a directive and the marker of the document come before the first key', () => {
  assert.deepEqual(itemsOf('\uFEFFa: 1\n'), [['entry', 'a', '\uFEFFa: 1\n']]);
  assert.deepEqual(itemsOf('%YAML 1.2\n---\na: 1\n...\n'), [
    ['trivia', undefined, '%YAML 1.2\n'],
    ['trivia', undefined, '---\n'],
    ['entry', 'a', 'a: 1\n'],
    ['trivia', undefined, '...\n'],
  ]);
  assert.deepEqual(values('--- # here\na: 1\n'), { a: 1 });
});

test('only the first document is read', () => {
  assert.deepEqual(read('a: 1\n---\nb: 2\n'), {
    values: { a: 1 },
    problems: ['--- A second document begins here, and only the first is read; move it to a file of its own.'],
  });
});

test('a section in flow style is one entry', () => {
  assert.deepEqual(itemsOf('Resources: { A: { Type: T } }\n'), [
    ['entry', 'Resources', 'Resources: { A: { Type: T } }\n'],
  ]);
  assert.deepEqual(itemsOf('Resources:\n  { A: 1 }\n'), [['entry', 'Resources', 'Resources:\n  { A: 1 }\n']]);
});

test('a document that is no block map is one item', () => {
  const { items } = parseYaml('- a\n- b\n');
  assert.deepEqual(
    items.map(({ kind, key, value }) => [kind, key, value && plain(value)]),
    [['entry', undefined, ['a', 'b']]],
  );
});

test('scalars are typed by the core schema of YAML 1.2', () => {
  assert.deepEqual(values('a: 1\nb: 0o17\nc: 0x1F\nd: 1e3\ne: true\nf: ~\ng: 012\n'), {
    a: 1,
    b: 15,
    c: 31,
    d: 1000,
    e: true,
    f: null,
    g: 12,
  });
  assert.deepEqual(values('a: yes\nb: 22:22\nc: 1_000\nd: 2010-09-09\ne: "1"\nf: 0o9\n'), {
    a: 'yes',
    b: '22:22',
    c: '1_000',
    d: '2010-09-09',
    e: '1',
    f: '0o9',
  });
});

test('a key is text, and so is a value with a short tag', () => {
  assert.deepEqual(values('200: {true: 1}\n'), { '200': { true: 1 } });
  assert.deepEqual(values('a: !Ref 123\nb: !Sub\n'), { a: { '!Ref': '123' }, b: { '!Sub': '' } });
});

test('a tag stands in front of its node, on any node', () => {
  const [item] = parseYaml('a: !If [x, !Ref y, {z: !GetAtt B.C}]\n').items;
  assert.deepEqual(item?.value && plain(item.value), { '!If': ['x', { '!Ref': 'y' }, { z: { '!GetAtt': 'B.C' } }] });
  assert.equal(item && written(item, item.value), '[x, !Ref y, {z: !GetAtt B.C}]');
  assert.equal(item?.value && item.text.slice(spanOf(item.value).start, item.value.start), '!If ');
  assert.deepEqual(values('a: !Sub\n  - x\n  - y: 1\nb: !Transform\n  Name: z\n'), {
    a: { '!Sub': ['x', { y: 1 }] },
    b: { '!Transform': { Name: 'z' } },
  });
});

test('two tags on one value are both kept, and a problem', () => {
  const { items } = parseYaml('a: !Base64 !Sub x\n');
  const tag = items[0]?.value?.tag;
  assert.deepEqual([tag?.name, tag?.outer?.name], ['!Sub', '!Base64']);
  assert.deepEqual(read('a: !Base64 !Sub x\n').problems, [
    '!Base64 !Sub YAML allows one tag on a value, and !Base64 !Sub are two; write the outer one as "Fn::Base64:".',
  ]);
  assert.deepEqual(values('a: !Base64\n  Fn::Sub: x\n'), { a: { '!Base64': { 'Fn::Sub': 'x' } } });
});

test('an alias inside of what its anchor names is a problem where it stands', () => {
  const circle = (name: string): string =>
    `*${name} *${name} stands inside of &${name} itself: a circle without an end; write here what is meant.`;
  assert.deepEqual(read('Globals: &all { Api: *all }\n').problems, [circle('all')]);
  assert.deepEqual(read('a: &a\n  b:\n    - &b [*a, *b]\n  <<: *a\n').problems, [
    circle('b'),
    circle('a'),
    circle('a'),
  ]);
  // The same name once more: what stands nearest above is meant.
  assert.deepEqual(read('a: &a\n  b: &a 1\n  c: *a\n').problems, []);
  assert.deepEqual(read('a: &a [1]\nb: *a\n').problems, []);
});

test('anchors are known to their item, aliases stay aliases, and merge keys are keys', () => {
  const { items } = parseYaml('a: &x {k: 1}\nb:\n  <<: *x\n');
  assert.equal(items[0]?.anchors?.get('x'), items[0]?.value);
  assert.deepEqual(items[1]?.value && plain(items[1].value), { '<<': '*x' });
});

test('block scalars keep lines or fold them, and end as their header says', () => {
  assert.deepEqual(values('a: |\n  x\n   y\n\nb: >\n  x\n  y\n\n  z\n\nc: |-\n  x\nd: |+\n  x\n\ne: |1\n   x\n'), {
    a: 'x\n y\n',
    b: 'x y\nz\n',
    c: 'x',
    d: 'x\n\n',
    e: '  x\n',
  });
  const [item] = parseYaml('a: |\n  x\n\n\nb: 1\n').items;
  assert.equal(item && written(item, item.value), '|\n  x\n');
});

test('text and comments in block scalars', () => {
  assert.deepEqual(read('a: |\n  # text\n  b: "\n # comment\nc: 1\n'), {
    values: { a: '# text\nb: "\n', c: 1 },
    problems: [],
  });
  assert.deepEqual(read('a: |\n    x\n  y\n').problems, [
    '   This line is indented by less than the first line of its text; align it.',
  ]);
  assert.deepEqual(read('a: | x\n  y\n').problems, [
    'x Text of a block scalar begins on the next line; move it there.',
  ]);
});

test('quoted scalars go over lines, with escapes', () => {
  assert.deepEqual(values('a: "x\n  y\\\n  z\n\n  w"\nb: \'it\'\'s\n  two\'\nc: "\\u00e9\\n\\x41"\n'), {
    a: 'x yz\nw',
    b: "it's two",
    c: 'é\nA',
  });
  // libyaml reads on at any indentation.
  assert.deepEqual(read('a:\n  b: "x\n y"\n'), { values: { a: { b: 'x y' } }, problems: [] });
  assert.deepEqual(read('a: "C:\\dir"\n').problems, [
    '\\d YAML has no escape "\\d"; write "\\\\" where a backslash is meant.',
  ]);
});

test('plain scalars go over lines too', () => {
  assert.deepEqual(values('a: x\n  - y\n\n  z # c\nb: http://x#y\n'), { a: 'x - y\nz', b: 'http://x#y' });
});

test('flow style anywhere, over lines, at any indentation', () => {
  assert.deepEqual(values('a: {x: 1, "y":2, z, w: [1, {q: r}], }\nb: [k: v, u:v]\n'), {
    a: { x: 1, y: 2, z: null, w: [1, { q: 'r' }] },
    b: [{ k: 'v' }, 'u:v'],
  });
  assert.deepEqual(read('a:\n  b: {\n  "x": [\n1\n],\n  "y": 2\n  }\n  c: 3\n'), {
    values: { a: { b: { x: [1], y: 2 }, c: 3 } },
    problems: [],
  });
});

test('complex keys', () => {
  assert.deepEqual(values('? a\n: - 1\n  - 2\n? b\n'), { a: [1, 2], b: null });
});

test('CRLF is a line end like any other', () => {
  const { items } = parseYaml('a: x\r\n  y\r\nb: |\r\n  z\r\n\r\nc:\r\n');
  assert.deepEqual(
    items.map(({ value }) => value && plain(value)),
    ['x y', 'z\n', null],
  );
  assert.equal(items[0] && written(items[0], items[0].value), 'x\r\n  y');
});

test('tabs are no indentation', () => {
  assert.deepEqual(read('a:\n\tb: 1\n\tc: x\t# fine\n'), {
    values: { a: { b: 1, c: 'x' } },
    problems: [
      '\t YAML does not allow tabs in indentation; use spaces.',
      '\t YAML does not allow tabs in indentation; use spaces.',
    ],
  });
});

test('a repeated key is a problem where it stands the second time, and both are kept', () => {
  const { items } = parseYaml('a:\n  x: 1\n  y: 2\n  "x": 3\nb: {x: 1, x: 2}\n');
  const value = items[0]?.value;
  assert.equal(value?.kind === 'map' && value.entries.length, 3);
  assert.deepEqual(items.flatMap(told), [
    '"x" The key "x" stands here twice; remove one.',
    'x The key x stands here twice; remove one.',
  ]);
});

test('a key that is being typed has a null of no width', () => {
  assert.deepEqual(read('a:\n  Buck\n  b: 1\n'), {
    values: { a: { Buck: null, b: 1 } },
    problems: ['Buck "Buck" has no colon; write "Buck:" and a value.'],
  });
  assert.deepEqual(read('a:\n  b: 1\n  c:2\n'), {
    values: { a: { b: 1, 'c:2': null } },
    problems: ['c:2 A space is missing after the colon in "c:2"; add it.'],
  });
  const [item] = parseYaml('a:  # no value\n').items;
  assert.deepEqual([item?.value?.start, item?.value?.end], [2, 2]);
});

test('a forgotten colon does not cost what stands below the key', () => {
  assert.deepEqual(values('Resources:\n  A\n    Type: T\n  B: 1\n'), { A: { Type: 'T' }, B: 1 });
});

test('quotes and brackets that are never closed end with their line or their block', () => {
  assert.deepEqual(read('a:\n  x: "y\n  z: "w"\n'), {
    values: { a: { x: 'y', z: 'w' } },
    problems: ['"y This quote is never closed; add the closing ".'],
  });
  // A quote further down that opens something else does not close it.
  assert.deepEqual(values('a: "y\n  b: "z"\nc: 1\n'), { a: 'y', c: 1 });
  assert.deepEqual(read('a:\n  x: [1, {b: 2\n  z: 3\n'), {
    values: { a: { x: [1, { b: 2 }], z: 3 } },
    problems: ['{ This "{" is never closed; add the closing "}".'],
  });
  assert.deepEqual(read('a: {b: [1}\nc: 2\n'), {
    values: { a: { b: [1] }, c: 2 },
    problems: ['} This bracket does not close the "[" before it; write "]".'],
  });
  assert.deepEqual(read('a: [1, 2}\nb: ]\n'), {
    values: { a: [1, 2], b: ']' },
    problems: [
      '} This bracket does not close the "[" before it; write "]".',
      '] Nothing is open that "]" could close; remove it.',
    ],
  });
});

test('commas between brackets', () => {
  assert.deepEqual(read('a: ["x" "y", , z]\n'), {
    values: { a: ['x', 'y', 'z'] },
    problems: ['" A comma is missing before this; add it.', ', Nothing stands before this comma; remove it.'],
  });
});

test('text that cannot stand where it stands', () => {
  assert.deepEqual(read('a: b: c\nd: "x" y\ne: - z\nf: @x\n'), {
    values: { a: 'b', d: 'x', e: ['z'], f: '@x' },
    problems: [
      ': c A colon and a space end plain text; put the whole value in quotes.',
      'y The value has ended before this; remove it, or put the whole value in quotes.',
      '- A list cannot begin on the line of its key; move "-" to the next line.',
      '@ Text cannot begin with "@"; put it in quotes.',
    ],
  });
  assert.deepEqual(read('a:\n  b: 1\n  - c\n'), {
    values: { a: { b: 1 } },
    problems: ['- A list item cannot stand among keys; indent it below its key, or remove it.'],
  });
});

test('a line that is out of line belongs to the nearest map', () => {
  assert.deepEqual(read('a:\n    b: 1\n   c: 2\n     d: 3\n    e: 4\n'), {
    values: { a: { b: 1, c: 2, d: 3, e: 4 } },
    problems: [
      'c This line is indented by 3, its neighbours by 4; align it.',
      'd This line is indented by 5, its neighbours by 4; align it.',
    ],
  });
});

test('a member begins in the column of its neighbours, or close to it', () => {
  const wounded = 'Resources:\n A:\n    Type: T\n  B:\n    Type: T\n   C:\n    Type: T\n  D:\n    Type: T\n';
  assert.deepEqual(values(wounded), { A: { Type: 'T' }, B: { Type: 'T' }, C: { Type: 'T' }, D: { Type: 'T' } });
  assert.deepEqual(values('Resources:\n  A: 1\n B:\n  C: 2\n'), { A: 1, B: null, C: 2 });
  // An attribute that is out of line stays with its resource.
  assert.deepEqual(values('Resources:\n  A:\n    Type: T\n   Properties:\n      x: 1\n  B: 2\n'), {
    A: { Type: 'T', Properties: { x: 1 } },
    B: 2,
  });
});

test('a line in the first column that names no section is a broken line', () => {
  assert.deepEqual(read('Resources:\n  A: 1\nB:\n    Type: T\nfoo\n  C: 2\nOutputs:\n  D: 3\n'), {
    values: { A: 1, B: { Type: 'T' }, C: 2, Outputs: { D: 3 } },
    problems: [
      'B "B" is no section of a template; indent it by 2, or remove it.',
      'foo "foo" has no colon; write "foo:" and a value.',
    ],
  });
});

test('a first member on the line of its section', () => {
  assert.deepEqual(read('Resources: A:\n    Type: T\n  B: 1\n'), {
    values: { A: { Type: 'T' }, B: 1 },
    problems: ['A "A" has to begin on a line of its own; break the line before it.'],
  });
});

test('sections of another dialect', () => {
  const dialect = {
    sections: new Set(['resources']),
    topLevel: new Set(['resources', 'outputs']),
    attributes: new Set<string>(),
  };
  const { items } = parseYaml('resources:\n  a: 1\noutputs:\n  b: 2\n', dialect);
  assert.deepEqual(
    items.map(({ kind, section }) => [kind, section]),
    [
      ['section', undefined],
      ['member', 'resources'],
      ['entry', undefined],
    ],
  );
});

test('reading goes on from any item, and says how far it looked', () => {
  const text = 'Resources:\n  A: 1\n  # b\n  B: 2\n';
  const section = nextItem(text, 0, initialState);
  const a = nextItem(text, section.end, section.state);
  assert.equal(a.item.text, '  A: 1\n');
  // Whether B were indented deeper would decide what A is.
  assert.equal(text.slice(section.end, section.end + a.scan), '  A: 1\n  # b\n  B: 2\n');
  const b = nextItem(text, a.end, a.state);
  assert.ok(sameState(a.state, b.state));
  // The end of the text counts as looked at: something may be typed there.
  assert.equal(a.end + b.scan, text.length + 1);
});

function read(text: string): { values: unknown; problems: string[] } {
  return { values: values(text), problems: parseYaml(text).items.flatMap(told) };
}

/** Every item with a value, by key. */
function values(text: string): unknown {
  const entries = parseYaml(text).items.flatMap(({ key, value }) => (key && value ? [[key.value, plain(value)]] : []));
  return Object.fromEntries(entries) as unknown;
}

/** Plain data; `!Ref x` is `{ '!Ref': 'x' }` and an alias `*x`. */
function plain(node: SyntaxNode): unknown {
  const untagged = content(node);
  return node.tag ? { [node.tag.name]: untagged } : untagged;
}

function content(node: SyntaxNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'alias':
      return `*${node.name}`;
    case 'sequence':
      return node.items.map(plain);
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [String(content(key)), plain(value)]));
    default:
      return assert.fail(`${node.kind} is no node of YAML`);
  }
}

const itemsOf = (text: string): unknown[] =>
  parseYaml(text).items.map((item) => [item.kind, item.key?.value, item.text]);

const told = (item: Item): string[] =>
  item.problems.map(({ span, message }) => `${item.text.slice(span.start, span.end)} ${message}`);

const written = (item: Item, node: SyntaxNode | undefined): string | undefined =>
  node && item.text.slice(node.start, node.end);
