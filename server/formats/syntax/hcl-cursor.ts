/*
 * Where the HCL parser stands in the text, and the few questions about the next characters that every part of it asks.
 * One cursor reads one item after the other; it never looks before the item's start.
 */
import * as code from './code.ts';
import type { Entry, Problem, ScalarNode, ScalarStyle, ScalarValue, SyntaxNode, TraversalStep } from './node.ts';
import { Pile } from './pile.ts';
import { unitsOf } from './units.ts';
import { Words } from './words.ts';

/** How many characters behind the one that it stands at the parser may ask for without saying so: a sign is `...`. */
export const restOfSign = 2;

/** Levels that are read; each costs a dozen stack frames here, and some in everything that walks the tree. */
export const deepest = 256;

/** Of one item. Whoever has more to mend has a file that is no HCL. */
const mostProblems = 100;

/**
 * How far behind the header of a block somebody may still be in a comment or a heredoc that holds whole blocks. One that
 * was just opened, and is not closed yet, shall not make every key that is hit cost the rest of the file.
 */
const farBehindHeader = 20_000;

/** A place that `reset` can go back to. */
export interface Mark {
  readonly pos: number;
  readonly end: number;
  readonly unclosed: number;
  readonly problems: number;
}

export class Cursor {
  readonly text: string;
  readonly units: Uint16Array;
  pos = 0;
  /** Where reading stops: the end of the text, of a heredoc, or the header of the next block. */
  end: number;
  /** Whether line breaks are white space: between most brackets they are. */
  acrossLines = false;
  /** Whether the indentation is believed where it contradicts the braces. */
  byLayout = false;
  /** Whether brackets of this item were found to be unclosed. */
  isWounded = false;
  depth = 0;
  problems: Problem[] = [];
  /** A block has begun: whoever meets the header of another one has left it. */
  isInside = false;
  /** Where a heredoc begins that never ends: what follows may be its text, of which nothing is wrong. */
  torn = Number.POSITIVE_INFINITY;
  /** An interpolation of this item was not closed; the others have to be on their line, so that each is read once. */
  onOneLine = false;
  /** Start of the item; spans are relative to it. */
  base = 0;
  /** Where a bracket was found to be unclosed; those around it are then unclosed too, and need not say so. */
  private unclosed = -1;
  private furthest = 0;
  /** What `indent` has found last: a line may be long, and have many brackets. */
  private known = { position: -1, indent: 0 };
  private readonly words: Words;
  private readonly header: RegExp;
  /** No line that begins in `[from, at)` is the header of a block: each is asked once, however many comments are open. */
  private readonly headers = { from: 0, at: 0 };
  /** The first end of a comment behind `from`. */
  private commentEnds = { from: 0, at: -1 };
  /** Where the next line begins that is nothing but a word, behind `from`. */
  readonly loneLines = new Map<string, { readonly from: number; readonly at: number }>();
  readonly entries = new Pile<Entry>();
  readonly items = new Pile<SyntaxNode>();
  readonly labels = new Pile<ScalarNode>();
  readonly steps = new Pile<TraversalStep>();

  /** `header`, sticky: how the blocks begin that stand in the first column and in no other block. */
  constructor(text: string, header: RegExp, units = unitsOf(text)) {
    this.text = text;
    this.units = units;
    this.words = new Words(text, units);
    this.end = text.length;
    this.header = header;
  }

  /** Goes to the start of an item and forgets the one before. */
  begin(start: number): void {
    this.base = start;
    this.pos = start;
    this.end = this.text.length;
    this.acrossLines = false;
    this.byLayout = false;
    this.isWounded = false;
    this.problems = [];
    this.isInside = false;
    this.torn = Number.POSITIVE_INFINITY;
    this.onOneLine = false;
    this.unclosed = -1;
    this.known = { position: -1, indent: 0 };
    this.furthest = start;
  }

  /** A name. */
  word(start: number, end: number): string {
    return this.words.word(start, end);
  }

  mark(): Mark {
    const { pos, end, unclosed, problems } = this;
    return { pos, end, unclosed, problems: problems.length };
  }

  reset(mark: Mark): void {
    this.lookedAt(this.pos);
    this.pos = mark.pos;
    this.end = mark.end;
    this.unclosed = mark.unclosed;
    this.problems.length = mark.problems;
  }

  /** The last place that was looked at, the end of the text counting as one. */
  get seen(): number {
    return Math.max(this.furthest, this.pos);
  }

  lookedAt(position: number): void {
    if (position > this.furthest) this.furthest = position;
  }

  peek(): number {
    return this.at(this.pos);
  }

  at(position: number): number {
    return position < this.end ? (this.units[position] ?? code.end) : code.end;
  }

  lineEnd(position: number): number {
    const end = this.text.indexOf('\n', position);
    return end < 0 || end > this.end ? this.end : end;
  }

  problem(start: number, end: number, message: string): void {
    if (start <= this.torn && this.problems.length < mostProblems)
      this.problems.push({ span: { start: start - this.base, end: end - this.base }, message });
  }

  neverClosed(start: number, length: number, closer: string): void {
    // Behind a heredoc that never ends, what closes it may be taken for its text.
    if (this.unclosed !== this.pos && this.torn > this.pos)
      this.problem(
        start,
        start + length,
        `This "${this.text.slice(start, start + length)}" is never closed; add the closing "${closer}".`,
      );
    this.unclosed = this.pos;
    this.isWounded = true;
  }

  scalar(start: number, end: number, value: ScalarValue, style: ScalarStyle): ScalarNode {
    return { kind: 'scalar', start: start - this.base, end: end - this.base, value, style };
  }

  /** The value that is not there, at the place where it would begin. */
  missing(at: number): ScalarNode {
    return this.scalar(at, at, null, 'plain');
  }

  /** Moves to the next token, over white space and comments; over line breaks where they say nothing. */
  skip(acrossLines = this.acrossLines): void {
    const { units, end } = this;
    let pos = this.pos;
    for (; pos < end; pos++) {
      const c = units[pos];
      if (c === code.space || c === code.tab || c === code.carriageReturn) continue;
      if (c === code.newline) {
        if (!acrossLines) break;
        if (!this.isInside || !isWordStart(units[pos + 1] ?? code.end) || !this.isHeader(pos + 1)) continue;
        this.end = ++pos;
        break;
      }
      if (c === code.hash || (c === code.slash && units[pos + 1] === code.slash)) pos = this.lineEnd(pos) - 1;
      else if (c === code.slash && units[pos + 1] === code.star) pos = this.commentEnd(pos) - 1;
      else break;
    }
    this.pos = pos;
    if (pos > this.furthest) this.furthest = pos;
  }

  /** Does a block begin in the line that begins at `line`, which stands in no other block? */
  isHeader(line: number): boolean {
    this.header.lastIndex = line;
    const is = this.header.test(this.text);
    this.lookedAt(is ? this.header.lastIndex : this.lineEnd(line));
    return is;
  }

  /** Behind the word at the cursor. */
  wordEnd(): number {
    const { units, end } = this;
    let at = this.pos;
    while (at < end && isWordPart(units[at] ?? code.end)) at++;
    if (at > this.furthest) this.furthest = at;
    return at;
  }

  /** The column of `position`, if nothing but blanks stands before it on its line; else -1. */
  column(position: number): number {
    let start = position;
    while (start > this.base && isBlank(this.text.charCodeAt(start - 1))) start--;
    return start === this.base || this.text.charCodeAt(start - 1) === code.newline ? position - start : -1;
  }

  /** By how much the line of `position` is indented. */
  indent(position: number): number {
    const { known } = this;
    let first = position;
    let at = position;
    while (at > this.base && at !== known.position) {
      const c = this.text.charCodeAt(at - 1);
      if (c === code.newline) break;
      at--;
      if (!isBlank(c)) first = at;
    }
    const indent = at === known.position ? known.indent : Math.max(this.column(first), 0);
    this.known = { position, indent };
    return indent;
  }

  /** Leaves the rest of the line unread. */
  skipLine(): void {
    this.pos = this.lineEnd(this.pos);
  }

  /** Behind the comment at `start`, or behind its line if it is never closed. */
  private commentEnd(start: number): number {
    const close = this.nextCommentEnd(start + 2);
    if (this.reaches(start, close, close + 2, (text) => text.includes('/*'))) return close + 2;
    this.problem(start, start + 2, 'This comment is never closed; add the closing "*/".');
    return this.lineEnd(start);
  }

  private nextCommentEnd(from: number): number {
    if (from < this.commentEnds.from || from > this.commentEnds.at) {
      const at = this.text.indexOf('*/', from);
      this.commentEnds = { from, at: at < 0 ? Number.POSITIVE_INFINITY : at };
    }
    return this.commentEnds.at;
  }

  /**
   * Whether what begins at `start` is what closes from `close` to `end`. There may be whole blocks in it, but not too many,
   * and behind the first of them nothing that opens what would be closed there.
   */
  reaches(start: number, close: number, end: number, opens: (text: string) => boolean): boolean {
    const header = this.nextHeader(this.text.indexOf('\n', start) + 1, Math.min(close, this.end));
    const limit = Math.min(header + farBehindHeader, this.end);
    if (end > limit) {
      this.lookedAt(limit);
      return false;
    }
    this.lookedAt(end);
    return header >= close || !opens(this.text.slice(header, close));
  }

  /** The first line in `[from, to)` that is the header of a block; `to` where there is none. */
  private nextHeader(from: number, to: number): number {
    const { headers } = this;
    if (from === 0) return to;
    if (from < headers.from || from > headers.at) headers.from = headers.at = from;
    while (headers.at < to) {
      if (isWordStart(this.text.charCodeAt(headers.at)) && this.isHeader(headers.at)) return headers.at;
      const end = this.text.indexOf('\n', headers.at);
      headers.at = end < 0 ? this.text.length : end + 1;
    }
    return to;
  }
}

const isBlank = (c: number): boolean => c === code.space || c === code.tab;

const isLetter = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90);

export const isDigit = (c: number): boolean => c >= code.zero && c <= code.nine;

export const isWordStart = (c: number): boolean => isLetter(c) || c === code.underscore || (c > 127 && isForeign(c));

export const isWordPart = (c: number): boolean =>
  isLetter(c) || isDigit(c) || c === code.underscore || c === code.dash || (c > 127 && isForeign(c));

/** Letters of other alphabets, and halves of those that take two code units. */
const isForeign = (c: number): boolean =>
  (c >= 0xd800 && c <= 0xdfff) || /[\p{ID_Continue}]/u.test(String.fromCharCode(c));

/** User's text in a message: a 10 MB word is not repeated. */
export const show = (text: string): string => (text.length <= 40 ? text : `${text.slice(0, 40)}…`);
