/* `AWS::Serverless::HttpApi`, written or implied by events: the API with its body, its stage and its domain. */
import type { Expression, Property } from '../../format.ts';
import { at, inEach, literal, map, reference, under } from './build.ts';
import { hasBody, operationKey } from './definition.ts';
import { madeOfDomain } from './domain.ts';
import { type ApiEvent, inEvent, partsOf } from './events.ts';
import { permissionsOf } from './function.ts';
import { withGlobals } from './globals.ts';
import { authorizerPermissions } from './http-auth.ts';
import { bodyOf, pathKey } from './http-body.ts';
import { withWord } from './logical-id.ts';
import { type Facts, MadeResource } from './made.ts';
import { describedBy } from './rest-api.ts';
import { factsOf, type Sam } from './sam.ts';
import { isImplied, isSaid, literalIn, value, type Written } from './written.ts';

/** What an API of SAM says in the words of `AWS::ApiGatewayV2::Stage`. */
export const ofStage = [
  'AccessLogSettings',
  'DefaultRouteSettings',
  'RouteSettings',
  'StageName',
  'StageVariables',
] as const;
/** SAM writes the second one into the body, where it says the same. */
const ofApi = ['FailOnWarnings', 'DisableExecuteApiEndpoint'];
/** Of these, `Globals` can say nothing, and so nobody can of an API that events imply. */
const ofWrittenOnly: ReadonlySet<string> = new Set(['DisableExecuteApiEndpoint', 'StageName']);

/** `all` are the events at this API; those of REST APIs SAM would not deploy. */
export function madeOfHttpApi(sam: Sam, api: Written, all: readonly ApiEvent[]): readonly MadeResource[] {
  const { name, key } = api;
  const events = all.filter(({ type }) => type === 'HttpApi');
  const stage = stageOf(api);
  sam.refer(`${name}.Stage`, stage);
  const sayable = (words: readonly string[]) => words.filter((word) => !isImplied(api) || !ofWrittenOnly.has(word));
  const facts = factsOf(api, name, 'AWS::ApiGatewayV2::Api', { same: sayable(ofApi) });
  const stageFacts = factsOf(api, stage, 'AWS::ApiGatewayV2::Stage', {
    same: sayable(ofStage),
    called: `${name}.Stage`,
    needs: [name],
  });
  return [
    new MadeResource(
      { ...facts, parts: partsOf(api, events), made: { ...facts.made, wordsFor: wordsOf(facts, api, events) } },
      () => apiOf(sam, api, events),
    ),
    new MadeResource(stageFacts, () =>
      map(api.properties?.span ?? key, [
        ['ApiId', reference(key, name)],
        ['AutoDeploy', literal(key, true)],
        ...ofStage.map((word) => [word, at(api.properties, word)] as const),
        ['StageName', isSaid(value(api, 'StageName')) ? at(api.properties, 'StageName') : literal(key, '$default')],
        ['RouteSettings', routeSettings(api, events)],
      ]),
    ),
    ...permissionsOf(sam, events),
    ...authorizerPermissions(api),
    ...madeOfDomain(sam, api),
  ];
}

/** Its logical id. */
function stageOf({ name, properties }: Written): string {
  const said = at(properties, 'StageName')?.value;
  const word = isSaid(said) ? literalIn(said) : '$default';
  if (word === '$default') return `${name}ApiGatewayDefaultStage`;
  const id = withWord(word);
  return id === word ? `${name}${word}Stage` : `${name}Stage${id}`;
}

function apiOf(sam: Sam, api: Written, events: readonly ApiEvent[]): Expression {
  const { properties, key } = api;
  const here = properties?.span ?? key;
  const uri = at(properties, 'DefinitionUri');
  const hasUri = uri && isSaid(uri.value);
  return map(here, [
    ...ofApi.map((word) => [word, at(properties, word)] as const),
    ...(hasUri ? describedBy(sam, uri) : [['Body', bodyOf(sam, api, events, here)] as const]),
  ]);
}

/** What events say of their routes stands beside what the API says: `GET /orders`, or `$default`. */
function routeSettings({ properties }: Written, events: readonly ApiEvent[]): Property | undefined {
  const written = at(properties, 'RouteSettings');
  const said = events.flatMap((event) => {
    const settings = inEvent(event, 'RouteSettings');
    return settings ? [{ event, settings }] : [];
  });
  const [first] = said;
  if (!first) return written;
  const routes = written?.value ?? map(first.settings.value.span, []);
  const value = inEach(routes, ({ span, entries, open }) => {
    const all = new Map(entries);
    for (const { event, settings } of said) {
      const route = event.path === '$default' ? event.path : `${event.method.toUpperCase()} ${event.path}`;
      const before = all.get(route);
      if (!before) all.set(route, { key: settings.key, value: under(event.exists, settings.value) });
      // Beside others, settings of a function that has a condition cannot be deployed.
      else if (!event.exists) all.set(route, { key: before.key, value: withGlobals(before.value, settings.value) });
    }
    return map(span, all, open);
  });
  return { key: written?.key ?? first.settings.key, value };
}

/** What stands in the body, the event of its route says, or the body that the user wrote. */
function wordsOf({ made }: Facts, api: Written, events: readonly ApiEvent[]): Facts['made']['wordsFor'] {
  return (keys) => {
    const [, section, ...rest] = keys;
    if (section !== 'Body') return made.wordsFor(keys);
    const [paths, path, method, ...below] = rest;
    const event =
      paths === 'paths' ? events.find((one) => pathKey(one, api) === path && operationKey(one) === method) : undefined;
    const words = event?.of.home && inWordsOfEvent.get(below.join('.'));
    if (event?.of.home && words) return [...event.of.home, 'Events', event.name, 'Properties', ...words];
    if (api.home && hasBody(api)) return [...api.home, 'DefinitionBody', ...rest];
    return api.home && inWordsOfAuthorizer(api.home, rest);
  };
}

const inWordsOfEvent: ReadonlyMap<string, readonly string[]> = new Map([
  ['security', ['Auth', 'Authorizer']],
  ['x-amazon-apigateway-integration.payloadFormatVersion', ['PayloadFormatVersion']],
  ['x-amazon-apigateway-integration.timeoutInMillis', ['TimeoutInMillis']],
  // As the model spells it: what an operation stands at, and what only a route has a word for.
  ['<key>', ['Method']],
  ['<outer key>', ['Path']],
  ['<owner>', ['ApiId']],
  ['AuthorizerId', ['Auth', 'Authorizer']],
  ['AuthorizationScopes', ['Auth', 'AuthorizationScopes']],
]);

function inWordsOfAuthorizer(home: readonly string[], keys: readonly string[]): readonly string[] | undefined {
  const [components, schemes, name, extension, word = ''] = keys;
  if (components !== 'components' || schemes !== 'securitySchemes' || name === undefined) return undefined;
  if (extension !== 'x-amazon-apigateway-authorizer') return undefined;
  const words = ofAuthorizer.get(word);
  return words && [...home, 'Auth', 'Authorizers', name, ...words];
}

const ofAuthorizer: ReadonlyMap<string, readonly string[]> = new Map([
  ['authorizerCredentials', ['FunctionInvokeRole']],
  ['authorizerResultTtlInSeconds', ['Identity', 'ReauthorizeEvery']],
  ['authorizerUri', ['FunctionArn']],
]);
