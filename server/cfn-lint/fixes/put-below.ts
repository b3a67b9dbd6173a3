/* A value below keys of which some are there already, and stay with what is in them. */
import { keyText } from '../../formats/cloudformation/template.ts';
import { changed } from '../../formats/cloudformation/writer/changes.ts';
import type { Source, TextEdit } from '../../formats/format.ts';
import { childrenOf, type Spot } from '../../formats/layout/spot.ts';
import { nested, type Tree } from '../../formats/spell.ts';

export function putBelow(source: Source, from: Spot, keys: readonly string[], tree: Tree): readonly TextEdit[] {
  const { spot, left } = deepest(from, keys);
  return changed(source, (changes) => changes.put(spot, nested(left, tree)));
}

/** What stands at the last of the keys that is there, and the keys that are not. */
export function deepest(
  from: Spot,
  keys: readonly string[],
): { readonly spot: Spot; readonly left: { key: string }[] } {
  let spot = from;
  for (const [depth, key] of keys.entries()) {
    const next = childrenOf(spot).find(({ entry }) => entry && keyText(entry.key) === key);
    if (!next) return { spot, left: keys.slice(depth).map((one) => ({ key: one })) };
    spot = next;
  }
  return { spot, left: [] };
}
