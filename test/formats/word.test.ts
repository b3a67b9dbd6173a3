import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { cloudFormation, type Dialect, terraform, terraformJson } from '../../server/formats/syntax/dialect.ts';
import { parseDocument } from '../../server/formats/syntax/document.ts';
import { type Change, edit } from '../../server/formats/syntax/edit.ts';
import type { Document, Item, SyntaxNode } from '../../server/formats/syntax/node.ts';
import { firstDifference } from '../fuzz/first-difference.ts';

/** What people write, and all that may turn one word into more than one. */
const texts: Readonly<Record<string, { readonly dialect: Dialect; readonly text: string }>> = {
  yaml: {
    dialect: cloudFormation,
    text: `Description: a stack, on
  two lines
Parameters: {Stage: {Type: String, Default: dev}, Zone: {Type: String}}
Resources:
  Web: # the only one
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    DependsOn: [Igw, 'Route']
    Properties:
      Name: "web-lb"
      Port: 0x1F
      Share: 1e5
      Wide: .inf
      Is: true
      No: null
      So: ~
      Ref: !Ref Stage
      Text: !Sub 'it''s \${Stage}'
      Escaped: "tab\\there"
      Folded: one
        two
      Own: !Join
        word
      Typed: !!int 12
      Below: !!str
        34
      Kept: |
        Type: x
      Tags:
      - Key: a
        Value: !GetAtt Web.Arn # here
      - - deep
        - {a: b, "c": d}
      ? asked
      : answered
  Api:
    Type: AWS::ApiGateway::RestApi
    Type2: x
    Metadata2: y
    Properties: {Name: api, Tags: [x, y: z]}
Outputs:
  Url:
    Value: https://a.b:80/c#d
`,
  },
  'yaml with anchors': {
    dialect: cloudFormation,
    text: `Resources:
  Web:
    Type: &type AWS::X
    Properties: {Name: &name web, Other: *name}
  Api:
    Type: *type
    Properties: {Name: *name, Text: api}
`,
  },
  'yaml with wounds': {
    dialect: cloudFormation,
    text: `Resources:
  Web:
    Type: AWS::X
    Properties
      Name: &name web
      Other: *name
      Name: again
   Typo: x
  Api: {Type: AWS::Y,
    Properties: {a: b
  Next:
  Type: AWS::Z
- stray: a
Output:
  x: y
`,
  },
  json: {
    dialect: cloudFormation,
    text: `{
  "Resources": {
    "Web": {
      "Type": "AWS::X",
      "Properties": { "Name": "web-lb", "Port": 80, "Is": true, "Esc": "a\\u0041b", "List": ["a", 1, null, {"b": "c"}] },
      "Name": "x", "Name2": "y"
    },
    "Api": { "Type": "AWS::Y",
"Properties": {
"Name": "left"
} }
  },
  "Outputs": { "Url": { "Value": { "Fn::Sub": "\${Web}" } } }
}
`,
  },
  'json with names in the columns of sections': {
    dialect: cloudFormation,
    text: `{
  "Resources": {
 "Hook": { "Type": "AWS::X" },
 "Rule": { "Type": "AWS::Y" }
  },
  "Output": {}
}
`,
  },
  'json with wounds': {
    dialect: cloudFormation,
    text: `{
  "Resources": {
    "Web": {
      "Type": "AWS::X"
      "Properties": { "Name": web, "Port": 80
    },
    "Api": { "Type": "AWS::Y" }}
  },
  "Outputs": {
}
`,
  },
  hcl: {
    dialect: terraform,
    text: `resource "aws_lb" "web" { # the only one
  name     = "web-lb"
  internal = true
  port     = 80
  text     = "a\${var.x}b"
  escaped  = "a\\tb"
  literal  = "$\${x}"
  tags = { Name = "web", (var.k) = "v", "quoted" = "w", other : "x" }
  list = ["a", "b", var.c]
  doc  = <<-EOT
    name = "x"
    EOT
  access_logs {
    bucket = "logs"
  }
}
provider "aws" {
prvider "aws" {
  region = "x"
}
}
locals {
  a = cond ? "yes" : "no"
  b = merge({ c = "d" }, { e = f("g") })
}
`,
  },
  'tf.json': {
    dialect: terraformJson,
    text: `{
  "resource": { "aws_lb": { "web": { "name": "web-\${var.x}", "internal": true, "access_logs": { "bucket": "logs" } } } },
  "locals": { "a": "b", "c": ["d", "$x", "{y}"] }
}
`,
  },
};

const typed = ['x', '1', 's', 'Type'] as const;

suite('a letter that is typed or taken back', () => {
  for (const [name, { dialect, text }] of Object.entries(texts))
    test(`wherever it stands, makes what reading all of the text makes: ${name}`, () => {
      const before = parseDocument(text, dialect);
      for (let at = 0; at <= text.length; at++) {
        for (const letters of typed) {
          const { document, now } = pressed(before, text, { start: at, end: at, newText: letters });
          // And on from there.
          pressed(document, now, { start: at + letters.length, end: at + letters.length, newText: 'z' });
          pressed(document, now, { start: at, end: at + letters.length, newText: '' });
        }
        if (at < text.length) pressed(before, text, { start: at, end: at + 1, newText: '' });
      }
    });

  const within: readonly (readonly [file: keyof typeof texts, word: string])[] = [
    ['yaml', 'web-lb'],
    ['yaml', 'Tags'],
    ['json', 'AWS::Y'],
    ['hcl', 'web-lb'],
    ['tf.json', 'logs'],
  ];
  for (const [file, word] of within)
    test(`within a word, lets all that stands before it be what it was: ${file}, ${word}`, () => {
      const { dialect, text } = texts[file] ?? assert.fail();
      const before = parseDocument(text, dialect);
      const at = text.indexOf(word) + 2;
      const after = edit(before, { start: at, end: at, newText: 'x' }).document;
      const [one, other] = [itemAt(before, at), itemAt(after, at)];
      assert.notEqual(one, other);
      // Reading makes a new one.
      assert.equal(firstKeyOf(other), firstKeyOf(one));
    });

  for (const [file, name] of [
    ['yaml', 'Api'],
    ['json', 'Api'],
    ['tf.json', 'web'],
  ] as const)
    test(`within the name of a resource, is no reason to read it again: ${file}`, () => {
      const { dialect, text } = texts[file] ?? assert.fail();
      const at = text.indexOf(name) + 2;
      const { document } = edit(parseDocument(text, dialect), { start: at, end: at, newText: 'x' });
      assert.notEqual(document.madeOf?.wordAt, undefined);
    });
});

const firstKeyOf = ({ value }: Item): SyntaxNode =>
  value?.kind === 'map' ? (value.entries[0]?.key ?? assert.fail()) : assert.fail();

function pressed(
  before: Document,
  text: string,
  change: Change,
): { readonly document: Document; readonly now: string } {
  const now = text.slice(0, change.start) + change.newText + text.slice(change.end);
  const { document } = edit(before, change);
  const fresh = parseDocument(now, before.dialect);
  const difference =
    firstDifference(document.items, fresh.items, 'items') ??
    firstDifference(document.starts, fresh.starts, 'starts') ??
    firstDifference(rest(document), rest(fresh), 'memory');
  if (difference !== undefined) assert.fail(`${JSON.stringify(change)}: ${difference}`);
  return { document, now };
}

const rest = ({ memory }: Document): unknown[] => {
  const { states, lookAheads, repaired } = memory.tiling;
  return [states, lookAheads, repaired];
};

const itemAt = ({ items, starts }: Document, at: number): Item =>
  items[starts.findLastIndex((start) => start <= at)] ?? assert.fail();
