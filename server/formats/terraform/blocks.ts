/* Blocks inside of a block: one of a kind, several, or as many as a list has entries. */
import type { Expression, FarSpot, Property } from '../format.ts';
import { LazyProperty } from '../properties.ts';
import type { MapNode, ScalarNode, SyntaxNode } from '../syntax/node.ts';
import { entriesOf } from './instances.ts';
import { scopeOf } from './overrides.ts';
import { type Read, type Scope, spotOf } from './scope.ts';

export const hasBlocks = ({ entries }: MapNode): boolean =>
  entries.some(({ value }) => value.kind === 'map' && value.labels !== undefined);

interface Block {
  readonly node: MapNode;
  readonly isDynamic: boolean;
}

/** By their types, `dynamic` ones by what they make. */
export function blocksOf(node: MapNode, scope: Scope, read: Read): ReadonlyMap<string, Property> {
  const byType = new Map<string, { key: ScalarNode; blocks: Block[]; its: Scope }>();
  for (const entry of node.entries) {
    const { key, value } = entry;
    if (value.kind !== 'map' || !value.labels || key.kind !== 'scalar') continue;
    const [made] = value.labels;
    const isDynamic = key.value === 'dynamic' && made !== undefined;
    const name = isDynamic ? made : key;
    const known = byType.get(String(name.value));
    const block = { node: value, isDynamic };
    if (known) known.blocks.push(block);
    else byType.set(String(name.value), { key: name, blocks: [block], its: scopeOf(entry, node, scope) });
  }
  return new Map(
    [...byType].map(([name, { key, blocks, its }]) => [
      name,
      new Blocks(spotOf(key, its), name, blocks, (one) => read(one, its), its),
    ]),
  );
}

class Blocks extends LazyProperty {
  private readonly name: string;
  private readonly blocks: readonly Block[];
  private readonly read: (node: SyntaxNode) => Expression;
  private readonly scope: Scope;

  constructor(
    key: FarSpot,
    name: string,
    blocks: readonly Block[],
    read: (node: SyntaxNode) => Expression,
    scope: Scope,
  ) {
    super(key);
    this.name = name;
    this.blocks = blocks;
    this.read = read;
    this.scope = scope;
  }
  protected make(): Expression {
    const [first, another] = this.blocks;
    if (first && !another && !first.isDynamic) return this.read(first.node);
    const items: Expression[] = [];
    let open: string | undefined;
    for (const { node, isDynamic } of this.blocks) {
      const made = isDynamic ? this.#dynamic(node) : this.read(node);
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
      often === 0 ? nothing : often === 1 ? this.read(content) : undefined;
    if (typeof times === 'number') return made(times);
    const [yes, no] = [made(times.yes), made(times.no)];
    return yes && no && { span, kind: 'choice', when: times.when, yes, no };
  }
}
