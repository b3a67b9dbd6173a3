/* One value becomes another. */
import type { TextEdit } from '../../format.ts';
import { decline } from '../../spell.ts';
import { leadOf } from '../../syntax/lines.ts';
import type { NewValue } from './changes.ts';
import { bodyLines, joined, valueLines, type Written } from './print.ts';
import { quoted } from './quote.ts';
import { isBody, type Spot } from './spot.ts';
import type { Style } from './style.ts';
import { commentsAround, commentsIn, isMultiLine } from './text.ts';

/** `isMoved`: its text, comments and all, is taken elsewhere by the same fix. */
export function replaceValue(
  text: string,
  { spot, value, others }: NewValue,
  style: Style,
  isMoved: boolean,
): TextEdit {
  const { node, start, end } = spot;
  const inside = (one: Spot): readonly string[] => (isMoved ? [] : commentsIn(text, one));
  const comments = [...inside(spot), ...others.flatMap((other) => commentsAround(text, other, inside(other)))];
  const lead = leadOf(text, start);
  const edit = (newText: string): TextEdit => ({ start, end, newText });
  if (isBody(spot)) {
    const body = onlyBody(value);
    if (comments.some(isMultiLine)) return decline('a long comment stands in it');
    return edit(joined(bodyLines(body, style.unit, comments), lead, style.eol));
  }
  if (comments.length > 0) return decline('a comment would be lost');
  // What stands in quotes stays in its quotes.
  if (node.kind === 'scalar' && node.style === 'double' && value.kind === 'scalar')
    return edit(quoted(String(value.value)));
  return edit(joined(valueLines(value, style.unit), lead, style.eol));
}

/** A block can become one block. */
export function onlyBody(value: Written): Written & { kind: 'map' } {
  const [item, more] = value.kind === 'list' ? value.items : [value];
  return item?.kind === 'map' && !more ? item : decline('this is not one block');
}
