import type { Parameter, Truth } from '../format.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { argumentsOf, type Call, callOf } from './call.ts';
import { child, isAlias, keyText, type Member, textOf } from './template.ts';

export interface Conditions {
  (name: string): Truth;
  /** Those that are written; any other name is a condition that nobody knows anything of. */
  readonly names: readonly string[];
}

/**
 * Named conditions as atoms: `Fn::Not` and `Condition` reduce to what they name, the same test twice is one atom.
 * `within`: the stacks around it; conditions of two templates are two, though they have one name. `whose`: what messages
 * call that.
 */
export function readConditions(members: readonly Member[], within = '', whose = within): Conditions {
  const own = keyPrefix(within);
  const nodes = new Map(members.map(({ name, value }) => [name, value]));
  const known = new Map<string, Truth>();

  const named = (name: string): Truth => {
    const cached = known.get(name);
    if (cached) return cached;
    const called = within === '' ? name : `${name} of ${whose}`;
    const bare: Truth = { condition: { key: own + name }, is: true, name: called };
    known.set(name, bare); // ends a circle of conditions
    const node = nodes.get(name);
    const truth = node ? { ...truthOf(node), name: called } : bare;
    known.set(name, truth);
    return truth;
  };

  const truthOf = (node: SyntaxNode): Truth => {
    const key = own + canonical(node);
    const reference = conditionName(node);
    if (reference !== undefined) return named(reference);
    const call = callOf(node);
    const parts = partsOf(call, node);
    const [first] = parts;
    if (call?.name === 'Fn::Not' && first) {
      const inner = truthOf(first);
      return { ...inner, is: !inner.is };
    }
    if (call?.name === 'Fn::And')
      return { condition: { key, op: 'and', parts: parts.map(truthOf) }, is: true, name: key };
    if (call?.name === 'Fn::Or')
      return { condition: { key, op: 'or', parts: parts.map(truthOf) }, is: true, name: key };
    return { condition: { key }, is: true, name: key };
  };

  return Object.assign(named, { names: [...nodes.keys()] });
}

const keyPrefix = (within: string): string => (within === '' ? '' : `${within} `);

/** The argument of a short form that is no list is the node itself: `!Not` while it is typed, which says nothing yet. */
const partsOf = (call: Call | undefined, node: SyntaxNode): readonly SyntaxNode[] =>
  call ? argumentsOf(call).filter((part) => part !== node) : [];

/** What conditions are once parameters have the values that they are given, by their keys; those that stay open are not in it. */
export function settledConditions(
  members: readonly Member[],
  parameters: ReadonlyMap<string, Parameter>,
  within = '',
): ReadonlyMap<string, boolean> {
  const nodes = new Map(members.map(({ name, value }) => [name, value]));
  const settled = new Map<string, boolean>();
  const named = new Map<string, boolean | undefined>();

  const isNamed = (name: string): boolean | undefined => {
    if (named.has(name)) return named.get(name);
    named.set(name, undefined); // ends a circle of conditions
    const node = nodes.get(name);
    const is = node && holds(node);
    named.set(name, is);
    return is;
  };
  const holds = (node: SyntaxNode): boolean | undefined => {
    const reference = conditionName(node);
    if (reference !== undefined) return isNamed(reference);
    const call = callOf(node);
    const parts = partsOf(call, node);
    const [first, second] = parts;
    if (call?.name === 'Fn::Not') {
      const inner = first && holds(first);
      return inner === undefined ? undefined : !inner;
    }
    let is: boolean | undefined;
    if (call?.name === 'Fn::Equals') {
      const [one, other] = [givenText(first, parameters), givenText(second, parameters)];
      if (one !== undefined && other !== undefined) is = one === other;
    } else if (call?.name === 'Fn::And' || call?.name === 'Fn::Or') {
      const decisive = call.name === 'Fn::Or';
      const all = parts.map(holds);
      if (all.includes(decisive)) is = decisive;
      else if (!all.includes(undefined)) is = !decisive;
    }
    if (is !== undefined) settled.set(keyPrefix(within) + canonical(node), is);
    return is;
  };
  for (const { name } of members) isNamed(name);
  return settled;
}

/** A text as it is written, or as a parameter is given it. */
function givenText(node: SyntaxNode | undefined, parameters: ReadonlyMap<string, Parameter>): string | undefined {
  const call = node && callOf(node);
  if (!call) return node && textOf(node);
  const given = call.name === 'Ref' ? parameters.get(textOf(call.argument) ?? '')?.given?.value : undefined;
  return given?.kind === 'literal' ? String(given.value) : undefined;
}

/** `!Condition X`, or `{ Condition: X }`, which is plain data everywhere but here. */
function conditionName(node: SyntaxNode): string | undefined {
  if (node.tag?.name === '!Condition') return textOf(node);
  return node.kind === 'map' && node.entries.length === 1 ? textOf(child(node, 'Condition')) : undefined;
}

/** Equal for the same test however it is spelled; `Fn::Equals` does not mind the order. */
function canonical(node: SyntaxNode): string {
  const call = callOf(node);
  if (call) {
    const parts = argumentsOf(call).map((part) => (part === node ? plain(part) : canonical(part)));
    return `${call.name}(${(call.name === 'Fn::Equals' ? parts.sort() : parts).join(', ')})`;
  }
  return plain(node);
}

function plain(node: SyntaxNode): string {
  if (isAlias(node)) return `*${node.name}`;
  if (node.kind === 'scalar') return JSON.stringify(String(node.value));
  if (node.kind === 'sequence') return `[${node.items.map(canonical).join(', ')}]`;
  // The other kinds are found in HCL only.
  if (node.kind !== 'map') return node.kind;
  return `{${node.entries.map(({ key, value }) => `${keyText(key)}: ${canonical(value)}`).join(', ')}}`;
}
