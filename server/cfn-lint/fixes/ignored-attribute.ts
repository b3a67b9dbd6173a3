/* What stands there is not looked at by anybody, or must not be there: it goes. */
import { keyText } from '../../formats/cloudformation/template.ts';
import { changed } from '../../formats/cloudformation/writer/changes.ts';
import { type Mend, spotOf } from './fix.ts';

export const ignoredAttribute: Mend = (here) => {
  const spot = spotOf(here);
  if (!spot.entry) return [];
  const edits = changed(here.source, (changes) => changes.remove(spot));
  return [{ title: `Remove ${keyText(spot.entry.key)}`, edits, isPreferred: true }];
};
