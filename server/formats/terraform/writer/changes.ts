/* What becomes of which node of a file. Changes at one node are written as one, and none may stand in another. */
import type { AddEdit, Handle, Place } from '../../../../rules/kit/index.ts';
import type { Source, TextEdit } from '../../format.ts';
import { decline, merged, type Tree } from '../../spell.ts';
import { lineEnd } from '../../syntax/lines.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { editBody } from './body.ts';
import { insertEntries, insertItems } from './brackets.ts';
import { shiftedComments } from './comments.ts';
import { type Home, homeBeside, homeIn } from './instance.ts';
import { isJsonCall } from './json-call.ts';
import { type Inside, longRows } from './long.ts';
import { newBlock, newVariable } from './new-block.ts';
import type { Entries, Written } from './print.ts';
import { removedBetween } from './remove.ts';
import { replaceValue } from './replace.ts';
import { type Body, childrenOf, isBody, type Spot, spotAt } from './spot.ts';
import { styleOf } from './style.ts';
import { tailOf } from './text.ts';
import { blocksAt, type Context, refuseMore, written } from './value.ts';
import { addVariables } from './variables.ts';

interface Change {
  readonly spot: Spot;
  readonly tree: Tree;
  readonly item: string;
}
interface Removal {
  readonly container: Spot;
  readonly gone: Set<number>;
}

/** Filled edit by edit; written once all of them are known. */
export class Changes {
  readonly #context: Context;
  readonly #source: Source;
  readonly #sets = new Map<SyntaxNode, Change>();
  readonly #puts = new Map<SyntaxNode, Change>();
  readonly #removals = new Map<SyntaxNode, Removal>();
  readonly #news: { readonly near: Body; readonly lines: string }[] = [];
  readonly #variables: string[] = [];

  constructor(source: Source, context: Context) {
    this.#source = source;
    this.#context = context;
  }

  /** The value becomes another; of several blocks of a kind, all of them become one. */
  set(spot: Spot, tree: Tree, item: string): void {
    const [first = spot, ...others] = blocksAt(spot);
    const isOne = tree.kind === 'map';
    put(this.#sets, { spot: isOne ? spot : first, tree, item });
    if (!isOne && spot.entry && isBody(spot)) refuseMore(spot);
    if (!isOne) for (const other of others) this.remove(other);
  }

  /** Entries of `tree` come into a body or an object, items of it into a list; where nothing is, it is written. */
  put(spot: Spot, tree: Tree, item: string): void {
    const { node } = spot;
    const [inside] = isJsonCall(node) ? childrenOf(spot) : [];
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
    const name = nameOf(edit, this.#context.names);
    const entries = [...first, ...this.#entries(tree, homeBeside(near))];
    this.#news.push({ near, lines: newBlock(name, near, entries, this.#source, styleOf(this.#source.document)) });
  }

  /** A new variable. */
  declare(name: string, about: string): void {
    this.#variables.push(newVariable(name, about, styleOf(this.#source.document)));
  }

  #entries(tree: Tree, home: Home): Entries {
    const value = written(tree, home, this.#context);
    return value.kind === 'map' ? value.entries : decline('this is no map');
  }

  textEdits(): readonly TextEdit[] {
    const source = this.#source;
    const { text } = source.document;
    const style = styleOf(source.document);
    if (style.hasLoneReturns) decline('its lines end in a way of their own');
    this.#removeEmptied();
    this.#refuseConflicts();
    const moved = this.#moved();
    const inside: Inside[] = [];
    for (const { spot, tree, item } of this.#sets.values()) {
      const value = written(tree, homeIn(source, item), this.#context);
      inside.push({ spot, edits: [replaceValue(text, spot, value, style, moved.has(spot.node))] });
    }
    for (const spot of this.#containers()) {
      if (isBody(spot)) continue;
      const { value, gone } = this.#becomes(spot);
      if (value && gone.size > 0) decline('what comes and what goes are neighbours');
      if (value?.kind === 'map') inside.push({ spot, edits: insertEntries(text, spot, value.entries, style) });
      if (value?.kind === 'list') inside.push({ spot, edits: insertItems(text, spot, value.items, style) });
      if (gone.size > 0) inside.push({ spot, edits: removedBetween(text, spot, gone) });
    }
    const long = longRows(inside);
    const edits = inside.flatMap((one) => one.edits);
    for (const container of this.#containers([...long.values()].map((one) => one.body))) {
      if (!isBody(container)) continue;
      const { value, gone } = this.#becomes(container);
      const entries = value?.kind === 'map' ? value.entries : [];
      edits.push(...editBody(text, container, { entries, gone, long: long.get(container.node)?.at ?? none }, style));
    }
    for (const { near, lines } of this.#news) {
      tailOf(text, near.end);
      const at = lineEnd(text, near.end);
      edits.push({ start: at, end: at, newText: style.eol + style.eol + lines });
    }
    if (this.#variables.length > 0) edits.push(addVariables(source, this.#variables, style));
    return inOrder([...edits, ...shiftedComments(source.document, edits)]);
  }

  /** What comes into a container, and which of its children go. */
  #becomes({ node }: Spot): { readonly value: Written | undefined; readonly gone: ReadonlySet<number> } {
    const change = this.#puts.get(node);
    return {
      value: change && written(change.tree, homeIn(this.#source, change.item), this.#context),
      gone: this.#removals.get(node)?.gone ?? none,
    };
  }

  /** Each once, whatever becomes of it. */
  #containers(others: readonly Spot[] = []): readonly Spot[] {
    const spots = new Map<SyntaxNode, Spot>(others.map((spot) => [spot.node, spot]));
    for (const { spot } of this.#puts.values()) spots.set(spot.node, spot);
    for (const { container } of this.#removals.values()) spots.set(container.node, container);
    return [...spots.values()];
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

const none: ReadonlySet<number> = new Set();

export const nameOf = (edit: Handle, names: ReadonlyMap<Handle, string>): string =>
  names.get(edit) ?? decline('it has no name');

function put(changes: Map<SyntaxNode, Change>, { spot, tree, item }: Change): void {
  const there = changes.get(spot.node);
  changes.set(spot.node, { spot, tree: there ? merged(there.tree, tree) : tree, item });
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
