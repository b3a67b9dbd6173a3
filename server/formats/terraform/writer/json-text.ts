/* What stands in an expression of HCL inside of a text of JSON: `"${var.tls ? \"HTTPS\" : \"HTTP\"}"`. */
import type { Source, TextEdit } from '../../format.ts';
import { decline } from '../../spell.ts';
import { insertItems } from './brackets.ts';
import { inlineText, type Written } from './print.ts';
import { quoted } from './quote.ts';
import type { Spot } from './spot.ts';
import { styleOf } from './style.ts';

/** Whether what holds a spot is neither an object nor a list of JSON. */
export function isInText(spot: Spot): boolean {
  for (let at = spot.up; at; at = at.up) if (at.node.kind !== 'map' && at.node.kind !== 'sequence') return true;
  return false;
}

export function setInText({ node, start, end }: Spot, value: Written): TextEdit {
  if (node.kind !== 'scalar' && node.kind !== 'traversal') return decline('it is put together of others');
  // What stands in quotes stays in its quotes.
  const isText = node.kind === 'scalar' && node.style === 'double' && value.kind === 'scalar';
  return inJson({ start, end, newText: isText ? quoted(String(value.value)) : inlineText(value) });
}

/** More items of a list that stands there. */
export function putInText({ document }: Source, spot: Spot, value: Written): readonly TextEdit[] {
  if (value.kind !== 'list' || spot.node.kind !== 'sequence') return decline('an object in a text is left alone');
  return insertItems(document.text, spot, value.items, styleOf(document)).map(inJson);
}

const inJson = (edit: TextEdit): TextEdit => ({ ...edit, newText: JSON.stringify(edit.newText).slice(1, -1) });
