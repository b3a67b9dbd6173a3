/*
 * What the indentation says of braces. It is asked only where they do not fit: people break braces while they type, and
 * leave the layout as it was.
 */
import * as code from './code.ts';
import type { Cursor } from './hcl-cursor.ts';

/** Does the brace at the cursor close the one at `open`, and neither one around it nor nothing at all? */
export function closes(cursor: Cursor, open: number): boolean {
  const column = cursor.column(cursor.pos);
  if (column < 0) return true;
  const indent = cursor.indent(open);
  return column === indent || (column > indent && !goesOnBehind(cursor, cursor.pos, indent));
}

/** Deeper than this, nobody writes lines that are not indented. */
const deepWithoutIndent = 16;

/** So many braces are open around the one at `open`, on a line that is not indented: most of them lack their end. */
export const isLost = (cursor: Cursor, open: number): boolean =>
  !cursor.byLayout &&
  cursor.depth > deepWithoutIndent &&
  cursor.indent(open) === 0 &&
  cursor.text.lastIndexOf('\n', open) >= cursor.base;

/** Does what is at the cursor stand outside of the brace at `open`, because it is indented by no more? */
export function leaves(cursor: Cursor, open: number): boolean {
  const column = cursor.column(cursor.pos);
  return column >= 0 && column <= cursor.indent(open);
}

/** Behind a block that was read from `open` to the cursor: was the brace that closed it a stray one, further in? */
export function endsEarly(cursor: Cursor, open: number): boolean {
  const brace = cursor.pos - 1;
  const indent = cursor.indent(open);
  return cursor.column(brace) > indent && goesOnBehind(cursor, brace, indent);
}

/** Is the line below the brace inside of what is indented by `indent`, or the end of that? */
function goesOnBehind(cursor: Cursor, brace: number, indent: number): boolean {
  const before = cursor.mark();
  cursor.pos = brace + 1;
  cursor.skip(true);
  const column = cursor.column(cursor.pos);
  const isEnd = column === indent && cursor.peek() === code.closeBrace;
  const isInside = column > indent && cursor.peek() !== code.end && !cursor.isHeader(cursor.pos);
  cursor.reset(before);
  return isEnd || isInside;
}
