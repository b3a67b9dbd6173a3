/* `AWS::Serverless::Api`, written or implied by events: the API with its body, its deployment and its stage. */
import type { Expression, Property, Spot } from '../../format.ts';
import { type Auth, schemesOf, securityOf } from './auth.ts';
import { at, list, literal, map, reference, text, under } from './build.ts';
import { withDefaults } from './definition.ts';
import { type ApiEvent, inEvent } from './events.ts';
import { invocationOf, permissionOf } from './function.ts';
import { type Facts, MadeResource } from './made.ts';
import { factsOf, type Sam } from './sam.ts';
import { isTrue, textOf, value, type Written } from './written.ts';

/** Settings of the stage that an API of SAM has in the words of `AWS::ApiGateway::Stage`. */
const ofStage = [
  'AccessLogSetting',
  'CacheClusterEnabled',
  'CacheClusterSize',
  'CanarySetting',
  'MethodSettings',
  'StageName',
  'TracingEnabled',
  'Variables',
];
const ofApi = ['BinaryMediaTypes', 'Description', 'DisableExecuteApiEndpoint', 'MinimumCompressionSize', 'Name'];

/** `events` are those at this API. */
export function madeOfRestApi(sam: Sam, api: Written, events: readonly ApiEvent[]): readonly MadeResource[] {
  const { name, key } = api;
  const stageName = value(api, 'StageName');
  const said = stageName ? textOf(stageName, sam.parameters) : 'Prod';
  const stage = `${name}${said !== undefined && /^[a-zA-Z0-9]+$/.test(said) ? said : ''}Stage`;
  const deployment = `${name}Deployment`;
  sam.refer(`${name}.Stage`, stage);
  sam.refer(`${name}.Deployment`, deployment);
  const facts = factsOf(api, name, 'AWS::ApiGateway::RestApi', { same: ofApi });
  const hasExtraStage = at(api.properties, 'OpenApiVersion') === undefined;
  return [
    new MadeResource({ ...facts, made: { ...facts.made, wordsFor: wordsOf(facts, api, events) } }, () =>
      restApi(sam, api, events),
    ),
    new MadeResource(
      factsOf(api, deployment, 'AWS::ApiGateway::Deployment', { called: `${name}.Deployment`, needs: [name] }),
      () =>
        map(key, [
          ['RestApiId', reference(key, name)],
          // Source: "Why do I have a stage called Stage?" in the FAQ of SAM.
          ['StageName', hasExtraStage ? literal(key, 'Stage') : undefined],
        ]),
    ),
    new MadeResource(
      factsOf(api, stage, 'AWS::ApiGateway::Stage', {
        same: ofStage,
        called: `${name}.Stage`,
        needs: [name, deployment],
      }),
      () =>
        map(api.properties?.span ?? key, [
          ['RestApiId', reference(key, name)],
          ['DeploymentId', reference(key, deployment)],
          ['StageName', literal(key, 'Prod')],
          ...ofStage.map((word) => [word, at(api.properties, word)] as const).filter(([, property]) => property),
        ]),
    ),
    ...events.map((event) => permissionOf(sam, event, said ?? 'Stage')),
    ...authorizerPermissions(api),
  ];
}

function restApi(sam: Sam, api: Written, events: readonly ApiEvent[]): Expression {
  const { properties, key } = api;
  const here = properties?.span ?? key;
  const uri = at(properties, 'DefinitionUri');
  return map(here, [
    ...ofApi.map((word) => [word, at(properties, word)] as const),
    ['Policy', at(properties, 'Policy')],
    ['EndpointConfiguration', endpointOf(at(properties, 'EndpointConfiguration'))],
    ['BodyS3Location', uri],
    ['Body', uri ? undefined : bodyOf(sam, api, events, here)],
  ]);
}

/** `REGIONAL`, or a map with a `Type`. */
function endpointOf(written: Property | undefined): Property | undefined {
  if (!written) return undefined;
  const { key, value: node } = written;
  if (node.kind !== 'map') return { key, value: map(node.span, [['Types', list(node.span, [node])]]) };
  const type = node.entries.get('Type');
  return type
    ? {
        key,
        value: map(node.span, [
          ...node.entries,
          ['Types', { key: type.key, value: list(type.value.span, [type.value]) }],
        ]),
      }
    : written;
}

function bodyOf(sam: Sam, api: Written, events: readonly ApiEvent[], here: Spot): Property {
  const auth = value(api, 'Auth');
  const written = at(api.properties, 'DefinitionBody');
  const policy = at(auth, 'ResourcePolicy');
  const around = [
    ['securityDefinitions', map(here, schemesOf(sam, auth, events, here))],
    ['x-amazon-apigateway-policy', policy && { key: policy.key, value: policyOf(policy.value) }],
  ] as const;
  const made = map(here, [...around, ['paths', pathsOf(sam, api, events, here)]]);
  if (!written) return { key: here, value: made };
  const merges = isTrue(value(api, 'MergeDefinitions'));
  return { key: written.key, value: withDefaults(sam, written.value, merges ? made : map(here, around), auth) };
}

function pathsOf(sam: Sam, api: Written, events: readonly ApiEvent[], here: Spot): Expression {
  const auth = value(api, 'Auth');
  const byPath = new Map<string, [string, Property][]>();
  for (const event of events) {
    const operations = byPath.get(event.path) ?? [];
    byPath.set(event.path, operations);
    const method = operationKey(event);
    if (!operations.some(([word]) => word === method)) operations.push([method, operationOf(sam, auth, event)]);
  }
  const preflight = at(api.properties, 'Cors');
  if (preflight)
    for (const operations of byPath.values())
      if (!operations.some(([word]) => word === 'options'))
        operations.push(['options', preflightOf(sam, preflight, auth)]);
  return map(
    here,
    [...byPath].map(([path, operations]) => {
      const [, first] = operations[0] ?? [];
      const key = first?.key ?? here;
      return [path, { key, value: map(key, operations) }] as const;
    }),
  );
}

function operationOf(sam: Sam, auth: Auth, event: ApiEvent): Property {
  const { key, properties, exists } = event;
  const here = properties?.span ?? key;
  const integration = map(here, [
    ['type', literal(key, 'aws_proxy')],
    ['httpMethod', literal(key, 'POST')],
    ['uri', invocationOf(sam, event)],
    ['timeoutInMillis', inEvent(event, 'TimeoutInMillis')],
    ['responseTransferMode', inEvent(event, 'ResponseTransferMode')],
  ]);
  const operation = map(here, [
    ['x-amazon-apigateway-integration', { key, value: integration }],
    ['security', securityOf(sam, auth, event)],
  ]);
  return { key, value: under(exists, operation) };
}

/** API Gateway answers itself. The default authorizer is asked, too, unless the user turns that off. */
function preflightOf(sam: Sam, { key, value: cors }: Property, auth: Auth): Property {
  const { span } = cors;
  const isOpen = at(auth, 'AddDefaultAuthorizerToCorsPreflight')?.value;
  const name = textOf(at(auth, 'DefaultAuthorizer')?.value, sam.parameters);
  const asks = name !== undefined && !(isOpen?.kind === 'literal' && String(isOpen.value) === 'false');
  const operation = map(span, [
    ['x-amazon-apigateway-integration', map(span, [['type', literal(span, 'mock')]])],
    ['security', asks ? list(span, [map(span, [[name, list(span, [])]])]) : undefined],
  ]);
  return { key, value: operation };
}

/** Short words for policies become statements; only what is said in full can be read. */
function policyOf(policy: Expression): Expression {
  const { span } = policy;
  const statements = at(policy, 'CustomStatements');
  const isOnlyThat = policy.kind === 'map' && policy.entries.size === 1 && statements;
  return isOnlyThat
    ? map(span, [['Statement', statements]])
    : { span, kind: 'unknown', why: 'SAM makes the policy of short words' };
}

/** Functions that decide on callers are allowed to be called. */
function authorizerPermissions(api: Written): readonly MadeResource[] {
  const auth = value(api, 'Auth');
  const authorizers = at(auth, 'Authorizers')?.value;
  if (authorizers?.kind !== 'map') return [];
  return [...authorizers.entries].flatMap(([name, { value: authorizer }]) => {
    const called = at(authorizer, 'FunctionArn')?.value;
    const isOff = at(authorizer, 'DisableFunctionDefaultPermissions');
    if (!called || (isOff && isTrue(isOff.value))) return [];
    const { key } = api;
    const facts = factsOf(api, `${api.name}${name}AuthorizerPermission`, 'AWS::Lambda::Permission');
    return [
      new MadeResource(facts, () =>
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
      ),
    ];
  });
}

/** What stands in an operation of the body, its event says, or the body that the user wrote. */
function wordsOf({ made }: Facts, api: Written, events: readonly ApiEvent[]): Facts['made']['wordsFor'] {
  return (keys) => {
    const [, section, paths, path, method, ...rest] = keys;
    if (section !== 'Body' || paths !== 'paths') return made.wordsFor(keys);
    const isWritten = at(api.properties, 'DefinitionBody') !== undefined;
    const areEvents = !isWritten || isTrue(value(api, 'MergeDefinitions'));
    const event = areEvents && events.find((one) => one.path === path && operationKey(one) === method);
    if (!event) return isWritten && api.home ? [...api.home, 'DefinitionBody', ...keys.slice(2)] : undefined;
    const words = wordsInEvent(rest);
    return words && event.of.home && [...event.of.home, 'Events', event.name, 'Properties', ...words];
  };
}

/** `ANY` has a word of its own in a body. */
const operationKey = ({ method }: ApiEvent): string => (method === 'any' ? 'x-amazon-apigateway-any-method' : method);

const wordsInEvent = (keys: readonly string[]): readonly string[] | undefined => said.get(keys.join('.'));

const said: ReadonlyMap<string, readonly string[]> = new Map([
  ['security', ['Auth', 'Authorizer']],
  ['x-amazon-apigateway-auth.type', ['Auth', 'Authorizer']],
  ['x-amazon-apigateway-integration.timeoutInMillis', ['TimeoutInMillis']],
]);
