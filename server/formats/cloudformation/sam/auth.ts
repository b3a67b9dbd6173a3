/*
 * Who may call a route of a REST API of SAM. Source: the SAM specification on `ApiAuth` and `ApiFunctionAuth`: what an
 * event says counts before the default of its API, and `NONE` really opens a route.
 */
import type { Expression, Property, Spot } from '../../format.ts';
import { at, entriesOf, list, literal, type MapExpression, map, mapIn, meant, put, text } from './build.ts';
import { type ApiEvent, inEvent } from './events.ts';
import type { Sam } from './sam.ts';
import { isMissing, isSaid, textOf } from './written.ts';

/** `Auth` of an API. */
export type Auth = Expression | undefined;

const iam = 'AWS_IAM';
const apiKey = 'api_key';
/** Marks of what an event refuses, until the defaults of its API have made way for it. */
const noAuthorizer = 'NONE';
const noKey = 'api_key_false';

/** What an event asks of callers, as OpenAPI says it: `[{ Users: [scopes] }, { api_key: [] }]`. */
export function askedBy({ parameters }: Sam, auth: Auth, event: ApiEvent): Property | undefined {
  const authorizer = said(inEvent(event, 'Auth', 'Authorizer'));
  const key = inEvent(event, 'Auth', 'ApiKeyRequired');
  const asks = key && !isMissing(key.value) ? [asking(isSaid(key.value) ? apiKey : noKey, key.value.span)] : [];
  if (!authorizer) return key && asks.length > 0 ? { key: key.key, value: list(key.value.span, asks) } : undefined;
  const { span } = authorizer.value;
  const name = textOf(authorizer.value, parameters);
  if (name === undefined) return { key: authorizer.key, value: notKnown(span) };
  const scopes = inEvent(event, 'Auth', 'AuthorizationScopes') ?? scopesOf(auth, name);
  return { key: authorizer.key, value: list(span, [asking(name, span, scopes), ...asks]) };
}

/** With what the API asks by default. Undefined where nobody says anything. */
export function withDefaults(
  { parameters }: Sam,
  auth: Auth,
  written: Property | undefined,
  isPreflight: boolean,
): Property | undefined {
  const node = written && meant(written.value);
  if (node && node.kind !== 'list' && node.kind !== 'nothing') return written;
  const items = node?.kind === 'list' ? node.items : [];
  const names = new Set(items.flatMap((item) => entriesOf(item).map(([name]) => name)));

  const leavesOut = (word: string): boolean => isPreflight && refuses(auth, word);
  const isAsked = names.has(noAuthorizer) || [iam, ...authorizersIn(auth)].some((name) => names.has(name));
  const isOpen = isAsked || leavesOut('AddDefaultAuthorizerToCorsPreflight');
  const authorizer = isOpen ? undefined : defaultAuthorizer(auth, parameters);
  const name = authorizer && textOf(authorizer.value, parameters);
  if (authorizer && name === undefined) return { key: authorizer.key, value: notKnown(authorizer.value.span) };

  const isKeyFree = leavesOut('AddApiKeyRequiredToCorsPreflight');
  const key = isKeyFree || names.has(noKey) || names.has(apiKey) ? undefined : said(at(auth, 'ApiKeyRequired'));

  const source = written ?? authorizer ?? key;
  if (!source) return undefined;
  const kept = items.filter((item) => !entriesOf(item).some(([word]) => word === noAuthorizer || word === noKey));
  const { span } = source.value;
  const added = [
    ...(authorizer && name !== undefined ? [asking(name, span, scopesOf(auth, name))] : []),
    ...(key ? [asking(apiKey, span)] : []),
  ];
  const open = node?.kind === 'list' ? node.open : undefined;
  const value: Expression = { span, kind: 'list', items: [...kept, ...added], ...(open !== undefined && { open }) };
  return { key: source.key, value };
}

const said = (property: Property | undefined): Property | undefined =>
  property && isSaid(property.value) ? property : undefined;

const asking = (name: string, span: Spot, scopes?: Property): Expression =>
  map(span, [[name, scopes ?? list(span, [])]]);

const notKnown = (span: Spot): Expression => ({ span, kind: 'unknown', why: 'the authorizer is not known' });

const refuses = (auth: Auth, word: string): boolean => {
  const property = at(auth, word);
  return property !== undefined && !isSaid(property.value);
};

const authorizersIn = (auth: Auth): readonly string[] =>
  entriesOf(at(auth, 'Authorizers')?.value).map(([name]) => name);

const scopesOf = (auth: Auth, name: string): Property | undefined =>
  said(at(auth, 'Authorizers', name, 'AuthorizationScopes'));

/** Without any authorizer of its own, SAM does not look at the default of an API, unless it is IAM. */
function defaultAuthorizer(auth: Auth, parameters: Sam['parameters']): Property | undefined {
  const named = said(at(auth, 'DefaultAuthorizer'));
  const name = textOf(named?.value, parameters);
  return name === undefined || name === iam || isSaid(at(auth, 'Authorizers')?.value) ? named : undefined;
}

/**
 * What API Gateway calls the function of an event as, where IAM lets callers in: the caller itself, unless another role
 * is named. Source: the SAM specification on `InvokeRole`.
 */
export function credentialsOf({ parameters }: Sam, auth: Auth, event: ApiEvent): Property | undefined {
  const own = inEvent(event, 'Auth');
  const authorizer =
    said(inEvent(event, 'Auth', 'Authorizer')) ??
    (own && isSaid(own.value) ? undefined : at(auth, 'DefaultAuthorizer'));
  if (!authorizer || textOf(authorizer.value, parameters) !== iam) return undefined;
  const role = inEvent(event, 'Auth', 'InvokeRole') ?? at(auth, 'InvokeRole');
  const name = role && textOf(role.value, parameters);
  if (role && (!isSaid(role.value) || name === 'NONE')) return undefined;
  if (role && name !== 'CALLER_CREDENTIALS') return role;
  const { span } = authorizer.value;
  return { key: authorizer.key, value: text(span, ['arn:${AWS::Partition}:iam::*:user/*']) };
}

/** `body` with the authorizers of its API as security schemes, and those that SAM adds where somebody asks for them. */
export function withSchemes(sam: Sam, auth: Auth, events: readonly ApiEvent[], body: MapExpression): MapExpression {
  const { parameters } = sam;
  const authorizers = at(auth, 'Authorizers');
  const own = mapIn(authorizers?.value);
  const asked = [at(auth, 'DefaultAuthorizer'), ...events.map((event) => inEvent(event, 'Auth', 'Authorizer'))].find(
    (property) => property && textOf(property.value, parameters) === iam,
  );
  const key =
    said(at(auth, 'ApiKeyRequired')) ??
    events.map((event) => said(inEvent(event, 'Auth', 'ApiKeyRequired'))).find((property) => property);
  const added = [
    ...(asked
      ? [[iam, { key: asked.key, value: header(asked.value.span, 'Authorization', 'awsSigv4') }] as const]
      : []),
    ...(key ? [[apiKey, { key: key.key, value: header(key.value.span, 'x-api-key') }] as const] : []),
  ];
  const written = body.entries.get('securityDefinitions');
  const before = mapIn(written?.value);
  if (!own && added.length === 0) return body;
  const span = own?.span ?? body.span;
  const schemes = map(
    span,
    [
      ...added,
      ...(before?.entries ?? []),
      ...[...(own?.entries ?? [])].map(
        ([name, one]) => [name, { key: one.key, value: schemeOf(sam, one.value) }] as const,
      ),
    ],
    own?.open ?? before?.open,
  );
  return put(body, 'securityDefinitions', { key: authorizers?.key ?? written?.key ?? span, value: schemes });
}

/** What stands in a header of the request. */
const header = (span: Spot, name: string | Property, authtype?: string): MapExpression =>
  map(span, [
    ['type', literal(span, 'apiKey')],
    ['name', typeof name === 'string' ? literal(span, name) : name],
    ['in', literal(span, 'header')],
    ['x-amazon-apigateway-authtype', authtype === undefined ? undefined : literal(span, authtype)],
  ]);

/** With a user pool, or with a function that gets the token alone or the whole request. */
function schemeOf({ parameters }: Sam, written: Expression): Expression {
  const authorizer = mapIn(written);
  const { span } = written;
  if (!authorizer) return { span, kind: 'unknown', why: 'the authorizer cannot be read' };
  const inIdentity = (word: string) => at(authorizer, 'Identity', word);
  const pool = said(at(authorizer, 'UserPoolArn'));
  const isOfRequest = !pool && textOf(at(authorizer, 'FunctionPayloadType')?.value, parameters) === 'REQUEST';
  const role = said(at(authorizer, 'FunctionInvokeRole'));
  const extension = map(
    span,
    [
      ['type', literal(span, pool ? 'cognito_user_pools' : isOfRequest ? 'request' : 'token')],
      ...(pool
        ? ([['providerARNs', pool]] as const)
        : ([
            ['authorizerUri', at(authorizer, 'FunctionArn')],
            ['authorizerCredentials', role && textOf(role.value, parameters) === 'NONE' ? undefined : role],
            ['authorizerResultTtlInSeconds', inIdentity('ReauthorizeEvery')],
          ] as const)),
      isOfRequest
        ? ['identitySource', identityOf(authorizer)]
        : ['identityValidationExpression', inIdentity('ValidationExpression')],
    ],
    authorizer.open,
  );
  const name = isOfRequest ? 'Unused' : (said(inIdentity('Header')) ?? 'Authorization');
  return put(header(span, name, pool ? 'cognito_user_pools' : 'custom'), 'x-amazon-apigateway-authorizer', {
    key: span,
    value: extension,
  });
}

/** `{ Headers: [Auth], Context: [accountId] }` → `method.request.header.Auth, context.accountId`. */
function identityOf(authorizer: Expression): Property | undefined {
  const identity = at(authorizer, 'Identity');
  if (!identity) return undefined;
  const pieces = sources.flatMap(([word, prefix]) => {
    const names = at(identity.value, word)?.value;
    const node = names && meant(names);
    return node?.kind === 'list' ? node.items.map((item) => [prefix, item] as const) : [];
  });
  if (pieces.length === 0) return undefined;
  const parts = pieces.flatMap(([prefix, item], i) => [i > 0 ? `, ${prefix}` : prefix, item]);
  return { key: identity.key, value: text(identity.value.span, parts) };
}

const sources = [
  ['Headers', 'method.request.header.'],
  ['QueryStrings', 'method.request.querystring.'],
  ['StageVariables', 'stageVariables.'],
  ['Context', 'context.'],
] as const;
