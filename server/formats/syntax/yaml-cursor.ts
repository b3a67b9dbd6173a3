/*
 * Where the YAML parser stands in the text, and the few questions about the next characters that
 * every part of it asks. One cursor reads one item; it never looks before the item's start.
 */
import type { AliasNode, Entry, Problem, SyntaxNode, Tag } from './node.ts';
import { unitsOf } from './units.ts';
import { Words } from './words.ts';

export const TAB = 9;
export const NEWLINE = 10;
export const RETURN = 13;
export const SPACE = 32;
export const BANG = 33;
export const DOUBLE_QUOTE = 34;
export const HASH = 35;
export const PERCENT = 37;
export const AMPERSAND = 38;
export const SINGLE_QUOTE = 39;
export const STAR = 42;
export const PLUS = 43;
export const COMMA = 44;
export const DASH = 45;
export const COLON = 58;
export const GREATER = 62;
export const QUESTION = 63;
export const AT = 64;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const BACKTICK = 96;
export const OPEN_BRACE = 123;
export const PIPE = 124;
export const CLOSE_BRACE = 125;
/** What stands behind the last character. */
export const NOTHING = -1;

/** Levels that are read; each costs a handful of stack frames here and in everything that walks the tree. */
export const deepest = 256;

export class Cursor {
  readonly text: string;
  readonly units: Uint16Array;
  /** Start of the item; spans are relative to it. */
  base = 0;
  pos = 0;
  /** Start of the line that `pos` is on. */
  line = 0;
  /** First content of a line, where `toContent` met one: `pos === first` says that a new line begins here. */
  first = -1;
  /** A tab in the indentation, if it is on this line. */
  tab = -1;
  /** The last comment that `toContent` passed. */
  comment = -1;
  /** How far look-ahead has gone beyond what was read. */
  furthest = 0;
  /** End of the last text that was skipped as junk: no node covers it, yet the item owns it. */
  junk = 0;
  depth = 0;
  /** Column of the item itself: no line down there is inside anything. */
  floor = -1;
  /** Names that belong inside a member, if this item is one. */
  attributes: ReadonlySet<string> | undefined = undefined;
  /** Flow collections around the cursor, and what closes the innermost. */
  flows = 0;
  closer = NOTHING;
  /** Where a flow collection was found to be unclosed; those around it are then unclosed too, and need not say so. */
  unclosed = -1;
  /** A plain scalar ended because the line below it is a key. */
  keyBelow = false;
  /** Properties that were read and wait for their node. */
  tag: Tag | undefined = undefined;
  anchor: string | undefined = undefined;
  propertiesEnd = -1;
  problems: Problem[] | undefined = undefined;
  anchors: Map<string, SyntaxNode> | undefined = undefined;
  /** Those that no anchor was found for so far, in this item. */
  private aliases: AliasNode[] | undefined = undefined;
  /** Children of the collections that are being read, each behind those of its parent. */
  private readonly entries: Entry[] = [];
  private readonly items: SyntaxNode[] = [];
  private entryCount = 0;
  private itemCount = 0;

  private readonly words: Words;

  constructor(text: string) {
    this.text = text;
    this.units = unitsOf(text);
    this.words = new Words(text, this.units);
  }

  /** Goes to the start of an item and forgets the one before. */
  begin(start: number): void {
    this.base = start;
    this.pos = start;
    this.line = start;
    this.first = -1;
    this.tab = -1;
    this.comment = -1;
    this.furthest = start;
    this.junk = start;
    this.floor = -1;
    this.attributes = undefined;
    this.unclosed = -1;
    this.tag = undefined;
    this.anchor = undefined;
    this.propertiesEnd = -1;
    this.problems = undefined;
    this.anchors = undefined;
    this.aliases = undefined;
  }

  at(position: number): number {
    return this.units[position] ?? NOTHING;
  }

  column(): number {
    return this.pos - this.line;
  }

  /** A key or a tag. */
  word(start: number, end: number): string {
    return this.words.word(start, end);
  }

  /** Goes to the next character that is neither white space nor in a comment, on whatever line. */
  toContent(): void {
    const { units } = this;
    const { length } = units;
    let pos = this.pos;
    let line = this.line;
    let fresh = pos === line;
    for (; pos < length; pos++) {
      const c = units[pos] ?? NOTHING;
      if (c === SPACE || c === RETURN) continue;
      if (c === NEWLINE) {
        line = pos + 1;
        fresh = true;
      } else if (c === TAB) {
        if (fresh) this.tab = pos;
      } else if (c === HASH && (pos === line || isBlank(units[pos - 1] ?? NOTHING))) {
        this.comment = pos;
        pos = this.lineEnd(pos) - 1;
      } else break;
    }
    this.pos = pos;
    this.line = line;
    if (fresh) this.first = pos;
  }

  skipBlanks(): void {
    const { units } = this;
    let pos = this.pos;
    while (isBlank(units[pos] ?? NOTHING)) pos++;
    this.pos = pos;
  }

  lineEnd(position: number): number {
    const end = this.text.indexOf('\n', position);
    return end < 0 ? this.text.length : end;
  }

  /** Is the character at `position` (`-`, `?` or `:`) alone, so that it is an indicator and not text? */
  isAlone(position: number): boolean {
    const next = this.at(position + 1);
    return next === SPACE || next === NEWLINE || next === NOTHING || next === TAB || next === RETURN;
  }

  isDash(position: number): boolean {
    return this.at(position) === DASH && this.isAlone(position);
  }

  isColon(position: number): boolean {
    return this.at(position) === COLON && this.isAlone(position);
  }

  /** Does the line that begins at `line` mark the start or the end of a document? */
  isMarker(line: number): boolean {
    const { text } = this;
    return (text.startsWith('---', line) || text.startsWith('...', line)) && this.isAlone(line + 2);
  }

  /** Does the line from `position` on read like `key:` or `- key:`? Asked only where something is wrong already. */
  looksLikeKey(position: number): boolean {
    let at = position;
    while (this.isDash(at)) {
      at++;
      while (this.at(at) === SPACE) at++;
    }
    const quote = this.at(at);
    if (quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE) {
      const end = this.lineEnd(at);
      const close = this.text.indexOf(quote === DOUBLE_QUOTE ? '"' : "'", at + 1);
      if (close < 0 || close > end) return false;
      at = close + 1;
      while (this.at(at) === SPACE) at++;
      return this.isColon(at);
    }
    for (const start = at; ; at++) {
      const c = this.at(at);
      if (c === COLON) {
        if (this.isAlone(at)) return at > start;
      } else if (!isWord(c)) return false;
    }
  }

  problem(start: number, end: number, message: string): void {
    this.problems ??= [];
    this.problems.push({ span: { start: start - this.base, end: end - this.base }, message });
  }

  /** Leaves the rest of the line unread. */
  skipLine(): void {
    this.pos = this.lineEnd(this.pos);
    this.junk = Math.max(this.junk, this.pos);
  }

  lookedAt(position: number): void {
    if (position > this.furthest) this.furthest = position;
  }

  // An array that grows by `push` holds room for 17 children, and most collections have three: so they
  // are gathered on a stack first and copied once, at their size.
  get entryMark(): number {
    return this.entryCount;
  }

  get itemMark(): number {
    return this.itemCount;
  }

  pushEntry(entry: Entry): void {
    this.entries[this.entryCount++] = entry;
  }

  pushItem(item: SyntaxNode): void {
    this.items[this.itemCount++] = item;
  }

  takeEntries(mark: number): Entry[] {
    const taken = this.entries.slice(mark, this.entryCount);
    this.entryCount = mark;
    return taken;
  }

  takeItems(mark: number): SyntaxNode[] {
    const taken = this.items.slice(mark, this.itemCount);
    this.itemCount = mark;
    return taken;
  }

  /** Is `key` among the entries since `mark`? */
  hasKey(mark: number, key: SyntaxNode): boolean {
    if (key.kind !== 'scalar') return false;
    const { value } = key;
    for (let i = mark; i < this.entryCount; i++) {
      const other = this.entries[i]?.key;
      if (other?.kind === 'scalar' && other.value === value) return true;
    }
    return false;
  }

  keysSince(mark: number): Set<string> {
    const keys = new Set<string>();
    for (let i = mark; i < this.entryCount; i++) {
      const key = this.entries[i]?.key;
      if (key?.kind === 'scalar' && typeof key.value === 'string') keys.add(key.value);
    }
    return keys;
  }

  /** `node` as `anchor` names it. Most nodes have no name, and no room for one. */
  define<N extends SyntaxNode>(anchor: string, node: N): N {
    const named = { anchor, ...node }; // it may have an anchor of its own
    this.anchors ??= new Map();
    this.anchors.set(anchor, named);
    this.aliases = this.aliases?.filter((alias) => {
      if (alias.name !== anchor || alias.start < node.start || alias.end > node.end) return true;
      const message = `*${anchor} stands inside of &${anchor} itself: a circle without an end; write here what is meant.`;
      this.problem(alias.start + this.base, alias.end + this.base, message);
      return false;
    });
    return named;
  }

  refer(alias: AliasNode): void {
    if (this.anchors?.has(alias.name)) return;
    this.aliases ??= [];
    this.aliases.push(alias);
  }
}

/** White space inside a line. A carriage return counts: where it stands, the line ends anyway. */
export const isBlank = (c: number): boolean => c === SPACE || c === TAB || c === RETURN;

/** After blanks: does the line have nothing more to say? */
export const endsLine = (c: number): boolean => c === NEWLINE || c === HASH || c === NOTHING;

const isWord = (c: number): boolean =>
  (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 45 && c <= 57) || c === 95;

/** `end` without the white space before it. */
export function trimEnd({ units }: Cursor, start: number, end: number): number {
  let at = end;
  while (at > start && (units[at - 1] ?? NOTHING) <= SPACE) at--;
  return at;
}
