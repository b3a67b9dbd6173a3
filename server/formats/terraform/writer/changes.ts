/* What becomes of which node of a file. Changes at one node are written as one, and none may stand in another. */
import type { AddEdit, Handle, Place } from '../../../../rules/kit/index.ts';
import type { Source, TextEdit } from '../../format.ts';
import { decline, merged, type Tree } from '../../spell.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { editsInHcl } from './hcl-edits.ts';
import { type Home, homeBeside, homeIn } from './instance.ts';
import { isJsonCall } from './json-call.ts';
import { editsInJson } from './json-edits.ts';
import type { Entries, Written } from './print.ts';
import { type Body, childrenOf, documentAt, isBody, type Spot, spotAt } from './spot.ts';
import { blocksAt, type Context, refuseMore, written } from './value.ts';

interface Change {
  readonly spot: Spot;
  readonly tree: Tree;
  readonly item: string;
  /** Further blocks that become one with it. */
  readonly others?: readonly Body[];
}
interface Removal {
  readonly container: Spot;
  readonly gone: Set<number>;
}

/** What is asked of one file, for whoever writes its language. */
export interface Asked {
  readonly source: Source;
  /** Values that become others. */
  readonly sets: readonly NewValue[];
  /** What comes into bodies, objects and lists; one of each. */
  readonly puts: readonly { readonly spot: Spot; readonly value: Written }[];
  /** Positions in a container of what goes. */
  readonly removals: readonly { readonly container: Spot; readonly gone: ReadonlySet<number> }[];
  readonly resources: readonly NewResource[];
  readonly variables: readonly NewVariable[];
  /** What the same fix takes elsewhere, comments and all. */
  readonly moved: ReadonlySet<SyntaxNode>;
}

export interface NewValue {
  readonly spot: Spot;
  readonly value: Written;
  /** Blocks that go because this one stands for them all: what is said of them is said of it from now on. */
  readonly others: readonly Body[];
}
export interface NewResource {
  /** `aws_lb.main` */
  readonly address: string;
  /** It stands behind this one, and shares its fate. */
  readonly near: Body;
  readonly entries: Entries;
}
export interface NewVariable {
  /** `var.port` */
  readonly address: string;
  readonly about: string;
}

/** Filled edit by edit; written once all of them are known. */
export class Changes {
  readonly #context: Context;
  readonly #source: Source;
  readonly #sets = new Map<SyntaxNode, Change>();
  readonly #puts = new Map<SyntaxNode, Change>();
  readonly #removals = new Map<SyntaxNode, Removal>();
  readonly #resources: NewResource[] = [];
  readonly #variables: NewVariable[] = [];

  constructor(source: Source, context: Context) {
    this.#source = source;
    this.#context = context;
  }

  /** The value becomes another; of several blocks of a kind, all of them become one. */
  set(spot: Spot, tree: Tree, item: string): void {
    const [first = spot, ...others] = blocksAt(spot);
    const isOne = tree.kind === 'map';
    put(this.#sets, isOne ? { spot, tree, item } : { spot: first, tree, item, others });
    if (!isOne && spot.entry && isBody(spot)) refuseMore(spot);
    if (!isOne) for (const other of others) this.remove(other);
  }

  /** Entries of `tree` come into a body or an object, items of it into a list; where nothing is, it is written. */
  put(spot: Spot, tree: Tree, item: string): void {
    const { node } = spot;
    const [inside] = isJsonCall(node) ? childrenOf(spot) : [documentAt(this.#source, spot)];
    if (inside) this.put(inside, tree, item);
    else if (node.kind === 'scalar' && node.value === null) put(this.#sets, { spot, tree, item });
    else if (tree.kind === 'list' && isBody(spot) && spot.up && spot.entry?.key.kind === 'scalar')
      this.put(spot.up, { kind: 'map', entries: new Map([[String(spot.entry.key.value), tree]]) }, item);
    else if ((tree.kind === 'list' && node.kind === 'sequence') || (tree.kind === 'map' && node.kind === 'map'))
      put(this.#puts, { spot, tree, item });
    else decline('it cannot go in there');
  }

  /** A value; of several blocks of a kind, all of them where `isList`. */
  remove(spot: Spot, isList = false): void {
    const [first, ...others] = isList ? blocksAt(spot) : [];
    if (first) {
      refuseMore(spot);
      for (const block of [first, ...others]) this.remove(block);
      return;
    }
    const { up: container } = spot;
    if (!container || (container.node.kind !== 'map' && container.node.kind !== 'sequence'))
      decline('it is not to be removed');
    const removal = this.#removals.get(container.node) ?? { container, gone: new Set() };
    this.#removals.set(container.node, removal);
    removal.gone.add(spot.index);
  }

  /** A new resource behind another, with `first` before all else. */
  add(edit: AddEdit, near: Body, tree: Tree, first: Entries): void {
    const address = nameOf(edit, this.#context.names);
    this.#resources.push({ address, near, entries: [...first, ...this.#entries(tree, homeBeside(near))] });
  }

  /** A new variable. */
  declare(address: string, about: string): void {
    this.#variables.push({ address, about });
  }

  #entries(tree: Tree, home: Home): Entries {
    const value = written(tree, home, this.#context);
    return value.kind === 'map' ? value.entries : decline('this is no map');
  }

  /** All of it; what cannot be done at once is declined. */
  textEdits(): readonly TextEdit[] {
    this.#removeEmptied();
    this.#refuseConflicts();
    const asked: Asked = {
      source: this.#source,
      sets: [...this.#sets.values()].map((one) => this.#written(one)),
      puts: [...this.#puts.values()].map((one) => this.#written(one)),
      removals: [...this.#removals.values()],
      resources: this.#resources,
      variables: this.#variables,
      moved: this.#moved(),
    };
    return inOrder(this.#source.document.language === 'json' ? editsInJson(asked) : editsInHcl(asked));
  }

  #written({ spot, tree, item, others = [] }: Change): NewValue {
    return { spot, value: written(tree, homeIn(this.#source, item, spot), this.#context), others };
  }

  /** A block that is left with nothing goes itself. */
  #removeEmptied(): void {
    for (let isDone = false; !isDone; ) {
      isDone = true;
      for (const [node, { container, gone }] of this.#removals) {
        if (gone.size < childrenOf(container).length || this.#puts.has(node) || !container.up) continue;
        this.#removals.delete(node);
        this.remove(container);
        isDone = false;
      }
    }
  }

  #moved(): ReadonlySet<SyntaxNode> {
    const nodes = new Set<SyntaxNode>();
    const note = ({ file, item, span }: Place): void => {
      if (file === this.#source.file) nodes.add(spotAt(this.#source, { item, span }).node);
    };
    for (const edit of this.#context.edits) if ('content' in edit) noteMoved(edit.content, note);
    return nodes;
  }

  #refuseConflicts(): void {
    const goes = (spot: Spot): boolean =>
      this.#sets.has(spot.node) ||
      (spot.up !== undefined && this.#removals.get(spot.up.node)?.gone.has(spot.index) === true);
    const changed = [...this.#sets.values(), ...this.#puts.values()].map(({ spot }) => spot);
    const removed = [...this.#removals.values()].map(({ container }) => container);
    for (const spot of [...changed, ...removed])
      for (let at = spot.up; at; at = at.up) if (goes(at)) decline('two edits write the same place');
    for (const { spot } of this.#puts.values()) if (goes(spot)) decline('two edits write the same place');
  }
}

export const nameOf = (edit: Handle, names: ReadonlyMap<Handle, string>): string =>
  names.get(edit) ?? decline('it has no name');

function put(changes: Map<SyntaxNode, Change>, change: Change): void {
  const { spot, tree } = change;
  const there = changes.get(spot.node);
  changes.set(spot.node, { ...change, tree: there ? merged(there.tree, tree) : tree });
}

function noteMoved(content: unknown, note: (place: Place) => void): void {
  if (typeof content !== 'object' || content === null) return;
  // Content is plain data, but for views, whose own fields are none of it.
  if ('moved' in content) note(content.moved as Place);
  else if (Object.getPrototypeOf(content) === Object.prototype || Array.isArray(content))
    for (const value of Object.values(content)) noteMoved(value, note);
}

/** In the order of the text; what touches is one. */
function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const joined: TextEdit[] = [];
  for (const edit of sorted) {
    const before = joined.at(-1);
    if (before && before.end > edit.start) decline('two edits write the same place');
    if (before && before.end === edit.start)
      joined.splice(-1, 1, { start: before.start, end: edit.end, newText: before.newText + edit.newText });
    else joined.push(edit);
  }
  return joined;
}
