/* `AWS::Serverless::Function`: the function, the alias that is published with it, and who may call it. */
import type { Expression } from '../../format.ts';
import { literal, map, reference, text } from './build.ts';
import type { ApiEvent } from './events.ts';
import { MadeResource } from './made.ts';
import { factsOf, type Sam } from './sam.ts';
import { textOf, value, type Written } from './written.ts';

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

export function madeOfFunction(sam: Sam, written: Written): readonly MadeResource[] {
  const { name, key, properties } = written;
  const made = [new MadeResource(factsOf(written, name, 'AWS::Lambda::Function', { same }), () => properties)];
  const alias = aliasOf(sam, written);
  if (alias !== undefined) {
    sam.refer(`${name}.Alias`, alias);
    made.push(
      new MadeResource(factsOf(written, alias, 'AWS::Lambda::Alias', { called: `${name}.Alias` }), () =>
        map(key, [['FunctionName', reference(key, name)]]),
      ),
    );
  }
  const url = value(written, 'FunctionUrlConfig');
  if (url?.kind === 'map') {
    const facts = factsOf(written, `${name}Url`, 'AWS::Lambda::Url', { called: `${name}Url` });
    made.push(
      new MadeResource(facts, () => map(url.span, [['TargetFunctionArn', calledAs(sam, written)], ...url.entries])),
    );
    if (textOf(url.entries.get('AuthType')?.value, sam.parameters) === 'NONE')
      made.push(
        permission(sam, written, `${name}UrlPublicPermissions`, [
          ['Action', literal(url.span, 'lambda:InvokeFunctionUrl')],
          ['Principal', literal(url.span, '*')],
          ['FunctionUrlAuthType', literal(url.span, 'NONE')],
        ]),
      );
  }
  return made;
}

/** The logical id of the alias that it publishes. */
function aliasOf({ parameters }: Sam, written: Written): string | undefined {
  const alias = textOf(value(written, 'AutoPublishAlias'), parameters);
  return alias === undefined ? undefined : `${written.name}Alias${alias}`;
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
  entries: readonly (readonly [string, Expression])[],
): MadeResource {
  const { key } = written;
  const facts = factsOf(written, name, 'AWS::Lambda::Permission');
  return new MadeResource(facts, () => {
    const alias = aliasOf(sam, written);
    return map(key, [
      ['FunctionName', reference(key, alias ?? written.name)],
      ['Action', literal(key, 'lambda:InvokeFunction')],
      ...entries,
    ]);
  });
}

/** SAM lets an API call the functions whose events are at it. */
export function permissionOf(sam: Sam, event: ApiEvent, suffix: string): MadeResource {
  const { of, key, api = '', path } = event;
  const method = event.method === 'any' ? '*' : event.method.toUpperCase();
  const arn = text(key, [
    'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:',
    reference(key, api),
    event.path === '$default' ? '/*/*' : `/*/${method}${path.replaceAll(/\{[^}]*\}/g, '*')}`,
  ]);
  return permission(sam, of, `${of.name}${event.name}Permission${suffix}`, [
    ['Principal', literal(key, 'apigateway.amazonaws.com')],
    ['SourceArn', arn],
  ]);
}

/** `TargetFunctionArn` of an integration. */
export const invocationOf = (sam: Sam, { of, key }: ApiEvent): Expression =>
  text(key, [
    'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/',
    calledAs(sam, of),
    '/invocations',
  ]);
