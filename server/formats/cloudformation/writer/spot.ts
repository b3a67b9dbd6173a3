/* The keys from a resource down to a spot, as the spelling of a row asks for them. */
import type { Place, Step } from '../../../../rules/kit/index.ts';
import type { Entry as Row, Source, SourceResource } from '../../format.ts';
import { childrenOf, itemOf, rootOf, type Spot } from '../../layout/spot.ts';
import { decline, writable } from '../../spell.ts';
import { keyText } from '../template.ts';

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
