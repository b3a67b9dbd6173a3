/* A template as a source: its resources, parameters and conditions, and what cannot be seen from here. */
import type { Expression, Leaf, Opening, Parameter, Source, SourceResource } from '../format.ts';
import type { Document, SyntaxNode } from '../syntax/node.ts';
import { spanOf } from '../syntax/node.ts';
import { readConditions } from './conditions.ts';
import { expressionOf, type Scope } from './expression.ts';
import { loopOf, loopsIn } from './loops.ts';
import { needsOf } from './needs.ts';
import { suppressionsIn } from './suppressions.ts';
import { child, isSequence, type Member, readTemplate, type Template, textOf } from './template.ts';

export function readCloudFormation(file: string, document: Document): Source {
  const template = readTemplate(document);
  const section = (name: string) => template.sections.get(name) ?? [];
  const parameters = readParameters(section('Parameters'));
  const scope: Scope = {
    parameters,
    conditions: readConditions(section('Conditions')),
    anchors: template.anchors,
    mapping: mappingsOf(section('Mappings')),
    loops: new Map(),
  };
  const { resources, openings } = readResources(section('Resources'), scope);
  return {
    file,
    document,
    items: template.items,
    resources,
    parameters,
    leaves: [...leavesOfOutputs(section('Outputs'), scope), ...resources.flatMap(leavesOfResource)],
    openings: [...openings, ...resources.flatMap(openingOf)],
    opaque: opaqueReason(template),
    problems: template.problems,
    suppressions: suppressionsIn(template, resources),
    readOnly: isSynthesised(resources, section('Resources'), parameters)
      ? 'the CDK has synthesised it: change the app instead'
      : undefined,
  };
}

function readParameters(members: readonly Member[]): ReadonlyMap<string, Parameter> {
  const parameters = new Map<string, Parameter>();
  for (const { name, key, value, item } of members) {
    const type = textOf(child(value, 'Type')) ?? 'String';
    const written = child(value, 'Default');
    // A default of this type is the name of a Parameter Store entry, not the value.
    const known = written?.kind === 'scalar' && written.value !== null && !type.startsWith('AWS::SSM::');
    if (parameters.has(name)) continue;
    parameters.set(name, {
      name,
      type,
      item,
      key,
      default: known ? defaultOf(type, String(written.value), written) : undefined,
    });
  }
  return parameters;
}

function defaultOf(type: string, text: string, node: SyntaxNode): Expression {
  const span = spanOf(node);
  if (text.includes('{{resolve:'))
    return { span, kind: 'unknown', why: 'a dynamic reference is resolved at deployment' };
  if (type !== 'CommaDelimitedList' && !type.startsWith('List<')) return { span, kind: 'literal', value: text };
  const items =
    text === '' ? [] : text.split(',').map((value): Expression => ({ span, kind: 'literal', value: value.trim() }));
  return { span, kind: 'list', items };
}

function mappingsOf(members: readonly Member[]): Scope['mapping'] {
  const maps = new Map(members.map(({ name, value }) => [name, value]));
  return (map, top, second) => child(child(maps.get(map), top), second);
}

function readResources(members: readonly Member[], scope: Scope) {
  const resources: SourceResource[] = [];
  const openings: Opening[] = [];
  const ids = new Set<string>();
  for (const member of members) {
    const loop = loopOf(member);
    if (!loop) {
      if (member.name === 'Fn::Transform')
        openings.push({ why: 'a macro may bring more resources', creates: undefined });
      else resources.push(readResource(member, scope, ids));
      continue;
    }
    const turns = loopsIn(loop, scope.loops);
    if (!turns) openings.push({ why: `${member.name} loops over a list that is not known`, creates: undefined });
    for (const turn of turns ?? []) {
      const inside = { ...scope, loops: turn.loops };
      resources.push(
        readResource({ ...turn.member, item: member.item }, inside, ids, 'Fn::ForEach makes several of it'),
      );
    }
  }
  return { resources, openings };
}

function readResource(member: Member, scope: Scope, ids: Set<string>, sealed?: string): SourceResource {
  const { name, key, value, item } = member;
  const properties = child(value, 'Properties');
  const condition = textOf(child(value, 'Condition'));
  const dependsOn = child(value, 'DependsOn');
  let body: Expression | undefined;
  let needs: ReadonlySet<string> | undefined;
  let id = name;
  for (let n = 2; ids.has(id); n++) id = `${name}#${n}`;
  ids.add(id);
  return {
    id,
    name,
    type: textOf(child(value, 'Type')) ?? '',
    item,
    key,
    // Most resources of a template are none that a rule asks for: they are never read.
    get body() {
      if (properties) body ??= expressionOf(properties, scope);
      return body;
    },
    exists: condition === undefined ? undefined : scope.conditions(condition),
    get needs() {
      needs ??= needsOf(value, scope.anchors);
      return needs;
    },
    needsAt: dependsOn && spanOf(dependsOn),
    ...(sealed !== undefined && { sealed }),
  };
}

function leavesOfOutputs(members: readonly Member[], scope: Scope): readonly Leaf[] {
  return members.flatMap((member) => {
    const loop = loopOf(member);
    const turns = loop ? (loopsIn(loop, scope.loops) ?? []) : [{ member, loops: scope.loops }];
    return turns.flatMap(({ member: { name, value }, loops }) => {
      const written = child(value, 'Value');
      return written ? leaves(expressionOf(written, { ...scope, loops }), `output ${name}`) : [];
    });
  });
}

/** Resources that hand what they are given to another stack, to a script, or to whoever asks for it by name. */
function leavesOfResource(resource: SourceResource): readonly Leaf[] {
  const { type, name } = resource;
  if (type === 'AWS::CloudFormation::Stack' || type === 'AWS::Serverless::Application')
    return leaves(property(resource.body, 'Parameters'), `nested stack ${name}`);
  if (type === 'AWS::SSM::Parameter') return leaves(property(resource.body, 'Value'), `parameter store entry ${name}`);
  if (type === 'AWS::CloudFormation::CustomResource' || type.startsWith('Custom::')) {
    if (resource.body?.kind !== 'map') return [];
    // The function behind the custom resource is called by CloudFormation, not handed to it.
    const handed = [...resource.body.entries].filter(([key]) => key !== 'ServiceToken');
    return handed.flatMap(([, { value }]) => leaves(value, `custom resource ${name}`));
  }
  return [];
}

const property = (node: Expression | undefined, key: string) =>
  node?.kind === 'map' ? node.entries.get(key)?.value : undefined;

/** Every reference that is a whole value somewhere in it. */
function leaves(node: Expression | undefined, how: string): readonly Leaf[] {
  switch (node?.kind) {
    case 'reference':
      return [{ to: node.to, attribute: node.attribute, how }];
    case 'choice':
      return [...leaves(node.yes, how), ...leaves(node.no, how)];
    case 'list':
      return node.items.flatMap((item) => leaves(item, how));
    case 'map':
      return [...node.entries.values()].flatMap(({ value }) => leaves(value, how));
    default:
      return [];
  }
}

/** What AWS::Serverless resources become. Source: the SAM specification's generated resources. */
const madeBySam = [
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Stage',
  'AWS::Lambda::Alias',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Version',
];

function openingOf({ type, name }: SourceResource): readonly Opening[] {
  if (type.startsWith('AWS::Serverless::'))
    return [{ why: `${name} becomes other resources at deployment`, creates: madeBySam }];
  if (type.endsWith('::MODULE')) return [{ why: `module ${name} brings resources of its own`, creates: undefined }];
  if (type === 'AWS::FMS::Policy')
    return [
      { why: `Firewall Manager policy ${name} may associate a web ACL`, creates: ['AWS::WAFv2::WebACLAssociation'] },
    ];
  return [];
}

/** Transforms that add no resources of ours and change none. SAM's are opaque one by one. */
const harmless = new Set([
  'AWS::Serverless-2016-10-31',
  'AWS::LanguageExtensions',
  'AWS::CodeDeployBlueGreen',
  'AWS::CodeStar',
]);

function opaqueReason({ entries }: Template): string | undefined {
  if (entries.has('Fn::Transform')) return 'a macro over the template may change anything';
  const transform = entries.get('Transform');
  if (!transform) return undefined;
  const names = (isSequence(transform) ? transform.items : [transform]).map(
    (node) => textOf(node) ?? textOf(child(node, 'Name')) ?? 'a macro',
  );
  const macro = names.find((name) => !harmless.has(name) && !name.startsWith('AWS::SecretsManager-'));
  return macro === undefined ? undefined : `${macro} may change anything`;
}

/** Source: what `cdk synth` writes into every template, version reporting and bootstrap check. */
function isSynthesised(
  resources: readonly SourceResource[],
  members: readonly Member[],
  parameters: ReadonlyMap<string, Parameter>,
): boolean {
  if (resources.some(({ type }) => type === 'AWS::CDK::Metadata')) return true;
  const bootstrap = parameters.get('BootstrapVersion')?.default;
  const name = parameters.get('BootstrapVersion')?.type ?? '';
  return (
    (name.startsWith('AWS::SSM::') && bootstrap === undefined) ||
    members.some(({ value }) => child(child(value, 'Metadata'), 'aws:cdk:path') !== undefined)
  );
}
