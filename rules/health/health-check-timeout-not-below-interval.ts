import { all, any, defineRule, exceeds, type Fix, given, is, not, replace, show } from '../kit/index.ts';
import { TargetGroup } from '../model/elbv2.ts';

const speaksHttp = (group: TargetGroup) => is(group.protocol, 'HTTP', 'HTTPS');

/** AWS says 5 seconds in one guide and 6 in another; 5 is what is seen. */
const timeoutWhereLeftOut = 5;
const leastTimeout = 2;

export default defineRule({
  id: 'health-check-timeout-not-below-interval',
  resource: TargetGroup,
  severity: 'error',
  preset: 'essential',
  docs: {
    title: 'Health-check timeout is not below the interval',
    why: `
The next probe may not start before the last one has ended. Elastic Load Balancing refuses a target group of
HTTP or HTTPS whose timeout reaches the interval, and one of TCP, TLS, UDP or GENEVE whose timeout exceeds it:
the deployment fails. Left out, the interval is 30 seconds and the timeout of an HTTP probe 5.`,
    quietWhen: [
      'interval and timeout of a group of TCP, TLS, UDP or GENEVE are equal: that is accepted',
      'the target is a function',
    ],
    sources: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html',
    ],
  },

  check: (group) => {
    const { healthCheckTimeoutSeconds: timeout, healthCheckIntervalSeconds: interval } = group;
    return [
      {
        when: all(
          not(is(group.targetType, 'lambda')),
          given(timeout),
          any(exceeds(timeout, interval), all(speaksHttp(group), not(exceeds(interval, timeout)))),
        ),
        at: timeout,
        message: `${group.name} waits ${show(timeout)} s for an answer and probes every ${show(interval)} s; make the timeout shorter.`,
        fixes: () => apart(group, Number(show(timeout)), Number(show(interval))),
      },
      {
        when: all(speaksHttp(group), not(given(timeout)), not(exceeds(interval, timeoutWhereLeftOut))),
        at: interval,
        message: `${group.name} probes every ${show(interval)} s and waits ${timeoutWhereLeftOut} s for an answer where no timeout is set; set a shorter one.`,
        fixes: () => apart(group, timeoutWhereLeftOut, Number(show(interval))),
      },
    ];
  },
});

function apart(group: TargetGroup, timeout: number, interval: number): readonly Fix[] {
  const shorter = Math.max(leastTimeout, interval - 1);
  const longer = timeout + 5;
  const lower: Fix = {
    title: `Wait at most ${shorter} seconds for an answer`,
    applicability: 'safe', // AWS takes no other
    edits: [replace(group.healthCheckTimeoutSeconds, shorter)],
  };
  const raise: Fix = {
    title: `Probe every ${longer} seconds`,
    applicability: 'choice', // a broken target is noticed later
    edits: [replace(group.healthCheckIntervalSeconds, longer)],
  };
  return shorter < interval ? [lower, raise] : [raise];
}
