/* `AWS::Serverless::Function`: the function, the alias that is published with it, and who may call it. */
import type { Expression } from '../../format.ts';
import { at, literal, map, mapIn, reference, text } from './build.ts';
import type { ApiEvent } from './events.ts';
import { withWord } from './logical-id.ts';
import { MadeResource } from './made.ts';
import { factsOf, type Sam } from './sam.ts';
import { isSaid, literalIn, textOf, value, type Written } from './written.ts';

/** What a function of SAM says in the words of `AWS::Lambda::Function`. */
const same = [
  'Description',
  'Environment',
  'EphemeralStorage',
  'FunctionName',
  'Handler',
  'KmsKeyArn',
  'Layers',
  'LoggingConfig',
  'MemorySize',
  'PackageType',
  'ReservedConcurrentExecutions',
  'Runtime',
  'SnapStart',
  'Timeout',
  'VpcConfig',
];

export const isFunction = ({ type }: Written): boolean => type === 'AWS::Serverless::Function';

export function madeOfFunction(sam: Sam, written: Written): readonly MadeResource[] {
  const { name, properties } = written;
  const facts = { ...factsOf(written, name, 'AWS::Lambda::Function', { same }), parts: [written.from] };
  return [new MadeResource(facts, () => properties), ...aliasesOf(sam, written), ...urlsOf(sam, written)];
}

/** What `AutoPublishAlias` publishes: a version, and the alias for it. */
function aliasesOf(sam: Sam, written: Written): readonly MadeResource[] {
  const { name, key } = written;
  const said = at(written.properties, 'AutoPublishAlias');
  const alias = aliasOf(sam, written);
  if (!said || alias === undefined) return [];
  // The translator puts a hash of the code behind it: nobody can know it.
  const version = `${name}Version`;
  sam.refer(`${name}.Alias`, alias);
  sam.refer(`${name}.Version`, version);
  const ofFunction = ['FunctionName', reference(key, name)] as const;
  return [
    new MadeResource(factsOf(written, version, 'AWS::Lambda::Version', { called: `${name}.Version` }), () =>
      map(key, [ofFunction]),
    ),
    new MadeResource(factsOf(written, alias, 'AWS::Lambda::Alias', { called: `${name}.Alias` }), () =>
      map(key, [ofFunction, ['Name', said], ['FunctionVersion', reference(key, version, 'Version')]]),
    ),
  ];
}

/** `FunctionUrlConfig`: who calls it there needs no API. Without a signature of IAM, everybody may. */
function urlsOf(sam: Sam, written: Written): readonly MadeResource[] {
  const { name } = written;
  const url = mapIn(value(written, 'FunctionUrlConfig'));
  if (!url) return [];
  const { span } = url;
  const made = new MadeResource(factsOf(written, `${name}Url`, 'AWS::Lambda::Url'), () =>
    map(span, [['TargetFunctionArn', calledAs(sam, written)], ...url.entries]),
  );
  if (literalIn(at(url, 'AuthType')?.value) !== 'NONE') return [made];
  const everybody = ['Principal', literal(span, '*')] as const;
  return [
    made,
    permission(sam, written, `${name}UrlPublicPermissions`, () => [
      ['Action', literal(span, 'lambda:InvokeFunctionUrl')],
      everybody,
      ['FunctionUrlAuthType', literal(span, 'NONE')],
    ]),
    permission(sam, written, `${name}URLInvokeAllowPublicAccess`, () => [
      everybody,
      ['InvokedViaFunctionUrl', literal(span, true)],
    ]),
  ];
}

/** The logical id of the alias that it publishes. Source: what the translator makes of signs that no id can have. */
function aliasOf({ parameters }: Sam, written: Written): string | undefined {
  const said = value(written, 'AutoPublishAlias');
  if (!isSaid(said)) return undefined;
  const alias = textOf(said, parameters);
  // Not known before deployment: nobody can refer to it but by words of SAM.
  if (alias === undefined) return `${written.name}.Alias`;
  return `${written.name}Alias${alias.replaceAll('-', 'D').replaceAll('_', 'U')}`;
}

/** What is called in its place: the alias, if there is one. */
export function calledAs(sam: Sam, written: Written): Expression {
  const alias = aliasOf(sam, written);
  return alias === undefined ? reference(written.key, written.name, 'Arn') : reference(written.key, alias);
}

export function permission(
  sam: Sam,
  written: Written,
  name: string,
  entries: () => readonly (readonly [string, Expression])[],
): MadeResource {
  const { key } = written;
  const facts = { ...factsOf(written, name, 'AWS::Lambda::Permission'), parts: [written.from] };
  return new MadeResource(facts, () => {
    const alias = aliasOf(sam, written);
    return map(key, [
      ['FunctionName', reference(key, alias ?? written.name)],
      ['Action', literal(key, 'lambda:InvokeFunction')],
      ...entries(),
    ]);
  });
}

/** SAM lets an API call the functions whose events are at it. State machines are started as a role. */
export const permissionsOf = (sam: Sam, events: readonly ApiEvent[], suffix = ''): readonly MadeResource[] =>
  events
    .filter((event) => isFunction(event.of) && !isAllowedOnAll(event, events))
    .map((event) => permissionOf(sam, event, suffix));

/** An HTTP API that may call a function on `$default` may call it on every route: then SAM allows that only. */
const isAllowedOnAll = ({ type, of, path }: ApiEvent, events: readonly ApiEvent[]): boolean =>
  type === 'HttpApi' &&
  path !== '$default' &&
  events.some((one) => one.of === of && one.path === '$default' && one.method === 'any');

function permissionOf(sam: Sam, event: ApiEvent, suffix: string): MadeResource {
  const { of, key, api = '', path } = event;
  const id = `${of.name}${event.name}Permission${event.type === 'HttpApi' ? '' : withWord(suffix)}`;
  return permission(sam, of, id, () => {
    const method = event.method === 'any' ? '*' : event.method.toUpperCase();
    const arn = text(key, [
      'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:',
      reference(key, api),
      path === '$default' ? '/*/*' : `/*/${method}${path.replaceAll(/\{[^}]*\}/g, '*')}`,
    ]);
    return [
      ['Principal', literal(key, 'apigateway.amazonaws.com')],
      ['SourceArn', arn],
    ];
  });
}

/** The `uri` of an integration. An answer that is streamed has an address of its own. */
export const invocationOf = (sam: Sam, { of, key }: ApiEvent, isStream = false): Expression =>
  text(key, [
    `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/${isStream ? '2021-11-15' : '2015-03-31'}/functions/`,
    calledAs(sam, of),
    isStream ? '/response-streaming-invocations' : '/invocations',
  ]);
