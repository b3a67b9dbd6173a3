/* Text that is taken along as it is, with its comments, to be written again at another indentation. */
import { decline } from '../../spell.ts';
import { childrenOf } from '../../syntax/children.ts';
import { leadOf, lineEnd, lineStart } from '../../syntax/lines.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { Spot } from './spot.ts';

/** A line without the indentation of what holds it. The lines of a heredoc stay where they are. */
export interface Line {
  readonly text: string;
  readonly isHeredoc?: boolean;
}

/** From where the spot begins to its end; the first line as it is. */
export function linesOf(text: string, { node, base, start, end }: Spot): readonly Line[] {
  const lead = leadOf(text, start);
  const heredocs = heredocsIn(node).map((one) => ({ start: base + one.start, end: base + one.end }));
  const lines: Line[] = [];
  for (let at = start; at <= end; ) {
    const stop = Math.min(lineEnd(text, at), end);
    const line = text.slice(at, stop);
    const isHeredoc = heredocs.some((one) => one.start < lineStart(text, at) && at < one.end);
    if (at === start) lines.push({ text: line });
    else if (isHeredoc) lines.push({ text: line, isHeredoc });
    else if (line.startsWith(lead)) lines.push({ text: line.slice(lead.length) });
    else lines.push({ text: line.trim() === '' ? '' : decline('its lines are indented in no order') });
    at = stop + (text.startsWith('\r\n', stop) ? 2 : 1);
  }
  return lines;
}

const isHeredoc = (node: SyntaxNode): boolean =>
  (node.kind === 'scalar' || node.kind === 'template') && node.style === 'heredoc';

const heredocsIn = (node: SyntaxNode): readonly SyntaxNode[] =>
  isHeredoc(node) ? [node] : childrenOf(node).flatMap(heredocsIn);
