import {
  type Edit,
  type Fix,
  given,
  holds,
  is,
  type List,
  not,
  replace,
  same,
  show,
  some,
  those,
  unused,
} from '../kit/index.ts';
import type { Action, Listener, ListenerRule } from '../model/elbv2.ts';
import { redirectsToHttps, redirectToHttps, servesHttps } from './listener.ts';

export const httpsBeside = (listener: Listener): readonly Listener[] =>
  those(listener.loadBalancer.listeners, servesHttps);

interface Target {
  /** Undefined where the load balancer is not in sight. */
  readonly https: Listener | undefined;
  readonly port: string;
  readonly where: string;
}

/** Where clients are sent to; undefined where the port of the HTTPS listener is not known. */
function targetOf(http: Listener): Target | undefined {
  const beside = httpsBeside(http);
  const https = beside.find(({ port }) => holds(is(port, 443))) ?? beside.find(({ port }) => holds(given(port)));
  if (!https && beside.length > 0) return undefined;
  const port = https ? show(https.port) : '443';
  return { https, port, where: port === '443' ? 'HTTPS' : `HTTPS on port ${port}` };
}

/** What no rule of the listener matches goes to HTTPS, and so does what they match. */
export function redirectFixes(http: Listener): readonly Fix[] {
  const target = targetOf(http);
  if (!target) return [];
  const { https, port, where } = target;
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

/** For a listener that refuses all but what this rule matches. */
export function ruleFixes(rule: ListenerRule, http: Listener): readonly Fix[] {
  const target = targetOf(http);
  if (!target) return [];
  const { https, port, where } = target;
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
  some(one.defaultActions, (from) => some(other.defaultActions, (to) => same(from.targetGroup, to.targetGroup)));
