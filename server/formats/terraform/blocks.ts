/* Blocks inside of a block: one of a kind, several, or as many as a list has entries. */
import type { Expression, FarSpot, Property } from '../format.ts';
import { LazyProperty } from '../properties.ts';
import type { Entry, MapNode, ScalarNode } from '../syntax/node.ts';
import { entriesOf } from './instances.ts';
import { type Read, type Scope, spotOf } from './scope.ts';

interface Block {
  readonly node: MapNode;
  readonly isDynamic: boolean;
}

export const isBlock = ({ value }: Entry): boolean => value.kind === 'map' && value.labels !== undefined;

/** What it is asked for by: a block by its type, a `dynamic` one by the type that it makes. */
export function nameIn({ key, value }: Entry): ScalarNode | undefined {
  if (key.kind !== 'scalar') return undefined;
  const made = value.kind === 'map' ? value.labels?.[0] : undefined;
  return key.value === 'dynamic' && made ? made : key;
}

/** The blocks that are called like `first`, which is one of those in `around`. */
export function blocksOf(first: Entry, around: MapNode, scope: Scope, read: Read): Property {
  const key = nameIn(first);
  const blocks = around.entries.flatMap((entry): readonly Block[] => {
    const { value } = entry;
    const name = nameIn(entry);
    if (!name || name.value !== key?.value || value.kind !== 'map' || !value.labels) return none;
    return [{ node: value, isDynamic: name !== entry.key }];
  });
  return new Blocks(spotOf(key ?? first.key, scope), String(key?.value), blocks, read, scope);
}

const none: readonly never[] = [];

class Blocks extends LazyProperty {
  private readonly name: string;
  private readonly blocks: readonly Block[];
  private readonly read: Read;
  private readonly scope: Scope;

  constructor(key: FarSpot, name: string, blocks: readonly Block[], read: Read, scope: Scope) {
    super(key);
    this.name = name;
    this.blocks = blocks;
    this.read = read;
    this.scope = scope;
  }
  protected make(): Expression {
    const [first, another] = this.blocks;
    if (first && !another && !first.isDynamic) return this.read(first.node, this.scope);
    const items: Expression[] = [];
    let open: string | undefined;
    for (const { node, isDynamic } of this.blocks) {
      const made = isDynamic ? this.#dynamic(node) : this.read(node, this.scope);
      if (made) items.push(made);
      else open = `a dynamic block may make any number of ${this.name}`;
    }
    const span = this.blocks.length === 1 && first && open === undefined ? spotOf(first.node, this.scope) : this.key;
    const [only] = items;
    if (only && this.blocks.length === 1) return only;
    return { span, kind: 'list', items, areBlocks: true, ...(open !== undefined && { open }) };
  }

  /** What is made once, or once under a condition; undefined where nobody knows how often. */
  #dynamic(node: MapNode): Expression | undefined {
    const content = node.entries.find(({ key }) => key.kind === 'scalar' && key.value === 'content')?.value;
    const each = node.entries.find(({ key }) => key.kind === 'scalar' && key.value === 'for_each')?.value;
    const times = each ? entriesOf(each, this.scope) : undefined;
    if (!content || times === undefined || times === 'some') return undefined;
    const span = spotOf(node, this.scope);
    const nothing: Expression = { span, kind: 'nothing' };
    const made = (often: number): Expression | undefined =>
      often === 0 ? nothing : often === 1 ? this.read(content, this.scope) : undefined;
    if (typeof times === 'number') return made(times);
    const [yes, no] = [made(times.yes), made(times.no)];
    return yes && no && { span, kind: 'choice', when: times.when, yes, no };
  }
}
