/* Text edits in JSON, of what is asked of a file in it: laid out as the file is. */
import type { Source, TextEdit } from '../../format.ts';
import { chunkIn } from '../../layout/chunk.ts';
import { insertEntries, insertItems } from '../../layout/insert.ts';
import { removeChildren } from '../../layout/remove.ts';
import { replaceValue } from '../../layout/replace.ts';
import { childrenOf, type Spot } from '../../layout/spot.ts';
import { type Style, styleOf } from '../../layout/style.ts';
import type { Written } from '../../layout/written.ts';
import { decline } from '../../spell.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { commentKey } from '../json.ts';
import type { Asked } from './changes.ts';
import { newResources, newVariables } from './json-news.ts';
import { keyOf, nameOf, writtenAt } from './json-spot.ts';
import { isInText, putInText, setInText } from './json-text.ts';
import { itemAt, type Manner, standInLists, valueAt } from './json-tree.ts';
import type { Written as Value } from './print.ts';
import { onlyBody } from './replace.ts';
import { isBody, childrenOf as partsOf } from './spot.ts';

export interface Paper {
  readonly source: Source;
  readonly text: string;
  readonly style: Style;
  readonly manner: Manner;
}

export function editsInJson(asked: Asked): readonly TextEdit[] {
  const { source, sets, puts, resources, variables, moved } = asked;
  const { document } = source;
  const paper: Paper = {
    ...{ source, text: document.text, style: styleOf(document) },
    manner: { inLists: standInLists(document) },
  };
  if (paper.style.hasLoneReturns) decline('its lines end in a way of their own');
  const gone = goneIn(asked);
  const edits: TextEdit[] = [];
  for (const { spot, value, others } of sets) {
    const isMoved = moved.has(spot.node);
    if (!isMoved && others.some(({ node }) => commentsIn(node) > 0)) decline('a comment would be lost');
    if (isInText(spot)) {
      edits.push(setInText(spot, value));
      continue;
    }
    const there = writtenAt(source, spot);
    const key = keyOf(there);
    const next = isBody(spot) ? itemAt(key, onlyBody(value), paper.manner) : valueAt(key, value, paper.manner);
    edits.push(...replaced(there, next, isMoved, paper));
  }
  for (const { spot, value } of puts)
    edits.push(...(isInText(spot) ? putInText(source, spot, value) : put(writtenAt(source, spot), value, gone, paper)));
  for (const { container, at } of gone.values()) edits.push(...removed(container, at, paper));
  if (resources.length > 0) edits.push(...newResources(resources, paper));
  if (variables.length > 0) edits.push(...newVariables(variables, paper));
  return edits;
}

/** `isMoved`: its text, comments and all, is taken elsewhere by the same fix. */
function replaced(there: Spot, next: Written, isMoved: boolean, { source, text, style }: Paper): readonly TextEdit[] {
  const kept = isMoved ? next : withComments(next, there, source);
  return replaceValue(text, there, kept, style, isMoved);
}

/** A comment in an object goes on standing in it. */
function withComments(next: Written, there: Spot, source: Source): Written {
  const all = commentsIn(there.node);
  if (all === 0) return next;
  const [comment] = childrenOf(there).filter((child) => nameOf(child) === commentKey);
  if (all > 1 || !comment || next.kind !== 'map') return decline('a comment would be lost');
  const kept: Written = { kind: 'chunk', chunk: chunkIn(source, comment) };
  return { kind: 'map', entries: new Map([[commentKey, kept], ...next.entries]) };
}

function commentsIn(node: SyntaxNode): number {
  const count = (sum: number, one: SyntaxNode): number => sum + commentsIn(one);
  if (node.kind === 'sequence') return node.items.reduce(count, 0);
  if (node.kind !== 'map') return 0;
  const own = node.entries.filter(({ key }) => key.kind === 'scalar' && key.value === commentKey).length;
  return node.entries.map(({ value }) => value).reduce(count, own);
}

/** What goes from an object or a list, by positions in it. */
interface Gone {
  readonly container: Spot;
  readonly at: Set<number>;
}
type AllGone = Map<SyntaxNode, Gone>;

function goneIn({ source, removals }: Asked): AllGone {
  const all: AllGone = new Map();
  const note = (spot: Spot): void => {
    const container = spot.up ?? decline('it is not to be removed');
    const there = all.get(container.node) ?? { container, at: new Set() };
    all.set(container.node, there);
    there.at.add(spot.index);
  };
  for (const { container, gone } of removals) {
    const left = partsOf(container).filter((_, i) => !gone.has(i));
    const isSpokenOf =
      left.length > 0 && left.every(({ entry }) => entry?.key.kind === 'scalar' && entry.key.value === commentKey);
    if (container.up && isSpokenOf) decline('a comment would speak of nothing');
    for (const [i, part] of partsOf(container).entries()) if (gone.has(i)) note(writtenAt(source, part));
  }
  // A list of blocks that is left with none goes itself.
  for (const [node, { container, at }] of all)
    if (node.kind === 'sequence' && at.size === node.items.length) {
      all.delete(node);
      note(container);
    }
  return all;
}

function removed(container: Spot, at: ReadonlySet<number>, { text }: Paper): readonly TextEdit[] {
  if (at.size < childrenOf(container).length) return removeChildren(text, container, at);
  if (/\/[/*]/.test(text.slice(container.start, container.end))) return decline('a comment may stand between');
  return [{ start: container.start, end: container.end, newText: '{}' }];
}

/** Items come into a list, entries into an object; where blocks of a kind stand already, another beside them. */
function put(there: Spot, value: Value, gone: AllGone, paper: Paper): readonly TextEdit[] {
  const { text, style, manner } = paper;
  const children = childrenOf(there);
  const goes = gone.get(there.node)?.at;
  if (value.kind === 'list' && there.node.kind === 'sequence') {
    const items = value.items.map((item) => itemAt(keyOf(there), item, manner));
    if (goes) return decline('what comes and what goes are neighbours');
    if (children.length === 0) return replaced(there, { kind: 'list', items }, false, paper);
    return insertItems(text, there, items, style);
  }
  if (value.kind !== 'map' || there.node.kind !== 'map') return decline('it cannot go in there');
  const fresh: (readonly [string, Written])[] = [];
  const edits: TextEdit[] = [];
  for (const [key, one] of value.entries) {
    const standing = children.find((child) => nameOf(child) === key);
    if (!standing) fresh.push([key, valueAt(key, one, manner)]);
    else if (goes?.has(standing.index)) return decline('what comes and what goes are one');
    else edits.push(...another(standing, one, gone, paper));
  }
  if (fresh.length === 0) return edits;
  if (goes?.size === children.length) gone.delete(there.node);
  else if (children.length > 0) return [...edits, ...insertEntries(text, there, fresh, style)];
  return [...edits, ...replaced(there, { kind: 'map', entries: new Map(fresh) }, false, paper)];
}

/** One more block beside those of its kind. */
function another(there: Spot, value: Value, gone: AllGone, paper: Paper): readonly TextEdit[] {
  const { source, text, style, manner } = paper;
  const { node } = there;
  const key = keyOf(there);
  const items = (value.kind === 'list' ? value.items : [value]).map((item) => itemAt(key, item, manner));
  if (gone.has(node) || items.some(({ kind }) => kind !== 'map')) return decline('what stands there is no block');
  if (node.kind === 'sequence' && node.items.length > 0) return insertItems(text, there, items, style);
  if (node.kind === 'map') {
    const first: Written = { kind: 'chunk', chunk: chunkIn(source, there) };
    return replaced(there, { kind: 'list', items: [first, ...items] }, true, paper);
  }
  const isNothing = node.kind === 'sequence' || (node.kind === 'scalar' && node.value === null);
  return isNothing ? replaced(there, valueAt(key, value, manner), false, paper) : decline('a function makes it');
}
