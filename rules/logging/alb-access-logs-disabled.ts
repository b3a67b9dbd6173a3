import {
  all,
  any,
  defineRule,
  type Fix,
  has,
  holds,
  is,
  items,
  not,
  parameter,
  passes,
  replace,
  written,
} from '../kit/index.ts';
import { LoadBalancer } from '../model/elbv2.ts';

/** A Network Load Balancer logs the connections of its TLS listeners and nothing else. */
const hasSomethingToLog = (balancer: LoadBalancer) =>
  any(
    is(balancer.type, 'application'),
    all(
      is(balancer.type, 'network'),
      any(...items(balancer.listeners).map((listener) => has(listener, ({ protocol }) => is(protocol, 'TLS')))),
    ),
  );

/** By way of CloudWatch Logs, which needs no attribute. What another stack does about it is not asked. */
const deliversLogs = (balancer: LoadBalancer) =>
  any(
    ...items(balancer.logDeliveries).map((delivery) =>
      has(delivery, ({ logType }) => passes(logType, (type) => type.endsWith('_ACCESS_LOGS'))),
    ),
  );

export default defineRule({
  id: 'alb-access-logs-disabled',
  resource: LoadBalancer,
  severity: 'information',
  preset: 'recommended',
  docs: {
    title: 'Load balancer writes no access logs',
    why: `
The access log is the only record of a single request at the load balancer: client, time, latency, status,
target, trace id. Who asks later why a request was slow, refused or sent at all has nothing else. It is off
by default and costs only what the bucket costs that it is written to.`,
    quietWhen: [
      'a delivery source of CloudWatch Logs hands the access logs on',
      'a Network Load Balancer has no TLS listener: AWS logs nothing else of it',
      'it is a Gateway Load Balancer, which has no access logs',
      'whether they are on, only the deployment knows',
    ],
    sources: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-5',
    ],
    peers: {
      Checkov: ['CKV_AWS_91', 'CKV_AWS_92'],
      KICS: [
        'c:elb_v2_alb_access_log_disabled',
        't:elb_v2_lb_access_log_disabled',
        'c:elb_access_log_disabled',
        't:elb_access_logging_disabled',
      ],
      'Security Hub': ['ELB.5'],
      'AWS Config': ['elb-logging-enabled', 'nlb-logging-enabled'],
      'CloudFormation Guard': ['elb_logging_enabled', 'elbv2_access_logging_rule'],
      'cdk-nag': ['ELBLoggingEnabled'],
      cfn_nag: ['W52', 'W26'],
      Prowler: ['elbv2_logging_enabled', 'elb_logging_enabled'],
      Sonar: ['S6258'],
      Regula: ['FG_R00066'],
      Terrascan: ['AC_AWS_0470'],
    },
  },

  check: (balancer) => ({
    when: all(hasSomethingToLog(balancer), not(is(balancer.accessLogs, true)), not(deliversLogs(balancer))),
    at: balancer.accessLogs,
    message: `${balancer.name} writes no access logs; turn them on.`,
    fixes: () => [turnedOn(balancer)],
  }),
});

function turnedOn(balancer: LoadBalancer): Fix {
  const on = replace(balancer.accessLogs, true);
  // Terraform's block cannot do without a bucket, so people write an empty one.
  if (holds(written(balancer.accessLogBucket)) && !holds(is(balancer.accessLogBucket, '')))
    return { title: 'Write access logs to the bucket that is named', applicability: 'choice', edits: [on] };
  const bucket = parameter('AccessLogBucket', {
    about: 'Bucket for access logs in this Region, with a policy that lets Elastic Load Balancing write',
    like: /log\w*bucket|bucket\w*log/i,
  });
  return {
    title: 'Write access logs to a bucket',
    applicability: 'choice', // without the policy of the bucket the deployment fails; what is stored costs
    edits: [bucket, on, replace(balancer.accessLogBucket, bucket)],
  };
}
