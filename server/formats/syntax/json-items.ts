/*
 * The items of JSON that may be half typed, or damaged: everything that still stands, and a problem at each place that
 * does not. Values are read by json-reader.ts. `nextItem` depends on nothing but the text from `start` on and the small
 * `State` before it.
 */
import * as code from './code.ts';
import { cloudFormation, type Dialect } from './dialect.ts';
import { beginsValue, JsonReader } from './json-reader.ts';
import { templatesOf } from './json-templates.ts';
import type { Item, Problem, ScalarNode, SyntaxNode } from './node.ts';
import type { Grammar, Step } from './tiling.ts';

export interface State {
  /** `group`: in a section of a section, as are the resources of one type in Terraform. */
  readonly place: 'start' | 'top' | 'section' | 'group' | 'end';
  /** The section whose children come next, only with the places `section` and `group`; of a group `resource.aws_lb`. */
  readonly section: string | undefined;
  /** Whether a comma must come before the next entry; `maybe` after damage, where nobody can say. */
  readonly comma: 'none' | 'due' | 'maybe';
  /** Columns of the keys at the top, of the section's children and of the group's; -1: not known, not on lines of their own. */
  readonly topColumn: number;
  readonly memberColumn: number;
  readonly groupColumn: number;
  /** The item before was damaged: keys at an odd column may be what is left of it. */
  readonly broken: boolean;
  readonly trust: 'layout' | 'brackets';
}

export const initialState: State = {
  place: 'start',
  section: undefined,
  comma: 'none',
  topColumn: -1,
  memberColumn: -1,
  groupColumn: -1,
  broken: false,
  trust: 'layout',
};

export const sameState = (a: State, b: State): boolean =>
  a === b ||
  (a.place === b.place &&
    a.section === b.section &&
    a.comma === b.comma &&
    a.topColumn === b.topColumn &&
    a.memberColumn === b.memberColumn &&
    a.groupColumn === b.groupColumn &&
    a.broken === b.broken &&
    a.trust === b.trust);

const noProblems: readonly Problem[] = [];

/** The item of `text` that begins at `start`, in the state that the item before it left. */
export function nextItem(text: string, start: number, state: State): Step<State> {
  return readItem(new JsonReader(text), start, state, cloudFormation);
}

const believing = (trust: State['trust'], dialect: Dialect): Grammar<State> => ({
  initial: { ...initialState, trust },
  isSame: sameState,
  reader(text) {
    const reader = new JsonReader(text, dialect.groups && templatesOf);
    return (start, state) => readItem(reader, start, state, dialect);
  },
  meaning: { plain: () => undefined, mayName: (text) => !dialect.topLevel.has(text) },
});

export const byLayout = (dialect: Dialect): Grammar<State> => believing('layout', dialect);
export const byBrackets = (dialect: Dialect): Grammar<State> => believing('brackets', dialect);

interface Read {
  readonly kind: Item['kind'];
  readonly section?: string | undefined;
  readonly key?: ScalarNode | undefined;
  readonly value?: SyntaxNode | undefined;
  readonly state: State;
}

function readItem(reader: JsonReader, start: number, before: State, dialect: Dialect): Step<State> {
  reader.begin(start, before.place === 'start');
  reader.trust = before.trust;
  const read = readToItem(reader, before, dialect);
  const end = reader.pos;
  if (end === reader.text.length) expectEnd(reader, read.state);
  // A comment that was looked at and left to the next item is told there.
  const item: Item = {
    kind: read.kind,
    section: read.section,
    key: read.key,
    value: read.value,
    text: reader.text.slice(start, end),
    problems: reader.problems.length > 0 ? reader.problems.filter(({ span }) => span.end <= end - start) : noProblems,
    anchors: undefined,
  };
  return { item, end, scan: reader.scanned - start, state: read.state, repaired: reader.repaired };
}

/** A text that ends inside the document, unless a bracket inside its last item was already missed. */
function expectEnd(reader: JsonReader, state: State): void {
  if (state.place === 'start' || state.place === 'end') return;
  const { pos } = reader;
  if (!reader.repaired) reader.problem(pos, pos, 'The document ends before its last }; add it.');
  reader.repaired = true;
}

/** Reads over commas and junk to the next key or bracket, and what it begins. */
function readToItem(reader: JsonReader, before: State, dialect: Dialect): Read {
  let state = before;
  let comma = -1;
  for (;;) {
    reader.skip();
    const c = reader.peek();
    if (c === code.end) return { kind: 'trivia', state };
    if (state.place === 'end') return textAfterEnd(reader, state);
    if (c === code.comma && state.place !== 'start') {
      if (state.comma === 'none' || comma >= 0)
        reader.problem(reader.pos, reader.pos + 1, 'A comma too many; remove it.');
      comma = reader.pos++;
    } else if (state.place === 'start') {
      if (c === code.openBrace) {
        reader.pos++;
        return { kind: 'trivia', state: { ...state, place: 'top' } };
      }
      if (c === code.quote && reader.isKey()) {
        reader.repair(reader.pos, reader.pos + 1, 'The { of the document is missing before this; add it.');
        state = { ...state, place: 'top' };
      } else {
        const value = wholeDocument(reader);
        if (value) return { kind: 'entry', value, state: { ...state, place: 'end' } };
      }
    } else if (c === code.closeBrace) {
      if (isStray(reader, state)) {
        reader.repair(reader.pos, reader.pos + 1, 'This } closes too much; remove it.');
        reader.pos++;
        state = { ...state, broken: true, comma: 'maybe' };
        comma = -1;
      } else {
        if (comma >= 0) reader.problem(comma, comma + 1, 'A comma after the last entry; remove it.');
        reader.pos++;
        return { kind: 'trivia', state: closed(state) };
      }
    } else if (c === code.quote || beginsWord(c)) {
      return readEntry(reader, state, comma >= 0, dialect);
    } else {
      const { pos } = reader;
      reader.junk();
      reader.repair(pos, reader.pos, 'This does not belong here; remove it.');
      if (!state.broken) state = { ...state, broken: true, comma: 'maybe' };
    }
  }
}

function closed(state: State): State {
  switch (state.place) {
    case 'group':
      return { ...state, place: 'section', section: outerOf(state), comma: 'due', groupColumn: -1, broken: false };
    case 'section':
      return { ...state, place: 'top', section: undefined, comma: 'due', memberColumn: -1, broken: false };
    default:
      return { ...state, place: 'end', broken: false };
  }
}

function opened(state: State, key: string): State {
  const inside = { ...state, comma: 'none', broken: false } as const;
  return state.place === 'top'
    ? { ...inside, place: 'section', section: key, memberColumn: -1 }
    : { ...inside, place: 'group', section: `${state.section}.${key}`, groupColumn: -1 };
}

/** The section in which a group stands: no section has a dot in its name. */
const outerOf = ({ section = '' }: State): string => section.slice(0, section.indexOf('.'));

/** Of the keys that may come next. */
function columnOf({ place, topColumn, memberColumn, groupColumn }: State): number {
  if (place === 'group') return groupColumn;
  return place === 'section' ? memberColumn : topColumn;
}

/** Of the keys among which the section stands that is open. */
const columnAround = ({ place, topColumn, memberColumn }: State): number =>
  place === 'group' ? memberColumn : topColumn;

function withColumn(state: State, column: number): State {
  if (state.place === 'group') return { ...state, groupColumn: column };
  return state.place === 'section' ? { ...state, memberColumn: column } : { ...state, topColumn: column };
}

const beginsWord = (c: number): boolean => beginsValue(c) && c !== code.openBrace && c !== code.openBracket;

function textAfterEnd(reader: JsonReader, state: State): Read {
  const { pos } = reader;
  reader.pos = reader.text.length;
  reader.repair(pos, reader.pos, 'The document ended before this; remove it.');
  return { kind: 'trivia', state };
}

/** A document that is no object, of which JSON.parse knows what to think. Undefined: it is junk before the object. */
function wholeDocument(reader: JsonReader): SyntaxNode | undefined {
  const mark = reader.mark();
  if (beginsValue(reader.peek())) {
    const isSequence = reader.peek() === code.openBracket;
    const value = reader.value();
    const end = reader.mark();
    reader.skip();
    const alone = reader.peek() === code.end;
    reader.reset(end);
    if (alone || isSequence) return value;
  }
  reader.reset(mark);
  reader.junk();
  reader.repair(mark.pos, reader.pos, 'This does not belong here; the file begins with {.');
  return undefined;
}

/** Whether the `}` at `pos` cannot be the end of the section, or of the document, that it seems to close. */
function isStray(reader: JsonReader, state: State): boolean {
  if (state.trust === 'brackets') return false;
  const mark = reader.mark();
  const ownColumn = reader.fresh ? reader.indent : -1;
  reader.pos++;
  reader.skip();
  if (reader.peek() === code.comma) {
    reader.pos++;
    reader.skip();
  }
  const next = reader.peek();
  const nextColumn = reader.fresh ? reader.indent : -1;
  reader.reset(mark);
  if (state.place === 'top') return next !== code.end;
  const column = columnOf(state);
  if (column <= columnAround(state) || next === code.end) return false;
  return ownColumn >= column || (nextColumn >= column && (next === code.quote || next === code.closeBrace));
}

function readEntry(reader: JsonReader, before: State, afterComma: boolean, dialect: Dialect): Read {
  const column = reader.fresh ? reader.indent : -1;
  let state = before;
  while (endsSection(reader, state, column, dialect)) {
    reader.repair(reader.pos, reader.pos + 1, `The section ${state.section} is not closed before this; add a }.`);
    state = closed(state);
  }
  const lacksComma = state.comma === 'due' && !afterComma && !reader.repaired;
  if (lacksComma) reader.problem(reader.pos, reader.pos + 1, 'A comma is missing before this; add one.');
  const isMember = state.place !== 'top';
  const itemColumn = columnOf(state);
  const around = columnAround(state);
  const isDeeper = isMember && column >= 0 && itemColumn > around && column > itemColumn;
  // What is left of a resource that was closed too early, as by an editor that closes each { at once.
  const leftOver = isDeeper && (state.broken || lacksComma);
  if (!leftOver) {
    // The leftmost key wins, so that one that was moved to the right does not set the rule for all others.
    const known = column >= 0 && (itemColumn < 0 || (column < itemColumn && column > around));
    if (known) state = withColumn(state, column);
    if (state.broken) state = { ...state, broken: false };
  }
  reader.outline = outlineOf(state);

  const key = reader.key();
  const name = String(key.value);
  if (!leftOver && maySection(name, state, dialect) && opensSection(reader, key, column))
    return { kind: 'section', section: state.section, key, state: opened(state, name) };
  const value = readValue(reader, state, key, column);
  const broken = reader.repaired || leftOver;
  const after: State = { ...state, broken, comma: broken || reader.unfinishedAt === reader.pos ? 'maybe' : 'due' };
  const next = sameState(after, before) ? before : after;
  if (leftOver) return { kind: 'trivia', state: next };
  return { kind: isMember ? 'member' : 'entry', section: state.section, key, value, state: next };
}

/** The column that no key inside an item may stand at, if the layout tells items from what is inside. */
function outlineOf(state: State): number {
  if (state.trust === 'brackets') return -1;
  const column = columnOf(state);
  return state.place === 'top' || column > columnAround(state) ? column : -1;
}

/** Whether a key at this place can be that of a section. */
function maySection(key: string, { place, section = '' }: State, { sections, groups }: Dialect): boolean {
  if (place === 'top') return sections.has(key);
  return place === 'section' && groups?.has(section) === true && key !== '//';
}

/** Whether the key at `pos` stands where those stand that are around the section, although that is still open. */
function endsSection(reader: JsonReader, state: State, column: number, { topLevel }: Dialect): boolean {
  if (state.place === 'top' || state.trust === 'brackets') return false;
  const around = columnAround(state);
  if (column < 0 || column > around || around === columnOf(state)) return false;
  if (reader.peek() !== code.quote || !reader.isKey()) return false;
  // What a group is called nobody can know, as one can of what stands at the top.
  if (state.place === 'group' && column > state.topColumn) return true;
  const { text, pos } = reader;
  return topLevel.has(text.slice(pos + 1, text.indexOf('"', pos + 1)));
}

/** Moves behind the `{` of a section. Where the section is something else, or nothing yet, stays behind its key. */
function opensSection(reader: JsonReader, key: ScalarNode, column: number): boolean {
  const mark = reader.mark();
  reader.skip();
  const hasColon = reader.peek() === code.colon;
  if (hasColon) reader.pos++;
  const behindColon = reader.mark();
  reader.skip();
  if (reader.peek() === code.openBrace && (hasColon || !reader.fresh)) {
    if (!hasColon) reader.problem(reader.pos, reader.pos + 1, 'A colon is missing before this; add it.');
    reader.pos++;
    return true;
  }
  if (
    hasColon &&
    reader.fresh &&
    column >= 0 &&
    reader.indent > column &&
    reader.peek() === code.quote &&
    reader.isKey()
  ) {
    reader.reset(behindColon);
    reader.missingBrace(key);
    return true;
  }
  reader.reset(mark);
  return false;
}

/**
 * The value of an item. Where the layout inside the item overruled its brackets, the brackets get a
 * second hearing on their own: if they fit, and end where the next item begins, only the layout is odd.
 */
function readValue(reader: JsonReader, state: State, key: ScalarNode, column: number): SyntaxNode {
  const mark = reader.mark();
  const value = reader.valueOf(key, column);
  if (!reader.repaired || mark.repaired || state.trust === 'brackets') return value;
  const end = reader.mark();
  const { problems } = reader;
  reader.problems = problems.slice(0, mark.problems);
  reader.reset(mark);
  reader.trust = 'outline';
  const second = reader.valueOf(key, column);
  if (!reader.repaired && itemMayEndHere(reader, state)) return second;
  reader.problems = problems;
  reader.reset(end);
  return value;
}

function itemMayEndHere(reader: JsonReader, state: State): boolean {
  const mark = reader.mark();
  reader.skip();
  if (reader.peek() === code.comma) {
    reader.pos++;
    reader.skip();
  }
  const next = reader.peek();
  const { fresh, indent } = reader;
  reader.reset(mark);
  const column = columnOf(state);
  if (!fresh || column < 0) return true;
  return next === code.closeBrace ? indent < column || column === 0 : next === code.quote && indent === column;
}
