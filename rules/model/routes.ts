/* What can be called at an API, and who decides on the caller. */
import { flag, nested, number, pointing, type Row, ref, resource, text, texts } from '../kit/index.ts';

const cfn = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';
const guide = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';

/** The keys of a path in an OpenAPI body that are operations: beside them stand `parameters`, `summary`, `servers`, … */
const operations = 'get|put|post|delete|options|head|patch|trace|x-amazon-apigateway-any-method';

const methodArn =
  'arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${api}/resources/${resource}/methods/${method}';

export const authorizationTypes = {
  NONE: 'Anybody may call, as far as a resource policy lets them.',
  AWS_IAM: 'Callers sign the request with credentials of AWS, and a policy of IAM must allow the call.',
  CUSTOM: 'A Lambda function of your own looks at the request and decides.',
  COGNITO_USER_POOLS: 'Callers send a token of a user pool of Amazon Cognito. REST APIs only.',
  JWT: 'Callers send a signed token (JWT) of an issuer that the authorizer names. Not for WebSocket APIs.',
};

/** A method of a REST API, a route of an HTTP or WebSocket API, or an operation in an OpenAPI body of either. */
export const Route = resource('Route', {
  noun: 'route',
  about: 'A method and path of an API, what answers there, and who may call it.',
  doc: `${cfn}/aws-resource-apigateway-method.html`,
  forms: [
    { type: 'AWS::ApiGateway::Method', dialect: 'cfn' },
    { type: 'AWS::ApiGatewayV2::Route', dialect: 'cfnV2' },
    { type: 'AWS::ApiGateway::RestApi', at: `Body.paths.*.${operations}`, dialect: 'openapi' },
    { type: 'AWS::ApiGatewayV2::Api', at: `Body.paths.*.${operations}`, dialect: 'openapi' },
    { type: 'AWS::ApiGatewayV2::Api', where: 'Target', dialect: 'quickCreate', noun: 'API' },
    { type: 'aws_api_gateway_method', dialect: 'tf', arn: methodArn, identity: ['id'] },
    { type: 'aws_apigatewayv2_route', dialect: 'tfV2', identity: ['id'] },
    { type: 'aws_api_gateway_rest_api', at: `body.paths.*.${operations}`, dialect: 'openapi' },
    { type: 'aws_apigatewayv2_api', at: `body.paths.*.${operations}`, dialect: 'openapi' },
    { type: 'aws_apigatewayv2_api', where: 'target', dialect: 'tfQuickCreate', noun: 'API' },
  ],
  identity: ['Ref', 'RouteId'],
  properties: {
    api: ref('Api', {
      cfn: 'RestApiId',
      cfnV2: 'ApiId',
      openapi: '<owner>',
      quickCreate: '<owner>',
      tf: 'rest_api_id',
      tfV2: 'api_id',
      tfQuickCreate: '<owner>',
      about: 'The API that it is a part of.',
    }),
    /** `V2` are HTTP and WebSocket APIs. Known where the API is out of sight; an operation says it by its API. */
    family: text({
      cfn: '=REST',
      cfnV2: '=V2',
      quickCreate: '=V2',
      tf: '=REST',
      tfV2: '=V2',
      tfQuickCreate: '=V2',
      oneOf: ['REST', 'V2'],
    }),
    /** The API, where it has made the route itself: then only its overrides can say more. */
    quickCreated: ref('Api', { quickCreate: '<owner>', tfQuickCreate: '<owner>' }),
    /** Of an HTTP API it is the first word of the route key. In a body it is written small, and ANY in a word of its own. */
    method: text({
      cfn: 'HttpMethod',
      openapi: '<key>',
      tf: 'http_method',
      about: 'HTTP method that is answered; ANY is every one that has no method of its own.',
    }),
    routeKey: text({
      cfnV2: 'RouteKey',
      quickCreate: 'RouteKey',
      tfV2: 'route_key',
      tfQuickCreate: 'route_key',
      about:
        'Method and path (`GET /orders`) of an HTTP API, the name of a message of a WebSocket API, or `$default` for whatever fits no other route.',
      doc: `${guide}/http-api-develop-routes.html`,
    }),
    /** `/orders/{id}`: of an operation, as one text. */
    path: text({
      openapi: '<outer key>',
      about: 'The path that is answered: `{name}` is any text up to the next slash, `{name+}` all that follows.',
    }),
    /** Of a method; the path is put together of what stands above it. */
    resource: ref('ApiResource', {
      cfn: 'ResourceId',
      tf: 'resource_id',
      about: 'The piece of the path that the method stands at.',
    }),
    authorizationType: text({
      cfn: 'AuthorizationType',
      cfnV2: 'AuthorizationType',
      openapi: 'x-amazon-apigateway-auth.type',
      tf: 'authorization',
      tfV2: 'authorization_type',
      about:
        'How callers prove who they are: AWS_IAM by a signature, JWT and COGNITO_USER_POOLS by a token, CUSTOM by a Lambda function; NONE lets in everybody.',
      oneOf: ['NONE', 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS', 'JWT'],
      values: authorizationTypes,
      default: 'NONE',
      doc: `${guide}/apigateway-control-access-to-api.html`,
    }),
    authorizer: ref('Authorizer', {
      cfn: 'AuthorizerId',
      cfnV2: 'AuthorizerId',
      tf: 'authorizer_id',
      tfV2: 'authorizer_id',
      about: 'The authorizer that decides on the caller.',
    }),
    scopes: texts({
      cfn: 'AuthorizationScopes',
      cfnV2: 'AuthorizationScopes',
      tf: 'authorization_scopes',
      tfV2: 'authorization_scopes',
      about: 'Scopes of which the token must have at least one.',
    }),
    /** The names of the security schemes that it asks for, of the operation itself. `[]` is none, whatever the body says. */
    security: texts({
      openapi: 'security.*',
      about: 'Security schemes that a caller of this operation must pass; `[]` is none.',
    }),
    apiKeyRequired: flag({
      cfn: 'ApiKeyRequired',
      cfnV2: 'ApiKeyRequired',
      tf: 'api_key_required',
      tfV2: 'api_key_required',
      about: 'Whether a caller must send an API key. A key counts calls by client; it is no proof of who calls.',
      values: {
        true: 'Calls without a key of a usage plan are refused with a 403.',
        false: 'Calls need no key, so no usage plan counts or limits them.',
      },
      default: false,
      defaultWhere: { 'api.protocol': ['REST', 'WEBSOCKET'] },
      doc: `${guide}/api-gateway-api-usage-plans.html`,
    }),
    /** `MOCK` answers without a backend. */
    integrationType: text({
      cfn: 'Integration.Type',
      openapi: 'x-amazon-apigateway-integration.type',
      tf: '<Integration.route>.type',
      about: 'What the method calls for an answer.',
      values: {
        MOCK: 'Answers by itself; nothing is called.',
      },
    }),
    integrationsApart: pointing('Integration', 'route'),
    /** Of a route: `integrations/<id>`. The integration of a method or an operation is a part of it. */
    integration: ref('Integration', { cfnV2: 'Target', tfV2: 'target', about: 'The integration that answers.' }),
  },
});
export interface Route extends Row<typeof Route> {}

/** A piece of a path of a REST API. The API itself is the one that all others stand below. */
export const ApiResource = resource('ApiResource', {
  noun: 'API resource',
  about: 'A piece of a path of a REST API.',
  doc: `${cfn}/aws-resource-apigateway-resource.html`,
  forms: [
    { type: 'AWS::ApiGateway::Resource', dialect: 'cfn' },
    { type: 'AWS::ApiGateway::RestApi', dialect: 'rootResource' },
    { type: 'aws_api_gateway_resource', dialect: 'tf', identity: ['id'] },
    { type: 'aws_api_gateway_rest_api', dialect: 'tfRootResource', identity: ['root_resource_id'] },
  ],
  identity: ['Ref', 'ResourceId', 'RootResourceId'],
  properties: {
    api: ref('Api', {
      cfn: 'RestApiId',
      rootResource: '<owner>',
      tf: 'rest_api_id',
      tfRootResource: '<owner>',
      about: 'The API that it is a part of.',
    }),
    parent: ref('ApiResource', { cfn: 'ParentId', tf: 'parent_id', about: 'The piece of the path before it.' }),
    pathPart: text({
      cfn: 'PathPart',
      rootResource: '=/',
      tf: 'path_part',
      tfRootResource: '=/',
      about: 'The last piece of the path: text, `{name}` for any text, or `{name+}` for all that follows.',
    }),
  },
});
export interface ApiResource extends Row<typeof ApiResource> {}

const authorizerTypes = {
  TOKEN: 'Asks a Lambda function, which is given a token out of one header.',
  REQUEST: 'Asks a Lambda function, which is given headers, query and context of the request.',
  COGNITO_USER_POOLS: 'Checks a token of a user pool of Amazon Cognito.',
  JWT: 'Checks a signed token: who issued it, for whom, and until when.',
};
/** In an OpenAPI body they are written small. */
const andSmall = (values: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  ...values,
  ...Object.fromEntries(Object.entries(values).map(([name, meaning]) => [name.toLowerCase(), meaning])),
});

/** What decides on callers: an authorizer, or a security scheme of an OpenAPI body, which may also be an API key only. */
export const Authorizer = resource('Authorizer', {
  noun: 'authorizer',
  about: 'Decides who may call: by a token of a user pool or another issuer, or by a Lambda function of your own.',
  doc: `${guide}/apigateway-control-access-to-api.html`,
  forms: [
    { type: 'AWS::ApiGateway::Authorizer', dialect: 'cfn' },
    { type: 'AWS::ApiGatewayV2::Authorizer', dialect: 'cfnV2' },
    { type: 'AWS::ApiGateway::RestApi', at: 'Body.components.securitySchemes.*', dialect: 'openapi' },
    { type: 'AWS::ApiGateway::RestApi', at: 'Body.securityDefinitions.*', dialect: 'openapi' },
    { type: 'AWS::ApiGatewayV2::Api', at: 'Body.components.securitySchemes.*', dialect: 'openapi' },
    { type: 'aws_api_gateway_authorizer', dialect: 'tf', identity: ['id'] },
    { type: 'aws_apigatewayv2_authorizer', dialect: 'tfV2', identity: ['id'] },
    { type: 'aws_api_gateway_rest_api', at: 'body.components.securitySchemes.*', dialect: 'openapi' },
    { type: 'aws_api_gateway_rest_api', at: 'body.securityDefinitions.*', dialect: 'openapi' },
    { type: 'aws_apigatewayv2_api', at: 'body.components.securitySchemes.*', dialect: 'openapi' },
  ],
  identity: ['Ref', 'AuthorizerId'],
  properties: {
    api: ref('Api', {
      cfn: 'RestApiId',
      cfnV2: 'ApiId',
      openapi: '<owner>',
      tf: 'rest_api_id',
      tfV2: 'api_id',
      about: 'The API whose callers it decides on.',
    }),
    type: text({
      cfn: 'Type',
      cfnV2: 'AuthorizerType',
      openapi: 'x-amazon-apigateway-authorizer.type',
      tf: 'type',
      tfV2: 'authorizer_type',
      defaultIn: { tf: 'TOKEN' },
      about:
        'TOKEN and REQUEST ask a Lambda function, COGNITO_USER_POOLS and JWT check a token. HTTP APIs have REQUEST and JWT.',
      values: andSmall(authorizerTypes),
    }),
    /** Name of a security scheme, which `security` refers to. */
    schemeName: text({ openapi: '<key>', about: 'Name of the security scheme.' }),
    schemeType: text({
      openapi: 'type',
      about: 'What OpenAPI calls it; an authorizer of API Gateway is an apiKey, too.',
    }),
    /** What makes more of a security scheme than OpenAPI knows. */
    extension: nested(
      {},
      {
        openapi: 'x-amazon-apigateway-authorizer',
        about: 'Makes an authorizer of API Gateway of the security scheme.',
        doc: `${guide}/api-gateway-swagger-extensions-authorizer.html`,
      },
    ),
    /** A security scheme may be IAM without an authorizer: `awsSigv4`. */
    authtype: text({
      openapi: 'x-amazon-apigateway-authtype',
      about: 'awsSigv4 asks for a signature of IAM; other words name a scheme of your own.',
      doc: `${guide}/api-gateway-swagger-extensions-authtype.html`,
    }),
    function: ref('LambdaFunction', {
      cfn: 'AuthorizerUri',
      cfnV2: 'AuthorizerUri',
      openapi: 'x-amazon-apigateway-authorizer.authorizerUri',
      tf: 'authorizer_uri',
      tfV2: 'authorizer_uri',
      about: 'The function that decides.',
    }),
    credentials: text({
      cfn: 'AuthorizerCredentials',
      cfnV2: 'AuthorizerCredentialsArn',
      openapi: 'x-amazon-apigateway-authorizer.authorizerCredentials',
      tf: 'authorizer_credentials',
      tfV2: 'authorizer_credentials_arn',
      about: 'ARN of the role that API Gateway calls the function as; left out, the function must allow it.',
    }),
    cacheSeconds: number({
      cfn: 'AuthorizerResultTtlInSeconds',
      cfnV2: 'AuthorizerResultTtlInSeconds',
      openapi: 'x-amazon-apigateway-authorizer.authorizerResultTtlInSeconds',
      tf: 'authorizer_result_ttl_in_seconds',
      tfV2: 'authorizer_result_ttl_in_seconds',
      unit: 'seconds',
      about: 'How long an answer of the authorizer is remembered. Left out: 300 for REST APIs, 0 for HTTP APIs.',
      range: [0, 3600],
    }),
    routes: pointing('Route', 'authorizer'),
  },
});
export interface Authorizer extends Row<typeof Authorizer> {}

export const DomainName = resource('DomainName', {
  noun: 'custom domain name',
  about: 'A domain of your own in front of APIs, with its certificate and, if wanted, certificates of clients.',
  doc: `${cfn}/aws-resource-apigateway-domainname.html`,
  forms: [
    { type: 'AWS::ApiGateway::DomainName', dialect: 'cfn' },
    { type: 'AWS::ApiGatewayV2::DomainName', dialect: 'cfnV2' },
    { type: 'aws_api_gateway_domain_name', dialect: 'tf', identity: ['domain_name', 'id'] },
    { type: 'aws_apigatewayv2_domain_name', dialect: 'tfV2', identity: ['domain_name', 'id'] },
  ],
  identity: ['Ref'],
  properties: {
    domainName: text({
      cfn: 'DomainName',
      cfnV2: 'DomainName',
      tf: 'domain_name',
      tfV2: 'domain_name',
      about: 'The domain, such as `api.example.com`.',
    }),
    mutualTls: nested(
      {},
      {
        cfn: 'MutualTlsAuthentication',
        cfnV2: 'MutualTlsAuthentication',
        tf: 'mutual_tls_authentication',
        tfV2: 'mutual_tls_authentication',
        about: 'Lets in only clients with a certificate of one of the authorities in a file in S3.',
        doc: `${guide}/rest-api-mutual-tls.html`,
      },
    ),
    mappings: pointing('ApiMapping', 'domain'),
  },
});
export interface DomainName extends Row<typeof DomainName> {}

export const ApiMapping = resource('ApiMapping', {
  noun: 'API mapping',
  about: 'Puts a stage of an API under a custom domain name.',
  doc: `${cfn}/aws-resource-apigatewayv2-apimapping.html`,
  forms: [
    { type: 'AWS::ApiGateway::BasePathMapping', dialect: 'cfn' },
    { type: 'AWS::ApiGatewayV2::ApiMapping', dialect: 'cfnV2' },
    { type: 'aws_api_gateway_base_path_mapping', dialect: 'tf', identity: ['id'] },
    { type: 'aws_apigatewayv2_api_mapping', dialect: 'tfV2', identity: ['id'] },
  ],
  identity: [],
  properties: {
    api: ref('Api', {
      cfn: 'RestApiId',
      cfnV2: 'ApiId',
      tf: 'api_id',
      tfV2: 'api_id',
      about: 'The API behind the domain.',
    }),
    domain: ref('DomainName', {
      cfn: 'DomainName',
      cfnV2: 'DomainName',
      tf: 'domain_name',
      tfV2: 'domain_name',
      about: 'The custom domain name.',
    }),
  },
});
export interface ApiMapping extends Row<typeof ApiMapping> {}

declare module '../kit/schema.ts' {
  interface Rows {
    Route: Route;
    ApiResource: ApiResource;
    Authorizer: Authorizer;
    DomainName: DomainName;
    ApiMapping: ApiMapping;
  }
}
