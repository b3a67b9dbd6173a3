/*
 * From an address to the node that stands there, with everything around it. All offsets of a spot are
 * absolute; what cannot be found for sure is declined.
 */
import type { Place, Span, Step } from '../../../../rules/kit/index.ts';
import type { Entry as Row, Source, SourceResource } from '../../format.ts';
import { decline, writable } from '../../spell.ts';
import { type Entry, type Item, type SyntaxNode, spanOf } from '../../syntax/node.ts';
import { keyText } from '../template.ts';

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

/** The value of a resource: an item, or a part of its section or of the document if those are one item. */
export function resourceSpot(source: Source, { item, key, name }: Pick<SourceResource, 'item' | 'key' | 'name'>): Spot {
  const isIt = ({ entry }: Spot) => entry?.key.start === key.start;
  let reached: readonly Spot[] = [rootOf(source, itemOf(source, item))];
  for (let depth = 0; depth < 3; depth++) {
    const found = reached.find(isIt);
    if (found) return found;
    reached = reached.flatMap(childrenOf);
  }
  return decline(`${name} is not found`);
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
export function spotAt(source: Source, place: Pick<Place, 'item' | 'span'>): Spot {
  const owned = itemOf(source, place.item);
  const start = owned.base + place.span.start;
  const end = owned.base + place.span.end;
  let at: Spot | undefined = rootOf(source, owned);
  while (at && (at.start !== start || at.end !== end))
    at = childrenOf(at).find((child) => child.start <= start && end <= child.end);
  return at ?? decline('no value stands there');
}

/** Keys and positions, without the branches of conditions on the way. */
export type KeyPath = readonly (string | number)[];

/** From the resource down to a spot. */
export function pathTo(spot: Spot, resource: string): KeyPath {
  const path = pathInItem(spot);
  // Where its section or the whole document is one item, that has keys of its own.
  const own = path[0] === 'Resources' && path[1] === resource ? 1 : 0;
  return path[own] === resource ? path.slice(own + 1) : decline('it stands in no resource');
}

/** From the key of its item down to a spot. */
export function pathInItem(spot: Spot): KeyPath {
  const path: (string | number)[] = [];
  let at = spot;
  while (at.up) {
    let { up } = at;
    if (!isBranch(at)) path.unshift(at.entry ? keyText(at.entry.key) : at.index);
    else if (up.entry && keyText(up.entry.key) === 'Fn::If' && up.up) up = up.up;
    at = up;
  }
  if (at.entry) path.unshift(keyText(at.entry.key));
  return path;
}

/** One of the values that a condition decides between. */
export function isBranch({ entry, index, up }: Spot): boolean {
  if (entry || !up || index === 0) return false;
  return up.node.tag?.name === '!If' || (up.entry !== undefined && keyText(up.entry.key) === 'Fn::If');
}

/** What the spelling of a row at `path` asks for, from the resource down; a number is any position in a list. */
export function spelledPath(row: Row, path: Place['path']): readonly (Step | number)[] {
  const within = row.keys.map((key): Step => ({ key }));
  let steps: (Step | number)[] = [{ key: 'Properties' }, ...within];
  let shape = row.type.properties;
  for (const name of path) {
    if (typeof name === 'number') {
      steps.push(name);
      continue;
    }
    const property = shape[name];
    const spelling = property?.spelling[row.form.dialect];
    if (!property || spelling === undefined) return decline(`${name} has no word here`);
    const [, around] = /^<(owner|resource)>\./.exec(spelling) ?? [];
    if (around !== undefined) steps = around === 'owner' ? [{ key: 'Properties' }] : [];
    const below = around === undefined ? spelling : spelling.slice(around.length + '<>.'.length);
    for (const step of writable(below)) {
      const { pick, ...list } = step;
      steps.push(...(pick ? [list, { key: '', pick }] : [step]));
    }
    shape = property.shape ?? {};
  }
  return steps;
}

/** The steps that are left behind a spot at `path`; declined where it stands on another way. */
export function stepsBehind(path: KeyPath, steps: readonly (Step | number)[]): readonly Step[] {
  if (!leadsAlong(path, steps)) decline('it is written in another place');
  return steps.slice(path.length).map((step) => (typeof step === 'number' ? decline('an item is missing') : step));
}

export const leadsAlong = (path: KeyPath, steps: readonly (Step | number)[]): boolean =>
  path.every((at, i) => fits(at, steps[i]));

function fits(at: string | number, step: Step | number | undefined): boolean {
  if (step === undefined) return false;
  if (typeof at === 'number') return typeof step === 'number' || step.pick !== undefined;
  if (typeof step === 'number') return false;
  return step.key === at || (step.anyCase === true && step.key.toLowerCase() === at.toLowerCase());
}
