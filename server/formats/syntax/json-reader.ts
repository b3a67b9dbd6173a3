/*
 * In: text that may be half typed. Out: nodes with ranges relative to the item they stand in, and
 * problems. What an item is, and where the next one begins, is left to json.ts.
 *
 * Brackets say how deep a value goes, and so does the layout of the lines. While both agree nobody
 * asks; where they contradict each other a bracket is missing or left over, and the layout is
 * believed, because people break brackets while they type and leave the layout as it was.
 */

import * as code from './code.ts';
import { decodeString, isNumber } from './json-scalars.ts';
import { mayBeTemplate, type ReadTemplate } from './json-templates.ts';
import type { Entry, MapNode, Problem, ScalarNode, SequenceNode, SyntaxNode } from './node.ts';
import { Pile } from './pile.ts';
import { unitsOf } from './units.ts';

/**
 * What may overrule the brackets. `layout`: the indentation of every line; `outline`: only the column
 * at which the items of the document stand; `brackets`: nothing.
 */
export type Trust = 'layout' | 'outline' | 'brackets';

/** A place that `reset` can go back to. */
export interface Mark {
  readonly pos: number;
  readonly fresh: boolean;
  readonly indent: number;
  readonly lineStart: number;
  readonly repaired: boolean;
  readonly problems: number;
  readonly commentsSeen: number;
}

/** Deeper values are passed over: the call stack of this reader, and of whoever walks the tree, is finite. */
export const deepest = 1000;

/** Of one item. Whoever has more to mend has a file that is no JSON. */
const mostProblems = 100;

/** Up to so many entries, a map is searched for a key from end to end. */
const few = 32;

/** How an open bracket is kept in `JsonReader.open`: its line's indentation, doubled, plus one for a sequence. */
const asOpen = (indent: number, isSequence: boolean) => indent * 2 + (isSequence ? 1 : 0);

export class JsonReader {
  readonly text: string;
  pos = 0;
  /** Whether the token at `pos` is the first of its line. */
  fresh = false;
  /** Column of the first token of the line that `pos` stands in; -1 where that line began before the item. */
  indent = -1;
  /** Whether brackets of this item had to be guessed. */
  repaired = false;
  problems: Problem[] = [];
  trust: Trust = 'layout';
  /** Column of the items of this section: no key inside an item may stand there. -1: unknown. */
  outline = -1;

  /** Whether the string that was read last may be a template. */
  private hasTemplate = false;

  /** Where a value ended that was not finished: that a comma is missing there as well needs no telling. */
  unfinishedAt = -1;

  private readonly length: number;
  private readonly units: Uint16Array;
  private base = 0;
  private lineStart = 0;
  private furthest = 0;
  private commentsSeen = 0;
  private cutAt = -1;
  private lastCommentEnd: number | undefined;
  private open: number[] = [];
  private readonly entries = new Pile<Entry>();
  private readonly elements = new Pile<SyntaxNode>();
  private readonly readTemplate: ReadTemplate | undefined;

  /** `templatesIn`: in JSON of Terraform, what makes values of texts. */
  constructor(text: string, templatesIn?: (text: string, units: Uint16Array) => ReadTemplate) {
    this.text = text;
    this.length = text.length;
    this.units = unitsOf(text);
    this.readTemplate = templatesIn?.(text, this.units);
  }

  /** Begins an item at `start`. `isFirst`: the document begins there, so a line does. */
  begin(start: number, isFirst: boolean): void {
    const isMark = isFirst && this.text.charCodeAt(start) === code.byteOrderMark;
    this.pos = isMark ? start + 1 : start;
    this.base = start;
    this.lineStart = this.pos;
    this.fresh = isFirst;
    this.indent = isFirst ? 0 : -1;
    this.repaired = false;
    this.problems = [];
    this.outline = -1;
    this.furthest = start;
    this.commentsSeen = start;
    this.cutAt = -1;
    this.unfinishedAt = -1;
    this.open.length = 0;
  }

  mark(): Mark {
    const { pos, fresh, indent, lineStart, repaired, commentsSeen } = this;
    return { pos, fresh, indent, lineStart, repaired, commentsSeen, problems: this.problems.length };
  }

  reset(mark: Mark): void {
    this.rewind(mark.pos);
    this.fresh = mark.fresh;
    this.indent = mark.indent;
    this.lineStart = mark.lineStart;
    this.repaired = mark.repaired;
    this.commentsSeen = mark.commentsSeen;
    this.problems.length = mark.problems;
  }

  /** How far the text has been looked at, the end of the text counting as one character. */
  get scanned(): number {
    return Math.max(this.furthest, this.pos + 1);
  }

  peek(): number {
    return this.pos < this.length ? (this.units[this.pos] ?? code.end) : code.end;
  }

  problem(start: number, end: number, message: string): void {
    if (this.problems.length < mostProblems)
      this.problems.push({ span: { start: start - this.base, end: end - this.base }, message });
  }

  /** A problem with a bracket, after which the tree is a guess. */
  repair(start: number, end: number, message: string): void {
    this.repaired = true;
    this.problem(start, end, message);
  }

  /** Moves to the next token, over white space and comments, and sets `fresh` and `indent` for it. */
  skip(): void {
    const { units, length } = this;
    let p = this.pos;
    let fresh = this.fresh && p === this.lineStart + this.indent;
    while (p < length) {
      const c = units[p];
      if (c === code.space) p++;
      else if (c === code.newline || c === code.carriageReturn) {
        this.lineStart = ++p;
        fresh = true;
      } else if (c === code.tab) p++;
      else if (c === code.slash) {
        const end = this.commentEnd(p);
        if (end === p) break;
        p = end;
      } else break;
    }
    this.pos = p;
    this.fresh = fresh;
    if (fresh) this.indent = p - this.lineStart;
  }

  /** Whether the string at `pos` is followed by a colon on its line. */
  isKey(): boolean {
    const { text, length } = this;
    let p = this.pos + 1;
    for (; p < length; p++) {
      const c = text.charCodeAt(p);
      if (c === code.quote || isLineEnd(c)) break;
      if (c === code.backslash) p++;
    }
    if (text.charCodeAt(p) === code.quote) {
      p++;
      while (p < length && (text.charCodeAt(p) === code.space || text.charCodeAt(p) === code.tab)) p++;
    }
    this.furthest = Math.max(this.furthest, p + 1);
    return p < length && text.charCodeAt(p) === code.colon;
  }

  /** A key, quoted as it should be or not. `pos` stands on a quote or on a word. */
  key(): ScalarNode {
    if (this.peek() === code.quote) return this.string(true);
    const start = this.pos;
    const word = this.word();
    const end = this.pos;
    // The opening quote is missing, the closing one is there.
    if (this.peek() === code.quote && this.isClosingQuote()) this.pos++;
    this.problem(start, this.pos, `The key ${show(word)} lacks its quotes; write "${show(word)}".`);
    return this.scalar(start, end, word, 'plain');
  }

  /** The value of `key`, which stands at `column` (-1: not at the start of its line), from the colon on. */
  valueOf(key: ScalarNode, column: number): SyntaxNode {
    let before = this.pos;
    this.skip();
    let c = this.peek();
    if (c === code.colon) {
      this.pos++;
      before = this.pos;
      this.skip();
      c = this.peek();
    } else if (this.fresh || !beginsValue(c)) {
      this.keyProblem(key, `${quoted(key)} has no value; add a colon and a value.`);
      return this.nothing(before);
    } else {
      this.keyProblem(key, `A colon is missing after ${quoted(key)}; add it.`);
    }
    if (c === code.quote && this.fresh && this.isKey()) {
      if (column >= 0 && this.indent > column) return this.mapWithoutBrace(key, column);
    } else if (beginsValue(c)) return this.value();
    this.keyProblem(key, `${quoted(key)} has no value; write one after the colon.`);
    return this.nothing(before);
  }

  /** The value at `pos`, which stands on something that `beginsValue`. */
  value(): SyntaxNode {
    const c = this.peek();
    if (c === code.quote) return this.template(this.string(false));
    if (c === code.openBrace) return this.map(this.pos++, this.indent);
    if (c === code.openBracket) return this.sequence();
    return this.literal();
  }

  /** Whether the `}` or `]` at `pos`, which seems to close a bracket, is one too many by the layout. */
  isStray(indent: number, members: number): boolean {
    const closer = this.peek();
    const mark = this.mark();
    this.pos++;
    this.skip();
    if (this.peek() === code.comma) {
      this.pos++;
      this.skip();
    }
    const next = this.peek();
    const goesOn = this.indent === members && (closer === code.closeBrace ? next === code.quote : beginsValue(next));
    const closesLater = this.indent === indent && next === closer;
    const stray = this.fresh && (goesOn || closesLater);
    this.reset(mark);
    return stray;
  }

  /** Passes over whatever stands at `pos` up to something that may begin or end an entry. Always moves. */
  junk(): void {
    const { text, length } = this;
    let p = this.pos + 1;
    for (; p < length; p++) {
      const c = text.charCodeAt(p);
      if (c === code.quote || c === code.closeBrace || isLineEnd(c)) break;
    }
    this.pos = p;
  }

  private rewind(pos: number): void {
    this.furthest = Math.max(this.furthest, this.pos + 1);
    this.pos = pos;
  }

  private commentEnd(start: number): number {
    const { text, length } = this;
    const second = text.charCodeAt(start + 1);
    this.furthest = Math.max(this.furthest, start + 2);
    if (second !== code.slash && second !== code.star) return start;
    const seen = start < this.commentsSeen;
    let end = start;
    if (second === code.star && start + 2 <= this.lastCommentEndInText()) {
      end = text.indexOf('*/', start + 2) + 2;
      let lastLine = end;
      while (lastLine > start && !isLineEnd(text.charCodeAt(lastLine - 1))) lastLine--;
      if (lastLine > start) this.lineStart = lastLine;
      if (!seen) this.problem(start, end, 'JSON has no comments; remove this one.');
    } else {
      while (end < length && !isLineEnd(text.charCodeAt(end))) end++;
      // A comment that never closes would swallow every resource after it.
      if (second === code.star) this.furthest = length + 1;
      if (!seen) this.problem(start, end, 'JSON has no comments; remove this one.');
    }
    this.commentsSeen = Math.max(this.commentsSeen, end);
    return end;
  }

  /** Looked up once, so that a text full of comments that never close is not searched again and again. */
  private lastCommentEndInText(): number {
    this.lastCommentEnd ??= this.text.lastIndexOf('*/');
    return this.lastCommentEnd;
  }

  private map(start: number, indent: number): MapNode {
    if (this.open.length >= deepest) return mapNode(start - this.base, this.passOver(start) - this.base, []);
    const limit =
      this.trust === 'layout' ? Math.max(indent, this.outline) : this.trust === 'outline' ? this.outline : -1;
    const { entries } = this;
    const first = entries.size;
    this.open.push(asOpen(indent, false));
    let members = -1;
    let comma = -1;
    // One bit per key seen, so that most maps are known to have no duplicates without comparing.
    let keysSeen = 0;
    let names: Set<unknown> | undefined;
    for (;;) {
      const before = this.pos;
      this.skip();
      const c = this.peek();
      if (c === code.quote) {
        let column = -1;
        if (this.fresh) {
          column = this.indent;
          if (column <= limit && (members < 0 || members > limit) && this.isKey()) {
            this.unclosed(start, before);
            break;
          }
          if (members < 0) members = column;
        }
        const at = this.pos;
        if (comma < 0 && entries.size > first) this.commaMissing(before);
        comma = -1;
        const key = this.string(true);
        const bit = 1 << (((this.pos - at) * 5 + (this.units[this.pos - 2] ?? 0)) & 31);
        if (entries.size - first >= few) names = this.checkInSet(first, key, names);
        else if (keysSeen & bit) this.checkDuplicate(first, key);
        keysSeen |= bit;
        entries.push({ key: this.template(key), value: this.valueOf(key, column) });
      } else if (c === code.comma) {
        if (comma >= 0 || entries.size === first) this.extraComma();
        comma = this.pos++;
      } else if (c === code.closeBrace) {
        const verdict = this.trust === 'layout' ? this.judge(indent, members, false) : 'closes';
        if (verdict === 'closes') {
          if (comma >= 0 && entries.size > first) this.trailingComma(comma);
          this.pos++;
          break;
        }
        if (verdict === 'outer') {
          this.unclosed(start, before);
          break;
        }
        this.stray();
      } else if (c === code.end || this.leavesMap(c, indent, entries.size - first)) {
        this.unclosed(start, before);
        break;
      } else if (c === code.openBrace || c === code.openBracket) {
        this.repair(
          this.pos,
          this.pos + 1,
          `A key is missing before this ${show(this.text.charAt(this.pos))}; add one.`,
        );
        this.value();
      } else if (c === code.closeBracket || c === code.colon) {
        this.stray();
      } else {
        const column = this.fresh ? this.indent : -1;
        if (comma < 0 && entries.size > first) this.commaMissing(before);
        comma = -1;
        const key = this.key();
        entries.push({ key, value: this.valueOf(key, column) });
      }
    }
    this.open.pop();
    return mapNode(start - this.base, this.pos - this.base, entries.take(first));
  }

  private sequence(): SequenceNode {
    const start = this.pos++;
    const indent = this.indent;
    if (this.open.length >= deepest) return sequenceNode(start - this.base, this.passOver(start) - this.base, []);
    const { elements } = this;
    const first = elements.size;
    this.open.push(asOpen(indent, true));
    let members = -1;
    let comma = -1;
    // Where the last item was a string that begins its line: its column, and the problems before it.
    let lastColumn = -1;
    let lastCalm = 0;
    for (;;) {
      const before = this.pos;
      this.skip();
      const c = this.peek();
      if (c === code.comma) {
        if (comma >= 0 || elements.size === first) this.extraComma();
        comma = this.pos++;
      } else if (c === code.closeBracket) {
        const verdict = this.trust === 'layout' ? this.judge(indent, members, true) : 'closes';
        if (verdict === 'closes') {
          if (comma >= 0 && elements.size > first) this.trailingComma(comma);
          this.pos++;
          break;
        }
        if (verdict === 'outer') {
          this.unclosed(start, before);
          break;
        }
        this.stray();
      } else if (c === code.end || (c === code.closeBrace && this.leavesSequence(indent))) {
        this.unclosed(start, before);
        break;
      } else if (c === code.colon && comma < 0 && lastColumn >= 0) {
        // That was no string, it was a key: of the map around this sequence, or of one in it that lacks its brace.
        this.backTo(elements.pop(), lastColumn, lastCalm);
        lastColumn = -1;
        if (this.trust !== 'brackets' && this.indent <= Math.max(indent, this.outline)) {
          this.unclosed(start, this.pos);
          break;
        }
        this.repair(this.pos, this.pos + 1, 'A { is missing before this key; add it.');
        elements.push(this.map(this.pos, indent));
      } else if (c === code.colon || c === code.closeBrace) {
        this.stray();
      } else {
        lastCalm = this.problems.length;
        lastColumn = c === code.quote && this.fresh ? this.indent : -1;
        if (comma < 0 && elements.size > first) this.commaMissing(before);
        comma = -1;
        if (this.fresh && members < 0) members = this.indent;
        elements.push(this.value());
      }
    }
    this.open.pop();
    return sequenceNode(start - this.base, this.pos - this.base, elements.take(first));
  }

  private backTo(node: SyntaxNode | undefined, column: number, problems: number): void {
    if (node) this.rewind(this.base + node.start);
    this.fresh = true;
    this.indent = column;
    this.lineStart = this.pos - column;
    this.problems.length = problems;
  }

  missingBrace(key: ScalarNode): void {
    this.repaired = true;
    this.keyProblem(key, `A { is missing after ${quoted(key)}; add it.`);
  }

  private mapWithoutBrace(key: ScalarNode, column: number): MapNode {
    this.missingBrace(key);
    return this.map(this.pos, column);
  }

  /** Whether the bracket at `pos` closes the one that was opened on a line at `indent`, an outer one, or nothing. */
  private judge(indent: number, members: number, isSequence: boolean): 'closes' | 'outer' | 'stray' {
    if (indent < 0) return 'closes';
    if (this.fresh) {
      if (this.indent === indent) return 'closes';
      if (this.indent < indent && this.open.includes(asOpen(this.indent, isSequence))) return 'outer';
    }
    // Two brackets that were opened on one line may be closed on two.
    const outer = this.open[this.open.length - 2];
    if (members > indent && outer !== asOpen(indent, isSequence) && this.isStray(indent, members)) return 'stray';
    return 'closes';
  }

  /** Whether a bracket that a map cannot hold says that the map ended before it. */
  private leavesMap(c: number, indent: number, size: number): boolean {
    const within = this.open[this.open.length - 2];
    const inSequence = within !== undefined && (within & 1) === 1;
    if (c === code.openBrace) return inSequence && size > 0;
    if (c !== code.closeBracket || !this.open.some((one) => (one & 1) === 1)) return false;
    return this.trust !== 'layout' || !this.fresh || indent < 0 || this.indent <= indent;
  }

  private leavesSequence(indent: number): boolean {
    if (!this.open.some((one) => (one & 1) === 0)) return false;
    return this.trust !== 'layout' || !this.fresh || indent < 0 || this.indent <= indent;
  }

  /** The bracket at `start` has no partner: its value ended at `end`. Of several that end there, the innermost is told. */
  private unclosed(start: number, end: number): void {
    this.rewind(end);
    this.repaired = true;
    this.unfinishedAt = end;
    const opener = this.text.charAt(start);
    // A map that lacks its brace begins with its first key.
    if (this.cutAt === end || (opener !== '{' && opener !== '[')) return;
    this.cutAt = end;
    this.problem(start, start + 1, `This ${opener} is never closed; add the missing ${opener === '[' ? ']' : '}'}.`);
  }

  /** One problem per key is enough: a key that lacks its quote lacks its colon too. */
  private keyProblem(key: ScalarNode, message: string): void {
    if (this.problems.at(-1)?.span.start === key.start) return;
    this.problem(this.base + key.start, this.base + key.end, message);
  }

  private stray(): void {
    this.repair(this.pos, this.pos + 1, `This ${this.text.charAt(this.pos)} does not belong here; remove it.`);
    this.pos++;
  }

  private commaMissing(before: number): void {
    if (before !== this.unfinishedAt) this.problem(this.pos, this.pos + 1, 'A comma is missing before this; add one.');
  }

  private extraComma(): void {
    this.problem(this.pos, this.pos + 1, 'Two commas, or one before the first value; remove this one.');
  }

  private trailingComma(at: number): void {
    this.problem(at, at + 1, 'A comma after the last value; remove it.');
  }

  /** Whether one of the entries from `first` on has the same key as the one that comes. */
  private checkDuplicate(first: number, key: ScalarNode): void {
    if (this.mayRepeatKeys) return;
    for (let index = first; index < this.entries.size; index++) {
      if (nameOf(this.entries.at(index)) !== key.value) continue;
      this.keyProblem(key, `${quoted(key)} stands twice in this object; keep one of them.`);
      return;
    }
  }

  /** The same where there are many entries, so that the time it takes does not grow with their square. */
  private checkInSet(first: number, key: ScalarNode, names: Set<unknown> | undefined): Set<unknown> {
    const known = names ?? new Set();
    if (this.mayRepeatKeys) return known;
    if (!names) for (let index = first; index < this.entries.size; index++) known.add(nameOf(this.entries.at(index)));
    if (known.has(key.value)) this.keyProblem(key, `${quoted(key)} stands twice in this object; keep one of them.`);
    known.add(key.value);
    return known;
  }

  /** Passes over a value that is nested too deep. Returns its end. */
  private passOver(start: number): number {
    const { text, length } = this;
    this.problem(start, start + 1, `Nested deeper than ${deepest} levels; what stands inside is not read.`);
    let depth = 1;
    let p = start + 1;
    for (; p < length && depth > 0; p++) {
      const c = text.charCodeAt(p);
      if (c === code.openBrace || c === code.openBracket) depth++;
      else if (c === code.closeBrace || c === code.closeBracket) depth--;
      else if (c === code.quote) p = this.stringEnd(p) - 1;
    }
    this.pos = p;
    if (depth > 0) this.unclosed(start, p);
    return p;
  }

  private stringEnd(start: number): number {
    const { text, length } = this;
    let p = start + 1;
    for (; p < length; p++) {
      const c = text.charCodeAt(p);
      if (c === code.quote) return p + 1;
      if (c === code.backslash) p++;
      else if (isLineEnd(c)) return p;
    }
    return length;
  }

  private string(isKey: boolean): ScalarNode {
    const { text, units, length } = this;
    const start = this.pos;
    let p = start + 1;
    let isPlain = true;
    let hasTemplate = false;
    for (; p < length; p++) {
      const c = units[p] ?? code.end;
      if (c > code.percent && c !== code.backslash) continue;
      if (c === code.quote) {
        this.pos = p + 1;
        const value = isPlain ? text.slice(start + 1, p) : this.decode(start + 1, p);
        this.hasTemplate = isPlain ? hasTemplate : mayBeTemplate(value);
        return this.scalar(start, p + 1, value, 'double');
      }
      if (c === code.backslash) {
        isPlain = false;
        if (!isLineEnd(text.charCodeAt(p + 1))) p++;
      } else if (c >= code.dollar) {
        if (units[p + 1] === code.openBrace) hasTemplate = true;
      } else if (c < code.space) {
        if (isLineEnd(c)) break;
        isPlain = false;
      }
    }
    return this.unterminated(start, Math.min(p, length), isKey);
  }

  /** A string without its closing quote ends with its line, so that it takes no other line with it. */
  private unterminated(start: number, lineEnd: number, isKey: boolean): ScalarNode {
    const { text } = this;
    let end = lineEnd;
    if (isKey) {
      // `"Properties: {` lost the quote before the colon, not the one at the end of the line.
      const colon = /:(?=\s|[{["]|$)/.exec(text.slice(start, lineEnd));
      if (colon) end = start + colon.index;
    } else {
      while (end > start + 1 && text.charCodeAt(end - 1) <= code.space) end--;
      if (end > start + 1 && text.charCodeAt(end - 1) === code.comma) end--;
    }
    this.pos = end;
    this.unfinishedAt = end;
    this.furthest = Math.max(this.furthest, lineEnd + 1);
    this.problem(start, end, 'This string has no closing quote; add a ".');
    return this.scalar(start, end, text.slice(start + 1, end), 'double');
  }

  /** In Terraform, each of two equal keys may be a block. */
  private get mayRepeatKeys(): boolean {
    return this.readTemplate !== undefined;
  }

  private template(node: ScalarNode): SyntaxNode {
    if (this.readTemplate === undefined || !this.hasTemplate || this.unfinishedAt === this.pos) return node;
    return this.readTemplate(node, this.base, (from, to, message) => this.problem(from, to, message));
  }

  private decode(start: number, end: number): string {
    return decodeString(this.text, start, end, (from, to, message) => this.problem(from, to, message));
  }

  /** `true`, `false`, `null`, a number, or something that is none of them. */
  private literal(): ScalarNode {
    const start = this.pos;
    const word = this.word();
    const end = this.pos;
    if (word === 'true') return this.scalar(start, end, true, 'plain');
    if (word === 'false') return this.scalar(start, end, false, 'plain');
    if (word === 'null') return this.scalar(start, end, null, 'plain');
    if (isNumber(word)) return this.scalar(start, end, Number(word), 'plain');
    this.problem(start, end, `${show(word)} is no JSON value; put it in double quotes.`);
    return this.scalar(start, end, word, 'plain');
  }

  /** The characters up to white space or punctuation; in apostrophes, up to the closing one. */
  private word(): string {
    const { text, length } = this;
    const start = this.pos;
    if (text.charCodeAt(start) === code.apostrophe) {
      const quotedWord = /'[^'\r\n]*'/y;
      quotedWord.lastIndex = start;
      const match = quotedWord.exec(text);
      if (match) {
        this.pos = quotedWord.lastIndex;
        return match[0].slice(1, -1);
      }
    }
    let p = start + 1;
    for (; p < length; p++) {
      const c = text.charCodeAt(p);
      if (c <= code.space || c === code.quote || c === code.comma || c === code.colon) break;
      if (c === code.openBrace || c === code.closeBrace || c === code.openBracket || c === code.closeBracket) break;
    }
    this.pos = p;
    return text.slice(start, p);
  }

  private isClosingQuote(): boolean {
    const rest = /"[ \t]*:/y;
    rest.lastIndex = this.pos;
    return rest.test(this.text);
  }

  private scalar(start: number, end: number, value: ScalarNode['value'], style: ScalarNode['style']): ScalarNode {
    return { kind: 'scalar', start: start - this.base, end: end - this.base, value, style };
  }

  private nothing(at: number): ScalarNode {
    this.rewind(at);
    this.unfinishedAt = at;
    return this.scalar(at, at, null, 'plain');
  }
}

const isLineEnd = (c: number): boolean => c === code.newline || c === code.carriageReturn;

/** Whether a value can begin with this character. Words that are none begin like values too. */
export const beginsValue = (c: number): boolean =>
  c !== code.comma && c !== code.colon && c !== code.closeBrace && c !== code.closeBracket && c !== code.end;

const mapNode = (start: number, end: number, entries: readonly Entry[]): MapNode => ({
  kind: 'map',
  start,
  end,
  entries,
  flow: true,
});

const sequenceNode = (start: number, end: number, items: readonly SyntaxNode[]): SequenceNode => ({
  kind: 'sequence',
  start,
  end,
  items,
  flow: true,
});

const nameOf = (entry: Entry | undefined) => (entry?.key.kind === 'scalar' ? entry.key.value : undefined);

const quoted = (key: ScalarNode): string => `"${show(String(key.value))}"`;

/** User's text in a message: a 10 MB word is not repeated. */
const show = (text: string): string => (text.length <= 40 ? text : `${text.slice(0, 40)}…`);
