import {
  flag,
  list,
  nested,
  number,
  pointing,
  type Read,
  type Row,
  ref,
  refs,
  resource,
  text,
  texts,
  waitsFor,
} from '../kit/index.ts';
import { aboutAttribute, meaningsOfFlag } from './attributes.ts';
import { tlsPolicyMeanings } from './tls-policies.ts';

const cfn =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2';
const guide = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application';

const redirect = {
  protocol: text({
    cfn: 'Protocol',
    tf: 'protocol',
    about: 'Protocol of the address that the client is sent to. Left out, it stays that of the request.',
    default: '#{protocol}',
    doc: `${guide}/rule-action-types.html`,
  }),
  host: text({ cfn: 'Host', tf: 'host', about: 'Host of the address that the client is sent to.', default: '#{host}' }),
  port: text({ cfn: 'Port', tf: 'port', about: 'Port of the address that the client is sent to.', default: '#{port}' }),
  path: text({
    cfn: 'Path',
    tf: 'path',
    about: 'Path of the address that the client is sent to.',
    default: '/#{path}',
  }),
  query: text({
    cfn: 'Query',
    tf: 'query',
    about: 'Query of the address that the client is sent to.',
    default: '#{query}',
  }),
  statusCode: text({
    cfn: 'StatusCode',
    tf: 'status_code',
    about: 'HTTP_301 is permanent, and browsers remember it; HTTP_302 is temporary.',
    oneOf: ['HTTP_301', 'HTTP_302'],
    values: {
      HTTP_301: 'Moved for good: browsers remember it, and ask the new address at once from then on.',
      HTTP_302: 'Moved for now: browsers ask the old address again next time.',
    },
  }),
};

const action = {
  type: text({
    cfn: 'Type',
    tf: 'type',
    about: 'What the load balancer does with the request.',
    oneOf: ['forward', 'redirect', 'fixed-response', 'authenticate-cognito', 'authenticate-oidc', 'jwt-validation'],
    values: {
      forward: 'Sends the request to a target group, or to several by weight.',
      redirect: 'Tells the client to ask another address.',
      'fixed-response': 'Answers with a status and a text of its own; no target is asked.',
      'authenticate-cognito':
        'Has people log in with a user pool of Amazon Cognito, then goes on to the next action. HTTPS only.',
      'authenticate-oidc':
        'Has people log in with a provider of OpenID Connect, then goes on to the next action. HTTPS only.',
      'jwt-validation':
        'Checks the signed token that a program sends along, then goes on to the next action. HTTPS only.',
    },
    doc: `${guide}/rule-action-types.html`,
  }),
  targetGroup: ref('TargetGroup', {
    cfn: 'TargetGroupArn',
    tf: 'target_group_arn',
    about: 'The target group that requests are forwarded to.',
  }),
  forward: nested(
    {
      targetGroups: list(
        {
          targetGroup: ref('TargetGroup', { cfn: 'TargetGroupArn', tf: 'arn', about: 'One of the target groups.' }),
          weight: number({
            cfn: 'Weight',
            tf: 'weight',
            about: 'Share of the requests, relative to the other weights.',
            range: [0, 999],
          }),
        },
        { cfn: 'TargetGroups', tf: 'target_group', about: 'Target groups and their weights; at most five.' },
      ),
    },
    { cfn: 'ForwardConfig', tf: 'forward', about: 'Forwarding to one target group or several by weight.' },
  ),
  redirect: nested(redirect, {
    cfn: 'RedirectConfig',
    tf: 'redirect',
    about: 'Where the client is sent. Every part left out stays as it was in the request.',
  }),
  fixedResponse: nested(
    {
      statusCode: text({ cfn: 'StatusCode', tf: 'status_code', about: 'HTTP status of the answer: 2xx, 4xx or 5xx.' }),
      contentType: text({ cfn: 'ContentType', tf: 'content_type', about: 'Content type of the answer.' }),
      messageBody: text({
        cfn: 'MessageBody',
        tf: 'message_body',
        about: 'Body of the answer, at most 1,024 characters.',
      }),
    },
    { cfn: 'FixedResponseConfig', tf: 'fixed_response', about: 'An answer that the load balancer gives by itself.' },
  ),
};
export interface Action extends Read<typeof action> {}

const balancerTypes = {
  application: 'An Application Load Balancer, which speaks HTTP, HTTPS and gRPC, and chooses by path, host and header.',
  network: 'A Network Load Balancer, which hands on TCP, UDP and TLS, from addresses that stay the same.',
  gateway: 'A Gateway Load Balancer, which sends all traffic through appliances such as firewalls.',
};

// Where a default counts.
const ofAlb = { type: ['application'] };
const overHttp = { protocol: ['HTTP', 'HTTPS'] };
const ofServers = { targetType: ['instance', 'ip'] };

export const LoadBalancer = resource('LoadBalancer', {
  noun: 'load balancer',
  about:
    'Takes in traffic and spreads it over targets. An Application Load Balancer speaks HTTP, a Network Load Balancer TCP and UDP.',
  doc: `${cfn}-loadbalancer.html`,
  forms: [
    { type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', dialect: 'cfn' },
    { type: 'aws_lb', dialect: 'tf', identity: ['arn', 'id'] },
  ],
  identity: ['Ref', 'LoadBalancerArn'],
  properties: {
    isOfTerraform: text({ tf: '=yes' }),
    uniqueName: text({ tf: 'name', about: 'Name of the load balancer; one is made up where it is left out.' }),
    type: text({
      cfn: 'Type',
      tf: 'load_balancer_type',
      about: 'The kind of load balancer.',
      oneOf: ['application', 'network', 'gateway'],
      values: balancerTypes,
      default: 'application',
    }),
    scheme: text({
      cfn: 'Scheme',
      tf: 'internal',
      words: { tf: { true: 'internal', false: 'internet-facing' } },
      about: 'internet-facing has public addresses, internal private ones.',
      oneOf: ['internet-facing', 'internal'],
      values: {
        'internet-facing':
          'Has public addresses: anybody on the internet reaches it, as far as its security groups let them.',
        internal:
          'Has private addresses only: it is reached from its VPC and from networks that are connected with it.',
      },
      default: 'internet-facing',
    }),
    subnets: refs('Subnet', {
      cfn: 'Subnets',
      tf: 'subnets',
      about: 'Subnets of the nodes, in at least two Availability Zones for an Application Load Balancer.',
    }),
    subnetMappings: list(
      {
        subnet: ref('Subnet', { cfn: 'SubnetId', tf: 'subnet_id', about: 'The subnet, one per Availability Zone.' }),
        allocationId: text({
          cfn: 'AllocationId',
          tf: 'allocation_id',
          about: 'The Elastic IP address of the node in this subnet.',
        }),
      },
      {
        cfn: 'SubnetMappings',
        tf: 'subnet_mapping',
        about: 'Subnets of the nodes with their addresses; instead of Subnets.',
      },
    ),
    idleTimeoutSeconds: number({
      cfn: 'LoadBalancerAttributes[Key=idle_timeout.timeout_seconds].Value',
      tf: 'idle_timeout',
      unit: 'seconds',
      about: aboutAttribute('idle_timeout.timeout_seconds'),
      default: 60,
      defaultWhere: ofAlb,
      matters: 'idle timeout', // what takes longer is cut off, whatever waits behind
      range: [1, 4000],
      doc: `${guide}/edit-load-balancer-attributes.html`,
    }),
    dropInvalidHeaderFields: flag({
      cfn: 'LoadBalancerAttributes[Key=routing.http.drop_invalid_header_fields.enabled].Value',
      tf: 'drop_invalid_header_fields',
      about: aboutAttribute('routing.http.drop_invalid_header_fields.enabled'),
      values: meaningsOfFlag('routing.http.drop_invalid_header_fields.enabled'),
      default: false,
      defaultWhere: ofAlb,
      doc: `${guide}/edit-load-balancer-attributes.html`,
    }),
    accessLogs: flag({
      cfn: 'LoadBalancerAttributes[Key=access_logs.s3.enabled].Value',
      tf: 'access_logs.enabled',
      about: aboutAttribute('access_logs.s3.enabled'),
      values: meaningsOfFlag('access_logs.s3.enabled'),
      default: false,
      defaultWhere: { type: ['application', 'network'] },
      doc: `${guide}/load-balancer-access-logs.html`,
    }),
    accessLogBucket: text({
      cfn: 'LoadBalancerAttributes[Key=access_logs.s3.bucket].Value',
      tf: 'access_logs.bucket',
      about: aboutAttribute('access_logs.s3.bucket'),
      doc: `${guide}/enable-access-logging.html`,
    }),
    accessLogPrefix: text({
      cfn: 'LoadBalancerAttributes[Key=access_logs.s3.prefix].Value',
      tf: 'access_logs.prefix',
      about: aboutAttribute('access_logs.s3.prefix'),
      doc: `${guide}/enable-access-logging.html`,
    }),
    listeners: pointing('Listener', 'loadBalancer'),
    logDeliveries: pointing('LogDelivery', 'source'),
    webAcls: pointing('WebAclAssociation', 'resource'),
    distributions: pointing('Distribution', 'origins.loadBalancer'),
  },
});
export interface LoadBalancer extends Row<typeof LoadBalancer> {}

export const Listener = resource('Listener', {
  noun: 'listener',
  about: 'Waits for connections on one port of a load balancer and decides by its rules what becomes of them.',
  doc: `${cfn}-listener.html`,
  forms: [
    { type: 'AWS::ElasticLoadBalancingV2::Listener', dialect: 'cfn' },
    { type: 'aws_lb_listener', dialect: 'tf', identity: ['arn', 'id'] },
  ],
  identity: ['Ref', 'ListenerArn'],
  properties: {
    loadBalancer: ref('LoadBalancer', {
      cfn: 'LoadBalancerArn',
      tf: 'load_balancer_arn',
      about: 'The load balancer that it listens for.',
    }),
    port: number({ cfn: 'Port', tf: 'port', about: 'Port that it listens on.', range: [1, 65535] }),
    protocol: text({
      cfn: 'Protocol',
      tf: 'protocol',
      about:
        'Protocol between client and load balancer: HTTP and HTTPS for an Application Load Balancer, the others for a Network Load Balancer.',
      oneOf: ['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC', 'GENEVE'],
      values: {
        HTTP: 'Plain HTTP, which anyone on the way can read: fit for a redirect to HTTPS.',
        HTTPS: 'HTTP over TLS: the load balancer decrypts, with a certificate and a TLS policy.',
        TCP: 'Connections, handed on as they come; TLS in them stays closed to the load balancer.',
        TLS: 'Connections over TLS, which a Network Load Balancer decrypts.',
        UDP: 'Single packets, as DNS and games send them.',
        TCP_UDP: 'TCP and UDP on the same port.',
        QUIC: 'QUIC, the ground of HTTP/3: packets are handed on encrypted, and stay with one target though the client moves.',
        TCP_QUIC: 'TCP and QUIC on the same port.',
        GENEVE: 'What a Gateway Load Balancer speaks with its appliances.',
      },
      // Of an Application Load Balancer only; without a protocol AWS refuses a Network Load Balancer's, and a Gateway
      // Load Balancer's has neither protocol nor port.
      defaultIn: { tf: 'HTTP' },
    }),
    sslPolicy: text({
      cfn: 'SslPolicy',
      tf: 'ssl_policy',
      about:
        'TLS versions and ciphers that an HTTPS or TLS listener accepts. The default, outside the console, still allows TLS 1.0.',
      values: tlsPolicyMeanings,
      default: 'ELBSecurityPolicy-2016-08',
      matters: 'TLS policy', // nobody would choose it today
      defaultWhere: { protocol: ['HTTPS', 'TLS'] },
      doc: `${guide}/describe-ssl-policies.html`,
    }),
    certificates: list(
      {
        arn: text({
          cfn: 'CertificateArn',
          tf: 'arn?',
          about: 'Certificate of ACM or IAM, in the Region of the load balancer.',
        }),
      },
      {
        cfn: 'Certificates',
        tf: 'certificate_arn[]',
        about: 'The default certificate of an HTTPS or TLS listener: exactly one.',
      },
    ),
    defaultActions: list(action, {
      cfn: 'DefaultActions',
      tf: 'default_action',
      about: 'What happens to a request that no rule matches.',
    }),
    rules: pointing('ListenerRule', 'listener'),
  },
});
export interface Listener extends Row<typeof Listener> {}

export const ListenerRule = resource('ListenerRule', {
  noun: 'listener rule',
  about: 'Sends the requests that match its conditions elsewhere than the default action of the listener.',
  doc: `${cfn}-listenerrule.html`,
  forms: [
    { type: 'AWS::ElasticLoadBalancingV2::ListenerRule', dialect: 'cfn' },
    { type: 'aws_lb_listener_rule', dialect: 'tf', identity: ['arn', 'id'] },
  ],
  identity: ['Ref', 'RuleArn'],
  properties: {
    listener: ref('Listener', {
      cfn: 'ListenerArn',
      tf: 'listener_arn',
      about: 'The listener whose requests it judges.',
    }),
    priority: number({
      cfn: 'Priority',
      tf: 'priority',
      about: 'Rules are tried from the lowest number on; each number once per listener.',
      range: [1, 50000],
    }),
    conditions: list(
      {
        field: text({
          cfn: 'Field',
          tf: 'field', // until version 2 of the provider, as are the values beside it
          about: 'The part of the request that is compared.',
          oneOf: ['http-header', 'http-request-method', 'host-header', 'path-pattern', 'query-string', 'source-ip'],
          values: {
            'http-header': 'The content of one header field.',
            'http-request-method': 'The method, such as GET or POST.',
            'host-header': 'The host name that was asked for.',
            'path-pattern': 'The path, without the query behind it.',
            'query-string': 'Names and values in the query, behind the `?`.',
            'source-ip':
              'The address that the connection comes from, as a range (CIDR). `X-Forwarded-For` does not count.',
          },
        }),
        values: texts({
          cfn: 'Values',
          tf: 'values',
          about: 'Values of a host or path condition; `*` and `?` are wildcards.',
        }),
        paths: texts({
          cfn: 'PathPatternConfig.Values',
          tf: 'path_pattern.values',
          about: 'Path patterns; `*` and `?` are wildcards.',
        }),
        hosts: texts({
          cfn: 'HostHeaderConfig.Values',
          tf: 'host_header.values',
          about: 'Host patterns; `*` and `?` are wildcards.',
        }),
      },
      { cfn: 'Conditions', tf: 'condition', about: 'All of them must match.' },
    ),
    actions: list(action, { cfn: 'Actions', tf: 'action', about: 'What happens to a request that matches.' }),
  },
});
export interface ListenerRule extends Row<typeof ListenerRule> {}

const target = {
  function: ref('LambdaFunction', {
    cfn: 'Id',
    tf: 'target_id',
    about: 'What requests are sent to: the ARN of the function or of the load balancer, the instance or the address.',
  }),
};

export const TargetGroup = resource('TargetGroup', {
  noun: 'target group',
  about:
    'The servers or the function that a load balancer sends requests to, and how it finds out which of them are healthy.',
  doc: `${cfn}-targetgroup.html`,
  forms: [
    { type: 'AWS::ElasticLoadBalancingV2::TargetGroup', dialect: 'cfn' },
    { type: 'aws_lb_target_group', dialect: 'tf', identity: ['arn', 'id'] },
  ],
  identity: ['Ref', 'TargetGroupArn'],
  properties: {
    targetType: text({
      cfn: 'TargetType',
      tf: 'target_type',
      about: 'What the targets are. It cannot be changed later: the target group is replaced.',
      oneOf: ['instance', 'ip', 'lambda', 'alb'],
      values: {
        instance: 'EC2 instances, by their id. Auto Scaling groups register theirs so.',
        ip: 'Private addresses: of containers on Fargate, of servers in peered VPCs or on premises.',
        lambda: 'A Lambda function, exactly one. Behind an Application Load Balancer.',
        alb: 'An Application Load Balancer, exactly one. Behind a Network Load Balancer, which gives it fixed addresses.',
      },
      default: 'instance',
    }),
    protocol: text({
      cfn: 'Protocol',
      tf: 'protocol',
      about: 'Protocol between load balancer and targets.',
      oneOf: ['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'GENEVE', 'QUIC', 'TCP_QUIC'],
      values: {
        HTTP: 'Plain HTTP. Behind an Application Load Balancer.',
        HTTPS: 'HTTP over TLS. The load balancer takes any certificate of a target, also an expired one.',
        TCP: 'Connections, handed on as they come. Behind a Network Load Balancer.',
        TLS: 'Connections over TLS, encrypted anew on the way to the target. Behind a Network Load Balancer.',
        UDP: 'Single packets, as DNS and games send them. Behind a Network Load Balancer.',
        TCP_UDP: 'TCP and UDP on the same port. Behind a Network Load Balancer.',
        GENEVE: 'What a Gateway Load Balancer speaks with its appliances.',
        QUIC: 'QUIC, the ground of HTTP/3, handed on encrypted. Behind a Network Load Balancer.',
        TCP_QUIC: 'TCP and QUIC on the same port. Behind a Network Load Balancer.',
      },
    }),
    protocolVersion: text({
      cfn: 'ProtocolVersion',
      tf: 'protocol_version',
      about:
        'Version of HTTP between load balancer and targets. gRPC targets are probed by a call, and answer with a gRPC status.',
      oneOf: ['HTTP1', 'HTTP2', 'GRPC'],
      values: {
        HTTP1: 'HTTP/1.1 to the targets, whatever the client speaks.',
        HTTP2: 'HTTP/2 to the targets. The listener must be HTTPS.',
        GRPC: 'Calls of gRPC, over HTTP/2. The listener must be HTTPS.',
      },
      default: 'HTTP1',
      defaultWhere: { protocol: ['HTTP', 'HTTPS'] },
    }),
    port: number({
      cfn: 'Port',
      tf: 'port',
      about: 'Port of the targets, unless one is registered with its own.',
      range: [1, 65535],
    }),
    /** Terraform's block. The provider fills in all that is missing in it, with HTTP as the protocol of the probe. */
    healthCheck: nested({}, { tf: 'health_check', about: 'How targets are probed.' }),
    healthCheckEnabled: flag({
      cfn: 'HealthCheckEnabled',
      tf: 'health_check.enabled',
      about: 'Whether targets are probed. Always so, but for functions, where it is off unless it is set.',
      values: {
        true: 'Each target is asked again and again, and gets requests only while it answers as it should.',
        false: 'The function is taken for healthy, and not called to find out. Other targets are always probed.',
      },
    }),
    healthCheckPath: text({
      cfn: 'HealthCheckPath',
      tf: 'health_check.path',
      about: 'Path that an HTTP or HTTPS probe asks for.',
      default: '/',
      defaultWhere: { ...overHttp, protocolVersion: ['HTTP1', 'HTTP2'] },
      matters: 'health check path', // a server that has nothing there is taken for ill
    }),
    healthCheckPort: text({
      cfn: 'HealthCheckPort',
      tf: 'health_check.port',
      about: 'Port that is probed.',
      default: 'traffic-port',
      defaultWhere: ofServers,
    }),
    healthCheckProtocol: text({
      cfn: 'HealthCheckProtocol',
      tf: 'health_check.protocol',
      about:
        'Protocol of the probe. HTTP for Application Load Balancers, TCP for Network Load Balancers where it is left out.',
      oneOf: ['HTTP', 'HTTPS', 'TCP'],
      values: {
        HTTP: 'Asks for a path, and looks at the status of the answer.',
        HTTPS: 'Asks for a path over TLS, and looks at the status of the answer. The certificate is not checked.',
        TCP: 'Only opens a connection: a server that hangs counts as healthy. Not behind an Application Load Balancer.',
      },
    }),
    healthCheckIntervalSeconds: number({
      cfn: 'HealthCheckIntervalSeconds',
      tf: 'health_check.interval',
      about: 'Time between two probes of a target. 35 seconds for functions where it is left out.',
      unit: 'seconds',
      default: 30,
      defaultWhere: ofServers,
      range: [5, 300],
    }),
    healthCheckTimeoutSeconds: number({
      cfn: 'HealthCheckTimeoutSeconds',
      tf: 'health_check.timeout',
      about:
        'How long a probe waits for its answer; less than the interval. Left out: 5 or 6 seconds for HTTP, 10 for TCP, TLS and HTTPS, 30 for functions.',
      unit: 'seconds',
      range: [2, 120],
    }),
    healthyThreshold: number({
      cfn: 'HealthyThresholdCount',
      tf: 'health_check.healthy_threshold',
      about: 'Good answers in a row until a target is healthy.',
      default: 5,
      defaultIn: { tf: 3 }, // in a block; without one, what AWS takes
      range: [2, 10],
    }),
    unhealthyThreshold: number({
      cfn: 'UnhealthyThresholdCount',
      tf: 'health_check.unhealthy_threshold',
      about: 'Failed probes in a row until a target is unhealthy.',
      default: 2,
      defaultIn: { tf: 3 }, // as above
      range: [2, 10],
    }),
    matcher: text({
      cfn: 'Matcher.HttpCode',
      tf: 'health_check.matcher',
      about: 'HTTP statuses that count as healthy: `200`, `200,202` or `200-299`.',
      default: '200',
      defaultWhere: { ...overHttp, protocolVersion: ['HTTP1', 'HTTP2'] },
    }),
    permissions: waitsFor('Permission'),
    attachments: pointing('TargetAttachment', 'group'),
    grpcMatcher: text({
      cfn: 'Matcher.GrpcCode',
      tf: 'health_check.matcher',
      about: 'gRPC statuses that count as healthy.',
      default: '12',
      defaultWhere: { protocolVersion: ['GRPC'] },
    }),
    targets: list(target, {
      cfn: 'Targets',
      tf: '<TargetAttachment.group>',
      about: 'What requests are sent to. A group of a function has exactly one.',
    }),
  },
});
export interface TargetGroup extends Row<typeof TargetGroup> {}

/** A target that stands apart from its group, as all of them do in Terraform. */
export const TargetAttachment = resource('TargetAttachment', {
  noun: 'target attachment',
  about: 'Registers one target with a target group.',
  doc: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RegisterTargets.html',
  forms: [{ type: 'aws_lb_target_group_attachment', dialect: 'tf' }],
  identity: ['id'],
  properties: {
    group: ref('TargetGroup', { tf: 'target_group_arn', about: 'The target group that gets the target.' }),
    ...target,
    permissions: waitsFor('Permission'),
  },
});
export interface TargetAttachment extends Row<typeof TargetAttachment> {}

const attribute = {
  key: text({ cfn: 'Key', targetGroup: 'Key', listener: 'Key', about: 'Name of the setting.' }),
  value: text({ cfn: 'Value', targetGroup: 'Value', listener: 'Value', about: 'The setting; always text.' }),
};
export interface Attribute extends Read<typeof attribute> {}

/** The settings of a load balancer, a target group or a listener by key: `attributes.ts` has the keys. */
export const AttributeList = resource('AttributeList', {
  noun: 'attribute list',
  about: 'Settings by key.',
  doc: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Types.html',
  forms: [
    { type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', dialect: 'cfn', noun: 'load balancer' },
    { type: 'AWS::ElasticLoadBalancingV2::TargetGroup', dialect: 'targetGroup', noun: 'target group' },
    { type: 'AWS::ElasticLoadBalancingV2::Listener', dialect: 'listener', noun: 'listener' },
    { type: 'aws_lb', dialect: 'tf', noun: 'load balancer' },
  ],
  identity: [],
  properties: {
    of: text({
      cfn: '=load balancer',
      targetGroup: '=target group',
      listener: '=listener',
      tf: '=load balancer',
      oneOf: ['load balancer', 'target group', 'listener'],
    }),
    type: text({
      cfn: 'Type',
      tf: 'load_balancer_type',
      about: 'The kind of load balancer, each with attributes of its own.',
      oneOf: ['application', 'network', 'gateway'],
      values: balancerTypes,
      default: 'application',
    }),
    protocol: text({
      targetGroup: 'Protocol',
      listener: 'Protocol',
      about: 'Tells the kind of load balancer, each with attributes of its own.',
    }),
    targetType: text({
      targetGroup: 'TargetType',
      about: 'What the targets are: a function has attributes of its own.',
    }),
    attributes: list(attribute, {
      cfn: 'LoadBalancerAttributes',
      targetGroup: 'TargetGroupAttributes',
      listener: 'ListenerAttributes',
      about: 'Settings by key; what is left out keeps its default. At most 20 for a load balancer.',
    }),
    // Terraform has arguments instead of keys. What they may say, the provider checks, but for these.
    idleTimeoutSeconds: number({
      tf: 'idle_timeout',
      unit: 'seconds',
      about: aboutAttribute('idle_timeout.timeout_seconds'),
    }),
    clientKeepAliveSeconds: number({
      tf: 'client_keep_alive',
      unit: 'seconds',
      about: aboutAttribute('client_keep_alive.seconds'),
      default: 3600,
      defaultWhere: ofAlb,
      range: [60, 604_800],
      doc: `${guide}/edit-load-balancer-attributes.html`,
    }),
  },
});
export interface AttributeList extends Row<typeof AttributeList> {}

declare module '../kit/schema.ts' {
  interface Rows {
    LoadBalancer: LoadBalancer;
    Listener: Listener;
    ListenerRule: ListenerRule;
    TargetGroup: TargetGroup;
    TargetAttachment: TargetAttachment;
    AttributeList: AttributeList;
  }
}
