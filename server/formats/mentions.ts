import { mentionsIn as inTemplate } from './cloudformation/mentions.ts';
import { isTerraform } from './kind.ts';
import type { Mention } from './mention.ts';
import type { Document, Item } from './syntax/node.ts';
import { mentionsIn as inModule } from './terraform/mentions.ts';

export type { Mention } from './mention.ts';

/** Every place in an item where a name stands; the same ones as long as the item is the same. */
export function mentionsIn(item: Item, document: Document): readonly Mention[] {
  const known = found.get(item);
  if (known) return known;
  const made = isTerraform(document) ? inModule(item, document.language) : inTemplate(item);
  found.set(item, made);
  return made;
}
const found = new WeakMap<Item, readonly Mention[]>();
