/*
 * The `yaml` package as oracle: every YAML file of the corpus gives equal values and equal ranges.
 *
 * Both trees are flattened to one line per node, `start–end kind value`, in document order.
 * What is normalised, because it is convention and not reading:
 * - `yaml` ends a block collection behind the comments and line breaks that follow it, we end it with
 *   its last value. Both are taken to end with their last value.
 * - A value that is missing stands behind the blanks there, or is no node; here it is a null before them.
 * - Keys are text here (`200:` is "200"), typed scalars there. The source of a plain key is compared.
 * - A document's own map, and the map of a section whose members are items, are no nodes here.
 * - Two tags on a value are kept here and not allowed there; tags are no part of the comparison.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Alias,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Document, SyntaxNode } from '../../server/formats/syntax/node.ts';
import { parseYaml } from '../../server/formats/syntax/yaml.ts';
import { type CorpusFolder, corpusFiles, corpusTest } from '../corpus.ts';

/** Where we read something else than the oracle, and why that is meant. */
const differences: Readonly<Record<string, string>> = {
  'real/aws-samples/serverless-patterns/apigw-custom-domain-edge/template.yaml':
    'A key without its colon: we take the line for the key, the oracle two lines.',
  'real/aws-samples/serverless-patterns/apigw-lambda-rust/template.yml':
    'A bracket closes at the column of the key: libyaml (asked through PyYAML) reads on, and so do we.',
  'real/aws-samples/serverless-patterns/apigw-ses-transformation/template.yaml':
    'JSON pasted at the column of the key: libyaml (asked through PyYAML) reads on, and so do we.',
  'robust/aws-cloudformation/cfn-lint/test/fixtures/templates/bad/string.yaml':
    'A document that is one word: we take it for a key that is being typed.',
  'robust/aws-cloudformation/cfn-lint/test/fixtures/templates/bad/template.yaml':
    'A list item among the keys of a map: we leave it out, the oracle makes a key of it.',
};

/** YAML as people write it in templates, at its edges. */
const corners: readonly string[] = [
  // Block scalars
  'a: |\n  x\n   y\n\n  z\nb: 1\n',
  'a: |-\n  x\n  y\n\nb: 1\n',
  'a: |+\n  x\n\n\nb: 1\n',
  'a: |2\n    x\n  y\nb: 1\n',
  'a: |\n\n\n  x\n  \n  y\n',
  'a: |\n  x\n     \n  y\n      \n',
  'a: |\n  # text\n  k: v\n# comment\nb: 1\n',
  'a: |\n   x\n  # comment\nb: 1\n',
  'a: |  # comment\n  x\n',
  'a: |\nb: 1\n',
  'a: |+\nb: 1\n',
  'a: >\n  x\n  y\n\n  z\n    more\n    more\n\n    more\n  w\nb: 1\n',
  'a: >-\n\n  x\n\n\n  y\nb: 1\n',
  'a: >+\n  x\n\nb: 1\n',
  'a: >1-\n   x\n  y\nb: 1\n',
  'a: >\n  x\n  \ty\n  z\n',
  'a:\n  - |\n    x\n  - >-\n    y\n    z\n  - !Sub |\n    w\n',
  'a:\n- |\n  x\n- - |\n    y\n',
  'a: |\n  x',
  // Quoted
  'a: "x\n  y\\\n  z\n\n  w"\nb: 1\n',
  'a: "x  \n \n  y \\  \n  z"\n',
  "a: 'it''s\n  two''\n\n  lines'\n",
  'a: "\\u00e9\\n\\t\\x41\\\\ \\" \\/ \\0 \\_ \\U0001F680"\n',
  'a: ""\nb: \'\'\n',
  'a: "x # y" # d\nb: x#y\n',
  '"a:b": 1\n\'c d\' : 2\n"e" : 3\n',
  'a: "note: this\n  is: text"\n',
  // Plain
  'a: x\n  y\n\n  z\nb: 1\n',
  'a:\n  x y\n  z\nb: 1\n',
  'a: x\n  - y\n  "z"\n',
  'a: https://x.y/z?a=b#c\nb: arn:aws:s3:::x/*\nc: 10.0.0.0/16\nd: a:b\n',
  'aws:SourceArn: x\na b: y\n/path/{id}: z\n$x: 1\n',
  'a: -x\nb: ?x\nc: :x\n',
  'a: 50%\nb: <x>\nc: =\n',
  // Values
  'a: 012345678901\nb: 1e3\nc: 0x1F\nd: 1_000\ne: 22:22\nf: -1\ng: .5\nh: 0o17\ni: +12\nj: 1.\n',
  'a: -.inf\nb: .NaN\nc: +.Inf\nd: 0x\ne: 1e\nf: 1.2.3\ng: .\nh: +\ni: 1e+5\nj: 0o8\nk: -0x1\n',
  'a: yes\nb: no\nc: On\nd: true\ne: False\nf: TRUE\ng: tRue\nh: ~\ni: Null\nj: nULL\n',
  'AWSTemplateFormatVersion: 2010-09-09\n',
  'a:\nb: ""\nc: ~\nd: null\ne:\n  f:\n',
  'a: !!str 12\nb: !!int "3"\nc: !!float 1.5\nd: !!bool "true"\ne: !!null ""\n',
  'a: !Ref 12\nb: !Sub true\nc: !Ref\n',
  // Collections
  'a:\n- 1\n- x: 2\n  y: 3\nb: 1\n',
  'a:\n  - - 1\n    - 2\n  - - 3\n',
  'a:\n  -   b: 1\n      c: 2\n  -\n    d: 3\n  -\n  - e\n',
  'a: {x: 1, "y": \'z\', w: [1, {q: r}], e: , f}\n',
  'a: [1,\n  2,\n  # c\n  3\n  ]\nb: {\n  x: 1,\n  y: 2 }\n',
  'a: [x:y, "k":v, k: v, [l]: m]\nb: {a::b, c: d}\n',
  'a: [a b\n  c, "d\n  e"]\n',
  'a: []\nb: {}\nc: [ ]\nd: [[], {}]\ne: [a,]\n',
  'a: {? x : y, ? z}\n',
  '? a\n: 1\n? b\n: - 2\n  - 3\n? c\n',
  'a:\n  ? x\n  : y\n  z: 1\n',
  // Tags, anchors, aliases
  'a: !Sub\n  - x ${Y}\n  - Y: !Ref Z\nb: 1\n',
  'a: !If\n- C\n- !If [D, 1, !Ref "AWS::NoValue"]\n- Fn::If: [E, {x: !GetAtt A.B}, [2]]\n',
  'a: !Transform\n  Name: x\n  Parameters: {y: z}\nb: !Transform { Name: x }\n',
  'a: &x\n  k: 1\nb: *x\nc: &y [1]\nd: *y\ne: &z !Ref w\nf: !Ref &v w\n',
  'a: &x {k: 1}\nb:\n  <<: *x\n  j: 2\n',
  'a:\n  !Join\n  - x\n  - &y z\n',
  'a:\n  - !Ref x\n  - !Equals [!Ref y, z]\n  - &a\n    k: v\n  - &b k: v\n',
  // Comments and white space
  '# top\na: 1 # c\n\n# mid\nb: 2\n  # deep\nc:\n  # inside\n  d: 3\n # end\n',
  'a:\t1\nb: x\t# c\n',
  'a: 1   \nb:   \n  c: 2  \n',
  'a: "🚀 x" # é\nb: 🚀\n"k🚀": c\n',
  // Wrong in one place
  'a:\n  x: 1\n  x: 2\n',
  'a: "\\q"\n',
];

const extensions = ['.yaml', '.yml', '.template'];
const folders: readonly CorpusFolder[] = ['real', 'labelled', 'sam-pairs', 'robust'];

corpusTest('every listed difference is a file of the corpus', () => {
  const names = new Set(folders.flatMap((folder) => corpusFiles(folder, extensions)).map(({ name }) => name));
  assert.deepEqual(
    Object.keys(differences).filter((name) => !names.has(name)),
    [],
  );
});

for (const folder of folders) {
  corpusTest(`${folder}: equal values and ranges, but for the listed differences`, () => {
    for (const { name, text } of corpusFiles(folder, extensions)) {
      if (name in differences) {
        assert.notDeepEqual(
          ourNodes(parseYaml(text)),
          theirNodes(text),
          `${name} is listed as different (${differences[name]}), and is equal now`,
        );
      } else {
        expectEqual(text, name);
      }
    }
  });
}

test('corner cases: equal values and ranges, and problems where the oracle has errors', () => {
  for (const text of corners) {
    expectEqual(text, JSON.stringify(text));
    expectEqual(text.replaceAll('\n', '\r\n'), `${JSON.stringify(text)} with CRLF`);
    expectEqual(
      `Resources:\n  ${text.trimEnd().replaceAll(/\n(?=.)/g, '\n  ')}\n`,
      `${JSON.stringify(text)} in Resources`,
    );
  }
});

function expectEqual(text: string, name: string): void {
  const document = parseYaml(text);
  assert.deepEqual(ourNodes(document), theirNodes(text), name);
  const problems = document.items.flatMap((item) => item.problems.map(({ message }) => message));
  const errors = parseDocument(text, { logLevel: 'silent' }).errors.map(({ message }) => message);
  assert.equal(problems.length > 0, errors.length > 0, `${name}: ${problems[0] ?? errors[0]}`);
}

function ourNodes(document: Document): string[] {
  const lines: string[] = [];
  document.items.forEach((item, index) => {
    const base = document.starts[index] ?? 0;
    if (item.key) walk(item.key, base, lines, true);
    if (item.value) walk(item.value, base, lines, false);
  });
  return lines;
}

function walk(node: SyntaxNode, base: number, lines: string[], isKey: boolean): void {
  const place = `${base + node.start}–${base + node.end}`;
  switch (node.kind) {
    case 'scalar':
      lines.push(`${place} ${isKey ? 'key' : 'scalar'} ${show(node.value)}`);
      break;
    case 'alias':
      lines.push(`${place} alias ${node.name}`);
      break;
    case 'map':
      lines.push(`${place} map`);
      for (const { key, value } of node.entries) {
        walk(key, base, lines, true);
        walk(value, base, lines, false);
      }
      break;
    case 'sequence':
      lines.push(`${place} sequence`);
      for (const child of node.items) walk(child, base, lines, false);
  }
}

function theirNodes(text: string): string[] {
  const lines: string[] = [];
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false, merge: false });
  const root = document.contents;
  if (!isMap(root) || root.flow) {
    if (root) theirWalk(root, text, lines, false);
    return lines;
  }
  for (const pair of root.items) {
    if (!isPair(pair)) continue;
    theirWalk(pair.key as Node, text, lines, true); // parsed pairs hold nodes
    const value = pair.value as Node | null;
    const isSection = isScalar(pair.key) && pair.key.value === 'Resources' && isMap(value) && !value.flow;
    if (isSection) theirEntries(value, text, lines);
    else if (value) theirWalk(value, text, lines, false);
    else lines.push(`${endOf(pair.key as Node, text)}–${endOf(pair.key as Node, text)} scalar null`);
  }
  return lines;
}

function theirWalk(node: Node, text: string, lines: string[], isKey: boolean): void {
  const place = `${startOf(node, text)}–${endOf(node, text)}`;
  if (isScalar(node)) {
    lines.push(
      `${place} ${isKey ? 'key' : 'scalar'} ${show(isKey && node.type === 'PLAIN' ? node.source : node.value)}`,
    );
  } else if (isAlias(node)) {
    lines.push(`${place} alias ${node.source}`);
  } else if (isMap(node)) {
    lines.push(`${place} map`);
    theirEntries(node, text, lines);
  } else if (isSeq(node)) {
    lines.push(`${place} sequence`);
    for (const child of node.items) {
      if (isPair(child)) continue;
      theirWalk(child as Node, text, lines, false);
    }
  }
}

function theirEntries(map: YAMLMap, text: string, lines: string[]): void {
  for (const { key, value } of map.items) {
    if (key) theirWalk(key as Node, text, lines, true);
    if (value) theirWalk(value as Node, text, lines, false);
    else lines.push(`${endOf(key as Node, text)}–${endOf(key as Node, text)} scalar null`);
  }
}

function startOf(node: Node, text: string): number {
  const [start, end] = node.range ?? [0, 0];
  return start === end ? beforeBlanks(text, start) : start;
}

function endOf(node: Node, text: string): number {
  const [start, end] = node.range ?? [0, 0];
  if (start === end) return beforeBlanks(text, end);
  const collection = node as Alias | Scalar | YAMLMap | YAMLSeq;
  if (!(isMap(collection) || isSeq(collection)) || collection.flow) return end;
  const last: unknown = collection.items.at(-1);
  if (isPair(last)) return endOf((last.value ?? last.key) as Node, text);
  return last ? endOf(last as Node, text) : end;
}

function beforeBlanks(text: string, offset: number): number {
  let at = offset;
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at--;
  return at;
}

function show(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
