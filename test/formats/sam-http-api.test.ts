// HTTP and WebSocket APIs of SAM: what they deploy, what is said of it, and where the user says it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analysed, deployed as deployedOf, permissions, read, resource, said, withEvents } from './sam.ts';

/** Without functions and their permissions: `Stage ShopProdStage`. */
const deployed = (template: string): readonly string[] => deployedOf(template, 'AWS::ApiGatewayV2::');

const shop = (properties: string): string =>
  `  Shop:\n    Type: AWS::Serverless::HttpApi\n    Properties: { ${properties} }\n`;

const users =
  'Authorizers: { Users: { IdentitySource: $request.header.Authorization, JwtConfiguration: { issuer: https://id.example.com, audience: [shop] } } }';

const open = 'apigwv2-route-without-auth';

describe('an HTTP API of SAM is', () => {
  test('an API and its stage, of which no property says that it is for HTTP', () => {
    const bare = 'Resources:\n  Shop: { Type: AWS::Serverless::HttpApi }\n';
    assert.deepEqual(deployed(bare), ['Api Shop', 'Stage ShopApiGatewayDefaultStage']);
    assert.deepEqual(read(bare, 'Shop'), { Body: { paths: {} } });
    assert.deepEqual(read(bare, 'ShopApiGatewayDefaultStage'), {
      ApiId: 'Shop.Ref',
      AutoDeploy: true,
      StageName: '$default',
    });
  });

  test('implied by events that name none', () => {
    const implied = withEvents(['List: { Type: HttpApi, Properties: { Path: /orders, Method: GET } }']);
    assert.deepEqual(deployed(implied), ['Api ServerlessHttpApi', 'Stage ServerlessHttpApiApiGatewayDefaultStage']);
    assert.deepEqual(said('apigw-access-logs-disabled', implied), [
      '7: "List" Stage "$default" writes no access log; send one to a log group.',
    ]);
  });

  test('said in Globals, where nobody wrote it', () => {
    const list = 'List: { Type: HttpApi, Properties: { Path: /orders, Method: GET } }';
    const inGlobals = `Globals:\n  HttpApi: { StageVariables: { Shop: books } }\n${withEvents([list])}`;
    assert.deepEqual(said('apigw-access-logs-disabled', inGlobals), [
      '2: "HttpApi" Stage "$default" writes no access log; send one to a log group.',
    ]);
    const stage = 'ServerlessHttpApiApiGatewayDefaultStage';
    assert.deepEqual(read(inGlobals, stage, 'StageVariables'), { Shop: 'books' });
  });

  test('an object in S3, where a DefinitionUri says so: its routes are out of sight', () => {
    const list = 'List: { Type: HttpApi, Properties: { ApiId: !Ref Shop, Path: /orders, Method: GET } }';
    const elsewhere = withEvents([list], shop('DefinitionUri: s3://bucket/openapi.yaml'));
    assert.deepEqual(read(elsewhere, 'Shop'), { BodyS3Location: 's3://bucket/openapi.yaml' });
    assert.deepEqual(permissions(elsewhere), ['OrdersListPermission']);
    assert.deepEqual(said(open, elsewhere), []);
  });
});

describe('its stage is called', () => {
  const cases: readonly (readonly [stageName: string, id: string])[] = [
    ['prod', 'ShopprodStage'],
    ['my-stage', 'ShopStagea9d64949ee'],
    ['$default', 'ShopApiGatewayDefaultStage'],
    ["''", 'ShopApiGatewayDefaultStage'],
    ['!Ref Tier', 'ShopStage'],
    ['!Ref Late', 'ShopStage'],
    ['!If [IsGold, gold, silver]', 'ShopStage'],
  ];
  for (const [stageName, id] of cases)
    test(`${id} where StageName is ${stageName}`, () => {
      const referring = `${shop(`StageName: ${stageName}`)}  Acl:
    Type: AWS::WAFv2::WebACLAssociation
    Properties: { ResourceArn: !Ref Shop.Stage }
`;
      const template = `Resources:\n${referring}`;
      assert.deepEqual(deployed(template), ['Api Shop', `Stage ${id}`]);
      assert.equal(read(template, 'Acl', 'ResourceArn'), `${id}.Ref`);
    });

  test('by a parameter: what it is by default is said with that assumption', () => {
    const { findings } = analysed(`Resources:\n${shop('StageName: !Ref Tier')}`);
    const [logs] = findings.filter(({ rule }) => rule === 'apigw-access-logs-disabled');
    assert.equal(logs?.message, 'Stage "gold" writes no access log; send one to a log group.');
  });
});

describe('an event is', () => {
  test('an operation of the body, with the function behind it', () => {
    const list =
      'List: { Type: HttpApi, Properties: { ApiId: !Ref Shop, Path: /orders, Method: GET, TimeoutInMillis: 5000, PayloadFormatVersion: "1.0" } }';
    assert.deepEqual(read(withEvents([list], shop('Name: shop')), 'Shop', 'Body', 'paths', '/orders', 'get'), {
      'x-amazon-apigateway-integration': {
        type: 'aws_proxy',
        httpMethod: 'POST',
        payloadFormatVersion: '1.0',
        timeoutInMillis: 5000,
        uri: 'arn:<AWS::Partition>:apigateway:<AWS::Region>:lambda:path/2015-03-31/functions/Orders.Arn/invocations',
      },
    });
  });

  test('what fits no other route, where it says neither path nor method', () => {
    const all = withEvents(['All: { Type: HttpApi }']);
    const methods = read(all, 'ServerlessHttpApi', 'Body', 'paths', '$default');
    assert.deepEqual(Object.keys(methods ?? {}), ['x-amazon-apigateway-any-method']);
    assert.deepEqual(said(open, all), ['7: "All" ANY $default can be called by anyone; authorize its callers.']);
  });

  test('written as a path for an API that fails on warnings', () => {
    const all = withEvents(['All: { Type: HttpApi, Properties: { ApiId: !Ref Shop } }'], shop('FailOnWarnings: true'));
    const paths = read(all, 'Shop', 'Body', 'paths');
    assert.deepEqual(Object.keys(paths ?? {}), ['/$default']);
    assert.equal(read(all, 'Shop', 'FailOnWarnings'), true);
  });

  test('nothing where SAM would refuse it: half said, at an API that is not there or of another kind', () => {
    const refused = withEvents(
      [
        'HalfPath: { Type: HttpApi, Properties: { ApiId: !Ref Shop, Path: /half } }',
        'HalfMethod: { Type: HttpApi, Properties: { ApiId: !Ref Shop, Method: GET } }',
        'Nowhere: { Type: HttpApi, Properties: { ApiId: !Ref Gone, Path: /gone, Method: GET } }',
        'Imported: { Type: HttpApi, Properties: { ApiId: !ImportValue Shop, Path: /far, Method: GET } }',
        'Rest: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: /rest, Method: GET } }',
      ],
      shop('Name: shop'),
    );
    assert.deepEqual(read(refused, 'Shop', 'Body', 'paths'), {});
    assert.deepEqual(deployed(refused), ['Api Shop', 'Stage ShopApiGatewayDefaultStage']);
    assert.deepEqual(permissions(refused), []);
    assert.deepEqual(said(open, refused), []);
  });

  test('one of several methods of a path; of two for one route, the first', () => {
    const twice = withEvents([
      'List: { Type: HttpApi, Properties: { Path: /orders, Method: get } }',
      'Create: { Type: HttpApi, Properties: { Path: /orders, Method: POST } }',
      'Again: { Type: HttpApi, Properties: { Path: /orders, Method: GET, TimeoutInMillis: 60000 } }',
    ]);
    const methods = read(twice, 'ServerlessHttpApi', 'Body', 'paths', '/orders');
    assert.deepEqual(Object.keys(methods ?? {}), ['get', 'post']);
    assert.deepEqual(said('apigw-integration-timeout-invalid', twice), []);
  });

  test('answered in at most 30 seconds, which is said of its own TimeoutInMillis', () => {
    const slow = withEvents([
      'Slow: { Type: HttpApi, Properties: { Path: /slow, Method: GET, TimeoutInMillis: 30001 } }',
      'Quick: { Type: HttpApi, Properties: { Path: /quick, Method: GET, TimeoutInMillis: 30000 } }',
      'Nothing: { Type: HttpApi, Properties: { Path: /nothing, Method: GET, TimeoutInMillis: 0 } }', // SAM leaves it out
    ]);
    assert.deepEqual(said('apigw-integration-timeout-invalid', slow), [
      '7: "30001" GET /slow waits 30.001 s, which API Gateway refuses; lower it to 30.',
    ]);
  });

  test('there where its function is, and the API where one of them is', () => {
    const gold = withEvents(
      ['List: { Type: HttpApi, Properties: { Path: /orders, Method: GET, TimeoutInMillis: 40000 } }'],
      `  Goods:
    Type: AWS::Serverless::Function
    Condition: IsSilver
    Properties: { Events: { List: { Type: HttpApi, Properties: { Path: /goods, Method: GET } } } }
`,
      'Condition: IsGold',
    );
    const paths = read(gold, 'ServerlessHttpApi', 'Body', 'paths');
    assert.deepEqual(Object.keys(Object(paths)['/orders'].get), ['if IsGold']);
    assert.equal(resource(gold, 'ServerlessHttpApi').exists?.name, 'ServerlessHttpApiCondition');
    assert.equal(resource(gold, 'OrdersListPermission').exists?.name, 'IsGold');
    assert.deepEqual(said('apigw-integration-timeout-invalid', gold), [
      '7: "40000" GET /orders waits 40 s, which API Gateway refuses; lower it to 30.',
    ]);
  });

  test('one of any number where a loop brings more of them', () => {
    const looped = withEvents(
      ['Daily: { Type: Schedule }', 'Fn::ForEach::Paths: [Path, !Ref Late, {}]'],
      shop('Name: shop'),
    );
    assert.deepEqual(read(looped, 'Shop', 'Body', 'paths'), { '…': 'a loop may bring more' });
  });

  test('allowed to call its function, but for what `$default` allows already', () => {
    const list = 'List: { Type: HttpApi, Properties: { Path: /orders, Method: GET } }';
    assert.deepEqual(permissions(withEvents([list])), ['OrdersListPermission']);
    assert.deepEqual(permissions(withEvents([list, 'All: { Type: HttpApi }'])), ['OrdersAllPermission']);
    const atRest = list.replace('{ Path', '{ ApiId: !Ref Rest, Path');
    const rest = '  Rest: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }\n';
    assert.deepEqual(permissions(withEvents([atRest], rest)), ['OrdersListPermission']);
  });
});

describe('the limits of a route', () => {
  const limited = (events: readonly string[], properties: string) =>
    read(withEvents(events, shop(properties)), 'ShopApiGatewayDefaultStage', 'RouteSettings');
  const list = (settings: string) =>
    `List: { Type: HttpApi, Properties: { ApiId: !Ref Shop, Path: /orders, Method: get, RouteSettings: ${settings} } }`;

  test('may be said by its event: they come to the stage', () => {
    assert.deepEqual(limited([list('{ ThrottlingBurstLimit: 5 }')], 'Name: shop'), {
      'GET /orders': { ThrottlingBurstLimit: 5 },
    });
    const all = 'All: { Type: HttpApi, Properties: { ApiId: !Ref Shop, RouteSettings: { ThrottlingBurstLimit: 5 } } }';
    assert.deepEqual(limited([all], 'Name: shop'), { $default: { ThrottlingBurstLimit: 5 } });
  });

  test('on top of what the API says', () => {
    const settings = 'RouteSettings: { GET /orders: { ThrottlingBurstLimit: 9, ThrottlingRateLimit: 2 }, GET /: {} }';
    assert.deepEqual(limited([list('{ ThrottlingBurstLimit: 5 }')], settings), {
      'GET /orders': { ThrottlingBurstLimit: 5, ThrottlingRateLimit: 2 },
      'GET /': {},
    });
  });

  test('are there where its function is; beside others, they could not be deployed', () => {
    const ofGold = (properties: string) =>
      read(
        withEvents([list('{ ThrottlingBurstLimit: 5 }')], shop(properties), 'Condition: IsGold'),
        'ShopApiGatewayDefaultStage',
        'RouteSettings',
      );
    assert.deepEqual(ofGold('Name: shop'), { 'GET /orders': { 'if IsGold': { ThrottlingBurstLimit: 5 } } });
    const ofApi = { 'GET /orders': { ThrottlingRateLimit: 2 } };
    assert.deepEqual(ofGold('RouteSettings: { GET /orders: { ThrottlingRateLimit: 2 } }'), ofApi);
  });

  test('are enough for `$default`, which takes all others', () => {
    const all =
      'All: { Type: HttpApi, Properties: { RouteSettings: { ThrottlingBurstLimit: 5, ThrottlingRateLimit: 5 } } }';
    assert.deepEqual(said('apigw-stage-without-throttling', withEvents([all])), []);
  });
});

describe('who may call a route', () => {
  const list = (auth: string, method = 'GET') =>
    `List: { Type: HttpApi, Properties: { ApiId: !Ref Shop, Path: /orders, Method: ${method}${auth && `, Auth: ${auth}`} } }`;
  const security = (api: string, event: string, method = 'GET') =>
    read(
      withEvents([list(event, method)], shop(`Auth: { ${api} }`)),
      'Shop',
      'Body',
      'paths',
      '/orders',
      method.toLowerCase(),
      'security',
    );

  const cases: readonly (readonly [title: string, api: string, event: string, security: unknown])[] = [
    ['is anyone where nobody says anything', users, '', undefined],
    ['says the API by default', `DefaultAuthorizer: Users, ${users}`, '', [{ Users: [] }]],
    ['says the event', users, '{ Authorizer: Users }', [{ Users: [] }]],
    [
      'says the event against the default: really anyone',
      `DefaultAuthorizer: Users, ${users}`,
      '{ Authorizer: NONE }',
      [],
    ],
    [
      'may be narrowed by scopes',
      `DefaultAuthorizer: Users, ${users}`,
      '{ AuthorizationScopes: [read] }',
      [{ Users: ['read'] }],
    ],
    [
      'is narrowed by the scopes of the authorizer',
      'DefaultAuthorizer: Users, Authorizers: { Users: { AuthorizationScopes: [read], JwtConfiguration: { issuer: x } } }',
      '',
      [{ Users: ['read'] }],
    ],
    ['may be whoever signs with IAM', 'EnableIamAuthorizer: true, DefaultAuthorizer: AWS_IAM', '', [{ AWS_IAM: [] }]],
    [
      'is not known where a condition says it',
      `DefaultAuthorizer: Users, ${users}`,
      '{ Authorizer: !If [IsGold, NONE, Users] }',
      '? the authorizer is not known',
    ],
    [
      'is not known where a parameter says it',
      `DefaultAuthorizer: !Ref Late, ${users}`,
      '',
      '? the authorizer is not known',
    ],
  ];
  for (const [title, api, event, expected] of cases)
    test(title, () => assert.deepEqual(security(api, event), expected));

  test('is never asked of a preflight request by default', () => {
    assert.equal(security(`DefaultAuthorizer: Users, ${users}`, '', 'OPTIONS'), undefined);
  });

  test('is not known where the whole Auth cannot be read', () => {
    const unread = withEvents([list('')], shop('Auth: !If [IsGold, { EnableIamAuthorizer: true }, !Ref AWS::NoValue]'));
    assert.deepEqual(said(open, unread), []);
  });

  test('is said of the event that opens its route', () => {
    const orders = withEvents(
      [
        'List: { Type: HttpApi, Properties: { ApiId: !Ref Shop, Path: /orders, Method: GET } }',
        'Buy: { Type: HttpApi, Properties: { ApiId: !Ref Shop, Path: /orders, Method: POST, Auth: { Authorizer: NONE } } }',
      ],
      shop(`Auth: { DefaultAuthorizer: Users, ${users} }`),
    );
    assert.deepEqual(said(open, orders), [
      '8: "Authorizer" POST /orders can be called by anyone; authorize its callers.',
    ]);
  });
});

describe('an authorizer is a security scheme', () => {
  const schemes = (authorizers: string, more = '') =>
    read(
      `Resources:\n${shop(`Auth: { ${more} Authorizers: { ${authorizers} } }`)}`,
      'Shop',
      'Body',
      'components',
      'securitySchemes',
    );

  test('of tokens, whose words SAM takes with large letters too', () => {
    assert.deepEqual(
      schemes('Users: { IdentitySource: $request.header.Authorization, JwtConfiguration: { Issuer: x } }'),
      {
        Users: {
          type: 'oauth2',
          'x-amazon-apigateway-authorizer': {
            type: 'jwt',
            jwtConfiguration: { issuer: 'x' },
            identitySource: '$request.header.Authorization',
          },
        },
      },
    );
  });

  test('of a function', () => {
    const guard =
      'Guard: { FunctionArn: !GetAtt Guard.Arn, AuthorizerPayloadFormatVersion: "2.0", Identity: { ReauthorizeEvery: 60 }, FunctionInvokeRole: NONE }';
    assert.deepEqual(schemes(guard), {
      Guard: {
        type: 'apiKey',
        name: 'Unused',
        in: 'header',
        'x-amazon-apigateway-authorizer': {
          type: 'request',
          authorizerUri: 'Guard.Arn',
          authorizerResultTtlInSeconds: 60,
          authorizerPayloadFormatVersion: '2.0',
        },
      },
    });
  });

  test('of IAM, where that is enabled', () => {
    assert.deepEqual(Object.keys(schemes('', 'EnableIamAuthorizer: true,') ?? {}), ['AWS_IAM']);
    assert.equal(schemes('', 'EnableIamAuthorizer: false,'), undefined);
  });

  test('that may call its function only if the user says so', () => {
    const guarded = (more: string) =>
      permissions(`Resources:\n${shop(`Auth: { Authorizers: { Guard: { FunctionArn: !GetAtt Guard.Arn${more} } } }`)}`);
    assert.deepEqual(guarded(''), []);
    assert.deepEqual(guarded(', EnableFunctionDefaultPermissions: true'), ['ShopGuardAuthorizerPermission']);
  });
});

describe('a body that the user wrote', () => {
  const elsewhere = '{ type: http_proxy, uri: https://example.com }';
  const written = (operations: string, events: readonly string[], auth = `DefaultAuthorizer: Users, ${users}`) =>
    withEvents(
      events,
      `  Shop:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth: { ${auth} }
      DefinitionBody: { openapi: 3.0.1, paths: { /orders: { ${operations} } } }
`,
    );
  const list = (more = '') =>
    `List: { Type: HttpApi, Properties: { ApiId: !Ref Shop, Path: /orders, Method: GET${more} } }`;
  const operation = (template: string) => Object(read(template, 'Shop', 'Body', 'paths', '/orders', 'get'));

  test('gets the routes that it does not have', () => {
    const added = written('post: { responses: {} }', [list()]);
    assert.equal(operation(added)['x-amazon-apigateway-integration'].type, 'aws_proxy');
  });

  test('gets the functions that answer its routes', () => {
    const added = written('get: { responses: { 200: {} } }', [list()]);
    assert.deepEqual(Object.keys(operation(added)), ['responses', 'x-amazon-apigateway-integration', 'security']);
  });

  test('gets them only where they are', () => {
    const ofGold = written('get: { responses: {} }', [list()]).replace(
      'Type: AWS::Serverless::Function',
      'Type: AWS::Serverless::Function\n    Condition: IsGold',
    );
    assert.deepEqual(Object.keys(operation(ofGold)), ['if IsGold']);
  });

  test('keeps what it calls itself; the event may still say how long that takes and who may call', () => {
    const kept = written(`get: { x-amazon-apigateway-integration: ${elsewhere}, security: [{ Own: [] }] }`, [
      list(', TimeoutInMillis: 45000, Auth: { Authorizer: Users }'),
    ]);
    assert.deepEqual(operation(kept), {
      'x-amazon-apigateway-integration': { type: 'http_proxy', uri: 'https://example.com', timeoutInMillis: 45000 },
      security: [{ Own: [] }, { Users: [] }],
    });
    assert.deepEqual(said('apigw-integration-timeout-invalid', kept), [
      '7: "45000" GET /orders waits 45 s, which API Gateway refuses; lower it to 30.',
    ]);
  });

  test('asks by default where something is called and nobody is asked', () => {
    const asking = (security: string) =>
      operation(written(`get: { x-amazon-apigateway-integration: ${elsewhere}${security} }`, [])).security;
    assert.deepEqual(asking(''), [{ Users: [] }]);
    assert.deepEqual(asking(', security: []'), [{ Users: [] }]);
    assert.deepEqual(asking(', security: [{ Own: [] }]'), [{ Own: [] }]);
    assert.deepEqual(asking(', security: [{ NONE: [] }]'), []);
    assert.equal(operation(written('get: { responses: {} }', [])).security, undefined);
  });

  test('keeps its own schemes beside those of SAM', () => {
    const both = `Resources:\n${shop(
      `Auth: { ${users} }, DefinitionBody: { paths: {}, components: { securitySchemes: { Own: { type: oauth2 } } } }`,
    )}`;
    const schemes = read(both, 'Shop', 'Body', 'components', 'securitySchemes');
    assert.deepEqual(Object.keys(schemes ?? {}), ['Own', 'Users']);
  });

  test('may have any routes where a macro brings them: nothing is said of those', () => {
    const included = withEvents(
      [list()],
      `  Shop:
    Type: AWS::Serverless::HttpApi
    Properties:
      DefinitionBody: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://bucket/openapi.yaml } } }
`,
    );
    assert.deepEqual(said(open, included), []);
    const beside = included.replace('Body: {', 'Body: { paths: {},');
    assert.deepEqual(said(open, beside), []);
    assert.equal(operation(beside)['…'], 'a macro may bring more');
  });

  test('may say of a route that a macro brings who may call it', () => {
    const macro = 'options: { responses: {} }, Fn::Transform: { Name: AWS::Include }';
    const included = written(macro, [list(', TimeoutInMillis: 45000')], users);
    assert.deepEqual(said(open, included), []);
    assert.equal(said('apigw-integration-timeout-invalid', included).length, 1);
  });
});

describe('CORS of an HTTP API', () => {
  const cors = (configuration: string, more = '') =>
    read(
      `Resources:\n${shop(`CorsConfiguration: ${configuration}${more}`)}`,
      'Shop',
      'Body',
      'x-amazon-apigateway-cors',
    );

  test('is said in the body, in small letters', () => {
    assert.deepEqual(cors('{ AllowOrigins: [https://a.example], MaxAge: 5 }'), {
      allowOrigins: ['https://a.example'],
      maxAge: 5,
    });
    assert.deepEqual(cors('true'), { allowOrigins: ['*'] });
    assert.equal(cors('false'), undefined);
    assert.equal(cors('!Ref Late'), '? what other origins may do is not known');
  });

  test('goes before what the body says', () => {
    const body = ', DefinitionBody: { paths: {}, x-amazon-apigateway-cors: { maxAge: 1, allowMethods: [GET] } }';
    assert.deepEqual(cors('{ MaxAge: 5 }', body), { maxAge: 5, allowMethods: ['GET'] });
  });
});

describe('a domain', () => {
  const list = 'List: { Type: HttpApi, Properties: { ApiId: !Ref Shop, Path: /orders, Method: GET } }';
  const domain = (more: string) => `Domain: { DomainName: shop.example.com, CertificateArn: !Ref Late${more} }`;

  test('has a certificate, and a mapping for each path', () => {
    const mapped = `Resources:\n${shop(domain(', SecurityPolicy: TLS_1_2, BasePath: [orders, /v1/goods]'))}`;
    const name = 'ApiGatewayDomainNameV22f68437370';
    assert.deepEqual(deployed(mapped).slice(2), [
      `DomainName ${name}`,
      'ApiMapping ShopordersApiMapping',
      'ApiMapping Shopv1goodsApiMapping',
    ]);
    assert.deepEqual(read(mapped, name), {
      DomainName: 'shop.example.com',
      DomainNameConfigurations: [{ CertificateArn: '<Late>', EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' }],
    });
  });

  test('is called by a hash of what is written; by its API, where only a deployment can tell it from others', () => {
    const id = (domainName: string) =>
      deployed(`Resources:\n${shop(`Domain: { DomainName: ${domainName}, CertificateArn: arn }`)}`)[2];
    assert.equal(id('!Ref MyDomainName'), 'DomainName ApiGatewayDomainNameV2e12ae193a4');
    assert.equal(id("!Sub '${MyDomainName}.example.com'"), 'DomainName ApiGatewayDomainNameV2382da003d4');
    assert.equal(id('!ImportValue Domain'), 'DomainName ApiGatewayDomainNameV2Shop');
  });

  test('is one, where two APIs share it', () => {
    const both = `Globals:\n  HttpApi: { ${domain('')} }\nResources:\n${shop('Name: a')}${shop('Name: b').replace('Shop', 'Goods')}`;
    const names = deployed(both).filter((one) => one.startsWith('DomainName'));
    assert.equal(names.length, 1);
    assert.equal(read(both, 'ShopApiMapping', 'ApiMappingKey'), undefined);
    assert.equal(read(both, 'ShopApiMapping', 'DomainName'), read(both, 'GoodsApiMapping', 'DomainName'));
  });

  test('that asks for certificates keeps others out, once the default endpoint is closed', () => {
    const closed = ', MutualTlsAuthentication: { TruststoreUri: s3://bucket/ca.pem }';
    assert.equal(said(open, withEvents([list], shop(domain(closed)))).length, 1);
    const shut = (more: string) =>
      said(open, withEvents([list], shop(`DisableExecuteApiEndpoint: true, ${domain(more)}`)));
    assert.deepEqual(shut(closed), []);
    assert.equal(shut('').length, 1);
  });
});

describe('the user says', () => {
  const template = withEvents(
    ['List: { Type: HttpApi, Properties: { Path: /orders, Method: GET } }'],
    `  Shop:
    Type: AWS::Serverless::HttpApi
    Properties:
      Domain: { DomainName: shop.example.com, CertificateArn: arn }
      DefinitionBody: { openapi: 3.0.1, paths: { /goods: { get: { x-amazon-apigateway-integration: { type: mock } } } } }
  Chat:
    Type: AWS::Serverless::WebSocketApi
    Properties:
      RouteSelectionExpression: $request.body.action
      Auth: { AuthType: CUSTOM, AuthArn: arn }
      Routes: { $connect: { FunctionArn: !GetAtt Orders.Arn } }
`,
  );
  const integration = 'x-amazon-apigateway-integration';
  const domainName = 'ApiGatewayDomainNameV22f68437370';
  const cases: readonly (readonly [name: string, keys: string[], words: string[] | undefined])[] = [
    [
      'ServerlessHttpApi',
      ['Body', 'paths', '/orders', 'get', 'security'],
      ['Resources', 'Orders', 'Properties', 'Events', 'List', 'Properties', 'Auth', 'Authorizer'],
    ],
    [
      'ServerlessHttpApi',
      ['Body', 'paths', '/orders', 'get', integration, 'timeoutInMillis'],
      ['Resources', 'Orders', 'Properties', 'Events', 'List', 'Properties', 'TimeoutInMillis'],
    ],
    ['ServerlessHttpApi', ['Body', 'paths', '/orders', 'get', integration, 'type'], undefined],
    [
      'Shop',
      ['Body', 'paths', '/goods', 'get', 'security'],
      ['Resources', 'Shop', 'Properties', 'DefinitionBody', 'paths', '/goods', 'get', 'security'],
    ],
    ['Shop', ['DisableExecuteApiEndpoint'], ['Resources', 'Shop', 'Properties', 'DisableExecuteApiEndpoint']],
    [
      'ShopApiGatewayDefaultStage',
      ['AccessLogSettings', 'Format'],
      ['Resources', 'Shop', 'Properties', 'AccessLogSettings', 'Format'],
    ],
    ['ShopApiGatewayDefaultStage', ['AutoDeploy'], undefined],
    [
      domainName,
      ['DomainNameConfigurations', '0', 'SecurityPolicy'],
      ['Resources', 'Shop', 'Properties', 'Domain', 'SecurityPolicy'],
    ],
    [domainName, ['MutualTlsAuthentication'], ['Resources', 'Shop', 'Properties', 'Domain', 'MutualTlsAuthentication']],
    ['ChatConnectRoute', ['AuthorizationType'], ['Resources', 'Chat', 'Properties', 'Auth', 'AuthType']],
    [
      'ChatConnectRoute',
      ['ApiKeyRequired'],
      ['Resources', 'Chat', 'Properties', 'Routes', '$connect', 'ApiKeyRequired'],
    ],
    ['ChatConnectRoute', ['AuthorizerId'], undefined],
    [
      'ChatConnectIntegration',
      ['TimeoutInMillis'],
      ['Resources', 'Chat', 'Properties', 'Routes', '$connect', 'IntegrationTimeout'],
    ],
    ['ChatConnectAuthorizer', ['AuthorizerCredentialsArn'], ['Resources', 'Chat', 'Properties', 'Auth', 'InvokeRole']],
    ['ChatDefaultStage', ['DefaultRouteSettings'], ['Resources', 'Chat', 'Properties', 'DefaultRouteSettings']],
  ];
  for (const [name, keys, words] of cases)
    test(`${name} › ${keys.join('.')} ${words ? `at ${words.join('.')}` : 'nowhere'}`, () => {
      assert.deepEqual(resource(template, name).made?.wordsFor(['Properties', ...keys]), words);
    });

  test('in Globals what is so of the only HTTP API, which nobody wrote', () => {
    const only = withEvents(['List: { Type: HttpApi }']);
    const { made } = resource(only, 'ServerlessHttpApiApiGatewayDefaultStage');
    assert.deepEqual(made?.wordsFor(['Properties', 'AccessLogSettings']), ['Globals', 'HttpApi', 'AccessLogSettings']);
    assert.equal(made?.wordsFor(['Properties', 'StageName']), undefined); // not taken there
    const ofApi = resource(only, 'ServerlessHttpApi').made;
    const scheme = ['Properties', 'Body', 'components', 'securitySchemes', 'Guard', 'x-amazon-apigateway-authorizer'];
    const inAuth = ['Globals', 'HttpApi', 'Auth', 'Authorizers', 'Guard'];
    assert.deepEqual(ofApi?.wordsFor([...scheme, 'authorizerCredentials']), [...inAuth, 'FunctionInvokeRole']);
    assert.equal(ofApi?.wordsFor(['Properties', 'Body', 'info']), undefined);
  });

  test('nowhere what would be so of the other HTTP APIs as well', () => {
    const { made } = resource(template, 'ServerlessHttpApiApiGatewayDefaultStage');
    assert.equal(made?.wordsFor(['Properties', 'AccessLogSettings']), undefined);
  });
});

describe('a WebSocket API of SAM', () => {
  const chat = (properties: string) => `Resources:
  Chat:
    Type: AWS::Serverless::WebSocketApi
    Properties:
      RouteSelectionExpression: $request.body.action
      ${properties}
  Answer: { Type: AWS::Serverless::Function }
  Guard: { Type: AWS::Serverless::Function }
`;
  const connect = '$connect: { FunctionArn: !GetAtt Answer.Arn }';

  test('deploys its routes, and what each of them calls', () => {
    const routes = chat(
      `Routes: { ${connect}, sendMessage: { FunctionArn: !GetAtt Answer.Arn, IntegrationTimeout: 5000 } }`,
    );
    assert.deepEqual(deployed(routes), [
      'Api Chat',
      'Route ChatConnectRoute',
      'Integration ChatConnectIntegration',
      'Route ChatSendmessageRoute',
      'Integration ChatSendmessageIntegration',
      'Stage ChatDefaultStage',
    ]);
    assert.deepEqual(read(routes, 'Chat'), {
      ProtocolType: 'WEBSOCKET',
      Name: 'Chat',
      RouteSelectionExpression: '$request.body.action',
    });
    assert.deepEqual(read(routes, 'ChatSendmessageRoute'), {
      ApiId: 'Chat.Ref',
      RouteKey: 'sendMessage',
      Target: 'integrations/ChatSendmessageIntegration.Ref',
    });
    assert.deepEqual(read(routes, 'ChatSendmessageIntegration'), {
      ApiId: 'Chat.Ref',
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: 'Answer.Arn',
      TimeoutInMillis: 5000,
    });
    assert.deepEqual(permissions(routes), ['ChatConnectPermission', 'ChatSendmessagePermission']);
    assert.deepEqual(said('lambda-permission-missing', routes), []);
  });

  test('has a stage called default, unless it is called otherwise', () => {
    const stageOf = (more: string) => deployed(chat(`Routes: { ${connect} }${more}`)).at(-1);
    assert.equal(stageOf(''), 'Stage ChatDefaultStage');
    assert.equal(stageOf('\n      StageName: prod'), 'Stage ChatprodStage');
    assert.equal(stageOf('\n      StageName: !Ref Tier'), 'Stage ChatStage');
  });

  test('has the settings that Globals say: there stands what is said of them', () => {
    const inGlobals = `Globals:
  WebSocketApi: { DefaultRouteSettings: { ThrottlingBurstLimit: 5 } }
${chat(`Routes: { ${connect} }`)}`;
    assert.deepEqual(said('apigw-stage-without-throttling', inGlobals), [
      '2: "DefaultRouteSettings" Stage "default" has no default rate limit; set one.',
    ]);
  });

  test('lets in anyone who connects, if nobody says anything', () => {
    assert.deepEqual(said(open, chat(`Routes: { ${connect}, $default: { FunctionArn: !GetAtt Answer.Arn } }`)), [
      '6: "$connect" ChatConnectRoute can be called by anyone; authorize its callers.',
    ]);
    assert.deepEqual(said(open, chat(`Auth: { AuthType: NONE }\n      Routes: { ${connect} }`)), [
      '6: "NONE" ChatConnectRoute can be called by anyone; authorize its callers.',
    ]);
    const signed = chat(`Auth: { AuthType: AWS_IAM }\n      Routes: { ${connect}, $default: { FunctionArn: arn } }`);
    assert.deepEqual(said(open, signed), []);
    assert.equal(read(signed, 'ChatConnectRoute', 'AuthorizationType'), 'AWS_IAM');
    assert.equal(read(signed, 'ChatConnectRoute', 'AuthorizerId'), undefined);
    assert.equal(read(signed, 'ChatDefaultRoute', 'AuthorizationType'), undefined);
  });

  test('may ask a function, which is allowed to be called', () => {
    const guarded = chat(`Auth: { AuthType: CUSTOM, AuthArn: !GetAtt Guard.Arn }\n      Routes: { ${connect} }`);
    assert.deepEqual(read(guarded, 'ChatConnectRoute', 'AuthorizerId'), 'ChatConnectAuthorizer.Ref');
    assert.deepEqual(read(guarded, 'ChatConnectAuthorizer'), {
      ApiId: 'Chat.Ref',
      AuthorizerType: 'REQUEST',
      AuthorizerUri: 'Guard.Arn',
    });
    assert.deepEqual(permissions(guarded), ['ChatConnectPermission', 'ChatAuthorizerPermission']);
    const asRole = guarded.replace('AuthArn', 'InvokeRole: arn, AuthArn');
    assert.deepEqual(permissions(asRole), ['ChatConnectPermission']);
  });

  test('waits no longer than 29 seconds, which is said of the route', () => {
    const slow = chat('Routes: { say: { FunctionArn: !GetAtt Answer.Arn, IntegrationTimeout: 30000 } }');
    assert.deepEqual(said('apigw-integration-timeout-invalid', slow), [
      '6: "30000" ChatSayIntegration waits 30 s, which API Gateway refuses; lower it to 29.',
    ]);
  });

  test('brings nothing for a route without a function: SAM would refuse it', () => {
    assert.deepEqual(deployed(chat('Routes: { $connect: {}, $default: !Ref AWS::NoValue }')), [
      'Api Chat',
      'Stage ChatDefaultStage',
    ]);
  });
});
