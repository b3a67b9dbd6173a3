/* What tests of the JSON parser compare: values without ranges, problems with the text they mark. */
import type { Document, Item, SyntaxNode } from '../../server/formats/syntax/node.ts';

/** What `JSON.parse` would make of the document. */
export function plainDocument({ items }: Document): unknown {
  const whole = items.find((item) => item.kind === 'entry' && !item.key)?.value;
  if (whole) return plain(whole);
  const top: Entries = [];
  const sections = new Map<string, Entries>();
  for (const { kind, section, key, value } of items) {
    const name = String(key?.value);
    if (kind === 'section') sections.set(name, []);
    else if (kind === 'member') sections.get(section ?? '')?.push([name, plain(value)]);
    if (kind === 'section' || kind === 'entry') top.push([name, plain(value)]);
  }
  return Object.fromEntries(top.map(([name, value]) => [name, fromSection(sections.get(name)) ?? value]));
}

type Entries = [string, unknown][];

const fromSection = (members: Entries | undefined): unknown => members && Object.fromEntries(members);

export function plain(node: SyntaxNode | undefined): unknown {
  if (node?.kind === 'scalar') return node.value;
  if (node?.kind === 'sequence') return node.items.map(plain);
  if (node?.kind !== 'map') return undefined;
  // Not assignment, which would lose a key called __proto__.
  return Object.fromEntries(node.entries.map(({ key, value }) => [String(plain(key)), plain(value)]));
}

export function member({ items }: Document, name: string): Item | undefined {
  return items.find((item) => item.kind === 'member' && item.key?.value === name);
}

/** Each problem as `line:column «marked text» message`, counted from 1. */
export function problems({ items, starts, text }: Document): string[] {
  return items.flatMap((item, index) =>
    item.problems.map(({ span, message }) => {
      const start = (starts[index] ?? 0) + span.start;
      const before = text.slice(0, start).split('\n');
      const at = `${before.length}:${(before.at(-1) ?? '').length + 1}`;
      return `${at} «${item.text.slice(span.start, span.end)}» ${message}`;
    }),
  );
}

/** Every node of an item, keys too. */
export function* nodesOf({ key, value }: Item): Generator<SyntaxNode> {
  if (key) yield key;
  if (value) yield* nodesIn(value);
}

function* nodesIn(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  if (node.kind === 'sequence') for (const item of node.items) yield* nodesIn(item);
  if (node.kind !== 'map') return;
  for (const { key, value } of node.entries) {
    yield key;
    yield* nodesIn(value);
  }
}
