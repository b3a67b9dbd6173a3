import { flag, list, nested, number, pointing, type Read, type Row, ref, resource, text, texts } from '../kit/index.ts';

const cfn = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';
const guide = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';

const statement = {
  effect: text({
    cfn: 'Effect',
    tf: 'Effect',
    about: 'Whether it allows or denies.',
    oneOf: ['Allow', 'Deny'],
    values: {
      Allow: 'Lets in whoever fits, unless another statement denies it.',
      Deny: 'Keeps out whoever fits, whatever other statements allow.',
    },
  }),
  /** `Principal: '*'` is short for `Principal: { AWS: '*' }`. */
  accounts: texts({
    cfn: 'Principal.AWS?',
    tf: 'Principal.AWS?',
    about: "Accounts, roles and users that it speaks of; `'*'` is everybody.",
  }),
  condition: nested(
    {},
    { cfn: 'Condition', tf: 'Condition', about: 'What must be so besides: the address, the VPC endpoint, …' },
  ),
};
export interface PolicyStatement extends Read<typeof statement> {}

const policy = {
  statements: list(statement, { cfn: 'Statement', tf: 'Statement[]', about: 'What is allowed and what is denied.' }),
};
export interface ResourcePolicy extends Read<typeof policy> {}

/** How long an API waits where nothing is written. Source: the quota pages of REST, HTTP and WebSocket APIs, read 2026-11. */
export const restLimitSeconds = 29;
export const httpLimitSeconds = 30;

/** REST, HTTP and WebSocket APIs: `protocol` tells which. */
export const Api = resource('Api', {
  noun: 'API',
  about: 'An API of API Gateway. REST APIs can do most, HTTP APIs cost least, WebSocket APIs keep connections open.',
  doc: `${cfn}/aws-resource-apigateway-restapi.html`,
  forms: [
    { type: 'AWS::ApiGateway::RestApi', dialect: 'cfn' },
    { type: 'AWS::ApiGatewayV2::Api', dialect: 'cfnV2' },
    { type: 'aws_api_gateway_rest_api', dialect: 'tf', identity: ['id'] },
    { type: 'aws_apigatewayv2_api', dialect: 'tfV2', identity: ['id'] },
  ],
  identity: ['Ref', 'RestApiId', 'ApiId'],
  properties: {
    protocol: text({
      cfn: '=REST',
      cfnV2: 'ProtocolType',
      tf: '=REST',
      tfV2: 'protocol_type',
      about: 'The kind of API.',
      oneOf: ['REST', 'HTTP', 'WEBSOCKET'],
      values: {
        REST: 'A REST API, which can do the most: API keys, caching, request validation, AWS WAF and more.',
        HTTP: 'An HTTP API, which is simpler and much cheaper than a REST API, and can do less.',
        WEBSOCKET: 'A WebSocket API, whose connections stay open, and both sides send when they like.',
      },
      default: 'HTTP', // only an OpenAPI body can do without, and only HTTP APIs have one
      doc: `${cfn}/aws-resource-apigatewayv2-api.html`,
    }),
    endpointTypes: texts({
      cfn: 'EndpointConfiguration.Types',
      tf: 'endpoint_configuration.types',
      about:
        'EDGE goes through CloudFront locations, REGIONAL straight to the Region, PRIVATE only through VPC endpoints. EDGE where it is left out.',
      values: {
        EDGE: 'Requests enter at the nearest location of CloudFront, which AWS runs for the API. For clients all over the world.',
        REGIONAL:
          'Requests go straight to the Region. For clients nearby, or with a CloudFront distribution of your own.',
        PRIVATE: 'Reached from VPCs only, through an endpoint there; it needs a resource policy.',
      },
      doc: `${guide}/api-gateway-api-endpoint-types.html`,
    }),
    policy: nested(policy, {
      cfn: 'Policy',
      tf: 'policy',
      about: 'Who may call the API, from where: judged before, or together with, the authorization of a method.',
      doc: `${guide}/apigateway-resource-policies.html`,
    }),
    body: nested(
      {},
      {
        cfn: 'Body',
        cfnV2: 'Body',
        tf: 'body',
        tfV2: 'body',
        about: 'An OpenAPI description that the API is made of.',
      },
    ),
    bodyLocation: nested(
      {},
      { cfn: 'BodyS3Location', cfnV2: 'BodyS3Location', about: 'The object in S3 that holds the OpenAPI description.' },
    ),
    bodyPolicy: nested(policy, {
      cfn: 'Body.x-amazon-apigateway-policy',
      tf: 'body.x-amazon-apigateway-policy',
      about: 'Who may call the API, from where, written in its OpenAPI body.',
      doc: `${guide}/openapi-extensions-policy.html`,
    }),
    policyApart: nested(policy, {
      tf: '<ApiPolicy.api>.policy',
      about: 'Who may call the API, from where, in a resource of its own.',
      doc: `${guide}/apigateway-resource-policies.html`,
    }),
    disableExecuteApiEndpoint: flag({
      cfn: 'DisableExecuteApiEndpoint',
      cfnV2: 'DisableExecuteApiEndpoint',
      tf: 'disable_execute_api_endpoint',
      tfV2: 'disable_execute_api_endpoint',
      about: 'Closes the address that API Gateway gives, so that callers have to come through a custom domain name.',
      values: {
        true: 'Only the custom domain names of the API lead to it; its `execute-api` address refuses callers.',
        false: 'Callers can also come through its `execute-api` address, past what guards the domain name alone.',
      },
      default: false,
      doc: `${guide}/rest-api-disable-default-endpoint.html`,
    }),
    /** The names of the security schemes that every operation asks for which says nothing itself. */
    security: texts({
      cfn: 'Body.security.*',
      cfnV2: 'Body.security.*',
      tf: 'body.security.*',
      tfV2: 'body.security.*',
      about: 'Security schemes of every operation that names none itself.',
    }),
    stages: pointing('Stage', 'api'),
    overrides: pointing('ManagedOverrides', 'api'),
    routes: pointing('Route', 'api'),
    authorizers: pointing('Authorizer', 'api'),
    mappings: pointing('ApiMapping', 'api'),
  },
});
export interface Api extends Row<typeof Api> {}

/** A resource policy that stands apart from its API: Terraform's, beside the one that the API may have itself. */
export const ApiPolicy = resource('ApiPolicy', {
  noun: 'resource policy',
  about: 'Who may call a REST API, from where.',
  doc: `${guide}/apigateway-resource-policies.html`,
  forms: [{ type: 'aws_api_gateway_rest_api_policy', dialect: 'tf' }],
  identity: ['id'],
  properties: {
    api: ref('Api', { tf: 'rest_api_id', about: 'The API that it is for.' }),
    policy: nested(policy, { tf: 'policy', about: 'What is allowed and what is denied.' }),
  },
});
export interface ApiPolicy extends Row<typeof ApiPolicy> {}

/**
 * What an API calls for a request: of a REST method, of an HTTP or WebSocket API, or of an operation in
 * an OpenAPI body. A rule asks once and hears of all of them.
 */
export const Integration = resource('Integration', {
  noun: 'integration',
  about: 'What API Gateway calls to answer a request.',
  doc: `${cfn}/aws-properties-apigateway-method-integration.html`,
  forms: [
    { type: 'AWS::ApiGateway::Method', at: 'Integration', dialect: 'cfn' },
    { type: 'AWS::ApiGatewayV2::Integration', dialect: 'cfnV2' },
    { type: 'AWS::ApiGateway::RestApi', at: 'Body.paths.*.*.x-amazon-apigateway-integration', dialect: 'openapi' },
    { type: 'AWS::ApiGatewayV2::Api', at: 'Body.paths.*.*.x-amazon-apigateway-integration', dialect: 'openapi' },
    { type: 'AWS::ApiGatewayV2::Api', where: 'Target', dialect: 'quickCreate', noun: 'API' },
    { type: 'aws_api_gateway_integration', dialect: 'tf', identity: ['id'] },
    { type: 'aws_apigatewayv2_integration', dialect: 'tfV2', identity: ['id'] },
    { type: 'aws_api_gateway_rest_api', at: 'body.paths.*.*.x-amazon-apigateway-integration', dialect: 'openapi' },
    { type: 'aws_apigatewayv2_api', at: 'body.paths.*.*.x-amazon-apigateway-integration', dialect: 'openapi' },
    { type: 'aws_apigatewayv2_api', where: 'target', dialect: 'tfQuickCreate', noun: 'API' },
  ],
  identity: [],
  properties: {
    api: ref('Api', {
      cfn: '<owner>.RestApiId',
      cfnV2: 'ApiId',
      openapi: '<owner>',
      quickCreate: '<owner>',
      tf: 'rest_api_id',
      tfV2: 'api_id',
      tfQuickCreate: '<owner>',
      about: 'The API that it is a part of.',
    }),
    /** The method that it is for, where it stands apart from that: named in three pieces. */
    route: ref('Route', {
      tf: '=arn:aws:apigateway:*::/restapis/${rest_api_id}/resources/${resource_id}/methods/${http_method}',
      about: 'The method that it answers: API, piece of the path and HTTP method tell which.',
    }),
    type: text({
      cfn: 'Type',
      cfnV2: 'IntegrationType',
      openapi: 'type',
      tf: 'type',
      tfV2: 'integration_type',
      about: 'AWS_PROXY hands the whole request to a function, HTTP_PROXY to an address; MOCK answers by itself.',
      values: {
        AWS_PROXY:
          'Hands the whole request to a Lambda function, and its answer back as it is. HTTP APIs call other AWS services so, too.',
        AWS: 'Calls an AWS service or a function with what a mapping template makes of the request.',
        HTTP_PROXY: 'Hands the whole request to an address, and the answer back as it is.',
        HTTP: 'Calls an address with what a mapping template makes of the request.',
        MOCK: 'Answers by itself; nothing is called.',
      },
    }),
    function: ref('LambdaFunction', {
      cfn: 'Uri',
      cfnV2: 'IntegrationUri',
      openapi: 'uri',
      quickCreate: 'Target',
      tf: 'uri',
      tfV2: 'integration_uri',
      tfQuickCreate: 'target',
      about: 'The function, action or address that is called.',
    }),
    timeoutSeconds: number({
      cfn: 'TimeoutInMillis',
      cfnV2: 'TimeoutInMillis',
      openapi: 'timeoutInMillis',
      tf: 'timeout_milliseconds',
      tfV2: 'timeout_milliseconds',
      defaultIn: { tf: 29 }, // the provider writes it, be the answer streamed or not
      scale: 1000,
      unit: 'seconds',
      about:
        'How long API Gateway waits for the answer before it says 504 itself; written in milliseconds. Left out: 29,000 for REST and WebSocket APIs, 30,000 for HTTP APIs. Only Regional and private REST APIs can have more, by a quota.',
      range: [0.05, 29],
      doc: `${guide}/api-gateway-execution-service-limits-table.html`,
    }),
    credentials: text({
      cfn: 'Credentials',
      cfnV2: 'CredentialsArn',
      openapi: 'credentials',
      quickCreate: 'CredentialsArn',
      tf: 'credentials',
      tfV2: 'credentials_arn',
      tfQuickCreate: 'credentials_arn',
      about: 'ARN of the role that API Gateway calls the backend as; left out, a function must allow the call itself.',
    }),
    transferMode: text({
      cfn: 'ResponseTransferMode',
      openapi: 'responseTransferMode',
      tf: 'response_transfer_mode',
      about: 'STREAM passes the answer on while it is made, for up to 15 minutes; BUFFERED waits for all of it.',
      oneOf: ['BUFFERED', 'STREAM'],
      values: {
        BUFFERED: 'Waits for the whole answer, then passes it on.',
        STREAM: 'Passes the answer on while it is made: more than 10 MB, and up to 15 minutes.',
      },
      default: 'BUFFERED',
      defaultWhere: { 'api.protocol': ['REST'] },
      doc: `${guide}/response-transfer-mode.html`,
    }),
    /** `Event` has the function run on its own, and the client is answered at once. */
    invocationType: text({
      cfn: 'RequestParameters."integration.request.header.X-Amz-Invocation-Type"',
      openapi: 'requestParameters."integration.request.header.X-Amz-Invocation-Type"',
      tf: 'request_parameters."integration.request.header.X-Amz-Invocation-Type"',
      about: "'Event' calls the function asynchronously: nobody waits for its end.",
      values: {
        "'Event'": 'Calls the function and does not wait: the client is answered at once.',
        "'RequestResponse'": 'Calls the function and waits for what it says.',
      },
      doc: `${guide}/set-up-lambda-integration-async.html`,
    }),
  },
});
export interface Integration extends Row<typeof Integration> {}

export const LambdaFunction = resource('LambdaFunction', {
  noun: 'function',
  about: 'Code that runs when it is called, for at most 15 minutes.',
  doc: `${cfn}/aws-resource-lambda-function.html`,
  forms: [
    { type: 'AWS::Lambda::Function', dialect: 'cfn' },
    {
      type: 'aws_lambda_function',
      dialect: 'tf',
      identity: [
        'arn',
        'invoke_arn',
        'qualified_arn',
        'qualified_invoke_arn',
        'response_streaming_invoke_arn',
        'function_name',
        'id',
      ],
    },
  ],
  identity: ['Arn', 'Ref'],
  arn: 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${functionName}',
  properties: {
    functionName: text({
      cfn: 'FunctionName',
      tf: 'function_name',
      about: 'Name of the function. CloudFormation makes one up where it is left out; Terraform wants one.',
    }),
    timeoutSeconds: number({
      cfn: 'Timeout',
      tf: 'timeout',
      unit: 'seconds',
      about: 'How long one call may take before it is stopped.',
      default: 3,
      matters: 'timeout', // what takes longer is stopped
      range: [1, 900],
    }),
    integrations: pointing('Integration', 'function'),
    authorizers: pointing('Authorizer', 'function'),
    targetGroups: pointing('TargetGroup', 'targets.function'),
    permissions: pointing('Permission', 'function'),
  },
});
export interface LambdaFunction extends Row<typeof LambdaFunction> {}

/** Aliases and versions are called in place of their function. */
export const FunctionAlias = resource('FunctionAlias', {
  noun: 'function alias',
  about: 'A name for one version of a function, or two by weight.',
  doc: `${cfn}/aws-resource-lambda-alias.html`,
  forms: [
    { type: 'AWS::Lambda::Alias', dialect: 'cfn' },
    { type: 'AWS::Lambda::Version', dialect: 'cfn', noun: 'function version' },
    { type: 'aws_lambda_alias', dialect: 'tf', identity: ['arn', 'invoke_arn', 'name', 'id'] },
  ],
  identity: ['Ref'],
  standsFor: 'function',
  properties: {
    function: ref('LambdaFunction', {
      cfn: 'FunctionName',
      tf: 'function_name',
      about: 'The function that it stands for.',
    }),
  },
});
export interface FunctionAlias extends Row<typeof FunctionAlias> {}

export const Distribution = resource('Distribution', {
  noun: 'distribution',
  about: 'A CloudFront distribution: it ends TLS near the client and fetches from its origins.',
  doc: `${cfn}/aws-resource-cloudfront-distribution.html`,
  forms: [
    { type: 'AWS::CloudFront::Distribution', dialect: 'cfn' },
    { type: 'aws_cloudfront_distribution', dialect: 'tf', identity: ['arn', 'id'] },
  ],
  identity: ['Ref'],
  properties: {
    origins: list(
      {
        loadBalancer: ref('LoadBalancer', {
          cfn: 'DomainName',
          tf: 'domain_name',
          about: 'Host name that the distribution fetches from.',
        }),
      },
      { cfn: 'DistributionConfig.Origins', tf: 'origin', about: 'Where the distribution fetches from.' },
    ),
  },
});
export interface Distribution extends Row<typeof Distribution> {}

declare module '../kit/schema.ts' {
  interface Rows {
    Api: Api;
    ApiPolicy: ApiPolicy;
    Integration: Integration;
    LambdaFunction: LambdaFunction;
    FunctionAlias: FunctionAlias;
    Distribution: Distribution;
  }
}
