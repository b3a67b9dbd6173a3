/*
 * Who may call a route of an API of SAM. Source: the SAM specification on `Auth`: what an event says counts before the
 * default of its API, and `NONE` really opens a route.
 */
import type { Expression, Property, Spot } from '../../format.ts';
import { at, entriesOf, list, literal, map } from './build.ts';
import { type ApiEvent, inEvent } from './events.ts';
import type { Sam } from './sam.ts';
import { isMissing, isTrue, textOf } from './written.ts';

/** `Auth` of an API. */
export type Auth = Expression | undefined;

/** The key that clients are told apart by, as a security scheme. */
const apiKey = 'api_key';

/** What a route asks of its callers, as OpenAPI says it: `[{ scheme: [scopes] }]`. Undefined where nobody says anything. */
export function securityOf(sam: Sam, auth: Auth, event: ApiEvent): Property | undefined {
  const own = inEvent(event, 'Auth', 'Authorizer');
  const byDefault = at(auth, 'DefaultAuthorizer');
  const authorizer = own && !isMissing(own.value) ? own : byDefault;
  const asksForKey = inEvent(event, 'Auth', 'ApiKeyRequired') ?? at(auth, 'ApiKeyRequired');
  const scopes = inEvent(event, 'Auth', 'AuthorizationScopes')?.value;
  return security(sam, authorizer, asksForKey && isTrue(asksForKey.value) ? asksForKey : undefined, scopes);
}

/** What an operation asks that says nothing itself. */
export const defaultSecurity = (sam: Sam, auth: Auth): Property | undefined => {
  const asksForKey = at(auth, 'ApiKeyRequired');
  return security(sam, at(auth, 'DefaultAuthorizer'), asksForKey && isTrue(asksForKey.value) ? asksForKey : undefined);
};

function security(
  { parameters }: Sam,
  authorizer: Property | undefined,
  asksForKey: Property | undefined,
  scopes?: Expression,
): Property | undefined {
  const written = authorizer ?? asksForKey;
  if (!written) return undefined;
  const { key } = written;
  const { span } = written.value;
  const name = textOf(authorizer?.value, parameters);
  if (authorizer && name === undefined)
    return { key, value: { span, kind: 'unknown', why: 'the authorizer is not known' } };
  const schemes = [
    ...(name !== undefined && name !== 'NONE' ? [[name, scopes ?? list(span, [])] as const] : []),
    ...(asksForKey ? [[apiKey, list(span, [])] as const] : []),
  ];
  return { key, value: list(span, schemes.length > 0 ? [map(span, schemes)] : []) };
}

/** The authorizers of a REST API as security schemes, and those that SAM adds where somebody asks for them. */
export function schemesOf(
  sam: Sam,
  auth: Auth,
  events: readonly ApiEvent[],
  span: Spot,
): readonly (readonly [string, Property])[] {
  const asked = [defaultSecurity(sam, auth), ...events.map((event) => securityOf(sam, auth, event))];
  const names = new Set(
    asked
      .flatMap((security) => (security?.value.kind === 'list' ? security.value.items.flatMap(entriesOf) : []))
      .map(([name]) => name),
  );
  const header = (authtype: string): readonly (readonly [string, Expression])[] => [
    ['type', literal(span, 'apiKey')],
    ['name', literal(span, 'Authorization')],
    ['in', literal(span, 'header')],
    ['x-amazon-apigateway-authtype', literal(span, authtype)],
  ];
  const authorizers = entriesOf(at(auth, 'Authorizers')?.value).map(
    ([name, { key, value }]) => [name, { key, value: scheme(sam, value, header) }] as const,
  );
  const made = (name: string, entries: readonly (readonly [string, Expression])[]) =>
    [name, { key: span, value: map(span, entries) }] as const;
  const added = [
    made('AWS_IAM', header('awsSigv4')),
    made(apiKey, [
      ['type', literal(span, 'apiKey')],
      ['name', literal(span, 'x-api-key')],
      ['in', literal(span, 'header')],
    ]),
  ];
  return [...authorizers, ...added.filter(([name]) => names.has(name))];
}

/** Source: `AWS::Serverless::Api` › `ApiAuth` › `Authorizers`: with a user pool, or with a function. */
function scheme(
  { parameters }: Sam,
  authorizer: Expression,
  header: (authtype: string) => readonly (readonly [string, Expression])[],
): Expression {
  const { span } = authorizer;
  const pool = at(authorizer, 'UserPoolArn');
  const called = at(authorizer, 'FunctionArn');
  const payload = textOf(at(authorizer, 'FunctionPayloadType')?.value, parameters);
  const extension = map(span, [
    ['type', literal(span, pool ? 'cognito_user_pools' : (payload ?? 'TOKEN').toLowerCase())],
    ['providerARNs', pool],
    ['authorizerUri', called],
    ['authorizerCredentials', at(authorizer, 'FunctionInvokeRole')],
    ['authorizerResultTtlInSeconds', at(authorizer, 'Identity', 'ReauthorizeEvery')],
  ]);
  return map(span, [...header(pool ? 'cognito_user_pools' : 'custom'), ['x-amazon-apigateway-authorizer', extension]]);
}
