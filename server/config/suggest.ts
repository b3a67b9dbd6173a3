/*
 * What may stand at a place of a config that is being typed. The text is read with a stand-in where the cursor is:
 * where the parser finds that, the description says what belongs there.
 */
import type { Span } from '../../rules/kit/index.ts';
import { description, type Key, type Shape } from './description.ts';
import { type Node, treeOf } from './tree.ts';

export interface Suggestion {
  readonly kind: 'key' | 'value';
  readonly word: string;
  readonly about: string;
  readonly more?: string;
  readonly newText: string;
}
export interface Suggestions {
  /** The half-typed word, which any of them replaces. */
  readonly span: Span;
  readonly suggestions: readonly Suggestion[];
}

export function suggestionsAt(text: string, offset: number): Suggestions {
  const span = wordAt(text, offset);
  const { language, root } = treeOf(text.slice(0, span.start) + STAND_IN + text.slice(span.end));
  const wanted = root && wantedIn(description, root);
  const isQuoted = /["']$/.test(text.slice(0, span.start));
  const quoted = (word: string): string => (language === 'json' && !isQuoted ? `"${word}"` : word);
  const hasColon = isQuoted || /^[ \t]*:/.test(text.slice(span.end));
  const suggestions =
    wanted?.kind === 'key'
      ? keysOf(wanted).map((one) => ({ ...one, newText: quoted(one.word) + (hasColon ? '' : one.colon) }))
      : wordsOf(wanted?.shape).map((one) => ({ ...one, newText: isText(one.word) ? quoted(one.word) : one.word }));
  return { span, suggestions };
}

/** No key and no value is called like this. */
const STAND_IN = 'gatelint-stands-here';

function wordAt(text: string, offset: number): Span {
  const before = /[\w-]*$/.exec(text.slice(0, offset))?.[0].length ?? 0;
  const behind = /^[\w-]*/.exec(text.slice(offset))?.[0].length ?? 0;
  const start = offset - before;
  // The dash of a list's item is no part of what stands behind it.
  return text[start] === '-' ? { start: offset, end: offset } : { start, end: offset + behind };
}

type Wanted =
  | { readonly kind: 'key'; readonly keys: Readonly<Record<string, Key>>; readonly there: readonly string[] }
  | { readonly kind: 'value'; readonly shape: Shape };

/** What belongs where the stand-in is. */
function wantedIn(shape: Shape, node: Node): Wanted | undefined {
  if (node.kind === 'scalar') {
    if (node.value !== STAND_IN) return undefined;
    return shape.kind === 'keys' ? { kind: 'key', keys: shape.keys, there: [] } : { kind: 'value', shape };
  }
  if (node.kind === 'list')
    return shape.kind === 'list' ? first(node.items, (item) => wantedIn(shape.of, item)) : undefined;
  if (shape.kind !== 'keys') return undefined;
  const { keys } = shape;
  const there = node.entries.map(({ key }) => key.text);
  return first(node.entries, ({ key, value }) => {
    if (key.text === STAND_IN) return { kind: 'key', keys, there };
    const known = Object.hasOwn(keys, key.text) ? keys[key.text] : undefined;
    return known && wantedIn(known.shape, value);
  });
}

function first<T, R>(items: readonly T[], found: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const one = found(item);
    if (one !== undefined) return one;
  }
  return undefined;
}

/** Those that are not said yet. What goes on in lines of its own needs no blank behind the colon. */
function keysOf({ keys, there }: Wanted & { readonly kind: 'key' }) {
  return Object.entries(keys)
    .filter(([word]) => !there.includes(word))
    .map(([word, { shape, about, more }]) => ({
      kind: 'key' as const,
      word,
      about,
      ...(more !== undefined && { more }),
      colon: shape.kind === 'keys' || shape.kind === 'list' ? ':' : ': ',
    }));
}

function wordsOf(shape: Shape | undefined) {
  const words = shape?.kind === 'word' ? shape.words : shape?.kind === 'flag' ? { true: '', false: '' } : {};
  return Object.entries(words).map(([word, about]) => ({ kind: 'value' as const, word, about }));
}

const isText = (word: string): boolean => word !== 'true' && word !== 'false';
