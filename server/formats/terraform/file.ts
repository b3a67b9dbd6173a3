/* The blocks of one file, before anything is made of them. */
import type { Span } from '../../../rules/kit/index.ts';
import type { Document, Item, MapNode, SyntaxNode } from '../syntax/node.ts';

/** `resource "aws_lb" "main" { … }` */
export interface Block {
  /** `resource`, `data`, `module`, `variable`, `locals`, `output`, … */
  readonly kind: string;
  readonly labels: readonly string[];
  /** What refers to it by: `aws_lb.main`, `data.aws_lb.main`, `module.web`, `var.port`. */
  readonly address: string;
  /** Of a resource what AWS's provider calls it, in one word for all that it calls alike; else its kind. */
  readonly type: string;
  readonly node: MapNode;
  /** What a finding over all of it is marked on: its last label. */
  readonly key: Span;
  readonly item: string;
}

export interface File {
  readonly file: string;
  readonly document: Document;
  /** The names that places use for items. */
  readonly names: readonly string[];
  /** Index in `document.items`, by them. */
  readonly items: ReadonlyMap<string, number>;
  readonly blocks: readonly Block[];
}

export function readFile(file: string, document: Document): File {
  const names: string[] = [];
  const items = new Map<string, number>();
  const blocks: Block[] = [];
  for (const [index, item] of document.items.entries()) {
    const block = blockOf(item);
    const bare = block ? `${block.kind} ${block.address}` : `line ${index}`;
    let name = bare;
    for (let n = 2; items.has(name); n++) name = `${bare}#${n}`;
    names.push(name);
    items.set(name, index);
    if (block) blocks.push({ ...block, item: name });
  }
  return { file, document, names, items, blocks };
}

function blockOf({ kind, section, key, value }: Item): Omit<Block, 'item'> | undefined {
  if (kind !== 'member' || section === undefined || !key || value?.kind !== 'map') return undefined;
  const labels = (value.labels ?? []).map((label) => String(label.value));
  const [first = ''] = labels;
  const type = section === 'resource' ? canonical(first) : section === 'data' ? `data.${first}` : section;
  return { kind: section, labels, address: addressOf(section, labels), type, node: value, key };
}

function addressOf(kind: string, labels: readonly string[]): string {
  if (kind === 'resource') return labels.join('.');
  return [kind === 'variable' ? 'var' : kind, ...labels].join('.');
}

/** The older names of the provider for the same things. */
const canonical = (type: string): string => type.replace(/^aws_alb(?=_|$)/, 'aws_lb');

/** What stands at a key of a block or an object. */
export const entryOf = ({ entries }: MapNode, name: string): SyntaxNode | undefined =>
  entries.find(({ key }) => key.kind === 'scalar' && key.value === name)?.value;
