/* The blocks of one file, before anything is made of them. */
import type { Span } from '../../../rules/kit/index.ts';
import type { SourceProblem } from '../format.ts';
import { someItem } from '../syntax/facts.ts';
import type { Document, Item, MapNode, SyntaxNode } from '../syntax/node.ts';
import { declaredInJson } from './json.ts';
import { typeOf } from './names.ts';

/** `resource "aws_lb" "main" { … }`, as it is written. */
export interface Declared {
  /** `resource`, `data`, `module`, `variable`, `locals`, `output`, … */
  readonly kind: string;
  readonly labels: readonly string[];
  readonly node: MapNode;
  /** What a finding over all of it is marked on: its last label. */
  readonly key: Span;
}

export interface Block extends Declared {
  /** What refers to it by: `aws_lb.main`, `data.aws_lb.main`, `module.web`, `var.port`. */
  readonly address: string;
  /** Of a resource what AWS's provider calls it, in one word for all that it calls alike; else its kind. */
  readonly type: string;
  readonly item: string;
  /** That of the item. */
  readonly text: string;
}

export interface File {
  readonly file: string;
  readonly document: Document;
  /** The names that places use for items. */
  readonly names: readonly string[];
  /** Index in `document.items`, by them. */
  readonly items: Map<string, number>;
  readonly blocks: readonly Block[];
  /** Whether one of its items holds several, which arrays in JSON may: only the first of them names it. */
  readonly holdsSeveral: boolean;
  /** Where the module has override files: the file as it stands, and what is wrong in it if it is one of them. */
  readonly overridden?: { readonly written: File; readonly strays: readonly SourceProblem[] };
}

export function readFile(file: string, document: Document): File {
  const names: string[] = [];
  const items = new Map<string, number>();
  const blocks: Block[] = [];
  let holdsSeveral = false;
  for (const [index, item] of document.items.entries()) {
    const declared = blocksIn(item, document.language);
    holdsSeveral ||= declared.length > 1;
    const bare = bareName(declared, index);
    let name = bare;
    for (let n = 2; items.has(name); n++) name = `${bare}#${n}`;
    names.push(name);
    items.set(name, index);
    for (const one of declared) blocks.push(blockOf(one, name));
  }
  return { file, document, names, items, blocks, holdsSeveral };
}

/** What the item of that index is called, unless another one before it is called so. */
export const bareName = ([first]: readonly Pick<Block, 'kind' | 'address'>[], index: number): string =>
  first ? `${first.kind} ${first.address}` : `line ${index}`;

/** The blocks of one item, whatever that is called. */
export const blocksIn = (item: Item, language: Document['language']): readonly Omit<Block, 'item'>[] =>
  (language === 'json' ? declaredInJson : declaredInHcl)(item).map((one) => {
    const { kind, labels, node, key } = one;
    return { kind, labels, node, key, text: item.text, address: addressOf(one), type: kindOf(one) };
  });

/** By name: a copy with one thing more is what V8 takes longest for. */
export const blockOf = (
  { kind, labels, node, key, text, address, type }: Omit<Block, 'item'>,
  item: string,
): Block => ({
  kind,
  labels,
  node,
  key,
  text,
  address,
  type,
  item,
});

function declaredInHcl({ kind, section, key, value }: Item): readonly Declared[] {
  if (kind !== 'member' || section === undefined || !key || value?.kind !== 'map') return none;
  return [{ kind: section, labels: (value.labels ?? []).map((label) => String(label.value)), node: value, key }];
}

const none: readonly Declared[] = [];

function kindOf({ kind, labels: [first = ''] }: Declared): string {
  if (kind === 'resource') return typeOf(first);
  return kind === 'data' ? `data.${first}` : kind;
}

function addressOf({ kind, labels }: Declared): string {
  if (kind === 'resource') return labels.join('.');
  return [kind === 'variable' ? 'var' : kind, ...labels].join('.');
}

const hasProblems = someItem(({ problems }) => problems.length > 0);

/** What is wrong with the text. */
export function problemsOfItems({ document, names }: Pick<File, 'document' | 'names'>): readonly SourceProblem[] {
  if (!hasProblems(document)) return [];
  return document.items.flatMap(({ problems }, index) =>
    problems.map(({ span, message }) => ({ item: names[index] ?? '', span, message })),
  );
}

/** What stands at a key of a block or an object. */
export const entryOf = ({ entries }: MapNode, name: string): SyntaxNode | undefined =>
  entries.find(({ key }) => key.kind === 'scalar' && key.value === name)?.value;
