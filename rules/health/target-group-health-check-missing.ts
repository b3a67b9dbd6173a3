import { all, any, defineRule, type Edit, type Fix, given, holds, is, not, replace } from '../kit/index.ts';
import { TargetGroup } from '../model/elbv2.ts';

const speaksHttp = (group: TargetGroup) => is(group.protocol, 'HTTP', 'HTTPS');
const speaksAtAll = (group: TargetGroup) =>
  any(speaksHttp(group), is(group.protocol, 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC', 'GENEVE'));

// `HealthCheckEnabled: true` says nothing: targets other than functions are always probed.
const saysHowToProbe = (group: TargetGroup) =>
  any(
    given(group.healthCheckPath),
    given(group.healthCheckPort),
    given(group.healthCheckProtocol),
    given(group.healthCheckIntervalSeconds),
    given(group.healthCheckTimeoutSeconds),
    given(group.healthyThreshold),
    given(group.unhealthyThreshold),
    given(group.matcher),
    given(group.grpcMatcher),
  );

/** A load balancer behind the load balancer is asked over HTTP, whatever the group speaks; so is who has an empty block. */
const isConnectedTo = (group: TargetGroup) =>
  not(any(speaksHttp(group), is(group.targetType, 'alb'), given(group.healthCheck)));

export default defineRule({
  id: 'target-group-health-check-missing',
  resource: TargetGroup,
  severity: 'warning',
  preset: 'essential',
  docs: {
    title: 'Target group relies on default health checks',
    why: `
With nothing set, an Application Load Balancer asks for / every 30 seconds, takes a target out after two
failures and back after five answers: an application that answers 404 or 302 on / never becomes healthy, and
one whose / is static stays healthy while its database is gone. Groups of TCP, TLS, UDP and GENEVE check that
a connection can be opened, and nothing else: that is information.`,
    quietWhen: [
      'one of path, matcher, interval, thresholds, port, protocol or timeout is set',
      'the target is a function: it is probed only where that is switched on',
    ],
    sources: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html',
    ],
    peers: {
      Checkov: ['CKV_AWS_261'],
    },
  },

  check: (group) => ({
    when: all(
      not(is(group.targetType, 'lambda')),
      () => speaksAtAll(group),
      () => not(is(group.healthCheckEnabled, false)),
      () => not(saysHowToProbe(group)),
    ),
    at: group,
    message: () =>
      holds(isConnectedTo(group))
        ? `${group.name} counts as healthy once it takes a connection; say where the application answers.`
        : `${group.name} relies on default health checks; say where the application answers.`,
    severity: () => (holds(speaksHttp(group)) ? 'warning' : 'information'),
    fixes: () => (holds(speaksHttp(group)) ? httpFixes(group) : connectionFixes(group)),
  }),
});

function httpFixes(group: TargetGroup): readonly Fix[] {
  const isGrpc = is(group.protocolVersion, 'GRPC');
  const protocol = holds(is(group.protocol, 'HTTPS')) ? 'HTTPS' : 'HTTP';
  if (holds(isGrpc))
    return [
      {
        title: 'Ask the gRPC health service every 15 seconds',
        applicability: 'choice', // the application must have it
        edits: [...probe(group, '/grpc.health.v1.Health/Check', protocol), replace(group.grpcMatcher, '0')],
      },
    ];
  if (!holds(not(isGrpc))) return [];
  return [
    {
      title: 'Probe /health every 15 seconds',
      applicability: 'choice', // the path must exist
      edits: [...probe(group, '/health', protocol), replace(group.matcher, '200')],
    },
  ];
}

// What speaks TLS takes no probe in clear: targets behind TLS, and a load balancer on the port of HTTPS.
const isProbedByTls = (group: TargetGroup) => any(is(group.protocol, 'TLS'), is(group.port, 443));

function connectionFixes(group: TargetGroup): readonly Fix[] {
  const protocol = holds(isProbedByTls(group)) ? 'HTTPS' : 'HTTP';
  const overHttp: Fix = {
    title: `Probe /health over ${protocol} every 15 seconds`,
    applicability: 'choice', // the path must exist
    edits: [...probe(group, '/health', protocol), replace(group.matcher, '200')],
  };
  const asItIs: Fix = {
    title: 'Say that a TCP connection is enough',
    applicability: 'choice', // it is a promise, and changes nothing
    edits: [replace(group.healthCheckProtocol, 'TCP')],
  };
  return holds(isConnectedTo(group)) ? [overHttp, asItIs] : [overHttp];
}

const probe = (group: TargetGroup, path: string, protocol: 'HTTP' | 'HTTPS'): readonly Edit[] => [
  replace(group.healthCheckEnabled, true),
  replace(group.healthCheckPath, path),
  replace(group.healthCheckProtocol, protocol),
  replace(group.healthCheckIntervalSeconds, 15),
  replace(group.healthCheckTimeoutSeconds, 5),
  replace(group.healthyThreshold, 2),
  replace(group.unhealthyThreshold, 2),
];
