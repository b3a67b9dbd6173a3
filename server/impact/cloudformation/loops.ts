import { keyText } from '../../formats/cloudformation/template.ts';
import type { Source, Spot } from '../../formats/format.ts';
import type { Item } from '../../formats/syntax/node.ts';
import { differenceOf } from '../../formats/syntax/splice.ts';
import type { ResourceImpact } from '../impact.ts';

/** What was written otherwise of loops and macros among the resources that nobody can take apart: what they make is unknown. */
export function loopsOfUnknown(before: Source, after: Source): readonly ResourceImpact[] {
  const { from, removed, added } = differenceOf(before.document.items, after.document.items);
  const [were, are] = [loopsIn(before, from, removed), loopsIn(after, from, added)];
  return [...new Set([...are.keys(), ...were.keys()])].flatMap((name): ResourceImpact[] => {
    const [one, other] = [were.get(name), are.get(name)];
    if (one?.item.text === other?.item.text) return [];
    return [{ name, type: '', effect: 'unknown', reasons: [], before: one?.key, after: other?.key }];
  });
}

interface Loop {
  readonly item: Item;
  readonly key: Spot;
}

function loopsIn({ document, items, resources }: Source, from: number, count: number): ReadonlyMap<string, Loop> {
  const changed = document.items.slice(from, from + count);
  if (!changed.some(isLoop)) return new Map();
  const takenApart = new Set(resources.map((one) => items.get(one.item)));
  const ids = new Map([...items].map(([id, index]) => [index, id]));
  const loops = new Map<string, Loop>();
  for (const [i, item] of changed.entries()) {
    const id = ids.get(from + i);
    if (!isLoop(item) || !item.key || id === undefined || takenApart.has(from + i)) continue;
    loops.set(keyText(item.key), { item, key: { item: id, start: item.key.start, end: item.key.end } });
  }
  return loops;
}

const isLoop = ({ section, key }: Item): boolean =>
  section === 'Resources' && key !== undefined && keyText(key).startsWith('Fn::');
