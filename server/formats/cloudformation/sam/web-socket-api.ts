/* `AWS::Serverless::WebSocketApi`: the API with its routes, what they call, its stage and its domain. */
import type { Expression, Property } from '../../format.ts';
import { at, entriesOf, literal, map, reference, text } from './build.ts';
import { madeOfDomain } from './domain.ts';
import { spotIn } from './events.ts';
import { ofStage } from './http-api.ts';
import { authorizerPermission } from './http-auth.ts';
import { type Facts, MadeResource } from './made.ts';
import { factsOf, type Sam } from './sam.ts';
import { isMissing, literalIn, value, type Written } from './written.ts';

const ofApi = [
  'ApiKeySelectionExpression',
  'Description',
  'DisableExecuteApiEndpoint',
  'DisableSchemaValidation',
  'IpAddressType',
  'Name',
  'RouteSelectionExpression',
];

export function madeOfWebSocketApi(sam: Sam, api: Written): readonly MadeResource[] {
  const { name, key, properties } = api;
  const here = properties?.span ?? key;
  const stage = stageOf(api);
  sam.refer(`${name}.Stage`, stage);
  return [
    new MadeResource(factsOf(api, name, 'AWS::ApiGatewayV2::Api', { same: ofApi }), () =>
      map(here, [
        ['ProtocolType', literal(key, 'WEBSOCKET')],
        ['Name', literal(key, name)],
        ...ofApi.map((word) => [word, at(properties, word)] as const),
      ]),
    ),
    ...entriesOf(value(api, 'Routes')).flatMap(([routeKey, route]) => madeOfRoute(api, routeKey, route)),
    new MadeResource(
      factsOf(api, stage, 'AWS::ApiGatewayV2::Stage', { same: ofStage, called: `${name}.Stage`, needs: [name] }),
      () =>
        map(here, [
          ['ApiId', reference(key, name)],
          ['AutoDeploy', literal(key, true)],
          ['StageName', literal(key, 'default')],
          ...ofStage.map((word) => [word, at(properties, word)] as const),
        ]),
    ),
    ...madeOfAuthorizer(api),
    ...madeOfDomain(sam, api),
  ];
}

/** Its logical id. */
function stageOf(api: Written): string {
  const said = value(api, 'StageName');
  const word = isMissing(said) ? 'default' : literalIn(said);
  return `${api.name}${word === 'default' ? 'Default' : word}Stage`;
}

/** `$connect: { FunctionArn, IntegrationTimeout, … }`. Without a function, SAM would not deploy it. */
function madeOfRoute(api: Written, routeKey: string, route: Property): readonly MadeResource[] {
  const called = at(route.value, 'FunctionArn');
  if (!called) return [];
  const { name, home } = api;
  const word = routeKey.replace('$', '').toLowerCase();
  const id = `${name}${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
  const key = spotIn(route.key, api);
  const { span } = route.value;
  const facts = (suffix: string, type: string, said?: (word: string) => readonly string[] | undefined): Facts => {
    const { made, ...rest } = factsOf(api, `${id}${suffix}`, type);
    const wordsFor = ([, first = '']: readonly string[]) => {
      const keys = said?.(first);
      return home && keys && [...home, ...keys];
    };
    return { ...rest, at: key, made: { ...made, wordsFor } };
  };
  // Whoever is let in may send all messages: only `$connect` can ask.
  const asks = routeKey === '$connect';
  const ofRoute = facts('Route', 'AWS::ApiGatewayV2::Route', (first) => {
    if (first === 'AuthorizationType') return asks ? ['Auth', 'AuthType'] : undefined;
    return inRoute.includes(first) ? ['Routes', routeKey, first] : undefined;
  });
  const ofIntegration = facts('Integration', 'AWS::ApiGatewayV2::Integration', (first) => {
    if (first === 'TimeoutInMillis') return ['Routes', routeKey, 'IntegrationTimeout'];
    return first === 'IntegrationUri' ? ['Routes', routeKey, 'FunctionArn'] : undefined;
  });
  return [
    new MadeResource(ofRoute, () =>
      map(span, [
        ['ApiId', reference(key, name)],
        ['RouteKey', literal(key, routeKey)],
        ['Target', text(key, ['integrations/', reference(key, ofIntegration.name)])],
        ...inRoute.map((first) => [first, at(route.value, first)] as const),
        ['AuthorizationType', asks ? at(api.properties, 'Auth', 'AuthType') : undefined],
        ['AuthorizerId', asks && isCustom(api) ? reference(key, authorizerOf(api)) : undefined],
      ]),
    ),
    new MadeResource(ofIntegration, () =>
      map(span, [
        ['ApiId', reference(key, name)],
        ['IntegrationType', literal(key, 'AWS_PROXY')],
        ['IntegrationUri', called],
        ['TimeoutInMillis', at(route.value, 'IntegrationTimeout')],
      ]),
    ),
    new MadeResource(facts('Permission', 'AWS::Lambda::Permission'), () =>
      map(span, [
        ['FunctionName', called],
        ['Action', literal(key, 'lambda:InvokeFunction')],
        ['Principal', literal(key, 'apigateway.amazonaws.com')],
        ['SourceArn', sourceOf(api, routeKey, key)],
      ]),
    ),
  ];
}

const inRoute = ['ApiKeyRequired', 'OperationName', 'RequestParameters', 'RouteResponseSelectionExpression'];

const sourceOf = (api: Written, routeKey: string, key: Facts['at']): Expression =>
  text(key, [
    'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:',
    reference(key, api.name),
    '/',
    value(api, 'StageName') ?? 'default',
    `/${routeKey}`,
  ]);

const isCustom = (api: Written): boolean => literalIn(value(api, 'Auth', 'AuthType')) === 'CUSTOM';

const authorizerOf = ({ name }: Written): string => `${name}ConnectAuthorizer`;

/** A function that decides who may connect. With a role of its own, API Gateway needs no permission of it. */
function madeOfAuthorizer(api: Written): readonly MadeResource[] {
  const { name, home, properties } = api;
  const called = at(properties, 'Auth', 'AuthArn');
  if (!isCustom(api) || !called) return [];
  const auth = at(properties, 'Auth');
  const role = at(properties, 'Auth', 'InvokeRole');
  const { made, ...facts } = factsOf(api, authorizerOf(api), 'AWS::ApiGatewayV2::Authorizer');
  const wordsFor = ([, word = '']: readonly string[]) => {
    const said = inAuth.get(word);
    return home && said !== undefined ? [...home, 'Auth', said] : undefined;
  };
  const key = auth ? spotIn(auth.key, api) : api.key;
  const authorizer = new MadeResource({ ...facts, at: key, made: { ...made, wordsFor } }, () =>
    map(auth?.value.span ?? key, [
      ['ApiId', reference(key, name)],
      ['AuthorizerType', literal(key, 'REQUEST')],
      ['AuthorizerUri', called],
      ['AuthorizerCredentialsArn', role],
      ['IdentitySource', at(properties, 'Auth', 'IdentitySource')],
    ]),
  );
  return role ? [authorizer] : [authorizer, authorizerPermission(api, `${name}AuthorizerPermission`, called)];
}

const inAuth: ReadonlyMap<string, string> = new Map([
  ['AuthorizerCredentialsArn', 'InvokeRole'],
  ['AuthorizerUri', 'AuthArn'],
  ['IdentitySource', 'IdentitySource'],
]);
