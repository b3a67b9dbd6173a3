/*
 * The entries of a map or a list as they are written, wherever that is: what a `for_each` goes over, and what a `for`
 * makes of it.
 */
import type { Expression, Property } from '../format.ts';
import type { CallNode, ForNode, ScalarNode, SyntaxNode, TraversalNode } from '../syntax/node.ts';
import { constantOf, named, testOf } from './conditions.ts';
import { type Bound, type Read, type Scope, spotOf, type Written } from './scope.ts';
import { addressIn } from './traversal.ts';
import { wordsOf } from './words.ts';

/** As far as names are followed: they may lead in a circle. */
const MOST_NAMES = 16;

/** In a list, the key is the value too, as it is in the set that `for_each` takes. */
interface Pair {
  readonly key: Written;
  readonly value: Written;
}

/** `isSure`: what is there under a test only is not known. */
interface Sight {
  readonly depth: number;
  readonly isSure: boolean;
}

/** Those that there are, if there are any; undefined where nobody can tell. */
export const entriesIfAny = (written: Written): readonly Pair[] | undefined =>
  entriesIn(written, { depth: 0, isSure: false });

/** Those that there are; undefined where nobody can tell. */
export const entriesForSure = (written: Written): readonly Pair[] | undefined =>
  entriesIn(written, { depth: 0, isSure: true });

function entriesIn({ node, scope }: Written, { depth, isSure }: Sight): readonly Pair[] | undefined {
  if (depth > MOST_NAMES) return undefined;
  const next = (other: SyntaxNode) => entriesIn({ node: other, scope }, { depth: depth + 1, isSure });
  switch (node.kind) {
    case 'sequence':
      return node.items.map((item) => pairOf(item, item, scope));
    case 'map': {
      const pairs = node.entries.flatMap(({ key, value }) =>
        key.kind === 'scalar' ? [pairOf(textOf(key, key.value), value, scope)] : [],
      );
      return pairs.length === node.entries.length ? pairs : undefined;
    }
    case 'call':
      return (
        entriesOfCall(node, scope, depth + 1) ??
        (sameEntries.has(node.name) && node.args[0] ? next(node.args[0]) : undefined)
      );
    case 'for':
      return entriesOfFor(node, scope, depth + 1);
    case 'conditional': {
      const when = testOf(node.test, scope);
      if (typeof when === 'boolean') return next(when ? node.yes : node.no);
      if (isSure) return undefined;
      // Where there are any, it is those of the branch that has some.
      const [yes, no] = [next(node.yes), next(node.no)];
      if (!yes || !no || (yes.length > 0 && no.length > 0)) return undefined;
      return yes.length > 0 ? yes : no;
    }
    case 'template': {
      const [only, another] = node.parts;
      return only && !another ? next(only) : undefined;
    }
    default: {
      const value = named(node, scope) ?? timesOfOther(node, scope);
      return value && entriesIn(value, { depth: depth + 1, isSure });
    }
  }
}

const sameEntries: ReadonlySet<string> = new Set(['toset', 'tomap', 'tolist']);

const pairOf = (key: SyntaxNode, value: SyntaxNode, scope: Scope): Pair => ({
  key: { node: key, scope },
  value: { node: value, scope },
});

const textOf = ({ start, end }: SyntaxNode, value: unknown): ScalarNode => ({
  kind: 'scalar',
  value: String(value),
  style: 'double',
  start,
  end,
});

/** What is put together of several, or taken out of one; undefined where no such function is called. */
function entriesOfCall({ name, args, spread }: CallNode, scope: Scope, depth: number): readonly Pair[] | undefined {
  if (spread || !['merge', 'concat', 'setunion', 'keys', 'values'].includes(name)) return undefined;
  const each = args.map((arg) => entriesIn({ node: arg, scope }, { depth, isSure: true }));
  const all = each.flatMap((pairs) => pairs ?? []);
  if (each.includes(undefined)) return undefined;
  if (name === 'keys') return all.map(({ key }) => ({ key, value: key }));
  if (name === 'values') return all.map(({ value }) => ({ key: value, value }));
  return name === 'merge' ? byKey(all) : all;
}

/** Of several of one key, the last one, at the place of the first. */
function byKey(all: readonly Pair[]): readonly Pair[] | undefined {
  const pairs = new Map<string, Pair>();
  for (const pair of all) {
    const key = constantOf(pair.key.node, pair.key.scope);
    if (key === undefined || key === null) return undefined;
    pairs.set(String(key), pair);
  }
  return [...pairs.values()];
}

/** `{ for name, one in local.services : name => one if one.public }`, where it is known what it goes over. */
function entriesOfFor(node: ForNode, scope: Scope, depth: number): readonly Pair[] | undefined {
  const over = node.grouped ? undefined : entriesIn({ node: node.of, scope }, { depth, isSure: true });
  if (!over) return undefined;
  const pairs: Pair[] = [];
  for (const [index, pair] of over.entries()) {
    const round = { ...scope, instance: new Map([...(scope.instance ?? []), ...namesIn(node, pair, index)]) };
    const when = node.when ? constantOf(node.when, round) : true;
    if (typeof when !== 'boolean') return undefined;
    if (!when) continue;
    const key = node.key ? constantOf(node.key, round) : undefined;
    if (node.key && (key === undefined || key === null)) return undefined;
    pairs.push(pairOf(node.key ? textOf(node.key, key) : node.value, node.value, round));
  }
  return node.makes === 'map' ? byKey(pairs) : pairs;
}

/** What the names of a `for` stand for in one round: one name is the value. */
function namesIn({ names }: ForNode, { key, value }: Pair, index: number): readonly (readonly [string, Bound])[] {
  const [first = '', second] = names;
  if (second === undefined) return [[first, value]];
  const { start, end } = key.node;
  const number: ScalarNode = { kind: 'scalar', value: index, style: 'plain', start, end };
  return [
    [first, key.node === value.node ? { node: number, scope: key.scope } : key],
    [second, value],
  ];
}

/** What a `for` makes, where that is known: it stands where the `for` does. */
export function gathered(node: ForNode, scope: Scope, read: Read): Expression | undefined {
  const pairs = entriesOfFor(node, scope, 0);
  if (!pairs) return undefined;
  const span = spotOf(node, scope);
  const name = wordsOf(node);
  const from = { how: 'computed', name } as const;
  const made = ({ value }: Pair): Expression => read(value.node, value.scope);
  const compute = (): Expression => {
    if (node.makes === 'list')
      return { span, kind: 'list', items: pairs.map((pair) => ({ ...made(pair), span, from })) };
    const entries = pairs.map((pair): [string, Property] => [
      pair.key.node.kind === 'scalar' ? String(pair.key.node.value) : '',
      { key: span, value: made(pair) },
    ]);
    return { span, kind: 'map', entries: new Map(entries) };
  };
  return { span, kind: 'computed', name, args: [], compute };
}

/** The `for_each` of the resource that is named: who goes over that has its instances. */
export function timesOfOther(node: SyntaxNode, { module }: Scope): Written | undefined {
  if (node.kind !== 'traversal' || node.of || node.name === 'var' || node.name === 'local') return undefined;
  const found = addressIn(node);
  return found?.rest.length === 0 ? module.repeated.get(found.address) : undefined;
}

/** A resource that a `for_each` names, and what tells its instances apart. */
interface Over {
  readonly over: Written & { readonly node: TraversalNode };
  readonly times: Written;
}

/** `for_each = aws_lb.main`, also through locals, and through what that goes over itself. */
export function overIn({ node, scope }: Written, depth = 0): Over | undefined {
  if (node.kind !== 'traversal' || depth > MOST_NAMES) return undefined;
  const times = timesOfOther(node, scope);
  if (times) return { over: { node, scope }, times: overIn(times, depth + 1)?.times ?? times };
  const value = named(node, scope);
  return value && overIn(value, depth + 1);
}
