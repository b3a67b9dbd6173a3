import {
  all,
  any,
  equal,
  given,
  holds,
  is,
  type List,
  not,
  passes,
  some,
  type Value,
  type Verdict,
} from '../kit/index.ts';
import type { Api } from '../model/apigateway.ts';
import type { Route } from '../model/routes.ts';

/** Nobody has to show who they are; a key shows which client it is at most. */
export const asksNobody = (route: Route): Verdict =>
  all(is(route.authorizationType, 'NONE'), () => not(asksBeside(route)));

/** Not by its own type: by what overrides the route of a quick-created API, or by a scheme of an OpenAPI body. */
export const asksBeside = (route: Route): Verdict =>
  any(
    some(route.quickCreated.overrides, ({ authorizationType }) => not(is(authorizationType, 'NONE'))),
    () => all(isOperation(route), () => some(schemesOf(route), (name) => not(isMereKey(name, route.api)))),
  );

/** Of a route that asks nobody: it asks for an API key. HTTP APIs know none. */
export const asksForKey = (route: Route): Verdict =>
  all(not(is(route.api.protocol, 'HTTP')), () =>
    any(is(route.apiKeyRequired, true), () => all(isOperation(route), () => some(schemesOf(route)))),
  );

/** API Gateway gives the answer itself: no backend is reached. A mock that lets in to a WebSocket API does not count. */
export const answersItself = (route: Route): Verdict =>
  passes(route.integrationType, (type) => type.toUpperCase() === 'MOCK');

/** In an OpenAPI body: there the security schemes count, of the operation or else of the whole body. */
export const isOperation = (route: Route): Verdict => not(given(route.family));

const schemesOf = ({ api, security }: Route): List<Value<string>> =>
  holds(not(given(security))) ? api.security : security;

/** Whatever else stands there, an authorizer or IAM or what we do not know, may ask more than a key. */
const isMereKey = (name: Value<string>, { authorizers }: Api): Verdict =>
  some(authorizers, (scheme) =>
    all(
      equal(scheme.schemeName, name),
      is(scheme.schemeType, 'apiKey'),
      not(any(given(scheme.authtype), given(scheme.extension))),
    ),
  );
