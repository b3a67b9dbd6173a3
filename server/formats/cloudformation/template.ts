/* The sections of a template as syntax, before anything is made of them. */

import type { SourceProblem } from '../format.ts';
import { someItem } from '../syntax/facts.ts';
import type { AliasNode, Document, Item, MapNode, ScalarValue, SequenceNode, SyntaxNode } from '../syntax/node.ts';

/** `key: value` of a section, and the item that owns both. */
export interface Member {
  readonly name: string;
  readonly key: SyntaxNode;
  readonly value: SyntaxNode;
  readonly item: string;
}

export interface Template {
  readonly document: Document;
  /** The names that places use for items: `Resources.Web`, `Parameters`. */
  readonly names: readonly string[];
  /** Whether two items would have the same name. */
  readonly isTwice: boolean;
  /** Index in `document.items`, by them. */
  readonly items: ReadonlyMap<string, number>;
  readonly sections: ReadonlyMap<string, readonly Member[]>;
  /** Top-level entries that are no map of members: `Transform`, `Description`. */
  readonly entries: ReadonlyMap<string, SyntaxNode>;
  readonly anchors: ReadonlyMap<string, SyntaxNode>;
}

export function readTemplate(document: Document): Template {
  const { names, items, isTwice } = nameItems(document);
  const sections = new Map<string, Member[]>();
  const entries = new Map<string, SyntaxNode>();
  const anchors = new Map<string, SyntaxNode>();
  for (const [index, item] of document.items.entries()) {
    const id = names[index] ?? '';
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
    const name = keyText(item.key);
    if (item.kind === 'section') sections.set(name, sections.get(name) ?? []);
    else if (item.kind === 'member' && item.section !== undefined && item.value)
      push(sections, item.section, { name, key: item.key, value: item.value, item: id });
    else if (item.kind === 'entry' && item.value) {
      if (id === name) entries.set(name, item.value);
      // A section that is one item: its members share it.
      if (item.value.kind === 'map') for (const one of members(item.value, id)) push(sections, name, one);
    }
  }
  return { document, names, items, isTwice, sections, entries, anchors };
}

/** Of two items of one name, the second is called `Resources.Web#2`. */
export function nameItems({ items: all }: Document): Pick<Template, 'names' | 'items' | 'isTwice'> {
  const names: string[] = [];
  let isTwice = false;
  const items = new Map<string, number>();
  for (const [index, item] of all.entries()) {
    let name = nameOf(item, index);
    for (let n = 2; items.has(name); n++) {
      name = `${nameOf(item, index)}#${n}`;
      isTwice = true;
    }
    names.push(name);
    items.set(name, index);
  }
  return { names, items, isTwice };
}

export function nameOf({ key, section }: Item, index: number): string {
  const name = key ? String(key.value) : `line ${index}`;
  return section === undefined ? name : `${section}.${name}`;
}

const hasProblems = someItem(({ problems }) => problems.length > 0);

/** What is wrong with the text, and what is there twice. */
export function problemsIn(
  document: Document,
  { names, isTwice }: Pick<Template, 'names' | 'isTwice'>,
): readonly SourceProblem[] {
  if (!isTwice && !hasProblems(document)) return [];
  const problems: SourceProblem[] = [];
  for (const [index, item] of document.items.entries()) {
    const id = names[index] ?? '';
    for (const { span, message } of item.problems) problems.push({ item: id, span, message });
    if (!item.key || item.kind === 'trivia' || id === nameOf(item, index)) continue;
    const message = `${keyText(item.key)} is there twice; CloudFormation takes one of them only.`;
    problems.push({ item: id, span: item.key, message });
  }
  return problems;
}

export const members = (map: MapNode, item: string): readonly Member[] =>
  map.entries.map(({ key, value }) => ({ name: keyText(key), key, value, item }));

export const keyText = (key: SyntaxNode): string => (key.kind === 'scalar' ? wordOf(key.value) : '');

export function child(node: SyntaxNode | undefined, key: string): SyntaxNode | undefined {
  if (node?.kind !== 'map') return undefined;
  for (const entry of node.entries) if (keyText(entry.key) === key) return entry.value;
  return undefined;
}

export const textOf = (node: SyntaxNode | undefined): string | undefined =>
  node?.kind === 'scalar' && node.value !== null ? wordOf(node.value) : undefined;

/** Nearly all are texts, and making one of a text costs a call each time. */
const wordOf = (value: ScalarValue): string => (typeof value === 'string' ? value : String(value));

export const isSequence = (node: SyntaxNode | undefined): node is SequenceNode => node?.kind === 'sequence';
export const isAlias = (node: SyntaxNode | undefined): node is AliasNode => node?.kind === 'alias';

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
