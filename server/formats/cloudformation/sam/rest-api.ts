/* `AWS::Serverless::Api`, written or implied by events: the API with its body, its deployment and its stage. */
import type { Expression, Property } from '../../format.ts';
import { at, entriesOf, list, literal, map, mapIn, put, reference } from './build.ts';
import { bodyOf, eventsIn, hasBody, operationKey } from './definition.ts';
import { madeOfRestDomain } from './domain.ts';
import { type ApiEvent, partsOf } from './events.ts';
import { permissionsOf } from './function.ts';
import { authorizerPermission } from './http-auth.ts';
import { stageIdOf, stageNameOf } from './logical-id.ts';
import { type Facts, MadeResource } from './made.ts';
import { factsOf, type Sam } from './sam.ts';
import { madeOfUsagePlan } from './usage-plan.ts';
import { isImplied, isSaid, value, type Written } from './written.ts';

/** Settings of the stage that an API of SAM has in the words of `AWS::ApiGateway::Stage`. */
const ofStage = [
  'AccessLogSetting',
  'CacheClusterEnabled',
  'CacheClusterSize',
  'CanarySetting',
  'MethodSettings',
  'TracingEnabled',
  'Variables',
];
/** SAM writes `DisableExecuteApiEndpoint` into the body, where it says the same. */
const ofApi = [
  'ApiKeySourceType',
  'BinaryMediaTypes',
  'Description',
  'DisableExecuteApiEndpoint',
  'MinimumCompressionSize',
  'Name',
  'Policy',
  'SecurityPolicy',
];
/** Of these, `Globals` can say nothing, and so nobody can of an API that events imply. */
const ofWrittenOnly: ReadonlySet<string> = new Set([
  'ApiKeySourceType',
  'Description',
  'DisableExecuteApiEndpoint',
  'Policy',
  'StageName',
]);

/** `events` are those at this API. */
export function madeOfRestApi(sam: Sam, api: Written, events: readonly ApiEvent[]): readonly MadeResource[] {
  const { name, key, properties } = api;
  const stage = stageIdOf(api);
  const deployment = `${name}Deployment`;
  sam.refer(`${name}.Stage`, stage);
  sam.refer(`${name}.Deployment`, deployment);
  const sayable = (words: readonly string[]) => words.filter((word) => !isImplied(api) || !ofWrittenOnly.has(word));
  const facts = factsOf(api, name, 'AWS::ApiGateway::RestApi', { same: sayable(ofApi) });
  const ofDeployment = factsOf(api, deployment, 'AWS::ApiGateway::Deployment', {
    called: `${name}.Deployment`,
    needs: [name],
  });
  const stageFacts = factsOf(api, stage, 'AWS::ApiGateway::Stage', {
    same: sayable([...ofStage, 'StageName']),
    called: `${name}.Stage`,
    needs: [name, deployment],
  });
  return [
    new MadeResource(
      { ...facts, parts: partsOf(api, events), made: { ...facts.made, wordsFor: wordsOf(facts, api, events) } },
      () => restApi(sam, api, events),
    ),
    new MadeResource({ ...ofDeployment, made: { ...ofDeployment.made, without: withoutStage(api) } }, () =>
      map(key, [
        ['RestApiId', reference(key, name)],
        // Source: "Why do I have a stage called Stage?" in the FAQ of SAM.
        ['StageName', isSaid(value(api, 'OpenApiVersion')) ? undefined : literal(key, 'Stage')],
      ]),
    ),
    new MadeResource(stageFacts, () =>
      map(properties?.span ?? key, [
        ['RestApiId', reference(key, name)],
        ['DeploymentId', reference(key, deployment)],
        ['StageName', isImplied(api) ? literal(key, 'Prod') : at(properties, 'StageName')],
        ...ofStage.map((word) => [word, at(properties, word)] as const),
      ]),
    ),
    ...permissionsOf(sam, events, stageNameOf(api) || 'Stage'),
    ...authorizerPermissions(api),
    ...madeOfUsagePlan(sam, api),
    ...madeOfRestDomain(sam, api),
  ];
}

/** A body that the user wrote may be of another version. */
const withoutStage =
  (api: Written): NonNullable<Facts['made']['without']> =>
  ([, word]) =>
    word === 'StageName' && api.home && !hasBody(api)
      ? { at: [...api.home, 'OpenApiVersion'], value: '3.0.1' }
      : undefined;

function restApi(sam: Sam, api: Written, events: readonly ApiEvent[]): Expression {
  const { properties, key } = api;
  const here = properties?.span ?? key;
  const uri = at(properties, 'DefinitionUri');
  const hasUri = uri && isSaid(uri.value);
  return map(here, [
    ...ofApi.map((word) => [word, at(properties, word)] as const),
    ['EndpointConfiguration', endpointOf(at(properties, 'EndpointConfiguration'))],
    ...(hasUri ? describedBy(sam, uri) : [['Body', bodyOf(sam, api, events, here)] as const]),
  ]);
}

/** A description in a file: SAM adds nothing to it. Where it cannot be read, it is an object in S3. */
export function describedBy(sam: Sam, uri: Property): readonly (readonly [string, Property])[] {
  const body = sam.include(uri.value);
  return [body && body.kind !== 'unknown' ? ['Body', { key: uri.key, value: body }] : ['BodyS3Location', uri]];
}

/** `REGIONAL`, or a map with a `Type`; without one, SAM takes the map for the type, and the deployment fails. */
function endpointOf(written: Property | undefined): Property | undefined {
  if (!written || !isSaid(written.value)) return undefined;
  const { key, value: node } = written;
  const configuration = mapIn(node);
  const type = at(configuration, 'Type') ?? written;
  const { span } = type.value;
  return {
    key,
    value: put(configuration ?? map(span, []), 'Types', { key: type.key, value: list(span, [type.value]) }),
  };
}

/** Functions that decide on callers are allowed to be called. */
function authorizerPermissions(api: Written): readonly MadeResource[] {
  return entriesOf(value(api, 'Auth', 'Authorizers')).flatMap(([name, { value: authorizer }]) => {
    const called = at(authorizer, 'FunctionArn');
    const isOff = isSaid(at(authorizer, 'DisableFunctionDefaultPermissions')?.value);
    return called && isSaid(called.value) && !isOff
      ? [authorizerPermission(api, `${api.name}${name}AuthorizerPermission`, called)]
      : [];
  });
}

/** What stands in the body, the event of its operation says, or an authorizer, or the body that the user wrote. */
function wordsOf({ made }: Facts, api: Written, events: readonly ApiEvent[]): Facts['made']['wordsFor'] {
  const ofEvents = eventsIn(api, events);
  return (keys) => {
    const [, section, ...inBody] = keys;
    if (section === 'EndpointConfiguration' && inBody[0] === 'Types')
      return api.home && [...api.home, section, ...(value(api, section)?.kind === 'literal' ? [] : ['Type'])];
    if (section !== 'Body') return made.wordsFor(keys);
    const [paths, path, method, ...rest] = inBody;
    const event =
      paths === 'paths' ? ofEvents.find((one) => one.path === path && operationKey(one) === method) : undefined;
    if (event) {
      const words = inWordsOfEvent.get(rest.join('.'));
      // A state machine has no say in how long its API waits.
      const isSayable = words?.[0] !== 'TimeoutInMillis' || event.of.type.endsWith('::Function');
      return words && isSayable && event.of.home
        ? [...event.of.home, 'Events', event.name, 'Properties', ...words]
        : undefined;
    }
    if (!api.home) return undefined;
    return inWordsOfAuthorizer(api, inBody) ?? (hasBody(api) ? [...api.home, 'DefinitionBody', ...inBody] : undefined);
  };
}

const inWordsOfEvent: ReadonlyMap<string, readonly string[]> = new Map([
  ['security', ['Auth', 'Authorizer']],
  ['x-amazon-apigateway-auth.type', ['Auth', 'Authorizer']],
  ['x-amazon-apigateway-integration.timeoutInMillis', ['TimeoutInMillis']],
  // As the model spells it: what an operation stands at, and what only a method has a word for.
  ['<key>', ['Method']],
  ['<outer key>', ['Path']],
  ['<owner>', ['RestApiId']],
  ['ApiKeyRequired', ['Auth', 'ApiKeyRequired']],
  ['AuthorizerId', ['Auth', 'Authorizer']],
  ['AuthorizationScopes', ['Auth', 'AuthorizationScopes']],
]);

function inWordsOfAuthorizer(api: Written, keys: readonly string[]): readonly string[] | undefined {
  const [definitions, name = '', extension, word = ''] = keys;
  if (definitions !== 'securityDefinitions' || extension !== 'x-amazon-apigateway-authorizer') return undefined;
  // With a user pool, SAM passes none of them on.
  const words = at(value(api, 'Auth', 'Authorizers'), name, 'FunctionArn') && ofAuthorizer.get(word);
  return words && api.home && [...api.home, 'Auth', 'Authorizers', name, ...words];
}

const ofAuthorizer: ReadonlyMap<string, readonly string[]> = new Map([
  ['authorizerCredentials', ['FunctionInvokeRole']],
  ['authorizerResultTtlInSeconds', ['Identity', 'ReauthorizeEvery']],
  ['authorizerUri', ['FunctionArn']],
]);
