/*
 * Most keys are pressed within a word: in a value, or in the name of a property. Where letters and digits stay around
 * what is typed, nothing but that word is another one, and all behind it has moved. Then the tree is the one that there
 * was with another word in it, and nothing is read again. In doubt, an item is read.
 */
import type { Span } from '../../../rules/kit/index.ts';
import { carriageReturn, newline } from './code.ts';
import { moved } from './moved.ts';
import type {
  Entry,
  Item,
  MapNode,
  ScalarNode,
  ScalarValue,
  SequenceNode,
  SyntaxNode,
  Tag,
  TraversalNode,
  TraversalStep,
} from './node.ts';

/** What words are to a language. */
export interface WordMeaning {
  /** What plain text means that is no key; undefined where only reading it can tell. */
  plain(text: string, tag: Tag | undefined): ScalarValue | undefined;
  /** Whether an item that is called so is read like any other. */
  mayName(text: string): boolean;
}

interface Typed {
  readonly text: string;
  /** Relative to the item. */
  readonly span: Span;
  readonly newText: string;
  /** By how much all behind it moves. */
  readonly by: number;
  readonly meaning: WordMeaning;
}

/** The item as reading it after the change would give it; undefined where only that can tell. */
export function itemWithWord(item: Item, span: Span, newText: string, meaning: WordMeaning): Item | undefined {
  const { kind, section, key, value, text, problems, anchors } = item;
  const { start, end } = span;
  if (!value || problems.length > 0 || anchors) return undefined;
  if (!isWord(text, start - 1, end) || !isWord(newText, 0, newText.length)) return undefined;
  const typed = { text, span, newText, by: newText.length - (end - start), meaning };
  if (key && holds(key, typed)) return renamed(item, key, value, typed);
  const now = nodeWith(value, typed);
  return now && { kind, section, key, value: now, text: edited(text, typed), problems, anchors };
}

/** By another name. */
function renamed(item: Item, key: ScalarNode, value: SyntaxNode, typed: Typed): Item | undefined {
  const { kind, section, text, problems, anchors } = item;
  const now = scalarWith(key, typed, asItIs);
  if (!now || ![key, now].every((one) => typed.meaning.mayName(String(one.value)))) return undefined;
  return { kind, section, key: now, value: movedNode(value, typed.by), text: edited(text, typed), problems, anchors };
}

const edited = (text: string, { span, newText }: Typed): string =>
  text.slice(0, span.start) + newText + text.slice(span.end);

/** Letters, digits and `_`: no language of ours takes one of them for a sign. */
function isWord(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const c = text.charCodeAt(at);
    const isOne = c >= 97 ? c <= 122 : c >= 65 ? c <= 90 || c === 95 : c >= 48 && c <= 57;
    if (!isOne) return false;
  }
  return from >= 0;
}

function nodeWith(node: SyntaxNode, typed: Typed): SyntaxNode | undefined {
  if (!holds(node, typed)) return undefined;
  switch (node.kind) {
    case 'scalar':
      return scalarWith(node, typed, typed.meaning.plain);
    case 'map':
      return mapWith(node, typed);
    case 'sequence':
      return sequenceWith(node, typed);
    default:
      return undefined;
  }
}

const holds = ({ start, end }: Span, { span }: Typed): boolean => start < span.start && span.end <= end;

function mapWith(node: MapNode, typed: Typed): MapNode | undefined {
  const { entries } = node;
  for (const [index, entry] of entries.entries()) {
    if (!holds(entry.key, typed) && !holds(entry.value, typed)) continue;
    const now = entryWith(entry, entries, typed);
    return now && mapOf(node, node.start, node.end + typed.by, withMoved(entries, index, now, typed.by, movedEntry));
  }
  return undefined;
}

function sequenceWith(node: SequenceNode, typed: Typed): SequenceNode | undefined {
  const { items } = node;
  for (const [index, item] of items.entries()) {
    if (!holds(item, typed)) continue;
    const now = nodeWith(item, typed);
    return now && sequenceOf(node, node.start, node.end + typed.by, withMoved(items, index, now, typed.by, movedNode));
  }
  return undefined;
}

function entryWith({ key, value }: Entry, all: readonly Entry[], typed: Typed): Entry | undefined {
  if (!holds(key, typed)) {
    const now = nodeWith(value, typed);
    return now && { key, value: now };
  }
  const now = key.kind === 'scalar' ? scalarWith(key, typed, asItIs) : undefined;
  return now && mayBeCalled(key, now, all, typed) ? { key: now, value: movedNode(value, typed.by) } : undefined;
}

/** A key is text, whatever it looks like. */
const asItIs = (text: string): string => text;

/** In the first column it may begin something else, and one that is there already is told of: both take reading. */
function mayBeCalled(key: SyntaxNode, now: ScalarNode, all: readonly Entry[], { text }: Typed): boolean {
  const isFirst = key.start === 0 || isLineEnd(text.charCodeAt(key.start - 1));
  const isOther = ({ key: other }: Entry): boolean =>
    other === key || (other.kind === 'scalar' && other.value !== now.value);
  return !isFirst && all.every(isOther);
}

const isLineEnd = (c: number): boolean => c === newline || c === carriageReturn;

/** What it means was found by `meaning`, or is what stands between quotes; else it takes reading. */
function scalarWith(node: ScalarNode, typed: Typed, meaning: WordMeaning['plain']): ScalarNode | undefined {
  const { style, tag, start, end, value } = node;
  const quotes = style === 'plain' ? 0 : 1;
  const { text, span, newText, by } = typed;
  const [from, to] = [start + quotes, end - quotes];
  if (span.start <= from || span.end > to) return undefined;
  const read = quotes === 0 ? meaning : asItIs;
  const raw = text.slice(from, to);
  // What it meant shows that it is as simple as that.
  if (!Object.is(read(raw, tag), value)) return undefined;
  const now = read(text.slice(from, span.start) + newText + text.slice(span.end, to), tag);
  return now === undefined ? undefined : scalarOf(node, start, end + by, now);
}

/** A list with another one at that index, behind which all has moved. */
function withMoved<T>(all: readonly T[], index: number, now: T, by: number, move: (one: T, by: number) => T): T[] {
  const list = all.slice();
  list[index] = now;
  for (let at = index + 1; at < list.length; at++) {
    const one = list[at];
    if (one !== undefined) list[at] = move(one, by);
  }
  return list;
}

const movedEntry = ({ key, value }: Entry, by: number): Entry => ({
  key: movedNode(key, by),
  value: movedNode(value, by),
});

function movedNode(node: SyntaxNode, by: number): SyntaxNode {
  const { start, end } = node;
  switch (node.kind) {
    case 'scalar':
      return scalarOf(node, start + by, end + by, node.value, by);
    case 'map': {
      const entries = node.entries.map((entry) => movedEntry(entry, by));
      return mapOf(node, start + by, end + by, entries, by);
    }
    case 'sequence': {
      const items = node.items.map((item) => movedNode(item, by));
      return sequenceOf(node, start + by, end + by, items, by);
    }
    case 'alias':
      return { kind: 'alias', start: start + by, end: end + by, tag: movedTag(node.tag, by), name: node.name };
    case 'template': {
      const { kind, parts, style } = node;
      return { kind, start: start + by, end: end + by, parts: parts.map((part) => movedNode(part, by)), style };
    }
    case 'traversal':
      return movedTraversal(node, by);
    default:
      return moved(node, (offset) => offset + by);
  }
}

function movedTraversal(node: TraversalNode, by: number): TraversalNode {
  const { kind, name, of } = node;
  const [start, end] = [node.start + by, node.end + by];
  const steps = node.steps.map((step) => movedStep(step, by));
  if (of) return { kind, start, end, of: movedNode(of, by), steps };
  return name === undefined ? { kind, start, end, steps } : { kind, start, end, name, steps };
}

function movedStep(step: TraversalStep, by: number): TraversalStep {
  const [start, end] = [step.start + by, step.end + by];
  switch (step.kind) {
    case 'name':
      return { kind: 'name', start, end, name: step.name };
    case 'index':
      return { kind: 'index', start, end, index: movedNode(step.index, by) };
    case 'splat':
      return { kind: 'splat', start, end, full: step.full };
  }
}

// As the parsers write them, word for word: V8 has a class of its own for each order of the same fields.

function scalarOf(node: ScalarNode, start: number, end: number, value: ScalarValue, by = 0): ScalarNode {
  const { kind, style } = node;
  return 'tag' in node
    ? { kind, start, end, tag: movedTag(node.tag, by), value, style }
    : { kind, start, end, value, style };
}

function mapOf(node: MapNode, start: number, end: number, entries: readonly Entry[], by = 0): MapNode {
  const { kind, flow, labels } = node;
  if ('tag' in node) return { kind, start, end, tag: movedTag(node.tag, by), entries, flow };
  if (!labels) return { kind, start, end, entries, flow };
  return {
    kind,
    start,
    end,
    entries,
    flow,
    labels: by === 0 ? labels : labels.map((label) => scalarOf(label, label.start + by, label.end + by, label.value)),
  };
}

function sequenceOf(
  node: SequenceNode,
  start: number,
  end: number,
  items: readonly SyntaxNode[],
  by = 0,
): SequenceNode {
  const { kind, flow } = node;
  return 'tag' in node
    ? { kind, start, end, tag: movedTag(node.tag, by), items, flow }
    : { kind, start, end, items, flow };
}

function movedTag(tag: Tag | undefined, by: number): Tag | undefined {
  if (!tag || by === 0) return tag;
  const { name, span, outer } = tag;
  return { name, span: { start: span.start + by, end: span.end + by }, outer: movedTag(outer, by) };
}
