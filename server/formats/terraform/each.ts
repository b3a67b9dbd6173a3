/*
 * `each.key`, `each.value` and `count.index`, where it is known which instances there are. A resource stays one
 * resource: what is the same for all of its instances is known, what is not the same is unknown.
 */
import type { Expression } from '../format.ts';
import { childrenOf } from '../syntax/children.ts';
import type { SyntaxNode, TraversalNode } from '../syntax/node.ts';
import { entryOf } from './file.ts';
import { type Read, type Scope, spotOf, type Written } from './scope.ts';
import { wordsOf } from './words.ts';

/** Whether it may be another for each instance. */
export const speaksOfInstance = (node: SyntaxNode): boolean =>
  (node.kind === 'traversal' && isOfInstance(node)) || childrenOf(node).some(speaksOfInstance);

const isOfInstance = ({ name }: TraversalNode): boolean => name === 'each' || name === 'count';

/** With what it is read for each of the instances; undefined where it is the same for all, or nobody knows them. */
export function scopesOf(node: SyntaxNode, scope: Scope): readonly Scope[] | undefined {
  const { instances, ...around } = scope;
  if (!instances || !speaksOfInstance(node)) return undefined;
  return instances.map((instance) => ({ ...around, instance }));
}

/** What `each.value.port` is of one instance, as far down as it is written there, and the steps that are left. */
export function ofInstance(
  { name, steps }: TraversalNode,
  { instance }: Scope,
): { readonly written: Written; readonly rest: TraversalNode['steps'] } | undefined {
  const [first, ...others] = steps;
  const written = first?.kind === 'name' ? instance?.get(`${name}.${first.name}`) : undefined;
  if (!written) return undefined;
  let { node } = written;
  let rest: TraversalNode['steps'] = others;
  for (const step of others) {
    const inside = node.kind === 'map' && step.kind === 'name' ? entryOf(node, step.name) : undefined;
    if (!inside) break;
    node = inside;
    rest = rest.slice(1);
  }
  return { written: { ...written, node }, rest };
}

/** What all instances share; undefined where it is no matter of instances. */
export function shared(node: SyntaxNode, scope: Scope, read: Read): Expression | undefined {
  const scopes = scopesOf(node, scope);
  if (!scopes) return undefined;
  const span = spotOf(node, scope);
  const name = wordsOf(node);
  return {
    span,
    kind: 'computed',
    name,
    args: scopes.map((one) => read(node, one)),
    takesNothing: true,
    compute: ([first, ...others]) =>
      first && others.every((other) => isSame(first, other))
        ? standing(first, span, name)
        : { span, kind: 'unknown', why: `${name} is another for each instance` },
  };
}

/** What the instances say stands elsewhere; a finding is about what the resource makes of it. */
function standing(value: Expression, span: Expression['span'], name: string): Expression {
  if (value.kind !== 'list') return { ...value, span };
  return { ...value, span, items: value.items.map((item) => ({ ...item, span, from: { how: 'computed', name } })) };
}

/** Whether they are surely the same, wherever they stand. */
function isSame(one: Expression, other: Expression): boolean {
  switch (one.kind) {
    case 'literal':
      return other.kind === 'literal' && other.value === one.value;
    case 'nothing':
      return other.kind === 'nothing';
    case 'reference':
      return (
        other.kind === 'reference' &&
        other.to === one.to &&
        other.attribute === one.attribute &&
        other.instance === one.instance &&
        other.in === one.in
      );
    case 'parameter':
      return other.kind === 'parameter' && other.name === one.name && other.in === one.in;
    case 'template':
      return other.kind === 'template' && areSame(one.parts, other.parts);
    case 'list':
      return (
        other.kind === 'list' && one.open === undefined && other.open === undefined && areSame(one.items, other.items)
      );
    case 'map': {
      if (other.kind !== 'map' || one.open !== undefined || other.open !== undefined) return false;
      if (one.entries.size !== other.entries.size) return false;
      return [...one.entries].every(([key, { value }]) => {
        const there = other.entries.get(key);
        return there !== undefined && isSame(value, there.value);
      });
    }
    default:
      return false;
  }
}

const areSame = (some: readonly Expression[], others: readonly Expression[]): boolean =>
  some.length === others.length && some.every((one, i) => isSame(one, others[i] ?? one));
