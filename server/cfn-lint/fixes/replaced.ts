/* A value becomes another, in the style of the file. */
import type { Source, TextEdit } from '../../formats/format.ts';
import { replaceValue } from '../../formats/layout/replace.ts';
import type { Spot } from '../../formats/layout/spot.ts';
import { styleOf } from '../../formats/layout/style.ts';
import type { Written } from '../../formats/layout/written.ts';
import { decline } from '../../formats/spell.ts';

interface Manner {
  /** Its text, comments and all, is part of the new value. */
  readonly isMoved?: boolean;
}

export function replaced(
  source: Source,
  spot: Spot,
  value: Written,
  { isMoved = false }: Manner = {},
): readonly TextEdit[] {
  const style = styleOf(source.document);
  if (style.hasLoneReturns) return decline('its lines end in a way of their own');
  for (let at: Spot | undefined = spot; at; at = at.up)
    if (at.node.anchor !== undefined) return decline('it may be shared by an alias');
  return replaceValue(source.document.text, spot, value, style, isMoved);
}
