/*
 * A config as a tree whose spans are offsets in its text. Aliases are what they stand for, so nobody
 * above knows them.
 */
import type { Span } from '../../rules/kit/index.ts';
import { languageOf } from '../formats/syntax/document.ts';
import { parseJson } from '../formats/syntax/json.ts';
import type { Document, ScalarValue, SyntaxNode } from '../formats/syntax/node.ts';
import { parseYaml } from '../formats/syntax/yaml.ts';

export type Node = Span &
  (
    | { readonly kind: 'map'; readonly flow: boolean; readonly entries: readonly Entry[] }
    | { readonly kind: 'list'; readonly items: readonly Node[] }
    | { readonly kind: 'scalar'; readonly value: ScalarValue }
  );
export interface Entry {
  readonly key: Span & { readonly text: string };
  readonly value: Node;
}

/** Something that cannot be read as it was meant. Offsets in the text of the config. */
export interface ConfigProblem {
  readonly span: Span;
  readonly message: string;
}

export interface Tree {
  readonly language: Document['language'];
  /** Undefined where there is nothing but comments. */
  readonly root: Node | undefined;
  /** What is wrong with the text, whatever it is to say. */
  readonly problems: readonly ConfigProblem[];
}

/** Nothing in a config is an item by itself but its top-level keys. */
const dialect = { sections: new Set<string>(), topLevel: new Set<string>(), attributes: new Set<string>() };

/** Never throws; what is half typed is read as far as it stands. */
export function treeOf(text: string): Tree {
  const document = languageOf(text) === 'json' ? parseJson(text) : parseYaml(text, dialect);
  const anchors = new Map<string, Node>();
  const problems: ConfigProblem[] = [];
  const entries: Entry[] = [];
  let whole: Node | undefined;
  for (const [index, item] of document.items.entries()) {
    const base = document.starts[index] ?? 0;
    for (const { span, message } of item.problems) problems.push({ span: shifted(span, base), message });
    const value = item.value && read(item.value, base);
    if (!item.key) whole ??= value;
    else {
      const key = { ...shifted(item.key, base), text: String(item.key.value) };
      entries.push({ key, value: value ?? { kind: 'scalar', value: null, start: key.end, end: key.end } });
    }
  }
  // Inside a map the parser says so; keys at the top are parsed one by one.
  for (const [index, { key }] of entries.entries())
    if (entries.slice(0, index).some((before) => before.key.text === key.text))
      problems.push({ span: key, message: `The key ${key.text} stands here twice; remove one.` });

  const [first, last = first] = [entries[0], entries.at(-1)];
  if (first && last) {
    const flow = document.language === 'json';
    whole = { kind: 'map', flow, entries, start: first.key.start, end: last.value.end };
  }
  return { language: document.language, root: whole, problems };

  function read(node: SyntaxNode, base: number): Node {
    if (node.kind === 'alias') {
      const target = anchors.get(node.name);
      if (!target) problems.push({ span: shifted(node, base), message: `No &${node.name} stands before this.` });
      return target ?? { ...shifted(node, base), kind: 'scalar', value: null };
    }
    const made = inside(node, base);
    if (node.anchor !== undefined) anchors.set(node.anchor, made);
    return made;
  }
  function inside(node: Exclude<SyntaxNode, { kind: 'alias' }>, base: number): Node {
    const span = shifted(node, base);
    if (node.kind === 'scalar') return { ...span, kind: 'scalar', value: node.value };
    if (node.kind === 'sequence') return { ...span, kind: 'list', items: node.items.map((one) => read(one, base)) };
    // The other kinds are found in HCL only, which no config is written in.
    if (node.kind !== 'map') return { ...span, kind: 'scalar', value: null };
    const entries = node.entries.map(({ key, value }) => ({
      key: { ...shifted(key, base), text: key.kind === 'scalar' ? String(key.value) : '' },
      value: read(value, base),
    }));
    return { ...span, kind: 'map', flow: node.flow, entries };
  }
}

const shifted = ({ start, end }: Span, base: number): Span => ({ start: start + base, end: end + base });
