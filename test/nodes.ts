/* What stands in a text, as JSON in the long form of its functions: of what is not quite YAML, too. */
import type { Source, Spot } from '../server/formats/format.ts';
import { type Entry, type SyntaxNode, spanOf } from '../server/formats/syntax/node.ts';
import { isList, type Json, type JsonMap, tagged } from './twin.ts';

/** The whole template; what is there twice, only once. */
export function templateOf(source: Source): JsonMap {
  const template: Record<string, Json> = {};
  for (const { kind, key, section, value } of source.document.items) {
    if (!value) continue;
    const json = jsonOf(value, source);
    const name = String(key?.value);
    // A document in flow style is one item.
    if (!key) Object.assign(template, membersOf(json));
    else if (kind === 'member' && section !== undefined)
      template[section] = { [name]: json, ...membersOf(template[section]) };
    else template[name] ??= json;
  }
  return template;
}

export const membersOf = (json: Json | undefined): JsonMap =>
  json !== null && typeof json === 'object' && !isList(json) ? json : {};

/** Functions and aliases, by where they stand. */
export function jsonAt(source: Source): (spot: Spot, item: string) => Json | undefined {
  const nodes = new Map<string, SyntaxNode>();
  const address = ({ start, end }: Spot, item: string) => `${item} ${start}-${end}`;
  const note = (node: SyntaxNode, item: string): void => {
    if (isFunction(node)) nodes.set(address(spanOf(node), item), node);
    for (const child of childrenOf(node)) note(child, item);
  };
  for (const [name, index] of source.items) {
    const value = source.document.items[index]?.value;
    if (value) note(value, name);
  }
  return (spot, item) => {
    const node = nodes.get(address(spot, spot.item ?? item));
    return node && jsonOf(node, source);
  };
}

function isFunction(node: SyntaxNode): boolean {
  if (node.tag || node.kind === 'alias') return true;
  const [entry, another] = node.kind === 'map' ? node.entries : [];
  return entry !== undefined && !another && nameOf(entry).startsWith('Fn::');
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.kind === 'map') return node.entries.map(({ value }) => value);
  return node.kind === 'sequence' ? node.items : [];
}

function jsonOf(node: SyntaxNode, source: Source): Json {
  const bare = bareJsonOf(node, source);
  return node.tag ? tagged({ tag: node.tag.name }, bare) : bare;
}

function bareJsonOf(node: SyntaxNode, source: Source): Json {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items.map((item) => jsonOf(item, source));
    case 'map':
      // Of two equal keys, the first is read.
      return Object.fromEntries(node.entries.toReversed().map((entry) => [nameOf(entry), jsonOf(entry.value, source)]));
    case 'alias': {
      const [target] = source.document.items.flatMap(({ anchors }) => anchors?.get(node.name) ?? []);
      return target ? jsonOf(target, source) : null;
    }
    default:
      return node.kind; // HCL only
  }
}

const nameOf = ({ key }: Entry): string => (key.kind === 'scalar' ? String(key.value) : '');
