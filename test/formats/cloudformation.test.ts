// What a property says before deployment, for every intrinsic function and odd corner of a template.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cell, list, nested, ref, resource, text, texts, type Value } from '../../rules/kit/index.ts';
import { readCloudFormation } from '../../server/formats/cloudformation/read.ts';
import { parseDocument } from '../../server/formats/syntax/document.ts';
import { analyse } from '../../server/linter/analysis.ts';
import { Graph } from '../../server/linter/graph.ts';
import { atomsOf, Look } from '../../server/linter/look.ts';
import { outOfTheBox } from '../../server/linter/settings.ts';
import { anyWorld, assume } from '../../server/linter/world.ts';

/** A row with one property of each kind, so that reading is all that is tested. */
const Thing = resource('Thing', {
  noun: 'thing',
  about: '',
  doc: '',
  forms: [{ type: 'Test::Thing', dialect: 'cfn' }],
  identity: ['Ref'],
  properties: {
    value: text({ cfn: 'Value' }),
    values: texts({ cfn: 'Values' }),
    parts: list({ value: text({ cfn: 'Value' }) }, { cfn: 'Parts' }),
    inner: nested({ value: text({ cfn: 'A.B' }) }, { cfn: 'Inner' }),
    attribute: text({ cfn: 'Attributes[Key=x.y].Value' }),
    other: ref('LoadBalancer', { cfn: 'Other' }),
  },
});

const preamble = `
Parameters:
  Late: { Type: String }
  Stage: { Type: String, Default: prod }
  Many: { Type: CommaDelimitedList, Default: 'a, b' }
  Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /a/name }
Mappings:
  Sizes:
    prod: { size: large, zones: [a, b] }
    test: { size: small, zones: [a] }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
`;

function graphOf(resources: string, before = preamble): Graph {
  return new Graph([readCloudFormation('t.yaml', parseDocument(before + resources))], [Thing]);
}

/** `value` of the thing, in the world where IsProd is `isProd`, or nothing is said of it. */
function read(written: string, property: 'value' | 'values' | 'attribute' = 'value', isProd?: boolean): string {
  const key = { value: 'Value', values: 'Values', attribute: 'Attributes' }[property];
  const graph = graphOf(`  T:\n    Type: Test::Thing\n    Properties:\n      ${key}: ${written}\n`);
  return shown(graph, property, isProd);
}

function shown(graph: Graph, property: string, isProd?: boolean): string {
  const [entry] = graph.all('Thing');
  assert.ok(entry);
  const open = new Look(graph, anyWorld);
  const { notes } = open.noting(() => show(open.view(entry) as never, property));
  const [atom] = atomsOf(notes).values();
  const look = isProd === undefined || !atom ? open : open.in(assume(anyWorld, { ...atom, is: isProd === atom.is }));
  return show(look.view(entry) as never, property);
}

function show(view: Record<string, Value<unknown>>, property: string): string {
  const found = view[property]?.[cell];
  if (!found) return 'no such property';
  if (found.state === 'absent') return 'absent';
  if (found.state === 'unknown') return `unknown: ${found.why}`;
  const value = Array.isArray(found.value)
    ? `[${found.value.map((item: Value<unknown>) => (item[cell].state === 'known' ? item[cell].value : item[cell].state)).join(', ')}]`
    : String(found.value);
  return found.assumes.length > 0 ? `${value} (assumes ${[...new Set(found.assumes)].join(', ')})` : value;
}

describe('a value is', () => {
  const cases: readonly (readonly [written: string, value: string])[] = [
    ['plain', 'plain'],
    ['"quoted"', 'quoted'],
    ['80', '80'],
    ['!Ref AWS::NoValue', 'absent'],
    ['{ Ref: "AWS::NoValue" }', 'absent'],
    ['~', 'absent'],
    ['!Ref Late', 'unknown: parameter Late has no default'],
    ['!Ref Stage', 'prod (assumes Stage)'],
    ['{ Ref: Stage }', 'prod (assumes Stage)'],
    ['!Ref Stored', 'unknown: parameter Stored is read from Parameter Store'],
    ['!Ref AWS::Region', 'unknown: AWS::Region is known at deployment'],
    ['!Sub "${Stage}-app"', 'prod-app (assumes Stage)'],
    ['{ "Fn::Sub": "${Stage}-app" }', 'prod-app (assumes Stage)'],
    ['!Sub ["${Name}-app", { Name: !Ref Stage }]', 'prod-app (assumes Stage)'],
    ['!Sub "${!Stage}"', '${Stage}'],
    ['!Sub "${AWS::Region}-app"', 'unknown: it is put together at deployment'],
    ['!Join ["-", [a, b]]', 'a-b'],
    ['!Join ["-", [a, !Ref "AWS::NoValue", b]]', 'a-b'],
    ['!Join ["-", !Ref Many]', 'a-b (assumes Many)'],
    ['!Join ["", [a, !Ref Late]]', 'unknown: it is put together at deployment'],
    ['!Select [1, [a, b]]', 'b'],
    ['!Select ["1", !Split [",", "a,b"]]', 'b'],
    ['!Select [1, !Ref Many]', 'b (assumes Many)'],
    ['!Select [7, [a, b]]', 'unknown: the list that is selected from is not known'],
    ['!FindInMap [Sizes, prod, size]', 'large'],
    ['!FindInMap [Sizes, !Ref Stage, size]', 'large (assumes Stage)'],
    ['!FindInMap [Sizes, !Ref Late, size]', 'unknown: parameter Late has no default'],
    ['!FindInMap [Sizes, staging, size]', 'unknown: !FindInMap finds nothing that is written'],
    ['!Select [1, !FindInMap [Sizes, prod, zones]]', 'b'],
    ['{ "Fn::Length": [a, b] }', '2'],
    ['!Length [a, b, c]', '3'],
    ['{ "Fn::ToJsonString": { a: [1, "x"] } }', '{"a":[1,"x"]}'],
    ['!ImportValue x', 'unknown: !ImportValue is resolved at deployment'],
    ['!GetAtt Other.Thing', 'unknown: it is put together at deployment'],
    ['"{{resolve:ssm:/a/b}}"', 'unknown: a dynamic reference is resolved at deployment'],
    ['!If [IsProd, a, b]', 'unknown: IsProd decides it'],
    ['!Base64 !Sub x', 'unknown: !Base64 !Sub on one value cannot be read'],
    ['!Unheard x', 'unknown: !Unheard is resolved at deployment'],
    ['{ a: 1 }', 'unknown: this is no value'],
  ];
  for (const [written, value] of cases) test(`${written} → ${value}`, () => assert.equal(read(written), value));
});

test('a condition decides between its branches, once it is assumed', () => {
  assert.equal(read('!If [IsProd, a, b]', 'value', true), 'a');
  assert.equal(read('!If [IsProd, a, b]', 'value', false), 'b');
  assert.equal(read('!If [IsProd, a, !Ref AWS::NoValue]', 'value', false), 'absent');
  assert.equal(read('!Join ["-", [x, !If [IsProd, a, b]]]', 'value', true), 'x-a');
});

test('a list keeps its items, each with a state of its own', () => {
  assert.equal(read('[a, !Ref Late, !Ref "AWS::NoValue"]', 'values'), '[a, unknown]');
  assert.equal(read('!Ref Many', 'values'), '[a, b] (assumes Many)');
  assert.equal(read('!Ref Late', 'values'), 'unknown: parameter Late has no default');
});

test('an attribute is picked from its list by its key', () => {
  assert.equal(read('[{ Key: a.b, Value: 1 }, { Key: x.y, Value: 2 }]', 'attribute'), '2');
  assert.equal(read('[{ Key: a.b, Value: 1 }]', 'attribute'), 'absent');
  assert.equal(read('[{ Key: !Ref Late, Value: 1 }]', 'attribute'), 'unknown: the key of an entry is not known');
  assert.equal(read('[!If [IsProd, { Key: x.y, Value: 2 }, !Ref "AWS::NoValue"]]', 'attribute', true), '2');
});

test('a merge key or a macro inside makes what is not written unknown', () => {
  const open = (extra: string) => shown(graphOf(`  T: { Type: Test::Thing, Properties: { ${extra} } }\n`), 'value');
  assert.equal(open('A: 1'), 'absent');
  assert.equal(open('<<: { Value: 1 }'), 'unknown: a merge key may bring more');
  assert.equal(open('Fn::Transform: { Name: X }, B: 1'), 'unknown: a macro may bring more');
});

test('an alias stands for what its anchor holds', () => {
  const text =
    '  A: &a\n    Type: Test::Other\n    Properties: &p { Value: shared }\n  T: { Type: Test::Thing, Properties: *p }\n';
  assert.equal(shown(graphOf(text), 'value'), 'shared');
  assert.equal(
    shown(graphOf('  T: { Type: Test::Thing, Properties: *nowhere }\n'), 'value'),
    'unknown: there is no anchor nowhere',
  );
});

test('aliases inside aliases inside aliases stay small', () => {
  const lines = ['  L0: &l0 { Value: [x] }'];
  for (let i = 1; i < 30; i++)
    lines.push(`  L${i}: &l${i} { Value: [*l${i - 1}, *l${i - 1}, *l${i - 1}, *l${i - 1}] }`);
  const text = `${lines.join('\n')}\n  T: { Type: Test::Thing, Properties: *l29 }\n`;
  assert.equal(shown(graphOf(text), 'value'), 'unknown: this is no value');
});

test('a circle of aliases ends', () => {
  const text = '  T: { Type: Test::Thing, Properties: { Value: !Join ["", &a [x, *a]] } }\n';
  assert.match(shown(graphOf(text), 'value'), /^unknown/);
});

describe('a loop', () => {
  const looped = (body: string) =>
    graphOf(
      body,
      'Transform: AWS::LanguageExtensions\nParameters: { Names: { Type: CommaDelimitedList } }\nResources:\n',
    );

  test('over a list that is written makes a resource a turn', () => {
    const graph = looped(`
  Fn::ForEach::Things:
    - Name
    - [One, Two]
    - Thing\${Name}: { Type: Test::Thing, Properties: { Value: !Sub 'is \${Name}', Values: [!Ref Name] } }
`);
    const things = graph.all('Thing');
    assert.deepEqual(
      things.map(({ name }) => name),
      ['ThingOne', 'ThingTwo'],
    );
    const look = new Look(graph, anyWorld);
    assert.deepEqual(
      things.map((entry) => show(look.view(entry) as never, 'value')),
      ['is One', 'is Two'],
    );
    assert.deepEqual(
      things.map((entry) => show(look.view(entry) as never, 'values')),
      ['[One]', '[Two]'],
    );
    assert.ok(
      things.every(({ resource }) => resource.sealed !== undefined),
      'no fix is written into a loop',
    );
  });

  test('over a parameter makes who knows what', () => {
    const graph = looped('  Fn::ForEach::Things: [Name, !Ref Names, { "T${Name}": { Type: Test::Thing } }]\n');
    assert.equal(graph.all('Thing').length, 0);
    assert.deepEqual(
      graph.sources[0]?.openings.map(({ why }) => why),
      ['Fn::ForEach::Things loops over a list that is not known'],
    );
  });
});

test('a resource that is there twice stays two, with a problem at the second', () => {
  const graph = graphOf(
    '  T: { Type: Test::Thing, Properties: { Value: 1 } }\n  T: { Type: Test::Thing, Properties: { Value: 2 } }\n',
  );
  assert.equal(graph.all('Thing').length, 2);
  assert.match(graph.sources[0]?.problems.map(({ message }) => message).join() ?? '', /^T is there twice/);
});

test('what a macro over the whole template could change is unknown when it is not written', () => {
  const graph = graphOf('  T: { Type: Test::Thing, Properties: {} }\n', 'Transform: Company::Macro\nResources:\n');
  assert.equal(shown(graph, 'value'), 'unknown: Company::Macro may change anything');
});

test('a template that the CDK has synthesised is told by its metadata', () => {
  const source = (resource: string) => readCloudFormation('t.json', parseDocument(`{"Resources": {"A": ${resource}}}`));
  assert.equal(source('{"Type": "Test::Thing"}').readOnly, undefined);
  assert.match(source('{"Type": "AWS::CDK::Metadata"}').readOnly ?? '', /CDK/);
  assert.match(source('{"Type": "Test::Thing", "Metadata": {"aws:cdk:path": "a/b"}}').readOnly ?? '', /CDK/);
});

test('JSON and YAML of the same template read the same', () => {
  const json =
    '{"Resources": {"T": {"Type": "Test::Thing", "Properties": {"Value": {"Fn::Join": ["-", ["a", "b"]]}}}}}';
  assert.equal(shown(graphOf(json, ''), 'value'), 'a-b');
});

test('a condition that is half typed says nothing yet, and is read', () => {
  for (const written of ['!Not', '!And', '!Or', '!Not IsProd', '!Equals', '!Not [!Not ]']) {
    const text = `Parameters: { Env: { Type: String } }\nConditions:\n  Is: ${written}\nResources:\n  Alb:\n    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n    Condition: Is\n`;
    const given = new Map([['Env', { text: 'prod', by: 'samconfig.toml' }]]);
    for (const settings of [outOfTheBox, { ...outOfTheBox, given }])
      assert.deepEqual(analyse('half.yaml', text, settings)?.crashes, [], written);
  }
});
