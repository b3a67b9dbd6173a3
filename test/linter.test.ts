// What points to what, and what is decided when not everything is known.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type AnyRule,
  all,
  defineRule,
  given,
  is,
  items,
  not,
  show,
  some,
  those,
  written,
} from '../rules/kit/index.ts';
import { LambdaFunction } from '../rules/model/apigateway.ts';
import { Listener, LoadBalancer } from '../rules/model/elbv2.ts';
import { model } from '../rules/model/index.ts';
import { Stage, UsagePlan } from '../rules/model/stages.ts';
import { readCloudFormation } from '../server/formats/cloudformation/read.ts';
import type { Given } from '../server/formats/format.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import { Graph } from '../server/linter/graph.ts';
import { lint } from '../server/linter/lint.ts';
import { outOfTheBox } from '../server/linter/settings.ts';

const docs = { title: '', why: '', quietWhen: [], sources: [] };

/** The load balancer serves HTTP and no HTTPS. */
const httpOnly = defineRule({
  id: 'http-only',
  resource: LoadBalancer,
  severity: 'error',
  preset: 'essential',
  docs,
  check: (alb) => ({
    when: all(
      some(alb.listeners, (l) => is(l.protocol, 'HTTP')),
      not(some(alb.listeners, (l) => is(l.protocol, 'HTTPS'))),
    ),
    at: alb,
    message: alb.name,
  }),
});

/** The listener forwards plain HTTP beside an HTTPS listener. */
const notRedirected = defineRule({
  id: 'not-redirected',
  resource: Listener,
  severity: 'warning',
  preset: 'essential',
  docs,
  check: (listener) => ({
    when: all(
      is(listener.protocol, 'HTTP'),
      some(listener.loadBalancer.listeners, (l) => is(l.protocol, 'HTTPS')),
      not(some(listener.defaultActions, (action) => is(action.type, 'redirect'))),
    ),
    at: listener.protocol,
    message: listener.name,
  }),
});

/** Each action that redirects, where it stands. */
const redirected = defineRule({
  id: 'redirected',
  resource: Listener,
  severity: 'warning',
  preset: 'essential',
  docs,
  check: (listener) => [
    ...[listener.defaultActions, ...items(listener.defaultActions)].map((view) => ({
      when: all(given(view), not(given(view))),
      at: view,
      message: '',
    })),
    ...those(listener.defaultActions).map((action) => ({
      when: is(action.type, 'redirect'),
      at: action.type,
      message: listener.name,
    })),
  ],
});

const called = defineRule({
  id: 'called',
  resource: LambdaFunction,
  severity: 'hint',
  preset: 'essential',
  docs,
  check: (lambda) => ({
    when: some(lambda.integrations),
    at: lambda,
    message: those(lambda.integrations)
      .map(({ name, api }) => `${name} ${show(api.protocol)}`)
      .join(', '),
  }),
});

const protectedStage = defineRule({
  id: 'protected',
  resource: Stage,
  severity: 'hint',
  preset: 'essential',
  docs,
  check: (stage) => ({ when: some(stage.webAcls), at: stage, message: stage.name }),
});

const look = (text: string, ...rules: readonly AnyRule[]) => lookGiven(new Map(), text, ...rules);

function lookGiven(given: Given, text: string, ...rules: readonly AnyRule[]): readonly string[] {
  const graph = new Graph([readCloudFormation('t.yaml', parseDocument(text), { given })], model);
  const { findings, undecided, crashes } = lint({ graph, settings: outOfTheBox }, rules);
  assert.deepEqual(crashes, []);
  return [
    ...findings.map(({ resource, severity, when, message }) =>
      [resource, severity, when, message === resource ? '' : `(${message})`].filter(Boolean).join(' '),
    ),
    ...undecided().map(({ resource, why }) => `${resource} ? ${why}`),
  ];
}

const conditions = `
Parameters: { X: { Type: String }, Y: { Type: String, Default: '1' } }
Conditions:
  A: !Equals [!Ref X, '1']
  AlsoA: !Equals ['1', !Ref X]
  B: !Equals [!Ref Y, '1']
  Both: !And [!Condition A, !Condition B]
  NotA: !Not [!Condition A]
`;
const alb = 'Resources:\n  Alb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer }\n';
const listener = (name: string, protocol: string, more: { actions?: string; condition?: string; of?: string } = {}) => {
  const condition = more.condition === undefined ? '' : `Condition: ${more.condition}, `;
  const { actions = '[{ Type: forward }]', of = '!Ref Alb' } = more;
  return `  ${name}: { Type: AWS::ElasticLoadBalancingV2::Listener, ${condition}Properties: { LoadBalancerArn: ${of}, Protocol: ${protocol}, DefaultActions: ${actions} } }\n`;
};
const redirect = '{ Type: redirect, RedirectConfig: { Protocol: HTTPS } }';

describe('one condition at a time, the same everywhere', () => {
  const lookAt = (rule: AnyRule, ...listeners: readonly string[]) => look(conditions + alb + listeners.join(''), rule);

  test('a redirect that exists with its HTTPS listener is correct', () => {
    const web = listener('Web', 'HTTP', { actions: `[!If [A, ${redirect}, { Type: forward }]]` });
    assert.deepEqual(lookAt(notRedirected, listener('Secure', 'HTTPS', { condition: 'A' }), web), []);
    assert.deepEqual(
      lookAt(notRedirected, listener('Secure', 'HTTPS', { condition: 'AlsoA' }), web),
      [],
      'the same test under another name',
    );
  });

  test('the wrong branch is named, one severity lower', () => {
    const web = listener('Web', 'HTTP', { actions: `[!If [A, ${redirect}, { Type: forward }]]` });
    assert.deepEqual(lookAt(notRedirected, listener('Secure', 'HTTPS'), web), ['Web information when A is false']);
    assert.deepEqual(lookAt(httpOnly, listener('Web', '!If [A, HTTPS, HTTP]')), ['Alb warning when A is false']);
  });

  test('wrong in both branches is wrong', () => {
    const web = listener('Web', 'HTTP', {
      actions: '!If [A, [{ Type: forward }], [{ Type: forward }, { Type: forward }]]',
    });
    assert.deepEqual(lookAt(notRedirected, listener('Secure', 'HTTPS'), web), ['Web warning']);
  });

  test('Fn::And implies its parts; Fn::Not is the same condition', () => {
    const secure = listener('Secure', 'HTTPS', { condition: 'A' });
    assert.deepEqual(lookAt(notRedirected, secure, listener('Web', 'HTTP', { condition: 'Both' })), ['Web warning']);
    assert.deepEqual(
      lookAt(notRedirected, secure, listener('Web', 'HTTP', { condition: 'NotA' })),
      [],
      'never together',
    );
  });

  test('what a condition brings into being is judged in its branch', () => {
    const web = (actions: string) => listener('Web', 'HTTP', { actions });
    assert.deepEqual(lookAt(redirected, web(`[!If [A, ${redirect}, !Ref AWS::NoValue]]`)), [
      'Web information when A is true',
    ]);
    assert.deepEqual(lookAt(redirected, web(`!If [A, [{ Type: forward }], [{ Type: forward }, ${redirect}]]`)), [
      'Web information when A is false',
    ]);
    assert.deepEqual(lookAt(redirected, web(`!If [A, [${redirect}], [${redirect}]]`)), ['Web warning']);
    const either = `[!If [A, ${redirect}, !Ref AWS::NoValue], !If [B, !Ref AWS::NoValue, ${redirect}]]`;
    assert.deepEqual(lookAt(redirected, web(either)), [
      'Web information when A is true',
      'Web information when B is false',
    ]);
    assert.deepEqual(lookAt(redirected, web('!If [A, [{ Type: forward }], []]')), []);
  });

  test('different conditions are not multiplied', () => {
    const web = listener('Web', 'HTTP', { actions: `[!If [B, ${redirect}, { Type: forward }]]` });
    assert.deepEqual(lookAt(notRedirected, listener('Secure', 'HTTPS', { condition: 'A' }), web), [
      'Web ? Secure exists only under A',
    ]);
  });

  test('nobody is blamed in one branch for lacking what the other brings', () => {
    const both = [listener('Web', 'HTTP'), listener('Secure', 'HTTPS', { condition: 'A' })];
    assert.deepEqual(lookAt(httpOnly, ...both), ['Alb ? Secure exists only under A']);
  });
});

describe('who points here', () => {
  test('a listener of an unknown load balancer matters only where it could change the answer', () => {
    const web = listener('Web', 'HTTP');
    const other = (protocol: string) => listener('Other', protocol, { of: '!ImportValue x' });
    assert.deepEqual(look(alb + web + other('HTTP'), httpOnly), ['Alb error']);
    assert.deepEqual(look(alb + web + other('HTTPS'), httpOnly), ['Alb ? Other may belong to it']);
  });

  const other = '  Other: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer }\n';
  const plain = listener('Web', 'HTTP') + listener('Plain', 'HTTP', { of: '!Ref Other' });
  const choice = '!If [A, !Ref Alb, !Ref Other]';

  test('a listener that belongs to one of two, does so in its branch', () => {
    const secure = listener('Secure', 'HTTPS', { of: choice });
    assert.deepEqual(look(conditions + alb + other + plain + secure, httpOnly), [
      'Alb warning when A is false',
      'Other warning when A is true',
    ]);
  });

  test('a listener that belongs to one of two, and is there in one of the branches only', () => {
    const secure = listener('Secure', 'HTTPS', { of: choice, condition: 'A' });
    assert.deepEqual(look(conditions + alb + other + plain + secure, httpOnly), [
      'Other error',
      'Alb ? Secure exists only under A',
    ]);
  });

  test('a listener that belongs to one of two: it is given, to which', () => {
    const secure = listener('Secure', 'HTTPS', { of: choice });
    const given: Given = new Map([['X', { text: '1', by: 'samconfig.toml' }]]);
    assert.deepEqual(lookGiven(given, conditions + alb + other + plain + secure, httpOnly), [
      'Alb warning when A is false',
      'Other error when A is true',
    ]);
  });

  test('a load balancer whose ARN leaves the template may have listeners elsewhere; its DNS name tells nobody', () => {
    const output = (value: string) => `${alb}${listener('Web', 'HTTP')}Outputs: { It: { Value: ${value} } }\n`;
    assert.deepEqual(look(output('!Ref Alb'), httpOnly), ['Alb ? Alb leaves the template through output It']);
    assert.deepEqual(look(output('!Sub "${Alb}"'), httpOnly), ['Alb ? Alb leaves the template through output It']);
    assert.deepEqual(look(output('!GetAtt Alb.DNSName'), httpOnly), ['Alb error']);
  });

  test('so may one that is handed to a nested stack or a custom resource', () => {
    const handed = (type: string, properties: string) =>
      look(`${alb}${listener('Web', 'HTTP')}  To: { Type: ${type}, Properties: { ${properties} } }\n`, httpOnly);
    assert.deepEqual(handed('AWS::CloudFormation::Stack', 'Parameters: { Arn: !Ref Alb }'), [
      'Alb ? Alb leaves the template through nested stack To',
    ]);
    assert.deepEqual(handed('Custom::Listener', 'ServiceToken: x, Of: [!Ref Alb]'), [
      'Alb ? Alb leaves the template through custom resource To',
    ]);
    assert.deepEqual(handed('AWS::S3::Bucket', 'BucketName: !Ref Alb'), ['Alb error']);
  });

  test('a crowd of unknown references costs as much as one', () => {
    const many = Array.from({ length: 40 }, (_, i) => listener(`L${i}`, 'HTTPS', { of: '!ImportValue x' })).join('');
    assert.deepEqual(look(alb + listener('Web', 'HTTP') + many, httpOnly), [
      'Alb ? 40 references of that kind are unknown',
    ]);
  });
});

describe('a function is called by an integration, however it is spelled:', () => {
  const method = (uri: string) => `
Resources:
  Fn: { Type: AWS::Lambda::Function, Properties: { FunctionName: orders } }
  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Fn } }
  Other: { Type: AWS::Lambda::Function }
  Api: { Type: AWS::ApiGateway::RestApi }
  Get: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Api, Integration: { Type: AWS_PROXY, Uri: ${uri} } } }
`;
  const path = 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions';
  const ways: readonly (readonly [uri: string, answer: readonly string[]])[] = [
    ['!GetAtt Fn.Arn', ['Fn hint (Get REST)']],
    [`!Sub '${path}/\${Fn.Arn}/invocations'`, ['Fn hint (Get REST)']],
    [`!Join ['', ['${path}/', !GetAtt Fn.Arn, /invocations]]`, ['Fn hint (Get REST)']],
    [`!Sub ['${path}/\${F}/invocations', { F: !GetAtt Fn.Arn }]`, ['Fn hint (Get REST)']],
    [`!Sub '${path}/\${Live}/invocations'`, ['Fn hint (Get REST)']],
    [
      `!Sub '${path}/arn:aws:lambda:\${AWS::Region}:\${AWS::AccountId}:function:\${Fn}/invocations'`,
      ['Fn hint (Get REST)'],
    ],
    [
      `!Sub '${path}/arn:aws:lambda:\${AWS::Region}:\${AWS::AccountId}:function:orders/invocations'`,
      ['Fn hint (Get REST)'],
    ],
    [`${path}/arn:aws:lambda:us-east-1:123456789012:function:orders:live/invocations`, ['Fn hint (Get REST)']],
    [`${path}/arn:aws:lambda:us-east-1:123456789012:function:others/invocations`, []],
    [`!Sub '${path}/\${Other.Arn}/invocations'`, ['Other hint (Get REST)']],
    ['http://example.com', []],
  ];
  for (const [uri, answer] of ways) test(uri, () => assert.deepEqual(look(method(uri), called), answer));

  test('by a stage variable: who knows which', () => {
    const [first] = look(method(`!Sub '${path}/\${Unseen}/invocations'`), called);
    assert.match(first ?? '', /^Fn \? Get may belong to it/);
  });
});

test('an integration is asked for once, wherever it is written', () => {
  const text = `
Resources:
  Fn: { Type: AWS::Lambda::Function }
  Rest:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        paths:
          /orders:
            parameters: []
            get: { x-amazon-apigateway-integration: { uri: !Sub 'arn:x:\${Fn.Arn}/invocations' } }
            options: { x-amazon-apigateway-integration: { type: mock } }
            x-amazon-apigateway-any-method: { x-amazon-apigateway-integration: { uri: !GetAtt Fn.Arn } }
  Http:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      ProtocolType: HTTP
      Body:
        paths: { /a: { post: { x-amazon-apigateway-integration: { $ref: '#/components/x-amazon-apigateway-integrations/fn' } } } }
        components: { x-amazon-apigateway-integrations: { fn: { uri: !GetAtt Fn.Arn } } }
  Socket: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: WEBSOCKET } }
  Sent: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Socket, IntegrationUri: !GetAtt Fn.Arn } }
  Quick: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, Target: !GetAtt Fn.Arn } }
`;
  assert.deepEqual(look(text, called), [
    'Fn hint (GET /orders REST, ANY /orders REST, POST /a HTTP, Sent WEBSOCKET, Quick HTTP)',
  ]);
});

test('a body that cannot be read may call anything', () => {
  const text =
    'Resources:\n  Fn: { Type: AWS::Lambda::Function }\n  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Body: { Fn::Transform: { Name: AWS::Include } } } }\n';
  assert.deepEqual(look(text, called), ['Fn ? Body of Api cannot be read']);
});

test('an API of SAM calls what its body and its events say', () => {
  const text = (api: string) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Fn: { Type: AWS::Lambda::Function }
  Api: { Type: AWS::Serverless::Api${api} }
  Own: { Type: AWS::Serverless::Function, Properties: { Events: { Get: { Type: Api, Properties: { Path: /own, Method: get } } } } }
`;
  assert.deepEqual(look(text(''), called), ['Own hint (GET /own REST)']);
  const operation = "{ x-amazon-apigateway-integration: { uri: !Sub 'arn:x:${Fn.Arn}/invocations' } }";
  const written = `, Properties: { DefinitionBody: { paths: { /orders: { get: ${operation} } } } }`;
  assert.deepEqual(look(text(written), called), ['Fn hint (GET /orders REST)', 'Own hint (GET /own REST)']);
});

describe('a stage is associated by the text of its ARN', () => {
  const associated = (arn: string) => `
Parameters: { Name: { Type: String } }
Resources:
  Api: { Type: AWS::ApiGateway::RestApi }
  Other: { Type: AWS::ApiGateway::RestApi }
  Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, StageName: prod } }
  Named: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Other, StageName: !Ref Name } }
  It: { Type: AWS::WAFv2::WebACLAssociation, Properties: { ResourceArn: ${arn} } }
`;
  const prefix = 'arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis';
  const ways: readonly (readonly [arn: string, answer: readonly string[]])[] = [
    [`!Sub '${prefix}/\${Api}/stages/\${Prod}'`, ['Prod hint']],
    [`!Sub '${prefix}/\${Api}/stages/prod'`, ['Prod hint']],
    [`!Join ['', ['arn:aws:apigateway:', !Ref 'AWS::Region', '::/restapis/', !Ref Api, /stages/prod]]`, ['Prod hint']],
    [`!Sub '${prefix}/\${Other}/stages/\${Name}'`, ['Named hint']],
    [`!Sub '${prefix}/\${Api}/stages/test'`, []],
    [`!Sub '${prefix}/\${Other}/stages/prod'`, ['Named ? It may belong to it']],
  ];
  for (const [arn, answer] of ways)
    test(arn, () =>
      assert.deepEqual(
        look(associated(arn), protectedStage).filter((line) => !line.startsWith('Prod ?')),
        answer,
      ),
    );
});

describe('a usage plan names a stage in pieces, its API and its name', () => {
  const planned = defineRule({
    id: 'planned',
    resource: Stage,
    severity: 'hint',
    preset: 'essential',
    docs,
    check: (stage) => ({ when: some(stage.usagePlans), at: stage, message: stage.name }),
  });
  const listed = (apiStage: string) => `
Parameters: { Name: { Type: String }, Env: { Type: String, Default: prod } }
Resources:
  Api: { Type: AWS::ApiGateway::RestApi }
  Other: { Type: AWS::ApiGateway::RestApi }
  Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, StageName: prod } }
  Named: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Other, StageName: !Ref Name } }
  Plan: { Type: AWS::ApiGateway::UsagePlan, Properties: { ApiStages: [{ ${apiStage} }] } }
`;
  const ways: readonly (readonly [apiStage: string, answer: readonly string[]])[] = [
    ['ApiId: !Ref Api, Stage: !Ref Prod', ['Prod hint']],
    ['ApiId: !Ref Api, Stage: prod', ['Prod hint']],
    ['ApiId: !Ref Api, Stage: !Ref Env', ['Prod hint']],
    ["ApiId: !Ref Api, Stage: !Sub '${Env}'", ['Prod hint']],
    ['ApiId: !Ref Api, Stage: test', []],
    ['ApiId: !Ref Other, Stage: !Ref Name', ['Named hint']],
    ['ApiId: !Ref Other, Stage: !Ref Named', ['Named hint']], // wrong, but nothing else can be meant
    ['ApiId: !Ref Other, Stage: prod', ['Prod ? Plan may belong to it', 'Named ? Plan may belong to it']],
    ['ApiId: !ImportValue Api, Stage: prod', ['Prod ? Plan may belong to it', 'Named ? Plan may belong to it']],
    ['ApiId: !Ref Api', ['Prod ? Plan may belong to it', 'Named ? Plan may belong to it']],
  ];
  for (const [apiStage, answer] of ways)
    test(apiStage, () => assert.deepEqual(look(listed(apiStage), planned), answer));
});

describe('a map with keys of the user’s own is a list of what stands at them', () => {
  const limited = defineRule({
    id: 'limited',
    resource: UsagePlan,
    severity: 'hint',
    preset: 'essential',
    docs,
    check: (plan) => ({
      when: some(plan.stages, ({ methods }) => some(methods, ({ rate }) => is(rate, 5))),
      at: plan,
      message: plan.name,
    }),
  });
  const plan = (throttle: string) =>
    `Parameters: { P: { Type: String } }\nResources:\n  Plan: { Type: AWS::ApiGateway::UsagePlan, Properties: { ApiStages: [{ Throttle: ${throttle} }] } }\n`;
  const ways: readonly (readonly [throttle: string, answer: readonly string[]])[] = [
    ['{}', []],
    ['{ /a/GET: { RateLimit: 1 }, /b/GET: { RateLimit: 5 } }', ['Plan hint']],
    ['{ /a/GET: { RateLimit: 1 }, /b/GET: { BurstLimit: 5 } }', []],
    ['{ /a/GET: { RateLimit: 1 }, /b/GET: !Ref P }', ['Plan ? parameter P has no default']],
    ['[{ RateLimit: 5 }]', ['Plan hint']], // the deployment will refuse it
    ['!Ref P', ['Plan ? parameter P has no default']],
  ];
  for (const [throttle, answer] of ways) test(throttle, () => assert.deepEqual(look(plan(throttle), limited), answer));
});

describe('what is written is there, whether or not it can be read', () => {
  const logged = defineRule({
    id: 'logged',
    resource: Stage,
    severity: 'hint',
    preset: 'essential',
    docs,
    check: (stage) => ({ when: written(stage.accessLog.destination), at: stage, message: stage.name }),
  });
  const stage = (destination: string) =>
    `${conditions}Resources:\n  Logs: { Type: AWS::Logs::LogGroup }\n  Bucket: { Type: AWS::S3::Bucket }\n  Prod: { Type: AWS::ApiGateway::Stage, Properties: { AccessLogSetting: { ${destination} } } }\n`;
  const ways: readonly (readonly [destination: string, answer: readonly string[]])[] = [
    ['', []],
    ['DestinationArn: !GetAtt Logs.Arn', ['Prod hint']],
    ['DestinationArn: !GetAtt Bucket.Arn', ['Prod hint']],
    ['DestinationArn: arn:aws:logs:eu-west-1:111122223333:log-group:prod', ['Prod hint']],
    ['DestinationArn: !Ref X', ['Prod hint']],
    ['DestinationArn: !Ref Y', ['Prod hint']],
    ['DestinationArn: !ImportValue Logs', ['Prod hint']],
    ['DestinationArn: !Ref AWS::NoValue', []],
    ['DestinationArn: !If [A, !ImportValue Logs, !Ref AWS::NoValue]', ['Prod hint when A is true']],
  ];
  for (const [destination, answer] of ways)
    test(destination === '' ? 'nothing' : destination, () =>
      assert.deepEqual(look(stage(destination), logged), answer),
    );
});

test('a rule that throws costs its own answer only', () => {
  const broken: AnyRule = defineRule({
    id: 'broken',
    resource: LoadBalancer,
    severity: 'error',
    preset: 'essential',
    docs,
    check: () => {
      throw new Error('a bug');
    },
  });
  const graph = new Graph([readCloudFormation('t.yaml', parseDocument(alb + listener('Web', 'HTTP')))], model);
  const { findings, crashes } = lint({ graph, settings: outOfTheBox }, [broken, httpOnly]);
  assert.deepEqual(
    crashes.map(({ rule, resource }) => `${rule} ${resource}`),
    ['broken Alb'],
  );
  assert.deepEqual(
    findings.map(({ resource }) => resource),
    ['Alb'],
  );
});
