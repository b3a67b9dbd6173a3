/*
 * The OpenAPI body of a REST API: what the user wrote of it, and what SAM adds for events, CORS, authorizers and resource
 * policies. Where the user writes the body, events come into it only with `MergeDefinitions`.
 */
import type { Expression, Property, Spot } from '../../format.ts';
import { type Auth, askedBy, credentialsOf, withDefaults, withSchemes } from './auth.ts';
import { at, changed, inEach, literal, type MapExpression, map, mapIn, meant, put, under } from './build.ts';
import { type ApiEvent, inEvent } from './events.ts';
import { invocationOf, isFunction } from './function.ts';
import { withPolicies } from './resource-policy.ts';
import type { Sam } from './sam.ts';
import { startOf } from './state-machine.ts';
import { anyOf, isMissing, isSaid, literalIn, value, type Written } from './written.ts';

export const integrationKey = 'x-amazon-apigateway-integration';

/** `ANY` has a word of its own in a body. */
export const operationKey = ({ method }: ApiEvent): string =>
  method === 'any' ? 'x-amazon-apigateway-any-method' : method;

/** The events that SAM makes operations of: all, if it writes the body itself. */
export function eventsIn(api: Written, events: readonly ApiEvent[]): readonly ApiEvent[] {
  if (!hasBody(api)) return events;
  return takesEvents(api) ? events.filter(({ of }) => isFunction(of)) : [];
}

const takesEvents = (api: Written): boolean => !hasBody(api) || isSaid(value(api, 'MergeDefinitions'));

/** Whether the user has written the body. */
export const hasBody = (api: Written): boolean => isSaid(value(api, 'DefinitionBody'));

export function bodyOf(sam: Sam, api: Written, events: readonly ApiEvent[], here: Spot): Property {
  const written = hasBody(api) ? at(api.properties, 'DefinitionBody') : undefined;
  const body = written ? meant(written.value) : map(here, [['paths', map(here, [])]]);
  const key = written?.key ?? here;
  // Into what a function makes of it SAM does not look.
  return { key, value: body.kind === 'map' ? completed({ sam, api, auth: value(api, 'Auth'), events }, body) : body };
}

/** What is added to a body, and for whom. */
interface Add {
  readonly sam: Sam;
  readonly api: Written;
  readonly auth: Auth;
  readonly events: readonly ApiEvent[];
}

function completed(add: Add, body: MapExpression): Expression {
  const { sam, api, auth } = add;
  const events = eventsIn(api, add.events);
  const overriding = hasBody(api)
    ? add.events.filter((event) => isSaid(inEvent(event, 'Auth', 'OverrideApiAuth')?.value))
    : [];
  const written = at(body, 'paths');
  const paths = written && !isMissing(written.value) ? written : { key: body.span, value: map(body.span, []) };
  const operations = inEach(paths.value, (node) => {
    const all = withCors(add, overridden(add, overriding, withEvents(add, events, node)));
    return hasBody(api) ? withSecurity(add, all) : all;
  });
  const asking = hasBody(api) ? overriding : events;
  const policies = [at(auth, 'ResourcePolicy'), ...asking.map((event) => inEvent(event, 'Auth', 'ResourcePolicy'))];
  return withPolicies(
    policies.filter((policy) => policy !== undefined),
    withSchemes(sam, auth, [...events, ...overriding], put(body, 'paths', { key: paths.key, value: operations })),
  );
}

function withEvents(add: Add, events: readonly ApiEvent[], paths: MapExpression): MapExpression {
  const byPath = new Map<string, ApiEvent[]>();
  for (const event of events) {
    const those = byPath.get(event.path);
    if (those) those.push(event);
    else byPath.set(event.path, [event]);
  }
  const entries = new Map(paths.entries);
  for (const [path, those] of byPath) {
    const before = entries.get(path);
    const key = before?.key ?? those[0]?.key ?? paths.span;
    const item = inEach(before?.value ?? map(key, []), (node) => withOperations(add, those, node));
    // CORS and what else belongs to a path is there where one of its operations is.
    const exists = before
      ? undefined
      : elsewhere(
          anyOf(
            those.map((event) => event.exists),
            `${add.api.name} has ${path}`,
          ),
          add.api,
        );
    entries.set(path, { key, value: under(exists, item) });
  }
  return map(paths.span, entries, paths.open ?? (takesEvents(add.api) ? add.sam.moreEvents : undefined));
}

function withOperations(add: Add, events: readonly ApiEvent[], item: MapExpression): MapExpression {
  const made = new Map<string, Property>();
  for (const event of events) {
    const method = operationKey(event);
    // SAM refuses a second event for one method.
    if (!made.has(method)) made.set(method, operationOf(add, event, item.entries.get(method)?.value));
  }
  return map(item.span, [...item.entries, ...made], item.open);
}

/** What the event says stands in the place of what the body says of the same. */
function operationOf(add: Add, event: ApiEvent, written: Expression | undefined): Property {
  const { sam, auth, api } = add;
  const { key, properties, exists } = event;
  const here = properties?.span ?? key;
  const operation = map(
    here,
    [
      ...(mapIn(written)?.entries ?? []),
      [integrationKey, { key, value: isFunction(event.of) ? integrationOf(add, event, here) : startOf(event, here) }],
      ['security', settled(add, askedBy(sam, auth, event), event.method)],
    ],
    mapIn(written)?.open,
  );
  return { key, value: under(elsewhere(exists, api), operation) };
}

function integrationOf({ sam, auth }: Add, event: ApiEvent, here: Spot): Expression {
  const { key } = event;
  const timeout = inEvent(event, 'TimeoutInMillis');
  const mode = inEvent(event, 'ResponseTransferMode');
  // SAM compares the word: a function that comes to it is another one.
  const isStream = mode !== undefined && literalIn(mode.value) === 'RESPONSE_STREAM';
  return map(here, [
    ['type', literal(key, 'aws_proxy')],
    ['httpMethod', literal(key, 'POST')],
    ['uri', invocationOf(sam, event, isStream)],
    ['timeoutInMillis', timeout && isSaid(timeout.value) ? timeout : undefined],
    ['responseTransferMode', isStream ? { key: mode.key, value: literal(mode.value.span, 'STREAM') } : undefined],
    ['credentials', credentialsOf(sam, auth, event)],
  ]);
}

/** Nothing is left of a condition that the API is under itself. */
const elsewhere = (exists: ApiEvent['exists'], api: Written): ApiEvent['exists'] =>
  exists && exists.condition.key === api.exists?.condition.key && exists.is === api.exists.is ? undefined : exists;

/** `OverrideApiAuth`: the event speaks of an operation that the user wrote. */
function overridden({ sam, auth }: Add, events: readonly ApiEvent[], paths: MapExpression): MapExpression {
  if (events.length === 0) return paths;
  return eachOperation(paths, (operation, method, path) => {
    const event = events.find((one) => one.path === path && operationKey(one) === method);
    const asked = event && askedBy(sam, auth, event);
    return asked ? put(operation, 'security', beside(operation.entries.get('security'), asked)) : operation;
  });
}

/** Behind what the body says. */
export function beside(written: Property | undefined, asked: Property): Property {
  const before = written && meant(written.value);
  if (before?.kind !== 'list' || asked.value.kind !== 'list') return asked;
  return { key: asked.key, value: { ...before, items: [...before.items, ...asked.value.items] } };
}

/** API Gateway answers a preflight request itself, on each path that has no answer of its own. */
function withCors(add: Add, paths: MapExpression): MapExpression {
  const cors = at(add.api.properties, 'Cors');
  if (!cors || !isSaid(cors.value)) return paths;
  const { span } = cors.value;
  const integration = map(span, [['type', literal(span, 'mock')]]);
  const preflight: Property = {
    key: cors.key,
    value: map(span, [
      [integrationKey, integration],
      ['security', settled(add, undefined, 'options')],
    ]),
  };
  const answered = new Set<string>();
  return changed(paths, (item, path) => {
    // With a slash at its end, it is the same path to API Gateway.
    const plain = path === '/' ? path : path.replace(/\/+$/, '');
    if (answered.has(plain)) return item;
    answered.add(plain);
    const mayAnswer = ({ entries, open }: MapExpression) => entries.has('options') || open !== undefined;
    return inEach(item, (node) => (mayAnswer(node) ? node : put(node, 'options', preflight)));
  });
}

/** What SAM writes asks at once what the API asks by default; a body of the user has to be looked through anyway. */
const settled = ({ sam, api, auth }: Add, security: Property | undefined, method: string): Property | undefined =>
  hasBody(api) ? security : withDefaults(sam, auth, security, method === 'options');

/** Operations ask what the API asks by default, unless they say something else. */
const withSecurity = ({ sam, auth }: Add, paths: MapExpression): MapExpression =>
  eachOperation(paths, (operation, method) => {
    const own = operation.entries.get('security');
    if (!own && operation.open !== undefined) return operation;
    const security = withDefaults(sam, auth, own, method === 'options');
    return security ? put(operation, 'security', security) : operation;
  });

/** Beside operations, a path has these. */
const noOperations: ReadonlySet<string> = new Set(['summary', 'description', 'parameters']);

/** Of those that call something: others SAM lets be. */
function eachOperation(
  paths: MapExpression,
  change: (operation: MapExpression, method: string, path: string) => MapExpression,
): MapExpression {
  const calls = ({ entries }: MapExpression) => isSaid(entries.get(integrationKey)?.value);
  return changed(paths, (item, path) =>
    inEach(item, (node) =>
      changed(node, (operation, method) =>
        noOperations.has(method)
          ? operation
          : inEach(operation, (one) => (calls(one) ? change(one, method, path) : one)),
      ),
    ),
  );
}
