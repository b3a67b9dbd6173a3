/*
 * The blocks of a file in JSON, where each label is a key. Nobody can tell an object from a block there, nor a list of
 * objects from several blocks: in the body of a resource each is a block, which is read as a map and as a list of one.
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json
 */
import { terraform } from '../syntax/dialect.ts';
import type { Entry, Item, MapNode, ScalarNode, SyntaxNode } from '../syntax/node.ts';
import type { Declared } from './file.ts';

/** In JSON, an entry with this key is a comment. */
export const commentKey = '//';

const known = new WeakMap<Item, readonly Declared[]>();

/** The same ones as long as the item is the same. */
export function declaredInJson(item: Item): readonly Declared[] {
  const declared = known.get(item) ?? declaredIn(item);
  known.set(item, declared);
  return declared;
}

function declaredIn({ kind: of, section, key, value }: Item): readonly Declared[] {
  if (!value) return none;
  if (of === 'member' && section !== undefined && key) {
    const [kind = '', ...around] = section.split('.');
    return below({ kind, labels: around }, key, value);
  }
  // A document in brackets is one item.
  const entries = key ? [{ key, value }] : mapsIn(value).flatMap((map) => map.entries);
  return of === 'entry' ? entries.flatMap((entry) => atTheTop(entry)) : none;
}

const none: readonly never[] = [];

function atTheTop({ key, value }: Entry): readonly Declared[] {
  if (key.kind !== 'scalar') return none;
  const kind = String(key.value);
  const labels = terraform.blocks?.get(kind);
  if (labels === undefined) return none;
  return labels === 0 ? made({ kind, labels: [] }, key, value) : inside({ kind, labels: [] }, value);
}

type Path = Pick<Declared, 'kind' | 'labels'>;

/** What stands at a key, which is the next label. */
function below({ kind, labels: around }: Path, key: ScalarNode, value: SyntaxNode): readonly Declared[] {
  if (key.value === commentKey) return none;
  const path = { kind, labels: around.concat(String(key.value)) };
  return path.labels.length === terraform.blocks?.get(kind) ? made(path, key, value) : inside(path, value);
}

const inside = (path: Path, value: SyntaxNode): readonly Declared[] =>
  mapsIn(value).flatMap(({ entries }) =>
    entries.flatMap(({ key, value: inner }) => (key.kind === 'scalar' ? below(path, key, inner) : [])),
  );

const made = ({ kind, labels }: Path, key: ScalarNode, value: SyntaxNode): readonly Declared[] =>
  mapsIn(value).map((map) => ({ kind, labels, key, node: hasBlocks.has(kind) ? bodyOf(map) : asBody(map) }));

/** What stands alone, and what stands in a list. */
function mapsIn(value: SyntaxNode): readonly MapNode[] {
  if (value.kind === 'map') return [value];
  return value.kind === 'sequence' ? value.items.filter((one) => one.kind === 'map') : none;
}

/** In the bodies of others, such as modules, whatever stands is a value. */
const hasBlocks: ReadonlySet<string> = new Set(['resource', 'data', 'ephemeral', 'provider', 'terraform']);

/** By name: a copy with one thing more is what V8 takes longest for. In JSON, nodes have no more than that. */
const asBody = (
  { kind, start, end, entries, flow }: MapNode,
  blocks = entries,
  labels: readonly ScalarNode[] = none,
): MapNode => ({ kind, start, end, entries: blocks, flow, labels });

function bodyOf(map: MapNode, labels?: readonly ScalarNode[]): MapNode {
  const blocks: Entry[] = [];
  for (const entry of map.entries) addBlocks(entry, blocks);
  // As long as it must be: an array that grows one by one has room for as many more.
  return asBody(map, blocks.slice(), labels);
}

/** Into one list: `flatMap` takes a tenth of what a key costs. */
function addBlocks(entry: Entry, to: Entry[]): void {
  const { key, value } = entry;
  const name = key.kind === 'scalar' ? key.value : undefined;
  if (name === 'dynamic') {
    for (const { entries } of mapsIn(value)) for (const one of entries) addDynamic(key, one, to);
    return;
  }
  const isBlock = value.kind === 'map' || (value.kind === 'sequence' && isListOfMaps(value.items));
  // What a dynamic block goes over is a value; the entries of a map of them are as many blocks.
  if (!isBlock || name === 'for_each') to.push(entry);
  else for (const map of mapsIn(value)) to.push({ key, value: bodyOf(map) });
}

const isListOfMaps = (items: readonly SyntaxNode[]): boolean =>
  items.length > 0 && items.every(({ kind }) => kind === 'map');

/** `dynamic "ingress" { … }`, of which there may be several. */
function addDynamic(dynamic: SyntaxNode, { key, value }: Entry, to: Entry[]): void {
  if (key.kind !== 'scalar') return;
  for (const map of mapsIn(value)) to.push({ key: dynamic, value: bodyOf(map, [key]) });
}
