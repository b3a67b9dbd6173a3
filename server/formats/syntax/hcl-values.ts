/* What the characters of HCL's texts mean. */

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
]);

const special = /\\u[\da-fA-F]{4}|\\U[\da-fA-F]{8}|\\[\s\S]?|\$\$(?=\{)|%%(?=\{)/g;

/** The text between two quotes. What is no escape stands for itself, and `report` is told about it. */
export function unescaped(raw: string, report: (start: number, end: number, message: string) => void): string {
  if (!raw.includes('\\') && !hasDoubled(raw)) return raw;
  return raw.replace(special, (found, at: number) => {
    if (found.charAt(0) !== '\\') return found.charAt(0);
    if (found.length > 2) {
      const point = Number.parseInt(found.slice(2), 16);
      if (point <= 0x10ffff) return String.fromCodePoint(point);
    }
    const meaning = escapes.get(found.slice(1));
    if (meaning !== undefined) return meaning;
    report(at, at + found.length, `HCL has no escape "${found}"; write "\\\\" where a backslash is meant.`);
    return found;
  });
}

/** The text of a heredoc, where a backslash is a backslash. */
export const unescapedHeredoc = (raw: string): string =>
  hasDoubled(raw) ? raw.replace(/\$\$(?=\{)|%%(?=\{)/g, (found) => found.charAt(0)) : raw;

const hasDoubled = (raw: string): boolean => raw.includes('{') && (raw.includes('$${') || raw.includes('%%{'));

/**
 * The pieces of an indented heredoc (`<<-`) without the indentation that all of its lines have. Blank lines have no say,
 * and stay as they are; a line that begins with an interpolation, which `undefined` stands for, is not indented at all.
 */
export function dedented(pieces: readonly (string | undefined)[]): (string | undefined)[] {
  let least = Number.POSITIVE_INFINITY;
  let beginsLine = true;
  for (const piece of pieces) {
    if (piece === undefined) {
      if (beginsLine) return [...pieces];
      continue;
    }
    for (const line of indentedLines(piece, beginsLine)) least = Math.min(least, line.search(/\S|$/));
    beginsLine = piece.endsWith('\n');
  }
  if (least === 0 || least === Number.POSITIVE_INFINITY) return [...pieces];
  beginsLine = true;
  return pieces.map((piece) => {
    const isFirst = beginsLine;
    beginsLine = piece?.endsWith('\n') ?? false;
    if (piece === undefined) return undefined;
    return linesOf(piece)
      .map((line, index) => ((index > 0 || isFirst) && !isBlankLine(line) ? line.slice(least) : line))
      .join('');
  });
}

const indentedLines = (piece: string, beginsLine: boolean): string[] =>
  linesOf(piece).filter((line, index) => (index > 0 || beginsLine) && !isBlankLine(line));

/** Each with its line break. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (let start = 0; start < text.length; ) {
    const at = text.indexOf('\n', start);
    const end = at < 0 ? text.length : at + 1;
    lines.push(text.slice(start, end));
    start = end;
  }
  return lines;
}

/** Blanks that end with their line; behind other blanks an interpolation stands. */
const isBlankLine = (line: string): boolean => line.endsWith('\n') && line.trim() === '';
