/* What a block says of itself to Terraform: what to ignore, what never to destroy, how many of it there are. */
import type { MapNode, SyntaxNode } from '../../formats/syntax/node.ts';
import { entryOf } from '../../formats/terraform/file.ts';
import { wordsOf } from '../../formats/terraform/words.ts';
import type { Reason } from '../impact.ts';
import { type Change, changeOf, type FateOf } from './change.ts';
import { nothing, type Value } from './value.ts';

/** Entries of a resource that Terraform itself reads: they say nothing to AWS. */
export const isOfTerraform: ReadonlySet<string> = new Set([
  'connection',
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
]);

const lifecycleOf = (body: MapNode): MapNode | undefined => {
  const said = entryOf(body, 'lifecycle');
  return said?.kind === 'map' ? said : undefined;
};

const isSaid = (body: MapNode, name: string): boolean => {
  const lifecycle = lifecycleOf(body);
  const said = lifecycle && entryOf(lifecycle, name);
  return said?.kind === 'scalar' && String(said.value) === 'true';
};

export const preventsDestroy = (body: MapNode): boolean => isSaid(body, 'prevent_destroy');
export const createsFirst = (body: MapNode): boolean => isSaid(body, 'create_before_destroy');

/** The paths that `ignore_changes` names, such as `default_action.target_group_arn`; or everything. */
export function ignoredIn(body: MapNode): readonly (readonly string[])[] | 'all' {
  const lifecycle = lifecycleOf(body);
  const said = lifecycle && entryOf(lifecycle, 'ignore_changes');
  if (!said) return [];
  if (said.kind !== 'sequence') return plainWords(said) === 'all' ? 'all' : [];
  // Which one of several blocks is meant makes no difference here.
  return said.items.map((one) =>
    plainWords(one)
      .replace(/\[[^\]]*\]/g, '')
      .split('.'),
  );
}

/** What makes a new resource when it changes: `aws_lb.main`, `aws_lb.main.arn`. */
export function triggersOf(body: MapNode): readonly SyntaxNode[] {
  const lifecycle = lifecycleOf(body);
  const said = lifecycle && entryOf(lifecycle, 'replace_triggered_by');
  return said?.kind === 'sequence' ? said.items : [];
}

/** Names in JSON, and in old versions, stand in quotes. */
export const plainWords = (node: SyntaxNode): string =>
  node.kind === 'scalar' ? String(node.value) : wordsOf(node).replaceAll('"', '');

/** A value without what stands at a path: everything there is ignored. */
export function without(value: Value, [name, ...rest]: readonly string[]): Value {
  if (name === undefined) return nothing;
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => without(item, [name, ...rest])) };
  const inner = value.kind === 'map' ? value.entries.get(name) : undefined;
  if (value.kind !== 'map' || !inner) return value;
  return { ...value, entries: new Map([...value.entries, [name, without(inner, rest)]]) };
}

/** What a change of `count` or `for_each` does; `called`: whose they are, where that is a module around it. */
export function ofInstances(before: Value, after: Value, fateOf: FateOf, called = ''): readonly Reason[] {
  if (before.kind !== 'map' || after.kind !== 'map') return [];
  const [count, each] = ['count', 'for_each'].map((name) => ({
    property: called + name,
    was: before.entries.get(name),
    is: after.entries.get(name),
  }));
  if (!count || !each) return [];
  if (each.was || each.is) {
    // The keys of instances are a part of their addresses.
    if (!each.was || !each.is) return [{ property: each.property, effect: 'replace' }];
    return changedKeys(each.property, each.was, each.is, changeOf(each.was, each.is, fateOf));
  }
  if (!count.was && !count.is) return [];
  // Terraform takes what had no index for the first: https://developer.hashicorp.com/terraform/language/modules/develop/refactoring#enabling-count-or-for_each-for-a-resource
  const change = changeOf(count.was ?? single, count.is ?? single, fateOf);
  if (change.extent === 'same') return [];
  const [was, is] = [numberIn(count.was ?? single), numberIn(count.is ?? single)];
  if (was === undefined || is === undefined) return [{ property: count.property, effect: 'unknown' }];
  return [{ property: count.property, effect: is > was ? 'create' : 'delete' }];
}

/** Whether any of it is there; undefined where only a deployment can tell. */
export function isThere(body: Value): boolean | undefined {
  if (body.kind !== 'map') return true;
  const [count, each] = [body.entries.get('count'), body.entries.get('for_each')];
  const many = count ? [...numbersIn(count)] : each ? [keysOf(each)?.size] : [1];
  if (many.every((one) => one === 0)) return false;
  return many.every((one) => one !== undefined && one > 0) ? true : undefined;
}

const numbersIn = (value: Value): readonly (number | undefined)[] =>
  value.kind === 'choice' ? [...numbersIn(value.yes), ...numbersIn(value.no)] : [numberIn(value)];

const single: Value = { kind: 'literal', value: 1 };

const numberIn = (value: Value): number | undefined =>
  value.kind === 'literal' && value.value !== null && Number.isFinite(Number(value.value))
    ? Number(value.value)
    : undefined;

function changedKeys(property: string, before: Value, after: Value, { extent }: Change): readonly Reason[] {
  const [were, are] = [keysOf(before), keysOf(after)];
  if (extent === 'same') return [];
  if (!were || !are) return [{ property, effect: 'unknown' }];
  const gone = [...were].some((key) => !are.has(key));
  const come = [...are].some((key) => !were.has(key));
  return [
    ...(come ? [{ property, effect: 'create' } as const] : []),
    ...(gone ? [{ property, effect: 'delete' } as const] : []),
  ];
}

function keysOf(value: Value): ReadonlySet<string> | undefined {
  if (value.kind === 'map') return new Set(value.entries.keys());
  if (value.kind !== 'list') return undefined;
  const keys = value.items.flatMap((item) => (item.kind === 'literal' ? [String(item.value)] : []));
  return keys.length === value.items.length ? new Set(keys) : undefined;
}
