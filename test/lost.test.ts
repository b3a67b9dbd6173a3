/* What a template names that is not there: told where it is named, with the name that was probably meant. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Files, isReadWhole, type SourceProblem } from '../server/formats/format.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import { edit } from '../server/formats/syntax/edit.ts';
import { type Analysis, analyse, analyseDocument, locate } from '../server/linter/analysis.ts';

/** `severity "marked" message`. */
const told = ({ source }: Analysis): readonly string[] =>
  source.problems.map((problem: SourceProblem) => {
    const { start, end } = locate(source, problem);
    return `${problem.severity} "${source.document.text.slice(start, end)}" ${problem.message}`;
  });

function toldOf(template: string): readonly string[] {
  const analysis = analyse('template.yaml', template);
  assert.ok(analysis);
  assert.deepEqual(analysis.crashes, []);
  return told(analysis);
}

/** A function with an event, besides APIs and whatever else. */
const withEvent = (
  type: string,
  id: string,
  { transform = 'AWS::Serverless-2016-10-31', condition = '', more = '' } = {},
) =>
  `Transform: ${transform}
Parameters:
  ApiName: { Type: String }
Conditions:
  IsGold: !Equals [a, b]
Resources:
  Shop: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
  Web: { Type: AWS::Serverless::HttpApi, Properties: { StageName: prod } }
  Plain: { Type: AWS::ApiGateway::RestApi, Properties: { Name: plain } }
  Orders:
    Type: AWS::Serverless::Function
    ${condition}
    Properties:
      Events:
        Get: { Type: ${type}, Properties: { Path: /orders, Method: get, ${id} } }
${more}`;

describe('an event at an API', () => {
  test('that is not there is told at the name, with the nearest one', () => {
    assert.deepEqual(toldOf(withEvent('Api', 'RestApiId: !Ref Shp')), [
      'error "!Ref Shp" There is no REST API Shp in this template; did you mean Shop?',
    ]);
    assert.deepEqual(toldOf(withEvent('Api', 'RestApiId: Shp')), [
      'error "Shp" There is no REST API Shp in this template; did you mean Shop?',
    ]);
    assert.deepEqual(toldOf(withEvent('HttpApi', 'ApiId: { Ref: Orderly }')), [
      'error "{ Ref: Orderly }" There is no HTTP API Orderly in this template; there is Web.',
    ]);
    const more = '  Desk: { Type: AWS::Serverless::HttpApi }\n';
    assert.deepEqual(toldOf(withEvent('HttpApi', 'ApiId: !Ref Orderly', { more })), [
      'error "!Ref Orderly" There is no HTTP API Orderly in this template; there are Web, Desk.',
    ]);
    const alone = withEvent('Api', 'RestApiId: !Ref Shp').replace(/^ {2}Shop: .*\n/m, '');
    assert.deepEqual(toldOf(alone), [
      'error "!Ref Shp" There is no REST API Shp in this template; add it, or leave RestApiId out: then SAM makes one.',
    ]);
  });

  test('of the other kind is told where SAM refuses it', () => {
    assert.deepEqual(toldOf(withEvent('Api', 'RestApiId: !Ref Web')), [
      'error "!Ref Web" Web is an HTTP API, and events of type Api are at REST APIs; make it one of type HttpApi, with ApiId.',
    ]);
    assert.deepEqual(toldOf(withEvent('HttpApi', 'ApiId: !Ref Shop')), []);
  });

  test('that is there, or is made for the event, or is named at deployment is nothing to tell', () => {
    for (const id of [
      'RestApiId: !Ref Shop',
      'RestApiId: Shop',
      'RestApiId: !Ref Plain',
      'RestApiId: !Ref ServerlessRestApi',
      'RestApiId: !Ref ApiName',
      'RestApiId: !If [IsGold, !Ref Shop, !Ref Shp]',
      'RestApiId: !ImportValue Shp',
      'RestApiId: !Ref Orders',
    ])
      assert.deepEqual(toldOf(withEvent('Api', id)), [], id);
  });

  test('is looked for whatever its conditions are, as SAM does', () => {
    const condition = 'Condition: IsGold';
    assert.equal(toldOf(withEvent('Api', 'RestApiId: !Ref Shp', { condition })).length, 1);
    const more = '  Shp: { Type: AWS::Serverless::Api, Condition: IsGold, Properties: { StageName: x } }\n';
    assert.deepEqual(toldOf(withEvent('Api', 'RestApiId: !Ref Shp', { more })), []);
  });

  test('may be brought by a macro, a loop or a module', () => {
    for (const others of [
      { transform: '[MakesApis, AWS::Serverless-2016-10-31]' },
      { more: '  Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://bucket/apis.yaml } }\n' },
      { more: '  Fn::ForEach::Apis: [Name, !Ref Names, { "S${Name}": { Type: AWS::Serverless::Api } }]\n' },
      { more: '  Apis: { Type: Our::Apis::MODULE }\n' },
    ])
      assert.deepEqual(toldOf(withEvent('Api', 'RestApiId: !Ref Shp', others)), [], JSON.stringify(others));
    const loop = `  Fn::ForEach::Apis:
    - Name
    - [hp, ales]
    - S\${Name}: { Type: AWS::Serverless::Api, Properties: { StageName: x } }
`;
    const transform = '[AWS::LanguageExtensions, AWS::Serverless-2016-10-31]';
    assert.deepEqual(toldOf(withEvent('Api', 'RestApiId: !Ref Shp', { transform, more: loop })), []);
    assert.deepEqual(toldOf(withEvent('Api', 'RestApiId: !Ref Sorts', { transform, more: loop })), [
      'error "!Ref Sorts" There is no REST API Sorts in this template; there are Shop, Shp, Sales.',
    ]);
  });

  test('in functions of a loop is told once where all of them say it', () => {
    const more = `  Fn::ForEach::Functions:
    - Name
    - [A, B]
    - Fn\${Name}:
        Type: AWS::Serverless::Function
        Properties:
          Events:
            One: { Type: Api, Properties: { Path: /one, Method: get, RestApiId: !Ref Shp } }
            Two: { Type: Api, Properties: { Path: /two, Method: get, RestApiId: !Ref "Api\${Name}" } }
`;
    assert.deepEqual(
      toldOf(withEvent('Api', 'RestApiId: !Ref Shop', { more })).map((one) => one.replace(/ in this template.*/, '')),
      [
        'error "!Ref Shp" There is no REST API Shp',
        'error "!Ref "Api${Name}"" There is no REST API ApiA',
        'error "!Ref "Api${Name}"" There is no REST API ApiB',
      ],
    );
  });

  test('is found again as the template is typed: what is said is what is said of the whole text', () => {
    const first = withEvent('Api', 'RestApiId: !Ref Shp');
    let text = first;
    let document = parseDocument(text);
    let analysis = analyseDocument('template.yaml', document);
    const said: (readonly string[])[] = [];
    const replace = (from: string, to: string): void => {
      const start = text.indexOf(from);
      assert.ok(start >= 0, from);
      const change = { start, end: start + from.length, newText: to };
      text = text.slice(0, start) + to + text.slice(change.end);
      document = edit(document, change).document;
      analysis = analyseDocument('template.yaml', document, undefined, undefined, analysis);
      assert.ok(analysis);
      assert.deepEqual(told(analysis), toldOf(text), text);
      said.push(told(analysis));
    };
    replace('  Shop: {', '  Shp: {');
    replace('  Shp: {', '  Ship: {');
    replace('  Plain: {', '  Shp: {');
    replace('  Shp: {', '  Plain: {');
    replace('  ApiName:', '  Shp:');
    replace('  Shp:', '  ApiName:');
    replace('!Ref Shp', '!Ref Ship.Stage');
    replace('!Ref Ship.Stage', '!Ref ShipprodStage');
    replace('!Ref ShipprodStage', '!Ref Web');
    assert.deepEqual(
      said.map((one) => one.length),
      [0, 1, 0, 1, 0, 1, 0, 0, 1],
    );
  });
});

describe('a file', () => {
  const files: Files = {
    read: (_from, path) =>
      path.endsWith('shop.yaml')
        ? { file: path, document: parseDocument('openapi: 3.0.1\npaths: {}\n') }
        : path.startsWith('..')
          ? { why: 'lies elsewhere', severity: 'hint' }
          : path.startsWith('unseen')
            ? { why: 'cannot be seen' }
            : { why: 'is not there', severity: 'information' },
  };
  const named = (text: string, seen: Files | undefined = files): readonly string[] => {
    const analysis = analyse('template.yaml', text, undefined, undefined, seen);
    assert.ok(analysis);
    assert.equal(isReadWhole(analysis.source), true, 'what is not there stands in no fix’s way');
    return told(analysis);
  };
  const api = (properties: string, type = 'AWS::Serverless::Api', globals = '{}'): string =>
    `Transform: AWS::Serverless-2016-10-31\nGlobals: ${globals}\nResources:\n  Shop:\n    Type: ${type}\n    Properties: { ${properties} }\n`;

  test('that cannot be read is told where it is named', () => {
    for (const [text, marked] of [
      [api('DefinitionUri: ./gone.yaml'), './gone.yaml'],
      [api('DefinitionUri: ./gone.yaml', 'AWS::Serverless::HttpApi'), './gone.yaml'],
      [api('StageName: prod', 'AWS::Serverless::Api', '{ Api: { DefinitionUri: gone.yaml } }'), 'gone.yaml'],
      [api('TemplateURL: gone.yaml', 'AWS::CloudFormation::Stack'), 'gone.yaml'],
      [api('Location: "gone.yaml"', 'AWS::Serverless::Application'), '"gone.yaml"'],
      [api('DefinitionBody: !Transform { Name: AWS::Include, Parameters: { Location: gone.yaml } }'), 'gone.yaml'],
      [api('Fn::Transform: { Name: AWS::Include, Parameters: { Location: gone.yaml } }, StageName: a'), 'gone.yaml'],
    ] as const)
      assert.deepEqual(named(text), [`information "${marked}" ${marked.replaceAll('"', '')} is not there.`], text);
    assert.deepEqual(named(api('DefinitionUri: ../shop-api.yaml')), [
      'hint "../shop-api.yaml" ../shop-api.yaml lies elsewhere.',
    ]);
  });

  test('that can be read, or lies in the cloud, or is named at deployment or by another tool is nothing to tell', () => {
    for (const location of [
      'shop.yaml',
      'unseen.yaml',
      's3://bucket/gone.yaml',
      'https://bucket.s3.amazonaws.com/gone.yaml',
      '!Sub "${Bucket}/gone.yaml"',
      '!Ref Location',
      '{ Bucket: bucket, Key: gone.yaml }',
      '"${self:custom.api}"',
      '"{{ api }}"',
      '__API__',
    ])
      assert.deepEqual(named(api(`DefinitionUri: ${location}`)), [], location);
    assert.deepEqual(named(api('DefinitionUri: gone.yaml', 'AWS::Serverless::StateMachine')), []);
    assert.deepEqual(named(api('DefinitionUri: gone.yaml').replace('AWS::Serverless-2016-10-31', 'Other')), []);
    const unseen = analyse('template.yaml', api('DefinitionUri: gone.yaml'));
    assert.ok(unseen);
    assert.deepEqual(told(unseen), []);
  });

  test('is why something is not known', () => {
    const analysis = analyse(
      'template.yaml',
      api('StageName: prod, AccessLogSetting: !Transform { Name: AWS::Include, Parameters: { Location: gone.yaml } }'),
      undefined,
      undefined,
      files,
    );
    assert.deepEqual(
      analysis?.undecided.filter(({ rule }) => rule === 'apigw-access-logs-disabled').map(({ why }) => why),
      ['gone.yaml is not there'],
    );
  });
});
