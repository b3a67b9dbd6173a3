/*
 * The attributes of load balancers, target groups and listeners: settings by key, all text. AWS adds some every
 * year, so one that is not here may be new. As of November 2026.
 * Keys and values: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html,
 * API_TargetGroupAttribute.html and API_ListenerAttribute.html beside it; `waf.http2.…` stands in the guide only:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
 */
export type BalancerType = 'application' | 'network' | 'gateway';

export interface AttributeFacts {
  /** The types of load balancer that have it. */
  readonly types: readonly BalancerType[];
  /** Where it is for some targets only. */
  readonly targets?: readonly ('instance' | 'ip' | 'lambda' | 'alb')[];
  /** All that may be written, beside a number in `range`. Free text where there is neither. */
  readonly words?: readonly string[];
  /** In place of `words`, where each type of load balancer has its own. */
  readonly wordsByType?: Readonly<Record<BalancerType, readonly string[]>>;
  /** Of whole numbers. */
  readonly range?: readonly [least: number, most: number];
  /** What AWS takes where it is left out; left out here where AWS does not say, or there is nothing. */
  readonly default?: string;
}

type Table = ReadonlyMap<string, AttributeFacts>;

const every: readonly BalancerType[] = ['application', 'network', 'gateway'];
const albOrNlb: readonly BalancerType[] = ['application', 'network'];
const alb: readonly BalancerType[] = ['application'];
const nlb: readonly BalancerType[] = ['network'];
const gateway: readonly BalancerType[] = ['gateway'];
const flag = ['true', 'false'];
const servers = ['instance', 'ip'] as const;

/** Three keys that send a log to a bucket. */
const log = (name: string, types: readonly BalancerType[]): readonly (readonly [string, AttributeFacts])[] => [
  [`${name}.s3.enabled`, { types, words: flag, default: 'false' }],
  [`${name}.s3.bucket`, { types }],
  [`${name}.s3.prefix`, { types }],
];

export const loadBalancerAttributes: Table = new Map<string, AttributeFacts>([
  ['deletion_protection.enabled', { types: every, words: flag, default: 'false' }],
  [
    'load_balancing.cross_zone.enabled',
    { types: every, words: flag, default: 'true for an Application Load Balancer, false for the others' },
  ],
  ...log('access_logs', albOrNlb),
  [
    'ipv6.deny_all_igw_traffic',
    { types: albOrNlb, words: flag, default: 'true where the load balancer is internal, else false' },
  ],
  ['zonal_shift.config.enabled', { types: albOrNlb, words: flag, default: 'false' }],
  ['idle_timeout.timeout_seconds', { types: alb, range: [1, 4000], default: '60' }],
  ['client_keep_alive.seconds', { types: alb, range: [60, 604_800], default: '3600' }],
  ...log('connection_logs', alb),
  ...log('health_check_logs', alb),
  [
    'routing.http.desync_mitigation_mode',
    { types: alb, words: ['monitor', 'defensive', 'strictest'], default: 'defensive' },
  ],
  ['routing.http.drop_invalid_header_fields.enabled', { types: alb, words: flag, default: 'false' }],
  ['routing.http.preserve_host_header.enabled', { types: alb, words: flag, default: 'false' }],
  ['routing.http.x_amzn_tls_version_and_cipher_suite.enabled', { types: alb, words: flag, default: 'false' }],
  ['routing.http.xff_client_port.enabled', { types: alb, words: flag, default: 'false' }],
  [
    'routing.http.xff_header_processing.mode',
    { types: alb, words: ['append', 'preserve', 'remove'], default: 'append' },
  ],
  ['routing.http2.enabled', { types: alb, words: flag, default: 'true' }],
  ['waf.fail_open.enabled', { types: alb, words: flag, default: 'false' }],
  [
    'dns_record.client_routing_policy',
    {
      types: nlb,
      words: ['availability_zone_affinity', 'partial_availability_zone_affinity', 'any_availability_zone'],
    },
  ],
  ['secondary_ips.auto_assigned.per_subnet', { types: nlb, range: [0, 7], default: '0' }],
]);

const minimumHealthy = 'minimum_healthy_targets';
const cookieSeconds: AttributeFacts = { types: alb, targets: servers, range: [1, 604_800], default: '86400' };
const failover: AttributeFacts = { types: gateway, words: ['rebalance', 'no_rebalance'], default: 'no_rebalance' };

export const targetGroupAttributes: Table = new Map<string, AttributeFacts>([
  [
    'deregistration_delay.timeout_seconds',
    { types: every, targets: ['instance', 'ip', 'alb'], range: [0, 3600], default: '300' },
  ],
  ['stickiness.enabled', { types: every, targets: servers, words: flag, default: 'false' }],
  [
    'stickiness.type',
    {
      types: every,
      wordsByType: {
        application: ['lb_cookie', 'app_cookie'],
        network: ['source_ip'],
        gateway: ['source_ip_dest_ip', 'source_ip_dest_ip_proto'],
      },
    },
  ],
  [
    'load_balancing.cross_zone.enabled',
    {
      types: albOrNlb,
      words: [...flag, 'use_load_balancer_configuration'],
      default: 'use_load_balancer_configuration',
    },
  ],
  [
    `target_group_health.dns_failover.${minimumHealthy}.count`,
    { types: albOrNlb, words: ['off'], range: [1, Number.POSITIVE_INFINITY], default: '1' },
  ],
  [
    `target_group_health.dns_failover.${minimumHealthy}.percentage`,
    { types: albOrNlb, words: ['off'], range: [1, 100], default: 'off' },
  ],
  [
    `target_group_health.unhealthy_state_routing.${minimumHealthy}.count`,
    { types: albOrNlb, range: [1, Number.POSITIVE_INFINITY], default: '1' },
  ],
  [
    `target_group_health.unhealthy_state_routing.${minimumHealthy}.percentage`,
    { types: albOrNlb, words: ['off'], range: [1, 100], default: 'off' },
  ],
  [
    'load_balancing.algorithm.type',
    {
      types: alb,
      targets: servers,
      words: ['round_robin', 'least_outstanding_requests', 'weighted_random'],
      default: 'round_robin',
    },
  ],
  [
    'load_balancing.algorithm.anomaly_mitigation',
    { types: alb, targets: servers, words: ['on', 'off'], default: 'off' },
  ],
  // 0 turns it off.
  ['slow_start.duration_seconds', { types: alb, targets: servers, words: ['0'], range: [30, 900], default: '0' }],
  ['stickiness.app_cookie.cookie_name', { types: alb, targets: servers }],
  ['stickiness.app_cookie.duration_seconds', cookieSeconds],
  ['stickiness.lb_cookie.duration_seconds', cookieSeconds],
  ['lambda.multi_value_headers.enabled', { types: alb, targets: ['lambda'], words: flag, default: 'false' }],
  [
    'deregistration_delay.connection_termination.enabled',
    { types: nlb, words: flag, default: 'true for new groups of UDP and TCP_UDP, else false' },
  ],
  [
    'preserve_client_ip.enabled',
    { types: nlb, words: flag, default: 'false for IP addresses behind TCP and TLS, else true' },
  ],
  ['proxy_protocol_v2.enabled', { types: nlb, words: flag, default: 'false' }],
  ['target_health_state.unhealthy.connection_termination.enabled', { types: nlb, words: flag, default: 'true' }],
  ['target_health_state.unhealthy.draining_interval_seconds', { types: nlb, range: [0, 360_000], default: '0' }],
  ['target_failover.on_deregistration', failover],
  ['target_failover.on_unhealthy', failover],
  ['send_tcp_reset.on_unhealthy.enabled', { types: gateway, words: flag, default: 'false' }],
  ['send_tcp_reset.on_deregistration.enabled', { types: gateway, words: flag, default: 'false' }],
  [
    'waf.http2.traffic_inspection_behavior',
    { types: alb, words: ['inspect_immediately', 'inspect_after_sufficient_data'], default: 'inspect_immediately' },
  ],
]);

/** The name under which a target gets what the load balancer found out about the client. */
const requestHeader = (name: string): readonly [string, AttributeFacts] => {
  const header = name.replace(/(?:^|_)(.)/g, (_, letter: string) => `-${letter.toUpperCase()}`).slice(1);
  return [`routing.http.request.${name}.header_name`, { types: alb, default: header }];
};
/** What the load balancer puts into a header of every answer. Left out, it puts nothing there. */
const responseHeader = (name: string): readonly [string, AttributeFacts] => [
  `routing.http.response.${name}.header_value`,
  { types: alb },
];

export const listenerAttributes: Table = new Map<string, AttributeFacts>([
  ['tcp.idle_timeout.seconds', { types: ['network', 'gateway'], range: [60, 6000], default: '350' }],
  ['send_tcp_reset.on_idle_timeout.enabled', { types: gateway, words: flag, default: 'false' }],
  requestHeader('x_amzn_mtls_clientcert_serial_number'),
  requestHeader('x_amzn_mtls_clientcert_issuer'),
  requestHeader('x_amzn_mtls_clientcert_subject'),
  requestHeader('x_amzn_mtls_clientcert_validity'),
  requestHeader('x_amzn_mtls_clientcert_leaf'),
  requestHeader('x_amzn_mtls_clientcert'),
  requestHeader('x_amzn_tls_version'),
  requestHeader('x_amzn_tls_cipher_suite'),
  ['routing.http.response.server.enabled', { types: alb, words: flag }],
  responseHeader('strict_transport_security'),
  responseHeader('access_control_allow_origin'),
  responseHeader('access_control_allow_methods'),
  responseHeader('access_control_allow_headers'),
  responseHeader('access_control_allow_credentials'),
  responseHeader('access_control_expose_headers'),
  responseHeader('access_control_max_age'),
  responseHeader('content_security_policy'),
  responseHeader('x_content_type_options'),
  responseHeader('x_frame_options'),
]);
