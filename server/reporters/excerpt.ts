import type { Range } from '../linter/outcome.ts';
import { type Glyph, glyphsOf } from './width.ts';

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
  const glyphs = glyphsOf(line.slice(start, end));
  const ahead = columns(glyphs.filter(({ offset }) => start + offset < from)) + opening.length;
  const under = columns(glyphs.filter(({ offset }) => start + offset >= from && start + offset < to));
  const text = glyphs.map(({ shown }) => shown).join('');
  return {
    text: opening + (end < line.length ? `${text}…` : text.trimEnd()),
    marks: ' '.repeat(ahead) + '^'.repeat(Math.max(1, under)),
  };
}

const columns = (glyphs: readonly Glyph[]): number => glyphs.reduce((sum, glyph) => sum + glyph.columns, 0);
