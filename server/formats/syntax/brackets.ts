/* How many brackets of an item of JSON are open at its end that were not before; negative where it closes more. */
import * as code from './code.ts';
import { lineEnd } from './lines.ts';
import type { Item } from './node.ts';

const counted = new WeakMap<Item, number>();

export function countBrackets(item: Item | undefined): number {
  if (!item) return 0;
  const known = counted.get(item);
  if (known !== undefined) return known;
  const count = bracketsIn(item.text);
  counted.set(item, count);
  return count;
}

function bracketsIn(text: string): number {
  const lastComment = text.lastIndexOf('*/');
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === code.openBrace || c === code.openBracket) open++;
    else if (c === code.closeBrace || c === code.closeBracket) open--;
    else if (c === code.quote) at = stringEnd(text, at);
    else if (c === code.slash && text.startsWith('*', at + 1) && at + 2 <= lastComment)
      at = text.indexOf('*/', at + 2) + 1;
    else if (c === code.slash && (text.startsWith('/', at + 1) || text.startsWith('*', at + 1))) at = lineEnd(text, at);
  }
  return open;
}

/** The last character of a string in double quotes, which ends with its line at the latest. */
export function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === code.quote || c === code.newline || c === code.carriageReturn) return at;
    if (c === code.backslash) at++;
  }
  return text.length;
}
