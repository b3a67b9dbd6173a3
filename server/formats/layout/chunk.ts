/* Text that is taken along as it is, with its comments, to be written again at another indentation. */
import type { Place, Span } from '../../../rules/kit/index.ts';
import type { Source } from '../format.ts';
import { decline } from '../spell.ts';
import { leadOf, lineEnd, lineStart } from '../syntax/lines.ts';
import { type Spot, spotAt } from './spot.ts';
import { belowWith, columnOf, commentsIn, endOf, isMultiLine, linesOf, tailOf } from './text.ts';

/**
 * `block`: lines that stand below a key. `value`: what follows a key on its line; its further lines are
 * indented from that key on.
 */
export interface Chunk {
  readonly form: 'block' | 'value';
  readonly isSequence: boolean;
  readonly inBrackets: boolean;
  readonly lines: readonly string[];
}

export const chunkOf = (source: Source, place: Place): Chunk => chunkIn(source, spotAt(source, place));

export function chunkIn({ document: { text, language } }: Source, spot: Spot): Chunk {
  if (hasAnchor(spot)) return decline('an anchor would stand twice');
  const { node } = spot;
  const isSequence = node.kind === 'sequence';
  const isFlow = spot.inBrackets || ((node.kind === 'map' || node.kind === 'sequence') && node.flow);
  if (isFlow || node.tag || (node.kind !== 'map' && node.kind !== 'sequence')) {
    const span = { start: spot.start, end: isFlow ? spot.end : withTail(text, spot) };
    const lead = spot.inBrackets || language === 'json' ? leadOf(text, spot.start) : ' '.repeat(keyColumn(text, spot));
    return { form: 'value', isSequence, inBrackets: isFlow, lines: shifted(text, span, lead, spot) };
  }
  const span = blockSpan(text, spot);
  return {
    form: 'block',
    isSequence,
    inBrackets: false,
    lines: shifted(text, span, ' '.repeat(columnOf(text, spot.start)), spot),
  };
}

/** A block below its key with the comments that belong to it: above its first line, behind and below its last. */
export function blockSpan(text: string, spot: Spot): Span {
  const { entry, base, start } = spot;
  const column = columnOf(text, start);
  const isBelowKey = entry !== undefined && lineStart(text, base + entry.key.start) !== lineStart(text, start);
  const first = isBelowKey ? firstBelow(text, base + entry.key.end) : start;
  const key = entry ? columnOf(text, base + entry.key.start) : -1;
  const end = withTail(text, spot);
  // Comments at the dashes of a list that is not indented may as well speak of the next key.
  return { start: first, end: isBelowKey ? belowWith(text, end, Math.max(column, key + 1)) : end };
}

/** The first line with anything on it below the line of a key, without its indentation. */
function firstBelow(text: string, key: number): number {
  let at = lineEnd(text, key);
  while (/\s/.test(text[at] ?? '')) at++;
  return at;
}

/** With the comment behind its last line, which is one of several. */
function withTail(text: string, spot: Spot): number {
  const end = endOf(text, spot);
  return isMultiLine(text.slice(spot.start, end)) ? end + tailOf(text, end).length : end;
}

function keyColumn(text: string, spot: Spot): number {
  const { entry, base, up } = spot;
  if (entry) return columnOf(text, base + entry.key.start);
  return up ? columnOf(text, up.start) : decline('it stands nowhere');
}

/** The lines of a stretch without `lead`, the first as it is. */
function shifted(text: string, span: Span, lead: string, spot: Spot): readonly string[] {
  const comments = new Set(spot.inBrackets ? [] : commentsIn(text, span, [spot]).map(({ start }) => start));
  let at = span.start;
  return linesOf(text.slice(span.start, span.end)).map((line, index) => {
    const start = at;
    at = lineEnd(text, at) + (text.startsWith('\r\n', lineEnd(text, at)) ? 2 : 1);
    if (index === 0) return line;
    const content = line.trimStart();
    const isComment = comments.has(start + line.length - content.length);
    if (line.startsWith(lead)) return line.slice(lead.length);
    return content === '' || isComment || spot.inBrackets ? content : decline('its lines are indented in no order');
  });
}

function hasAnchor(spot: Spot): boolean {
  const { node } = spot;
  if (node.anchor !== undefined) return true;
  const below =
    node.kind === 'map' ? node.entries.map(({ value }) => value) : node.kind === 'sequence' ? node.items : [];
  return below.some((child) => hasAnchor({ ...spot, node: child }));
}

/** The text of a chunk whose key, or whose own lines, stand at `lead`. */
export const chunkText = ({ lines }: Chunk, lead: string, eol: string): string =>
  lines.map((line, index) => (index === 0 || line === '' ? line : lead + line)).join(eol);
