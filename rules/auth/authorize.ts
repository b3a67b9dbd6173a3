import { all, type Fix, holds, is, not, replace, show, those } from '../kit/index.ts';
import type { Authorizer, Route } from '../model/routes.ts';
import { isOperation } from './callers.ts';

type AuthorizationType = 'AWS_IAM' | 'COGNITO_USER_POOLS' | 'CUSTOM' | 'JWT';

/** By each authorizer that the API has, or by IAM: whoever calls today without is refused, so never unasked. */
export function authorizations(routes: readonly Route[]): readonly Fix[] {
  const [first] = routes;
  if (!first) return [];
  return [...those(first.api.authorizers).flatMap((authorizer) => authorizedBy(authorizer, routes)), ...signed(routes)];
}

function authorizedBy(authorizer: Authorizer, routes: readonly Route[]): readonly Fix[] {
  const type = authorizationTypes.get(show(authorizer.type));
  if (!type) return [];
  return [
    {
      title: `Let ${authorizer.name} authorize the callers`,
      applicability: 'choice',
      edits: routes.flatMap((route) => [replace(route.authorizationType, type), replace(route.authorizer, authorizer)]),
    },
  ];
}

/** What a route has to say for an authorizer of this type. */
const authorizationTypes: ReadonlyMap<string, AuthorizationType> = new Map([
  ['COGNITO_USER_POOLS', 'COGNITO_USER_POOLS'],
  ['JWT', 'JWT'],
  ['REQUEST', 'CUSTOM'],
  ['TOKEN', 'CUSTOM'],
]);

function signed(routes: readonly Route[]): readonly Fix[] {
  // In the body of an HTTP API, IAM is a security scheme.
  if (routes.some((route) => holds(all(isOperation(route), not(is(route.api.protocol, 'REST')))))) return [];
  return [
    {
      title: 'Let in only requests that are signed with IAM credentials',
      applicability: 'choice',
      edits: routes.map(({ authorizationType }) => replace(authorizationType, 'AWS_IAM')),
    },
  ];
}
