/* What must hold for any text, however broken: the laws of items, and that a wound stays where it is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Document, Item, SyntaxNode } from '../../server/formats/syntax/node.ts';
import { initialState, nextItem, parseYaml, sameState } from '../../server/formats/syntax/yaml.ts';
import { generate } from '../bench/generate.ts';
import { lawsHold } from './laws.ts';

const template = `# A small template
AWSTemplateFormatVersion: '2010-09-09'
Description: >-
  Two lines
  folded
Parameters:
  Stage: { Type: String, Default: "dev", AllowedValues: [dev, prod] }
Resources:
  # the front door
  Alb: &alb
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Name: !Sub '\${Stage}-alb'
      Subnets: !If [IsProd, !Ref Subnets, [a, "b"]]
      Tags:
      - Key: x
        Value: !Base64
          Fn::Sub: |
            #!/bin/sh
              echo "\${Stage}: #1"

      - {Key: y, Value: 'it''s'}
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
        LoadBalancerArn: !Ref Alb # same
        Port: 80
        ? complex
        : [1, {a: b}]
        Text: "one
          two\\
          three"
  Copy: *alb
Outputs:
  Name:
    Value: !GetAtt Alb.DNSName
`;
const crlf = template.replaceAll('\n', '\r\n');
const flow = `{Resources: {A: {Type: x, "P": [1, {a: !Ref b}]}, B: {\n  Type: 'y' # c\n }}}\n`;
const list = '- a\n- b: |+\n    x\n\n-\n  - c\n...\n---\nd: 1\n';
const documents = [template, crlf, flow, list, `\uFEFF%YAML 1.2\n---\n${template}`, '--- [a, b]\n', '\ta: 1\n'];

/** Tokens that a person types, and that mean most to the parser. */
const snippets = [
  ...['{', '}', '[', ']', '"', "'", ':', ': ', '\n', '\n  ', ' ', '  ', '- ', '-', '#', ' #', '|', '>', ',', 'x', 'e'],
  ...[
    '!Ref ',
    '!',
    '&a ',
    '*a',
    '\\',
    '\t',
    '🚀',
    '\r\n',
    '\r',
    '---\n',
    '...\n',
    '? ',
    '%',
    '@',
    '`',
    'a:\n',
    '<<: *a',
  ],
  ...['"k": ', 'Resources:\n', 'Outputs:\n', '\uFEFF', '    Foo: bar\n', '  B:\n', '|+\n', '>2-\n', "''", '!!int '],
];

/** Lines that are being typed. */
const halfTyped = [
  ...[
    'Buck',
    'BucketName:',
    'BucketName: !Su',
    'Foo: "bar',
    "Foo: 'bar",
    'Tags: [',
    'Tags: {',
    'Tags: [a, ',
    '- ',
    '-',
  ],
  ...['Foo: !Sub |', 'Foo: >', '*', '&', '!', '? ', '"', 'key: value: other', '- Key: [ {a: "', '@x', 'Foo: bar: baz'],
  ...['\tFoo: bar', 'Ref', 'Fn::If: [c, "a', '}', ']', '|', '%', 'a: ]', '"a": {', "- '", '[', '{ a'],
];

lawsHold({ documents, snippets, halfTyped, checkLaws, parse: parseYaml });

test('a truncated template keeps every resource before the cut', () => {
  const { text, members } = healthy();
  for (let cut = 100; cut < text.length; cut += 97) {
    expectUntouched(members, text.slice(0, cut), (member) => member.end < cut, `it is cut off at ${cut}`);
  }
});

test('a deleted character costs the resource it stood in and no other', () => {
  const { text, members } = healthy();
  const first = members[0]?.start ?? 0;
  const isStructural = (at: number): boolean =>
    '{}[]":,\'\n|>-!'.includes(text.charAt(at)) || (text[at] === ' ' && text[at - 1] === '\n');
  for (let at = first; at < text.length; at++) {
    if (at % (isStructural(at) ? 5 : 53) !== 0) continue;
    const wounded = text.slice(0, at) + text.slice(at + 1);
    // Without the break before it, the first line of a resource is part of what stands above.
    const above = members.findIndex(({ start }) => start === at) - 1;
    const isUntouched = (member: Member): boolean =>
      (at < member.start || at > member.end) && member !== members[above];
    expectUntouched(members, wounded, isUntouched, `the character at ${at} is gone`);
  }
});

test('a line that is being typed costs the resource it stands in and no other', () => {
  const { text, members } = healthy();
  members.forEach((member, index) => {
    halfTyped.forEach((typed, kind) => {
      const lines = [...text.slice(member.start, member.end).matchAll(/\n( *)\S/g)];
      const line = lines[(index * 7 + kind * 3) % lines.length];
      const at = member.start + (line?.index ?? 0) + 1;
      const wounded = `${text.slice(0, at)}${line?.[1]}${typed}\n${text.slice(at)}`;
      expectUntouched(members, wounded, (other) => other.name !== member.name, `"${typed}" is typed at ${at}`);
    });
  });
});

test('nesting beyond what is read is a problem, not an overflow', () => {
  const levels = 20_000;
  const deep = {
    'flow lists': `a: ${'['.repeat(levels)}${']'.repeat(levels)}\nb: 1\n`,
    'flow lists that are never closed': `a: ${'['.repeat(levels)}\nb: 1\n`,
    'flow maps': `a: ${'{a: '.repeat(levels)}1${'}'.repeat(levels)}\nb: 1\n`,
    'flow maps that are never closed': `a: ${'{a: '.repeat(levels)}\nb: 1\n`,
    'lists on one line': `a:\n  ${'- '.repeat(levels)}x\nb: 1\n`,
    'explicit keys on one line': `a:\n  ${'? '.repeat(levels)}x\nb: 1\n`,
    'maps of 2,000 levels': `${Array.from({ length: 2000 }, (_, level) => `${' '.repeat(level)}a:\n`).join('')}b: 1\n`,
    'tags on lines of their own': `a:\n${'  !t\n'.repeat(levels)}b: 1\n`,
  };
  for (const [name, text] of Object.entries(deep)) {
    const document = parseYaml(text);
    const messages = document.items.flatMap(({ problems }) => problems.map(({ message }) => message));
    assert.ok(
      messages.some((message) => message.startsWith('Nested too deeply')),
      `${name}: ${messages[0]}`,
    );
    assert.ok(messages.length < 300, `${name}: ${messages.length} problems`);
    assert.equal(document.items.at(-1)?.key?.value, 'b', `${name}: what follows is read`);
  }
});

test('1,000 levels of nesting are survived by everything that walks the tree', () => {
  const text = `Resources:\n  A:\n    P: ${'['.repeat(1000)}${']'.repeat(1000)}\n  B:\n    Type: x\n`;
  checkLaws(text);
  assert.deepEqual(memberNames(parseYaml(text)), ['A', 'B']);
});

test('long lines and large texts take time in proportion to their length', () => {
  const size = 10_000_000;
  const fill = (unit: string, length = size): string => unit.repeat(Math.ceil(length / unit.length));
  const large: Record<string, string> = {
    'a plain scalar': `a: ${fill('x ')}`,
    'a key': fill('x'),
    'a comment': `# ${fill('x')}`,
    'a quoted scalar': `a: "${fill('x\\n')}"`,
    'a quote that is never closed': `a: "${fill('x ')}`,
    colons: `a${fill(': ', 300_000)}`,
    'a flow list': `a: [${fill('1, ', 300_000)}]`,
    'a flow map': `a: {${Array.from({ length: 200_000 }, (_, i) => `k${i}: 1`).join(', ')}}`,
    'brackets that open and close': `a: [${fill('[], ', 300_000)}]`,
    'brackets that do not match': `a: ${fill('[}', 300_000)}`,
    spaces: `a:${fill(' ')}b`,
    tabs: `a:\n${fill('\t')}b: 1`,
    'empty lines': fill('\n'),
    'empty lines in a block scalar': `a: |\n  x\n${fill('\n', 300_000)}  y\n`,
    'lines of a block scalar that get shallower': `a: |\n${fill('    x\n   y\n', 300_000)}`,
    'quotes that are never closed': fill('- "x\n', 300_000),
    'quotes that are never closed, below each other': `a:\n${fill("  - 'x '' \n", 300_000)}`,
    'brackets that are never closed': fill('a: [\n', 300_000),
    'brackets that are never closed, in a list': fill('- {\n', 300_000),
    'brackets that are never closed, and text': `a: {\n${fill('x\n', 300_000)}`,
    'half-typed keys': fill('a\n', 300_000),
    'half-typed keys in a section': `Resources:\n${fill('  a\n', 300_000)}`,
    'broken lines in a section': `Resources:\n  A: 1\n${fill('a\n', 300_000)}`,
    'keys below values': fill('a: b\n  c: d\n', 300_000),
    'entries of one map': `a:\n${Array.from({ length: 100_000 }, (_, i) => `  k${i}: 1\n`).join('')}`,
    markers: fill('---\n', 300_000),
    tags: `a: ${fill('!t ', 300_000)}`,
    anchors: `a: ${fill('&a ', 300_000)}`,
    'explicit keys': fill('? a\n', 300_000),
    'list items among keys': `a: 1\n${fill('- x\n', 300_000)}`,
  };
  for (const [name, text] of Object.entries(large)) {
    const started = process.cpuUsage();
    const { items } = parseYaml(text);
    const { user, system } = process.cpuUsage(started);
    assert.ok(items.length > 0);
    assert.ok(user + system < 5_000_000, `${name}: ${(user + system) / 1_000_000} s`);
  }
});

test('an alias is a node of its own and never followed', () => {
  const levels = Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(50)}]\n`);
  const { items } = parseYaml(`a0: &a0 x\n${levels.join('')}`);
  const last = items.at(-1);
  assert.equal(last?.value?.kind === 'sequence' && last.value.items[0]?.kind, 'alias');
});

test('keys that mean something in JavaScript are ordinary keys', () => {
  const { items } = parseYaml(
    'Resources:\n  __proto__:\n    constructor: {toString: 1, __proto__: 2}\n  hasOwnProperty: &__proto__ x\n',
  );
  assert.deepEqual(
    items.map(({ key }) => key?.value),
    ['Resources', '__proto__', 'hasOwnProperty'],
  );
  const value = items[1]?.value;
  assert.deepEqual(value?.kind === 'map' && value.entries.map(({ key }) => key.kind === 'scalar' && key.value), [
    'constructor',
  ]);
  assert.equal(items[2]?.anchors?.get('__proto__')?.kind, 'scalar');
});

/**
 * 1. Items tile the text. 2. Spans lie inside their item and inside their parent. 3. Reading from any
 * item's start with the recorded state gives the same items again. 4. An item depends on nothing
 * beyond its `scan`.
 */
function checkLaws(text: string): void {
  const { items, starts } = parseYaml(text);
  let start = 0;
  let state = initialState;
  items.forEach((item, index) => {
    assert.equal(starts[index], start, 'items tile the text');
    const again = nextItem(text, start, state);
    assert.deepEqual(again.item, item, 'an item can be read again');
    assert.ok(again.end > start, 'an item is not empty');
    assert.equal(item.text, text.slice(start, again.end));
    checkSpans(item);
    if (start + again.scan <= text.length) {
      for (const other of ['', '\n', 'x', '  x: 1\n', '- x\n', '"', ']}\n', '---\n']) {
        const elsewhere = nextItem(text.slice(0, start + again.scan) + other, start, state);
        assert.deepEqual(elsewhere.item, item, `an item depends on nothing beyond its scan: ${JSON.stringify(other)}`);
        assert.ok(sameState(elsewhere.state, again.state));
      }
    }
    start = again.end;
    state = again.state;
  });
  assert.equal(start, text.length, 'items tile the text to its end');
}

function checkSpans(item: Item): void {
  const { length } = item.text;
  const check = (node: SyntaxNode, from: number, to: number): void => {
    assert.ok(from <= node.start && node.start <= node.end && node.end <= to, `${node.kind} lies in its parent`);
    if (node.kind === 'sequence') for (const child of node.items) check(child, node.start, node.end);
    if (node.kind === 'map') {
      for (const { key, value } of node.entries) {
        check(key, node.start, node.end);
        check(value, key.end, node.end);
      }
    }
  };
  if (item.key) check(item.key, 0, length);
  if (item.value) check(item.value, item.key?.end ?? 0, length);
  for (const { span } of item.problems) assert.ok(0 <= span.start && span.start <= span.end && span.end <= length + 1);
}

interface Member {
  readonly name: string;
  /** From the line break before it to the end of its value. */
  readonly start: number;
  readonly end: number;
  readonly value: SyntaxNode;
}

/** A template of 30 resources and where each of them stands. */
function healthy(): { text: string; members: Member[] } {
  const text = generate({ resources: 30, seed: 4242 }).yaml;
  const { items, starts } = parseYaml(text);
  const members = items.flatMap(({ kind, key, value }, index) => {
    const base = starts[index] ?? 0;
    if (kind !== 'member' || !key || !value) return [];
    const start = text.lastIndexOf('\n', base + key.start);
    return [{ name: String(key.value), start, end: base + value.end, value }];
  });
  assert.equal(members.length, 30);
  return { text, members };
}

function expectUntouched(
  members: readonly Member[],
  wounded: string,
  isUntouched: (member: Member) => boolean,
  wound: string,
): void {
  // A wounded name may be that of a neighbour, so one name may stand there twice.
  const found = new Map<unknown, SyntaxNode[]>();
  for (const { kind, key, value } of parseYaml(wounded).items) {
    if (kind === 'member' && key && value) found.set(key.value, [...(found.get(key.value) ?? []), value]);
  }
  for (const member of members) {
    if (!isUntouched(member)) continue;
    const values = found.get(member.name) ?? [];
    assert.ok(
      values.some((value) => hasSameContent(value, member.value)),
      `${member.name} suffers: ${wound}`,
    );
  }
}

/** Equal but for the places. */
function hasSameContent(a: SyntaxNode, b: SyntaxNode): boolean {
  if (a.tag?.name !== b.tag?.name || a.anchor !== b.anchor) return false;
  if (a.kind === 'scalar') return b.kind === 'scalar' && Object.is(a.value, b.value) && a.style === b.style;
  if (a.kind === 'alias') return b.kind === 'alias' && a.name === b.name;
  const ours = childrenOf(a);
  const others = childrenOf(b);
  return (
    a.kind === b.kind &&
    ours.length === others.length &&
    ours.every((child, index) => hasSameContent(child, others[index] ?? child))
  );
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.kind === 'sequence') return node.items;
  return node.kind === 'map' ? node.entries.flatMap(({ key, value }) => [key, value]) : [];
}

const memberNames = ({ items }: Document): unknown[] =>
  items.flatMap(({ kind, key }) => (kind === 'member' ? [key?.value] : []));
