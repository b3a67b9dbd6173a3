/*
 * The attributes of load balancers, target groups and listeners: settings by key, all text. AWS adds some every
 * year, so one that is not here may be new. As of November 2026.
 * Keys and values: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html,
 * API_TargetGroupAttribute.html and API_ListenerAttribute.html beside it; `waf.http2.…` stands in the guide only:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
 */
export type BalancerType = 'application' | 'network' | 'gateway';

export interface AttributeFacts {
  /** What it is, in one or two sentences. */
  readonly about: string;
  /** The types of load balancer that have it. */
  readonly types: readonly BalancerType[];
  /** Where it is for some targets only. */
  readonly targets?: readonly ('instance' | 'ip' | 'lambda' | 'alb')[];
  /** All that may be written, beside a number in `range`, and what it means. Free text where there is neither. */
  readonly words?: Words;
  /** In place of `words`, where each type of load balancer has its own. */
  readonly wordsByType?: Readonly<Record<BalancerType, Words>>;
  /** Of whole numbers. */
  readonly range?: readonly [least: number, most: number];
  /** What AWS takes where it is left out; left out here where AWS does not say, or there is nothing. */
  readonly default?: string;
  /** AWS's page, where it is another one than that of the list. */
  readonly doc?: string;
  /** Terraform's argument, spelled as in the rows of the model; left out where there is none. */
  readonly tf?: string;
  /** Terraform's provider takes another default, or its documentation and its code disagree. */
  readonly isDefaultOfAwsOnly?: true;
}

export type Words = Readonly<Record<string, string>>;
type Table = ReadonlyMap<string, AttributeFacts>;

const every: readonly BalancerType[] = ['application', 'network', 'gateway'];
const albOrNlb: readonly BalancerType[] = ['application', 'network'];
const alb: readonly BalancerType[] = ['application'];
const nlb: readonly BalancerType[] = ['network'];
const gateway: readonly BalancerType[] = ['gateway'];
const acrossZones = {
  true: 'To the targets of all Availability Zones.',
  false: 'To the targets of its own Availability Zone only.',
};
const servers = ['instance', 'ip'] as const;

/** Three keys that send a log to a bucket. */
const log = (
  name: string,
  line: string,
  types: readonly BalancerType[],
): readonly (readonly [string, AttributeFacts])[] => [
  [
    `${name}.s3.enabled`,
    {
      about: `Whether a line about ${line} goes to a bucket.`,
      types,
      words: {
        true: `Writes a line about ${line} into files in the bucket that is named beside this.`,
        false: 'Writes nothing, though a bucket may be named.',
      },
      default: 'false',
      tf: `${name}.enabled`,
    },
  ],
  [
    `${name}.s3.bucket`,
    {
      about: `Bucket that the ${name.replaceAll('_', ' ')} go to: in the Region of the load balancer, with a policy that lets Elastic Load Balancing write.`,
      types,
      tf: `${name}.bucket`,
    },
  ],
  [
    `${name}.s3.prefix`,
    { about: 'What the names of the log files begin with in their bucket.', types, tf: `${name}.prefix` },
  ],
];

export const loadBalancerAttributes: Table = new Map<string, AttributeFacts>([
  [
    'deletion_protection.enabled',
    {
      about: 'Whether the load balancer refuses to be deleted, also by CloudFormation, until this is switched off.',
      types: every,
      words: {
        true: 'The load balancer cannot be deleted until this is `false` again: not by hand, nor by a stack or by Terraform.',
        false: 'Whoever may delete load balancers deletes this one at once, also by mistake.',
      },
      default: 'false',
      tf: 'enable_deletion_protection',
    },
  ],
  [
    'load_balancing.cross_zone.enabled',
    {
      about: 'Whether each node sends requests to the targets of all Availability Zones, or to those of its own only.',
      types: every,
      words: acrossZones,
      default: 'true for an Application Load Balancer, false for the others',
      tf: 'enable_cross_zone_load_balancing',
    },
  ],
  ...log('access_logs', 'every request (of a Network Load Balancer: every TLS connection)', albOrNlb),
  [
    'ipv6.deny_all_igw_traffic',
    {
      about:
        'Whether the load balancer cannot be reached through an internet gateway, so that no IPv6 address is public by mistake.',
      types: albOrNlb,
      words: {
        true: 'Nobody comes in through the internet gateway of the VPC.',
        false: 'Clients can come in through an internet gateway, as far as addresses and security groups let them.',
      },
      default: 'true where the load balancer is internal, else false',
    },
  ],
  [
    'zonal_shift.config.enabled',
    {
      about: 'Whether traffic can be led away from an Availability Zone that is in trouble, by zonal shift.',
      types: albOrNlb,
      words: {
        true: 'You can have traffic led away from one Availability Zone for a while; with autoshift, AWS does.',
        false: 'Traffic goes to all Availability Zones, also to one that is in trouble.',
      },
      default: 'false',
      tf: 'enable_zonal_shift',
    },
  ],
  [
    'idle_timeout.timeout_seconds',
    {
      about:
        'How long a connection of a client or to a target may be without data before an Application Load Balancer closes it, in seconds.',
      types: alb,
      range: [1, 4000],
      default: '60',
      tf: 'idle_timeout',
    },
  ],
  [
    'client_keep_alive.seconds',
    {
      about: 'How long a client may use one connection, busy or not, before the load balancer closes it, in seconds.',
      types: alb,
      range: [60, 604_800],
      default: '3600',
      tf: 'client_keep_alive',
    },
  ],
  ...log('connection_logs', 'every connection of a client', alb),
  ...log('health_check_logs', 'every health check', alb),
  [
    'routing.http.desync_mitigation_mode',
    {
      about: 'What becomes of requests that servers could read in two ways, which attackers use to smuggle in others.',
      types: alb,
      words: {
        monitor: 'Lets all of them through, and counts them.',
        defensive: 'Refuses the most dangerous ones, and closes the connection after others.',
        strictest: 'Lets through only what follows RFC 7230.',
      },
      default: 'defensive',
      tf: 'desync_mitigation_mode',
    },
  ],
  [
    'routing.http.drop_invalid_header_fields.enabled',
    {
      about:
        'Whether header fields whose name has other characters than letters, digits and hyphens are taken out of a request before a target gets it.',
      types: alb,
      words: {
        true: 'Header fields with such names are taken out; the rest of the request goes on.',
        false: 'Targets get all header fields, whatever their names; some servers misread unusual ones.',
      },
      default: 'false',
      tf: 'drop_invalid_header_fields',
    },
  ],
  [
    'routing.http.preserve_host_header.enabled',
    {
      about: 'Whether targets get the `Host` header as the client sent it.',
      types: alb,
      words: {
        true: 'Targets get the header as it came.',
        false: 'The load balancer adds the port of the listener to the header, or takes it out where it is 80 or 443.',
      },
      default: 'false',
      tf: 'preserve_host_header',
    },
  ],
  [
    'routing.http.x_amzn_tls_version_and_cipher_suite.enabled',
    {
      about:
        'Whether targets are told the TLS version and the cipher of the client, in `x-amzn-tls-version` and `x-amzn-tls-cipher-suite`.',
      types: alb,
      words: {
        true: 'Requests over TLS bring both headers to the targets.',
        false: 'Targets do not learn how the connection of the client is encrypted.',
      },
      default: 'false',
      tf: 'enable_tls_version_and_cipher_suite_headers',
    },
  ],
  [
    'routing.http.xff_client_port.enabled',
    {
      about: 'Whether `X-Forwarded-For` also says the port that the client came from.',
      types: alb,
      words: {
        true: 'Address and port, such as `203.0.113.7:51234`.',
        false: 'The address alone, such as `203.0.113.7`.',
      },
      default: 'false',
      tf: 'enable_xff_client_port',
    },
  ],
  [
    'routing.http.xff_header_processing.mode',
    {
      about: 'What becomes of the `X-Forwarded-For` header, which tells targets the address of the client.',
      types: alb,
      words: {
        append: 'Adds the address of the client behind what the header says already.',
        preserve: 'Hands on the header as it came.',
        remove: 'Takes the header out.',
      },
      default: 'append',
      tf: 'xff_header_processing_mode',
    },
  ],
  [
    'routing.http2.enabled',
    {
      about: 'Whether clients of an HTTPS listener can speak HTTP/2.',
      types: alb,
      words: {
        true: 'Clients that can speak HTTP/2 do, and send many requests at once over one connection.',
        false: 'Clients speak HTTP/1.1: on each connection, one request after the other.',
      },
      default: 'true',
      tf: 'enable_http2',
    },
  ],
  [
    'waf.fail_open.enabled',
    {
      about: 'Whether requests go to the targets unjudged while AWS WAF cannot be asked. Otherwise they are refused.',
      types: alb,
      words: {
        true: 'While AWS WAF cannot be asked, all requests go to the targets: the service stays up, unguarded.',
        false: 'While AWS WAF cannot be asked, requests are answered with a 500, and no target gets them.',
      },
      default: 'false',
      tf: 'enable_waf_fail_open',
    },
  ],
  [
    'dns_record.client_routing_policy',
    {
      about: 'Whether clients inside the VPC are given the addresses of their own Availability Zone.',
      types: nlb,
      words: {
        availability_zone_affinity: 'Always those of their own zone.',
        partial_availability_zone_affinity: 'For 85 % of the queries those of their own zone.',
        any_availability_zone: 'Those of all zones.',
      },
      tf: 'dns_record_client_routing_policy',
    },
  ],
  [
    'secondary_ips.auto_assigned.per_subnet',
    {
      about: 'How many more private addresses each node gets, for more connections to the same targets.',
      types: nlb,
      range: [0, 7],
      default: '0',
      tf: 'secondary_ips_auto_assigned_per_subnet',
    },
  ],
]);

const minimumHealthy = 'minimum_healthy_targets';
const untilFailover = 'below that, DNS leads clients away from the zone';
const untilUnhealthyToo = 'below that, requests go to unhealthy targets of the zone, too';
const cookieSeconds = { types: alb, targets: servers, range: [1, 604_800], default: '86400' } as const;
const failover = {
  types: gateway,
  words: {
    rebalance: 'They go to another target.',
    no_rebalance: 'They go on to the target that they had, until they end.',
  },
  default: 'no_rebalance',
} as const;

export const targetGroupAttributes: Table = new Map<string, AttributeFacts>([
  [
    'deregistration_delay.timeout_seconds',
    {
      about: 'How long a target that is taken out may finish what it has begun, in seconds.',
      types: every,
      targets: ['instance', 'ip', 'alb'],
      range: [0, 3600],
      default: '300',
      tf: 'deregistration_delay',
    },
  ],
  [
    'stickiness.enabled',
    {
      about: 'Whether a client comes to the same target again.',
      types: every,
      targets: servers,
      words: {
        true: 'A client comes to the target again that it had first, for as long as both are known and the target is healthy.',
        false:
          'Each request or connection may go to another target, so targets must not keep what belongs to one client.',
      },
      default: 'false',
      tf: 'stickiness.enabled',
      isDefaultOfAwsOnly: true,
    },
  ],
  [
    'stickiness.type',
    {
      about: 'How a client is known again, so that it comes to the same target.',
      types: every,
      wordsByType: {
        application: {
          lb_cookie: 'By a cookie of the load balancer, for a time of its own.',
          app_cookie: 'By a cookie that the application sets; the load balancer follows it.',
        },
        network: { source_ip: 'By the address that its connection comes from.' },
        gateway: {
          source_ip_dest_ip: 'By the addresses of both ends.',
          source_ip_dest_ip_proto: 'By the addresses of both ends and the protocol.',
        },
      },
      tf: 'stickiness.type',
    },
  ],
  [
    'load_balancing.cross_zone.enabled',
    {
      about: 'Whether each node sends requests to the targets of all Availability Zones, or to those of its own only.',
      types: albOrNlb,
      words: { ...acrossZones, use_load_balancer_configuration: 'As the load balancer says.' },
      default: 'use_load_balancer_configuration',
      tf: 'load_balancing_cross_zone_enabled',
    },
  ],
  [
    `target_group_health.dns_failover.${minimumHealthy}.count`,
    {
      about: `How many targets of a zone must be healthy; ${untilFailover}.`,
      types: albOrNlb,
      words: { off: 'The number does not matter; a percentage may.' },
      range: [1, Number.POSITIVE_INFINITY],
      default: '1',
      tf: 'target_group_health.dns_failover.minimum_healthy_targets_count',
      isDefaultOfAwsOnly: true,
    },
  ],
  [
    `target_group_health.dns_failover.${minimumHealthy}.percentage`,
    {
      about: `How many percent of the targets of a zone must be healthy; ${untilFailover}.`,
      types: albOrNlb,
      words: { off: 'The percentage does not matter; a number may.' },
      range: [1, 100],
      default: 'off',
      tf: 'target_group_health.dns_failover.minimum_healthy_targets_percentage',
    },
  ],
  [
    `target_group_health.unhealthy_state_routing.${minimumHealthy}.count`,
    {
      about: `How many targets of a zone must be healthy; ${untilUnhealthyToo}.`,
      types: albOrNlb,
      range: [1, Number.POSITIVE_INFINITY],
      default: '1',
      tf: 'target_group_health.unhealthy_state_routing.minimum_healthy_targets_count',
    },
  ],
  [
    `target_group_health.unhealthy_state_routing.${minimumHealthy}.percentage`,
    {
      about: `How many percent of the targets of a zone must be healthy; ${untilUnhealthyToo}.`,
      types: albOrNlb,
      words: { off: 'The percentage does not matter; a number may.' },
      range: [1, 100],
      default: 'off',
      tf: 'target_group_health.unhealthy_state_routing.minimum_healthy_targets_percentage',
    },
  ],
  [
    'load_balancing.algorithm.type',
    {
      about: 'How the load balancer chooses a target for a request.',
      types: alb,
      targets: servers,
      words: {
        round_robin: 'One after the other.',
        least_outstanding_requests: 'The one with the fewest requests that it has not answered yet.',
        weighted_random: 'By chance; it is what anomaly mitigation asks for.',
      },
      default: 'round_robin',
      tf: 'load_balancing_algorithm_type',
    },
  ],
  [
    'load_balancing.algorithm.anomaly_mitigation',
    {
      about:
        'Whether targets that answer with more errors than the others get fewer requests; with `weighted_random` only.',
      types: alb,
      targets: servers,
      words: {
        on: 'A target that fails more often than the others gets fewer requests, until it has recovered.',
        off: 'A target that fails more often than the others gets as many requests as they do.',
      },
      default: 'off',
      tf: 'load_balancing_anomaly_mitigation',
    },
  ],
  [
    'slow_start.duration_seconds',
    {
      about: 'How long a new target gets fewer requests than its share, growing from little to all of it, in seconds.',
      types: alb,
      targets: servers,
      words: { 0: 'Off: a new target gets its whole share at once.' },
      range: [30, 900],
      default: '0',
      tf: 'slow_start',
    },
  ],
  [
    'stickiness.app_cookie.cookie_name',
    {
      about: 'The cookie of the application that stickiness follows. Names that begin with `AWSALB` are refused.',
      types: alb,
      targets: servers,
      tf: 'stickiness.cookie_name',
    },
  ],
  [
    'stickiness.app_cookie.duration_seconds',
    {
      about: 'How long a client comes to the same target by the cookie of the application, in seconds.',
      ...cookieSeconds,
      tf: 'stickiness[type=app_cookie].cookie_duration',
    },
  ],
  [
    'stickiness.lb_cookie.duration_seconds',
    {
      about: 'How long a client comes to the same target by the cookie of the load balancer, in seconds.',
      ...cookieSeconds,
      tf: 'stickiness[type=lb_cookie].cookie_duration',
    },
  ],
  [
    'lambda.multi_value_headers.enabled',
    {
      about:
        'Whether headers and query go to the function, and come back, as lists of values. Otherwise only the last value of a name counts.',
      types: alb,
      targets: ['lambda'],
      words: {
        true: 'The function gets lists, `multiValueHeaders` and `multiValueQueryStringParameters`, and must answer with `multiValueHeaders`.',
        false: 'The function gets one value for each name: of several, the last one.',
      },
      default: 'false',
      tf: 'lambda_multi_value_headers_enabled',
    },
  ],
  [
    'deregistration_delay.connection_termination.enabled',
    {
      about: 'Whether connections to a target that is taken out are closed once the deregistration delay is over.',
      types: nlb,
      words: {
        true: 'Connections that are still open when the delay is over are closed.',
        false: 'Connections that are still open go on, until one end closes them.',
      },
      default: 'true for new groups of UDP and TCP_UDP, else false',
      tf: 'connection_termination',
      isDefaultOfAwsOnly: true,
    },
  ],
  [
    'preserve_client_ip.enabled',
    {
      about: 'Whether targets see the address of the client as the sender, or that of the load balancer.',
      types: nlb,
      words: { true: 'They see that of the client.', false: 'They see that of the load balancer.' },
      default: 'false for IP addresses behind TCP and TLS, else true',
      tf: 'preserve_client_ip',
    },
  ],
  [
    'proxy_protocol_v2.enabled',
    {
      about: 'Whether targets are told the address of the client in a header before the data. They must understand it.',
      types: nlb,
      words: {
        true: 'Each connection begins with that header; a target that does not expect it takes it for data.',
        false: 'Targets get what the client sends, and nothing before it.',
      },
      default: 'false',
      tf: 'proxy_protocol_v2',
    },
  ],
  [
    'target_health_state.unhealthy.connection_termination.enabled',
    {
      about: 'Whether connections to a target that has become unhealthy are closed.',
      types: nlb,
      words: {
        true: 'Connections are closed as soon as their target is unhealthy; clients that connect anew come to another one.',
        false: 'Connections go on for the draining interval, in case the target recovers.',
      },
      default: 'true',
      tf: 'target_health_state.enable_unhealthy_connection_termination',
    },
  ],
  [
    'target_health_state.unhealthy.draining_interval_seconds',
    {
      about:
        'How long connections to a target that has become unhealthy may go on, in seconds; where they are not closed at once.',
      types: nlb,
      range: [0, 360_000],
      default: '0',
      tf: 'target_health_state.unhealthy_draining_interval',
    },
  ],
  [
    'target_failover.on_deregistration',
    {
      about: 'What becomes of connections to a target that is taken out. The same as `target_failover.on_unhealthy`.',
      ...failover,
      tf: 'target_failover.on_deregistration',
    },
  ],
  [
    'target_failover.on_unhealthy',
    {
      about:
        'What becomes of connections to a target that has become unhealthy. The same as `target_failover.on_deregistration`.',
      ...failover,
      tf: 'target_failover.on_unhealthy',
    },
  ],
  [
    'send_tcp_reset.on_unhealthy.enabled',
    {
      about: 'Whether both ends are told by a TCP reset that their target has become unhealthy.',
      types: gateway,
      words: {
        true: 'Both ends learn of it at once, and can connect anew.',
        false: 'Both ends are told nothing, and wait until they give up by themselves.',
      },
      default: 'false',
    },
  ],
  [
    'send_tcp_reset.on_deregistration.enabled',
    {
      about: 'Whether both ends are told by a TCP reset that their target was taken out.',
      types: gateway,
      words: {
        true: 'Both ends learn of it at once, and can connect anew.',
        false: 'Both ends are told nothing, and wait until they give up by themselves.',
      },
      default: 'false',
    },
  ],
  [
    'waf.http2.traffic_inspection_behavior',
    {
      about: 'When AWS WAF looks at a request over HTTP/2 whose body is still on its way.',
      types: alb,
      words: {
        inspect_immediately: 'At once, at what has arrived.',
        inspect_after_sufficient_data: 'Once enough of the body has arrived.',
      },
      default: 'inspect_immediately',
      doc: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html',
    },
  ],
]);

/** The name under which a target gets what the load balancer found out about the client. */
const requestHeader = (name: string, told: string): readonly [string, AttributeFacts] => {
  const header = name.replace(/(?:^|_)(.)/g, (_, letter: string) => `-${letter.toUpperCase()}`).slice(1);
  const about = `Name of the header that tells targets ${told}.`;
  return [
    `routing.http.request.${name}.header_name`,
    { about, types: alb, default: header, tf: `routing_http_request_${name}_header_name` },
  ];
};
/** What the load balancer puts into a header of every answer. Left out, it puts nothing there. */
const responseHeader = (name: string, header: string, told: string): readonly [string, AttributeFacts] => [
  `routing.http.response.${name}.header_value`,
  {
    about: `What the load balancer says in the \`${header}\` header of every answer: ${told}.`,
    types: alb,
    tf: `routing_http_response_${name}_header_value`,
  },
];

export const listenerAttributes: Table = new Map<string, AttributeFacts>([
  [
    'tcp.idle_timeout.seconds',
    {
      about: 'How long a TCP connection may be without data before the load balancer forgets it, in seconds.',
      types: ['network', 'gateway'],
      range: [60, 6000],
      default: '350',
      tf: 'tcp_idle_timeout_seconds',
    },
  ],
  [
    'send_tcp_reset.on_idle_timeout.enabled',
    {
      about: 'Whether both ends are told by a TCP reset that their connection was idle for too long.',
      types: gateway,
      words: {
        true: 'Both ends learn of it at once, and can connect anew.',
        false: 'Both ends are told nothing, and find out with the next data that they send.',
      },
      default: 'false',
    },
  ],
  requestHeader('x_amzn_mtls_clientcert_serial_number', 'the serial number of the client’s certificate'),
  requestHeader('x_amzn_mtls_clientcert_issuer', 'who issued the client’s certificate'),
  requestHeader('x_amzn_mtls_clientcert_subject', 'whose certificate the client’s is'),
  requestHeader('x_amzn_mtls_clientcert_validity', 'from when until when the client’s certificate is valid'),
  requestHeader('x_amzn_mtls_clientcert_leaf', 'the client’s certificate, without those that it builds on'),
  requestHeader('x_amzn_mtls_clientcert', 'the client’s certificate, with those that it builds on'),
  requestHeader('x_amzn_tls_version', 'the TLS version of the client'),
  requestHeader('x_amzn_tls_cipher_suite', 'the cipher of the client'),
  [
    'routing.http.response.server.enabled',
    {
      about: 'Whether answers have a `Server` header.',
      types: alb,
      words: {
        true: 'Answers keep their `Server` header, which says what software gave them.',
        false: 'The `Server` header is taken out of answers, so that nobody learns which software gave them.',
      },
      tf: 'routing_http_response_server_enabled',
    },
  ],
  responseHeader(
    'strict_transport_security',
    'Strict-Transport-Security',
    'for how long browsers may come over HTTPS only, such as `max-age=31536000`',
  ),
  responseHeader('access_control_allow_origin', 'Access-Control-Allow-Origin', 'which site may read the answer (CORS)'),
  responseHeader(
    'access_control_allow_methods',
    'Access-Control-Allow-Methods',
    'which methods other sites may use (CORS)',
  ),
  responseHeader(
    'access_control_allow_headers',
    'Access-Control-Allow-Headers',
    'which headers other sites may send (CORS)',
  ),
  responseHeader(
    'access_control_allow_credentials',
    'Access-Control-Allow-Credentials',
    'whether other sites may send cookies along (CORS)',
  ),
  responseHeader(
    'access_control_expose_headers',
    'Access-Control-Expose-Headers',
    'which headers of the answer other sites may read (CORS)',
  ),
  responseHeader(
    'access_control_max_age',
    'Access-Control-Max-Age',
    'for how many seconds browsers remember what is allowed (CORS)',
  ),
  responseHeader(
    'content_security_policy',
    'Content-Security-Policy',
    'from where a page may load scripts, styles and images',
  ),
  responseHeader('x_content_type_options', 'X-Content-Type-Options', '`nosniff` has browsers believe the content type'),
  responseHeader('x_frame_options', 'X-Frame-Options', 'whether other pages may show this one in a frame'),
]);

/** Where a list of attributes stands: in what, which resource of Terraform has arguments for them, and AWS's page. */
const api = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference';
export const attributeLists = {
  LoadBalancerAttributes: {
    of: 'load balancer',
    tf: 'aws_lb',
    table: loadBalancerAttributes,
    doc: `${api}/API_LoadBalancerAttribute.html`,
  },
  TargetGroupAttributes: {
    of: 'target group',
    tf: 'aws_lb_target_group',
    table: targetGroupAttributes,
    doc: `${api}/API_TargetGroupAttribute.html`,
  },
  ListenerAttributes: {
    of: 'listener',
    tf: 'aws_lb_listener',
    table: listenerAttributes,
    doc: `${api}/API_ListenerAttribute.html`,
  },
} as const;

/** What a row says that reads one of a load balancer's. */
export const aboutAttribute = (key: string): string => loadBalancerAttributes.get(key)?.about ?? '';

/** What its `true` and `false` mean. */
export function meaningsOfFlag(key: string): Readonly<Record<'true' | 'false', string>> {
  const words = loadBalancerAttributes.get(key)?.words;
  return { true: words?.['true'] ?? '', false: words?.['false'] ?? '' };
}
