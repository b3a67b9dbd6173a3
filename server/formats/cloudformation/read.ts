/* A template as a source: its resources, parameters and conditions, and what cannot be seen from here. */
import type { Expression, Leaf, Opening, Parameter, Source } from '../format.ts';
import type { Document, SyntaxNode } from '../syntax/node.ts';
import { spanOf } from '../syntax/node.ts';
import { readConditions } from './conditions.ts';
import { expressionOf, type Scope } from './expression.ts';
import { loopOf, loopsIn } from './loops.ts';
import { LeavesByName, leavesIn, leavesOf, openingOf } from './openings.ts';
import { ReadResource } from './resource.ts';
import { type Expansion, expand, expanded, isOfSam } from './sam/expand.ts';
import { suppressionsIn } from './suppressions.ts';
import { child, isSequence, type Member, problemsIn, readTemplate, type Template, textOf } from './template.ts';

/** What the reader keeps of a source, to read only a part of it again. */
export interface Reading {
  readonly source: Source;
  /** As they are written. */
  readonly resources: readonly ReadResource[];
  /** The members of `Globals`. */
  readonly globals: readonly Member[];
  /** What SAM makes of them. */
  readonly expansion: Expansion | undefined;
  readonly scope: Scope;
  readonly leaves: LeavesByName;
  /** The names of its items. */
  readonly names: readonly string[];
  readonly isTwice: boolean;
  readonly ofOutputs: readonly Leaf[];
  /** Each item under `Resources` is one resource, and no item speaks of what stands in another. */
  readonly isPlain: boolean;
}

const readings = new WeakMap<Source, Reading>();

/** What was kept when it was last read. */
export const readingOf = (source: Source): Reading | undefined => readings.get(source);

export const keep = (reading: Reading): Source => {
  readings.set(reading.source, reading);
  return reading.source;
};

export function readCloudFormation(file: string, document: Document): Source {
  const template = readTemplate(document);
  const section = (name: string) => template.sections.get(name) ?? [];
  const parameters = readParameters(section('Parameters'));
  const mappings = new Mappings(section('Mappings'));
  const made = new Map<string, string>();
  const scope: Scope = {
    parameters,
    made,
    conditions: readConditions(section('Conditions')),
    anchors: template.anchors,
    mappings,
    loops: new Map(),
  };
  const members = section('Resources');
  const { resources: written, openings } = readResources(members, scope);
  const globals = section('Globals');
  const expansion = expand(written, { globals, scope });
  for (const [words, name] of expansion?.called ?? []) made.set(words, name);
  const resources = expanded(written, expansion);
  const ofOutputs = leavesOfOutputs(section('Outputs'), scope);
  const leaves = new LeavesByName([...ofOutputs, ...resources.flatMap(leavesOf)]);
  const source: Source = {
    file,
    document,
    items: template.items,
    resources,
    parameters,
    mappings: mappings.tables,
    leaves,
    openings: [...openings, ...resources.flatMap(openingOf)],
    opaque: opaqueReason(template),
    problems: problemsIn(document, template),
    suppressions: suppressionsIn(template, () => members, resources),
    readOnly: readOnlyReason(written, parameters),
  };
  const items = document.items.filter(
    ({ kind, section, value }) => kind === 'member' && section === 'Resources' && value,
  );
  const isPlain =
    items.length === members.length &&
    members.every((one) => !one.name.startsWith('Fn::')) &&
    template.anchors.size === 0;
  return keep({
    source,
    resources: written,
    globals,
    expansion,
    scope,
    leaves,
    names: template.names,
    isTwice: template.isTwice,
    ofOutputs,
    isPlain,
  });
}

export function readParameters(members: readonly Member[]): Map<string, Parameter> {
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

/** The tables of `Fn::FindInMap`. */
export class Mappings {
  /** Others, once one of them has changed: they are read as one thing. */
  tables: ReadonlyMap<string, SyntaxNode>;

  constructor(members: readonly Member[]) {
    this.tables = new Map(members.map(({ name, value }) => [name, value]));
  }
  lookUp(map: string, top: string, second: string): SyntaxNode | undefined {
    return child(child(this.tables.get(map), top), second);
  }
}

function readResources(members: readonly Member[], scope: Scope) {
  const resources: ReadResource[] = [];
  const openings: Opening[] = [];
  const ids = new Set<string>();
  const read = (member: Member, within: Scope, sealed?: string) =>
    resources.push(new ReadResource(unusedId(ids, member.name), member, within, sealed));
  for (const member of members) {
    const loop = loopOf(member);
    if (!loop) {
      if (member.name === 'Fn::Transform')
        openings.push({ why: 'a macro may bring more resources', creates: undefined });
      else read(member, scopeFor(member, scope));
      continue;
    }
    const turns = loopsIn(loop, scope.loops);
    if (!turns) openings.push({ why: `${member.name} loops over a list that is not known`, creates: undefined });
    for (const turn of turns ?? [])
      read({ ...turn.member, item: member.item }, { ...scope, loops: turn.loops }, 'Fn::ForEach makes several of it');
  }
  return { resources, openings };
}

/** What stands in a resource of SAM is read in others, too. */
export function scopeFor({ value, item }: Member, scope: Scope): Scope {
  return isOfSam(textOf(child(value, 'Type')) ?? '') ? { ...scope, item } : scope;
}

/** Of two resources of one name, the second is called `Web#2`. */
export function unusedId(taken: Set<string>, name: string): string {
  let id = name;
  for (let n = 2; taken.has(id); n++) id = `${name}#${n}`;
  taken.add(id);
  return id;
}

export function leavesOfOutputs(members: readonly Member[], scope: Scope): readonly Leaf[] {
  return members.flatMap((member) => {
    const loop = loopOf(member);
    const turns = loop ? (loopsIn(loop, scope.loops) ?? []) : [{ member, loops: scope.loops }];
    return turns.flatMap(({ member: { name, value }, loops }) => {
      const written = child(value, 'Value');
      return written ? leavesIn(expressionOf(written, { ...scope, loops }), `output ${name}`) : [];
    });
  });
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
export function readOnlyReason(
  resources: readonly ReadResource[],
  parameters: ReadonlyMap<string, Parameter>,
): string | undefined {
  const bootstrap = parameters.get('BootstrapVersion');
  const checksBootstrap = bootstrap?.type.startsWith('AWS::SSM::') === true && bootstrap.default === undefined;
  const isSynthesised = checksBootstrap || resources.some((one) => one.isSynthesised);
  return isSynthesised ? 'the CDK has synthesised it: change the app instead' : undefined;
}
