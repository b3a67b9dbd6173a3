/* What becomes of which node. Changes at one node are written as one, and none may stand in another. */
import type { Place } from '../../../../rules/kit/index.ts';
import type { Source, TextEdit } from '../../format.ts';
import { type Entries, insertEntries, insertItems, insertMembers } from '../../layout/insert.ts';
import { removeChildren } from '../../layout/remove.ts';
import { replaceValue } from '../../layout/replace.ts';
import { type Spot, spotAt } from '../../layout/spot.ts';
import { styleOf } from '../../layout/style.ts';
import { decline, merged, type Tree, type TreeMap } from '../../spell.ts';
import { Kept } from '../../syntax/kept.ts';
import type { Document, SyntaxNode } from '../../syntax/node.ts';
import { callOf } from '../call.ts';
import { textOf } from '../template.ts';
import { addSection, newSections, type Section, sectionOf } from './section.ts';
import { isBranch } from './spot.ts';
import { type Context, noValue, written } from './value.ts';

interface Change {
  readonly spot: Spot;
  readonly tree: Tree;
}
interface Removal {
  readonly container: Spot;
  readonly gone: Set<number>;
}

/** Filled edit by edit; written once all of them are known. */
export class Changes {
  readonly #context: Context;
  readonly #sets = new Map<SyntaxNode, Change>();
  readonly #puts = new Map<SyntaxNode, Change>();
  readonly #removals = new Map<SyntaxNode, Removal>();
  readonly #members = new Map<SyntaxNode, { readonly near: Spot; readonly entries: [string, Tree][] }>();
  /** What comes into sections that are not there yet. */
  readonly #sections = new Map<Section, TreeMap>();
  /** Branches of conditions whose value goes away. */
  readonly #nothings = new Map<SyntaxNode, Spot>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** The value becomes another. */
  set(spot: Spot, tree: Tree): void {
    put(this.#sets, spot, tree);
  }

  /** Entries of `tree` come into a map, items of it into a list; where nothing is, it is written as it is. */
  put(spot: Spot, tree: Tree): void {
    const { node } = spot;
    if (isEmpty(node)) {
      put(this.#sets, spot, tree);
      return;
    }
    const isPlain = node.tag === undefined && callOf(node) === undefined;
    if (isPlain && tree.kind === 'list' && node.kind === 'scalar' && node.value !== null) {
      // One text is a list of one: `DependsOn: Orders`.
      put(this.#sets, spot, { kind: 'list', items: [{ kind: 'scalar', value: node.value }, ...tree.items] });
      return;
    }
    const isAlike = (tree.kind === 'list' && node.kind === 'sequence') || (tree.kind === 'map' && node.kind === 'map');
    if (!isPlain || !isAlike) decline('it cannot go in there');
    put(this.#puts, spot, tree);
  }

  remove(spot: Spot): void {
    if (isBranch(spot)) {
      this.#nothings.set(spot.node, spot);
      return;
    }
    const container = spot.up;
    if (!container || callOf(container.node)) decline('it is not to be removed');
    const removal = this.#removals.get(container.node) ?? { container, gone: new Set() };
    this.#removals.set(container.node, removal);
    removal.gone.add(spot.index);
  }

  /** A new resource behind another. */
  add(near: Spot, name: string, tree: Tree): void {
    const members = this.#members.get(near.node) ?? { near, entries: [] };
    this.#members.set(near.node, members);
    members.entries.push([name, tree]);
  }

  /** Entries of a section, which is made where it is missing. */
  putInSection(name: Section, tree: Tree): void {
    const section = sectionOf(this.#context.source, name);
    if (section) {
      this.put(section, tree);
      return;
    }
    const there = this.#sections.get(name);
    const all = there ? merged(there, tree) : tree;
    this.#sections.set(name, all.kind === 'map' ? all : decline('a section is a map'));
  }

  textEdits(): readonly TextEdit[] {
    const { source } = this.#context;
    const { text } = source.document;
    const style = styleOf(source.document);
    const isNew = this.#members.size > 0 || this.#sections.size > 0;
    // Where a bracket is missing, nobody can say what a new one would close.
    if (isNew && style.language === 'json' && source.document.items.some(({ problems }) => problems.length > 0))
      decline('the document has a problem');
    if (style.hasLoneReturns) decline('its lines end in a way of their own');
    this.#removeEmptied();
    this.#refuseConflicts(source.document);
    const moved = new Set<SyntaxNode>();
    for (const tree of this.#trees()) noteMoved(tree, (place) => moved.add(spotAt(source, place).node));

    const write = (tree: Tree) => written(tree, this.#context);
    const entriesOf = (entries: Iterable<readonly [string, Tree]>): Entries =>
      [...entries].map(([key, tree]) => [key, write(tree)]);
    const edits: Ordered[] = [];
    const push = (depth: number, made: readonly TextEdit[]) => {
      for (const edit of made) edits.push({ edit, depth });
    };
    for (const { spot, tree } of this.#sets.values())
      push(depthOf(spot), replaceValue(text, spot, write(tree), style, moved.has(spot.node)));
    for (const spot of this.#nothings.values()) push(depthOf(spot), replaceValue(text, spot, noValue, style, false));
    for (const { spot, tree } of this.#puts.values()) {
      if (tree.kind === 'map') push(depthOf(spot), insertEntries(text, spot, entriesOf(tree.entries), style));
      if (tree.kind === 'list') push(depthOf(spot), insertItems(text, spot, tree.items.map(write), style));
    }
    for (const { container, gone } of this.#removals.values())
      push(depthOf(container), removeChildren(text, container, gone));
    for (const { near, entries } of this.#members.values())
      push(0, [insertMembers(text, near, entriesOf(entries), style)]);
    for (const name of newSections) {
      const entries = this.#sections.get(name)?.entries;
      if (entries) push(0, [addSection(source, name, entriesOf(entries), style)]);
    }
    return inOrder(edits);
  }

  /** A container that is left with nothing goes itself. */
  #removeEmptied(): void {
    for (let isDone = false; !isDone; ) {
      isDone = true;
      for (const [node, { container, gone }] of this.#removals) {
        if (gone.size < sizeOf(node) || this.#puts.has(node)) continue;
        this.#removals.delete(node);
        this.remove(container);
        isDone = false;
      }
    }
  }

  #trees(): readonly Tree[] {
    const changes = [...this.#sets.values(), ...this.#puts.values()].map(({ tree }) => tree);
    const members = [...this.#members.values()].flatMap(({ entries }) => entries.map(([, tree]) => tree));
    return [...changes, ...members];
  }

  #refuseConflicts(document: Document): void {
    const goes = (spot: Spot): boolean =>
      this.#sets.has(spot.node) ||
      this.#nothings.has(spot.node) ||
      (spot.up !== undefined && this.#removals.get(spot.up.node)?.gone.has(spot.index) === true);
    const changed = [...this.#sets.values(), ...this.#puts.values()].map(({ spot }) => spot);
    const removed = [...this.#removals.values()].map(({ container }) => container);
    const touched = [...changed, ...removed, ...this.#nothings.values()];
    const aliased = aliasesOf(document);
    for (const spot of touched) {
      for (let at = spot.up; at; at = at.up) if (goes(at)) decline('two edits write the same place');
      for (let at: Spot | undefined = spot; at; at = at.up)
        if (at.node.anchor !== undefined && aliased.has(at.node.anchor)) decline('it is shared by an alias');
    }
    for (const { spot } of this.#sets.values())
      if (holdsAnchor(spot.node, aliased)) decline('an alias needs what stands there');
    for (const { spot } of this.#puts.values()) if (goes(spot)) decline('two edits write the same place');
    for (const { container, gone } of this.#removals.values())
      if (childNodes(container.node).some((child, i) => gone.has(i) && holdsAnchor(child, aliased)))
        decline('an alias needs it');
  }
}

/** Changes that name no row of the model. */
export function changed(source: Source, change: (changes: Changes) => void): readonly TextEdit[] {
  const changes = new Changes({ source, edits: [], entryOf: () => undefined, names: new Map() });
  change(changes);
  return changes.textEdits();
}

function put(changes: Map<SyntaxNode, Change>, spot: Spot, tree: Tree): void {
  const there = changes.get(spot.node);
  changes.set(spot.node, { spot, tree: there ? merged(there.tree, tree) : tree });
}

/** No value, or one that says so. */
export const isNothing = (node: SyntaxNode): boolean => {
  const call = callOf(node);
  return call
    ? call.name === 'Ref' && textOf(call.argument) === 'AWS::NoValue'
    : node.kind === 'scalar' && node.value === null;
};

const isEmpty = (node: SyntaxNode): boolean =>
  isNothing(node) || (node.tag === undefined && sizeOf(node) === 0 && node.kind !== 'scalar' && node.kind !== 'alias');

const childNodes = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.kind === 'map' ? node.entries.map(({ value }) => value) : node.kind === 'sequence' ? node.items : [];

const sizeOf = (node: SyntaxNode): number => childNodes(node).length;

const holdsAnchor = (node: SyntaxNode, aliased: ReadonlySet<string>): boolean =>
  (node.anchor !== undefined && aliased.has(node.anchor)) ||
  childNodes(node).some((child) => holdsAnchor(child, aliased));

const known = new Kept<Document, ReadonlySet<string>>();

/** The anchors that are used: looked for once per document. */
function aliasesOf(document: Document): ReadonlySet<string> {
  const aliases = known.get(document) ?? aliasesIn(document);
  known.set(document, aliases);
  return aliases;
}

function aliasesIn({ items }: Document): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (node: SyntaxNode): void => {
    if (node.kind === 'alias') names.add(node.name);
    for (const child of childNodes(node)) look(child);
  };
  if (items.some(({ anchors }) => anchors && anchors.size > 0)) for (const { value } of items) if (value) look(value);
  return names;
}

function noteMoved(tree: Tree, note: (place: Place) => void): void {
  if (tree.kind === 'moved') note(tree.from);
  if (tree.kind === 'map') for (const value of tree.entries.values()) noteMoved(value, note);
  if (tree.kind === 'list') for (const item of tree.items) noteMoved(item, note);
}

interface Ordered {
  readonly edit: TextEdit;
  readonly depth: number;
}

function depthOf(spot: Spot): number {
  let depth = 1;
  for (let at = spot.up; at; at = at.up) depth++;
  return depth;
}

/** In the order of the text; what ends at one place is written from the inside out, what touches is one. */
function inOrder(edits: readonly Ordered[]): readonly TextEdit[] {
  const sorted = [...edits].sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || b.depth - a.depth);
  const joined: TextEdit[] = [];
  for (const { edit } of sorted) {
    const before = joined.at(-1);
    if (before && before.end > edit.start) decline('two edits write the same place');
    if (before && before.end === edit.start)
      joined.splice(-1, 1, { start: before.start, end: edit.end, newText: before.newText + edit.newText });
    else joined.push(edit);
  }
  return joined;
}
