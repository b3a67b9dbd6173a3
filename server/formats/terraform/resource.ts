import type { Span } from '../../../rules/kit/index.ts';
import { isSameTruth, readsAlike } from '../alike.ts';
import type { Expression, SourceResource, Truth } from '../format.ts';
import type { MapNode } from '../syntax/node.ts';
import { expressionOf } from './expression.ts';
import type { Block } from './file.ts';
import { bothHold, existsOf, inside } from './instances.ts';
import type { Scope } from './scope.ts';
import { addressesIn } from './traversal.ts';

type Located = Pick<Block, 'address' | 'type' | 'item' | 'key' | 'node' | 'text'>;

/** A resource of a module, or what stands for things that are not in it: a data source, a module call. */
export class TerraformResource implements SourceResource {
  readonly id: string;
  /** Its address: `aws_lb.main`. */
  readonly name: string;
  readonly type: string;
  readonly item: string;
  readonly key: Span;
  readonly exists: Truth | undefined;
  readonly needsAt: Span | undefined;
  /** Of the one that it came for, where all that anybody has read there can be read here too. */
  content: object = {};
  /** The same without what is read inside of it. */
  standing: object = {};
  readonly sealed?: string;
  readonly node: MapNode;
  private readonly scope: Scope;
  private madeBody: Expression | undefined = undefined;
  private madeNeeds: ReadonlySet<string> | undefined = undefined;

  constructor(
    id: string,
    { address, type, item, key, node, text }: Located,
    exists: Truth | undefined,
    { module }: Pick<Scope, 'module'>,
    sealed?: string,
  ) {
    this.id = id;
    this.name = address;
    this.type = type;
    this.item = item;
    this.key = key;
    this.exists = exists;
    this.needsAt = node.entries.find((entry) => entry.key.kind === 'scalar' && entry.key.value === 'depends_on')?.value;
    if (sealed !== undefined) this.sealed = sealed;
    this.node = node;
    this.scope = { module, text };
  }

  get body(): Expression {
    this.madeBody ??= expressionOf(this.node, inside(this.node, this.scope));
    return this.madeBody;
  }

  get needs(): ReadonlySet<string> {
    if (!this.madeNeeds) {
      this.madeNeeds = needsOf(this.node, this.scope);
    }
    return this.madeNeeds;
  }

  /** The same text, when what it speaks of means something else; undefined where it is not there any more. */
  readAgain(around: Truth | undefined): TerraformResource | undefined {
    const { id, name: address, scope } = this;
    return readResource(id, { ...this, address, text: scope.text ?? '' }, scope, around);
  }

  /** The things that give way when `next` comes in its place. What is the same for who has read it stays the same thing. */
  giveWayTo(next: TerraformResource | undefined): readonly object[] {
    const gaveWay: object[] = [];
    const needs = this.madeNeeds;
    if (needs) {
      const now = next?.needs;
      const isSame = now?.size === needs.size && [...now].every((name) => needs.has(name));
      if (next && isSame) next.madeNeeds = needs;
      else gaveWay.push(needs);
    }
    const isAsItStood = next?.standsAs(this) === true;
    if (isAsItStood) next.standing = this.standing;
    else gaveWay.push(this.standing);
    if (isAsItStood && next.readsAs(this)) next.content = this.content;
    else gaveWay.push(this.content);
    return gaveWay;
  }

  private standsAs(before: TerraformResource): boolean {
    return (
      this.id === before.id &&
      this.item === before.item &&
      this.type === before.type &&
      isSameTruth(this.exists, before.exists) &&
      this.sealed === before.sealed &&
      (this.needsAt === undefined) === (before.needsAt === undefined)
    );
  }

  private readsAs(before: TerraformResource): boolean {
    return !before.madeBody || readsAlike(before.madeBody, this.body);
  }
}

export const isResource = ({ kind }: Pick<Block, 'kind'>): boolean =>
  kind === 'resource' || kind === 'data' || kind === 'module';

/** Under what it is there, in a module that is there under `around`; false where it never is. */
export function existence(
  { node, address }: Pick<Located, 'node' | 'address'>,
  scope: Scope,
  around: Truth | true = true,
): Truth | false | undefined {
  const exists = bothHold(around, existsOf(node, address, scope));
  return exists === true ? undefined : exists;
}

/** Undefined where it is never there. */
export function readResource(
  id: string,
  block: Located,
  scope: Pick<Scope, 'module'>,
  around: Truth | undefined,
): TerraformResource | undefined {
  const exists = existence(block, scope, around);
  return exists === false ? undefined : new TerraformResource(id, block, exists, scope);
}

/** The addresses that stand in it, and in the locals that it names. */
export function needsOf(node: MapNode, { module }: Scope): ReadonlySet<string> {
  const names = new Set<string>();
  const note = (address: string): void => {
    if (names.has(address)) return;
    names.add(address);
    const local = address.startsWith('local.') ? module.values.peek(address) : undefined;
    if (local) addressesIn(local.node, note);
  };
  addressesIn(node, note);
  return names;
}
