import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MadeHere, madeAt } from '../server/features/made-rows.ts';
import { rowAt } from '../server/features/rows.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import { analyseDocument } from '../server/linter/analysis.ts';
import { outOfTheBox } from '../server/linter/settings.ts';

/** What the text at the one place that is marked with `‸` becomes, and the text it stands on. */
function at(marked: string): { readonly rows: readonly string[]; readonly on: string } | undefined {
  const offset = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const document = parseDocument(text);
  const analysis = analyseDocument('template.yaml', document, outOfTheBox, []);
  if (!analysis) return undefined;
  assert.equal(rowAt(document, offset), undefined, 'the model does not know it as it is written');
  const here = madeAt(analysis, offset);
  return here && { rows: words(here), on: text.slice(here.span.start, here.span.end) };
}

const words = ({ rows, becomes }: MadeHere): readonly string[] => [
  ...(becomes ? [`${becomes.type} → ${becomes.types.join(', ')}`] : []),
  ...rows.map(({ row, property, called }) =>
    property ? `${called}, ${property.kind} of ${row.name}` : `${called}, a ${row.name}`,
  ),
];

/** The only row there. */
const only = (marked: string): string | undefined => {
  const { rows = [] } = at(marked) ?? {};
  assert.ok(rows.length <= 1, rows.join(' / '));
  return rows[0];
};

const shop = (line: string) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      ${line}
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 20
      Events:
        GetOrders:
          Type: Api
          Properties: { RestApiId: !Ref Shop, Path: /orders, Method: get }`;

test('a property of SAM has the row of what it becomes, on the key and on the value', () => {
  assert.deepEqual(at(shop('').replace('Timeout', 'Time‸out')), {
    rows: ['Timeout, number of LambdaFunction'],
    on: 'Timeout',
  });
  assert.deepEqual(at(shop('').replace('t: 20', 't: 2‸0')), { rows: ['Timeout, number of LambdaFunction'], on: '20' });
  assert.equal(only(shop('').replace('StageName: prod', 'StageName: pr‸od')), 'StageName, text of Stage');
  assert.equal(only(shop('Access‸LogSetting: {}')), 'AccessLogSetting, nested of Stage');
  assert.equal(only(shop('AccessLogSetting: { Form‸at: x }')), 'Format, text of Stage');
  assert.equal(only(shop('EndpointConfiguration: { Type: REG‸IONAL }')), 'Type, texts of Api');
  assert.equal(only(shop('EndpointConfiguration: REG‸IONAL')), 'EndpointConfiguration, texts of Api');
  assert.equal(
    only(shop('AccessLogSetting: !If [Quiet, !Ref AWS::NoValue, { Form‸at: x }]')),
    'Format, text of Stage',
    'both branches are where the condition is',
  );
});

test('what stands in a list has the row of an item', () => {
  assert.equal(only(shop('Method‸Settings: [{ ThrottlingRateLimit: 5 }]')), 'MethodSettings, list of Stage');
  assert.equal(only(shop('MethodSettings: [{ ThrottlingRate‸Limit: 5 }]')), 'ThrottlingRateLimit, number of Stage');
});

test('what nobody knows has no row', () => {
  for (const line of [
    'Tracing‸Enabled: true',
    'Colour: r‸ed',
    'AccessLogSetting: { Colour: r‸ed }',
    'MethodSettings: [{ Colour: r‸ed }]',
    'Co‸rs: "*"', // it brings routes along, and is none
    'StageName: prod # the ‸shop',
  ])
    assert.equal(at(shop(line)), undefined, line);
  assert.equal(at(shop('').replace('Properties:\n', 'Proper‸ties:\n')), undefined, 'that would be all there is');
  assert.equal(at(shop('').replace('Events', 'Ev‸ents')), undefined);
});

test('a resource says what it becomes, on the name and on the type', () => {
  const api = [
    'AWS::Serverless::Api → AWS::ApiGateway::RestApi, AWS::ApiGateway::Deployment, AWS::ApiGateway::Stage',
    'AWS::ApiGateway::RestApi, a Api',
    'AWS::ApiGateway::Deployment, a Deployment',
    'AWS::ApiGateway::Stage, a Stage',
  ];
  assert.deepEqual(at(shop('').replace('Shop:', 'Sh‸op:')), { rows: api, on: 'Shop' });
  assert.deepEqual(at(shop('').replace('::Api', '::A‸pi')), { rows: api, on: 'AWS::Serverless::Api' });
  const other = (type: string) => `Resources:\n  It:\n    Type: AWS::Serverless::${type}‸\n`;
  assert.deepEqual(at(other('Function'))?.rows, [
    'AWS::Serverless::Function → AWS::Lambda::Function',
    'AWS::Lambda::Function, a LambdaFunction',
  ]);
  assert.deepEqual(at(other('HttpApi'))?.rows, [
    'AWS::Serverless::HttpApi → AWS::ApiGatewayV2::Api, AWS::ApiGatewayV2::Stage',
    'AWS::ApiGatewayV2::Api, a Api',
    'AWS::ApiGatewayV2::Stage, a Stage',
  ]);
  assert.equal(at(other('SimpleTable')), undefined);
});

test('what a function brings with an event is no part of what it becomes, where it is an API that nobody wrote', () => {
  const template = `Resources:
  Orders:
    Type: AWS::Serverless::Func‸tion
    Properties:
      Events:
        Get: { Type: Api, Properties: { Path: /orders, Method: get } }`;
  assert.deepEqual(at(template)?.rows[0], 'AWS::Serverless::Function → AWS::Lambda::Function, AWS::Lambda::Permission');
});

const event = (type: string, ...lines: readonly string[]) => `Resources:
  Fast:
    Type: AWS::Serverless::HttpApi
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Other: { Type: ${type}, Properties: { Path: /other, Method: any } }
        Get:
          Type: ${type}
          Properties:
            Path: /orders/{id}
            Method: GET
            ${lines.join('\n            ')}`;

test('an event is a route: it has the rows of that, and of what answers there', () => {
  for (const type of ['Api', 'HttpApi']) {
    const here = (line: string) => only(event(type, line));
    assert.equal(here('TimeoutIn‸Millis: 5000'), 'TimeoutInMillis, number of Integration');
    assert.equal(only(event(type).replace('Path: /orders', 'Pa‸th: /orders')), 'Path, text of Route');
    assert.equal(only(event(type).replace('GET', 'G‸ET')), 'Method, text of Route');
    assert.deepEqual(at(event(type).replace('Get', 'G‸et')), { rows: ['GET /orders/{id}, a Route'], on: 'Get' });
    assert.equal(here('Au‸thorizer: Users'), undefined, 'it belongs below Auth');
  }
  assert.equal(only(event('HttpApi', 'Api‸Id: !Ref Fast')), 'ApiId, ref of Route');
  assert.equal(only(event('Schedule', 'TimeoutIn‸Millis: 5000')), undefined, 'no API has such an event');
  assert.equal(
    only(event('Api', 'RestApiId: !Ref Lost', 'TimeoutIn‸Millis: 5000')),
    undefined,
    'nor is there that API',
  );
});

test('whom an event lets in has the rows of a method, which has words of its own for it', () => {
  const auth = (line: string) => event('Api', 'Auth:', `  ${line}`);
  assert.equal(only(auth('Author‸izer: Users')), 'Authorizer, ref of Route');
  assert.equal(only(auth('ApiKey‸Required: true')), 'ApiKeyRequired, flag of Route');
  assert.equal(only(auth('AuthorizationScopes: [sh‸op]')), 'AuthorizationScopes, texts of Route');
  assert.equal(only(auth('InvokeRole: N‸ONE')), undefined);
  assert.deepEqual(at(auth('Authorizer: Users').replace('Auth:', 'Au‸th:')), {
    rows: [
      'Auth.Authorizer, ref of Route',
      'Auth.AuthorizationScopes, texts of Route',
      'Auth.ApiKeyRequired, flag of Route',
    ],
    on: 'Auth',
  });
});

test('what Globals says has the row of what it is said of', () => {
  const globals = (section: string, line: string) => `Globals:\n  ${section}:\n    ${line}\n`;
  const timeout = globals('Function', 'Time‸out: 20');
  assert.equal(
    only(`${timeout}Resources:\n  A: { Type: AWS::Serverless::Function }\n`),
    'Timeout, number of LambdaFunction',
  );
  assert.equal(only(`${timeout}Resources:\n  A: { Type: AWS::Serverless::Api }\n`), undefined, 'there is no function');
  const settings = globals('Api', 'MethodSettings: [{ Throttling‸RateLimit: 5 }]');
  assert.equal(only(settings + shop('')), 'ThrottlingRateLimit, number of Stage');
  assert.equal(only(settings + event('Api')), 'ThrottlingRateLimit, number of Stage', 'of the API that events bring');
  assert.equal(
    only(`${globals('HttpApi', 'DefaultRoute‸Settings: {}')}${event('HttpApi')}`),
    'DefaultRouteSettings, nested of Stage',
  );
  assert.equal(only(globals('Function', 'Method‸Settings: []') + shop('')), undefined, 'a function has none');
  assert.equal(only(globals('Func‸tion', 'Timeout: 20') + shop('')), undefined);
  assert.equal(at(globals('A‸pi', 'MethodSettings: []') + event('Api')), undefined);
});

test('authorizers are security schemes, and operations of a body that the user wrote are routes', () => {
  const api = (line: string) => `Resources:
  Fast:
    Type: AWS::Serverless::HttpApi
    Properties:
      ${line}`;
  const authorizer = 'Auth: { Authorizers: { Users: { FunctionArn: "", Identity: { ReauthorizeEvery: 5 } } } }';
  assert.equal(only(api(authorizer.replace('Users', 'Us‸ers'))), 'Users, a Authorizer');
  assert.equal(only(api(authorizer.replace('5', '‸5'))), 'ReauthorizeEvery, number of Authorizer');
  const body =
    'DefinitionBody: { paths: { /orders: { get: { x-amazon-apigateway-integration: { timeoutInMillis: 5 } } } } }';
  assert.equal(only(api(body.replace('Millis: 5', 'Millis: ‸5'))), 'timeoutInMillis, number of Integration');
  assert.equal(only(api(body.replace('get:', 'g‸et:'))), 'GET /orders, a Route');
  assert.equal(only(api('DefinitionBody: { paths: { /: { get: { secur‸ity: [] } } } }')), 'security, texts of Route');
  const both = event('HttpApi', 'ApiId: !Ref Fast', 'TimeoutIn‸Millis: 5').replace('/{id}', '');
  assert.equal(
    only(both.replace('::HttpApi\n', `::HttpApi\n    Properties: { ${body} }\n`)),
    'TimeoutInMillis, number of Integration',
    'the event adds to it',
  );
});

test('JSON has the same rows, be it on one line', () => {
  const template = (timeout: string) => ({
    Resources: {
      Orders: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          Timeout: 20,
          Events: { Get: { Type: 'Api', Properties: { Path: '/', Method: 'get', [timeout]: 5000 } } },
        },
      },
    },
    Globals: { Api: { AccessLogSetting: { Format: 'x' } } },
  });
  for (const indent of [2, 0]) {
    const json = (timeout = 'TimeoutInMillis') => JSON.stringify(template(timeout), null, indent);
    assert.equal(only(json('TimeoutIn‸Millis')), 'TimeoutInMillis, number of Integration', json());
    assert.equal(only(json().replace('20', '2‸0')), 'Timeout, number of LambdaFunction');
    assert.equal(only(json().replace('Format', 'For‸mat')), 'Format, text of Stage');
    assert.equal(at(json().replace('::Function', '::Func‸tion'))?.rows.length, 3);
  }
});

test('YAML in flow style has the same rows', () => {
  assert.equal(
    only('{ Resources: { A: { Type: AWS::Serverless::Function, Properties: { Timeout: 2‸0 } } } }'),
    'Timeout, number of LambdaFunction',
  );
});

test('half a resource of SAM has rows where it still stands, and nonsense has none', () => {
  const half =
    'Resources:\n  Orders:\n    Type: AWS::Serverless::Function\n    Properties:\n      Time‸out: [\n  Shop:\n    Type: AWS::Serverless::Api';
  assert.equal(only(half), 'Timeout, number of LambdaFunction');
  assert.equal(only(shop('AccessLogSetting: { Form‸at:')), 'Format, text of Stage');
  for (const properties of [
    '‸',
    '[‸]',
    'x‸',
    '!Ref ‸',
    '{ Events: [‸] }',
    '{ Events: { Get: ‸ } }',
    '{ Events: { Get: { Type: Api, Properties: ‸ } } }',
  ])
    for (const type of ['Function', 'Api', 'HttpApi', 'Nothing'])
      assert.equal(
        at(`Resources:\n  A:\n    Type: AWS::Serverless::${type}\n    Properties: ${properties}`),
        undefined,
        properties,
      );
});
