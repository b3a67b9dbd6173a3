import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ask, chosen, labels } from './completions.ts';

const shop = (lines: string) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Logs:
    Type: AWS::Logs::LogGroup
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      ${lines}
  Web:
    Type: AWS::Serverless::HttpApi
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
`;

describe('In a resource of SAM', () => {
  test('keys are the words that the user has for what it becomes', () => {
    const keys = labels('shop.yaml', shop('‸'));
    for (const key of ['MethodSettings', 'AccessLogSetting', 'DisableExecuteApiEndpoint'])
      assert.ok(keys.includes(key));
    for (const key of ['RestApiId', 'DeploymentId', 'StageName']) assert.ok(!keys.includes(key), key);
    assert.deepEqual(labels('shop.yaml', shop('MethodSettings:\n        - HttpMethod: GET\n          ‸')), [
      'ResourcePath',
      'ThrottlingRateLimit',
      'ThrottlingBurstLimit',
    ]);
    assert.ok(labels('shop.yaml', shop('').replace('a.b', 'a.b\n      ‸')).includes('Timeout'));
  });

  test('and so are values and names', () => {
    assert.deepEqual(labels('shop.yaml', shop('DisableExecuteApiEndpoint: ‸')), ['true', 'false']);
    assert.deepEqual(labels('shop.yaml', shop('AccessLogSetting:\n        DestinationArn: ‸')), ['!GetAtt Logs.Arn']);
    assert.deepEqual(labels('shop.yaml', shop('EndpointConfiguration:\n        Type: ‸')), [
      'REGIONAL',
      'EDGE',
      'PRIVATE',
    ]);
  });
});

describe('In Auth', () => {
  const auth = (lines: string) => labels('shop.yaml', shop(`Auth:\n        ${lines}`));

  test('of a REST API, keys are what SAM says and what a row of the model knows', () => {
    assert.deepEqual(auth('‸').slice(0, 5), [
      'DefaultAuthorizer',
      'Authorizers',
      'ApiKeyRequired',
      'UsagePlan',
      'ResourcePolicy',
    ]);
    assert.deepEqual(auth('UsagePlan:\n          ‸'), ['CreateUsagePlan', 'Throttle']);
    assert.deepEqual(auth('UsagePlan:\n          CreateUsagePlan: ‸'), ['PER_API', 'SHARED', 'NONE']);
    assert.ok(auth('Authorizers:\n          Users:\n            ‸').includes('UserPoolArn'));
    assert.deepEqual(auth('Authorizers:\n          ‸'), [], 'a name is the user’s own');
    assert.deepEqual(auth('Authorizers:\n          Users:\n            FunctionArn: ‸'), ['!GetAtt Fn.Arn']);
    assert.deepEqual(auth('ApiKeyRequired: ‸'), ['true', 'false']);
  });

  test('of an HTTP API, they are others', () => {
    const http = shop('').replace('HttpApi\n', 'HttpApi\n    Properties:\n      Auth:\n        ‸\n');
    assert.deepEqual(labels('shop.yaml', http), ['DefaultAuthorizer', 'Authorizers', 'EnableIamAuthorizer']);
    const tokens = http.replace('‸', 'Authorizers:\n          Users:\n            ‸');
    assert.deepEqual(labels('shop.yaml', tokens).slice(0, 2), ['JwtConfiguration', 'IdentitySource']);
    assert.match(
      chosen(ask('shop.yaml', tokens), 'AuthorizationScopes'),
      /Users:\n {12}AuthorizationScopes:\n {14}- ‸\n/,
    );
  });

  test('an authorizer is one of those that the template has', () => {
    const users = 'Authorizers:\n          Users: { UserPoolArn: x }\n        ';
    assert.deepEqual(auth(`${users}DefaultAuthorizer: ‸`), ['Users', 'AWS_IAM']);
    assert.deepEqual(auth('DefaultAuthorizer: ‸'), ['AWS_IAM']);
  });

  test('a key says what it is, though no row knows it', () => {
    const first = ask('shop.yaml', shop('Auth:\n        ‸')).items[0];
    assert.match(JSON.stringify(first?.documentation), /Who decides where an event names nobody/);
    const key = ask('shop.yaml', shop('Auth:\n        ApiKeyR‸')).items.find(({ label }) => label === 'ApiKeyRequired');
    assert.equal(key?.detail, 'true or false');
  });
});

describe('In events', () => {
  const event = (lines: string) =>
    shop('Auth: { Authorizers: { Users: { UserPoolArn: x } } }').replace(
      'a.b',
      `a.b\n      Events:\n        Get:\n          ${lines}`,
    );
  const inEvent = (lines: string) => labels('shop.yaml', event(lines));
  const said = (type: string, lines: string) =>
    inEvent(`Type: ${type}\n          Properties:\n            Path: /a\n            ${lines}`);

  test('first comes the type, which says what properties there are', () => {
    assert.deepEqual(inEvent('‸'), ['Type']);
    assert.deepEqual(inEvent('Type: ‸'), ['Api', 'HttpApi']);
    assert.deepEqual(inEvent('Type: Api\n          ‸'), ['Properties']);
    assert.deepEqual(inEvent('Type: Schedule\n          Properties:\n            ‸'), [], 'of others nothing is known');
    assert.deepEqual(said('Api', '‸'), ['Method', 'RestApiId', 'Auth', 'TimeoutInMillis']);
    assert.deepEqual(said('HttpApi', '‸'), ['Method', 'ApiId', 'Auth', 'PayloadFormatVersion', 'TimeoutInMillis']);
  });

  test('an API is one of the kind of the event', () => {
    assert.deepEqual(said('Api', 'RestApiId: ‸'), ['!Ref Shop']);
    assert.deepEqual(said('HttpApi', 'ApiId: ‸'), ['!Ref Web']);
  });

  test('who may call is said in words of SAM, with the authorizers of that kind of API', () => {
    assert.deepEqual(said('Api', 'Auth:\n              ‸').slice(0, 3), [
      'Authorizer',
      'AuthorizationScopes',
      'ApiKeyRequired',
    ]);
    assert.deepEqual(said('Api', 'Auth:\n              Authorizer: ‸'), ['Users', 'AWS_IAM', 'NONE']);
    assert.deepEqual(said('HttpApi', 'Auth:\n              Authorizer: ‸'), ['AWS_IAM', 'NONE']);
    assert.deepEqual(said('Api', 'Method: ‸').slice(0, 2), ['get', 'post']);
    assert.match(
      chosen(
        ask('shop.yaml', event('Type: HttpApi\n          Properties:\n            PayloadFormatVersion: ‸')),
        '2.0',
      ),
      /PayloadFormatVersion: '2.0'\n/,
    );
  });
});

describe('In Globals', () => {
  const globals = (lines: string) =>
    labels('shop.yaml', shop('').replace('Resources:', `Globals:\n  ${lines}\nResources:`));

  test('keys are those of the resources that it speaks for, whatever of them is written yet', () => {
    assert.deepEqual(globals('‸'), ['Api', 'HttpApi', 'Function']);
    assert.deepEqual(globals('Function:\n    ‸'), ['Timeout']);
    assert.deepEqual(globals('Api:\n    ‸'), [
      'Auth',
      'EndpointConfiguration',
      'MethodSettings',
      'AccessLogSetting',
      'Domain',
    ]);
    assert.deepEqual(globals('Api:\n    Auth:\n      ‸').slice(0, 2), ['DefaultAuthorizer', 'Authorizers']);
    assert.ok(globals('HttpApi:\n    DefaultRouteSettings:\n      ‸').includes('ThrottlingRateLimit'));
  });

  test('not those that only a resource can say', () => {
    for (const kind of ['Api', 'HttpApi']) {
      const keys = globals(`${kind}:\n    ‸`);
      for (const key of ['StageName', 'DisableExecuteApiEndpoint']) assert.ok(!keys.includes(key), `${kind}.${key}`);
    }
  });

  test('values and names too', () => {
    assert.deepEqual(globals('Api:\n    EndpointConfiguration:\n      Type: P‸'), ['REGIONAL', 'EDGE', 'PRIVATE']);
    assert.deepEqual(globals('Api:\n    AccessLogSetting:\n      DestinationArn: ‸'), ['!GetAtt Logs.Arn']);
  });

  test('and in JSON', () => {
    const json = `{ "Transform": "AWS::Serverless-2016-10-31", "Globals": { "Api": { "Auth": { ‸ } } },
  "Resources": { "Shop": { "Type": "AWS::Serverless::Api" } } }`;
    assert.match(chosen(ask('shop.json', json), 'ApiKeyRequired'), /"Auth": \{ "ApiKeyRequired": ‸ \}/);
  });
});
