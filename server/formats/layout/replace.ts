/*
 * One value becomes another. What is inline stays where it was; what becomes a block goes below its key.
 * Comments that stood inside and are not taken elsewhere are put above.
 */
import type { Span } from '../../../rules/kit/index.ts';
import type { TextEdit } from '../format.ts';
import { decline } from '../spell.ts';
import { leadOf, lineEnd, lineStart } from '../syntax/lines.ts';
import { blockText, indentOf, inlineText, newLine } from './block.ts';
import { brackets } from './brackets.ts';
import { blockSpan } from './chunk.ts';
import { inDoubleQuotes } from './insert.ts';
import { quoted } from './scalar.ts';
import { childrenOf, type Spot } from './spot.ts';
import { localStyle, type Style } from './style.ts';
import { type Comment, columnOf, commentsIn, dashOf, endOf, isMultiLine, keyOf, tailOf } from './text.ts';
import type { Written } from './written.ts';

/** `isMoved`: its text, comments and all, is taken elsewhere by the same fix. */
export function replaceValue(
  text: string,
  spot: Spot,
  value: Written,
  style: Style,
  isMoved: boolean,
): readonly TextEdit[] {
  if (spot.node.anchor !== undefined) return decline('an anchor stands before it');
  const sameQuotes = requoted(spot, value);
  if (sameQuotes !== undefined) return [{ start: spot.start, end: spot.end, newText: sameQuotes }];
  if (spot.inBrackets) return [replaceBetween(text, spot, value, style, isMoved)];
  return replaceInBlock(text, spot, value, localStyle(text, spot, style), isMoved);
}

/** A scalar in quotes stays in its quotes. */
function requoted({ node }: Spot, value: Written): string | undefined {
  if (node.kind !== 'scalar' || node.tag || value.kind !== 'scalar' || node.value === null) return undefined;
  if (node.style === 'double') return JSON.stringify(String(value.value));
  if (node.style === 'single') return quoted(String(value.value), "'");
  return undefined;
}

function replaceBetween(text: string, spot: Spot, value: Written, style: Style, isMoved: boolean): TextEdit {
  const old = text.slice(spot.start, spot.end);
  if (!isMoved && hasComments(text, spot)) return decline('a comment would be lost');
  const around = spot.up ? text.slice(spot.up.start, spot.up.end) : old;
  const isEmpty = /^[[{]\s*[\]}]$/.test(old) || !/^[[{]/.test(old);
  const isSpread = isMultiLine(isEmpty ? around : old);
  const layout = { json: inDoubleQuotes(text, spot), ...(isSpread && { lead: leadOf(text, spot.start) }) };
  const space = spot.start === spot.end ? ' ' : '';
  return { start: spot.start, end: spot.end, newText: space + brackets(value, style, layout) };
}

/** Whether there is more between the values than brackets, commas and blanks. */
const hasComments = (text: string, spot: Spot): boolean =>
  commentsIn(text, spot, [spot]).length > 0 || /\/[/*]/.test(gaps(text, spot));

function gaps(text: string, spot: Spot): string {
  let rest = '';
  let at = spot.start;
  const skip = (one: Spot): void => {
    const children = childrenOf(one);
    if (one.node.kind === 'map')
      for (const { key } of one.node.entries) {
        rest += text.slice(at, Math.max(at, one.base + key.start));
        at = Math.max(at, one.base + key.end);
      }
    for (const child of children) skip(child);
    if (children.length === 0) {
      rest += text.slice(at, Math.max(at, one.start));
      at = Math.max(at, one.end);
    }
  };
  skip(spot);
  return rest;
}

function replaceInBlock(text: string, spot: Spot, value: Written, style: Style, isMoved: boolean): readonly TextEdit[] {
  const old = surroundings(text, spot, isMoved);
  const inline = inlineText(value, old.keyColumn, style);
  if (inline !== undefined && !old.isBlock) {
    const space = old.opener === spot.start ? ' ' : '';
    const edit = { start: spot.start, end: old.end, newText: space + inline };
    return [...old.above(old.inner), edit];
  }
  if (inline !== undefined) {
    const comment = old.behindKey === '' ? '' : ` ${old.behindKey}`;
    const edit = { start: old.opener, end: old.end, newText: ` ${inline}${comment}` };
    return [...old.above([...old.before, ...old.inner]), edit];
  }
  const comments = [...old.before, ...old.inner];
  if (!spot.entry) return [replaceItem(text, spot, value, style, old, comments)];
  const column = columnFor(text, spot, value, old, style);
  const tail = old.isBlock ? '' : tailOf(text, old.end);
  const end = old.end + tail.length;
  const lines = (kept: readonly string[]) =>
    [...kept, blockText(value, column, style)].map((line) => newLine(column, style) + line).join('');
  if (old.isOnKeyLine) return [{ start: old.opener, end, newText: tail + lines(comments) }];
  const below = tail === '' ? comments : [...comments, tail.trimStart()];
  return [{ start: lineEnd(text, old.opener), end, newText: lines(below) }];
}

function replaceItem(
  text: string,
  spot: Spot,
  value: Written,
  style: Style,
  old: Surroundings,
  comments: readonly string[],
): TextEdit {
  const column = columnOf(text, spot.start);
  const tail = old.isBlock ? '' : tailOf(text, old.end);
  const kept = tail === '' ? comments : [...comments, tail.trimStart()];
  const newText = [...kept, blockText(value, column, style)].join(newLine(column, style));
  return { start: spot.start, end: old.end + tail.length, newText };
}

/** Where a block stood, another of its kind stands in its column. */
function columnFor(text: string, spot: Spot, value: Written, old: Surroundings, style: Style): number {
  if (!old.isBlock || old.isOnKeyLine) return old.keyColumn + indentOf(value, style);
  const isList = value.kind === 'list' || (value.kind === 'chunk' && value.chunk.isSequence);
  const wasList = spot.node.kind === 'sequence';
  return isList === wasList ? columnOf(text, spot.start) : old.keyColumn + indentOf(value, style);
}

interface Surroundings {
  /** Behind the colon or the dash. */
  readonly opener: number;
  readonly keyColumn: number;
  readonly isOnKeyLine: boolean;
  /** Several lines held together by indentation. */
  readonly isBlock: boolean;
  readonly end: number;
  /** The comment behind the key, where the value stands below it. */
  readonly behindKey: string;
  /** Comments between the key and the value on lines of their own. */
  readonly before: readonly string[];
  /** Comments inside of the value. */
  readonly inner: readonly string[];
  /** Comment lines above the line that it begins on. */
  above(comments: readonly string[]): readonly TextEdit[];
}

function surroundings(text: string, spot: Spot, isMoved: boolean): Surroundings {
  const { node, entry, base, up, start } = spot;
  const opener = entry ? colonEnd(text, base + entry.key.end) : dashOf(text, spot) + 1;
  const keyAt = entry ? keyOf(text, spot) : opener - 1;
  if (!up && !entry) return decline('it stands nowhere');
  const isOnKeyLine = lineStart(text, start) === lineStart(text, opener);
  const stop = endOf(text, spot);
  const isCollection = (node.kind === 'map' || node.kind === 'sequence') && !node.flow;
  const isBlock = isCollection && start !== stop;
  const isLong = isMultiLine(text.slice(start, stop));
  // A comment behind the last line of a block is one of the block.
  const own = isBlock && (isLong || !isOnKeyLine || !entry) ? stop + tailOf(text, stop).length : stop;
  const goesWhole = isMoved && isBlock && !node.tag;
  const end = goesWhole ? Math.max(own, blockSpan(text, spot).end) : own;
  if (!/^(?:\s|#[^\r\n]*)*$/.test(text.slice(opener, start))) return decline('something stands before it');
  const leading = commentsIn(text, { start: opener, end: start }, []);
  const isBehindKey = ({ start: at }: Span) => lineStart(text, at) === lineStart(text, opener);
  const textOf = (comment: Comment) => comment.text;
  return {
    opener,
    keyColumn: columnOf(text, keyAt),
    isOnKeyLine,
    isBlock,
    end,
    behindKey: leading.find(isBehindKey)?.text ?? '',
    before: goesWhole ? [] : leading.filter((one) => !isBehindKey(one)).map(textOf),
    inner: isMoved ? [] : commentsIn(text, { start, end }, [spot]).map(textOf),
    above(comments) {
      if (comments.length === 0) return [];
      const at = lineStart(text, opener);
      const lead = leadOf(text, opener);
      const eol = text.startsWith('\r\n', lineEnd(text, opener)) ? '\r\n' : '\n';
      return [{ start: at, end: at, newText: comments.map((one) => lead + one + eol).join('') }];
    },
  };
}

function colonEnd(text: string, keyEnd: number): number {
  let at = keyEnd;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return text[at] === ':' ? at + 1 : decline('its key has no colon');
}
