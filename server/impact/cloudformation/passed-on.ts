/* What changes though it is written as before: it reads something that says something else, or is another one then. */
import { MadeResource } from '../../formats/cloudformation/sam/made.ts';
import type { SourceResource } from '../../formats/format.ts';
import type { Effect, Update } from '../impact.ts';
import type { Change } from './change.ts';
import { effectOf } from './effects.ts';
import { type Mentioned, mentions } from './mentioned.ts';
import { updateOf } from './required.ts';
import { attributesOf, mayMention, propertiesOf, type Side } from './side.ts';
import { wordOf } from './turned.ts';

/** A parameter has another default, a condition or a mapping says something else. */
export function readTurnedWords(change: Change): void {
  const { before, after, turned, effects } = change;
  const { words } = turned;
  if (words.size === 0) return;
  for (const [name, one] of after.resources) {
    const old = before.resources.get(name);
    if (!old || effects.get(name)?.whole !== undefined) continue;
    const when = one instanceof MadeResource ? one.exists?.name : attributesOf(one, after)['Condition'];
    if (words.has(`condition:${when}`)) effects.note(old, one, { property: 'Condition', effect: 'unknown' });
    // A deployment may have given it a value before, and then nothing changes.
    for (const [property, effect] of mentioning(one, (mentioned) => words.has(wordOf(mentioned)), change))
      effects.note(old, one, { property, effect: effect === 'replace' ? 'may-replace' : effect });
  }
}

/** What is replaced has another name and address, which is another value for whoever refers to it. */
export function replaceThoseWhoRefer(change: Change): void {
  const { before, after, effects } = change;
  const queue = effects.all().flatMap((found) => (isReplaced(effectOf(found)) ? [found.name] : []));
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const replaced = effects.get(name)?.after;
    const cause = effects.of(name);
    const refers = referringTo(name, replaced?.made?.called);
    const mayRefer = mayReferTo(replaced, name, after);
    for (const [other, one] of after.resources) {
      const old = before.resources.get(other);
      if (!old || other === name || !mayRefer(one)) continue;
      const was = effects.of(other);
      for (const [property, effect] of mentioning(one, refers, change)) {
        const isPerhaps = cause === 'may-replace' && effect === 'replace';
        effects.note(old, one, { property, effect: isPerhaps ? 'may-replace' : effect, because: name });
      }
      const now = effects.of(other);
      if (isReplaced(now) && was !== now) queue.push(other);
    }
  }
}

const isReplaced = (effect: Effect | undefined): boolean => effect === 'replace' || effect === 'may-replace';

/** By its name, or by what SAM calls it: `Shop.Stage`. In a loop a name is put together of its variable. */
function referringTo(name: string, called: string | undefined): (mentioned: Mentioned) => boolean {
  return ({ space, words }) => {
    if (space !== 'value') return false;
    const [first = ''] = words.split('.');
    return first === name || (called !== undefined && words.startsWith(called)) || /[$&]\{/.test(first);
  };
}

/** Told by the text, which is cheap: who refers to something says its name, or that of what it is made of. */
function mayReferTo(replaced: SourceResource | undefined, name: string, side: Side): (one: SourceResource) => boolean {
  const made = replaced?.made;
  const word = made?.name ?? name;
  const { document, items } = side.source;
  const globals = document.items[items.get('Globals') ?? -1];
  // What events imply, nobody names; and what `Globals` says, all of its type say.
  const isSaidElsewhere = made && (made.from.name !== word || globals?.text.includes(word) === true);
  return (one) =>
    isSaidElsewhere === true || (made !== undefined && one.made?.from === made.from) || mayMention(one, side, word);
}

/** The properties in which something is mentioned, and what a change of them requires. */
function mentioning(
  one: SourceResource,
  isIt: (mentioned: Mentioned) => boolean,
  { after, aws }: Change,
): readonly (readonly [property: string, effect: Update])[] {
  return Object.entries(propertiesOf(one, after)).flatMap(([property, value]) => {
    const effect = updateOf(one, property, aws);
    return effect !== undefined && mentions(value, isIt) ? [[property, effect] as const] : [];
  });
}
