/* What comes into a body, and what goes from it. */
import type { TextEdit } from '../../format.ts';
import { decline } from '../../spell.ts';
import { afterBreak, beginsLine, leadOf, lineEnd, lineStart } from '../../syntax/lines.ts';
import type { Line } from './chunk.ts';
import { type Entries, joined, layout, type Statement, statementLines, statementsOf } from './print.ts';
import { removedLines } from './remove.ts';
import { chainOf, type Row, realigned, rowsOf } from './rows.ts';
import { type Body, childrenOf } from './spot.ts';
import { leadIn, type Style } from './style.ts';
import { isEmptyLine, isMultiLine, lineBefore, tailOf } from './text.ts';

/** What becomes of a body: positions in it are those of its entries. */
export interface BodyChange {
  readonly entries: Entries;
  readonly gone: ReadonlySet<number>;
  /** Attributes that take several lines from now on. */
  readonly long: ReadonlySet<number>;
}

export function editBody(
  text: string,
  body: Body,
  { entries, gone, long }: BodyChange,
  style: Style,
): readonly TextEdit[] {
  const rows = rowsOf(text, body);
  const statements = statementsOf(entries, style.unit);
  if (!isMultiLine(text.slice(body.start, body.end))) {
    if (gone.size + long.size > 0) return decline('it is written on one line');
    return openedUp(text, body, rows, statements, style);
  }
  const into: Into = {
    ...{ text, body, rows, style },
    stays: (row) => !gone.has(rows.indexOf(row)),
    isLong: (row) => long.has(rows.indexOf(row)),
    lead: leadIn(text, body, style),
  };
  const isLast = ({ key, isBlock }: Statement): boolean => !isBlock && key === 'depends_on';
  const attributes = statements.filter((one) => !one.isBlock && !isLast(one));
  const blocks = statements.filter((one) => one.isBlock);
  const last = statements.filter(isLast);
  return [
    ...attributeEdits(into, attributes),
    ...blocksByKey(blocks).flatMap((some) => blockEdits(into, some)),
    ...last.flatMap((one) => lastEdits(into, one)),
    ...removedLines(
      text,
      childrenOf(body).filter((_, i) => gone.has(i)),
      body,
    ),
  ];
}

interface Into {
  readonly text: string;
  readonly body: Body;
  readonly rows: readonly Row[];
  stays(row: Row): boolean;
  isLong(row: Row): boolean;
  readonly lead: string;
  readonly style: Style;
}

/** What Terraform itself understands, or what people write at the end. */
const leading: ReadonlySet<string> = new Set(['count', 'for_each', 'provider']);
const trailing: ReadonlySet<string> = new Set([
  'tags',
  'tags_all',
  'depends_on',
  'lifecycle',
  'timeouts',
  'provisioner',
]);

/** `{}` and `{ a = 1 }` are taken apart into lines. */
function openedUp(
  text: string,
  body: Body,
  rows: readonly Row[],
  statements: readonly Statement[],
  { eol, unit }: Style,
): readonly TextEdit[] {
  const outer = leadOf(text, body.start);
  const lead = outer + unit;
  const [row, more] = rows;
  const behind = row ? row.end : body.start + 1;
  const isPlain = (from: number, to: number) => /^[ \t]*$/.test(text.slice(from, to));
  if (more || !isPlain(behind, body.end - 1) || (row && !isPlain(body.start + 1, row.start)))
    return decline('it is laid out in no order');
  const closed = (lines: readonly Line[]) => eol + lead + joined(lines, lead, eol) + eol + outer;
  if (!row) return [{ start: body.start + 1, end: body.end - 1, newText: closed(layout(statements)) }];
  const kept: Statement = {
    key: text.slice(row.start, row.keyEnd),
    isBlock: row.isBlock,
    lines: [{ text: text.slice(row.keyEnd, row.end).replace(/^\s*=?\s*/, '') }],
  };
  if (row.isBlock) return decline('a block stands in it');
  return [{ start: body.start + 1, end: body.end - 1, newText: closed(layout([kept, ...statements])) }];
}

function attributeEdits(into: Into, attributes: readonly Statement[]): readonly TextEdit[] {
  const { text, body, lead, style } = into;
  const { eol } = style;
  const anchor = attributes.length === 0 ? undefined : attributeAnchor(into);
  const joins = anchor && !leading.has(anchor.key) ? anchor : undefined;
  const come = attributes.filter(({ lines }) => lines.length === 1);
  const others = attributes.filter(({ lines }) => lines.length > 1);
  const neighbour = joins?.sign === undefined && others.length === 0 ? below(into, joins) : joins;
  const { width, edits } = spacing(into, { neighbour, come, isSplit: others.length > 0 });
  if (attributes.length === 0) return edits;
  const lines = [...come.flatMap((one) => statementLines(one, width)), ...layout(others)];
  const at = anchor ? endOfLine(text, anchor.end) : topOf(text, body);
  const isApart = anchor !== undefined && !joins;
  const before = isApart ? eol + eol : eol;
  const isFollowed = (isApart || !anchor) && !endsBody(text, at, body) && !isEmptyLine(text, afterBreak(text, at));
  const newText = before + lead + joined(lines, lead, eol) + (isFollowed ? eol : '');
  return [...edits, { start: at, end: at, newText }];
}

interface Coming {
  /** What comes stands below this row, or above it, as its neighbour. */
  readonly neighbour: Row | undefined;
  readonly come: readonly Statement[];
  /** Something of several lines comes as well, and parts it from the rows below. */
  readonly isSplit: boolean;
}

/** The signs of old rows, and how wide the new ones are, where neighbours come, go, or take several lines from now on. */
function spacing(
  { rows, stays, isLong }: Into,
  { neighbour, come, isSplit }: Coming,
): { readonly width: number; readonly edits: readonly TextEdit[] } {
  const keys = come.map(({ key }) => key.length);
  const edits: TextEdit[] = [];
  let width = Math.max(0, ...keys);
  for (const chain of chainsIn(rows)) {
    for (const part of partsOf(chain, (row) => isLong(row), isSplit ? neighbour : undefined)) {
      const isJoined = neighbour !== undefined && part.includes(neighbour);
      const isSame = part.length === chain.length && part.every(stays);
      if (isSame && !isJoined) continue;
      const made = realigned(chain, (row) => part.includes(row) && stays(row), isJoined ? keys : []);
      edits.push(...made.edits);
      if (isJoined) width = made.width;
    }
    for (const row of chain.filter(isLong))
      edits.push({ start: row.keyEnd, end: row.sign ?? row.keyEnd, newText: ' ' });
  }
  return { width, edits };
}

/** The neighbours that are left on each side of a row that is none any more, or below `last`. */
function partsOf(
  chain: readonly Row[],
  isNone: (row: Row) => boolean,
  last: Row | undefined,
): readonly (readonly Row[])[] {
  const parts: Row[][] = [[]];
  for (const row of chain) {
    if (!isNone(row)) parts.at(-1)?.push(row);
    if (isNone(row) || row === last) parts.push([]);
  }
  return parts.filter((part) => part.length > 0);
}

/** Each once. */
function chainsIn(rows: readonly Row[]): readonly (readonly Row[])[] {
  return rows.flatMap((row, index) => {
    const chain = chainOf(rows, index);
    return chain[0] === row ? [chain] : [];
  });
}

/** What new attributes stand below: the last attribute before the first block, as far as it is not one for the end. */
function attributeAnchor({ rows, stays }: Into): Row | undefined {
  const firstBlock = rows.findIndex(({ isBlock }) => isBlock);
  const attributes = rows.filter((row) => !row.isBlock && stays(row));
  const above = attributes.filter((row) => firstBlock < 0 || rows.indexOf(row) < firstBlock);
  const isOwn = ({ key }: Row) => !leading.has(key) && !trailing.has(key);
  return above.findLast(isOwn) ?? attributes.findLast(isOwn) ?? above.findLast(({ key }) => leading.has(key));
}

/** The row on the line below. */
function below({ rows }: Into, row: Row | undefined): Row | undefined {
  const next = row && rows[rows.indexOf(row) + 1];
  return next?.follows ? next : undefined;
}

/** Where the line ends on which something ends, with nothing but a comment behind that. */
function endOfLine(text: string, end: number): number {
  tailOf(text, end);
  return lineEnd(text, end);
}

/** Below the opening brace. */
const topOf = (text: string, body: Body): number => endOfLine(text, body.start + 1);

const endsBody = (text: string, at: number, body: Body): boolean =>
  lineStart(text, body.end - 1) === afterBreak(text, at);

function blocksByKey(blocks: readonly Statement[]): readonly (readonly Statement[])[] {
  const keys = [...new Set(blocks.map(({ key }) => key))];
  return keys.map((key) => blocks.filter((one) => one.key === key));
}

/** Behind those of their kind, or behind all that is no matter of Terraform itself. */
function blockEdits(into: Into, blocks: readonly Statement[]): readonly TextEdit[] {
  const { text, body, rows, stays, lead, style } = into;
  const { eol } = style;
  const alike = rows.filter((row) => row.isBlock && row.key === blocks[0]?.key && stays(row));
  const anchor = alike.at(-1) ?? blockAnchor(into);
  const at = anchor ? endOfLine(text, anchor.end) : topOf(text, body);
  const isDense = alike.length > 1 && alike.at(-1)?.follows === true;
  const between = isDense ? eol : eol + eol;
  const isFollowed = !isDense && !endsBody(text, at, body) && !isEmptyLine(text, afterBreak(text, at));
  const texts = blocks.map((one) => lead + joined(statementLines(one, 0), lead, eol));
  const newText = (anchor ? between : eol) + texts.join(between) + (isFollowed ? eol : '');
  return [{ start: at, end: at, newText }];
}

/** The last row that belongs before a new block, and whatever stands directly below it. */
function blockAnchor({ rows, stays }: Into): Row | undefined {
  const left = rows.filter(stays);
  let index = left.findLastIndex(({ key }) => !trailing.has(key));
  while (left[index + 1]?.follows && left[index + 1]?.isBlock === false) index++;
  return left[index];
}

/** At the end of the body, apart from all else. */
function lastEdits({ text, body, lead, style: { eol } }: Into, statement: Statement): readonly TextEdit[] {
  let line = lineStart(text, body.end - 1);
  if (!beginsLine(text, body.end - 1)) return decline('it is laid out in no order');
  for (let above = lineBefore(text, line); above !== undefined && above > body.start; above = lineBefore(text, line)) {
    if (!isEmptyLine(text, above)) break;
    line = above;
  }
  const above = lineBefore(text, line) ?? 0;
  const at = lineEnd(text, above);
  const isFirst = lineStart(text, body.start) === above;
  const newText = (isFirst ? eol : eol + eol) + lead + joined(statementLines(statement, 0), lead, eol);
  return [{ start: at, end: at, newText }];
}
