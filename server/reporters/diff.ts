import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import pc from 'picocolors';
import { harmless } from './width.ts';

export interface DiffLook {
  readonly color: boolean;
  /** A terminal would obey control characters; a file or a program gets every character as it is. */
  readonly isTerminal: boolean;
}

/** What changes in a file, as `git apply` and `patch -p1` take it; empty where nothing does. */
export function diff(file: string, before: string, after: string, { color, isTerminal }: DiffLook): string {
  const patch = structuredPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: 3 });
  if (patch.hunks.length === 0) return '';
  const { red, green, cyan, bold } = pc.createColors(color);
  const brushes = new Map([...'+-@'].map((sign, index) => [sign, [green, red, cyan][index]]));
  const [from = '', to = '', ...lines] = formatPatch(patch, FILE_HEADERS_ONLY).split('\n');
  const painted = lines.map((line) => (brushes.get(line[0] ?? '') ?? String)(isTerminal ? readable(line) : line));
  return [bold(harmless(from)), bold(harmless(to)), ...painted].join('\n');
}

const readable = (line: string): string => harmless(line.replace(/\r$/, '').replaceAll('\t', '  '));
