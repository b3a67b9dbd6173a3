/*
 * What people build together: a load balancer with what it serves, a REST API, an HTTP API, a web
 * ACL, a bucket. Each adds its resources to the template, referred ones before those that refer to them.
 */
import type { Random } from './random.ts';
import type { Plain, PlainMap } from './write-yaml.ts';

export interface Stack {
  /** What the logical ids of this stack begin with. */
  readonly prefix: string;
  readonly random: Random;
  readonly resources: Record<string, PlainMap>;
}

const ref = (name: string): PlainMap => ({ Ref: name });
const attribute = (name: string, of: string): PlainMap => ({ 'Fn::GetAtt': [name, of] });
const sub = (text: string): PlainMap => ({ 'Fn::Sub': text });
const join = (...parts: Plain[]): PlainMap => ({ 'Fn::Join': ['', parts] });
const choice = (condition: string, yes: Plain, no: Plain): PlainMap => ({ 'Fn::If': [condition, yes, no] });
const noValue = ref('AWS::NoValue');

/** Adds a resource and returns its logical id. */
function put(stack: Stack, name: string, type: string, properties: PlainMap, attributes: PlainMap = {}): string {
  const id = `${stack.prefix}${name}`;
  stack.resources[id] = { Type: type, ...attributes, Properties: properties };
  return id;
}

const words = [
  'alpha',
  'beta',
  'checkout',
  'export',
  'gamma',
  'import',
  'index',
  'ledger',
  'report',
  'stream',
] as const;

const tags = ({ random, prefix }: Stack): Plain[] => [
  { Key: 'Name', Value: sub(`\${AWS::StackName}-${prefix.toLowerCase()}`) },
  { Key: 'environment', Value: ref('Environment') },
  ...random.several(2, 5, (index) => ({ Key: `cost-center-${index}`, Value: random.pick(words) })),
];

function securityGroup(stack: Stack): string {
  const { random } = stack;
  return put(stack, 'SecurityGroup', 'AWS::EC2::SecurityGroup', {
    GroupDescription: `What may talk to ${stack.prefix} – 80, 443 and its own ports`,
    VpcId: ref('VpcId'),
    SecurityGroupIngress: [
      { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '0.0.0.0/0', Description: 'HTTP: redirected' },
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' },
      ...random.several(6, 12, () => ({
        IpProtocol: 'tcp',
        FromPort: 1024 + random.below(60000),
        ToPort: 65535,
        CidrIp: `10.${random.below(255)}.0.0/16`,
        Description: `from the "${random.pick(words)}" team's network`,
      })),
    ],
    SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }],
    Tags: tags(stack),
  });
}

function logGroup(stack: Stack): string {
  return put(
    stack,
    'LogGroup',
    'AWS::Logs::LogGroup',
    {
      LogGroupName: sub(`/shop/\${Environment}/${stack.prefix.toLowerCase()}`),
      RetentionInDays: { 'Fn::FindInMap': ['Sizes', ref('Environment'), 'Retention'] },
      Tags: tags(stack),
    },
    { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Retain' },
  );
}

function role(stack: Stack, logs: string): string {
  const { random } = stack;
  const statement = (index: number): PlainMap => ({
    Sid: `Allow${index}`,
    Effect: random.chance(0.9) ? 'Allow' : 'Deny',
    Action: random.several(4, 9, () => `${random.pick(['s3', 'sqs', 'dynamodb', 'kms'])}:Get${random.pick(words)}*`),
    Resource: random.chance(0.5)
      ? [attribute(logs, 'Arn'), sub(`arn:\${AWS::Partition}:s3:::${random.pick(words)}-\${AWS::AccountId}/*`)]
      : choice('IsProd', attribute(logs, 'Arn'), '*'),
    Condition: { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } },
  });
  return put(stack, 'Role', 'AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    ManagedPolicyArns: [sub('arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole')],
    Policies: random.several(1, 2, (index) => ({
      PolicyName: `${random.pick(words)}-${index}`,
      PolicyDocument: { Version: '2012-10-17', Statement: random.several(3, 6, statement) },
    })),
    Tags: tags(stack),
  });
}

function lambdaFunction(stack: Stack): string {
  const { random } = stack;
  const logs = logGroup(stack);
  const roleName = role(stack, logs);
  const line = (): string =>
    random.pick([
      `  const ${random.pick(words)} = await fetch(event.path); // see "${random.pick(words)}"`,
      `  if (${random.pick(words)} > 10) { return { statusCode: 429 }; }`,
      `  console.log('${random.pick(words)}: %s', JSON.stringify({ key: "value" }));`,
      '',
    ]);
  const body = [
    'exports.handler = async (event) => {',
    ...random.several(16, 32, line),
    '  return { statusCode: 200 };',
    '};',
  ];
  return put(stack, 'Function', 'AWS::Lambda::Function', {
    FunctionName: sub(`\${Environment}-${stack.prefix.toLowerCase()}`),
    Runtime: random.pick(['nodejs20.x', 'nodejs22.x']),
    Handler: 'index.handler',
    MemorySize: { 'Fn::FindInMap': ['Sizes', ref('Environment'), 'Memory'] },
    Timeout: random.pick([3, 10, 29, 30, 60, 300, 900]),
    Role: attribute(roleName, 'Arn'),
    Code: { ZipFile: `${body.join('\n')}\n` },
    Environment: {
      Variables: Object.fromEntries(
        random.several(12, 22, (index): [string, Plain] => [
          `${random.pick(words).toUpperCase()}_${index}`,
          random.pick<Plain>([
            ref('Environment'),
            attribute(roleName, 'Arn'),
            String(random.below(1_000_000)),
            `https://${random.pick(words)}.example.com:8443/path?x=1#top`,
            sub(`arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:\${${logs}}`),
            'one, two: three',
          ]),
        ]),
      ),
    },
    VpcConfig: choice('IsProd', { SubnetIds: ref('PrivateSubnetIds'), SecurityGroupIds: [] }, noValue),
    LoggingConfig: { LogGroup: ref(logs), LogFormat: 'JSON', ApplicationLogLevel: 'INFO' },
    TracingConfig: { Mode: 'Active' },
    Tags: tags(stack),
  });
}

function loadBalancerStack(stack: Stack): void {
  const { random } = stack;
  const group = securityGroup(stack);
  const loadBalancer = put(stack, 'LoadBalancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer', {
    Name: sub(`\${Environment}-${stack.prefix.toLowerCase()}`),
    Type: 'application',
    Scheme: random.chance(0.8) ? 'internet-facing' : 'internal',
    IpAddressType: 'ipv4',
    Subnets: ref('PublicSubnetIds'),
    SecurityGroups: [attribute(group, 'GroupId')],
    LoadBalancerAttributes: [
      { Key: 'idle_timeout.timeout_seconds', Value: String(30 + random.below(300)) },
      { Key: 'deletion_protection.enabled', Value: choice('IsProd', 'true', 'false') },
      { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' },
      { Key: 'routing.http2.enabled', Value: 'true' },
      { Key: 'access_logs.s3.enabled', Value: String(random.chance(0.7)) },
      { Key: 'access_logs.s3.bucket', Value: ref('LogBucket') },
      { Key: 'access_logs.s3.prefix', Value: sub(`\${AWS::StackName}/${stack.prefix}`) },
      { Key: 'client_keep_alive.seconds', Value: '3600' },
    ],
    Tags: tags(stack),
  });
  const targets = random.several(2, 4, (index) =>
    put(stack, `Targets${index}`, 'AWS::ElasticLoadBalancingV2::TargetGroup', {
      Name: sub(`\${Environment}-${stack.prefix.toLowerCase()}-${index}`),
      Port: 8000 + random.below(1000),
      Protocol: 'HTTP',
      ProtocolVersion: 'HTTP1',
      TargetType: random.pick(['ip', 'instance']),
      VpcId: ref('VpcId'),
      HealthCheckEnabled: true,
      HealthCheckPath: `/health/${random.pick(words)}`,
      HealthCheckPort: 'traffic-port',
      HealthCheckProtocol: 'HTTP',
      HealthCheckIntervalSeconds: 10 + random.below(50),
      HealthCheckTimeoutSeconds: 2 + random.below(8),
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 3,
      Matcher: { HttpCode: '200-299' },
      TargetGroupAttributes: [
        { Key: 'deregistration_delay.timeout_seconds', Value: String(random.below(300)) },
        { Key: 'load_balancing.algorithm.type', Value: 'least_outstanding_requests' },
        { Key: 'stickiness.enabled', Value: 'true' },
        { Key: 'stickiness.type', Value: 'lb_cookie' },
        { Key: 'stickiness.lb_cookie.duration_seconds', Value: '86400' },
        { Key: 'slow_start.duration_seconds', Value: String(30 * random.below(10)) },
      ],
      Tags: tags(stack),
    }),
  );
  const target = (): Plain => ref(targets[random.below(targets.length)] ?? '');
  const redirect = {
    Type: 'redirect',
    RedirectConfig: {
      Protocol: 'HTTPS',
      Port: '443',
      Host: '#{host}',
      Path: '/#{path}',
      Query: '#{query}',
      StatusCode: 'HTTP_301',
    },
  };
  put(stack, 'HttpListener', 'AWS::ElasticLoadBalancingV2::Listener', {
    LoadBalancerArn: ref(loadBalancer),
    Port: 80,
    Protocol: 'HTTP',
    DefaultActions: [random.chance(0.6) ? redirect : { Type: 'forward', TargetGroupArn: target() }],
  });
  const https = put(stack, 'HttpsListener', 'AWS::ElasticLoadBalancingV2::Listener', {
    LoadBalancerArn: ref(loadBalancer),
    Port: 443,
    Protocol: 'HTTPS',
    SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    Certificates: [{ CertificateArn: ref('CertificateArn') }],
    DefaultActions: [
      {
        Type: 'fixed-response',
        FixedResponseConfig: {
          StatusCode: '404',
          ContentType: 'application/json',
          MessageBody: '{"error": "nothing here"}',
        },
      },
    ],
  });
  random.several(2, 4, (index) =>
    put(stack, `Rule${index}`, 'AWS::ElasticLoadBalancingV2::ListenerRule', {
      ListenerArn: ref(https),
      Priority: 10 * (index + 1),
      Conditions: [
        {
          Field: 'path-pattern',
          PathPatternConfig: { Values: random.several(2, 4, (at) => `/${random.pick(words)}/v${at}/*`) },
        },
        { Field: 'host-header', HostHeaderConfig: { Values: [`${random.pick(words)}.example.com`, '*.example.org'] } },
        { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Shop-Version', Values: ['1.*', '2.*'] } },
        { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['GET', 'HEAD', 'POST'] } },
      ],
      Actions: [
        {
          Type: 'authenticate-oidc',
          Order: 1,
          AuthenticateOidcConfig: {
            Issuer: 'https://login.example.com',
            AuthorizationEndpoint: 'https://login.example.com/authorize',
            TokenEndpoint: 'https://login.example.com/token',
            UserInfoEndpoint: 'https://login.example.com/userinfo',
            ClientId: `shop-${random.pick(words)}`,
            ClientSecret: sub('{{resolve:secretsmanager:${Environment}/oidc:SecretString:secret}}'),
            OnUnauthenticatedRequest: 'authenticate',
            Scope: 'openid email',
            SessionTimeout: 3600,
          },
        },
        {
          Type: 'forward',
          Order: 2,
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: target(), Weight: 90 },
              { TargetGroupArn: target(), Weight: 10 },
            ],
            TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 600 },
          },
        },
      ],
    }),
  );
  if (random.chance(0.7)) protect(stack, ref(loadBalancer));
}

function restApiStack(stack: Stack): void {
  const { random } = stack;
  const handler = lambdaFunction(stack);
  const api = put(stack, 'Api', 'AWS::ApiGateway::RestApi', {
    Name: sub(`\${Environment}-${stack.prefix.toLowerCase()}`),
    Description: `The API of ${stack.prefix}: what the shop's own pages ask`,
    EndpointConfiguration: { Types: ['REGIONAL'] },
    MinimumCompressionSize: 1024,
    BinaryMediaTypes: ['image/png', 'application/octet-stream'],
    DisableExecuteApiEndpoint: choice('IsProd', true, false),
    Tags: tags(stack),
  });
  const methods = random.several(2, 4, (index) => {
    const path = put(stack, `Path${index}`, 'AWS::ApiGateway::Resource', {
      RestApiId: ref(api),
      ParentId: attribute(api, 'RootResourceId'),
      PathPart: `${random.pick(words)}-${index}`,
    });
    return put(stack, `Method${index}`, 'AWS::ApiGateway::Method', {
      RestApiId: ref(api),
      ResourceId: ref(path),
      HttpMethod: random.pick(['GET', 'POST', 'ANY']),
      AuthorizationType: random.pick(['NONE', 'AWS_IAM']),
      ApiKeyRequired: random.chance(0.3),
      OperationName: `Do${index}`,
      RequestParameters: {
        'method.request.querystring.page': false,
        'method.request.header.Accept-Language': random.chance(0.5),
        'method.request.path.proxy': true,
      },
      Integration: {
        Type: random.pick(['AWS_PROXY', 'AWS']),
        IntegrationHttpMethod: 'POST',
        Uri: sub(
          `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${handler}.Arn}/invocations`,
        ),
        TimeoutInMillis: 1000 * (5 + random.below(25)),
        PassthroughBehavior: 'WHEN_NO_TEMPLATES',
        ContentHandling: 'CONVERT_TO_TEXT',
        RequestTemplates: {
          'application/json': `#set($inputRoot = $input.path('$'))\n{\n  "page": "$input.params('page')",\n  "body": $input.json('$')\n}\n`,
        },
        IntegrationResponses: ['200', '400', '500'].map((code) => ({
          StatusCode: code,
          ...(code === '200' ? {} : { SelectionPattern: `.*"status": ?${code}.*` }),
          ResponseParameters: {
            'method.response.header.Access-Control-Allow-Origin': "'*'",
            'method.response.header.Cache-Control': "'no-store, max-age=0'",
          },
          ResponseTemplates: { 'application/json': '$input.json("$")' },
        })),
      },
      MethodResponses: ['200', '400', '500'].map((code) => ({
        StatusCode: code,
        ResponseModels: { 'application/json': 'Empty' },
        ResponseParameters: { 'method.response.header.Access-Control-Allow-Origin': true },
      })),
    });
  });
  put(stack, 'Permission', 'AWS::Lambda::Permission', {
    FunctionName: attribute(handler, 'Arn'),
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: join('arn:aws:execute-api:', ref('AWS::Region'), ':', ref('AWS::AccountId'), ':', ref(api), '/*/*'),
  });
  const deployment = put(
    stack,
    'Deployment',
    'AWS::ApiGateway::Deployment',
    { RestApiId: ref(api) },
    { DependsOn: methods },
  );
  const name = stack.prefix.toLowerCase();
  const stage = put(stack, 'Stage', 'AWS::ApiGateway::Stage', {
    RestApiId: ref(api),
    DeploymentId: ref(deployment),
    StageName: name,
    TracingEnabled: true,
    CacheClusterEnabled: false,
    AccessLogSetting: {
      DestinationArn: attribute(`${stack.prefix}LogGroup`, 'Arn'),
      Format: '{"requestId": "$context.requestId", "ip": "$context.identity.sourceIp", "status": "$context.status"}',
    },
    MethodSettings: random.several(1, 3, (index) => ({
      ResourcePath: index === 0 ? '/*' : `/${random.pick(words)}`,
      HttpMethod: '*',
      LoggingLevel: random.pick(['INFO', 'ERROR', 'OFF']),
      DataTraceEnabled: false,
      MetricsEnabled: true,
      ThrottlingBurstLimit: 100 * (1 + random.below(50)),
      ThrottlingRateLimit: 50.5 * (1 + random.below(50)),
    })),
    Variables: Object.fromEntries(random.several(2, 6, (index) => [`variable${index}`, random.pick(words)])),
    Tags: tags(stack),
  });
  if (random.chance(0.6)) {
    protect(stack, sub(`arn:\${AWS::Partition}:apigateway:\${AWS::Region}::/restapis/\${${api}}/stages/\${${stage}}`));
  }
}

function httpApiStack(stack: Stack): void {
  const { random } = stack;
  const handler = lambdaFunction(stack);
  const api = put(stack, 'HttpApi', 'AWS::ApiGatewayV2::Api', {
    Name: sub(`\${Environment}-${stack.prefix.toLowerCase()}`),
    ProtocolType: 'HTTP',
    CorsConfiguration: {
      AllowOrigins: ['https://shop.example.com', 'https://admin.example.com'],
      AllowMethods: ['GET', 'POST', 'DELETE'],
      AllowHeaders: ['authorization', 'content-type', 'x-request-id'],
      MaxAge: 600,
    },
    Tags: { environment: ref('Environment'), team: stack.prefix },
  });
  const authorizer = put(stack, 'Authorizer', 'AWS::ApiGatewayV2::Authorizer', {
    ApiId: ref(api),
    Name: 'login',
    AuthorizerType: 'JWT',
    IdentitySource: ['$request.header.Authorization'],
    JwtConfiguration: { Issuer: 'https://login.example.com', Audience: random.several(2, 5, () => random.pick(words)) },
  });
  const integration = put(stack, 'Integration', 'AWS::ApiGatewayV2::Integration', {
    ApiId: ref(api),
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: attribute(handler, 'Arn'),
    PayloadFormatVersion: '2.0',
    TimeoutInMillis: 1000 * (5 + random.below(25)),
    RequestParameters: {
      'append:header.x-shop-environment': ref('Environment'),
      'overwrite:path': '$request.path',
      'remove:querystring.debug': "''",
    },
  });
  random.several(2, 4, (index) =>
    put(stack, `Route${index}`, 'AWS::ApiGatewayV2::Route', {
      ApiId: ref(api),
      RouteKey: `${random.pick(['GET', 'POST'])} /${random.pick(words)}/{id}/part-${index}`,
      AuthorizationType: 'JWT',
      AuthorizerId: ref(authorizer),
      AuthorizationScopes: random.several(1, 4, () => `shop/${random.pick(words)}.read`),
      Target: join('integrations/', ref(integration)),
    }),
  );
  put(stack, 'HttpStage', 'AWS::ApiGatewayV2::Stage', {
    ApiId: ref(api),
    StageName: '$default',
    AutoDeploy: true,
    AccessLogSettings: {
      DestinationArn: attribute(`${stack.prefix}LogGroup`, 'Arn'),
      Format: '$context.identity.sourceIp - [$context.requestTime] "$context.routeKey" $context.status',
    },
    DefaultRouteSettings: { ThrottlingBurstLimit: 200, ThrottlingRateLimit: 100.5, DetailedMetricsEnabled: true },
    RouteSettings: Object.fromEntries(
      random.several(1, 3, (index) => [
        `GET /${random.pick(words)}/{id}/part-${index}`,
        { ThrottlingBurstLimit: 10 + random.below(90), ThrottlingRateLimit: 5 },
      ]),
    ),
    Tags: { environment: ref('Environment') },
  });
}

/** A web ACL for `protectedArn`: a load balancer or a stage. */
function protect(stack: Stack, protectedArn: Plain): void {
  const { random } = stack;
  const visibility = (name: string): PlainMap => ({
    SampledRequestsEnabled: true,
    CloudWatchMetricsEnabled: true,
    MetricName: `${stack.prefix}${name}`,
  });
  const managed = (name: string, priority: number): PlainMap => ({
    Name: name,
    Priority: priority,
    OverrideAction: { None: {} },
    Statement: {
      ManagedRuleGroupStatement: {
        VendorName: 'AWS',
        Name: name,
        ExcludedRules: random.several(0, 2, () => ({ Name: `Size_${random.pick(words)}` })),
      },
    },
    VisibilityConfig: visibility(name),
  });
  const acl = put(stack, 'WebACL', 'AWS::WAFv2::WebACL', {
    Name: sub(`\${Environment}-${stack.prefix.toLowerCase()}`),
    Scope: 'REGIONAL',
    Description: `Keeps floods and scanners away from ${stack.prefix}`,
    DefaultAction: { Allow: {} },
    Rules: [
      {
        Name: 'rate',
        Priority: 0,
        Action: { Block: {} },
        Statement: { RateBasedStatement: { Limit: 100 * (1 + random.below(50)), AggregateKeyType: 'IP' } },
        VisibilityConfig: visibility('Rate'),
      },
      managed('AWSManagedRulesCommonRuleSet', 1),
      managed('AWSManagedRulesKnownBadInputsRuleSet', 2),
      ...random.several(2, 4, (index) => ({
        Name: `block-${random.pick(words)}`,
        Priority: 10 + index,
        Action: { Block: { CustomResponse: { ResponseCode: 403 } } },
        Statement: {
          AndStatement: {
            Statements: [
              { GeoMatchStatement: { CountryCodes: ['AQ', 'BV', 'HM'] } },
              {
                ByteMatchStatement: {
                  FieldToMatch: { UriPath: {} },
                  PositionalConstraint: 'STARTS_WITH',
                  SearchString: `/${random.pick(words)}/admin`,
                  TextTransformations: [{ Priority: 0, Type: 'LOWERCASE' }],
                },
              },
            ],
          },
        },
        VisibilityConfig: visibility(`Block${index}`),
      })),
    ],
    VisibilityConfig: visibility('All'),
    Tags: tags(stack),
  });
  put(stack, 'WebACLAssociation', 'AWS::WAFv2::WebACLAssociation', {
    ResourceArn: protectedArn,
    WebACLArn: attribute(acl, 'Arn'),
  });
}

function bucketStack(stack: Stack): void {
  const { random } = stack;
  const rule = (index: number): PlainMap => ({
    Id: `rule-${index}`,
    Status: 'Enabled',
    Prefix: `${random.pick(words)}/`,
    Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 30 + random.below(300) }],
    ExpirationInDays: 400 + random.below(900),
  });
  const bucket = put(
    stack,
    'Bucket',
    'AWS::S3::Bucket',
    {
      BucketName: sub(`\${AWS::AccountId}-\${Environment}-${stack.prefix.toLowerCase()}`),
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' }, BucketKeyEnabled: true },
        ],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: { Rules: random.several(6, 12, rule) },
      Tags: tags(stack),
    },
    { DeletionPolicy: 'Retain' },
  );
  put(stack, 'BucketPolicy', 'AWS::S3::BucketPolicy', {
    Bucket: ref(bucket),
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'OnlyOverTls',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: [attribute(bucket, 'Arn'), sub(`\${${bucket}.Arn}/*`)],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    },
  });
}

export const stacks = [
  loadBalancerStack,
  loadBalancerStack,
  restApiStack,
  restApiStack,
  httpApiStack,
  bucketStack,
] as const satisfies readonly ((stack: Stack) => void)[];
