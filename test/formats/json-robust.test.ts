/* What must hold for any text, however broken: the laws of items, and that a wound stays where it is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { parseJson } from '../../server/formats/syntax/json.ts';
import { initialState, nextItem, type State, sameState } from '../../server/formats/syntax/json-items.ts';
import type { Document, Item, SyntaxNode } from '../../server/formats/syntax/node.ts';
import { generate } from '../bench/generate.ts';
import { type Random, random } from '../bench/random.ts';
import { corpusFiles, corpusTest, undecodableFiles } from '../corpus.ts';
import { member, nodesOf, plain, plainDocument, problems } from './json-plain.ts';

const template = generate({ resources: 6, seed: 6 }).json;
const minified = JSON.stringify(JSON.parse(template));

/** Tokens that a person types, and that mean most to the parser. */
const snippets = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    ':',
    ',',
    '\n',
    '\r\n',
    '\r',
    '\n  ',
    '\n    ',
    ' ',
    '\t',
    'x',
    '1',
    '\\',
    '/',
    '🚀',
  ],
  ...[
    '//',
    '/*',
    '*/',
    '": ',
    '"a": ',
    '"k": {',
    '},\n',
    '    "A": {\n',
    '"Resources": {\n',
    '  "Outputs": {',
    '\uFEFF',
  ],
];

interface Edit {
  readonly at: number;
  readonly removed: number;
  readonly added: string;
}

const edit = (text: string): fc.Arbitrary<Edit> =>
  fc.record({
    at: fc.nat(text.length),
    removed: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0, 0, 1) }, fc.nat(200)),
    added: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...snippets, '') },
      fc.tuple(fc.nat(text.length), fc.nat(200)).map(([at, length]) => text.slice(at, at + length)),
    ),
  });

const apply = (text: string, edits: readonly Edit[]): string =>
  edits.reduce((now, { at, removed, added }) => now.slice(0, at) + added + now.slice(at + removed), text);

const damaged = (text: string): fc.Arbitrary<string> =>
  fc.array(edit(text), { minLength: 1, maxLength: 4 }).map((edits) => apply(text, edits));

/** Items tile the text, and everything that an item speaks of lies within it. */
function keepsTheLaws(document: Document): void {
  assert.equal(document.items.map((item) => item.text).join(''), document.text);
  let end = 0;
  for (const [index, item] of document.items.entries()) {
    assert.equal(document.starts[index], end);
    assert.ok(item.text.length > 0);
    end += item.text.length;
    for (const { span } of item.problems) assert.ok(isWithin(span, item), 'a problem outside of its item');
    for (const node of nodesOf(item)) assert.ok(isWithin(node, item), 'a node outside of its item');
    if (item.value) childrenAreInside(item.value);
  }
}

const isWithin = ({ start, end }: { start: number; end: number }, item: Item): boolean =>
  0 <= start && start <= end && end <= item.text.length;

function childrenAreInside(node: SyntaxNode): void {
  const children =
    node.kind === 'map'
      ? node.entries.flatMap(({ key, value }) => [key, value])
      : node.kind === 'sequence'
        ? node.items
        : [];
  let end = node.start;
  for (const child of children) {
    assert.ok(end <= child.start && child.end <= node.end, 'children one after the other, within their parent');
    end = child.end;
    childrenAreInside(child);
  }
}

interface Boundary {
  readonly start: number;
  readonly state: State;
  readonly item: Item;
  readonly scan: number;
}

function boundaries(text: string): Boundary[] {
  const found: Boundary[] = [];
  let state = initialState;
  for (let start = 0; start < text.length; ) {
    const step = nextItem(text, start, state);
    assert.ok(step.end > start, 'every item has text');
    found.push({ start, state, item: step.item, scan: start + step.scan });
    start = step.end;
    state = step.state;
  }
  return found;
}

test('damaged text keeps the laws of items, in its own layout and minified', () => {
  const property = fc.property(fc.oneof(damaged(template), damaged(minified)), (text) => keepsTheLaws(parseJson(text)));
  fc.assert(property, { numRuns: 600, seed: 1 });
});

test('what JSON.parse accepts after an edit is read as JSON.parse reads it', () => {
  let accepted = 0;
  const property = fc.property(fc.oneof(damaged(template), damaged(minified)), (text) => {
    let expected: unknown;
    try {
      expected = JSON.parse(text);
    } catch {
      return;
    }
    accepted++;
    assert.ok(isDeepStrictEqual(plainDocument(parseJson(text)), expected) || hasDuplicates(text));
  });
  fc.assert(property, { numRuns: 600, seed: 2 });
  assert.ok(accepted > 20, `only ${accepted} texts were still JSON`);
});

/** Members and keys that stand twice are kept twice, and plainDocument puts them together as it can. */
const hasDuplicates = (text: string): boolean => {
  const { items } = parseJson(text);
  const names = items
    .map(({ section, key }) => `${section}.${key?.value}`)
    .filter((name) => !name.endsWith('undefined'));
  return new Set(names).size < names.length || problems(parseJson(text)).some((told) => told.includes('stands twice'));
};

test('parsing on from any item, in the state before it, gives the items that come', () => {
  const property = fc.property(damaged(template), fc.nat(), (text, choice) => {
    const all = boundaries(text);
    const chosen = choice % Math.max(1, all.length);
    const from = all[chosen];
    if (!from) return;
    let { start, state } = from;
    for (const expected of all.slice(chosen)) {
      assert.equal(start, expected.start);
      assert.ok(sameState(state, expected.state));
      const step = nextItem(text, start, { ...state });
      assert.deepEqual(step.item, expected.item);
      start = step.end;
      state = step.state;
    }
  });
  fc.assert(property, { numRuns: 200, seed: 3 });
});

test('an item depends on the text from its start up to where it was looked at, and on nothing else', () => {
  const property = fc.property(damaged(template), fc.constantFrom(...snippets), (text, other) => {
    for (const { start, state, item, scan } of boundaries(text)) {
      if (scan > text.length) continue;
      const changed = '~'.repeat(start) + text.slice(start, scan) + other;
      assert.deepEqual(nextItem(changed, start, state).item, item);
    }
  });
  fc.assert(property, { numRuns: 200, seed: 4 });
});

/** One wound each, made in a template that others wrote or that was generated. */
interface Wounded {
  readonly text: string;
  /** Whether a resource, from the start of its key to its end, has nothing to do with the wound. */
  readonly spares: (start: number, end: number) => boolean;
}

const halfTyped = [
  ...['"', '"Buck', '"BucketName"', '"BucketName":', '"BucketName": "', '"BucketName": "x"', '"Tags": [', '"Tags": {'],
  ...['{', '}', ']', '[', '"a": {"Ref":', '"a": {"Ref": "', 'tru', '"x": [{"a":', ', ,', '//', '/*', "'"],
  ...['"Foo": {"Fn::If": ["c", "a', '"Properties": {', 'Tags: [', '},', '],', '"a": 1', '"A": {},'],
];

function truncated(text: string, from: number, chance: Random): Wounded {
  const end = from + chance.below(text.length - from);
  return { text: text.slice(0, end), spares: (_, itsEnd) => itsEnd < end };
}

function without(text: string, at: number): Wounded {
  return { text: text.slice(0, at) + text.slice(at + 1), spares: (start, end) => at < start || at > end };
}

function withHalfALine(text: string, at: number, chance: Random): Wounded {
  const lineStart = text.lastIndexOf('\n', at) + 1;
  const indent = /[ \t]*/y;
  indent.lastIndex = lineStart;
  const line = `${indent.exec(text)?.[0] ?? ''}${chance.pick(['"Name": "', ...halfTyped])}\n`;
  return {
    text: text.slice(0, lineStart) + line + text.slice(lineStart),
    // A line above a resource may be the start of that resource as well.
    spares: (start, end) => lineStart > end + 1 || lineStart < text.lastIndexOf('\n', start) + 1,
  };
}

/** How many of the untouched resources come out of `wounds` as they were, and how many there were. */
function survivors(
  text: string,
  wounds: readonly ((from: number, to: number) => Wounded)[],
): [number, number, string[]] {
  const whole = parseJson(text);
  const resources = whole.items.flatMap(({ kind, key, value }, index) => {
    const base = whole.starts[index] ?? 0;
    if (kind !== 'member' || !key || !value) return [];
    return [{ name: String(key.value), start: base + key.start, end: base + value.end, value: plain(value) }];
  });
  const [first, last] = [resources[0], resources.at(-1)];
  let total = 0;
  let right = 0;
  const lost: string[] = [];
  if (!first || !last) return [0, 0, []];
  for (const wound of wounds) {
    const wounded = wound(first.start, last.end);
    const document = parseJson(wounded.text);
    for (const { name, start, end, value } of resources) {
      if (!wounded.spares(start, end)) continue;
      total++;
      if (isDeepStrictEqual(plain(member(document, name)?.value), value)) right++;
      else lost.push(name);
    }
  }
  return [right, total, lost];
}

test('a wound in one resource leaves all others as they were: cuts, single characters, half-typed lines', () => {
  const text = generate({ resources: 30, seed: 4242 }).json;
  const chance = random(99);
  const kinds = {
    truncated: (from: number) => truncated(text, from, chance),
    'one character less': (from: number, to: number) => without(text, from + chance.below(to - from)),
    'one bracket, quote, comma or line end less': (from: number, to: number) => {
      let at = from;
      do at = from + chance.below(to - from);
      while (!'{}[]":,\n'.includes(text.charAt(at)));
      return without(text, at);
    },
    'half a line more': (from: number, to: number) => withHalfALine(text, from + chance.below(to - from), chance),
  };
  for (const [kind, wound] of Object.entries(kinds)) {
    const [right, total, lost] = survivors(text, Array(200).fill(wound));
    assert.equal(right, total, `${kind}: ${total - right} of ${total} lost, ${lost.slice(0, 3)}`);
  }
});

corpusTest('a wound in one resource of a template of the corpus leaves 99.5 % of the others as they were', () => {
  const chance = random(7);
  let right = 0;
  let total = 0;
  for (const { text } of corpusFiles('real', ['.json'])) {
    if (text.length > 60_000) continue;
    const [survived, all] = survivors(text, [
      (from) => truncated(text, from, chance),
      ...[1, 2, 3].map(() => (from: number, to: number) => without(text, from + chance.below(to - from))),
      ...[1, 2].map(() => (from: number, to: number) => withHalfALine(text, from + chance.below(to - from), chance)),
    ]);
    right += survived;
    total += all;
  }
  assert.ok(right / total >= 0.995, `${right} of ${total}: ${((100 * right) / total).toFixed(2)} %`);
});

corpusTest('every file of the corpus, whatever it is, whole and cut: no throw, and the laws of items', () => {
  assert.deepEqual(undecodableFiles('robust', ['']), [], 'all of it is text');
  for (const { text } of corpusFiles('robust', [''])) {
    for (const part of [1, 0.7, 0.33]) keepsTheLaws(parseJson(text.slice(0, text.length * part)));
  }
});

/** Texts that are cheap to write and may be dear to read. Ten megabytes each. */
const megabytes = 10_000_000;
const large: ReadonlyMap<string, (size: number) => string> = new Map([
  ['one string on one line', (size) => `{"Resources":{"A":{"Type":"${'x'.repeat(size)}"}}}`],
  ['a string that never ends', (size) => `{"Resources":{"A":{"Type":"${'x'.repeat(size)}`],
  ['a key that never ends', (size) => `{"Resources":{"A":{"${'x:'.repeat(size / 2)}`],
  ['one word', (size) => 'x'.repeat(size)],
  ['opening brackets', (size) => '['.repeat(size)],
  ['opening braces with keys', (size) => '{"a":'.repeat(size / 5)],
  ['closing brackets', (size) => `{"a":1${'}'.repeat(size)}`],
  ['mixed brackets in a resource', (size) => `{\n "Resources": {\n  "A": {${'[}{]'.repeat(size / 4)}`],
  ['commas', (size) => `{"a":[${','.repeat(size)}`],
  ['colons', (size) => `{"a":{${':'.repeat(size)}`],
  ['quotes', (size) => `{"a":{${'"'.repeat(size)}`],
  ['quotes on lines', (size) => `{\n"a":{${'"\n'.repeat(size / 2)}`],
  ['backslashes', (size) => `{"a":"${'\\'.repeat(size)}`],
  ['comments that never end', (size) => `{${'"a": 1, /*\n'.repeat(size / 11)}`],
  ['comments', (size) => `{${'/**/'.repeat(size / 4)}"a":{}}`],
  ['blank lines', (size) => `{"a":{${'\n'.repeat(size)}`],
  ['members', (size) => `{"Resources":{${'"A":{},'.repeat(size / 7)}`],
  ['sections', (size) => '{"Resources":{'.repeat(size / 14)],
  ['keys in one map', (size) => `{"a":{${Array.from({ length: size / 10 }, (_, index) => `"${index}":1`).join(',')}}}`],
  [
    'keys that differ in nothing that a hash sees',
    (size) =>
      `{"a":{${Array.from({ length: size / 40 }, (_, index) => `"key-${String(1_000_000 + index)}-x":1`).join(',')}}}`,
  ],
]);

for (const [what, make] of large) {
  test(`large: ${what}`, () => {
    const text = make(megabytes / 20);
    const start = process.cpuUsage().user;
    parseJson(text);
    const small = process.cpuUsage().user - start;
    // Not a measurement: what is quadratic takes minutes here.
    assert.ok(small < 5_000_000, `${small / 1000} ms`);
  });
}

test('a line of 10 MB is a line', () => {
  const text = `{"Resources":{"A":{"Type":"AWS::X::Y","P":[${'"value",'.repeat(megabytes / 8)}1]},"B":{"Type":"y"}}}`;
  const document = parseJson(text);
  assert.deepEqual(problems(document), []);
  assert.deepEqual(plain(member(document, 'B')?.value), { Type: 'y' });
});

test('1,000 levels are read; what is deeper is passed over, with a problem, and what follows is not lost', () => {
  const nested = (levels: number) =>
    `{"Resources":{"A":{"P":${'[{"a":'.repeat(levels)}1${'}]'.repeat(levels)}},"B":{"Type":"y"}}}`;
  const readable = parseJson(nested(499));
  assert.deepEqual(problems(readable), []);
  assert.deepEqual(plainDocument(readable), JSON.parse(nested(499)));
  for (const levels of [500, 1_000, 100_000]) {
    const document = parseJson(nested(levels));
    assert.equal(problems(document).length, 1);
    assert.match(problems(document)[0] ?? '', /Nested deeper than 1000 levels/);
    assert.deepEqual(plain(member(document, 'B')?.value), { Type: 'y' });
  }
  keepsTheLaws(parseJson(nested(100_000).slice(0, 300_000)));
});
