/* What the text of a scalar means: the core schema of YAML 1.2, folded lines, escapes, block scalars. */
import type { ScalarValue } from './node.ts';
import { BACKSLASH, DASH, NEWLINE, PLUS, RETURN, SPACE, TAB } from './yaml-cursor.ts';

/** A plain scalar without a tag, typed by the core schema as `yaml` 2.x does it. */
export function plainValue(raw: string): ScalarValue {
  if (raw === '') return null;
  const c = raw.charCodeAt(0);
  // + - . and digits
  if (c < 58) return c >= 43 && c !== 44 && c !== 47 ? numberOf(raw) : raw;
  switch (raw) {
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null;
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
    default:
      return raw;
  }
}

function numberOf(raw: string): number | string {
  const last = raw.length - 1;
  const first = raw.charCodeAt(0);
  let at = first === PLUS || first === DASH ? 1 : 0;
  if (at > last) return raw;
  const signed = at;
  let digits = 0;
  let c = raw.charCodeAt(at);
  if (c === 48 && signed === 0 && last > 1) {
    const radix = raw.charCodeAt(1);
    if (radix === 120) return everyFrom(raw, 2, isHex) ? Number(raw) : raw;
    if (radix === 111) return everyFrom(raw, 2, isOctal) ? Number(raw) : raw;
  }
  while (at <= last && isDigit(raw.charCodeAt(at))) {
    at++;
    digits++;
  }
  if (at <= last && raw.charCodeAt(at) === 46) {
    at++;
    const fraction = at;
    while (at <= last && isDigit(raw.charCodeAt(at))) at++;
    digits += at - fraction;
    if (digits === 0) return specialFloat(raw, signed);
  }
  if (digits === 0) return raw;
  if (at > last) return Number(raw);
  c = raw.charCodeAt(at);
  if (c !== 101 && c !== 69) return raw;
  at++;
  c = at <= last ? raw.charCodeAt(at) : 0;
  if (c === PLUS || c === DASH) at++;
  return at <= last && everyFrom(raw, at, isDigit) ? Number(raw) : raw;
}

function specialFloat(raw: string, signed: number): number | string {
  switch (raw.slice(signed)) {
    case '.inf':
    case '.Inf':
    case '.INF':
      return raw.charCodeAt(0) === DASH ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    case '.nan':
    case '.NaN':
    case '.NAN':
      return signed === 0 ? Number.NaN : raw;
    default:
      return raw;
  }
}

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isOctal = (c: number): boolean => c >= 48 && c <= 55;
const isHex = (c: number): boolean => isDigit(c) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);

function everyFrom(raw: string, from: number, test: (c: number) => boolean): boolean {
  for (let at = from; at < raw.length; at++) if (!test(raw.charCodeAt(at))) return false;
  return raw.length > from;
}

/**
 * The value of a scalar that has a tag. A tag of YAML's own types says what the text is; any other
 * tag (`!Ref`, `!Sub`) leaves it text, so that `!Ref 123` is no number.
 */
export function taggedValue(tag: string, text: string): ScalarValue {
  switch (tag) {
    case '!!int':
    case '!!float':
    case '!!bool':
    case '!!null':
      return plainValue(text);
    default:
      return text;
  }
}

/** Lines of a plain or quoted scalar made one: a line break is a space, an empty line a line break. */
export function foldLines(raw: string): string {
  const lines = raw.split('\n');
  const last = lines.length - 1;
  let folded = trimTail(lines[0] ?? '');
  let separator = ' ';
  for (let i = 1; i < last; i++) {
    const line = trimHead(trimTail(lines[i] ?? ''));
    if (line === '') {
      if (separator === '\n') folded += separator;
      else separator = '\n';
    } else {
      folded += separator + line;
      separator = ' ';
    }
  }
  return last === 0 ? raw : folded + separator + trimHead(lines[last] ?? '');
}

function trimHead(line: string): string {
  let at = 0;
  while (at < line.length && (line.charCodeAt(at) === SPACE || line.charCodeAt(at) === TAB)) at++;
  return at === 0 ? line : line.slice(at);
}

function trimTail(line: string): string {
  let at = line.length;
  if (at > 0 && line.charCodeAt(at - 1) === RETURN) at--;
  while (at > 0 && (line.charCodeAt(at - 1) === SPACE || line.charCodeAt(at - 1) === TAB)) at--;
  return at === line.length ? line : line.slice(0, at);
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ['/', '/'],
  ['\\', '\\'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);
const codeLengths: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** The value between double quotes that hold an escape or a line break; `onInvalid` gets the offset and length of bad escapes. */
export function resolveEscapes(raw: string, onInvalid: (offset: number, length: number) => void): string {
  let value = '';
  let from = 0; // start of text that is taken as it is
  let at = 0;
  while (at < raw.length) {
    const c = raw.charCodeAt(at);
    if (c === NEWLINE) {
      value += trimTail(raw.slice(from, at));
      let breaks = 0;
      while (at < raw.length && raw.charCodeAt(at) <= SPACE) {
        if (raw.charCodeAt(at) === NEWLINE) breaks++;
        at++;
      }
      value += breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
      from = at;
    } else if (c === BACKSLASH) {
      value += raw.slice(from, at);
      const letter = raw[at + 1] ?? '';
      const length = codeLengths.get(letter);
      const plain = escapes.get(letter);
      if (plain !== undefined) {
        value += plain;
        at += 2;
      } else if (length !== undefined) {
        const code = raw.slice(at + 2, at + 2 + length);
        const point = code.length === length && everyFrom(code, 0, isHex) ? Number.parseInt(code, 16) : -1;
        if (point >= 0 && point <= 0x10ffff) value += String.fromCodePoint(point);
        else {
          onInvalid(at, 2 + code.length);
          value += raw.slice(at, at + 2 + code.length);
        }
        at += 2 + code.length;
      } else if (letter === '\n' || (letter === '\r' && raw.charCodeAt(at + 2) === NEWLINE)) {
        at += letter === '\n' ? 2 : 3;
        while (at < raw.length && (raw.charCodeAt(at) === SPACE || raw.charCodeAt(at) === TAB)) at++;
      } else {
        onInvalid(at, 2);
        value += raw.slice(at, at + 2);
        at += 2;
      }
      from = at;
    } else at++;
  }
  return value + raw.slice(from);
}

/**
 * The lines of a block scalar, from `from` to the end of its last line with content; `indent` columns
 * of each are indentation. In a folded scalar, lines that begin with white space keep their breaks.
 */
export function blockValue(text: string, from: number, end: number, indent: number, folded: boolean): string {
  // Joined at the end: adding line to line would keep every one of them in memory.
  const parts: string[] = [];
  let separator = '';
  let moreIndented = false;
  for (let line = from; line < end; ) {
    let lineEnd = text.indexOf('\n', line);
    if (lineEnd < 0 || lineEnd > end) lineEnd = end;
    const next = lineEnd + 1;
    if (lineEnd > line && text.charCodeAt(lineEnd - 1) === RETURN) lineEnd--;
    let content = line;
    while (content < lineEnd && text.charCodeAt(content) === SPACE) content++;
    const start = Math.min(line + indent, content);
    const empty = content === lineEnd;
    if (!folded || (empty && separator === '')) {
      parts.push(separator, text.slice(start, lineEnd));
      if (empty && separator === '') parts.push('\n');
      else separator = '\n';
    } else if (content > start || text.charCodeAt(content) === TAB) {
      if (separator === ' ') separator = '\n';
      else if (!moreIndented && separator === '\n') separator = '\n\n';
      parts.push(separator, text.slice(start, lineEnd));
      separator = '\n';
      moreIndented = true;
    } else if (empty) {
      if (separator === '\n') parts.push('\n');
      else separator = '\n';
    } else {
      parts.push(separator, text.slice(content, lineEnd));
      separator = ' ';
      moreIndented = false;
    }
    line = next;
  }
  return parts.join('');
}
