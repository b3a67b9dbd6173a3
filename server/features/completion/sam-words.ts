/*
 * Keys and words that SAM has of its own, for which the model has no row: what holds the others, who may call an API,
 * the events that bring routes. Source: the SAM specification, pages "ApiAuth", "HttpApiAuth", "ApiFunctionAuth",
 * "HttpApiFunctionAuth", "LambdaTokenAuthorizer", "OAuth2Authorizer", "ApiUsagePlan", "ResourcePolicyStatement",
 * "Api", "HttpApi" and "Globals section", looked at on 2026-11-22.
 */

export interface SamWord {
  readonly about: string;
  /** Left out: a value. */
  readonly holds?: 'map' | 'list';
  /** What it may be; `authorizers` stands for the names that the template has given to some. */
  readonly words?: readonly string[];
  readonly keys?: SamWords;
}
export type SamWords = Readonly<Record<string, SamWord>>;

const truth = ['true', 'false'];
const value = (about: string, words?: readonly string[]): SamWord => ({ about, ...(words && { words }) });
const list = (about: string): SamWord => ({ about, holds: 'list' });
const map = (about: string, keys: SamWords = {}): SamWord => ({ about, holds: 'map', keys });

export const authorizers = '<authorizers>';
/** What stands for keys of the user's own: the names of authorizers. */
export const anyName = 'Any';

const identity = map('Where in a request the proof of identity stands.', {
  Headers: list('Headers that are handed to the function; without one of them, the answer is 401.'),
  QueryStrings: list('Query strings that are handed to the function.'),
  StageVariables: list('Stage variables that are handed to the function.'),
  Context: list('Words of `$context` that are handed to the function, such as `identity.sourceIp`.'),
  ReauthorizeEvery: value('For how many seconds an answer of the authorizer is kept.'),
});
const ofFunction: SamWords = {
  FunctionArn: value('The function that decides who may call.'),
  FunctionInvokeRole: value('The role in which API Gateway calls the function.'),
};
const scopes = list('What a token has to allow, one of these scopes.');

const ofRestAuthorizer: SamWords = {
  UserPoolArn: value('The Cognito user pool whose tokens are taken, or a list of several.'),
  ...ofFunction,
  FunctionPayloadType: value('What the function is given: the token alone, or the whole request.', [
    'TOKEN',
    'REQUEST',
  ]),
  Identity: map(identity.about, {
    Header: value('The header that the token stands in.'),
    ValidationExpression: value(
      'What a token has to look like, as a regular expression, before the function is asked.',
    ),
    ...identity.keys,
  }),
  AuthorizationScopes: scopes,
  DisableFunctionDefaultPermissions: value('`true`: SAM does not allow API Gateway to call the function.', truth),
};

const ofHttpAuthorizer: SamWords = {
  JwtConfiguration: map('Whose tokens are taken.', {
    issuer: value('Who signs the tokens: an address that begins with `https://`.'),
    audience: list('For whom the tokens are: one of these.'),
  }),
  IdentitySource: value('Where in a request the token stands, such as `$request.header.Authorization`.'),
  AuthorizationScopes: scopes,
  ...ofFunction,
  AuthorizerPayloadFormatVersion: value('The version of what is sent to the function.', ['1.0', '2.0']),
  EnableSimpleResponses: value(
    '`true`: the function answers yes or no, where it otherwise answers with a policy.',
    truth,
  ),
  EnableFunctionDefaultPermissions: value('`true`: SAM allows API Gateway to call the function.', truth),
  Identity: identity,
};

const named = (keys: SamWords): SamWord =>
  map('Those who decide on callers, by names of your own.', { [anyName]: map('An authorizer.', keys) });

const policy = map('Who may call from where.', {
  CustomStatements: list('Statements of a policy, as they are.'),
  AwsAccountWhitelist: list('AWS accounts that may call.'),
  AwsAccountBlacklist: list('AWS accounts that may not.'),
  IpRangeWhitelist: list('Addresses from which to call, such as `10.0.0.0/8`.'),
  IpRangeBlacklist: list('Addresses from which not to call.'),
  IntrinsicVpcWhitelist: list('VPCs of this template from which to call.'),
  IntrinsicVpcBlacklist: list('VPCs of this template from which not to call.'),
  IntrinsicVpceWhitelist: list('VPC endpoints of this template through which to call.'),
  IntrinsicVpceBlacklist: list('VPC endpoints of this template through which not to call.'),
  SourceVpcWhitelist: list('VPCs and VPC endpoints from which to call, by their ids.'),
  SourceVpcBlacklist: list('VPCs and VPC endpoints from which not to call, by their ids.'),
});

const role = value('In which role API Gateway calls the function, where IAM lets callers in.', [
  'CALLER_CREDENTIALS',
  'NONE',
]);
const apiKey = value('`true`: who calls needs an API key.', truth);

const restAuth = map('Who may call this API.', {
  DefaultAuthorizer: value('Who decides where an event names nobody.', [authorizers, 'AWS_IAM']),
  Authorizers: named(ofRestAuthorizer),
  ApiKeyRequired: apiKey,
  UsagePlan: map('How much each API key may call.', {
    CreateUsagePlan: value('A plan for this API, one that all APIs share, or none.', ['PER_API', 'SHARED', 'NONE']),
  }),
  ResourcePolicy: policy,
  InvokeRole: role,
  AddDefaultAuthorizerToCorsPreflight: value(
    '`false`: questions that browsers ask ahead, which carry no token, are answered. The default, `true`, refuses them.',
    truth,
  ),
  AddApiKeyRequiredToCorsPreflight: value(
    '`false`: questions that browsers ask ahead, which carry no API key, are answered.',
    truth,
  ),
});

const httpAuth = map('Who may call this API.', {
  DefaultAuthorizer: value('Who decides where an event names nobody.', [authorizers, 'AWS_IAM']),
  Authorizers: named(ofHttpAuthorizer),
  EnableIamAuthorizer: value('`true`: `AWS_IAM` may be named as an authorizer.', truth),
});

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'any'];
const authorizer = value('Who decides on the callers of this route. `NONE` opens it to everybody.', [
  authorizers,
  'AWS_IAM',
  'NONE',
]);

const ofRestEvent: SamWords = {
  Path: value('The path of the route, such as `/orders/{id}`.'),
  Method: value('The method of the route.', methods),
  RestApiId: value('The API that the route is a part of. Left out, SAM makes one for all such events.'),
  Auth: map('Who may call this route; what is said here counts before what the API says.', {
    Authorizer: authorizer,
    AuthorizationScopes: scopes,
    ApiKeyRequired: apiKey,
    InvokeRole: role,
    ResourcePolicy: policy,
    OverrideApiAuth: value('`true`: counts before the authorizer of an API with a `DefinitionBody` as well.', truth),
  }),
};

const ofHttpEvent: SamWords = {
  Path: value('The path of the route. With neither a path nor a method, it takes whatever fits no other route.'),
  Method: value('The method of the route.', methods),
  ApiId: value('The API that the route is a part of. Left out, SAM makes one for all such events.'),
  Auth: map('Who may call this route; what is said here counts before what the API says.', {
    Authorizer: authorizer,
    AuthorizationScopes: scopes,
  }),
  PayloadFormatVersion: value('The version of what is sent to the function.', ['1.0', '2.0']),
};

const kind = value('What calls the function: a route of a REST API (`Api`), of an HTTP API (`HttpApi`), and others.', [
  'Api',
  'HttpApi',
]);
const event = (keys: SamWords): SamWord =>
  map('What calls the function.', { Type: kind, Properties: map('What is said of this kind of event.', keys) });

/** By what `Type` an event says: one that says none yet can say that only. */
const events = map('What calls the function, by names of your own.', {
  [anyName]: map('What calls the function.', { Type: kind }),
  Api: event(ofRestEvent),
  HttpApi: event(ofHttpEvent),
});

/** By the kind of resource, as it is called in `Globals`. */
export const samWords: SamWords = {
  Api: map('What all REST APIs of the template have in common.', {
    Auth: restAuth,
    EndpointConfiguration: map('From where the API can be reached.', {
      Type: value('From the edge of the network, in its Region, or from VPCs alone.', ['REGIONAL', 'EDGE', 'PRIVATE']),
    }),
  }),
  HttpApi: map('What all HTTP APIs of the template have in common.', { Auth: httpAuth }),
  Function: map('What all functions of the template have in common.', { Events: events }),
  StateMachine: map('What all state machines of the template have in common.', { Events: events }),
};

/** What `Globals` and its members do not take, of all that is known here. Source: "Globals section". */
export const notInGlobals: ReadonlySet<string> = new Set([
  'Api.StageName',
  'Api.Policy',
  'Api.DisableExecuteApiEndpoint',
  'HttpApi.StageName',
  'HttpApi.DisableExecuteApiEndpoint',
  'Function.FunctionName',
  'Function.Events',
  // It takes no more of those than whether tags are passed on.
  'StateMachine',
]);
