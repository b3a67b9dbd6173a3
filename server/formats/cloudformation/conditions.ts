import type { Truth } from '../format.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { argumentsOf, callOf } from './call.ts';
import { child, isAlias, keyText, type Member, textOf } from './template.ts';

export type Conditions = (name: string) => Truth;

/**
 * Named conditions as atoms: `Fn::Not` and `Condition` reduce to what they name, the same test twice is one atom.
 * `within`: the stacks around it; conditions of two templates are two, though they have one name.
 */
export function readConditions(members: readonly Member[], within = ''): Conditions {
  const own = within === '' ? '' : `${within} `;
  const nodes = new Map(members.map(({ name, value }) => [name, value]));
  const known = new Map<string, Truth>();

  const named = (name: string): Truth => {
    const cached = known.get(name);
    if (cached) return cached;
    const called = within === '' ? name : `${name} of ${within}`;
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
    const parts = call ? argumentsOf(call) : [];
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

  return named;
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
  return `{${node.entries.map(({ key, value }) => `${keyText(key)}: ${canonical(value)}`).join(', ')}}`;
}
