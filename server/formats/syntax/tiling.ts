/*
 * The items of a text, and what it takes to go on reading from any of them. An item depends on nothing but the small
 * state before it and the text up to where its reader looked; so after a change it is enough to read on from the first
 * item that had looked at what changed, in a window made of the texts of its neighbours, until an item begins where one
 * began before, in an equal state. What comes out is what reading all of the text would give.
 */
import type { Span } from '../../../rules/kit/index.ts';
import type { Item } from './node.ts';
import { Offsets } from './offsets.ts';
import { sameItem } from './same.ts';
import { type Splice, shifted, withSplice } from './splice.ts';
import { itemWithWord, type WordMeaning } from './word.ts';

/** One change of a text: what stood in the span is `newText` now. Offsets are absolute in the document, in UTF-16 code units. */
export interface Change extends Span {
  readonly newText: string;
}

/** One item, read. */
export interface Step<State> {
  readonly item: Item;
  /** Where the item ends and the next one begins. */
  readonly end: number;
  /**
   * How far from its start the text was looked at, the end of the text counting as one character: a change that begins
   * there or later changes nothing here.
   */
  readonly scan: number;
  /** The state that the next item begins in. */
  readonly state: State;
  /** Whether brackets had to be guessed. */
  readonly repaired: boolean;
}

/** A language, as far as its items go. */
export interface Grammar<State> {
  /** The state before the first item. */
  readonly initial: State;
  isSame(one: State, other: State): boolean;
  /** What reads the item at `start`, in the state that the item before it left. */
  reader(text: string): (start: number, state: State) => Step<State>;
  readonly meaning: WordMeaning;
}

export interface Tiling<State> {
  readonly grammar: Grammar<State>;
  readonly items: readonly Item[];
  readonly starts: Offsets;
  readonly length: number;
  /** Before each item, and one more behind the last. */
  readonly states: readonly State[];
  /** How far behind its end the text was looked at for each item: a word more in it changes nothing of that. */
  readonly lookAheads: readonly number[];
  /** None is longer. */
  readonly longestLookAhead: number;
  /** Indices of the items in which brackets had to be guessed; mostly none. */
  readonly repaired: readonly number[];
}

/** How far a text was looked at. */
type Seen = Pick<Tiling<never>, 'items' | 'starts' | 'length' | 'lookAheads' | 'longestLookAhead'>;

export interface Retiled<State> extends Splice {
  readonly tiling: Tiling<State>;
}

/** Reads all of `text`. */
export function tile<State>(grammar: Grammar<State>, text: string): Tiling<State> {
  const read = grammar.reader(text);
  const items: Item[] = [];
  const starts: number[] = [];
  const states: State[] = [grammar.initial];
  const lookAheads: number[] = [];
  const repaired: number[] = [];
  let state = grammar.initial;
  for (let start = 0; start < text.length; ) {
    const step = read(start, state);
    if (step.repaired) repaired.push(items.length);
    items.push(step.item);
    starts.push(start);
    lookAheads.push(lookAheadOf(step));
    start = step.end;
    state = step.state;
    states.push(state);
  }
  return {
    grammar,
    items,
    starts: new Offsets(starts),
    length: text.length,
    states,
    lookAheads,
    longestLookAhead: longest(lookAheads),
    repaired,
  };
}

const lookAheadOf = ({ scan, item }: Step<unknown>): number => scan - item.text.length;

const longest = (lookAheads: readonly number[], atLeast = 0): number =>
  lookAheads.reduce((most, one) => Math.max(most, one), atLeast);

/** Reads what a change touched. */
export function retile<State>(old: Tiling<State>, change: Change): Retiled<State> {
  const { grammar, items, starts, states } = old;
  const count = items.length;
  const from = firstTouched(old, change.start);
  const base = starts.at(from) ?? 0;
  const quick = withWord(old, from, change);
  if (quick) return quick;
  const delta = change.newText.length - (change.end - change.start);

  // The window: the item in which the change ends, and its neighbour, because the next line is looked at nearly always.
  let to = Math.min(Math.max(starts.lastAtOrBefore(change.end), from) + 2, count);
  let window = windowOf(old, from, to, change);
  let read = grammar.reader(window);
  const grow = (): void => {
    to = Math.min(to + (to - from), count);
    window = windowOf(old, from, to, change);
    read = grammar.reader(window);
  };

  const steps: Step<State>[] = [];
  const before: State[] = [];
  const changedTo = change.end + delta - base;
  let state = states[from] ?? grammar.initial;
  let next = from;
  for (let at = 0; ; ) {
    if (at >= changedTo) {
      const oldAt = base + at - delta;
      while (next < count && (starts.at(next) ?? 0) < oldAt) next++;
      const known = states[next];
      const isBoundary = next < count && starts.at(next) === oldAt;
      if (isBoundary && known !== undefined && grammar.isSame(known, state)) break;
    }
    if (at === window.length) {
      if (to === count) break;
      grow();
      continue;
    }
    const step = read(at, state);
    // What looked at the end of the window, while the text goes on, has not seen enough.
    if (to < count && at + step.scan > window.length) {
      grow();
      continue;
    }
    steps.push(step);
    before.push(state);
    at = step.end;
    state = step.state;
  }
  return spliced(old, from, next, steps, before, state, delta);
}

/** Undefined where it is not only a word of an item that is another one. `first`: the first item that had looked there. */
function withWord<State>(
  old: Tiling<State>,
  first: number,
  { start, end, newText }: Change,
): Retiled<State> | undefined {
  const { grammar, items, starts, length, states, repaired } = old;
  const index = starts.lastAtOrBefore(start);
  const item = items[index];
  const base = starts.at(index) ?? 0;
  if (!item || repaired.length > 0 || start <= base || end >= base + item.text.length) return undefined;
  const now = itemWithWord(item, { start: start - base, end: end - base }, newText, grammar.meaning);
  if (!now) return undefined;
  const by = newText.length - (end - start);
  const looked = first === index ? old : lookingPast(old, first, index, end, by);
  if (!looked) return undefined;
  const { lookAheads, longestLookAhead } = looked;
  const tiling: Tiling<State> = {
    grammar,
    items: withSplice(items, index, index + 1, [now]),
    starts: starts.movedFrom(index + 1, by),
    length: length + by,
    states,
    lookAheads,
    longestLookAhead,
    repaired,
  };
  return { tiling, from: index, removed: 1, added: 1, wordAt: start - base };
}

/**
 * Items that look for where they end pass over the words on the next line, whatever those are. Undefined where one of
 * `[from, to)` is damaged, so that it may have looked for something else. `end`: where the word ends that has grown `by`.
 */
function lookingPast(
  { items, starts, lookAheads, longestLookAhead }: Seen,
  from: number,
  to: number,
  end: number,
  by: number,
): Pick<Seen, 'lookAheads' | 'longestLookAhead'> | undefined {
  const past = lookAheads.slice();
  for (let index = from; index < to; index++) {
    if (items[index]?.problems.length !== 0) return undefined;
    const ahead = lookAheads[index] ?? 0;
    if ((starts.at(index + 1) ?? 0) + ahead > end) past[index] = ahead + by;
  }
  return { lookAheads: past, longestLookAhead: longest(past.slice(from, to), longestLookAhead) };
}

/** The first item that looked at `offset` or beyond. A later one may have looked less far than one before it, so all are asked. */
function firstTouched({ items, starts, length, lookAheads, longestLookAhead }: Seen, offset: number): number {
  for (let index = starts.lastAtOrBefore(offset - longestLookAhead); index < items.length; index++)
    if ((starts.at(index + 1) ?? length) + (lookAheads[index] ?? 0) > offset) return index;
  return Math.max(items.length - 1, 0);
}

export function textOf(items: readonly Item[]): string {
  let text = '';
  for (const item of items) text += item.text;
  return text;
}

/** The text of the items in `[from, to)` after the change. */
function windowOf(
  { items, starts }: Pick<Tiling<never>, 'items' | 'starts'>,
  from: number,
  to: number,
  { start, end, newText }: Change,
): string {
  let before = '';
  let behind = '';
  for (let index = from; index < to; index++) {
    const base = starts.at(index) ?? 0;
    const text = items[index]?.text ?? '';
    if (base < start) before += text.slice(0, start - base);
    if (base + text.length > end) behind += text.slice(Math.max(end - base, 0));
  }
  return before + newText + behind;
}

/** `old` with the items in `[from, to)` replaced, but for those at both ends that were read as they had been. */
function spliced<State>(
  old: Tiling<State>,
  from: number,
  to: number,
  steps: readonly Step<State>[],
  before: readonly State[],
  after: State,
  delta: number,
): Retiled<State> {
  const { grammar, items } = old;
  const added = steps.map(({ item }) => item);
  const isKept = (index: number, one: number): boolean => {
    const item = items[index];
    const step = steps[one];
    const [state, known] = [before[one], old.states[index]];
    if (!item || !step || state === undefined || known === undefined) return false;
    if (!grammar.isSame(state, known) || !sameItem(item, step.item)) return false;
    added[one] = item;
    return true;
  };
  const most = Math.min(added.length, to - from);
  let head = 0;
  while (head < most && isKept(from + head, head)) head++;
  let tail = 0;
  while (tail < most - head && isKept(to - 1 - tail, added.length - 1 - tail)) tail++;

  const starts: number[] = [];
  let start = old.starts.at(from) ?? 0;
  for (const { item } of steps) {
    starts.push(start);
    start += item.text.length;
  }
  const lookAheads = steps.map(lookAheadOf);
  const tiling: Tiling<State> = {
    grammar,
    items: withSplice(items, from, to, added),
    starts: new Offsets(shifted(withSplice(old.starts.all, from, to, starts), from + added.length, delta)),
    length: old.length + delta,
    // The state behind the last item that was read is the one before the next, or the last of all.
    states: withSplice(old.states, from, to + 1, [...before, after]),
    lookAheads: withSplice(old.lookAheads, from, to, lookAheads),
    longestLookAhead: longest(lookAheads, old.longestLookAhead),
    repaired: repairedAfter(old.repaired, from, to, steps),
  };
  return { tiling, from: from + head, removed: to - from - head - tail, added: added.length - head - tail };
}

function repairedAfter(
  old: readonly number[],
  from: number,
  to: number,
  steps: readonly Step<unknown>[],
): readonly number[] {
  const here = steps.flatMap(({ repaired }, index) => (repaired ? [from + index] : []));
  if (old.length === 0) return here;
  const moved = steps.length - (to - from);
  return [
    ...old.filter((index) => index < from),
    ...here,
    ...old.filter((index) => index >= to).map((index) => index + moved),
  ];
}
