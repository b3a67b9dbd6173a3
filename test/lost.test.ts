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
    const typed = typing(withEvent('Api', 'RestApiId: !Ref Shp'));
    assert.deepEqual(
      [
        typed('  Shop: {', '  Shp: {'),
        typed('  Shp: {', '  Ship: {'),
        typed('  Plain: {', '  Shp: {'),
        typed('  Shp: {', '  Plain: {'),
        typed('  ApiName:', '  Shp:'),
        typed('  Shp:', '  ApiName:'),
        typed('!Ref Shp', '!Ref Ship.Stage'),
        typed('!Ref Ship.Stage', '!Ref ShipprodStage'),
        typed('!Ref ShipprodStage', '!Ref Web'),
      ].map((one) => one.length),
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
      analysis
        ?.undecided()
        .filter(({ rule }) => rule === 'apigw-access-logs-disabled')
        .map(({ why }) => why),
      ['gone.yaml is not there'],
    );
  });
});

describe('a $ref in the description of a REST API', () => {
  const description = (ref: string, more = ''): string => `
        openapi: 3.0.1
        paths:
          /orders:
            post:
              requestBody: { content: { application/json: { schema: { $ref: ${ref} } } } }
              responses: { default: { $ref: '#/components/responses/Done' } }
        components:
          schemas: { Order: { type: object, properties: { id: { type: string } } }, Customer: { type: object } }
          responses: { Done: { description: done } }
          ${more}`;
  const api = (
    body: string,
    { type = 'AWS::ApiGateway::RestApi', properties = '', others = '', globals = '{}' } = {},
  ) =>
    `Globals: ${globals}
Resources:
  Shop:
    Type: ${type}
    Properties:
      ${properties}
      ${type === 'AWS::Serverless::Api' ? 'DefinitionBody' : 'Body'}:${body}
${others}`;
  const lost = (severity = 'warning'): readonly string[] => [
    `${severity} "'#/components/schemas/Ordr'" #/components/schemas/Ordr leads nowhere in this description; did you mean Order?`,
  ];
  const broken = description("'#/components/schemas/Ordr'");

  test('that leads nowhere is told where it stands, with the nearest name', () => {
    assert.deepEqual(toldOf(api(broken)), lost());
    assert.deepEqual(toldOf(api(broken, { type: 'AWS::Serverless::Api' })), lost());
    for (const [ref, message] of [
      ['#/components/schemas/Invoice', 'add what is meant, or correct the name.'],
      ['#/definitions/Order', 'did you mean #/components/schemas/Order?'],
      ['#/components/parameters/Page', 'add what is meant, or correct the name.'],
      ['#/components/responses/Dnoe', 'did you mean Done?'],
    ] as const)
      assert.deepEqual(toldOf(api(description(`'${ref}'`))), [
        `warning "'${ref}'" ${ref} leads nowhere in this description; ${message}`,
      ]);
  });

  test('fails the deployment where warnings do', () => {
    assert.deepEqual(toldOf(api(broken, { properties: 'FailOnWarnings: true' })), lost('error'));
    assert.deepEqual(toldOf(api(broken, { properties: 'Mode: overwrite' })), lost());
  });

  test('that leads somewhere, or out of the description, or is no pointer is nothing to tell', () => {
    for (const ref of [
      "'#/components/schemas/Order'",
      "'#/components/schemas/Order/properties/id'",
      "'#/components/schemas/Empty'",
      "'https://apigateway.amazonaws.com/restapis/abc/models/Ordr'",
      "'shop.yaml#/components/schemas/Ordr'",
      "'#/paths/~1orders/get'",
      '!Sub "#/components/schemas/${Model}"',
      '{ type: string }',
    ])
      assert.deepEqual(toldOf(api(description(ref))), [], ref);
    const escaped = description("'#/components/schemas/a~1b%20c'").replace('Customer:', '"a/b c":');
    assert.deepEqual(toldOf(api(escaped)), []);
    const asData = description(
      "'#/components/schemas/Order'",
      "examples: { one: { value: { $ref: '#/definitions/X' } } }",
    );
    assert.deepEqual(toldOf(api(asData)), []);
    const ownParts = broken.replace('{ $ref:', '{ definitions: { Ordr: {} }, $ref:');
    assert.deepEqual(toldOf(api(ownParts)), []);
  });

  test('may lead to what comes at deployment', () => {
    const include = '"Fn::Transform": { Name: AWS::Include, Parameters: { Location: s3://bucket/models.yaml } }';
    for (const [body, around] of [
      [broken.replace('schemas: {', `schemas: { ${include},`), {}],
      [broken.replace('schemas: {', 'schemas: { <<: *more,'), {}],
      [broken.replace(/schemas: .*/, 'schemas: !If [IsGold, {}, { Ordr: {} }]'), {}],
      [broken.replace('openapi: 3.0.1', include), {}],
      [broken, { properties: include }],
      [broken, { properties: 'Mode: merge' }],
      [broken, { properties: 'CloneFrom: abc' }],
      [broken, { others: '  Ordr: { Type: AWS::ApiGateway::Model, Properties: { RestApiId: !Ref Shop } }\n' }],
      [broken, { others: '  Fn::Transform: Macro\n' }],
      [broken, { type: 'AWS::Serverless::Api', properties: 'Models: { Ordr: {} }' }],
      [broken, { type: 'AWS::Serverless::Api', globals: '{ Api: { Models: { Ordr: {} } } }' }],
      [broken, { type: 'AWS::ApiGatewayV2::Api' }],
    ] as const)
      assert.deepEqual(toldOf(api(body, around)), [], api(body, around));
    assert.deepEqual(toldOf(`Transform: Macro\n${api(broken)}`), []);
  });

  test('in a file is told where the file is named, with the line', () => {
    const text = broken.replaceAll(/^ {8}/gm, '').trimStart();
    const files: Files = { read: (_from, path) => ({ file: path, document: parseDocument(text) }) };
    const inFile = '#/components/schemas/Ordr in line 5 of shop.yaml leads nowhere in it; did you mean Order?';
    for (const [type, properties] of [
      ['AWS::Serverless::Api', 'DefinitionUri: shop.yaml'],
      [
        'AWS::Serverless::Api',
        'DefinitionBody: !Transform { Name: AWS::Include, Parameters: { Location: shop.yaml } }',
      ],
      [
        'AWS::ApiGateway::RestApi',
        'Body: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: shop.yaml } } }',
      ],
    ]) {
      const template = `Resources:\n  Shop: { Type: ${type}, Properties: { ${properties} } }\n`;
      const analysis = analyse('template.yaml', template, undefined, undefined, files);
      assert.ok(analysis);
      assert.deepEqual(told(analysis), [`warning "shop.yaml" ${inFile}`], properties);
    }
  });

  test('in JSON, too', () => {
    const body = {
      openapi: '3.0.1',
      paths: { '/': { $ref: '#/components/schemas/Ordr' } },
      components: { schemas: { Order: {} } },
    };
    const template = { Resources: { Shop: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: body } } } };
    assert.deepEqual(toldOf(JSON.stringify(template, undefined, 2)), [lost()[0]?.replaceAll("'", '"')]);
    assert.deepEqual(toldOf(JSON.stringify(template)), [lost()[0]?.replaceAll("'", '"')]);
  });

  test('is found again as the template is typed', () => {
    const typed = typing(api(broken, { others: '  Other: { Type: AWS::SNS::Topic }\n' }));
    assert.deepEqual(
      [
        typed("'#/components/schemas/Ordr'", "'#/components/schemas/Order'"),
        typed('schemas: { Order:', 'schemas: { Ordr:'),
        typed("'#/components/schemas/Order'", "'#/components/schemas/Ordr'"),
        typed('schemas: { Ordr:', 'schemas: { Orders:'),
        typed('AWS::SNS::Topic', 'AWS::ApiGateway::Model'),
        typed('AWS::ApiGateway::Model', 'AWS::SNS::Topic'),
        typed('  Shop:', '  Store:'),
        typed('Globals: {}', 'Globals: { Api: { Models: {} } }'),
      ].map((one) => one.length),
      [0, 1, 0, 1, 0, 1, 1, 0],
    );
  });
});

/** Somebody types in the template: what is said after each change, which is what is said of the whole text. */
function typing(first: string): (from: string, to: string) => readonly string[] {
  let text = first;
  let document = parseDocument(text);
  let analysis = analyseDocument('template.yaml', document);
  return (from, to) => {
    const start = text.indexOf(from);
    assert.ok(start >= 0, from);
    const change = { start, end: start + from.length, newText: to };
    text = text.slice(0, start) + to + text.slice(change.end);
    document = edit(document, change).document;
    analysis = analyseDocument('template.yaml', document, undefined, undefined, analysis);
    assert.ok(analysis);
    assert.deepEqual(told(analysis), toldOf(text), text);
    return told(analysis);
  };
}
