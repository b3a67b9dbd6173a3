import { all, any, type Edit, type Fix, given, holds, is, not, replace, show, those } from '../kit/index.ts';
import type { Authorizer, Route } from '../model/routes.ts';
import { asksForKey, isOperation } from './callers.ts';

/** By each authorizer that the API has, or by IAM: whoever calls today without is refused, so never unasked. */
export function authorizations(routes: readonly Route[]): readonly Fix[] {
  const [first] = routes;
  if (!first) return [];
  return [
    ...those(first.api.authorizers).flatMap((authorizer) =>
      fixes(`Let ${authorizer.name} authorize the callers`, routes, (route) => authorizedBy(authorizer, route)),
    ),
    ...fixes('Let in only requests that are signed with IAM credentials', routes, signed),
  ];
}

/** For all of them or for none. */
function fixes(title: string, routes: readonly Route[], edits: (route: Route) => readonly Edit[]): readonly Fix[] {
  const made = routes.map(edits);
  return made.every(({ length }) => length > 0) ? [{ title, applicability: 'choice', edits: made.flat() }] : [];
}

function authorizedBy(authorizer: Authorizer, route: Route): readonly Edit[] {
  if (holds(given(authorizer.schemeName))) return passing(authorizer, route);
  const type = authorizationTypes.get(show(authorizer.type));
  return type ? [replace(route.authorizationType, type), replace(route.authorizer, authorizer)] : [];
}

/** What a route has to say for an authorizer of this type. */
const authorizationTypes: ReadonlyMap<string, 'COGNITO_USER_POOLS' | 'CUSTOM' | 'JWT'> = new Map([
  ['COGNITO_USER_POOLS', 'COGNITO_USER_POOLS'],
  ['JWT', 'JWT'],
  ['REQUEST', 'CUSTOM'],
  ['TOKEN', 'CUSTOM'],
]);

/** An operation passes by a scheme of its body. Nobody can say whether the key that it asks for now is still wanted. */
function passing(scheme: Authorizer, route: Route): readonly Edit[] {
  const canPass = all(
    any(given(scheme.extension), is(scheme.authtype, 'awsSigv4')),
    not(any(asksForKey(route), given(route.authorizationType))),
  );
  return holds(canPass) ? [replace(route.security, [show(scheme.schemeName)])] : [];
}

/** In the body of an HTTP API, IAM is a security scheme. */
const signed = (route: Route): readonly Edit[] =>
  holds(all(isOperation(route), not(is(route.api.protocol, 'REST'))))
    ? []
    : [replace(route.authorizationType, 'AWS_IAM')];
