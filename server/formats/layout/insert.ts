/* New entries of a map, new items of a list, new members of a section: behind what stands there already. */
import type { Span } from '../../../rules/kit/index.ts';
import type { TextEdit } from '../format.ts';
import { decline } from '../spell.ts';
import { beginsLine, leadOf, lineEnd } from '../syntax/lines.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { entryText, itemText, newLine } from './block.ts';
import { brackets, keyText, type Layout } from './brackets.ts';
import { childrenOf, type Spot } from './spot.ts';
import { localStyle, type Style } from './style.ts';
import { aboveWith, belowWith, columnOf, endOf, isBelowEmptyLine, isMultiLine, keyOf, tailOf } from './text.ts';
import type { Written } from './written.ts';

export type Entries = readonly (readonly [key: string, value: Written])[];

/** Entries at the end of a map that has some; what a resource waits for stands below its type. */
export function insertEntries(text: string, map: Spot, entries: Entries, style: Style): readonly TextEdit[] {
  const children = childrenOf(map);
  const isAboutOrder = entries.every(([key]) => key === 'DependsOn');
  const type = children.find(({ entry }) => entry?.key.kind === 'scalar' && entry.key.value === 'Type');
  const last = (isAboutOrder && type) || children.at(-1);
  if (!last?.entry) return decline('an empty map is replaced');
  if (last.inBrackets) {
    const begin = map.base + last.entry.key.start;
    return insertBetween(text, map, last, begin, style, (layout) => entryTexts(entries, style, layout));
  }
  const key = keyOf(text, last);
  const column = columnOf(text, key);
  const near = localStyle(text, map, style);
  const apart = beginsLine(text, key) && isBelowEmptyLine(text, aboveWith(text, key)) ? style.eol : '';
  return [insertBelow(text, last, column, near, entryBlocks(entries, column, near), apart)];
}

/** Items at the end of a list that has some. */
export function insertItems(text: string, list: Spot, items: readonly Written[], style: Style): readonly TextEdit[] {
  const last = childrenOf(list).at(-1);
  if (!last) return decline('an empty list is replaced');
  if (last.inBrackets)
    return insertBetween(text, list, last, last.start, style, (layout) =>
      items.map((item) => brackets(item, style, layout)),
    );
  const column = columnOf(text, list.base + list.node.start);
  const near = localStyle(text, list, style);
  const blocks = items.map((item) => itemText(item, column, near));
  return [insertBelow(text, last, column, near, blocks)];
}

/** New members of a section behind another, whose comments stay with it. */
export function insertMembers(text: string, near: Spot, members: Entries, style: Style): TextEdit {
  if (!near.entry) return decline('a member has a name');
  const key = near.base + near.entry.key.start;
  if (near.inBrackets) return insertBehind(text, { start: key, end: near.end }, members, style);
  const apart = style.blankBetweenResources ? style.eol : '';
  const column = columnOf(text, keyOf(text, near));
  const end = endOf(text, near);
  tailOf(text, end);
  const at = belowWith(text, lineEnd(text, end), column + 1);
  const blocks = entryBlocks(members, column, localStyle(text, near, style));
  return { start: at, end: at, newText: blocks.map((one) => apart + newLine(column, style) + one).join('') };
}

/** Between brackets, behind an entry of that span. */
export function insertBehind(text: string, { start, end }: Span, members: Entries, style: Style): TextEdit {
  const isSpread = beginsLine(text, start);
  const apart = style.blankBetweenResources ? style.eol : '';
  const between = isSpread ? apart + style.eol + leadOf(text, start) : style.comma.slice(1);
  const layout = { json: isQuoted(text, start), ...(isSpread && { lead: leadOf(text, start) }) };
  const newText = entryTexts(members, style, layout).map((one) => `,${between}${one}`);
  return { start: end, end, newText: newText.join('') };
}

export const entryBlocks = (entries: Entries, column: number, style: Style): readonly string[] =>
  entries.map(([key, value]) => entryText(key, value, column, style));

export const entryTexts = (entries: Entries, style: Style, layout: Layout): readonly string[] =>
  entries.map(
    ([key, value]) => `${keyText(key, style, layout.json === true)}${style.colon}${brackets(value, style, layout)}`,
  );

function insertBelow(
  text: string,
  last: Spot,
  column: number,
  style: Style,
  blocks: readonly string[],
  apart = '',
): TextEdit {
  const end = endOf(text, last);
  tailOf(text, end);
  const at = lineEnd(text, end);
  return { start: at, end: at, newText: blocks.map((block) => apart + newLine(column, style) + block).join('') };
}

/** `first` is where the last entry or item begins: what is new is laid out as that one is. */
function insertBetween(
  text: string,
  container: Spot,
  last: Spot,
  first: number,
  style: Style,
  print: (layout: Layout) => readonly string[],
): readonly TextEdit[] {
  if (last.node.kind === 'alias') return decline('a comma may be part of the name of an alias');
  const isSpread = beginsLine(text, first);
  const isLong = isMultiLine(text.slice(first, last.end));
  if (!isSpread && !isLong && isMultiLine(text.slice(container.start, container.end)))
    return decline('it is laid out in no order');
  const lead = leadOf(text, first);
  if (isSpread && style.language === 'yaml' && lead.length <= leadOf(text, container.start).length)
    return decline('it is indented less than what holds it');
  const between = isSpread ? style.eol + lead : style.comma.slice(1);
  const texts = print({ json: inDoubleQuotes(text, last), ...((isSpread || isLong) && { lead }) });
  const lineStop = lineEnd(text, last.end);
  const [, comma] = (isSpread && /^(,?)[ \t]+#/.exec(text.slice(last.end, lineStop))) || [];
  if (comma === undefined)
    return [{ start: last.end, end: last.end, newText: texts.map((one) => `,${between}${one}`).join('') }];
  // A comment behind the last one goes on speaking of that one.
  const newText = texts.map((one) => between + one).join(',') + comma;
  const added = { start: lineStop, end: lineStop, newText };
  return comma === '' ? [{ start: last.end, end: last.end, newText: ',' }, added] : [added];
}

/** Whether the keys around a spot, or the texts of a list, are in double quotes as JSON has them. */
export function inDoubleQuotes(text: string, { entry, node, base, up }: Spot): boolean {
  const sample = entry?.key ?? sampleIn(node);
  // An empty map in a list shows nothing: what holds the list does.
  if (!sample) return up !== undefined && inDoubleQuotes(text, up);
  return isQuoted(text, base + sample.start);
}

function sampleIn(node: SyntaxNode): SyntaxNode | undefined {
  if (node.kind === 'map') return node.entries[0]?.key;
  return node.kind === 'sequence' ? undefined : node;
}

export const isQuoted = (text: string, at: number): boolean => text[at] === '"';
