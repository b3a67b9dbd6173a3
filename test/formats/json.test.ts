import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../server/formats/syntax/json.ts';
import { member, plain, plainDocument, problems } from './json-plain.ts';

const template = `{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Web": {
      "Type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
      "Properties": { "Subnets": ["a", { "Ref": "B" }], "Ports": [80, 443] }
    },
    "Targets": {
      "Type": "AWS::ElasticLoadBalancingV2::TargetGroup"
    }
  },
  "Outputs": {}
}
`;

test('items tile the text: sections, their members, other entries, and what stands between', () => {
  const { items, starts, language } = parseJson(template);
  assert.equal(language, 'json');
  assert.deepEqual(
    items.map(({ kind, section, key }) => [kind, section, key?.value]),
    [
      ['trivia', undefined, undefined],
      ['entry', undefined, 'AWSTemplateFormatVersion'],
      ['section', undefined, 'Resources'],
      ['member', 'Resources', 'Web'],
      ['member', 'Resources', 'Targets'],
      ['trivia', undefined, undefined],
      ['entry', undefined, 'Outputs'],
      ['trivia', undefined, undefined],
      ['trivia', undefined, undefined],
    ],
  );
  assert.equal(items.map(({ text }) => text).join(''), template);
  assert.deepEqual(
    starts.map((start, index) => template.startsWith(items[index]?.text ?? '?', start)),
    items.map(() => true),
  );
});

test('ranges count from the start of the item; maps and sequences are flow, strings double quoted', () => {
  const web = member(parseJson(template), 'Web');
  assert.ok(web?.value?.kind === 'map');
  const [type, properties] = web.value.entries;
  const slice = ({ start, end }: { start: number; end: number }) => web.text.slice(start, end);
  assert.ok(type && properties?.value.kind === 'map');
  assert.equal(slice(web.key ?? { start: 0, end: 0 }), '"Web"');
  assert.equal(slice(type.value), '"AWS::ElasticLoadBalancingV2::LoadBalancer"');
  assert.equal(slice(properties.value), '{ "Subnets": ["a", { "Ref": "B" }], "Ports": [80, 443] }');
  assert.equal(properties.value.flow, true);
  const ports = properties.value.entries[1]?.value;
  assert.ok(ports?.kind === 'sequence');
  assert.deepEqual(
    ports.items.map((port) => [slice(port), port.kind === 'scalar' && port.style]),
    [
      ['80', 'plain'],
      ['443', 'plain'],
    ],
  );
});

test('a template without a fault has no problems', () => {
  assert.deepEqual(problems(parseJson(template)), []);
});

/** Texts that JSON.parse accepts, each of which some parser somewhere gets wrong. */
const valid = [
  '{}',
  '{"Resources":{}}',
  '{"Resources":{"A":{"Type":"x"},"B":{"Type":"y"}},"Outputs":{}}',
  '{"Resources":[1,2]}',
  '{"Resources":null}',
  '{"a":{"Resources":{"A":1}}}',
  ' \t\r\n{"a"\n:\n1\n,\n"b":2}\n\n',
  '{"__proto__":{"x":1},"constructor":2,"Resources":{"__proto__":{"Type":"x"}}}',
  '{"":"","\\u0041\\n\\"\\\\\\/\\b\\f\\r\\t":"\\ud83d\\ude80 🚀 \\ud83d"}',
  '{"n":[0,-0,1.5,-2e10,1E+2,1e-400,123456789012345678901234567890]}',
  '{"w":[true,false,null]}',
  '[]',
  '[{"Resources":{}}]',
  '"a string"',
  '-1.5e3',
  'null',
  '{"a":"{ not a bracket, [ nor this ] }"}',
  '{"a":"\u2028\u2029\u00a0\u007f"}',
];

/** The layout of these says something else than their brackets: no reason to misunderstand them. */
const validButOdd = [
  // Everything in the first column.
  '{\n"Resources": {\n"A": {\n"Type": "x",\n"Properties": {\n"P": [\n1,\n2\n]\n}\n},\n"B": {\n"Type": "y"\n}\n}\n}\n',
  // A value further left than the resource that it belongs to.
  '{\n  "Resources": {\n    "A": {\n      "Type": "x",\n  "Properties": {\n "Policy": {\n"P": 1\n}}},\n    "B": {}\n  }\n}\n',
  // Closing brackets at the column of what they close, and further out.
  '{\n  "Resources": {\n    "A": {\n      "P": {\n        "Q": 1\n        },\n      "R": 2\n      },\n    "B": {\n      "S": 3\n}\n    }\n  }\n',
  // Each resource further right than the one before.
  '{\n "Resources": {\n  "A": {\n   "P": 1\n  },\n   "B": {\n    "P": 1\n   },\n    "C": {\n     "P": 1\n    }\n }\n}\n',
  // A section's name inside a resource, at the column of sections.
  '{\n  "Resources": {\n    "A": {\n  "Outputs": {\n  "Parameters": 1 } } },\n  "Outputs": {}\n}\n',
  // Tabs here, blanks there.
  '{\n\t"Resources": {\n    "A": {\n\t\t\t"Type": "x"\n    },\n\t\t"B": {\n      "Type": "y"\n\t\t}\n\t}\n}\n',
  // Brackets on lines of their own, two on one.
  '{\n  "Resources":\n  {\n    "A":\n    {\n      "P": [ {\n        "Q": 1\n      }, {\n        "Q": 2\n      } ]\n    } }\n}\n',
];

for (const text of [...valid, ...validButOdd]) {
  test(`as JSON.parse has it: ${JSON.stringify(text).slice(0, 70)}`, () => {
    const document = parseJson(text);
    assert.deepEqual(plainDocument(document), JSON.parse(text));
    assert.deepEqual(problems(document), []);
    assert.equal(document.items.map((item) => item.text).join(''), text);
  });
}

test('a byte order mark is no problem', () => {
  const document = parseJson(`\uFEFF${template}`);
  assert.deepEqual(problems(document), []);
  assert.deepEqual(plainDocument(document), JSON.parse(template));
});

test('CRLF and lone CR end lines as LF does', () => {
  for (const lineEnd of ['\r\n', '\r']) {
    const document = parseJson(template.replaceAll('\n', lineEnd));
    assert.deepEqual(plainDocument(document), JSON.parse(template));
    assert.deepEqual(problems(document), []);
  }
});

test('two members of one name stay two items, and two keys of one map two entries with a problem', () => {
  const document = parseJson('{"Resources":{"A":{"Type":"x","Type":"y"},"A":{}}}');
  assert.deepEqual(
    document.items.filter(({ kind }) => kind === 'member').map(({ key }) => key?.value),
    ['A', 'A'],
  );
  const [first] = document.items.filter(({ kind }) => kind === 'member');
  assert.ok(first?.value?.kind === 'map');
  assert.deepEqual(
    first.value.entries.map(({ key, value }) => [plain(key), plain(value)]),
    [
      ['Type', 'x'],
      ['Type', 'y'],
    ],
  );
  assert.deepEqual(problems(document), ['1:31 «"Type"» "Type" stands twice in this object; keep one of them.']);
});

/** What is wrong, what the parser says, and what it makes of it. */
const faults: { readonly is: string; readonly text: string; readonly says: string[]; readonly value?: unknown }[] = [
  {
    is: 'a comment at the end of a line',
    text: '{"a": 1, // one\n"b": 2}',
    says: ['1:10 «// one» JSON has no comments; remove this one.'],
    value: { a: 1, b: 2 },
  },
  {
    is: 'a comment over lines',
    text: '{ /* one\n two */ "a": 1 }',
    says: ['1:3 «/* one\n two */» JSON has no comments; remove this one.'],
    value: { a: 1 },
  },
  {
    is: 'a comment that never ends, which ends with its line',
    text: '{"a": 1, /* one\n"b": 2}',
    says: ['1:10 «/* one» JSON has no comments; remove this one.'],
    value: { a: 1, b: 2 },
  },
  {
    is: 'a comma after the last value',
    text: '{"p": {"a": [1, 2,],},}',
    says: [
      '1:18 «,» A comma after the last value; remove it.',
      '1:20 «,» A comma after the last value; remove it.',
      '1:22 «,» A comma after the last entry; remove it.',
    ],
    value: { p: { a: [1, 2] } },
  },
  {
    is: 'a comma that is missing',
    text: '{"p": {"a": [1 2]\n"b": 3}\n"q": 4}',
    says: [
      '1:16 «2» A comma is missing before this; add one.',
      '2:1 «"» A comma is missing before this; add one.',
      '3:1 «"» A comma is missing before this; add one.',
    ],
    value: { p: { a: [1, 2], b: 3 }, q: 4 },
  },
  {
    is: 'two commas',
    text: '{"a": [1,, 2],, "b": {, "c": 3}}',
    says: [
      '1:10 «,» Two commas, or one before the first value; remove this one.',
      '1:15 «,» A comma too many; remove it.',
      '1:23 «,» Two commas, or one before the first value; remove this one.',
    ],
    value: { a: [1, 2], b: { c: 3 } },
  },
  {
    is: 'a colon that is missing',
    text: '{"p": {"a" 1}}',
    says: ['1:8 «"a"» A colon is missing after "a"; add it.'],
    value: { p: { a: 1 } },
  },
  {
    is: 'a value that is missing',
    text: '{"p": {"a": , "b": 2, "c":\n"d": 4, "e"}}',
    says: [
      '1:8 «"a"» "a" has no value; write one after the colon.',
      '1:23 «"c"» "c" has no value; write one after the colon.',
      '2:9 «"e"» "e" has no value; add a colon and a value.',
    ],
    value: { p: { a: null, b: 2, c: null, d: 4, e: null } },
  },
  {
    is: 'a string without its closing quote, which ends with its line',
    text: '{"p": {\n"a": "one,\n"b": 2}}',
    says: ['2:6 «"one» This string has no closing quote; add a ".'],
    value: { p: { a: 'one', b: 2 } },
  },
  {
    is: 'a key without its closing quote',
    text: '{"p": {"a: {\n  "b": 2}}}',
    says: ['1:8 «"a» This string has no closing quote; add a ".'],
    value: { p: { a: { b: 2 } } },
  },
  {
    is: 'keys without quotes, with one quote, with apostrophes',
    text: `{"p": {a: 1, b": 2, 'c': 'd'}}`,
    says: [
      '1:8 «a» The key a lacks its quotes; write "a".',
      '1:14 «b"» The key b lacks its quotes; write "b".',
      `1:21 «'c'» The key c lacks its quotes; write "c".`,
      `1:26 «'d'» d is no JSON value; put it in double quotes.`,
    ],
    value: { p: { a: 1, b: 2, c: 'd' } },
  },
  {
    is: 'words and numbers that JSON does not know',
    text: '{"p": [True, 007, .5, 0x1F, NaN, AWS]}',
    says: ['True', '007', '.5', '0x1F', 'NaN', 'AWS'].map(
      (word) =>
        `1:${'{"p": [True, 007, .5, 0x1F, NaN, AWS]}'.indexOf(word) + 1} «${word}» ${word} is no JSON value; put it in double quotes.`,
    ),
    value: { p: ['True', '007', '.5', '0x1F', 'NaN', 'AWS'] },
  },
  {
    is: 'escapes that JSON does not know, and a tab in a string',
    text: '{"a": "\\d+ \\u12 \t \\n"}',
    says: [
      '1:8 «\\d» \\d is no JSON escape; write \\\\d for a backslash.',
      '1:12 «\\u» \\u is no JSON escape; write four hexadecimal digits after it.',
      '1:17 «\t» A control character in a string; write \\t.',
    ],
    value: { a: '\\d+ \\u12 \t \n' },
  },
  {
    is: 'text after the document',
    text: '[1] 2',
    says: ['1:5 «2» The document ended before this; remove it.'],
    value: [1],
  },
  {
    is: 'a document that ends too early',
    text: '{\n  "a": 1',
    says: ['2:9 «» The document ends before its last }; add it.'],
    value: { a: 1 },
  },
];

for (const { is, text, says, value } of faults) {
  test(`${is}: told at its place, and understood`, () => {
    const document = parseJson(text);
    assert.deepEqual(problems(document), says);
    assert.deepEqual(plainDocument(document), value);
  });
}

/**
 * What stands on one line of `template` while somebody types there, and how few of its neighbours may
 * notice: none. The parser believes the layout where it contradicts the brackets.
 */
const wounds: { readonly is: string; readonly in: string; readonly becomes: string; readonly says: string[] }[] = [
  {
    is: 'the } of a map inside is gone',
    in: '"Subnets": ["a", { "Ref": "B" }], "Ports": [80, 443] }',
    becomes: '"Subnets": ["a", { "Ref": "B" }], "Ports": [80, 443]',
    says: ['6:21 «{» This { is never closed; add the missing }.'],
  },
  {
    is: 'the } of the resource is gone',
    in: ' }\n    },\n',
    becomes: ' },\n',
    says: ['4:12 «{» This { is never closed; add the missing }.'],
  },
  {
    is: 'a } too much',
    in: '"Ports": [80, 443] }',
    becomes: '"Ports": [80, 443] }\n      }',
    says: ['7:7 «}» This } does not belong here; remove it.'],
  },
  {
    is: 'the ] of a list is gone',
    in: '443] }',
    becomes: '443 }',
    says: ['6:66 «[» This [ is never closed; add the missing ].'],
  },
  {
    is: 'a key is being typed',
    in: '"Properties"',
    becomes: '"Meta\n      "Properties"',
    says: ['6:7 «"Meta» This string has no closing quote; add a ".'],
  },
  {
    is: 'a { was opened on a line above the next key',
    in: '"Properties"',
    becomes: '"Metadata": {\n      "Properties"',
    says: ['6:19 «{» This { is never closed; add the missing }.'],
  },
  {
    is: 'a [ was opened on a line above the next key',
    in: '"Properties"',
    becomes: '"DependsOn": [\n      "Properties"',
    says: ['6:20 «[» This [ is never closed; add the missing ].'],
  },
  {
    is: 'the { of the resource is gone',
    in: '"Web": {',
    becomes: '"Web":',
    says: ['4:5 «"Web"» A { is missing after "Web"; add it.'],
  },
  {
    is: 'the { of the section is gone',
    in: '"Resources": {',
    becomes: '"Resources":',
    says: ['3:3 «"Resources"» A { is missing after "Resources"; add it.'],
  },
  {
    is: 'the quote that closes the name of the resource is gone',
    in: '"Web": {',
    becomes: '"Web: {',
    says: ['4:5 «"Web» This string has no closing quote; add a ".'],
  },
  {
    is: 'the } of the section is gone',
    in: '    }\n  },\n  "Outputs"',
    becomes: '    },\n  "Outputs"',
    says: ['11:3 «"» The section Resources is not closed before this; add a }.'],
  },
  {
    is: 'a } too much between two resources',
    in: '    },\n    "Targets"',
    becomes: '    },\n    },\n    "Targets"',
    says: ['8:5 «}» This } closes too much; remove it.'],
  },
  {
    is: 'a } too much at the end of the section',
    in: '  },\n  "Outputs"',
    becomes: '  },\n  },\n  "Outputs"',
    says: ['12:3 «}» This } closes too much; remove it.'],
  },
  {
    is: 'a resource is begun',
    in: '    "Targets"',
    becomes: '    "Rul\n    "Targets"',
    says: ['8:5 «"Rul» This string has no closing quote; add a ".'],
  },
];

for (const { is, in: whole, becomes, says } of wounds) {
  test(`half typed: ${is}`, () => {
    assert.ok(template.includes(whole), 'the template has what is to be damaged');
    const document = parseJson(template.replace(whole, () => becomes));
    const untouched: Record<string, unknown> = JSON.parse(template).Resources;
    assert.deepEqual(plain(member(document, 'Targets')?.value), untouched['Targets']);
    assert.equal(plain(memberValue(member(document, 'Web'), 'Type')), 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    assert.deepEqual(
      document.items.filter((item) => item.kind === 'entry').map((item) => item.key?.value),
      ['AWSTemplateFormatVersion', 'Outputs'],
    );
    assert.deepEqual(problems(document), says);
  });
}

test('half typed: an editor has closed the { of a resource at once, and its old content is no resource', () => {
  const document = parseJson(template.replace('"Web": {', '"Web": {}'));
  assert.deepEqual(membersOf(document), ['Web', 'Targets']);
  assert.deepEqual(problems(document), [
    '5:7 «"» A comma is missing before this; add one.',
    '7:5 «}» This } closes too much; remove it.',
  ]);
});

/** Brackets are right, the layout is not. On its own that is no matter; here another resource is half typed. */
const oddNeighbours = [
  // Keys of a map no further right than the map.
  '    "Odd": {\n      "P": {\n      "Q": 1\n      },\n      "R": 2\n    },\n',
  // A closing bracket at the column of an outer one.
  '    "Odd": {\n      "P": {\n        "Q": {\n          "R": 1\n      } },\n      "S": 2\n    },\n',
];

for (const odd of oddNeighbours) {
  test(`half typed: a neighbour in an odd layout stays what its brackets say: ${JSON.stringify(odd)}`, () => {
    const whole = template.replace('    "Web"', () => `${odd}    "Web"`);
    const document = parseJson(whole.replace('443] }', '443] '));
    const expected: Record<string, unknown> = JSON.parse(whole).Resources;
    assert.deepEqual(membersOf(document), ['Odd', 'Web', 'Targets']);
    assert.deepEqual(plain(member(document, 'Odd')?.value), expected['Odd']);
    assert.deepEqual(problems(document), [
      `${whole.slice(0, whole.indexOf('"Properties": { "Subnets"')).split('\n').length}:21 «{» This { is never closed; add the missing }.`,
    ]);
  });
}

test('half typed: a first resource further right than the others is not the measure of them', () => {
  const cut = template.slice(0, template.indexOf('TargetGroup'));
  const document = parseJson(cut.replace('    "Web"', '        "Far": {},\n    "Web"'));
  const expected: Record<string, unknown> = JSON.parse(template).Resources;
  assert.deepEqual(membersOf(document), ['Far', 'Web', 'Targets']);
  assert.deepEqual(plain(member(document, 'Web')?.value), expected['Web']);
});

const membersOf = ({ items }: ReturnType<typeof parseJson>): unknown[] =>
  items.filter(({ kind }) => kind === 'member').map(({ key }) => key?.value);

function memberValue(item: ReturnType<typeof member>, name: string) {
  return item?.value?.kind === 'map' ? item.value.entries.find(({ key }) => plain(key) === name)?.value : undefined;
}
