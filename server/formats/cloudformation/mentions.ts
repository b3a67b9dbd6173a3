/*
 * Where a template names its resources, parameters, conditions, mappings and outputs: at their keys, and wherever one
 * of CloudFormation's functions, `DependsOn` or `Condition` says them.
 */
import type { Mention } from '../mention.ts';
import type { Item, MapNode, ScalarNode, SyntaxNode } from '../syntax/node.ts';
import { argumentsOf, type Call, callOf } from './call.ts';
import { isSequence, keyText } from './template.ts';

export function mentionsIn({ kind, section, key, value, text }: Item): readonly Mention[] {
  if (!value || kind === 'trivia') return [];
  const found: Mention[] = [];
  const at: At = { text, note: (mention) => found.push(mention) };
  if (kind === 'member' && section !== undefined && key) member(section, key, value, at);
  else if (key) inSection(keyText(key), value, at);
  // A document in flow style is one item.
  else if (value.kind === 'map') for (const entry of value.entries) inSection(keyText(entry.key), entry.value, at);
  return found;
}

interface At {
  /** Of the item. */
  readonly text: string;
  note(mention: Mention): void;
}

function inSection(section: string, value: SyntaxNode, at: At): void {
  if (value.kind === 'map' && !callOf(value) && (section in spaces || membered.has(section)))
    for (const entry of value.entries) {
      if (entry.key.kind === 'scalar') member(section, entry.key, entry.value, at);
    }
  else walk(value, at);
}

const membered: ReadonlySet<string> = new Set(['Rules', 'Metadata']);

const spaces: Readonly<Record<string, Mention['space']>> = {
  Resources: 'value',
  Parameters: 'value',
  Conditions: 'condition',
  Mappings: 'mapping',
  Outputs: 'exit',
};

function member(section: string, key: ScalarNode, value: SyntaxNode, at: At): void {
  const space = spaces[section];
  const name = keyText(key);
  // A loop makes names that nobody has written.
  if (space !== undefined && !name.startsWith('Fn::')) declared(space, key, at);
  if (value.kind === 'map' && (section === 'Resources' || section === 'Outputs')) {
    for (const entry of value.entries) {
      const word = keyText(entry.key);
      if (word === 'Condition') plainly('condition', entry.value, at);
      else if (word === 'DependsOn')
        for (const one of isSequence(entry.value) ? entry.value.items : [entry.value]) plainly('value', one, at);
      else if (word === 'Connectors') connectors(entry.value, at);
      else walk(entry.value, at);
    }
    if (section === 'Resources') inputs(name, value, at);
  } else if (section === 'Metadata') labels(value, at);
  else if (section === 'Conditions') walk(value, at, true);
  else walk(value, at);
}

function declared(space: Mention['space'], key: ScalarNode, { text, note }: At): void {
  const name = keyText(key);
  const span = inQuotes(key, name, text);
  if (span) note({ space, name, span, declares: true });
}

/** A name that is written as such. */
function plainly(space: Mention['space'], node: SyntaxNode, { text, note }: At, name = textIn(node)): void {
  const span = name === undefined ? undefined : inQuotes(node, name, text);
  if (name !== undefined && span) note({ space, name, span, declares: false });
}

const textIn = (node: SyntaxNode | undefined): string | undefined =>
  node?.kind === 'scalar' && typeof node.value === 'string' ? node.value.trim() : undefined;

/** Where the name itself stands in a scalar, tags and quotes aside; undefined where it is written with escapes. */
function inQuotes(node: SyntaxNode, name: string, text: string): Mention['span'] | undefined {
  const start = text.indexOf(name, node.start);
  return name !== '' && start >= 0 && start + name.length <= node.end ? { start, end: start + name.length } : undefined;
}

/** `{ Condition: X }` is a condition in conditions only. */
function walk(node: SyntaxNode, at: At, inCondition = false): void {
  const call = callOf(node);
  if (call) called(call, at);
  if (node.kind === 'sequence') for (const item of node.items) walk(item, at, inCondition);
  if (node.kind !== 'map') return;
  const [only, another] = node.entries;
  if (only && !another && inCondition && keyText(only.key) === 'Condition') plainly('condition', only.value, at);
  for (const { value } of node.entries) walk(value, at, inCondition);
}

function called(call: Call, at: At): void {
  const [first, second] = argumentsOf(call);
  if (!first) return;
  if (call.name === 'Ref' || call.name === 'Fn::GetAtt') attribute(first, at);
  if (call.name === 'Fn::GetAtt') output([first, isSequence(call.argument) ? second : undefined], at);
  if (call.name === 'Fn::Sub') holes(first, second, at);
  if (call.name === 'Fn::If' || call.name === 'Condition') plainly('condition', first, at);
  if (call.name === 'Fn::FindInMap') plainly('mapping', first, at);
}

/** `Web.DNSName`; what SAM makes of a resource, such as `Shop.Stage`, is called after it. */
const attribute = (node: SyntaxNode, at: At): void => plainly('value', node, at, textIn(node)?.split('.')[0]);

/** `Network.Outputs.Vpc`, or `[Network, Outputs.Vpc]`. */
function output([first, second]: readonly [SyntaxNode, SyntaxNode | undefined], { text, note }: At): void {
  const [, stack, word = ''] =
    /^(\w+)\.Outputs\.(\w+)$/.exec([first, second].flatMap((one) => textIn(one) ?? []).join('.')) ?? [];
  const node = second ?? first;
  const start = text.lastIndexOf(word, node.end - word.length);
  if (stack === undefined || start < node.start) return;
  note({ space: 'output', name: `${stack}.${word}`, span: { start, end: start + word.length }, declares: false });
}

/** `${Web.DNSName}`, unless the call has a variable of that name. */
function holes(template: SyntaxNode, variables: SyntaxNode | undefined, { text, note }: At): void {
  if (template.kind !== 'scalar') return;
  const own = new Set(variables?.kind === 'map' ? variables.entries.map(({ key }) => keyText(key)) : []);
  const written = text.slice(template.start, template.end);
  for (const { 1: before = '', 2: name = '', index } of written.matchAll(/(\$\{\s*)([A-Za-z0-9]+)(?=[.\s}])/g)) {
    if (own.has(name)) continue;
    const start = template.start + index + before.length;
    note({ space: 'value', name, span: { start, end: start + name.length }, declares: false });
  }
}

/** `Parameters` of a nested stack. */
function inputs(stack: string, resource: MapNode, { text, note }: At): void {
  const type = resource.entries.find(({ key }) => keyText(key) === 'Type')?.value;
  if (!nests.has(textIn(type) ?? '')) return;
  const below = (node: SyntaxNode | undefined, word: string): SyntaxNode | undefined =>
    node?.kind === 'map' ? node.entries.find(({ key }) => keyText(key) === word)?.value : undefined;
  const given = below(below(resource, 'Properties'), 'Parameters');
  if (given?.kind !== 'map' || callOf(given)) return;
  for (const { key } of given.entries) {
    const span = inQuotes(key, keyText(key), text);
    if (span) note({ space: 'input', name: `${stack}.${keyText(key)}`, span, declares: false });
  }
}
const nests: ReadonlySet<string> = new Set(['AWS::CloudFormation::Stack', 'AWS::Serverless::Application']);

/** `Source` and `Destination` of SAM's connectors: `{ Id: Orders }`, or a list of them. */
function connectors(node: SyntaxNode, at: At): void {
  walk(node, at);
  const look = (inside: SyntaxNode): void => {
    if (inside.kind === 'sequence') for (const item of inside.items) look(item);
    if (inside.kind !== 'map' || callOf(inside)) return;
    for (const { key, value } of inside.entries) {
      if (keyText(key) === 'Id') plainly('value', value, at);
      else look(value);
    }
  };
  look(node);
}

/** How the console groups and calls parameters: `ParameterGroups: [{ Parameters: [Port] }]`, `ParameterLabels: { Port: … }`. */
function labels(node: SyntaxNode, at: At): void {
  if (node.kind === 'sequence') for (const item of node.items) labels(item, at);
  if (node.kind !== 'map') return;
  for (const { key, value } of node.entries) {
    const word = keyText(key);
    if (word === 'Parameters' && isSequence(value)) for (const one of value.items) plainly('value', one, at);
    else if (word === 'ParameterLabels' && value.kind === 'map')
      for (const one of value.entries) plainly('value', one.key, at);
    else labels(value, at);
  }
}
