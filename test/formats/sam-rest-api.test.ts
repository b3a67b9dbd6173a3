// REST APIs of SAM, the functions behind them, and what else SAM makes around them: what they deploy, what is said of it,
// and where the user says it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { hashOf } from '../../server/formats/cloudformation/sam/logical-id.ts';
import { analysed, analysedAsItIs, deployed, permissions, read, resource, said, withEvents } from './sam.ts';

const open = 'apigw-method-without-auth';
const noLog = 'apigw-access-logs-disabled';
const noThrottle = 'apigw-stage-without-throttling';
const tooLong = 'lambda-timeout-exceeds-apigw';
const notAllowed = 'lambda-permission-missing';

const shop = (properties = 'StageName: prod', attributes = ''): string =>
  `  Shop:\n    Type: AWS::Serverless::Api\n    ${attributes}\n    Properties: { ${properties} }\n`;

const list = (more = ''): string => `List: { Type: Api, Properties: { Path: /orders, Method: get${more} } }`;
const atShop = (more = ''): string => list(`, RestApiId: !Ref Shop${more}`);

/** The API and what is made around it, without functions. */
const gateway = (template: string): readonly string[] => deployed(template, 'AWS::ApiGateway::');

const integrationKey = 'x-amazon-apigateway-integration';

/** An operation of the body: of the implied API, if no other is named. */
const operation = (template: string, path = '/orders', method = 'get', api = 'ServerlessRestApi') =>
  read(template, api, 'Body', 'paths', path, method) as Readonly<Record<string, unknown>>;

const security = (template: string, ...where: string[]): unknown => operation(template, ...where)?.['security'];

const calling = `${integrationKey}: { type: aws_proxy, httpMethod: POST, uri: !Sub 'arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Orders.Arn}/invocations' }`;

describe('a REST API of SAM is', () => {
  test('an API, a deployment and a stage; without OpenApiVersion, the deployment makes a stage called Stage', () => {
    const bare = `Resources:\n${shop()}`;
    assert.deepEqual(gateway(bare), ['RestApi Shop', 'Deployment ShopDeployment', 'Stage ShopprodStage']);
    assert.deepEqual(read(bare, 'Shop'), { Body: { paths: {} } });
    assert.deepEqual(read(bare, 'ShopDeployment'), { RestApiId: 'Shop.Ref', StageName: 'Stage' });
    assert.deepEqual(read(bare, 'ShopprodStage'), {
      RestApiId: 'Shop.Ref',
      DeploymentId: 'ShopDeployment.Ref',
      StageName: 'prod',
    });
  });

  test('without that stage, where an OpenApiVersion is said, be it in Globals', () => {
    const own = `Resources:\n${shop('StageName: prod, OpenApiVersion: 3.0.1')}`;
    assert.equal(read(own, 'ShopDeployment', 'StageName'), undefined);
    const global = `Globals:\n  Api: { OpenApiVersion: '2.0' }\nResources:\n${shop()}`;
    assert.equal(read(global, 'ShopDeployment', 'StageName'), undefined);
  });

  test('implied by events that name none; its stage is called Prod, whatever else is said', () => {
    const implied = `Globals:\n  Api: { MethodSettings: [] }\n${withEvents([list()])}`;
    assert.deepEqual(gateway(implied), [
      'RestApi ServerlessRestApi',
      'Deployment ServerlessRestApiDeployment',
      'Stage ServerlessRestApiProdStage',
    ]);
    assert.equal(read(implied, 'ServerlessRestApiProdStage', 'StageName'), 'Prod');
    assert.deepEqual(said(noLog, implied), ['2: "Api" Stage "Prod" writes no access log; send one to a log group.']);
  });

  test('said at its first event, where Globals say nothing of APIs', () => {
    const [first] = said(noLog, withEvents([list()]));
    assert.equal(first, '7: "List" Stage "Prod" writes no access log; send one to a log group.');
  });

  test('said in the words of its stage', () => {
    const settings =
      "AccessLogSetting: { DestinationArn: arn, Format: $context.requestId }, CanarySetting: { PercentTraffic: 5 }, MethodSettings: [{ ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 5, ThrottlingBurstLimit: 5 }]";
    const template = `Resources:\n${shop(`StageName: prod, OpenApiVersion: '3.0', ${settings}`)}`;
    assert.deepEqual(read(template, 'ShopprodStage', 'CanarySetting'), { PercentTraffic: 5 });
    assert.deepEqual(said(noLog, template), []);
    assert.deepEqual(said(noThrottle, template), []);
  });

  test('of an endpoint type that is a text, or stands in a map', () => {
    const types = (written: string) =>
      read(
        `Resources:\n${shop(`StageName: prod, EndpointConfiguration: ${written}`)}`,
        'Shop',
        'EndpointConfiguration',
        'Types',
      );
    assert.deepEqual(types('REGIONAL'), ['REGIONAL']);
    assert.deepEqual(types('{ Type: PRIVATE, VPCEndpointIds: [vpce-1] }'), ['PRIVATE']);
    assert.deepEqual(types('!Ref Tier'), ['<Tier>']);
    assert.deepEqual(types('{ Types: [EDGE] }'), [{ Types: ['EDGE'] }], 'SAM takes the map for the type');
  });

  test('not made where its definition lies elsewhere', () => {
    const elsewhere = withEvents([atShop()], shop('StageName: prod, DefinitionUri: s3://bucket/api.yaml'));
    assert.deepEqual(read(elsewhere, 'Shop'), { BodyS3Location: 's3://bucket/api.yaml' });
    assert.deepEqual(permissions(elsewhere), ['OrdersListPermissionprod']);
    assert.deepEqual(said(open, elsewhere), []);
  });
});

describe('a stage is called', () => {
  const stage = (name: string) => gateway(`Resources:\n${shop(`StageName: ${name}`)}`).at(-1);

  test('by its name, or by a hash of it where that is no word', () => {
    assert.equal(stage('v1'), 'Stage Shopv1Stage');
    assert.equal(stage('dev-1'), 'Stage ShopStaged58b5e165f');
  });

  test('in permissions as well', () => {
    const ofStage = (name: string) => permissions(withEvents([atShop()], shop(`StageName: ${name}`)))[0];
    assert.equal(ofStage('prod'), 'OrdersListPermissionprod');
    assert.equal(ofStage('dev-1'), 'OrdersListPermissiond58b5e165f');
    assert.equal(ofStage('!Ref Tier'), 'OrdersListPermissionStage');
  });

  test('by its API alone, where a function makes the name', () => {
    assert.equal(stage('!Ref Tier'), 'Stage ShopStage');
    assert.equal(stage("!Sub '${Tier}-1'"), 'Stage ShopStage');
  });

  test('Shop.Stage by the user, whatever it is called', () => {
    for (const name of ['prod', 'dev-1', '!Ref Tier']) {
      const associated = `Resources:
${shop(`StageName: ${name}, OpenApiVersion: '3.0'`)}  Acl:
    Type: AWS::WAFv2::WebACLAssociation
    Properties:
      ResourceArn: !Sub 'arn:aws:apigateway:\${AWS::Region}::/restapis/\${Shop}/stages/\${Shop.Stage}'
      WebACLArn: !Ref Late
`;
      assert.deepEqual(said('apigw-stage-without-waf', associated), [], name);
      const elsewhere = associated.replace('${Shop.Stage}', '${Shop.Deployment}');
      assert.equal(said('apigw-stage-without-waf', elsewhere).length, 1, name);
    }
  });

  test('with ten digits of SHA-1', () => {
    for (const text of ['', 'a', 'ä'.repeat(30), 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(1000)]) {
      const whole = createHash('sha1').update(text).digest('hex');
      assert.equal(hashOf(text), text === '' ? '' : whole.slice(0, 10));
    }
  });
});

describe('an event of type Api', () => {
  test('is an operation that calls its function, which allows that', () => {
    const template = withEvents([list(', TimeoutInMillis: 5000')]);
    assert.deepEqual(operation(template), {
      [integrationKey]: {
        type: 'aws_proxy',
        httpMethod: 'POST',
        uri: 'arn:<AWS::Partition>:apigateway:<AWS::Region>:lambda:path/2015-03-31/functions/Orders.Arn/invocations',
        timeoutInMillis: 5000,
      },
    });
    assert.deepEqual(read(template, 'OrdersListPermissionProd'), {
      FunctionName: 'Orders.Ref',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: 'arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:ServerlessRestApi.Ref/*/GET/orders',
    });
    assert.deepEqual(said(notAllowed, template), []);
  });

  test('that takes every method has a word of its own in the body', () => {
    const any = withEvents([list().replace('get', 'ANY')]);
    assert.ok(operation(any, '/orders', 'x-amazon-apigateway-any-method'));
  });

  test('is marked where it is written, and so is what its function says', () => {
    const template = withEvents([list()]).replace('Properties:\n', 'Properties:\n      Timeout: 60\n');
    assert.deepEqual(said(open, template), ['8: "List" GET /orders can be called by anyone; authorize its callers.']);
    assert.deepEqual(said(tooLong, template), [
      '6: "60" Orders may run 60 s, but API Gateway waits 29 s; lower it to 29.',
    ]);
  });

  test('streams its answer only if it says so plainly', () => {
    const streamed = withEvents(
      [list(', ResponseTransferMode: RESPONSE_STREAM')],
      '  Other: { Type: AWS::SQS::Queue }\n',
    );
    const integration = operation(streamed)[integrationKey] as Record<string, unknown>;
    assert.equal(integration['responseTransferMode'], 'STREAM');
    assert.match(String(integration['uri']), /2021-11-15\/functions\/Orders\.Arn\/response-streaming-invocations$/);
    const buffered = operation(withEvents([list(', ResponseTransferMode: !Ref Tier')]));
    assert.equal((buffered[integrationKey] as Record<string, unknown>)['responseTransferMode'], undefined);
    const slow = (mode: string) =>
      analysed(`Globals:\n  Function: { Timeout: 60 }\n${withEvents([list(mode)])}`)
        .findings.filter(({ rule }) => rule === tooLong)
        .map(({ severity }) => severity);
    assert.deepEqual(slow(''), ['warning']);
    assert.deepEqual(slow(', ResponseTransferMode: RESPONSE_STREAM'), ['information'], 'a stream may go on for longer');
  });

  test('at an API that is not there is nothing, and nothing is invented', () => {
    const lost = withEvents([atShop()]);
    assert.deepEqual(gateway(lost), []);
    assert.deepEqual(permissions(lost), []);
    assert.deepEqual(analysed(lost).findings, []);
    const imported = withEvents([list(', RestApiId: !ImportValue Api')]);
    assert.deepEqual(gateway(imported), []);
  });

  test('at an API without SAM brings a permission only', () => {
    const plain = withEvents([atShop()], '  Shop: { Type: AWS::ApiGateway::RestApi }\n');
    assert.deepEqual(permissions(plain), ['OrdersListPermissionStage']);
    assert.equal(read(plain, 'Shop'), undefined);
  });

  test('behind an alias, or beside a merge key, is as good as known', () => {
    const aliased = `Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Events: { List: &list { Type: Api, Properties: { Path: /orders, Method: get } } }
  Goods:
    Type: AWS::Serverless::Function
    Properties:
      Events: { List: *list, Get: { Type: Api, Properties: { Path: /goods, Method: get } } }
`;
    assert.ok(operation(aliased, '/goods'));
    assert.equal(read(aliased, 'ServerlessRestApi', 'Body', 'paths', '…'), undefined);
    const merged = aliased.replace('{ List: *list,', '{ <<: *list,');
    assert.equal(read(merged, 'ServerlessRestApi', 'Body', 'paths', '…'), 'a merge key may bring more');
  });

  test('of another type says nothing of what an API waits for', () => {
    const asynchronous = `Globals:
  Function: { Timeout: 20 }
${withEvents([list()])}  Nightly:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 900
      Events:
        Night: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
        Sent: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn } }
        Stored: { Type: S3, Properties: { Bucket: !Ref Bucket, Events: s3:ObjectCreated:* } }
  Queue: { Type: AWS::SQS::Queue }
  Bucket: { Type: AWS::S3::Bucket }
`;
    assert.deepEqual(said(tooLong, asynchronous), []);
    assert.deepEqual(permissions(asynchronous), ['OrdersListPermissionProd']);
  });
});

describe('who may call an operation', () => {
  const authorizers = 'Authorizers: { Users: { UserPoolArn: !Ref Late }, Asked: { FunctionArn: !GetAtt Orders.Arn } }';
  const auth = (more: string): string => `Globals:\n  Api: { Auth: { ${authorizers}, ${more} } }\n`;

  test('is what the API asks by default, be it said in Globals of an API that nobody wrote', () => {
    const template = auth('DefaultAuthorizer: Users') + withEvents([list()]);
    assert.deepEqual(security(template), [{ Users: [] }]);
    assert.deepEqual(said(open, template), []);
  });

  test('is everybody, where its event says NONE', () => {
    const template =
      auth('DefaultAuthorizer: Users') +
      withEvents([list(', Auth: { Authorizer: NONE }'), list().replace('List', 'Put').replace('get', 'put')]);
    assert.deepEqual(security(template), []);
    assert.deepEqual(security(template, '/orders', 'put'), [{ Users: [] }]);
    assert.deepEqual(said(open, template), [
      '9: "Authorizer" GET /orders can be called by anyone; authorize its callers.',
    ]);
  });

  test('is what its event asks before anything else, with scopes of its own or those of the authorizer', () => {
    const scoped = auth('DefaultAuthorizer: Asked').replace('!Ref Late }', '!Ref Late, AuthorizationScopes: [all] }');
    assert.deepEqual(security(scoped + withEvents([list(', Auth: { Authorizer: Users }')])), [{ Users: ['all'] }]);
    const own = list(', Auth: { Authorizer: Users, AuthorizationScopes: [one] }');
    assert.deepEqual(security(scoped + withEvents([own])), [{ Users: ['one'] }]);
    const byDefault = scoped.replace('DefaultAuthorizer: Asked', 'DefaultAuthorizer: Users');
    assert.deepEqual(security(byDefault + withEvents([list()])), [{ Users: ['all'] }]);
  });

  test('is whoever has a key, unless the event wants none', () => {
    const keyed = 'Globals:\n  Api: { Auth: { ApiKeyRequired: true } }\n';
    assert.deepEqual(security(keyed + withEvents([list()])), [{ api_key: [] }]);
    assert.deepEqual(security(keyed + withEvents([list(', Auth: { ApiKeyRequired: false }')])), []);
    const own = withEvents([list(', Auth: { ApiKeyRequired: true }')]);
    assert.deepEqual(said(open, own), [
      '7: "ApiKeyRequired" GET /orders asks for an API key only, which counts calls and authorizes nobody; authorize its callers.',
    ]);
    assert.deepEqual(Object.keys(read(own, 'ServerlessRestApi', 'Body', 'securityDefinitions') as object), ['api_key']);
    const both = auth('DefaultAuthorizer: Users, ApiKeyRequired: true') + withEvents([list()]);
    assert.deepEqual(security(both), [{ Users: [] }, { api_key: [] }]);
  });

  test('is everybody, where a default authorizer is named and the API has none', () => {
    const none = `Globals:\n  Api: { Auth: { DefaultAuthorizer: Users } }\n${withEvents([list()])}`;
    assert.equal(security(none), undefined);
    assert.equal(said(open, none).length, 1);
  });

  test('is not known, where a parameter or a merge key says it', () => {
    const parameter = auth('DefaultAuthorizer: !Ref Late') + withEvents([list()]);
    assert.equal(security(parameter), '? the authorizer is not known');
    assert.deepEqual(said(open, parameter), []);
    const merged = `Globals:\n  Api: { Auth: { <<: *auth } }\n${withEvents([list()])}`;
    assert.deepEqual(said(open, merged), []);
    const own = auth('DefaultAuthorizer: Users') + withEvents([list(', Auth: { Authorizer: !Ref Late }')]);
    assert.deepEqual(said(open, own), []);
  });

  test('is said behind an alias as well as in place', () => {
    const aliased = `Globals:
  Api: { Auth: &auth { ${authorizers}, DefaultAuthorizer: Users } }
${withEvents([atShop()], shop('StageName: prod, Auth: *auth'))}`;
    assert.deepEqual(security(aliased, '/orders', 'get', 'Shop'), [{ Users: [] }]);
  });

  test('is whoever IAM lets in; the function is called as the caller, or as the role that is named', () => {
    const signed = (more = '') =>
      `Globals:\n  Api: { Auth: { DefaultAuthorizer: AWS_IAM${more} } }\n${withEvents([list()])}`;
    const credentials = (template: string) =>
      (operation(template)[integrationKey] as Record<string, unknown>)['credentials'];
    assert.deepEqual(security(signed()), [{ AWS_IAM: [] }]);
    assert.equal(credentials(signed()), 'arn:<AWS::Partition>:iam::*:user/*');
    assert.equal(credentials(signed(', InvokeRole: NONE')), undefined);
    assert.equal(credentials(signed(', InvokeRole: !Ref Late')), '<Late>');
    const own = (more: string) => withEvents([list(`, Auth: { Authorizer: AWS_IAM${more} }`)]);
    assert.equal(credentials(own(', InvokeRole: CALLER_CREDENTIALS')), 'arn:<AWS::Partition>:iam::*:user/*');
    assert.equal(credentials(own(', InvokeRole: NONE')), undefined);
    const schemes = read(own(''), 'ServerlessRestApi', 'Body', 'securityDefinitions');
    assert.deepEqual(Object.keys(schemes as object), ['AWS_IAM']);
    const another = signed().replace('get }', 'get, Auth: { ApiKeyRequired: true } }');
    assert.equal(credentials(another), undefined, 'with an Auth of its own, an event says all of it');
    assert.equal(
      read(signed(), 'ServerlessRestApi', 'Body', 'securityDefinitions', 'AWS_IAM', 'x-amazon-apigateway-authtype'),
      'awsSigv4',
    );
  });

  test('is asked of the API itself where the user has removed what Globals say', () => {
    const ignored = (words: string) =>
      auth('DefaultAuthorizer: Users') + withEvents([atShop()], shop('StageName: prod', `IgnoreGlobals: ${words}`));
    assert.equal(security(ignored('[Auth]'), '/orders', 'get', 'Shop'), undefined);
    assert.equal(security(ignored("'*'"), '/orders', 'get', 'Shop'), undefined);
    assert.deepEqual(security(ignored('[Cors]'), '/orders', 'get', 'Shop'), [{ Users: [] }]);
  });
});

describe('an authorizer is a security scheme', () => {
  const scheme = (authorizer: string) =>
    read(
      `Resources:\n${shop(`StageName: prod, Auth: { Authorizers: { Own: ${authorizer} } }`)}`,
      'Shop',
      'Body',
      'securityDefinitions',
      'Own',
    ) as Record<string, unknown>;
  const extension = 'x-amazon-apigateway-authorizer';

  test('of a user pool', () => {
    assert.deepEqual(scheme('{ UserPoolArn: arn, Identity: { Header: Token, ValidationExpression: x+ } }'), {
      type: 'apiKey',
      name: 'Token',
      in: 'header',
      'x-amazon-apigateway-authtype': 'cognito_user_pools',
      [extension]: { type: 'cognito_user_pools', providerARNs: 'arn', identityValidationExpression: 'x+' },
    });
  });

  test('of a function that gets the token, or the whole request', () => {
    assert.deepEqual(
      scheme('{ FunctionArn: arn, FunctionInvokeRole: !Ref Late, Identity: { ReauthorizeEvery: 20 } }')[extension],
      {
        type: 'token',
        authorizerUri: 'arn',
        authorizerCredentials: '<Late>',
        authorizerResultTtlInSeconds: 20,
      },
    );
    const request = scheme(
      '{ FunctionArn: arn, FunctionInvokeRole: NONE, FunctionPayloadType: REQUEST, Identity: { Headers: [Auth], Context: [accountId] } }',
    );
    assert.equal(request['name'], 'Unused');
    assert.deepEqual(request[extension], {
      type: 'request',
      authorizerUri: 'arn',
      identitySource: 'method.request.header.Auth, context.accountId',
    });
  });

  test('whose function allows the call, unless the user turns that off', () => {
    const asked = (more = '') =>
      `Resources:\n${shop(`StageName: prod, Auth: { Authorizers: { Own: { FunctionArn: !GetAtt Gate.Arn${more} } } }`)}  Gate: { Type: AWS::Serverless::Function }\n`;
    assert.deepEqual(permissions(asked()), ['ShopOwnAuthorizerPermission']);
    assert.deepEqual(said(notAllowed, asked()), []);
    const off = asked(', DisableFunctionDefaultPermissions: true');
    assert.equal(said(notAllowed, off).length, 1);
  });
});

describe('CORS', () => {
  const users = 'Auth: { DefaultAuthorizer: Users, Authorizers: { Users: { UserPoolArn: arn } }';

  test('has each path answer preflight requests, which ask the default authorizer, too, unless that is turned off', () => {
    const cors = (more: string) => `Globals:\n  Api: { Cors: "'*'", ${users}${more} } }\n${withEvents([list()])}`;
    assert.deepEqual(operation(cors(''), '/orders', 'options'), {
      [integrationKey]: { type: 'mock' },
      security: [{ Users: [] }],
    });
    assert.equal(security(cors(', AddDefaultAuthorizerToCorsPreflight: false'), '/orders', 'options'), undefined);
    const keyed = cors(', ApiKeyRequired: true, AddApiKeyRequiredToCorsPreflight: false');
    assert.deepEqual(security(keyed, '/orders', 'options'), [{ Users: [] }]);
  });

  test('leaves an answer of the user alone, and a path that differs by a slash', () => {
    const own = withEvents([
      list(),
      list().replace('List', 'Ask').replace('get', 'options'),
      list().replace('List', 'Same').replace('/orders', '/orders/'),
    ]);
    const template = `Globals:\n  Api: { Cors: "'*'" }\n${own}`;
    assert.match(JSON.stringify(operation(template, '/orders', 'options')), /aws_proxy/);
    assert.equal(operation(template, '/orders/', 'options'), undefined);
  });

  test('goes into a body that the user wrote', () => {
    const body = `DefinitionBody: { swagger: '2.0', paths: { /orders: { get: { ${calling} } } } }`;
    const template = withEvents([], shop(`StageName: prod, Cors: { AllowOrigin: "'*'" }, ${body}`)).replace(
      'Events:\n',
      'Timeout: 5\n',
    );
    assert.ok(operation(template, '/orders', 'options', 'Shop'));
    assert.equal(said(open, template).length, 1);
    const asking = (more: string) =>
      security(template.replace('Cors:', `${users}${more} }, Cors:`), '/orders', 'options', 'Shop');
    assert.deepEqual(asking(''), [{ Users: [] }]);
    assert.equal(asking(', AddDefaultAuthorizerToCorsPreflight: false'), undefined);
  });
});

describe('a body that the user wrote', () => {
  const written = (get: string, more: string, event = ''): string =>
    withEvents(
      event ? [event] : ['Night: { Type: Schedule }'],
      shop(
        `StageName: prod, ${more}, DefinitionBody: { openapi: 3.0.1, paths: { /orders: { get: { ${get} }, summary: x } } }`,
      ),
    );
  const users = 'DefaultAuthorizer: Users, Authorizers: { Users: { UserPoolArn: arn } }';
  const at = ['/orders', 'get', 'Shop'] as const;

  test('asks what the API asks by default, where an operation calls something and does not ask itself', () => {
    assert.deepEqual(security(written(calling, `Auth: { ${users} }`), ...at), [{ Users: [] }]);
    assert.equal(security(written('responses: {}', `Auth: { ${users} }`), ...at), undefined);
    assert.deepEqual(security(written(`${calling}, security: [{ Users: [one] }]`, `Auth: { ${users} }`), ...at), [
      { Users: ['one'] },
    ]);
    assert.deepEqual(security(written(`${calling}, security: [{ api_key: [] }]`, `Auth: { ${users} }`), ...at), [
      { api_key: [] },
      { Users: [] },
    ]);
    assert.deepEqual(security(written(`${calling}, security: [{ NONE: [] }]`, `Auth: { ${users} }`), ...at), []);
  });

  test('takes no events, unless its definitions are to be merged', () => {
    const event = atShop(', Auth: { Authorizer: Users }');
    const apart = written('security: [{ mine: [] }]', `Auth: { ${users} }`, event);
    assert.equal(operation(apart, ...at)[integrationKey], undefined);
    const merged = written('security: [{ mine: [] }], summary: y', `MergeDefinitions: true, Auth: { ${users} }`, event);
    assert.deepEqual(Object.keys(operation(merged, ...at)), ['security', 'summary', integrationKey]);
    assert.deepEqual(security(merged, ...at), [{ Users: [] }]);
    const beside = written('responses: {}', 'MergeDefinitions: true', atShop().replace('get', 'put'));
    assert.ok(operation(beside, '/orders', 'put', 'Shop'));
    assert.ok(operation(beside, ...at));
  });

  test('lets an event speak of its operation, where that says so', () => {
    const override = (authorizer: string) =>
      written(calling, `Auth: { ${users} }`, atShop(`, Auth: { OverrideApiAuth: true, Authorizer: ${authorizer} }`));
    assert.deepEqual(security(override('NONE'), ...at), []);
    assert.deepEqual(security(override('AWS_IAM'), ...at), [{ AWS_IAM: [] }]);
    const ofPut = atShop(', Auth: { OverrideApiAuth: true, Authorizer: NONE }').replace('get', 'put');
    assert.deepEqual(security(written(calling, `Auth: { ${users} }`, ofPut), ...at), [{ Users: [] }]);
    const beside = written(
      `${calling}, security: [{ api_key: [] }]`,
      `Auth: { ${users} }`,
      atShop(', Auth: { OverrideApiAuth: true, Authorizer: AWS_IAM }'),
    );
    assert.deepEqual(security(beside, ...at), [{ api_key: [] }, { AWS_IAM: [] }]);
    const silent = written(calling, `Auth: { ${users} }`, atShop(', Auth: { Authorizer: NONE }'));
    assert.deepEqual(security(silent, ...at), [{ Users: [] }]);
  });

  test('keeps its conditions', () => {
    const template = written(`Fn::If: [IsGold, { ${calling} }, !Ref AWS::NoValue]`, `Auth: { ${users} }`);
    assert.deepEqual(Object.keys(operation(template, ...at)), ['if IsGold']);
    assert.deepEqual(said(open, template), []);
    assert.deepEqual(said(open, template.replace(users, '')), [
      '11: "get" GET /orders can be called by anyone; authorize its callers.',
    ]);
  });

  test('stays open where a macro brings it, and where a reference leads nowhere', () => {
    const included = withEvents(
      [atShop()],
      shop('StageName: prod, DefinitionBody: { Fn::Transform: { Name: AWS::Include } }'),
    );
    assert.deepEqual(said(open, included), []);
    const broken = written(`$ref: '#/components/nowhere', ${calling}`, `Auth: { ${users} }`);
    assert.deepEqual(said(open, broken), []);
    const odd = written('security: !Ref Late', `Auth: { ${users} }`).replace(
      'paths: {',
      'paths: { /odd: [], /odder: 5,',
    );
    assert.deepEqual(said(open, odd), []);
    const brought = written(`${calling}, Fn::Transform: { Name: AWS::Include }`, `Auth: { ${users} }`);
    assert.equal(security(brought, ...at), undefined, 'the macro may say it');
    const empty = withEvents(
      [atShop()],
      shop('StageName: prod, MergeDefinitions: true, DefinitionBody: { openapi: 3.0.1, paths: }'),
    );
    assert.ok(operation(empty, ...at));
  });
});

describe('a resource policy', () => {
  const policy = (words: string) =>
    read(
      `Resources:\n${shop(`StageName: prod, Auth: { ResourcePolicy: { ${words} } }`)}`,
      'Shop',
      'Body',
      'x-amazon-apigateway-policy',
      'Statement',
    );
  const statements = (words: string) =>
    (policy(words) as readonly Record<string, unknown>[]).map((one) => [
      one['Effect'],
      one['Principal'],
      one['Condition'],
    ]);

  test('of short words becomes statements', () => {
    assert.deepEqual(statements("AwsAccountWhitelist: ['1']"), [['Allow', { AWS: ['1'] }, undefined]]);
    assert.deepEqual(statements("AwsAccountBlacklist: ['1']"), [['Deny', { AWS: ['1'] }, undefined]]);
    assert.deepEqual(statements('IpRangeWhitelist: [10.0.0.0/8]'), [
      ['Allow', '*', undefined],
      ['Deny', '*', { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } }],
    ]);
    assert.deepEqual(statements('SourceVpcWhitelist: [vpc-1, vpce-2, other]')[1], [
      'Deny',
      '*',
      { StringNotEquals: { 'aws:SourceVpc': ['vpc-1'], 'aws:SourceVpce': ['vpce-2'] } },
    ]);
    assert.deepEqual(statements('IntrinsicVpcBlacklist: [!Ref Late]')[1], [
      'Deny',
      '*',
      { StringEquals: { 'aws:SourceVpc': ['<Late>'] } },
    ]);
    assert.deepEqual(policy('SourceVpcWhitelist: [other]'), []);
  });

  test('of statements is these, be it one', () => {
    const one = '{ Effect: Allow, Principal: "*" }';
    assert.deepEqual(statements(`CustomStatements: [${one}]`), [['Allow', '*', undefined]]);
    assert.deepEqual(statements(`CustomStatements: ${one}`), [['Allow', '*', undefined]]);
    assert.deepEqual(policy('CustomStatements: !Ref Late'), ['… the resource policy cannot be read']);
  });

  test('stands behind what the body says', () => {
    const body =
      "DefinitionBody: { swagger: '2.0', paths: {}, x-amazon-apigateway-policy: { Statement: { Effect: Deny, Principal: '*' } } }";
    const template = `Resources:\n${shop(`StageName: prod, ${body}, Auth: { ResourcePolicy: { AwsAccountWhitelist: ['1'] } }`)}`;
    const all = read(template, 'Shop', 'Body', 'x-amazon-apigateway-policy', 'Statement');
    assert.deepEqual(
      (all as readonly Record<string, unknown>[]).map(({ Effect }) => Effect),
      ['Deny', 'Allow'],
    );
  });

  test('of an event is one of its API', () => {
    const event = list(', Auth: { ResourcePolicy: { IpRangeWhitelist: [10.0.0.0/8] } }');
    assert.deepEqual(said(open, withEvents([event])), []);
  });

  test('that lets in everybody keeps nobody out', () => {
    const ofAll =
      'StageName: prod, Auth: { ResourcePolicy: { CustomStatements: [{ Effect: Allow, Principal: "*" }] } }';
    assert.equal(said(open, withEvents([atShop()], shop(ofAll))).length, 1);
    assert.deepEqual(said(open, withEvents([atShop()], shop(ofAll.replace('"*"', '{ AWS: arn }')))), []);
  });
});

describe('a usage plan', () => {
  const plan = (kind: string, throttle = ', Throttle: { RateLimit: 5, BurstLimit: 5 }') =>
    `StageName: prod, OpenApiVersion: '3.0', Auth: { UsagePlan: { CreateUsagePlan: ${kind}${throttle} } }`;

  test('of one API has its stage', () => {
    const own = `Resources:\n${shop(plan('PER_API'))}`;
    assert.deepEqual(read(own, 'ShopUsagePlan'), {
      ApiStages: [{ ApiId: 'Shop.Ref', Stage: 'ShopprodStage.Ref' }],
      Throttle: { RateLimit: 5, BurstLimit: 5 },
    });
    assert.deepEqual(said(noThrottle, own), []);
    assert.equal(said(noThrottle, `Resources:\n${shop(plan('PER_API', ''))}`).length, 1);
    assert.equal(said(noThrottle, `Resources:\n${shop(plan('NONE'))}`).length, 1);
  });

  test('that APIs share has the stages of all; where they say different things of it, nobody knows which counts', () => {
    const goods = (throttle?: string) => shop(plan('SHARED', throttle)).replace('Shop', 'Goods');
    const same = `Resources:\n${shop(plan('SHARED'))}${goods()}`;
    assert.deepEqual(read(same, 'ServerlessUsagePlan', 'ApiStages'), [
      { ApiId: 'Shop.Ref', Stage: 'ShopprodStage.Ref' },
      { ApiId: 'Goods.Ref', Stage: 'GoodsprodStage.Ref' },
    ]);
    assert.deepEqual(read(same, 'ServerlessUsagePlan', 'Throttle'), { RateLimit: 5, BurstLimit: 5 });
    assert.deepEqual(said(noThrottle, same), []);
    const other = `Resources:\n${shop(plan('SHARED'))}${goods(', Throttle: { RateLimit: 5, BurstLimit: 6 }')}`;
    assert.equal(read(other, 'ServerlessUsagePlan', 'Throttle'), '? APIs say different things of the plan');
    const differing = `Resources:\n${shop(plan('SHARED'))}${goods('')}`;
    assert.equal(read(differing, 'ServerlessUsagePlan', 'Throttle'), '? APIs say different things of the plan');
    assert.deepEqual(said(noThrottle, differing), []);
  });

  test('that APIs share is there where one of them is', () => {
    const shared = (of: string, ...others: string[]) =>
      resource(
        `Resources:\n${shop(plan('SHARED'), `Condition: ${of}`)}${others.map((other) => shop(plan('SHARED'), other).replace('Shop', 'Goods')).join('')}`,
        'ServerlessUsagePlan',
      ).exists;
    assert.equal(shared('IsGold')?.name, 'IsGold');
    assert.deepEqual(
      shared('IsGold', 'Condition: IsSilver')?.condition.parts?.map(({ name }) => name),
      ['IsGold', 'IsSilver'],
    );
    assert.equal(shared('IsGold', ''), undefined);
  });
});

describe('a domain', () => {
  const domain = (more = '') => `StageName: prod, Domain: { DomainName: shop.example.com, CertificateArn: arn${more} }`;

  test('has a mapping for each path', () => {
    const template = `Resources:\n${shop(domain(', BasePath: [orders, v-1]'))}`;
    const [, , , name, ...mappings] = gateway(template);
    assert.equal(name, 'DomainName ApiGatewayDomainName2f68437370');
    assert.deepEqual(mappings, ['BasePathMapping ShopordersBasePathMapping', 'BasePathMapping Shopv1BasePathMapping']);
    assert.deepEqual(read(template, 'Shopv1BasePathMapping'), {
      DomainName: 'ApiGatewayDomainName2f68437370.Ref',
      RestApiId: 'Shop.Ref',
      BasePath: 'v1',
    });
    assert.deepEqual(read(template, 'ApiGatewayDomainName2f68437370'), {
      CertificateArn: 'arn',
      DomainName: 'shop.example.com',
      EndpointConfiguration: { Types: ['REGIONAL'] },
    });
    const asItIs = `Resources:\n${shop(domain(', BasePath: v-1, NormalizeBasePath: false'))}`;
    assert.equal(read(asItIs, 'Shopv1BasePathMapping', 'BasePath'), 'v-1');
  });

  test('that asks for certificates keeps others out, once the default endpoint is closed', () => {
    const closed = `DisableExecuteApiEndpoint: true, ${domain(', MutualTlsAuthentication: { TruststoreUri: s3://bucket/ca.pem }')}`;
    assert.deepEqual(said(open, withEvents([atShop()], shop(closed))), []);
    assert.equal(said(open, withEvents([atShop()], shop(closed.replace('Disable', 'Enable')))).length, 1);
  });

  test('that is private is of another type', () => {
    assert.equal(gateway(`Resources:\n${shop(domain(', EndpointConfiguration: PRIVATE'))}`).length, 3);
  });
});

describe('a function', () => {
  const aliased = (alias: string) =>
    withEvents([list()]).replace('Properties:\n', `Properties:\n      AutoPublishAlias: ${alias}\n`);

  test('that publishes an alias is called by it', () => {
    const template = aliased('live');
    assert.deepEqual(deployed(template, 'AWS::Lambda::'), [
      'Function Orders',
      'Version OrdersVersion',
      'Alias OrdersAliaslive',
      'Permission OrdersListPermissionProd',
    ]);
    assert.match(JSON.stringify(operation(template)), /functions\/OrdersAliaslive\.Ref\/invocations/);
    assert.equal(read(template, 'OrdersListPermissionProd', 'FunctionName'), 'OrdersAliaslive.Ref');
    assert.deepEqual(read(template, 'OrdersAliaslive'), {
      FunctionName: 'Orders.Ref',
      Name: 'live',
      FunctionVersion: 'OrdersVersion.Version',
    });
    assert.deepEqual(said(notAllowed, template), []);
  });

  test('has an id for its alias, whatever that is called', () => {
    const alias = (name: string) => deployed(aliased(name), 'AWS::Lambda::Alias')[0];
    assert.equal(alias('on-line_1'), 'Alias OrdersAliasonDlineU1');
    assert.equal(alias('!Ref Tier'), 'Alias OrdersAliasgold');
    assert.equal(alias('!Ref Late'), 'Alias Orders.Alias');
  });

  test('is found by the words that the user has for its alias and version', () => {
    const called = (words: string) => `Globals:
  Function: { AutoPublishAlias: live, Timeout: 60 }
Resources:
  Orders: { Type: AWS::Serverless::Function }
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body: { paths: { /orders: { get: { security: [{ mine: [] }], ${calling.replace('Orders.Arn', words)} } } } }
`;
    for (const words of ['Orders.Alias', 'Orders.Version', 'Orders.Alias.Arn'])
      assert.equal(said(tooLong, called(words)).length, 1, words);
  });

  test('with a URL may be called there by everybody, which opens no API to it', () => {
    const url = withEvents([]).replace('Events:\n', 'FunctionUrlConfig: { AuthType: NONE }\n');
    assert.deepEqual(deployed(url, 'AWS::Lambda::'), [
      'Function Orders',
      'Url OrdersUrl',
      'Permission OrdersUrlPublicPermissions',
      'Permission OrdersURLInvokeAllowPublicAccess',
    ]);
    assert.deepEqual(permissions(url.replace('NONE', 'AWS_IAM')), []);
  });

  test('that exists under a condition has its operations there only', () => {
    const template = (functions: string) => `Resources:
  Always: { Type: AWS::Serverless::Function, Properties: { Events: { All: { Type: Api, Properties: { Path: /all, Method: get } } } } }
${functions}`;
    const gold = `  Gold:
    Type: AWS::Serverless::Function
    Condition: IsGold
    Properties: { Timeout: 60, Events: { Get: { Type: Api, Properties: { Path: /gold, Method: get } } } }
`;
    const paths = read(template(gold), 'ServerlessRestApi', 'Body', 'paths') as Record<string, object>;
    assert.deepEqual(Object.keys(paths['/gold'] ?? {}), ['if IsGold']);
    assert.equal(resource(template(gold), 'ServerlessRestApi').exists, undefined);
    assert.deepEqual(said(tooLong, template(gold)), [
      '6: "60" Gold may run 60 s, but API Gateway waits 29 s; lower it to 29.',
    ]);

    const only = template(gold).replace(/ {2}Always.*\n/, '');
    assert.equal(resource(only, 'ServerlessRestApi').exists?.name, 'IsGold');
    assert.ok(operation(only, '/gold'), 'what the API needs, its operations need not say again');
    const two = only + gold.replace('Gold:', 'Silver:').replace('IsGold', 'IsSilver').replace('/gold', '/silver');
    const exists = resource(two, 'ServerlessRestApi').exists;
    assert.deepEqual([exists?.name, exists?.condition.op], ['ServerlessRestApiCondition', 'or']);
  });
});

describe('a state machine', () => {
  const machine = (events: string, more = '') => `Resources:
  Flow:
    Type: AWS::Serverless::StateMachine
    ${more}
    Properties: { Events: { ${events} } }
`;
  const start = 'Start: { Type: Api, Properties: { Path: /start, Method: post } }';

  test('is started by an API as a role, and is no function', () => {
    const template = machine(start);
    assert.deepEqual(operation(template, '/start', 'post'), {
      [integrationKey]: {
        type: 'aws',
        httpMethod: 'POST',
        uri: 'arn:<AWS::Partition>:apigateway:<AWS::Region>:states:action/StartExecution',
        credentials: 'FlowStartRole.Arn',
      },
    });
    assert.deepEqual(permissions(template), []);
    assert.deepEqual(said(open, template), ['5: "Start" POST /start can be called by anyone; authorize its callers.']);
    assert.equal(resource(template, 'Flow').type, 'AWS::StepFunctions::StateMachine');
  });

  test('asks and exists as functions do', () => {
    const closed = `Globals:\n  Api: { Auth: { DefaultAuthorizer: AWS_IAM } }\n${machine(start, 'Condition: IsGold')}`;
    assert.deepEqual(security(closed, '/start', 'post'), [{ AWS_IAM: [] }]);
    assert.equal(resource(closed, 'ServerlessRestApi').exists?.name, 'IsGold');
  });

  test('comes into no body that the user wrote', () => {
    const merged =
      machine(start.replace('post', 'post, RestApiId: !Ref Shop')) +
      shop('StageName: prod, MergeDefinitions: true, DefinitionBody: { openapi: 3.0.1, paths: {} }');
    assert.deepEqual(read(merged, 'Shop', 'Body', 'paths'), {});
  });
});

describe('a connector', () => {
  const api = (attributes = '') => `  Api:
    Type: AWS::ApiGateway::RestApi
    ${attributes}
    Properties: { Body: { paths: { /orders: { get: { security: [{ mine: [] }], ${calling} } } } } }
  Orders: { Type: AWS::Serverless::Function }
`;
  const connector = (properties: string, more = '') =>
    `Resources:\n${api()}  Calls: { Type: AWS::Serverless::Connector, ${more} Properties: { ${properties} } }\n`;

  test('from an API to a function is a permission', () => {
    const template = connector('Source: { Id: Api }, Destination: { Id: Orders }, Permissions: [Write]');
    assert.deepEqual(read(template, 'CallsWriteLambdaPermission'), {
      FunctionName: 'Orders.Arn',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: 'arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:Api.Ref/*',
    });
    assert.deepEqual(said(notAllowed, template), []);
    assert.equal(said(notAllowed, template.replace(/ {2}Calls.*\n/, '')).length, 1);
  });

  test('may name both by what they are, and several functions', () => {
    const source = 'Source: { Type: AWS::ApiGateway::RestApi, ResourceId: !Ref Api, Qualifier: prod/* }';
    const template = connector(
      `${source}, Destination: [{ Type: AWS::Lambda::Function, Arn: !GetAtt Orders.Arn }, { Id: Orders }], Permissions: [Write]`,
      'Condition: IsGold,',
    );
    assert.deepEqual(permissions(template), [
      'CallsWriteLambdaPermissionDestination0',
      'CallsWriteLambdaPermissionDestination1',
    ]);
    assert.match(String(read(template, 'CallsWriteLambdaPermissionDestination0', 'SourceArn')), /:Api\.Ref\/prod\/\*$/);
    assert.equal(resource(template, 'CallsWriteLambdaPermissionDestination0').exists?.name, 'IsGold');
  });

  test('stands in the resource that it begins at', () => {
    const embedded = `Resources:\n${api('Connectors: { Calls: { Properties: { Destination: { Id: Orders }, Permissions: [Write] } } }')}`;
    assert.deepEqual(permissions(embedded), ['ApiCallsWriteLambdaPermission']);
    assert.deepEqual(said(notAllowed, embedded), []);
    const alone = embedded.replace('AWS::Serverless::Function', 'AWS::Lambda::Function');
    assert.deepEqual(permissions(alone), ['ApiCallsWriteLambdaPermission'], 'with nothing else of SAM');
    const conditional = embedded
      .replace('Calls: {', 'Calls: { Condition: IsGold,')
      .replace('Properties: { Destination', 'Properties: { SourceReference: { Qualifier: prod }, Destination');
    const { exists } = resource(conditional, 'ApiCallsWriteLambdaPermission');
    assert.equal(exists?.name, 'IsGold');
    assert.match(String(read(conditional, 'ApiCallsWriteLambdaPermission', 'SourceArn')), /:Api\.Ref\/prod$/);
    assert.equal(resource(embedded, 'ApiCallsWriteLambdaPermission').exists, undefined);
  });

  test('between others is nothing that anybody asks for; one that cannot be read may be for any function', () => {
    const others = connector('Source: { Id: Orders }, Destination: { Id: Orders }, Permissions: [Write]');
    assert.deepEqual(permissions(others), []);
    assert.equal(said(notAllowed, others).length, 1);
    const reading = connector('Source: { Id: Api }, Destination: { Id: Orders }, Permissions: [Read]');
    assert.deepEqual(permissions(reading), []);
    const stored = connector(
      'Source: { Type: AWS::S3::Bucket, Arn: arn }, Destination: { Id: Orders }, Permissions: [Write]',
    );
    assert.deepEqual(permissions(stored), []);
    const gone = connector('Source: { Id: Gone }, Destination: { Id: Orders }, Permissions: !Ref Late');
    assert.deepEqual(permissions(gone), ['CallsWriteLambdaPermission']);
    const hidden = connector('Source: { Id: Api }, Destination: { Type: AWS::Lambda::Function }, Permissions: [Write]');
    assert.equal(read(hidden, 'CallsWriteLambdaPermission', 'FunctionName'), '? the connector does not say it');
    assert.deepEqual(said(notAllowed, hidden), []);
  });
});

describe('a name that SAM would make', () => {
  test('gives way where an API is implied: the translator drops what the user has under it', () => {
    const own = withEvents(
      [list()],
      shop('StageName: v1, Auth: { DefaultAuthorizer: AWS_IAM }').replace('Shop', 'ServerlessRestApi'),
    );
    assert.equal(security(own), undefined);
    assert.equal(read(own, 'ServerlessRestApiProdStage', 'StageName'), 'Prod');
    const queue = withEvents([list()], '  ServerlessRestApi: { Type: AWS::SQS::Queue }\n');
    assert.equal(resource(queue, 'ServerlessRestApi').type, 'AWS::ApiGateway::RestApi');
    const unasked = withEvents(['Night: { Type: Schedule }'], '  ServerlessRestApi: { Type: AWS::SQS::Queue }\n');
    assert.equal(resource(unasked, 'ServerlessRestApi').type, 'AWS::SQS::Queue');
  });

  test('may be the name of something else: both stand, and nothing breaks', () => {
    const twice = `Resources:\n${shop()}  ShopprodStage: { Type: AWS::SQS::Queue }\n`;
    assert.deepEqual(analysed(twice).crashes, []);
    assert.deepEqual(
      analysed(twice)
        .source.resources.filter(({ name }) => name === 'ShopprodStage')
        .map(({ type }) => type)
        .sort(),
      ['AWS::ApiGateway::Stage', 'AWS::SQS::Queue'],
    );
  });
});

test('Globals are merged: maps key by key, lists one behind the other, and of all else the own counts', () => {
  const template = `Globals:
  Api:
    Auth: { ApiKeyRequired: true, Authorizers: { A: { UserPoolArn: a } } }
    MethodSettings: [{ HttpMethod: GET }]
    Cors: "'a'"
    EndpointConfiguration: { Type: EDGE }
    Variables: !If [IsGold, { A: b }, { A: c }]
Resources:
${shop('StageName: prod, Auth: { Authorizers: { B: { UserPoolArn: b } } }, MethodSettings: [{ HttpMethod: PUT }], Cors: { AllowOrigin: "\'b\'" }, EndpointConfiguration: REGIONAL, Variables: { B: d }')}`;
  assert.deepEqual(Object.keys(read(template, 'Shop', 'Body', 'securityDefinitions') as object).sort(), [
    'A',
    'B',
    'api_key',
  ]);
  assert.deepEqual(read(template, 'ShopprodStage', 'MethodSettings'), [{ HttpMethod: 'GET' }, { HttpMethod: 'PUT' }]);
  assert.deepEqual(read(template, 'Shop', 'EndpointConfiguration', 'Types'), ['REGIONAL']);
  assert.deepEqual(read(template, 'ShopprodStage', 'Variables'), { B: 'd' });
});

describe('odd templates break nothing', () => {
  const odd: readonly (readonly [name: string, template: string])[] = [
    ['Globals that are no map', `Globals: nothing\n${withEvents([list()])}`],
    ['a part of Globals that is no map', `Globals:\n  Api: []\n  Function: !Ref Tier\n${withEvents([list()])}`],
    [
      'an anchor that holds itself',
      `Globals:\n  Api: &api { Auth: { Authorizers: *api, DefaultAuthorizer: A } }\n${withEvents([list()])}`,
    ],
    ['an anchor that is not there', `Globals:\n  Api: *gone\n${withEvents([list(), 'More: *gone'])}`],
    [
      'no properties',
      'Resources:\n  Shop: { Type: AWS::Serverless::Api }\n  Orders: { Type: AWS::Serverless::Function }\n',
    ],
    ['properties that are a list', 'Resources:\n  Shop: { Type: AWS::Serverless::Api, Properties: [1] }\n'],
    ['events that are a list', withEvents([]).replace('Events:\n', 'Events: [a, b]\n')],
    [
      'an Auth that is text',
      withEvents([atShop(', Auth: text')], shop('StageName: prod, Auth: text, Cors: 5, Domain: []')),
    ],
    ['an event that answers itself', withEvents([list(', Auth: { Authorizer: [], ApiKeyRequired: {} }')])],
    ['connectors that are a list', `Resources:\n${shop('StageName: prod', 'Connectors: [a]')}`],
  ];
  for (const [name, template] of odd)
    test(name, () => {
      const { crashes, findings } = analysedAsItIs(template);
      assert.deepEqual(crashes, []);
      assert.deepEqual(
        findings.filter(({ severity }) => severity === 'error'),
        [],
      );
    });
});

describe('the user says', () => {
  const template = `Globals:
  Api: { Auth: { UsagePlan: { CreateUsagePlan: PER_API } } }
${withEvents(
  [atShop()],
  `  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Domain: { DomainName: shop.example.com, CertificateArn: arn }
      Auth: { Authorizers: { Users: { FunctionArn: arn } } }
  Goods:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      DefinitionBody: { openapi: 3.0.1, paths: { /goods: { get: { ${calling} } } } }
`,
)}`;
  const ofShop = ['Resources', 'Shop', 'Properties'];
  const ofList = ['Resources', 'Orders', 'Properties', 'Events', 'List', 'Properties'];
  const integration = ['Body', 'paths', '/orders', 'get', integrationKey];
  const cases: readonly (readonly [name: string, keys: readonly string[], words: readonly string[] | undefined])[] = [
    ['Shop', [...integration.slice(0, 4), 'security'], [...ofList, 'Auth', 'Authorizer']],
    ['Shop', [...integration.slice(0, 4), 'x-amazon-apigateway-auth', 'type'], [...ofList, 'Auth', 'Authorizer']],
    ['Shop', [...integration, 'timeoutInMillis'], [...ofList, 'TimeoutInMillis']],
    ['Shop', [...integration, 'uri'], undefined],
    [
      'Shop',
      ['Body', 'securityDefinitions', 'Users', 'x-amazon-apigateway-authorizer', 'authorizerResultTtlInSeconds'],
      [...ofShop, 'Auth', 'Authorizers', 'Users', 'Identity', 'ReauthorizeEvery'],
    ],
    ['Shop', ['Policy'], [...ofShop, 'Policy']],
    ['ShopprodStage', ['StageName'], [...ofShop, 'StageName']],
    ['ShopprodStage', ['MethodSettings'], [...ofShop, 'MethodSettings']],
    ['ShopprodStage', ['AccessLogSetting', 'Format'], [...ofShop, 'AccessLogSetting', 'Format']],
    ['ShopDeployment', ['StageDescription', 'MethodSettings'], undefined],
    ['ShopUsagePlan', ['Throttle', 'RateLimit'], [...ofShop, 'Auth', 'UsagePlan', 'Throttle', 'RateLimit']],
    ['ApiGatewayDomainName2f68437370', ['MutualTlsAuthentication'], [...ofShop, 'Domain', 'MutualTlsAuthentication']],
    ['Orders', ['Timeout'], ['Resources', 'Orders', 'Properties', 'Timeout']],
    [
      'Goods',
      ['Body', 'paths', '/goods', 'get', 'security'],
      ['Resources', 'Goods', 'Properties', 'DefinitionBody', 'paths', '/goods', 'get', 'security'],
    ],
  ];
  for (const [name, keys, words] of cases)
    test(`${keys.join('.')} of ${name} ${words ? `as ${words.slice(1).join('.')}` : 'nowhere'}`, () => {
      assert.deepEqual(resource(template, name).made?.wordsFor(['Properties', ...keys]), words);
    });

  test('in Globals what is so of an API that nobody wrote, as far as Globals have words for it', () => {
    const implied = withEvents([list()]);
    const { made } = resource(implied, 'ServerlessRestApiProdStage');
    assert.deepEqual(made?.wordsFor(['Properties', 'MethodSettings']), ['Globals', 'Api', 'MethodSettings']);
    assert.equal(made?.wordsFor(['Properties', 'StageName']), undefined);
    const beside = withEvents([list()], shop());
    assert.equal(
      resource(beside, 'ServerlessRestApiProdStage').made?.wordsFor(['Properties', 'MethodSettings']),
      undefined,
    );
  });
});
