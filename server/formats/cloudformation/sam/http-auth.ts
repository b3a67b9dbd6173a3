/*
 * Who may call the routes of an HTTP API of SAM. Source: the SAM specification on `HttpApiAuth` and
 * `HttpApiFunctionAuth`: what an event says counts before the default of its API, and `NONE` really opens a route.
 */
import type { Expression, Property, Spot } from '../../format.ts';
import {
  at,
  entriesOf,
  inEach,
  list,
  literal,
  type MapExpression,
  map,
  mapIn,
  meant,
  reference,
  text,
} from './build.ts';
import { type ApiEvent, inEvent } from './events.ts';
import { MadeResource } from './made.ts';
import { factsOf } from './sam.ts';
import { isMissing, isSaid, isTrue, literalIn, value, type Written } from './written.ts';

/** `Auth` of an API. */
type Auth = Expression | undefined;

/** What an event asks of the callers of its route; undefined where it leaves that to the default of its API. */
export function securityOf(auth: Auth, event: ApiEvent): Property | undefined {
  const authorizer = inEvent(event, 'Auth', 'Authorizer');
  const scopes = inEvent(event, 'Auth', 'AuthorizationScopes')?.value;
  if (authorizer && !isMissing(authorizer.value)) return asking(auth, authorizer, scopes);
  return isSaid(scopes) ? defaultSecurity(auth, scopes) : undefined;
}

/** What a route asks whose event says nothing, nor the body. */
export function defaultSecurity(auth: Auth, scopes?: Expression): Property | undefined {
  const authorizer = at(auth, 'DefaultAuthorizer');
  return authorizer && !isMissing(authorizer.value) ? asking(auth, authorizer, scopes) : undefined;
}

/** As OpenAPI says it: `[{ Users: [scopes] }]`. SAM takes names only, no functions. */
function asking(auth: Auth, { key, value: written }: Property, ofEvent: Expression | undefined): Property {
  const { span } = written;
  const authorizer = meant(written);
  if (authorizer.kind !== 'literal')
    return { key, value: { span, kind: 'unknown', why: 'the authorizer is not known' } };
  const name = String(authorizer.value);
  const scopes = isSaid(ofEvent) ? ofEvent : at(auth, 'Authorizers', name, 'AuthorizationScopes')?.value;
  return { key, value: list(span, [map(span, [[name, { key: span, value: scopes ?? list(span, []) }]])]) };
}

/** Whether nothing is asked so far: an empty list counts like none. */
export const asksNothing = (security: Expression | undefined): boolean => !isSaid(security);

/** `[{ NONE: [] }]`: not even what is asked by default. */
export function asksNobody(security: Expression): boolean {
  const asked = meant(security);
  return asked.kind === 'list' && asked.items.some((one) => mapIn(one)?.entries.has('NONE'));
}

/** The authorizers of an API as security schemes of its body, with IAM where that is enabled. */
export function schemesOf(auth: Auth): readonly (readonly [string, Property])[] {
  const iam = at(auth, 'EnableIamAuthorizer');
  const authorizers = entriesOf(at(auth, 'Authorizers')?.value);
  return [
    ...(iam && isTrue(iam.value) ? [['AWS_IAM', { key: iam.key, value: signed(iam.value.span) }] as const] : []),
    ...authorizers.map(([name, { key, value: written }]) => [name, { key, value: schemeOf(written) }] as const),
  ];
}

const signed = (span: Spot): MapExpression =>
  map(span, [
    ['type', literal(span, 'apiKey')],
    ['name', literal(span, 'Authorization')],
    ['in', literal(span, 'header')],
    ['x-amazon-apigateway-authtype', literal(span, 'awsSigv4')],
  ]);

/** With tokens of an issuer, or with a function. */
function schemeOf(written: Expression): Expression {
  const { span } = written;
  const authorizer = mapIn(written);
  if (!authorizer) return { span, kind: 'unknown', why: 'the authorizer cannot be read' };
  const jwt = at(authorizer, 'JwtConfiguration');
  const extension = (type: string, entries: Parameters<typeof map>[1]) =>
    map(span, [['type', literal(span, type)], ...entries], authorizer.open);
  if (jwt) {
    const configuration = extension('jwt', [
      ['jwtConfiguration', { key: jwt.key, value: inSmallLetters(jwt.value) }],
      ['identitySource', at(authorizer, 'IdentitySource')],
    ]);
    return map(span, [
      ['type', literal(span, 'oauth2')],
      ['x-amazon-apigateway-authorizer', configuration],
    ]);
  }
  const role = at(authorizer, 'FunctionInvokeRole');
  const configuration = extension('request', [
    ['authorizerUri', at(authorizer, 'FunctionArn')],
    ['authorizerCredentials', literalIn(role?.value) === 'NONE' ? undefined : role],
    ['authorizerResultTtlInSeconds', at(authorizer, 'Identity', 'ReauthorizeEvery')],
    ['authorizerPayloadFormatVersion', at(authorizer, 'AuthorizerPayloadFormatVersion')],
    ['enableSimpleResponses', at(authorizer, 'EnableSimpleResponses')],
  ]);
  return map(span, [
    ['type', literal(span, 'apiKey')],
    ['name', literal(span, 'Unused')],
    ['in', literal(span, 'header')],
    ['x-amazon-apigateway-authorizer', configuration],
  ]);
}

/** `Issuer` or `issuer`: SAM takes both. */
const inSmallLetters = (words: Expression): Expression =>
  inEach(words, ({ span, entries, open }) =>
    map(
      span,
      [...entries].map(([key, property]) => [key.toLowerCase(), property] as const),
      open,
    ),
  );

/** Unlike for REST APIs, a function that decides on callers is allowed to be called only if the user says so. */
export function authorizerPermissions(api: Written): readonly MadeResource[] {
  return entriesOf(value(api, 'Auth', 'Authorizers')).flatMap(([name, { value: authorizer }]) => {
    const called = at(authorizer, 'FunctionArn');
    return called && isTrue(at(authorizer, 'EnableFunctionDefaultPermissions')?.value)
      ? [authorizerPermission(api, `${api.name}${name}AuthorizerPermission`, called)]
      : [];
  });
}

export function authorizerPermission(api: Written, name: string, called: Property): MadeResource {
  const { key } = api;
  return new MadeResource(factsOf(api, name, 'AWS::Lambda::Permission'), () =>
    map(key, [
      ['FunctionName', called],
      ['Action', literal(key, 'lambda:InvokeFunction')],
      ['Principal', literal(key, 'apigateway.amazonaws.com')],
      [
        'SourceArn',
        text(key, [
          'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:',
          reference(key, api.name),
          '/authorizers/*',
        ]),
      ],
    ]),
  );
}
