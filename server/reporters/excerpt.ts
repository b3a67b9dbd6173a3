import type { Range } from '../linter/outcome.ts';
import { type Glyph, glyphsOf, isPlain } from './width.ts';

/** A line of the user's text as it is shown, and what stands under it. Undefined where lines are left out. */
export interface Marked {
  /** From one, as editors count for people. */
  readonly number: number;
  readonly text: string;
  readonly marks: string;
}

/** Ranges of more lines are shown with a gap. */
const mostLines = 4;
/** Longer lines are shown in part: `before` the range, and so much `inAll`. In UTF-16 code units. */
const before = 40;
const inAll = 120;

/** The lines of `range` with `^^^^` under it. */
export function excerpt(lines: readonly string[], range: Range): readonly (Marked | undefined)[] {
  const first = range.start.line;
  const last = range.end.character === 0 && range.end.line > first ? range.end.line - 1 : range.end.line;
  const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const shown = numbers.length <= mostLines ? numbers : [first, first + 1, undefined, last];
  return shown.map((number) => {
    if (number === undefined) return undefined;
    const line = lines[number] ?? '';
    const from = number === first ? range.start.character : line.length - line.trimStart().length;
    const to = number === range.end.line ? range.end.character : line.trimEnd().length;
    return { number: number + 1, ...marked(line, from, to) };
  });
}

function marked(line: string, from: number, to: number): Pick<Marked, 'text' | 'marks'> {
  const start = line.length <= inAll ? 0 : Math.max(0, from - before);
  const end = line.length <= inAll ? line.length : Math.min(line.length, start + inAll);
  const opening = start > 0 ? '…' : '';
  const part = line.slice(start, end);
  const glyphs = isPlain(part) ? undefined : glyphsOf(part);
  const columns = (first: number, last: number): number =>
    glyphs ? columnsOf(glyphs, first, last) : within(part, last) - within(part, first);
  const text = glyphs ? glyphs.map(({ shown }) => shown).join('') : part;
  return {
    text: opening + (end < line.length ? `${text}…` : text.trimEnd()),
    marks:
      ' '.repeat(columns(0, from - start) + opening.length) +
      '^'.repeat(Math.max(1, columns(from - start, to - start))),
  };
}

const within = (text: string, offset: number): number => Math.min(Math.max(offset, 0), text.length);

const columnsOf = (glyphs: readonly Glyph[], first: number, last: number): number =>
  glyphs.reduce((sum, { offset, columns }) => (offset >= first && offset < last ? sum + columns : sum), 0);
