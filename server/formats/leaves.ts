/* What is handed to somebody who cannot be seen. */
import { model } from '../../rules/model/index.ts';
import type { Expression, Leaf, Leaves } from './format.ts';

/** Attributes that name a resource as a whole: who is handed another one cannot point there. */
const identities: ReadonlySet<string> = new Set(
  model.flatMap(({ identity, forms }) => [...identity, ...forms.flatMap((form) => form.identity ?? [])]),
);

/** What a stack or a module hands out may be any of them. */
const mayName = (attribute: string): boolean =>
  attribute === '' || attribute.startsWith('Outputs.') || identities.has(attribute);

/** Every reference that is a whole value somewhere in it, and may be the name of something. */
export function leavesIn(node: Expression | undefined, how: string): readonly Leaf[] {
  switch (node?.kind) {
    case 'reference':
      return mayName(node.attribute) ? [{ to: node.to, attribute: node.attribute, how }] : [];
    case 'choice':
      return [...leavesIn(node.yes, how), ...leavesIn(node.no, how)];
    case 'list':
      return node.items.flatMap((item) => leavesIn(item, how));
    case 'map':
      return [...node.entries.values()].flatMap(({ value }) => leavesIn(value, how));
    case 'computed':
      return node.args.flatMap((arg) => leavesIn(arg, how));
    default:
      return [];
  }
}

export class LeavesByName implements Leaves {
  readonly #byName = new Map<string, readonly Leaf[]>();
  /** Of names that somebody has asked for, and that have none. */
  readonly #none = new Map<string, readonly Leaf[]>();

  constructor(leaves: readonly Leaf[]) {
    this.replace(leaves);
  }

  of(name: string): readonly Leaf[] {
    const known = this.#byName.get(name) ?? this.#none.get(name);
    if (known) return known;
    const none: readonly Leaf[] = [];
    this.#none.set(name, none);
    return none;
  }

  /** The lists that gave way to others. */
  replace(leaves: readonly Leaf[]): readonly object[] {
    const now = new Map<string, Leaf[]>();
    for (const leaf of leaves) {
      const list = now.get(leaf.to);
      if (list) list.push(leaf);
      else now.set(leaf.to, [leaf]);
    }
    const gaveWay: object[] = [];
    for (const name of new Set([...this.#byName.keys(), ...now.keys()])) {
      const [before, after] = [this.#byName.get(name) ?? this.#none.get(name), now.get(name)];
      if (before?.length === after?.length && before?.every((one, i) => isSame(one, after?.[i]))) continue;
      if (before) gaveWay.push(before);
      this.#none.delete(name);
      if (after) this.#byName.set(name, after);
      else this.#byName.delete(name);
    }
    return gaveWay;
  }
}

const isSame = (one: Leaf, other: Leaf | undefined): boolean =>
  one.to === other?.to && one.attribute === other.attribute && one.how === other.how;
