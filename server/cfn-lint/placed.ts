/* Where the findings of cfn-lint stand, and where they go while somebody types. */
import type { Position } from '../formats/syntax/lines.ts';
import type { Range } from '../linter/outcome.ts';
import type { CfnLintFinding } from './finding.ts';

export interface PlacedFinding {
  readonly finding: CfnLintFinding;
  readonly range: Range;
}

/** Replaces what stands at `range`, or all of the text. */
export interface Typed {
  readonly range?: Range;
  readonly text: string;
}

/** In the text that they were found in. */
export function placed(findings: readonly CfnLintFinding[], text: string): readonly PlacedFinding[] {
  const lines = text.split(/\r\n|\r|\n/);
  return findings.map((finding) => ({ finding, range: rangeOf(finding, lines) }));
}

/**
 * After changes that apply one after the other. A finding that a change touches is gone: it may be mended. One that
 * nothing moves stays the same object.
 */
export function followed(findings: readonly PlacedFinding[], changes: readonly Typed[]): readonly PlacedFinding[] {
  return changes.reduce((now, change) => {
    if (now.length === 0) return now;
    const { range, text } = change;
    return range ? now.flatMap((one) => movedBy(range, text, one) ?? []) : [];
  }, findings);
}

/** Undefined where the change touches it. */
function movedBy(change: Range, text: string, placed: PlacedFinding): PlacedFinding | undefined {
  const { finding, range } = placed;
  const behind = compare(change.start, range.end);
  // What is written right behind a word is a part of it, unless it begins with a blank.
  if (behind > 0 || (behind === 0 && /^\s/.test(text))) return placed;
  const before = compare(change.end, range.start);
  if (before > 0 || (before === 0 && !/\s$/.test(text))) return undefined;
  const inserted = text.split(/\r\n|\r|\n/);
  const lines = inserted.length - 1 - (change.end.line - change.start.line);
  const endsAt = (inserted.at(-1)?.length ?? 0) + (inserted.length === 1 ? change.start.character : 0);
  const characters = endsAt - change.end.character;
  if (lines === 0 && (characters === 0 || change.end.line < range.start.line)) return placed;
  const move = ({ line, character }: Position): Position => ({
    line: line + lines,
    character: line === change.end.line ? character + characters : character,
  });
  return { finding, range: { start: move(range.start), end: move(range.end) } };
}

type Place = Pick<CfnLintFinding, 'line' | 'column' | 'endLine' | 'endColumn'>;

export function rangeOf({ line, column, endLine, endColumn }: Place, lines: readonly string[]): Range {
  const start = positionOf(line, column, lines);
  const end = positionOf(endLine, endColumn, lines);
  return { start, end: compare(start, end) <= 0 ? end : start };
}

/** From lines and columns that begin with 1, and from code points to UTF-16. */
function positionOf(line: number, column: number, lines: readonly string[]): Position {
  const text = lines[line - 1] ?? '';
  const before = [...text].slice(0, Math.max(0, column - 1)).join('');
  return { line: Math.max(0, line - 1), character: before.length };
}

export const compare = (one: Position, other: Position): number =>
  one.line - other.line || one.character - other.character;
