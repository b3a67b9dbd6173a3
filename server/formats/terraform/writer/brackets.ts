/* What comes into an object or a list. */
import type { TextEdit } from '../../format.ts';
import { decline } from '../../spell.ts';
import { beginsLine, leadOf, lineEnd } from '../../syntax/lines.ts';
import {
  type Entries,
  inlineText,
  joined,
  layout,
  type Statement,
  statementLines,
  valueLines,
  type Written,
} from './print.ts';
import { keyOf, quoted } from './quote.ts';
import { chainOf, realigned, rowsOf } from './rows.ts';
import { childrenOf, type Spot } from './spot.ts';
import type { Style } from './style.ts';
import { isMultiLine, tailOf } from './text.ts';

/** New entries of an object, behind those that it has. */
export function insertEntries(text: string, object: Spot, entries: Entries, style: Style): readonly TextEdit[] {
  const { eol, unit } = style;
  const children = childrenOf(object);
  const last = children.at(-1);
  const isSpread = isMultiLine(text.slice(object.start, object.end));
  const outer = leadOf(text, object.start);
  if (!last?.entry) {
    if (!/^\{\s*\}$/.test(text.slice(object.start, object.end))) return decline('it is laid out in no order');
    const lead = outer + unit;
    const lines = layout(asStatements(entries, unit));
    const newText = `{${eol}${lead}${joined(lines, lead, eol)}${eol}${outer}}`;
    return [{ start: object.start, end: object.end, newText }];
  }
  const key = last.base + last.entry.key.start;
  // As the neighbour has it: `"a" : 1` and `"a": 1` as well as `a = 1`.
  const sign = text.slice(last.base + last.entry.key.end, last.start);
  const isJson = sign.includes(':');
  const isQuoted = text[key] === '"';
  const named = asStatements(entries, unit).map((one) => ({
    ...one,
    key: isQuoted && !one.key.startsWith('"') ? quoted(one.key) : one.key,
  }));
  if (!isSpread) {
    const texts = [...entries].map(([, value], i) => `${named[i]?.key}${isJson ? sign : ' = '}${inlineText(value)}`);
    return [{ start: last.end, end: last.end, newText: texts.map((one) => `, ${one}`).join('') }];
  }
  if (!beginsLine(text, key)) return decline('it is laid out in no order');
  const lead = leadOf(text, key);
  const rows = rowsOf(text, object);
  const come = named.filter(({ lines }) => lines.length === 1).map((one) => one.key.length);
  const { width, edits } = realigned(chainOf(rows, rows.length - 1), () => true, isJson ? [] : come);
  const texts = named.map((one) =>
    isJson
      ? `${one.key}${sign}${joined(one.lines, lead, eol)}`
      : joined(statementLines(one, one.lines.length === 1 ? width : 0), lead, eol),
  );
  return [...edits, ...behindLast(text, children, last, lead, texts, style)];
}

const asStatements = (entries: Entries, unit: string): readonly Statement[] =>
  [...entries].map(([key, value]) => ({ key: keyOf(key), isBlock: false, lines: valueLines(value, unit) }));

/** New items of a list, behind those that it has. */
export function insertItems(text: string, list: Spot, items: readonly Written[], style: Style): readonly TextEdit[] {
  const children = childrenOf(list);
  const last = children.at(-1);
  const texts = items.map(inlineText);
  if (!last) {
    if (!/^\[\s*\]$/.test(text.slice(list.start, list.end))) return decline('it is laid out in no order');
    return [{ start: list.start, end: list.end, newText: `[${texts.join(', ')}]` }];
  }
  if (!beginsLine(text, last.start)) {
    const comma = /^,?/.exec(text.slice(last.end))?.[0] ?? '';
    const at = last.end + comma.length;
    return [{ start: at, end: at, newText: `${comma === '' ? ',' : ''} ${texts.join(', ')}${comma}` }];
  }
  return behindLast(text, children, last, leadOf(text, last.start), texts, style, true);
}

/** On lines of their own; with a comma behind the last one, where that has been so. */
function behindLast(
  text: string,
  children: readonly Spot[],
  last: Spot,
  lead: string,
  texts: readonly string[],
  { eol }: Style,
  isList = false,
): readonly TextEdit[] {
  const hasComma = text[last.end] === ',';
  const end = last.end + Number(hasComma);
  tailOf(text, end);
  const before = children.at(-2);
  const wantsCommas = hasComma || isList || (before !== undefined && text[before.end] === ',');
  const between = wantsCommas ? ',' : '';
  const at = lineEnd(text, end);
  const newText = texts.map((one) => eol + lead + one).join(between) + (hasComma ? ',' : '');
  const added = { start: at, end: at, newText };
  return wantsCommas && !hasComma ? [{ start: last.end, end: last.end, newText: ',' }, added] : [added];
}
