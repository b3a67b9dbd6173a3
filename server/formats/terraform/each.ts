/*
 * `each.key`, `each.value` and `count.index`, where it is known which instances there are. A resource stays one
 * resource: what is the same for all of its instances is known, what is not the same is unknown.
 */
import type { Expression } from '../format.ts';
import { childrenOf } from '../syntax/children.ts';
import type { SyntaxNode, TraversalNode } from '../syntax/node.ts';
import { entryOf } from './file.ts';
import { type Bound, type Instance, type Read, type Scope, spotOf, type Written } from './scope.ts';
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

type Steps = TraversalNode['steps'];

/** What a name was made of before, or how it is written; and the steps that are left below that. */
type Led = Bound & { readonly rest: Steps };

/** What `each.value.port` is of one instance, or `v.port` in one round of a `for`, as far down as it is written there. */
export function ofInstance(node: TraversalNode, scope: Scope): Led | undefined {
  const bound = boundAt(node, scope);
  if (!bound) return undefined;
  return 'said' in bound ? downSaid(bound.said, bound.rest) : downWritten(bound, bound.rest);
}

function boundAt({ name, of, steps }: TraversalNode, { instance }: Scope): Led | undefined {
  if (of || !instance) return undefined;
  const own = instance.get(name ?? '');
  if (own) return { ...own, rest: steps };
  const [first, ...rest] = steps;
  const bound = first?.kind === 'name' ? instance.get(`${name}.${first.name}`) : undefined;
  return bound && { ...bound, rest };
}

function downWritten({ node, scope }: Written, steps: Steps): Led {
  const [step, ...rest] = steps;
  if (node.kind === 'traversal') {
    const led = ofInstance({ ...node, steps: [...node.steps, ...steps] }, scope);
    if (led) return led;
  }
  const inside = node.kind === 'map' && step?.kind === 'name' ? entryOf(node, step.name) : undefined;
  return inside ? downWritten({ node: inside, scope }, rest) : { node, scope, rest: steps };
}

function downSaid(said: Expression, steps: Steps): Led {
  const [step, ...rest] = steps;
  const inside = said.kind === 'map' && step?.kind === 'name' ? said.entries.get(step.name) : undefined;
  return inside ? downSaid(inside.value, rest) : { said, rest: steps };
}

/** What all instances share; undefined where it is no matter of instances. */
export function shared(node: SyntaxNode, scope: Scope, read: Read): Expression | undefined {
  const scopes = scopesOf(node, scope);
  return scopes ? sharedBy(scopes, node, scope, read) : sharedAsSaid(node, scope, read);
}

function sharedBy(scopes: readonly Scope[], node: SyntaxNode, scope: Scope, read: Read): Expression {
  const span = spotOf(node, scope);
  const name = wordsOf(node);
  return {
    span,
    kind: 'computed',
    name,
    args: scopes.map((one) => read(node, one)),
    takesNothing: true,
    compute: ([first, ...others]) =>
      first && others.every((other) => isSame(first, other)) ? standing(first, span, name) : differs(node, scope),
  };
}

const differs = (node: SyntaxNode, scope: Scope): Expression => ({
  span: spotOf(node, scope),
  kind: 'unknown',
  why: `${wordsOf(node)} is another for each instance`,
});

/** Where a `for_each` is a variable with a default, or computed of such: what it comes to says which there are. */
function sharedAsSaid(node: SyntaxNode, scope: Scope, read: Read): Expression | undefined {
  const { times, over, instance } = scope;
  if (times?.by !== 'for_each' || over || instance || !speaksOfInstance(node)) return undefined;
  return {
    span: spotOf(node, scope),
    kind: 'computed',
    name: wordsOf(node),
    args: [read(times.node, times.scope)],
    compute: ([all]) => {
      const instances = instancesSaid(all);
      if (!instances) return differs(node, scope);
      const scopes = instances.map((one) => ({ ...scope, instance: one }));
      return sharedBy(scopes, node, scope, read);
    },
  };
}

/** With more, nobody would expect them to share what they do not share by what is written in the body. */
export const MOST_INSTANCES = 64;

/** Of a map, or of a set, which is a list here. */
function instancesSaid(all: Expression | undefined): readonly Instance[] | undefined {
  if ((all?.kind !== 'map' && all?.kind !== 'list') || all.open !== undefined) return undefined;
  const entries =
    all.kind === 'list'
      ? all.items.map((item) => [item, item] as const)
      : [...all.entries].map(([key, { value }]) => [{ span: all.span, kind: 'literal', value: key }, value] as const);
  if (entries.length === 0 || entries.length > MOST_INSTANCES) return undefined;
  return entries.map(
    ([key, value]) =>
      new Map([
        ['each.key', { said: key }],
        ['each.value', { said: value }],
      ]),
  );
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
