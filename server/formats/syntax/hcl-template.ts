/*
 * Reads text: in quotes or as a heredoc, with what stands in it. Text in quotes ends with its line, where its quote was
 * forgotten; so does an interpolation that would go on to something else.
 */
import * as code from './code.ts';
import { readNames, readWord } from './hcl-collection.ts';
import { type Cursor, isWordPart } from './hcl-cursor.ts';
import { dedented, unescaped, unescapedHeredoc } from './hcl-values.ts';
import type { DirectiveNode, ScalarNode, SyntaxNode, TemplateNode } from './node.ts';

/** What reads an expression: the texts and the expressions stand in each other. */
type ReadExpression = (cursor: Cursor) => SyntaxNode;

/** Text in double quotes; the cursor is at the first of them. */
export function readQuoted(cursor: Cursor, readExpression: ReadExpression): ScalarNode | TemplateNode {
  const { units, end, pos: start } = cursor;
  let hasEscapes = false;
  for (let at = start + 1; at < end; at++) {
    const c = units[at] ?? code.end;
    if (c > code.percent && c !== code.backslash) continue;
    if (c === code.quote) {
      cursor.pos = at + 1;
      const value = hasEscapes ? meaning(cursor, start + 1, at) : cursor.text.slice(start + 1, at);
      return cursor.scalar(start, at + 1, value, 'double');
    }
    if (c === code.backslash) {
      hasEscapes = true;
      at++;
      if (units[at] === code.newline) at--;
    } else if (c === code.dollar || c === code.percent) {
      const next = units[at + 1];
      if (next === code.openBrace) return readQuotedTemplate(cursor, readExpression);
      if (next === c && units[at + 2] === code.openBrace) {
        hasEscapes = true;
        at += 2;
      }
    } else if (c === code.newline) break;
  }
  const at = textEnd(cursor, start + 1);
  cursor.pos = at;
  cursor.lookedAt(at);
  neverQuoted(cursor, start, at);
  return cursor.scalar(start, at, meaning(cursor, start + 1, at), 'double');
}

function readQuotedTemplate(cursor: Cursor, readExpression: ReadExpression): TemplateNode {
  const start = cursor.pos++;
  const parts = readParts(cursor, 'double', readExpression);
  if (cursor.peek() === code.quote) cursor.pos++;
  else neverQuoted(cursor, start, cursor.pos);
  return { kind: 'template', start: start - cursor.base, end: cursor.pos - cursor.base, parts, style: 'double' };
}

/** Text that stands in no quotes of HCL, up to the end that was set: there, a backslash is a backslash. */
export const readBareTemplate = (cursor: Cursor, readExpression: ReadExpression): readonly SyntaxNode[] =>
  readParts(cursor, 'heredoc', readExpression);

function neverQuoted(cursor: Cursor, start: number, end: number): void {
  cursor.problem(start, end, 'This quote is never closed; add the closing ".');
}

/** Where the text of a line ends, before the line break. */
function textEnd(cursor: Cursor, start: number): number {
  const end = cursor.lineEnd(start);
  return end > start && cursor.text.charCodeAt(end - 1) === code.carriageReturn ? end - 1 : end;
}

const meaning = (cursor: Cursor, start: number, end: number): string =>
  unescaped(cursor.text.slice(start, end), (from, to, message) => cursor.problem(start + from, start + to, message));

/** Up to the closing quote, or the end of the line; in a heredoc, up to the end that was set. */
function readParts(cursor: Cursor, style: TemplateNode['style'], readExpression: ReadExpression): SyntaxNode[] {
  const { text, items } = cursor;
  const first = items.size;
  let from = cursor.pos;
  let isStripped = false;
  const literal = (to: number, stripsEnd: boolean): void => {
    if (to === from) return;
    let value = style === 'double' ? meaning(cursor, from, to) : unescapedHeredoc(text.slice(from, to));
    if (isStripped) value = value.trimStart();
    if (stripsEnd) value = value.trimEnd();
    items.push(cursor.scalar(from, to, value, style));
  };
  for (;;) {
    const at = partEnd(cursor, style);
    const c = cursor.at(at);
    if (c !== code.dollar && c !== code.percent) {
      literal(at, false);
      cursor.pos = at;
      return items.take(first);
    }
    literal(at, text.charCodeAt(at + 2) === code.tilde);
    cursor.pos = at;
    items.push(c === code.dollar ? readInterpolation(cursor, readExpression) : readDirective(cursor, readExpression));
    from = cursor.pos;
    isStripped = text.charCodeAt(from - 2) === code.tilde;
  }
}

/** The next interpolation or directive, or where the text ends. */
function partEnd(cursor: Cursor, style: TemplateNode['style']): number {
  const { units, end } = cursor;
  let at = cursor.pos;
  for (; at < end; at++) {
    const c = units[at] ?? code.end;
    if (c === code.dollar || c === code.percent) {
      if (units[at + 1] === code.openBrace) return at;
      if (units[at + 1] === c && units[at + 2] === code.openBrace) at += 2;
    } else if (style === 'double') {
      if (c === code.quote) return at;
      if (c === code.newline) return textEnd(cursor, cursor.pos);
      if (c === code.backslash && units[at + 1] !== code.newline) at++;
    }
  }
  return Math.min(at, end);
}

/** `${ … }`; the cursor is at the dollar. */
function readInterpolation(cursor: Cursor, readExpression: ReadExpression): SyntaxNode {
  const value = between(cursor, () => {
    cursor.skip();
    if (cursor.peek() === code.closeBrace || cursor.peek() === code.tilde) return noValue(cursor);
    return readExpression(cursor);
  });
  return value ?? cursor.missing(cursor.pos);
}

function noValue(cursor: Cursor): ScalarNode {
  cursor.problem(cursor.pos, cursor.pos + 1, 'A value is missing here; add one.');
  return cursor.missing(cursor.pos);
}

/** `%{ … }`; the cursor is at the percent sign. */
function readDirective(cursor: Cursor, readExpression: ReadExpression): DirectiveNode {
  const start = cursor.pos;
  const inside = between(cursor, () => {
    const word = readWord(cursor);
    if (word !== 'if' && word !== 'for') return { word, of: [] };
    if (word === 'for') readNames(cursor);
    return { word, of: [readExpression(cursor)] };
  });
  const { word, of } = inside ?? { word: '', of: [] };
  return { kind: 'directive', start: start - cursor.base, end: cursor.pos - cursor.base, word, of };
}

/**
 * What stands between `${` or `%{` and its brace. If that is not there, the line is believed: the text ends with it, and
 * what seemed to be inside on the lines below is forgotten.
 */
function between<T>(cursor: Cursor, read: () => T): T | undefined {
  const start = cursor.pos;
  const { acrossLines, end } = cursor;
  const lineEnd = textEnd(cursor, start);
  cursor.acrossLines = true;
  if (cursor.onOneLine) cursor.end = lineEnd;
  cursor.pos += cursor.at(start + 2) === code.tilde ? 3 : 2;
  const mark = cursor.mark();
  let inside: T | undefined = read();
  cursor.skip();
  if (cursor.peek() === code.tilde && cursor.at(cursor.pos + 1) === code.closeBrace) cursor.pos++;
  if (cursor.peek() === code.closeBrace) cursor.pos++;
  else {
    if (cursor.pos > lineEnd) {
      inside = undefined;
      cursor.reset({ ...mark, pos: lineEnd });
      cursor.onOneLine = true;
    }
    cursor.neverClosed(start, 2, '}');
  }
  cursor.acrossLines = acrossLines;
  cursor.end = end;
  return inside;
}

/** A heredoc; the cursor is at `<<`. */
export function readHeredoc(cursor: Cursor, readExpression: ReadExpression): ScalarNode | TemplateNode {
  const start = cursor.pos;
  const { text } = cursor;
  cursor.pos += 2;
  const isIndented = cursor.peek() === code.dash;
  if (isIndented) cursor.pos++;
  const tag = text.slice(cursor.pos, cursor.wordEnd());
  cursor.pos += tag.length;
  const tagEnd = cursor.pos;
  if (tag === '') {
    cursor.problem(start, tagEnd, 'A heredoc needs a word that ends it; write <<EOT, and EOT on a line of its own.');
    return cursor.missing(start);
  }
  const firstLine = Math.min(cursor.lineEnd(tagEnd) + 1, cursor.end);
  if (text.slice(tagEnd, firstLine).trim() !== '') {
    const at = tagEnd + text.slice(tagEnd, firstLine).search(/\S/);
    cursor.problem(at, textEnd(cursor, at), `The text of a heredoc begins below <<${tag}; break the line here.`);
  }
  const last = lastLine(cursor, tag, firstLine);
  if (last === undefined) {
    cursor.problem(start, tagEnd, `This heredoc never ends; add a line with ${tag} alone.`);
    cursor.torn = Math.min(cursor.torn, start);
    cursor.pos = textEnd(cursor, tagEnd);
    return cursor.scalar(start, tagEnd, '', 'heredoc');
  }
  const { end, acrossLines } = cursor;
  cursor.end = last;
  cursor.pos = firstLine;
  const parts = readParts(cursor, 'heredoc', readExpression);
  cursor.end = end;
  cursor.acrossLines = acrossLines;
  cursor.pos = text.indexOf(tag, last) + tag.length;
  const pieces = isIndented ? withoutIndent(parts) : parts;
  const span = { start: start - cursor.base, end: cursor.pos - cursor.base };
  const [only] = pieces;
  if (only === undefined) return { kind: 'scalar', ...span, value: '', style: 'heredoc' };
  if (pieces.length === 1 && isText(only)) return { kind: 'scalar', ...span, value: only.value, style: 'heredoc' };
  return { kind: 'template', ...span, parts: pieces, style: 'heredoc' };
}

const isText = (part: SyntaxNode): part is ScalarNode => part.kind === 'scalar' && part.style === 'heredoc';

function withoutIndent(parts: readonly SyntaxNode[]): SyntaxNode[] {
  const pieces = dedented(parts.map((part) => (isText(part) ? String(part.value) : undefined)));
  return parts.map((part, index) => (isText(part) ? { ...part, value: pieces[index] ?? part.value } : part));
}

/** Where the line begins that ends a heredoc. */
function lastLine(cursor: Cursor, tag: string, from: number): number | undefined {
  const line = cursor.loneLines.get(tag);
  const found = line && from >= line.from && from <= line.at ? line : { from, at: nextLoneLine(cursor, tag, from) };
  cursor.loneLines.set(tag, found);
  const { at } = found;
  const end = at < cursor.end ? cursor.lineEnd(at) : at;
  return cursor.reaches(from - 1, at, end, (text) => opens(text, tag)) ? at : undefined;
}

/** The start of the next line that has nothing but the word on it. */
function nextLoneLine({ text }: Cursor, word: string, from: number): number {
  for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1)) {
    let line = at;
    while (line > from && isBlank(text.charCodeAt(line - 1))) line--;
    if (line > from && text.charCodeAt(line - 1) !== code.newline) continue;
    let behind = at + word.length;
    while (behind < text.length && isBlank(text.charCodeAt(behind))) behind++;
    if (behind === text.length || text.charCodeAt(behind) === code.newline) return line;
  }
  return Number.POSITIVE_INFINITY;
}

const opens = (text: string, tag: string): boolean =>
  [`<<${tag}`, `<<-${tag}`].some((sign) => {
    const at = text.indexOf(sign);
    return at >= 0 && !isWordPart(text.charCodeAt(at + sign.length));
  });

const isBlank = (c: number): boolean => c === code.space || c === code.tab || c === code.carriageReturn;
