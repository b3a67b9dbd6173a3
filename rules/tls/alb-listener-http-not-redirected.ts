import {
  all,
  any,
  defineRule,
  type Edit,
  type Finding,
  type Fix,
  given,
  has,
  holds,
  is,
  items,
  type List,
  not,
  outOfSight,
  reason,
  replace,
  same,
  show,
  some,
  those,
  unused,
} from '../kit/index.ts';
import { type Action, Listener, type ListenerRule } from '../model/elbv2.ts';
import {
  answersInClear,
  forwards,
  redirectsByRule,
  redirectsToHttps,
  redirectToHttps,
  refuses,
  servesHttp,
  servesHttps,
} from './listener.ts';

const standsBesideHttps = ({ loadBalancer }: Listener) =>
  all(is(loadBalancer.type, 'application'), some(loadBalancer.listeners, servesHttps));

const isInternal = ({ name, loadBalancer }: Listener) =>
  holds(is(loadBalancer.scheme, 'internal')) ||
  // Of a load balancer out of sight, names are all there is to go by.
  (holds(outOfSight(loadBalancer)) && /internal|private/i.test(`${name} ${reason(loadBalancer)}`));

export default defineRule({
  id: 'alb-listener-http-not-redirected',
  resource: Listener,
  severity: 'warning',
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
  },

  check: (listener) => {
    const severity = isInternal(listener) ? 'information' : 'warning';
    // A load balancer out of sight may have no HTTPS listener; what forwards in clear does so anyway.
    const isExposed = (action: Action) =>
      any(standsBesideHttps(listener), all(outOfSight(listener.loadBalancer), forwards(action)));
    return [
      {
        when: all(some(listener.defaultActions, isExposed), answersInClear(listener)),
        at: listener.protocol,
        message: `${listener.name} serves plain HTTP; redirect it to HTTPS.`,
        severity,
        related: httpsBeside(listener),
        fixes: () => redirectFixes(listener),
      },
      ...items(listener.rules).map(
        (rule): Finding => ({
          when: all(
            servesHttp(listener),
            some(listener.defaultActions, refuses),
            not(redirectsByRule(listener)),
            has(rule, ({ actions }) => some(actions, (action) => all(forwards(action), isExposed(action)))),
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

const httpsBeside = ({ loadBalancer }: Listener): readonly Listener[] => those(loadBalancer.listeners, servesHttps);

/** The HTTPS listener that clients are sent to, and its port: 443 where neither is in sight. */
function target(http: Listener): { readonly https?: Listener; readonly port: string; readonly where: string } {
  const beside = httpsBeside(http);
  const https = beside.find(({ port }) => holds(is(port, 443))) ?? beside.find(({ port }) => holds(given(port)));
  const port = https ? show(https.port) : '443';
  return { ...(https && { https }), port, where: port === '443' ? 'HTTPS' : `HTTPS on port ${port}` };
}

function redirectFixes(http: Listener): readonly Fix[] {
  const { https, port, where } = target(http);
  const title = `Redirect to ${where} with a permanent redirect (301)`;
  const redirect = redirected(http.defaultActions, port);
  const alone: Fix = {
    title,
    applicability: https && holds(servesTheSame(http, https)) ? 'safe' : 'choice',
    edits: [redirect],
  };
  // What the rules match would go on in clear text.
  const rules = those(http.rules, ({ actions }) => not(some(actions, redirectsToHttps)));
  if (rules.length === 0) return [alone];
  const moves: readonly Fix[] =
    https && rules.every((rule) => fits(rule, https))
      ? [
          {
            title: `${title} and move its rules to ${https.name}`,
            applicability: 'choice', // the rules of the HTTPS listener are tried together with these
            edits: [redirect, ...rules.map((rule) => replace(rule.listener, https))],
          },
        ]
      : [];
  return [
    ...moves,
    {
      title: `${title}, what its rules match as well`,
      applicability: 'choice', // the HTTPS listener may have no such rules
      edits: [redirect, ...rules.map((rule) => redirected(rule.actions, port))],
    },
    { ...alone, title: `${title}, but for what its rules match` },
  ];
}

function ruleFixes(rule: ListenerRule, http: Listener): readonly Fix[] {
  const { https, port, where } = target(http);
  return [
    {
      title: `Redirect what ${rule.name} matches to ${where}`,
      applicability: 'choice', // the HTTPS listener may answer it in another way
      edits: [redirected(rule.actions, port)],
    },
    ...(https && fits(rule, https)
      ? [
          {
            title: `Move ${rule.name} to ${https.name}`,
            applicability: 'choice', // over HTTP it is refused from then on
            edits: [replace(rule.listener, https)],
          } as const,
        ]
      : []),
  ];
}

function redirected(actions: List<Action>, port: string): Edit {
  const [action, ...more] = those(actions);
  // One action alone may be one branch of a condition: the other stays as it is.
  return action && more.length === 0
    ? replace(action, redirectToHttps(port))
    : replace(actions, [redirectToHttps(port)]);
}

/** A priority is there once per listener. */
function fits(rule: ListenerRule, listener: Listener): boolean {
  const own = Number(show(rule.priority));
  return unused(listener.rules, ({ priority }) => priority, own) === own;
}

const servesTheSame = (one: Listener, other: Listener) =>
  some(one.defaultActions, (from) =>
    some(other.defaultActions, (to) => all(forwards(to), same(from.targetGroup, to.targetGroup))),
  );
