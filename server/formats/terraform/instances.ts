/* How often something is there: `count`, `for_each`, and that of a dynamic block. */
import type { Truth } from '../format.ts';
import type { MapNode, SyntaxNode } from '../syntax/node.ts';
import { both, constantOf, named, opposite, testOf } from './conditions.ts';
import type { Scope } from './scope.ts';
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
  return node.kind === 'sequence' && !node.items.some(({ kind }) => kind === 'for') ? node.items.length : undefined;
};

function times(node: SyntaxNode, scope: Scope, plainly: Plainly, depth: number): Times {
  const known = plainly(node, scope);
  if (known !== undefined) return known;
  if (node.kind === 'call' && (node.name === 'toset' || node.name === 'tomap') && node.args[0])
    return times(node.args[0], scope, plainly, depth);
  const value = depth < MOST_NAMES ? named(node, scope) : undefined;
  if (value) return times(value.node, value.scope, plainly, depth + 1);
  if (node.kind !== 'conditional') return 'some';
  const when = testOf(node.test, scope);
  if (typeof when === 'boolean') return times(when ? node.yes : node.no, scope, plainly, depth);
  const yes = times(node.yes, scope, plainly, depth);
  const no = times(node.no, scope, plainly, depth);
  return typeof yes === 'number' && typeof no === 'number' ? { when, yes, no } : 'some';
}

/** Under what a resource or a module is there at all; false where it never is. */
export function existsOf(body: MapNode, address: string, scope: Scope): Truth | boolean {
  const written = (name: string) => body.entries.find(({ key }) => key.kind === 'scalar' && key.value === name)?.value;
  const [count, each] = [written('count'), written('for_each')];
  const is = count ? timesOf(count, scope) : each ? entriesOf(each, scope) : 1;
  if (typeof is === 'number') return is > 0;
  if (is === 'some') return perhaps(count ?? each, address, scope);
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
