/*
 * Blocks in JSON as they are written. The other spots are those of blocks and attributes, as if it were HCL: where
 * several blocks stand in a list, nothing of theirs tells.
 */
import type { Source } from '../../format.ts';
import { rootOf, spotIn, type Spot as Written } from '../../layout/spot.ts';
import { decline } from '../../spell.ts';
import { lastAtOrBefore } from '../../syntax/lines.ts';
import { keyText, type Spot } from './spot.ts';

/** The object, list or text of a spot. */
export function writtenAt(source: Source, spot: Spot): Written {
  const { items, starts } = source.document;
  const item = items[lastAtOrBefore(starts, spot.base)] ?? decline('it is in no item');
  return spotIn(rootOf(source, { item, base: spot.base }), spot);
}

/** What stands at the key of a block: its object, or the list of all of its kind. */
export const holderOf = (written: Written): Written =>
  written.entry ? written : (written.up ?? decline('it has no key'));

/** The key at which a value stands, be it in a list. */
export const keyOf = (written: Written): string => nameOf(holderOf(written)) ?? decline('it has no key');

/** Its own key. */
export const nameOf = ({ entry }: Pick<Written, 'entry'>): string | undefined => entry && keyText(entry);
