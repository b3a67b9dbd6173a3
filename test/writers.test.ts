// How edits are written: before and after. What must survive is what people put there by hand.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  add,
  append,
  type Content,
  moved,
  type ParameterEdit,
  parameter,
  remove,
  replace,
  those,
} from '../rules/kit/index.ts';
import { Integration, LambdaFunction } from '../rules/model/apigateway.ts';
import { type Action, Listener, TargetGroup } from '../rules/model/elbv2.ts';
import { Permission } from '../rules/model/lambda.ts';
import { Stage } from '../rules/model/stages.ts';
import { WebAcl, WebAclAssociation } from '../rules/model/wafv2.ts';
import { render } from '../server/formats/cloudformation/writer/render.ts';
import { analyse } from '../server/linter/analysis.ts';
import { strict } from './cases.ts';
import { edited } from './fixes.ts';
import { casesOf, type Make, type See, seeIn } from './writing.ts';

/** The text after the edits; undefined where they are declined. */
function write(text: string, make: Make, standing: ReadonlyMap<ParameterEdit, string> = new Map()): string | undefined {
  const analysis = analyse('template', text, strict, []);
  assert.ok(analysis, 'the text is no template');
  const { graph, source } = analysis;
  const edits = render(source, make(seeIn(graph)), (row) => graph.entry(row), standing);
  return edits && edited(text, edits);
}

const { writes, declines } = casesOf((text, make) => write(text, make));

/** A template of one listener or target group whose properties are these lines. */
const of = (type: string, name: string, lines: string): string =>
  `Resources:\n  ${name}:\n    Type: AWS::ElasticLoadBalancingV2::${type}\n${lines}`;
const listener = (lines: string): string => of('Listener', 'Web', lines);
const group = (lines: string): string => of('TargetGroup', 'App', lines);

const redirect: readonly Content<Action>[] = [
  { type: 'redirect', redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' } },
];

describe('a value that is written', () => {
  writes(
    'keeps the comment behind it, and everything around it',
    group('    Properties:\n      # the app\n      Port: 80   # for now\n'),
    (see) => [replace(see(TargetGroup).port, 8080)],
    group('    Properties:\n      # the app\n      Port: 8080   # for now\n'),
  );
  writes(
    'stays in its quotes',
    group(`    Properties:\n      Port: "80"\n      HealthCheckPath: '/a'\n`),
    (see) => [replace(see(TargetGroup).port, 8080), replace(see(TargetGroup).healthCheckPath, "/it's")],
    group(`    Properties:\n      Port: "8080"\n      HealthCheckPath: '/it''s'\n`),
  );
  writes(
    'gets quotes where it would be read as something else',
    group('    Properties:\n      HealthCheckPort: traffic-port\n      HealthCheckPath: "/"\n      TargetType: ip\n'),
    (see) => [replace(see(TargetGroup).healthCheckPort, '443')],
    group('    Properties:\n      HealthCheckPort: "443"\n      HealthCheckPath: "/"\n      TargetType: ip\n'),
  );
  const integration = (timeout: string) =>
    `Resources:\n  Orders: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Api, TimeoutInMillis: ${timeout} } }\n`;
  writes(
    'is written in the unit of its property',
    integration('60000'),
    (see) => [replace(see(Integration).timeoutSeconds, 0.29)],
    integration('290'),
  );
  writes(
    'is found behind multi-byte text',
    group('    # 🚀 für ünsere Äpp\n    Properties: { HealthCheckPath: /🚀, Port: 80 } # 🎉\n'),
    (see) => [replace(see(TargetGroup).port, 81), replace(see(TargetGroup).healthCheckPath, '/ü')],
    group('    # 🚀 für ünsere Äpp\n    Properties: { HealthCheckPath: /ü, Port: 81 } # 🎉\n'),
  );
  writes(
    'is changed in the branch that was read, and nowhere else',
    group('    Properties:\n      Port: !If [IsNew, 80, 80]\n      Protocol: HTTP\n'),
    (see) => [replace(see(TargetGroup).protocol, 'HTTPS')],
    group('    Properties:\n      Port: !If [IsNew, 80, 80]\n      Protocol: HTTPS\n'),
  );
  declines('is not changed where somebody else hands it in', group('    Properties: { Port: !Ref Port }\n'), (see) => [
    replace(see(TargetGroup).port, 81),
  ]);
  declines(
    'is not changed where several operations share it',
    `Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      ProtocolType: HTTP
      Body:
        paths:
          /a:
            get:
              x-amazon-apigateway-integration:
                $ref: '#/components/x-amazon-apigateway-integrations/orders/all'
        components:
          x-amazon-apigateway-integrations:
            orders:
              all: { timeoutInMillis: 60000 }
`,
    (see) => [replace(see(Integration).timeoutSeconds, 30)],
  );
  declines(
    'is not changed where a function makes it',
    group('    Properties:\n      Port: !FindInMap [Ports, App, Main]\n'),
    (see) => [replace(see(TargetGroup).port, 81)],
  );
});

describe('what a resource waits for', () => {
  const template = (before: string, allow = '    Properties: { Action: lambda:InvokeFunction }\n') =>
    `Resources:\n  App:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n${before}  Allow:\n    Type: AWS::Lambda::Permission\n${allow}`;
  const allowed = (see: See) => [append(see(TargetGroup).permissions, see(Permission))];
  writes(
    'is said below its type',
    template('    Properties:\n      TargetType: lambda\n'),
    allowed,
    template('    DependsOn:\n      - Allow\n    Properties:\n      TargetType: lambda\n'),
  );
  writes(
    'joins the one that it waits for already',
    template('    Properties: { TargetType: lambda }\n    DependsOn: Vpc # first\n'),
    allowed,
    template('    Properties: { TargetType: lambda }\n    DependsOn: # first\n      - Vpc\n      - Allow\n'),
  );
  writes(
    'joins those that it waits for already',
    template('    DependsOn: [Vpc, Gateway]\n    Properties: { TargetType: lambda }\n'),
    allowed,
    template('    DependsOn: [Vpc, Gateway, Allow]\n    Properties: { TargetType: lambda }\n'),
  );
  writes(
    'stands between brackets, too',
    'Resources: { App: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { TargetType: lambda } }, Allow: { Type: AWS::Lambda::Permission } }\n',
    allowed,
    'Resources: { App: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, DependsOn: [Allow], Properties: { TargetType: lambda } }, Allow: { Type: AWS::Lambda::Permission } }\n',
  );
  writes(
    'may be new itself',
    template('    Properties: { TargetType: lambda }\n'),
    (see) => {
      const permission = add(Permission, { near: see(TargetGroup), called: 'Permission' }, { action: 'lambda:*' });
      return [permission, append(see(TargetGroup).permissions, permission)];
    },
    template(
      '    DependsOn:\n      - AppPermission\n    Properties: { TargetType: lambda }\n  AppPermission:\n    Type: AWS::Lambda::Permission\n    Properties:\n      Action: lambda:*\n',
    ),
  );
});

describe('a value that is taken over', () => {
  const both = (timeout: string) => `Parameters:
  Seconds: { Type: Number, Default: 40 }
Resources:
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
  Orders: { Type: AWS::Lambda::Function, Properties: { Timeout: 20 } }
  ToOrders: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Api, TimeoutInMillis: ${timeout} } }
`;
  const asTheFunction = (see: See) => [replace(see(Integration).timeoutSeconds, see(LambdaFunction).timeoutSeconds)];
  writes('is written in the unit of where it goes', both('50000'), asTheFunction, both('20000'));
  declines(
    'is declined where an expression has another unit',
    both('50000').replace('Timeout: 20 ', 'Timeout: !Ref Seconds '),
    asTheFunction,
  );
  const port = 'Parameters: { Port: { Type: Number, Default: 80 } }\n';
  writes(
    'stays the expression that it is',
    port + listener('    Properties: { Port: !Ref Port }\n'),
    (see) => [add(Listener, { near: see(Listener), called: 'Too' }, { port: see(Listener).port })],
    `${port}${listener('    Properties: { Port: !Ref Port }\n')}  WebToo:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      Port: !Ref Port
`,
  );
});

describe('a parameter’s default', () => {
  const withDefault = (facts: string, port = '!Ref Port') =>
    `Parameters:\n  Port:\n    Type: Number\n    Default: 80 # plain\n${facts}${group(`    Properties: { Port: ${port}, HealthCheckPath: / }\n`)}`;
  const raise = (see: See) => [replace(see(TargetGroup).port, 8080)];
  writes('is changed instead of its use', withDefault(''), raise, withDefault('').replace('80 #', '8080 #'));
  declines(
    'is not changed where something else uses the parameter',
    withDefault('', '!Ref Port').replace('/ }', '!Ref Port }'),
    raise,
  );
  declines('nor where the parameter allows other values only', withDefault('    AllowedValues: [80, 81]\n'), raise);
  declines('or smaller ones', withDefault('    MaxValue: 1000\n'), raise);
});

describe('a missing property', () => {
  writes(
    'comes behind the others, in one piece',
    group('    Properties:\n      Port: 80 # for now\n      # foot\n'),
    (see) => {
      const app = see(TargetGroup);
      return [replace(app.healthCheckPath, '/up'), replace(app.matcher, '200'), replace(app.grpcMatcher, '0')];
    },
    group(
      `    Properties:\n      Port: 80 # for now\n      HealthCheckPath: /up\n      Matcher:\n        HttpCode: '200'\n        GrpcCode: '0'\n      # foot\n`,
    ),
  );
  const both = (see: See) => [replace(see(TargetGroup).port, 80), replace(see(TargetGroup).matcher, '200')];
  const added = `    Properties:\n      Port: 80\n      Matcher:\n        HttpCode: '200'\n`;
  writes('makes Properties where there are none', group('    # foot\n'), both, group(`${added}    # foot\n`));
  writes('fills empty Properties', group('    Properties:\n'), both, group(added));
  writes('fills Properties of {}', group('    Properties: {}\n'), both, group(added));
  writes(
    'replaces AWS::NoValue',
    group('    Properties:\n      Matcher: !Ref AWS::NoValue\n'),
    (see) => [replace(see(TargetGroup).matcher, '200')],
    group(`    Properties:\n      Matcher:\n        HttpCode: '200'\n`),
  );
  writes(
    'is written in flow style among others',
    group('    Properties: {Port: 80}\n'),
    (see) => [replace(see(TargetGroup).healthCheckPath, '/a,b'), replace(see(TargetGroup).matcher, '200')],
    group(`    Properties: {Port: 80, HealthCheckPath: '/a,b', Matcher: {HttpCode: '200'}}\n`),
  );
  writes(
    'goes on lines of its own where they do',
    group('    Properties: {\n      "Port": 80\n    }\n'),
    (see) => [replace(see(TargetGroup).matcher, '200')],
    group('    Properties: {\n      "Port": 80,\n      "Matcher": {\n        "HttpCode": "200"\n      }\n    }\n'),
  );
  writes(
    'leaves a comment where it is between brackets, too',
    group('    Properties: {\n      Port: 80 # for now\n    }\n'),
    (see) => [replace(see(TargetGroup).healthCheckPath, '/up'), replace(see(TargetGroup).protocol, 'HTTP')],
    group('    Properties: {\n      Port: 80, # for now\n      HealthCheckPath: /up,\n      Protocol: HTTP\n    }\n'),
  );
  writes(
    'is indented as the others are',
    'Resources:\n    App:\n        Type: AWS::ElasticLoadBalancingV2::TargetGroup\n        Properties:\n            Port: 80',
    (see) => [replace(see(TargetGroup).matcher, '200')],
    `Resources:\n    App:\n        Type: AWS::ElasticLoadBalancingV2::TargetGroup\n        Properties:\n            Port: 80\n            Matcher:\n                HttpCode: '200'`,
  );
  writes(
    'is indented as its neighbours are, whatever the rest of the file does',
    `${group('    Properties:\n      Port: 80\n')}  Other:\n      Type: A::B::C\n      Properties:\n          A:\n              B: 1\n              C:\n                  D: 1\n`,
    (see) => [replace(see(TargetGroup).matcher, '200')],
    `${group(`    Properties:\n      Port: 80\n      Matcher:\n        HttpCode: '200'\n`)}  Other:\n      Type: A::B::C\n      Properties:\n          A:\n              B: 1\n              C:\n                  D: 1\n`,
  );
  writes(
    'ends its lines as the file does',
    group('    Properties:\n      Port: 80\n').replaceAll('\n', '\r\n'),
    (see) => [replace(see(TargetGroup).matcher, '200')],
    group(`    Properties:\n      Port: 80\n      Matcher:\n        HttpCode: '200'\n`).replaceAll('\n', '\r\n'),
  );
  writes(
    'comes behind a block scalar, which stays what it was',
    group('    Properties:\n      HealthCheckPath: |\n        /up\n'),
    (see) => [replace(see(TargetGroup).port, 80)],
    group('    Properties:\n      HealthCheckPath: |\n        /up\n      Port: 80\n'),
  );
  declines(
    'waits where the empty lines above are part of a value',
    group('    Properties:\n      HealthCheckPath: |+\n        /up\n\n  Other: { Type: A::B::C }\n'),
    (see) => [replace(see(TargetGroup).port, 80)],
  );
});

describe('a list', () => {
  const actions = `    Properties:
      DefaultActions: # where it goes
        # the shop
        - Type: forward # to it
          # the group
          TargetGroupArn: !Ref App # last
        # and no more
      Protocol: HTTP
`;
  writes(
    'that is replaced leaves its comments above',
    listener(actions),
    (see) => [replace(see(Listener).defaultActions, redirect)],
    listener(`    Properties:
      DefaultActions: # where it goes
        # the shop
        # to it
        # the group
        # last
        - Type: redirect
          RedirectConfig:
            Protocol: HTTPS
            Port: '443'
            StatusCode: HTTP_301
        # and no more
      Protocol: HTTP
`),
  );
  writes(
    'that is moved takes its comments along',
    listener(actions),
    (see) => {
      const http = see(Listener);
      return [
        add(Listener, { near: http, called: 'Https' }, { port: 443, defaultActions: moved(http.defaultActions) }),
        replace(http.defaultActions, redirect),
      ];
    },
    listener(`    Properties:
      DefaultActions: # where it goes
        - Type: redirect
          RedirectConfig:
            Protocol: HTTPS
            Port: '443'
            StatusCode: HTTP_301
      Protocol: HTTP
  WebHttps:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      Port: 443
      DefaultActions:
        # the shop
        - Type: forward # to it
          # the group
          TargetGroupArn: !Ref App # last
        # and no more
`),
  );
  writes(
    'that becomes a word leaves its comments above the key',
    listener(actions),
    (see) => [replace(see(Listener).defaultActions, [])],
    listener(`    Properties:
      # the shop
      # to it
      # the group
      # last
      DefaultActions: [] # where it goes
        # and no more
      Protocol: HTTP
`),
  );
  writes(
    'whose dashes stand below its key leaves the comments there to the next key',
    listener(`    Properties:
      DefaultActions:
      - Type: forward
        # one more
      # how it speaks
      Protocol: HTTP
`),
    (see) => [
      add(Listener, { near: see(Listener), called: 'B' }, { defaultActions: moved(see(Listener).defaultActions) }),
      replace(see(Listener).defaultActions, [{ type: 'redirect' }]),
    ],
    listener(`    Properties:
      DefaultActions:
      - Type: redirect
      # how it speaks
      Protocol: HTTP
  WebB:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      DefaultActions:
      - Type: forward
        # one more
`),
  );
  const inFlow = (value: string) => listener(`    Properties: { Port: 80, DefaultActions: ${value} } # all of it\n`);
  writes(
    'in flow style stays in flow style',
    inFlow('[{ Type: forward, TargetGroupArn: !Ref App }]'),
    (see) => [replace(see(Listener).defaultActions, redirect)],
    inFlow(`[{ Type: redirect, RedirectConfig: { Protocol: HTTPS, Port: '443', StatusCode: HTTP_301 } }]`),
  );
  const certificate = (see: See) => [append(see(Listener).certificates, { arn: 'arn:x' })];
  writes(
    'is made where it is missing',
    listener(''),
    certificate,
    listener('    Properties:\n      Certificates:\n        - CertificateArn: arn:x\n'),
  );
  writes(
    'is filled where it is empty, whatever stands behind it',
    listener('    Properties:\n      Certificates: [] # none yet\n'),
    certificate,
    listener('    Properties:\n      Certificates: # none yet\n        - CertificateArn: arn:x\n'),
  );
  writes(
    'grows at its end, with the dashes where they are',
    listener(
      '    Properties:\n      Certificates:\n      -   CertificateArn: arn:a # first\n      # foot\n      Port: 443\n',
    ),
    certificate,
    listener(
      '    Properties:\n      Certificates:\n      -   CertificateArn: arn:a # first\n      -   CertificateArn: arn:x\n      # foot\n      Port: 443\n',
    ),
  );
  writes(
    'grows in flow style',
    listener('    Properties: { Certificates: [ { CertificateArn: "arn:a" } ] }\n'),
    certificate,
    listener('    Properties: { Certificates: [ { CertificateArn: "arn:a" }, { CertificateArn: arn:x } ] }\n'),
  );
  writes(
    'keeps a comment between a dash and its item',
    listener(
      '    Properties:\n      DefaultActions:\n        - # first\n          Type: forward\n        -\n          Type: forward\n',
    ),
    (see) => those(see(Listener).defaultActions).map((action) => replace(action, redirect[0] ?? {})),
    listener(
      `    Properties:\n      DefaultActions:\n        - # first\n${['', '        -\n'].map((dash) => `${dash}          Type: redirect\n          RedirectConfig:\n            Protocol: HTTPS\n            Port: '443'\n            StatusCode: HTTP_301\n`).join('')}`,
    ),
  );
  declines(
    'is not appended to where a condition makes it',
    listener('    Properties:\n      Certificates: !If [A, [], []]\n'),
    certificate,
  );
});

describe('what is removed', () => {
  const takeMatcher = (see: See) => [remove(see(TargetGroup).matcher)];
  writes(
    'goes with the comments that speak of it',
    group(
      '    Properties:\n      Port: 80 # stays\n\n      # how it is probed\n      HealthCheckPath: / # root\n      Protocol: HTTP\n',
    ),
    (see) => [remove(see(TargetGroup).healthCheckPath)],
    group('    Properties:\n      Port: 80 # stays\n\n      Protocol: HTTP\n'),
  );
  writes(
    'takes a map along that it leaves empty',
    group('    Properties:\n      Port: 80\n      Matcher:\n        HttpCode: 200\n'),
    takeMatcher,
    group('    Properties:\n      Port: 80\n'),
  );
  writes(
    'and Properties, too',
    group('    Properties:\n      Matcher:\n        HttpCode: 200\n'),
    takeMatcher,
    group(''),
  );
  writes(
    'between brackets, with its comma',
    group('    Properties: { Matcher: { HttpCode: 200 }, Port: 80 }\n'),
    takeMatcher,
    group('    Properties: { Port: 80 }\n'),
  );
  writes(
    'the last between brackets',
    group('    Properties: { Port: 80, Matcher: { HttpCode: 200 } }\n'),
    takeMatcher,
    group('    Properties: { Port: 80 }\n'),
  );
  writes(
    'an item, with its dash',
    listener(
      '    Properties:\n      DefaultActions:\n        - Type: forward # one\n        # two\n        - Type: redirect\n          Order: 2\n',
    ),
    (see) => those(see(Listener).defaultActions).slice(1).map(remove),
    listener('    Properties:\n      DefaultActions:\n        - Type: forward # one\n'),
  );
  writes(
    'the first key behind a dash, which the next one takes over',
    listener(
      '    Properties:\n      DefaultActions:\n        - Type: forward # one\n          # two\n          TargetGroupArn: !Ref App\n',
    ),
    (see) => those(see(Listener).defaultActions).map(({ type }) => remove(type)),
    listener('    Properties:\n      DefaultActions:\n        - # two\n          TargetGroupArn: !Ref App\n'),
  );
  writes(
    'the last line of a file that ends without a line break',
    group('    Properties:\n      Port: 80\n      Protocol: HTTP'),
    (see) => [remove(see(TargetGroup).protocol)],
    group('    Properties:\n      Port: 80'),
  );
});

describe('anchors', () => {
  const shared = (second: string) =>
    group(
      `    Properties:\n      Matcher: &codes\n        HttpCode: 200\n  Other:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties:\n      Matcher: ${second}\n`,
    );
  const change = (name: string) => (see: See) => [replace(see(TargetGroup, name).matcher, '201')];
  declines('what others share stays as it is', shared('*codes'), change('App'));
  declines('and is not changed from where it is shared', shared('*codes'), change('Other'));
  writes(
    'what nobody shares is changed',
    shared('{}'),
    change('App'),
    shared('{}').replace('HttpCode: 200', `HttpCode: '201'`),
  );
  declines(
    'an anchor is not written twice',
    listener('    Properties:\n      DefaultActions:\n        - &one\n          Type: forward\n'),
    (see) => [
      add(Listener, { near: see(Listener), called: 'B' }, { defaultActions: moved(see(Listener).defaultActions) }),
    ],
  );
});

describe('a new resource', () => {
  const beside = (see: See) => [
    add(Listener, { near: see(Listener), called: 'Https' }, { port: 443, protocol: 'HTTPS' }),
  ];
  const https = `  WebHttps:\n    Type: AWS::ElasticLoadBalancingV2::Listener\n    Properties:\n      Port: 443\n      Protocol: HTTPS\n`;
  writes(
    'stands behind its neighbour, before the comments of the next one',
    listener('    Properties:\n      Port: 80 # plain\n      # foot\n  # the next\n  Next: { Type: A::B::C }\n'),
    beside,
    listener(
      `    Properties:\n      Port: 80 # plain\n      # foot\n${https}  # the next\n  Next: { Type: A::B::C }\n`,
    ),
  );
  writes(
    'stands apart where the others do',
    listener('    Properties: { Port: 80 }\n\n  # the next\n  Next: { Type: A::B::C }\n'),
    beside,
    listener(`    Properties: { Port: 80 }\n\n${https}\n  # the next\n  Next: { Type: A::B::C }\n`),
  );
  writes(
    'exists when its neighbour does',
    listener('    Condition: IsPublic\n'),
    beside,
    listener(`    Condition: IsPublic\n${https.replace('    Properties', '    Condition: IsPublic\n    Properties')}`),
  );
  writes(
    'gets a name that is free',
    listener('  WebHttps: { Type: A::B::C }\nParameters: { WebHttps2: { Type: String } }\n'),
    beside,
    listener(
      `${https.replace('WebHttps', 'WebHttps3')}  WebHttps: { Type: A::B::C }\nParameters: { WebHttps2: { Type: String } }\n`,
    ),
  );
  writes(
    'gets another name than one that comes with it',
    listener('    Properties: { Port: 80 }\n'),
    (see) => [...beside(see), ...beside(see)],
    listener(`    Properties: { Port: 80 }\n${https}${https.replace('WebHttps', 'WebHttps2')}`),
  );
  const minified = '{"Resources":{"Web":{"Type":"AWS::ElasticLoadBalancingV2::Listener"},"B":{"Type":"A::B::C"}}}';
  writes(
    'is on the one line that a minified file has',
    minified,
    beside,
    minified.replace(
      ',"B"',
      ',"WebHttps":{"Type":"AWS::ElasticLoadBalancingV2::Listener","Properties":{"Port":443,"Protocol":"HTTPS"}},"B"',
    ),
  );
  writes(
    'is indented with tabs where JSON is',
    '{\n\t"Resources": {\n\t\t"Web": {\n\t\t\t"Type": "AWS::ElasticLoadBalancingV2::Listener"\n\t\t}\n\t}\n}\n',
    beside,
    '{\n\t"Resources": {\n\t\t"Web": {\n\t\t\t"Type": "AWS::ElasticLoadBalancingV2::Listener"\n\t\t},\n\t\t"WebHttps": {\n\t\t\t"Type": "AWS::ElasticLoadBalancingV2::Listener",\n\t\t\t"Properties": {\n\t\t\t\t"Port": 443,\n\t\t\t\t"Protocol": "HTTPS"\n\t\t\t}\n\t\t}\n\t}\n}\n',
  );
});

describe('a reference', () => {
  const protect = (see: See) => {
    const near = see(Stage);
    const acl = add(WebAcl, { near, called: 'Acl' }, { scope: 'REGIONAL' });
    return [acl, add(WebAclAssociation, { near, called: 'Association' }, { resource: near, webAcl: acl })];
  };
  const added = (prefix: string, arn: string, acl: string) =>
    `  ${prefix}Acl:\n    Type: AWS::WAFv2::WebACL\n    Properties:\n      Scope: REGIONAL\n  ${prefix}Association:\n    Type: AWS::WAFv2::WebACLAssociation\n    Properties:\n      ResourceArn: ${arn}\n      WebACLArn: ${acl}\n`;
  const stage =
    'Resources:\n  Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, StageName: prod } }\n';
  const arn = 'arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/';
  writes(
    'to a stage is its ARN',
    stage,
    protect,
    stage + added('Prod', `!Sub ${arn}\${Api}/stages/\${Prod}`, '!GetAtt ProdAcl.Arn'),
  );
  const deployment = `Parameters: { Api: { Type: String } }\nResources:\n  Go: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Api, StageName: 'v1' } }\n`;
  writes(
    'to the stage of a deployment names it',
    deployment,
    protect,
    deployment + added('Go', `!Sub ${arn}\${Api}/stages/v1`, '!GetAtt GoAcl.Arn'),
  );
  const long =
    'Resources:\n  Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: { Ref: Api }, StageName: prod } }\n';
  writes(
    'is long where the file has the long form',
    long,
    protect,
    long + added('Prod', `{ Fn::Sub: '${arn}\${Api}/stages/\${Prod}' }`, '{ Fn::GetAtt: [ProdAcl, Arn] }'),
  );
});

describe('a new parameter', () => {
  const certificate = parameter('Cert', { about: 'Certificate: of the domain', like: /cert/i });
  const use = (see: See) => [certificate, append(see(Listener).certificates, { arn: certificate })];
  const web = (value: string) => listener(`    Properties: { Port: 443${value} }\n`);
  const used = (name: string) => web(`, Certificates: [{ CertificateArn: !Ref ${name} }]`);
  const made = (name: string) => `  ${name}:\n    Type: String\n    Description: 'Certificate: of the domain'\n`;
  writes(
    'comes behind the others',
    `Parameters:\n  Cert: { Type: String } # old\n${web('')}`,
    use,
    `Parameters:\n  Cert: { Type: String } # old\n${made('Cert2')}${used('Cert2')}`,
  );
  writes(
    'makes its section behind the description, before what people wrote of the next one',
    `# licence\nDescription: x\n\n# the doors\n${web('')}`,
    use,
    `# licence\nDescription: x\n\nParameters:\n${made('Cert')}\n# the doors\n${used('Cert')}`,
  );
  writes(
    'stays below the first lines of a file',
    `# licence\n${web('')}`,
    use,
    `# licence\nParameters:\n${made('Cert')}${used('Cert')}`,
  );
  writes(
    'comes into a document in flow style',
    '{ Resources: { Web: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { Port: 443 } } } }\n',
    use,
    `{ Parameters: { Cert: { Type: String, Description: 'Certificate: of the domain' } }, Resources: { Web: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { Port: 443, Certificates: [{ CertificateArn: !Ref Cert }] } } } }\n`,
  );
  declines(
    'does not make a second section where the first has a problem',
    `Parameters:\n  A: { Type: String }\n  A: { Type: String }\n${web('')}`,
    use,
  );
  test('is not needed where one that stands there serves', () => {
    const template = `Parameters:\n  Mine: { Type: String }\n${web('')}`;
    assert.equal(
      write(template, use, new Map([[certificate, 'Mine']])),
      `Parameters:\n  Mine: { Type: String }\n${used('Mine')}`,
    );
  });
});

describe('what cannot be written surely is declined', () => {
  const port = (see: See) => [replace(see(Listener).port, 443)];
  declines('a resource with a problem', listener('    Properties:\n      Port: 80\n      Port: 81\n'), port);
  declines(
    'a resource of a loop',
    'Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::All:\n    - Name\n    - [A, B]\n    - Web${Name}: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { Port: 80 } }\n',
    port,
  );
  declines(
    'beside a merge key',
    `Base: &base { Port: 80 }\n${listener('    Properties:\n      <<: *base\n      Protocol: HTTP\n')}`,
    port,
  );
  declines(
    'an edit inside of what another one replaces',
    listener('    Properties:\n      DefaultActions:\n        - Type: forward\n'),
    (see) => [
      replace(see(Listener).defaultActions, redirect),
      ...those(see(Listener).defaultActions).map((action) => replace(action.redirect.port, '443')),
    ],
  );
  declines('two edits of one place', listener('    Properties: { Port: 80 }\n'), (see) => [
    ...port(see),
    replace(see(Listener).port, 444),
  ]);
});
