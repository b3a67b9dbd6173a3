/* The sections of a template as syntax, before anything is made of them. */

import type { SourceProblem } from '../format.ts';
import type { AliasNode, Document, MapNode, SequenceNode, SyntaxNode } from '../syntax/node.ts';

/** `key: value` of a section, and the item that owns both. */
export interface Member {
  readonly name: string;
  readonly key: SyntaxNode;
  readonly value: SyntaxNode;
  readonly item: string;
}

export interface Template {
  readonly document: Document;
  /** Index in `document.items` by the name that places use: `Resources.Web`, `Parameters`. */
  readonly items: ReadonlyMap<string, number>;
  readonly sections: ReadonlyMap<string, readonly Member[]>;
  /** Top-level entries that are no map of members: `Transform`, `Description`. */
  readonly entries: ReadonlyMap<string, SyntaxNode>;
  readonly anchors: ReadonlyMap<string, SyntaxNode>;
  readonly problems: readonly SourceProblem[];
}

export function readTemplate(document: Document): Template {
  const items = new Map<string, number>();
  const sections = new Map<string, Member[]>();
  const entries = new Map<string, SyntaxNode>();
  const anchors = new Map<string, SyntaxNode>();
  const problems: SourceProblem[] = [];
  const twice = (item: string, key: SyntaxNode, what: string) =>
    problems.push({ item, span: key, message: `${what} is there twice; CloudFormation takes one of them only.` });

  for (const [index, item] of document.items.entries()) {
    const name = item.key ? String(item.key.value) : `line ${index}`;
    const path = item.section === undefined ? name : `${item.section}.${name}`;
    const id = unusedName(items, path);
    items.set(id, index);
    for (const { span, message } of item.problems) problems.push({ item: id, span, message });
    for (const [anchor, node] of item.anchors ?? []) anchors.set(anchor, node);
    if (!item.key && item.kind === 'entry' && item.value?.kind === 'map') {
      // A document in flow style is one item.
      for (const { name: key, value } of members(item.value, id)) {
        entries.set(key, value);
        if (value.kind === 'map') for (const one of members(value, id)) push(sections, key, one);
      }
      continue;
    }
    if (!item.key || item.kind === 'trivia') continue;
    if (id !== path) twice(id, item.key, name);
    if (item.kind === 'section') sections.set(name, sections.get(name) ?? []);
    else if (item.kind === 'member' && item.section !== undefined && item.value)
      push(sections, item.section, { name, key: item.key, value: item.value, item: id });
    else if (item.kind === 'entry' && item.value) {
      if (id === path) entries.set(name, item.value);
      // A section that is one item: its members share it.
      if (item.value.kind === 'map') for (const one of members(item.value, id)) push(sections, name, one);
    }
  }
  return { document, items, sections, entries, anchors, problems };
}

export const members = (map: MapNode, item: string): readonly Member[] =>
  map.entries.map(({ key, value }) => ({ name: keyText(key), key, value, item }));

export const keyText = (key: SyntaxNode): string => (key.kind === 'scalar' ? String(key.value) : '');

export const child = (node: SyntaxNode | undefined, key: string): SyntaxNode | undefined =>
  node?.kind === 'map' ? node.entries.find((entry) => keyText(entry.key) === key)?.value : undefined;

export const textOf = (node: SyntaxNode | undefined): string | undefined =>
  node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;

export const isSequence = (node: SyntaxNode | undefined): node is SequenceNode => node?.kind === 'sequence';
export const isAlias = (node: SyntaxNode | undefined): node is AliasNode => node?.kind === 'alias';

function unusedName(taken: ReadonlyMap<string, unknown>, name: string): string {
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name}#${n}`;
  return free;
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
