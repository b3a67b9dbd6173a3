/*
 * The OpenAPI body of an HTTP API: what the user wrote of it, and what SAM adds for events, authorizers and CORS. An
 * event of a REST API is left out where the user writes the body; one of an HTTP API is put into it.
 */
import type { Expression, Property, Spot } from '../../format.ts';
import { at, changed, inEach, list, literal, type MapExpression, map, mapIn, put, under } from './build.ts';
import { beside, hasBody, integrationKey, operationKey } from './definition.ts';
import { type ApiEvent, inEvent } from './events.ts';
import { invocationOf } from './function.ts';
import { asksNobody, asksNothing, defaultSecurity, schemesOf, securityOf } from './http-auth.ts';
import type { Sam } from './sam.ts';
import { isMissing, isSaid, isTrue, value, type Written } from './written.ts';

/** The key of its path. With `FailOnWarnings`, `$default` is written as a path. */
export const pathKey = ({ path }: ApiEvent, api: Written): string =>
  path === '$default' && isTrue(value(api, 'FailOnWarnings')) ? '/$default' : path;

export function bodyOf(sam: Sam, api: Written, events: readonly ApiEvent[], here: Spot): Property {
  const auth = value(api, 'Auth');
  const written = hasBody(api) ? at(api.properties, 'DefinitionBody') : undefined;
  const add: Add = { sam, api, auth, events, isWritten: written !== undefined };
  const body = written?.value ?? map(here, [['paths', map(here, [])]]);
  const made = inEach(body, (node) => withCors(api, withSchemes(auth, withPaths(add, node))));
  return { key: written?.key ?? here, value: made };
}

/** What is added to a body. */
interface Add {
  readonly sam: Sam;
  readonly api: Written;
  readonly auth: Expression | undefined;
  readonly events: readonly ApiEvent[];
  readonly isWritten: boolean;
}

function withPaths(add: Add, body: MapExpression): MapExpression {
  const paths = body.entries.get('paths');
  // What a macro brings may have the routes already, and say who may call them.
  if (!paths) return body;
  const node = inEach(paths.value, (one) => withDefault(add, withEvents(add, one, body.open ?? one.open)));
  return put(body, 'paths', { key: paths.key, value: node });
}

function withEvents(add: Add, paths: MapExpression, open: string | undefined): MapExpression {
  const byPath = new Map<string, ApiEvent[]>();
  for (const event of add.events) {
    const path = pathKey(event, add.api);
    const those = byPath.get(path);
    if (those) those.push(event);
    else byPath.set(path, [event]);
  }
  const entries = new Map(paths.entries);
  for (const [path, events] of byPath) {
    const before = entries.get(path);
    const key = before?.key ?? events[0]?.key ?? paths.span;
    const item = before && !isMissing(before.value) ? before.value : map(key, []);
    entries.set(path, { key, value: inEach(item, (node) => withOperations(add, node, events, open ?? node.open)) });
  }
  return map(paths.span, entries, paths.open ?? add.sam.moreEvents);
}

function withOperations(add: Add, item: MapExpression, events: readonly ApiEvent[], open: string | undefined) {
  const entries = new Map(item.entries);
  for (const event of events) {
    const method = operationKey(event);
    const before = entries.get(method);
    if (before && !isMissing(before.value)) {
      // SAM refuses a second event for one route, but not where the user has written the body.
      if (add.isWritten)
        entries.set(method, { key: before.key, value: inEach(before.value, (node) => answeredBy(add, event, node)) });
    } else entries.set(method, { key: event.key, value: operationOf(add, event, open) });
  }
  return map(item.span, entries, item.open);
}

/** An operation of its own. Where more may stand in the body than is seen, more may stand in the operation. */
function operationOf(add: Add, event: ApiEvent, open: string | undefined): Expression {
  const { key, properties, exists } = event;
  return under(exists, answered(add, event, map(properties?.span ?? key, [], open)));
}

/** An operation that the user wrote. One that calls something keeps to it. */
const answeredBy = (add: Add, event: ApiEvent, operation: MapExpression): Expression =>
  hasIntegration(operation)
    ? withSettings(add, event, operation)
    : under(event.exists, answered(add, event, operation));

function answered(add: Add, event: ApiEvent, operation: MapExpression): MapExpression {
  const { key } = event;
  const integration = map(event.properties?.span ?? key, [
    ['type', literal(key, 'aws_proxy')],
    ['httpMethod', literal(key, 'POST')],
    ['payloadFormatVersion', literal(key, '2.0')],
    ['uri', invocationOf(add.sam, event)],
  ]);
  return withSettings(add, event, put(operation, integrationKey, { key, value: integration }));
}

/** What an event says besides which function answers. */
function withSettings({ auth }: Add, event: ApiEvent, operation: MapExpression): MapExpression {
  const timeout = inEvent(event, 'TimeoutInMillis');
  const settings = [
    ['timeoutInMillis', isSaid(timeout?.value) ? timeout : undefined],
    ['payloadFormatVersion', inEvent(event, 'PayloadFormatVersion')],
  ] as const;
  const integration = operation.entries.get(integrationKey);
  const set =
    integration &&
    put(operation, integrationKey, {
      key: integration.key,
      value: inEach(integration.value, (node) => map(node.span, [...node.entries, ...settings], node.open)),
    });
  const security = securityOf(auth, event);
  return security
    ? put(set ?? operation, 'security', beside(operation.entries.get('security'), security))
    : (set ?? operation);
}

/** Operations that call something and ask nobody ask the default authorizer. A preflight request has no credentials. */
function withDefault({ auth }: Add, paths: MapExpression): MapExpression {
  const security = defaultSecurity(auth);
  if (!security) return paths;
  return changed(paths, (item) =>
    inEach(item, (node) =>
      changed(node, (operation, method) =>
        method === 'options' ? operation : inEach(operation, (one) => guarded(one, security)),
      ),
    ),
  );
}

function guarded(operation: MapExpression, security: Property): MapExpression {
  const own = operation.entries.get('security');
  if (!hasIntegration(operation) || (!own && operation.open !== undefined)) return operation;
  if (asksNothing(own?.value)) return put(operation, 'security', security);
  return own && asksNobody(own.value)
    ? put(operation, 'security', { key: own.key, value: list(own.value.span, []) })
    : operation;
}

function withSchemes(auth: Expression | undefined, body: MapExpression): MapExpression {
  const schemes = schemesOf(auth);
  if (schemes.length === 0) return body;
  const components = body.entries.get('components') ?? { key: body.span, value: map(body.span, []) };
  const value = inEach(components.value, (node) => {
    const written = node.entries.get('securitySchemes') ?? { key: node.span, value: map(node.span, []) };
    const all = inEach(written.value, (one) => map(one.span, [...one.entries, ...schemes], one.open));
    return put(node, 'securitySchemes', { key: written.key, value: all });
  });
  return put(body, 'components', { key: components.key, value });
}

function withCors({ properties }: Written, body: MapExpression): MapExpression {
  const cors = at(properties, 'CorsConfiguration');
  if (!cors || !isSaid(cors.value)) return body;
  const key = 'x-amazon-apigateway-cors';
  const written = mapIn(body.entries.get(key)?.value)?.entries ?? [];
  const value = inEach(corsOf(cors.value), (made) => map(made.span, [...written, ...made.entries], made.open));
  return put(body, key, { key: cors.key, value });
}

/** `AllowOrigins` → `allowOrigins`; `true` is every origin. */
function corsOf(cors: Expression): Expression {
  const { span } = cors;
  if (isTrue(cors)) return map(span, [['allowOrigins', list(span, [literal(span, '*')])]]);
  const words = mapIn(cors);
  if (!words) return { span, kind: 'unknown', why: 'what other origins may do is not known' };
  const small = (word: string) => `${word.slice(0, 1).toLowerCase()}${word.slice(1)}`;
  return map(
    span,
    [...words.entries].map(([word, property]) => [small(word), property] as const),
    words.open,
  );
}

const hasIntegration = ({ entries }: MapExpression): boolean => !isMissing(entries.get(integrationKey)?.value);
