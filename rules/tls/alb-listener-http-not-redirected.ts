import {
  all,
  any,
  considering,
  defineRule,
  type Finding,
  handedIn,
  has,
  holds,
  is,
  items,
  not,
  outOfSight,
  reason,
  some,
} from '../kit/index.ts';
import { type Action, Listener } from '../model/elbv2.ts';
import { answersInClear, forwards, redirectsByRule, refuses, servesHttp, servesHttps } from './listener.ts';
import { httpsBeside, redirectFixes, ruleFixes } from './redirect.ts';

const standsBesideHttps = (listener: Listener) =>
  all(is(listener.loadBalancer.type, 'application'), () => some(listener.loadBalancer.listeners, servesHttps));

/** Of a load balancer out of sight, names are all there is to go by. */
const isCalledInternal = ({ name, loadBalancer }: Listener) =>
  holds(outOfSight(loadBalancer)) && /internal|private/i.test(`${name} ${reason(loadBalancer)}`);

export default defineRule({
  id: 'alb-listener-http-not-redirected',
  resource: Listener,
  severity: 'warning',
  preset: 'essential',
  docs: {
    title: 'HTTP listener forwards traffic instead of redirecting to HTTPS',
    why: `
While port 80 still forwards, a client that types http:// never reaches TLS: cookies, tokens and page
content cross the network in clear text. The redirect is free, and the load balancer answers it by itself
without asking a target. A redirect that names no protocol keeps that of the request: the browser comes
back over HTTP.`,
    quietWhen: [
      'no HTTPS listener stands on the same load balancer: `alb-without-https-listener` speaks',
      'the listener refuses with a 4xx or 5xx what no rule matches, and no rule of it forwards',
      'a rule for every path (`*` or `/*`) redirects to HTTPS',
      'the listener redirects and lets some paths through, such as the challenges of a certificate authority',
      'TCP on port 80 of a network load balancer: that is no HTTP listener',
    ],
    sources: [
      'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html',
    ],
    peers: {
      Checkov: ['CKV_AWS_2', 'CKV2_AWS_20', 'CKV_AWS_103'],
      Trivy: ['AWS-0054'],
      tfsec: ['aws-elb-http-not-used'],
      KICS: ['c:alb_listening_on_http', 't:alb_listening_on_http'],
      'Security Hub': ['ELB.1'],
      'AWS Config': ['alb-http-to-https-redirection-check'],
      'CloudFormation Guard': ['alb_http_to_https_redirection_check', 'elbv2_listener_protocol_rule'],
      'cdk-nag': ['ALBHttpToHttpsRedirection'],
      cfn_nag: ['W56'],
      Prowler: ['elbv2_ssl_listeners'],
      Sonar: ['S5332'],
      Terrascan: ['AC_AWS_0491'],
      Snyk: ['SNYK-CC-TF-47'],
    },
  },

  check: (listener) => {
    const internal = () => is(listener.loadBalancer.scheme, 'internal');
    const severity = () => (holds(internal()) || isCalledInternal(listener) ? 'information' : 'warning');
    // A load balancer of another stack may have no HTTPS listener; what forwards in clear does so anyway.
    const { loadBalancer } = listener;
    const isExposed = (action: Action) =>
      any(standsBesideHttps(listener), () => all(handedIn(loadBalancer), forwards(action)));
    const refusesTheRest = all(
      servesHttp(listener),
      () => some(listener.defaultActions, refuses),
      () => not(redirectsByRule(listener)),
    );
    return [
      {
        when: considering(
          all(answersInClear(listener), () => some(listener.defaultActions, isExposed)),
          internal,
        ),
        at: listener.protocol,
        message: `${listener.name} serves plain HTTP; redirect it to HTTPS.`,
        severity,
        related: () => httpsBeside(listener),
        fixes: () => redirectFixes(listener),
      },
      ...items(listener.rules).map(
        (rule): Finding => ({
          when: considering(
            all(refusesTheRest, () =>
              has(rule, ({ actions }) => some(actions, (action) => all(forwards(action), isExposed(action)))),
            ),
            internal,
          ),
          at: rule,
          message: `${rule.name} forwards plain HTTP; redirect it to HTTPS.`,
          severity,
          related: [listener],
          fixes: () => ruleFixes(rule, listener),
        }),
      ),
    ];
  },
});
