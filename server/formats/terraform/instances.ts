/* How often something is there: `count`, `for_each`, and that of a dynamic block. */
import type { Truth } from '../format.ts';
import type { MapNode, ScalarNode, SyntaxNode } from '../syntax/node.ts';
import { both, constantOf, named, opposite, testOf } from './conditions.ts';
import { MOST_INSTANCES } from './each.ts';
import { entriesForSure, entriesIfAny, overIn, timesOfOther } from './entries.ts';
import { writtenAt } from './overrides.ts';
import type { Instance, Scope, Written } from './scope.ts';
import { wordsOf } from './words.ts';

/** Any number of times, one by one; or under a test so often, else so often. */
export type Times = number | 'some' | { readonly when: Truth; readonly yes: number; readonly no: number };

/** As far as locals are followed: they may lead in a circle. */
const MOST_NAMES = 16;

/** `count = …` */
export const timesOf = (node: SyntaxNode, scope: Scope): Times => times(node, scope, asCount, 0);

/** `for_each = …` */
export const entriesOf = (node: SyntaxNode, scope: Scope): Times => times(node, scope, asEntries, 0);

type Plainly = (node: SyntaxNode, scope: Scope) => number | undefined;

const asCount: Plainly = (node, scope) => {
  const known = constantOf(node, scope);
  return typeof known === 'number' || typeof known === 'boolean' ? Number(known) : undefined;
};

const asEntries: Plainly = (node, scope) => {
  if (node.kind === 'call' && ['toset', 'tomap', 'tolist'].includes(node.name) && node.args[0])
    return asEntries(node.args[0], scope);
  if (node.kind === 'map') return node.entries.length;
  if (node.kind === 'call' || node.kind === 'for') return entriesForSure({ node, scope })?.length;
  return node.kind === 'sequence' && !node.items.some(({ kind }) => kind === 'for') ? node.items.length : undefined;
};

function times(node: SyntaxNode, scope: Scope, plainly: Plainly, depth: number): Times {
  const known = plainly(node, scope);
  if (known !== undefined) return known;
  if (node.kind === 'call' && (node.name === 'toset' || node.name === 'tomap') && node.args[0])
    return times(node.args[0], scope, plainly, depth);
  const value = depth < MOST_NAMES ? (named(node, scope) ?? timesOfOther(node, scope)) : undefined;
  if (value) return times(value.node, value.scope, plainly, depth + 1);
  if (node.kind !== 'conditional') return 'some';
  const when = testOf(node.test, scope);
  if (typeof when === 'boolean') return times(when ? node.yes : node.no, scope, plainly, depth);
  const yes = times(node.yes, scope, plainly, depth);
  const no = times(node.no, scope, plainly, depth);
  return typeof yes === 'number' && typeof no === 'number' ? { when, yes, no } : 'some';
}

const written = (body: MapNode, name: string): SyntaxNode | undefined =>
  body.entries.find(({ key }) => key.kind === 'scalar' && key.value === name)?.value;

/** What stands in a resource or a module call is read with how often that is there. */
export function inside(body: MapNode, scope: Scope): Scope {
  const count = writtenAt(body, 'count', scope);
  if (count) return { ...scope, times: { ...count, by: 'count' }, ...instancesIn(counted(count)) };
  const each = writtenAt(body, 'for_each', scope);
  if (!each) return scope;
  const { over, times = each } = overIn(each) ?? {};
  const instances = entriesIfAny(each)?.map(
    ({ key, value }): Instance => new Map([['each.key', key], ...(over ? [] : [['each.value', value] as const])]),
  );
  return { ...scope, times: { ...times, by: 'for_each' }, ...(over && { over }), ...instancesIn(instances) };
}

/** Those that there are, if there are any; left out where nobody can tell. */
const instancesIn = (instances: readonly Instance[] | undefined): Pick<Scope, 'instances'> =>
  instances && instances.length > 0 && instances.length <= MOST_INSTANCES ? { instances } : {};

function counted({ node, scope }: Written): readonly Instance[] | undefined {
  const is = timesOf(node, scope);
  const often = typeof is === 'object' && (is.yes === 0 || is.no === 0) ? is.yes + is.no : is;
  if (typeof often !== 'number' || often > MOST_INSTANCES) return undefined;
  const { start, end } = node;
  return Array.from({ length: often }, (_, value) => {
    const index: ScalarNode = { kind: 'scalar', value, style: 'plain', start, end };
    return new Map([['count.index', { node: index, scope }]]);
  });
}

/** Under what a resource or a module is there at all; false where it never is. */
export function existsOf(body: MapNode, address: string, scope: Scope): Truth | boolean {
  const [count, each] = [written(body, 'count'), written(body, 'for_each')];
  const is = count ? timesOf(count, scope) : each ? entriesOf(each, scope) : 1;
  if (typeof is === 'number') return is > 0;
  const of = each && (overIn({ node: each, scope })?.times.node ?? each);
  if (is === 'some') return perhaps(count ?? of, address, scope);
  if (is.yes > 0 === is.no > 0) return is.yes > 0;
  return is.yes > 0 ? is.when : opposite(is.when);
}

/** What has as many instances as this says, has the same fate. */
function perhaps(node: SyntaxNode | undefined, address: string, { module: { within } }: Scope): Truth {
  const key = `${within} instances of ${node ? wordsOf(node) : address}`;
  return { condition: { key, isOpen: true }, is: true, name: `${address} has instances` };
}

/** Where both hold. */
export const bothHold = (one: Truth | boolean, other: Truth | boolean): Truth | boolean => both('&&', [one, other]);
