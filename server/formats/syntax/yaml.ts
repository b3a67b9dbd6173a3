/*
 * A YAML text in, a `Document` of items out. `nextItem` is a pure function of the text and a small
 * state, so that after an edit only the items it touches are read again. It knows the dialect of
 * templates, which is what keeps a wound small: a member begins in the column of its neighbours, and
 * a line in the first column of a section that names no other section is a broken line, not the end
 * of the section. What the values mean is left to the readers of each format.
 */
import { cloudFormation, type Dialect } from './dialect.ts';
import { documentOf } from './memory.ts';
import type { Document, Entry, Item, Problem, ScalarNode, ScalarValue, SyntaxNode, Tag } from './node.ts';
import { type Grammar, type Step, tile } from './tiling.ts';
import { checkTab, misaligned, nextLine, readBlock, readEntry, readKey } from './yaml-block.ts';
import {
  COLON,
  Cursor,
  DASH,
  endsLine,
  GREATER,
  isBlank,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  PERCENT,
  PIPE,
  QUESTION,
  trimEnd,
} from './yaml-cursor.ts';
import { plainStop, readProperties } from './yaml-scalars.ts';
import { plainValue } from './yaml-values.ts';

/** What the parser knows at the start of an item. */
export interface YamlState {
  /** `before` the first content, in the `body`, after a document was `ended`, or `over`: the rest is not read. */
  readonly phase: 'before' | 'body' | 'ended' | 'over';
  /** Column of the top-level keys; -1 before the first. */
  readonly top: number;
  readonly section: string | undefined;
  /** Column of the members of the section; -1 before the first, -2 if that stands on the line of the section itself. */
  readonly column: number;
  /** Column of the member before: two neighbours that agree overrule `column`. */
  readonly previous: number;
}

export const initialState: YamlState = { phase: 'before', top: -1, section: undefined, column: -1, previous: -1 };

export const sameState = (a: YamlState, b: YamlState): boolean =>
  a === b ||
  (a.phase === b.phase &&
    a.top === b.top &&
    a.section === b.section &&
    a.column === b.column &&
    a.previous === b.previous);

type NextItem = Step<YamlState>;

/** Never throws: what cannot be read becomes a problem of its item. */
export function parseYaml(text: string, dialect: Dialect = cloudFormation): Document {
  return documentOf({ language: 'yaml', tiling: tile(yamlGrammar(dialect), text) }, dialect, text);
}

export const yamlGrammar = (dialect: Dialect): Grammar<YamlState> => ({
  initial: initialState,
  isSame: sameState,
  reader(text) {
    const cursor = new Cursor(text);
    return (start, state) => {
      cursor.begin(start);
      return readItem(cursor, state, dialect);
    };
  },
  meaning: { plain: plainMeaning, mayName: (text) => !dialect.topLevel.has(text) && !dialect.attributes.has(text) },
});

/** What a tag in front of it makes of a number or a flag, may depend on the line that the tag is on. */
function plainMeaning(text: string, tag: Tag | undefined): ScalarValue | undefined {
  const value = plainValue(text);
  return tag === undefined || typeof value === 'string' ? value : undefined;
}

/** Reads the item at `start`, which is 0 or the end of the item before; `state` is what that item left. */
export function nextItem(text: string, start: number, state: YamlState, dialect: Dialect = cloudFormation): NextItem {
  return yamlGrammar(dialect).reader(text)(start, state);
}

function readItem(cursor: Cursor, state: YamlState, dialect: Dialect): NextItem {
  const { text, pos: start } = cursor;
  if (state.phase === 'before' && text.charCodeAt(start) === 0xfeff) {
    cursor.pos++;
    cursor.line++;
  }
  cursor.toContent();
  if (state.phase === 'over' || cursor.pos >= text.length) return restAsTrivia(cursor, state);
  const column = cursor.column();
  if (column === 0) {
    if (state.phase === 'before' && cursor.at(cursor.pos) === PERCENT)
      return trivia(cursor, lineBelow(cursor, cursor.pos), state);
    if (cursor.isMarker(cursor.pos)) return marker(cursor, state);
  }
  if (state.phase === 'ended') return secondDocument(cursor, state);
  if (state.section === undefined) return topLevel(cursor, state, dialect);
  if (state.column === joined) return joinedMember(cursor, state);
  if (column > state.top) return member(cursor, state, dialect);
  if (state.column < 0 || dialect.topLevel.has(keyOnLine(cursor))) return topLevel(cursor, state, dialect);
  return brokenLine(cursor, state, dialect);
}

function topLevel(cursor: Cursor, state: YamlState, dialect: Dialect): NextItem {
  const column = cursor.column();
  const next: YamlState = { phase: 'body', top: column, section: undefined, column: -1, previous: -1 };
  const isFirst = state.top < 0;
  if (!isFirst && column > state.top) misaligned(cursor, column, state.top);
  cursor.floor = column;
  if (isFirst) {
    readProperties(cursor);
    // A tag on the whole document says nothing about its entries.
    if (endsLine(cursor.at(cursor.pos))) return skipped(cursor, { ...state, phase: 'body' });
    if (isRoot(cursor)) return ended(cursor, 'entry', undefined, undefined, readBlock(cursor, -1), next);
  }
  checkTab(cursor);
  const isExplicit = cursor.at(cursor.pos) === QUESTION && cursor.isAlone(cursor.pos);
  const key = isExplicit || cursor.isDash(cursor.pos) ? undefined : readKey(cursor, column);
  if (key?.kind === 'scalar' && typeof key.value === 'string' && dialect.sections.has(key.value)) {
    const inside = { ...next, section: key.value };
    if (opensSection(cursor)) return sectionItem(cursor, key, inside);
    if (opensJoinedSection(cursor)) return joinedSection(cursor, key, inside);
  }
  const entry = readEntry(cursor, column, key);
  if (entry === undefined) return skipped(cursor, next);
  passOver(cursor, column, entry);
  return ended(cursor, 'entry', undefined, entry.key, entry.value, next);
}

/** Does a document begin here that is a list, a flow collection or a block scalar? It is read as one item. */
function isRoot(cursor: Cursor): boolean {
  const c = cursor.at(cursor.pos);
  return c === OPEN_BRACE || c === OPEN_BRACKET || c === PIPE || c === GREATER || cursor.isDash(cursor.pos);
}

/** Is the cursor at the colon of `Resources:`, with the members on the lines below? */
function opensSection(cursor: Cursor): boolean {
  const { text, pos } = cursor;
  if (!cursor.isColon(pos)) return false;
  let at = pos + 1;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  if (!endsLine(cursor.at(at))) return false;
  // A flow map below the key is one value.
  at = cursor.lineEnd(at);
  while (at < text.length && (isBlank(text.charCodeAt(at)) || text.charCodeAt(at) === NEWLINE)) at++;
  cursor.lookedAt(at);
  return cursor.at(at) !== OPEN_BRACE;
}

function sectionItem(cursor: Cursor, key: ScalarNode, state: YamlState): NextItem {
  return made(cursor, 'section', undefined, key, undefined, lineBelow(cursor, cursor.pos), state);
}

const joined = -2;

/** `Resources: Web:`, as it is for a moment when somebody deletes a line break. */
function opensJoinedSection(cursor: Cursor): boolean {
  const { text, pos } = cursor;
  if (!cursor.isColon(pos)) return false;
  let at = pos + 1;
  while (isBlank(text.charCodeAt(at))) at++;
  return at > pos + 1 && cursor.looksLikeKey(at);
}

function joinedSection(cursor: Cursor, key: ScalarNode, state: YamlState): NextItem {
  cursor.pos++;
  cursor.skipBlanks();
  cursor.lookedAt(cursor.lineEnd(cursor.pos));
  return made(cursor, 'section', undefined, key, undefined, cursor.pos, { ...state, column: joined });
}

/** The first member, on the line of its section: its column is lost, but its entries keep theirs. */
function joinedMember(cursor: Cursor, state: YamlState): NextItem {
  const { text, pos } = cursor;
  const stop = plainStop(cursor, pos);
  cursor.problem(pos, stop, `"${keyOnLine(cursor)}" has to begin on a line of its own; break the line before it.`);
  const below = new Cursor(text);
  below.begin(cursor.lineEnd(pos));
  below.toContent();
  const column = Math.max(below.column() - 1, 0);
  const entry = readEntry(cursor, column);
  const next = { ...state, column: -1 };
  if (entry === undefined) return skipped(cursor, next);
  passOver(cursor, column, entry);
  return ended(cursor, 'member', state.section, entry.key, entry.value, next);
}

function member(cursor: Cursor, state: YamlState, dialect: Dialect): NextItem {
  const column = cursor.column();
  const isNewColumn = state.column < 0 || column === state.previous;
  const neighbours = isNewColumn ? column : state.column;
  if (column !== neighbours) misaligned(cursor, column, neighbours);
  checkTab(cursor);
  // A member that is indented too little must not take its neighbours for its entries.
  cursor.floor = Math.max(column, neighbours);
  cursor.attributes = dialect.attributes;
  const entry = readEntry(cursor, cursor.floor);
  const below = passOver(cursor, cursor.floor, entry);
  const isSame = neighbours === state.column && column === state.previous;
  const next = isSame ? state : { ...state, column: neighbours, previous: column };
  if (entry === undefined) return skipped(cursor, state);
  // `Web: something` with the entries of Web below it: they are what was meant.
  const value = below?.kind === 'map' && entry.value.kind === 'scalar' ? below : entry.value;
  return ended(cursor, 'member', state.section, entry.key, value, next);
}

/** A line in the first column of a section, or before it, that begins no other section. */
function brokenLine(cursor: Cursor, state: YamlState, dialect: Dialect): NextItem {
  const { pos } = cursor;
  const stop = plainStop(cursor, pos);
  // Without a colon there is a more urgent problem with the line.
  if (cursor.at(stop) === COLON) {
    const name = keyOnLine(cursor);
    cursor.problem(pos, stop, `"${name}" is no section of a template; indent it by ${state.column}, or remove it.`);
  }
  cursor.floor = state.column;
  cursor.attributes = dialect.attributes;
  const entry = readEntry(cursor, state.column);
  passOver(cursor, state.column, entry);
  if (entry?.value.kind === 'map') return ended(cursor, 'member', state.section, entry.key, entry.value, state);
  return skipped(cursor, state, entry?.value.end);
}

/**
 * Reads what is indented below an entry in `column` although its value has ended, so that it does not
 * pass for items. A block map ends early only at what may be the next member.
 */
function passOver(cursor: Cursor, column: number, entry: Entry | undefined): SyntaxNode | undefined {
  if (entry?.value.kind === 'map' && !entry.value.flow) return undefined;
  let node: SyntaxNode | undefined;
  while (nextLine(cursor) && cursor.column() > column) {
    misaligned(cursor, cursor.column(), column);
    node = readBlock(cursor, column);
    cursor.junk = Math.max(cursor.junk, node.end + cursor.base);
  }
  return node;
}

/** The name at the cursor, as it would be if this line were `name:`. */
function keyOnLine(cursor: Cursor): string {
  const { text, pos } = cursor;
  const key = text.slice(pos, trimEnd(cursor, pos, plainStop(cursor, pos)));
  const quote = key.charAt(0);
  return (quote === '"' || quote === "'") && key.endsWith(quote) ? key.slice(1, -1) : key;
}

function marker(cursor: Cursor, state: YamlState): NextItem {
  const { text, pos } = cursor;
  if (text.charCodeAt(pos) !== DASH) {
    const ended: YamlState = { ...initialState, phase: 'ended' };
    return trivia(cursor, lineBelow(cursor, pos), state.phase === 'before' ? state : ended);
  }
  if (state.phase !== 'before') return secondDocument(cursor, state);
  // The content of a document may begin on the line of its marker.
  cursor.pos = pos + 3;
  cursor.skipBlanks();
  const end = endsLine(cursor.at(cursor.pos)) ? lineBelow(cursor, cursor.pos) : cursor.pos;
  return trivia(cursor, end, { ...initialState, phase: 'body' });
}

function secondDocument(cursor: Cursor, state: YamlState): NextItem {
  const { pos } = cursor;
  const end = trimEnd(cursor, pos, cursor.lineEnd(pos));
  cursor.problem(pos, end, 'A second document begins here, and only the first is read; move it to a file of its own.');
  return restAsTrivia(cursor, { ...state, phase: 'over' });
}

function restAsTrivia(cursor: Cursor, state: YamlState): NextItem {
  return trivia(cursor, cursor.text.length, state);
}

function trivia(cursor: Cursor, end: number, state: YamlState): NextItem {
  cursor.lookedAt(end);
  return made(cursor, 'trivia', undefined, undefined, undefined, end, state);
}

/** What was read makes no entry; its problems say why. `end` is relative to the item. */
function skipped(cursor: Cursor, state: YamlState, end = 0): NextItem {
  nextLine(cursor);
  cursor.lookedAt(cursor.lineEnd(cursor.pos));
  return trivia(cursor, afterLine(cursor, Math.max(cursor.junk, cursor.propertiesEnd, cursor.base + end)), state);
}

/** An item with a value; the cursor may stand anywhere behind it. */
function ended(
  cursor: Cursor,
  kind: Item['kind'],
  section: string | undefined,
  key: SyntaxNode | undefined,
  value: SyntaxNode,
  state: YamlState,
): NextItem {
  nextLine(cursor);
  cursor.lookedAt(cursor.lineEnd(cursor.pos));
  const end = Math.max(cursor.junk, cursor.base + Math.max(value.end, key?.end ?? 0));
  return made(cursor, kind, section, key?.kind === 'scalar' ? key : undefined, value, afterLine(cursor, end), state);
}

function made(
  cursor: Cursor,
  kind: Item['kind'],
  section: string | undefined,
  key: ScalarNode | undefined,
  value: SyntaxNode | undefined,
  end: number,
  state: YamlState,
): NextItem {
  const { base } = cursor;
  cursor.lookedAt(end - 1);
  const text = cursor.text.slice(base, end);
  const item: Item = {
    kind,
    section,
    key,
    value,
    text,
    problems: cursor.problems ?? noProblems,
    anchors: cursor.anchors,
  };
  return { item, end, scan: cursor.furthest + 1 - base, state, repaired: false };
}

const noProblems: readonly Problem[] = [];

/** Start of the line below the one on which something ended at `end`; a block scalar ends at that start itself. */
function afterLine(cursor: Cursor, end: number): number {
  return end > cursor.base && cursor.text.charCodeAt(end - 1) === NEWLINE ? end : lineBelow(cursor, end);
}

function lineBelow(cursor: Cursor, position: number): number {
  return Math.min(cursor.lineEnd(position) + 1, cursor.text.length);
}
