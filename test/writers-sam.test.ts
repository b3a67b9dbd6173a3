// Edits of what SAM makes: written where the user says it, in SAM's words, or not at all.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { add, append, parameter, remove, replace, those } from '../rules/kit/index.ts';
import { Api, Integration, LambdaFunction } from '../rules/model/apigateway.ts';
import { LogGroup } from '../rules/model/logs.ts';
import { Authorizer, Route } from '../rules/model/routes.ts';
import { Stage } from '../rules/model/stages.ts';
import { WebAcl, WebAclAssociation } from '../rules/model/wafv2.ts';
import { render } from '../server/formats/cloudformation/writer/render.ts';
import type { Reach } from '../server/formats/format.ts';
import { analyse } from '../server/linter/analysis.ts';
import { strict } from './cases.ts';
import { edited } from './fixes.ts';
import { casesOf, type Make, seeIn } from './writing.ts';

/** The text after the edits; undefined where they are declined. */
function write(text: string, make: Make, reach?: Reach): string | undefined {
  const analysis = analyse('template', text, strict, []);
  assert.ok(analysis, 'the text is no template');
  const { graph, source } = analysis;
  const edits = render(source, make(seeIn(graph)), (row) => graph.entry(row), new Map(), reach && { reach });
  return edits && edited(text, edits);
}

const { writes, declines } = casesOf(write);

const sam = (lines: string): string => `Transform: AWS::Serverless-2016-10-31\n${lines}`;
/** A function with events of these lines; `before` stands before the resources. */
const orders = (events: string, before = ''): string =>
  sam(`${before}Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Events:
${events}`);
const list = '        List: { Type: Api, Properties: { Path: /orders, Method: get } }\n';

const asksUsers: Make = (see) => [replace(see(Route).security, ['Users'])];
const asksIam: Make = (see) => [replace(see(Route).authorizationType, 'AWS_IAM')];
const waits: Make = (see) => [replace(see(Integration).timeoutSeconds, 20)];
const limited: Make = (see) => [
  append(see(Stage).methodSettings, { resourcePath: '/*', httpMethod: '*', rate: 100, burst: 200 }),
];

describe('what an operation asks', () => {
  writes(
    'is said by its event, between its brackets',
    orders(list),
    asksUsers,
    orders(list.replace('get }', 'get, Auth: { Authorizer: Users } }')),
  );
  writes(
    'goes into what the event says already',
    orders(`        List: # all of them
          Type: Api
          Properties:
            Auth:
              ApiKeyRequired: true # for the shops
            Path: /orders
            Method: get
`),
    asksIam,
    orders(`        List: # all of them
          Type: Api
          Properties:
            Auth:
              ApiKeyRequired: true # for the shops
              Authorizer: AWS_IAM
            Path: /orders
            Method: get
`),
  );
  writes(
    'takes the place of what the event says',
    orders(`        List:
          Type: Api
          Properties: { Path: /orders, Method: get, Auth: { Authorizer: "NONE" } } # for now
`),
    asksUsers,
    orders(`        List:
          Type: Api
          Properties: { Path: /orders, Method: get, Auth: { Authorizer: "Users" } } # for now
`),
  );
  writes(
    'is that of one event among several at a path',
    orders(`        Create: { Type: Api, Properties: { Path: /orders, Method: post } }
        Any: { Type: Api, Properties: { Path: /orders, Method: ANY } }
`),
    (see) => [replace(see(Route, 'ANY /orders').security, ['Users'])],
    orders(`        Create: { Type: Api, Properties: { Path: /orders, Method: post } }
        Any: { Type: Api, Properties: { Path: /orders, Method: ANY, Auth: { Authorizer: Users } } }
`),
  );
  writes(
    'fills a key that says nothing',
    orders(`        List:
          Type: Api
          Properties:
            Path: /orders
            Auth: # to be decided
            Method: get
`),
    asksUsers,
    orders(`        List:
          Type: Api
          Properties:
            Path: /orders
            Auth: # to be decided
              Authorizer: Users
            Method: get
`),
  );
  writes(
    'keeps CRLF',
    orders(
      `        List:\n          Type: Api\n          Properties:\n            Path: /orders\n            Method: get\n`,
    ).replaceAll('\n', '\r\n'),
    asksUsers,
    orders(
      `        List:\n          Type: Api\n          Properties:\n            Path: /orders\n            Method: get\n            Auth:\n              Authorizer: Users\n`,
    ).replaceAll('\n', '\r\n'),
  );
  declines('is one authorizer, not two', orders(list), (see) => [replace(see(Route).security, ['Users', 'Staff'])]);
  declines('is no list that could grow', orders(list), (see) => [append(see(Route).security, 'Users')]);
  declines('is no authorizer of that type', orders(list), (see) => [replace(see(Route).authorizationType, 'CUSTOM')]);
  declines(
    'may stand behind a merge key',
    orders(
      `        List:
          Type: Api
          Properties:
            Path: /orders
            Method: get
            Auth:
              <<: *guarded
              ApiKeyRequired: true
`,
      'Guarded: &guarded { Authorizer: NONE }\n',
    ),
    asksUsers,
  );
  declines(
    'is shared by an alias',
    orders(`        List: &list { Type: Api, Properties: { Path: /orders, Method: get } }
        Again: *list
`),
    asksUsers,
  );
  const open = 'Conditions: { IsOpen: !Equals [!Ref AWS::Region, eu-central-1] }\n';
  declines(
    'is decided by a condition',
    orders(list.replace('get }', 'get, Auth: !If [IsOpen, { ApiKeyRequired: true }, !Ref AWS::NoValue] }'), open),
    asksUsers,
  );
  declines(
    'is chosen by a condition',
    orders(list.replace('get }', 'get, Auth: { Authorizer: !If [IsOpen, NONE, Users] } }'), open),
    asksUsers,
  );
  declines(
    'is said for several functions by a loop',
    sam(`Resources:
  Shop: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
  Fn::ForEach::All:
    - Name
    - [Orders]
    - \${Name}:
        Type: AWS::Serverless::Function
        Properties:
          Handler: a.b
          Events:
            List: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: /orders, Method: get } }
`),
    asksUsers,
  );
});

describe('how long an API waits', () => {
  writes(
    'is said in milliseconds by the event',
    orders(list),
    waits,
    orders(list.replace('get }', 'get, TimeoutInMillis: 20000 }')),
  );
  writes(
    'is changed where the event says it',
    orders(list.replace('get }', "get, TimeoutInMillis: '45000' }")),
    waits,
    orders(list.replace('get }', "get, TimeoutInMillis: '20000' }")),
  );
  writes(
    'is said in the body that the user wrote',
    sam(`Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      DefinitionBody:
        paths:
          /orders:
            get: { x-amazon-apigateway-integration: { type: mock } } # nothing yet
`),
    waits,
    sam(`Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      DefinitionBody:
        paths:
          /orders:
            get: { x-amazon-apigateway-integration: { type: mock, timeoutInMillis: 20000 } } # nothing yet
`),
  );
  declines('is a function of something', orders(list.replace('get }', 'get, TimeoutInMillis: !Ref Late }')), waits);
});

describe('what nobody wrote', () => {
  const settings = `    MethodSettings:
      - ResourcePath: /*
        HttpMethod: '*'
        ThrottlingRateLimit: 100
        ThrottlingBurstLimit: 200
`;
  const formatted: Make = (see) => [replace(see(Stage).accessLog.format, '$context.requestId')];
  const described = 'Description: Orders\n\n';
  const declared = '# What the pipeline says.\nParameters:\n  Late: { Type: String }\n\n';
  writes(
    'is said by Globals, which come before what is declared',
    orders(list, described + declared),
    limited,
    orders(list, `${described}Globals:\n  Api:\n${settings}\n${declared}`),
  );
  writes(
    'comes into Globals that speak of functions',
    orders(list, 'Globals:\n  Function: { Runtime: nodejs22.x }\n'),
    limited,
    orders(list, `Globals:\n  Function: { Runtime: nodejs22.x }\n  Api:\n${settings}`),
  );
  writes(
    'fills Globals that are empty',
    orders(list, 'Globals: # soon\n'),
    formatted,
    orders(list, 'Globals: # soon\n  Api:\n    AccessLogSetting:\n      Format: $context.requestId\n'),
  );
  writes(
    'is said once for two edits, before a parameter that is new as well',
    orders(list),
    (see) => {
      const arn = parameter('LogGroupArn', { about: 'Where lines go' });
      return [arn, replace(see(Stage).accessLog.destination, arn), ...formatted(see)];
    },
    orders(
      list,
      `Globals:
  Api:
    AccessLogSetting:
      DestinationArn: !Ref LogGroupArn
      Format: $context.requestId
Parameters:
  LogGroupArn:
    Type: String
    Description: Where lines go
`,
    ),
  );
  const get = { Type: 'Api', Properties: { Path: '/', Method: 'get' } };
  const Resources = { Orders: { Type: 'AWS::Serverless::Function', Properties: { Events: { Get: get } } } };
  const json = (template: object): string => JSON.stringify(template, undefined, 2);
  writes(
    'is said in JSON',
    json({ Resources }),
    formatted,
    json({ Globals: { Api: { AccessLogSetting: { Format: '$context.requestId' } } }, Resources }),
  );
  declines(
    'cannot be said where an API is written, too: Globals would speak of both',
    `${orders(list)}  Shop: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }\n`,
    limited,
  );
  declines('has a name that nobody can change', orders(list), (see) => [replace(see(Stage).stageName, 'live')]);
  declines(
    'is not written where a macro may say more',
    orders(list, 'Globals:\n  Fn::Transform: { Name: AWS::Include, Parameters: { Location: globals.yaml } }\n'),
    limited,
  );
});

describe('what Globals say', () => {
  const two = (globals: string, own = '') =>
    sam(`Globals:
  Function: { ${globals} }
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b${own}
  Billing:
    Type: AWS::Serverless::Function
    Properties: { Handler: c.d }
`);
  const billing = '  Billing:\n    Type: AWS::Serverless::Function\n    Properties: { Handler: c.d }\n';
  const stops: Make = (see) => [replace(see(LambdaFunction, 'Orders').timeoutSeconds, 29)];
  writes('is changed there', two('Timeout: 60'), stops, two('Timeout: 29'));
  writes(
    'is said anew by the one alone',
    two('Timeout: 60'),
    stops,
    two('Timeout: 60', '\n      Timeout: 29'),
    'alone',
  );
  writes(
    'does not count where the function says its own',
    two('Timeout: 9', '\n      Timeout: 60'),
    stops,
    two('Timeout: 9', '\n      Timeout: 29'),
  );
  writes(
    'is not said for others by a function that says nothing yet',
    two('MemorySize: 256').replace(/\n {4}Properties:\n.*$/m, ''),
    stops,
    two('MemorySize: 256', '\n      Timeout: 29').replace('      Handler: a.b\n', ''),
  );
  writes(
    'is one for all where there is nobody else',
    two('Timeout: 60').replace(billing, ''),
    stops,
    two('Timeout: 29').replace(billing, ''),
    'alone',
  );
  const shops = (globals: string, own = '') =>
    sam(`Globals: { Api: { ${globals} } }
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod${own}
`);
  writes(
    'of a list goes on in the API',
    shops('MethodSettings: [{ ResourcePath: /a, HttpMethod: GET }]'),
    limited,
    shops(
      'MethodSettings: [{ ResourcePath: /a, HttpMethod: GET }]',
      "\n      MethodSettings:\n        - ResourcePath: /*\n          HttpMethod: '*'\n          ThrottlingRateLimit: 100\n          ThrottlingBurstLimit: 200",
    ),
  );
  writes(
    'of an item of a list is changed there',
    shops('MethodSettings: [{ ResourcePath: /a, HttpMethod: GET, ThrottlingRateLimit: 5 }]'),
    (see) => those(see(Stage).methodSettings).map(({ rate }) => replace(rate, 50)),
    shops('MethodSettings: [{ ResourcePath: /a, HttpMethod: GET, ThrottlingRateLimit: 50 }]'),
  );
  writes(
    'of a map is completed there',
    shops('AccessLogSetting: { DestinationArn: !ImportValue Logs }'),
    (see) => [replace(see(Stage).accessLog.format, '$context.requestId')],
    shops('AccessLogSetting: { DestinationArn: !ImportValue Logs, Format: $context.requestId }'),
  );
  const bank = '  Bank: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }\n';
  const logs = 'AccessLogSetting: { DestinationArn: !ImportValue Logs }';
  writes(
    'of a map may be completed by the one alone',
    shops(logs) + bank,
    (see) => [replace(see(Stage).accessLog.format, '$context.requestId')],
    shops(logs, '\n      AccessLogSetting:\n        Format: $context.requestId') + bank,
    'alone',
  );
  declines(
    'is no part of a body that the user wrote',
    shops('Auth: { ApiKeyRequired: true }', '\n      DefinitionBody: { paths: {} }'),
    (see) => [replace(see(Authorizer).schemeType, 'http')],
  );
  writes(
    'of a type is a word, not a list',
    shops('EndpointConfiguration: { Type: EDGE }'),
    (see) => [replace(see(Api).endpointTypes, ['REGIONAL'])],
    shops('EndpointConfiguration: { Type: REGIONAL }'),
  );
});

describe('what is to go', () => {
  const deployed: Make = (see) => [remove(see(Stage, 'ServerlessRestApiDeployment').stageName)];
  writes(
    'is the stage that SAM adds, where no version is said',
    orders(list),
    deployed,
    orders(list, 'Globals:\n  Api:\n    OpenApiVersion: 3.0.1\n'),
  );
  writes(
    'is that of an API which says more already',
    orders(list, 'Globals: { Api: { TracingEnabled: true } }\n'),
    deployed,
    orders(list, 'Globals: { Api: { TracingEnabled: true, OpenApiVersion: 3.0.1 } }\n'),
  );
  declines('may be made of something else', orders(list.replace('get }', 'get, TimeoutInMillis: 9 }')), (see) => [
    remove(see(Integration).timeoutSeconds),
  ]);
});

describe('what is new beside what SAM makes', () => {
  const shop = sam(`Resources:
  Shop:
    Type: AWS::Serverless::Api
    Condition: IsOpen
    Properties: { StageName: prod } # the live one
  Queue: { Type: AWS::SQS::Queue }
Conditions: { IsOpen: !Equals [!Ref AWS::Region, eu-central-1] }
`);
  const guarded: Make = (see) => {
    const stage = see(Stage);
    const acl = add(WebAcl, { near: stage, called: 'WebAcl' }, { scope: 'REGIONAL' });
    return [acl, add(WebAclAssociation, { near: stage, called: 'Guard' }, { resource: stage, webAcl: acl })];
  };
  writes(
    'stands behind what the user wrote, is called after it, and refers to the stage in words of SAM',
    shop,
    (see) => guarded((type) => see(type, 'ShopprodStage')),
    shop.replace(
      '  Queue',
      `  ShopWebAcl:
    Type: AWS::WAFv2::WebACL
    Condition: IsOpen
    Properties:
      Scope: REGIONAL
  ShopGuard:
    Type: AWS::WAFv2::WebACLAssociation
    Condition: IsOpen
    Properties:
      ResourceArn: !Sub arn:\${AWS::Partition}:apigateway:\${AWS::Region}::/restapis/\${Shop}/stages/\${Shop.Stage}
      WebACLArn: !GetAtt ShopWebAcl.Arn
  Queue`,
    ),
  );
  writes(
    'is called after the API that nobody wrote',
    orders(list),
    (see) => [add(LogGroup, { near: see(Stage), called: 'Logs' }, { retentionDays: 30 })],
    `${orders(list)}  ServerlessRestApiLogs:\n    Type: AWS::Logs::LogGroup\n    Properties:\n      RetentionInDays: 30\n`,
  );
  declines(
    'has no condition where the API has several',
    sam(`Conditions: { A: !Equals [!Ref AWS::Region, a], B: !Equals [!Ref AWS::Region, b] }
Resources:
  Orders: { Type: AWS::Serverless::Function, Condition: A, Properties: { Events: { List: { Type: Api, Properties: { Path: /a, Method: get } } } } }
  Carts: { Type: AWS::Serverless::Function, Condition: B, Properties: { Events: { List: { Type: Api, Properties: { Path: /b, Method: get } } } } }
`),
    (see) => [add(LogGroup, { near: see(Stage), called: 'Logs' }, { retentionDays: 30 })],
  );
  declines('cannot refer to the stage that the deployment brings', orders(list), (see) =>
    guarded((type) => see(type, 'ServerlessRestApiDeployment')),
  );
});
