/*
 * From an address to the node that stands there, with everything around it. All offsets of a spot are absolute; what
 * cannot be found for sure is declined.
 */
import type { Place, Span } from '../../../rules/kit/index.ts';
import type { Source } from '../format.ts';
import { decline } from '../spell.ts';
import { type Entry, type Item, type SyntaxNode, spanOf } from '../syntax/node.ts';

export interface Spot extends Span {
  readonly node: SyntaxNode;
  /** Where the item begins. */
  readonly base: number;
  readonly up: Spot | undefined;
  /** The entry of a map whose value this is; undefined for an item of a list. */
  readonly entry: Entry | undefined;
  /** Which entry or item of `up` it is. */
  readonly index: number;
  /** Brackets, not indentation, hold it together: JSON, or YAML's flow style around it. */
  readonly inBrackets: boolean;
}

export interface Owned {
  readonly item: Item;
  readonly base: number;
}

/** The item that a place names. What is broken in it is not touched. */
export function itemOf(source: Source, name: string): Owned {
  const index = source.items.get(name);
  const item = index === undefined ? undefined : source.document.items[index];
  const base = index === undefined ? undefined : source.document.starts[index];
  if (!item || base === undefined) return decline(`${name} is not in this file`);
  if (item.problems.length > 0) return decline(`${name} has a problem`);
  return { item, base };
}

/** The value of an item. A document in flow style is an item that has no key. */
export function rootOf({ document }: Source, { item, base }: Owned): Spot {
  if (!item.value) return decline('there is nothing in it');
  const entry = item.key && { key: item.key, value: item.value };
  return spot(item.value, base, undefined, entry, 0, document.language === 'json');
}

function spot(
  node: SyntaxNode,
  base: number,
  up: Spot | undefined,
  entry: Entry | undefined,
  index: number,
  inBrackets: boolean,
): Spot {
  const { start, end } = spanOf(node);
  return { node, base, up, entry, index, start: base + start, end: base + end, inBrackets };
}

export function childrenOf(parent: Spot): readonly Spot[] {
  const { node, base } = parent;
  if (node.kind === 'map')
    return node.entries.map((entry, i) => spot(entry.value, base, parent, entry, i, parent.inBrackets || node.flow));
  if (node.kind === 'sequence')
    return node.items.map((item, i) => spot(item, base, parent, undefined, i, parent.inBrackets || node.flow));
  return [];
}

/** The node at exactly this span, which is relative to the item. */
export function spotAt(source: Source, { item, span }: Pick<Place, 'item' | 'span'>): Spot {
  const owned = itemOf(source, item);
  return spotIn(rootOf(source, owned), { start: owned.base + span.start, end: owned.base + span.end });
}

export function spotIn(root: Spot, { start, end }: Span): Spot {
  let at: Spot | undefined = root;
  while (at && (at.start !== start || at.end !== end))
    at = childrenOf(at).find((child) => child.start <= start && end <= child.end);
  return at ?? decline('no value stands there');
}
