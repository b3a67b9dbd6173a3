import type { Span } from '../../rules/kit/index.ts';
import { description, type Key, type Shape } from './description.ts';
import { type Node, treeOf } from './tree.ts';

/** What stands at a place of a config. */
export interface Explained {
  readonly span: Span;
  /** The key, or the word that is its value. */
  readonly word: string;
  readonly about: string;
  readonly more?: string;
  /** What may be said there, and what holds if nothing is. */
  readonly facts: readonly string[];
}

export function explainedAt(text: string, offset: number): Explained | undefined {
  const { root } = treeOf(text);
  return root && within(description, root, offset);
}

function within(shape: Shape, node: Node, offset: number): Explained | undefined {
  if (shape.kind === 'list' && node.kind === 'list') {
    const item = node.items.find((one) => touches(one, offset));
    return item && within(shape.of, item, offset);
  }
  if (shape.kind === 'word' && node.kind === 'scalar' && touches(node, offset)) {
    const word = String(node.value);
    const about = Object.hasOwn(shape.words, word) ? shape.words[word] : undefined;
    return about === undefined ? undefined : { span: node, word, about, facts: [] };
  }
  if (shape.kind !== 'keys' || node.kind !== 'map') return undefined;
  for (const { key, value } of node.entries) {
    const known = Object.hasOwn(shape.keys, key.text) ? shape.keys[key.text] : undefined;
    if (!known) continue;
    if (touches(key, offset)) return { span: key, word: key.text, ...aboutKey(known) };
    const inside = within(known.shape, value, offset);
    if (inside) return inside;
  }
  return undefined;
}

function aboutKey({ about, more, shape, default: byDefault }: Key): Omit<Explained, 'span' | 'word'> {
  const facts = [
    ...(byDefault === undefined ? [] : [`Default: \`${byDefault}\``]),
    ...(shape.kind === 'word'
      ? [
          `Allowed: ${Object.keys(shape.words)
            .map((word) => `\`${word}\``)
            .join(', ')}`,
        ]
      : []),
    ...(shape.kind === 'amount' ? [`Allowed: ${shape.least} to ${shape.most}`] : []),
  ];
  return { about, ...(more !== undefined && { more }), facts };
}

/** A cursor right behind the last character still counts as on it. */
const touches = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;
