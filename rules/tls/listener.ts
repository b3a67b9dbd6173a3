import { all, any, type Content, every, given, has, is, not, passes, some, type Value } from '../kit/index.ts';
import type { Action, Listener, ListenerRule } from '../model/elbv2.ts';

/** By default only where there is a port: the listener of a Gateway Load Balancer has neither. */
export const servesHttp = ({ protocol, port }: Listener) =>
  all(
    is(protocol, 'HTTP'),
    any(given(protocol), () => given(port)),
  );
export const servesHttps = (listener: Listener) => is(listener.protocol, 'HTTPS');

/** HTTPS of an Application Load Balancer, TLS of a Network Load Balancer: both end it here. */
export const servesTls = (listener: Listener) => is(listener.protocol, 'HTTPS', 'TLS');

export const forwards = (action: Action) => is(action.type, 'forward');
export const redirects = (action: Action) => is(action.type, 'redirect');

// Left out, the redirect keeps the request's own protocol and the browser comes back over HTTP.
export const redirectsToHttps = (action: Action) => all(redirects(action), () => is(action.redirect.protocol, 'HTTPS'));

export const refuses = (action: Action) =>
  all(is(action.type, 'fixed-response'), () =>
    has(action.fixedResponse, ({ statusCode }) => passes(statusCode, (code) => /^[45]/.test(code))),
  );

const isWild = (pattern: Value<string>) => is(pattern, '*', '/*');

/** `*` of a path is every path, `*` of a host every host. */
const matchesEverything = (rule: ListenerRule) =>
  every(rule.conditions, ({ values, paths }) => any(some(values, isWild), () => some(paths, isWild)));

/** A rule redirects all there is, so that the default action is never reached. */
export const redirectsByRule = (listener: Listener) =>
  some(listener.rules, (rule) => all(some(rule.actions, redirectsToHttps), () => matchesEverything(rule)));

/** What no rule matches is neither refused nor sent to HTTPS. */
export const answersInClear = (listener: Listener) =>
  all(
    servesHttp(listener),
    () => not(some(listener.defaultActions, (action) => any(redirectsToHttps(action), () => refuses(action)))),
    () => not(redirectsByRule(listener)),
  );

/** By its default action, or by one of its rules. */
export const forwardsInClear = (listener: Listener) =>
  all(servesHttp(listener), () =>
    any(some(listener.defaultActions, forwards), () => some(listener.rules, (rule) => some(rule.actions, forwards))),
  );

export const redirectToHttps = (port: string): Content<Action> => ({
  type: 'redirect',
  redirect: { protocol: 'HTTPS', port, statusCode: 'HTTP_301' },
});
