/*
 * From an address to the node that stands there, with everything around it. All offsets of a spot are absolute; what
 * cannot be found for sure is declined.
 */
import type { Place, Span, Step } from '../../../../rules/kit/index.ts';
import type { Entry as Row, Source, SourceResource } from '../../format.ts';
import { decline, writable } from '../../spell.ts';
import { childrenOf as nodesIn } from '../../syntax/children.ts';
import type { Document, Entry, MapNode, SyntaxNode } from '../../syntax/node.ts';
import { blocksIn } from '../file.ts';
import { documentIn, isHeredoc } from './heredoc.ts';

export interface Spot extends Span {
  readonly node: SyntaxNode;
  /** Where the item begins. */
  readonly base: number;
  readonly up: Spot | undefined;
  /** The attribute, the block or the entry of an object whose value this is. */
  readonly entry: Entry | undefined;
  /** Which entry or item of `up` it is. */
  readonly index: number;
}

/** A body, between the braces of a block. */
export type Body = Spot & { readonly node: MapNode };

/** All files of the module. */
export const filesOf = (source: Source): readonly Source[] => source.module?.sources ?? [source];

export const isBody = (spot: Spot): spot is Body => spot.node.kind === 'map' && spot.node.labels !== undefined;

/** An item, and something in it: the key of a block, or what stands in its body. */
export type Where = Pick<Place, 'item' | 'span'>;

export const whereOf = ({ item, key }: Pick<SourceResource, 'item' | 'key'>): Where => ({ item, span: key });

/** The body of a block at the top of the file. What is broken in it is not touched. */
export function bodyOf({ document, items }: Source, { item: name, span }: Where): Body {
  const index = items.get(name) ?? decline(`${name} is not in this file`);
  if (document.items[index]?.problems.length) return decline(`${name} has a problem`);
  const body = document.language === 'json' ? bodyInJson(document, index, span) : bodyAt(document, index);
  return body ?? decline(`${name} is no block`);
}

/** That of an item in HCL; undefined where it is none. */
export function bodyAt({ items, starts }: Document, index: number): Body | undefined {
  const value = items[index]?.value;
  return value && bodyFrom(value, starts[index]);
}

/** In JSON, an item may hold several blocks: the one of that key, or around that span. */
function bodyInJson(document: Document, index: number, { start, end }: Span): Body | undefined {
  const [only, another] = blocksInJson(document, index).filter(
    ({ key, node }) => (key.start === start && key.end === end) || (node.start <= start && end <= node.end),
  );
  return only && !another ? bodyFrom(only.node, document.starts[index]) : undefined;
}

const blocksInJson = ({ items }: Document, index: number) => {
  const item = items[index];
  return item ? blocksIn(item, 'json') : [];
};

function bodyFrom(node: SyntaxNode, base = 0): Body | undefined {
  const root = spot(node, base, undefined, undefined, 0);
  return isBody(root) ? root : undefined;
}

/** The bodies of that name in all files of the module: several where override files say what is different in it. */
export const bodiesOf = (source: Source, name: string): readonly Body[] =>
  filesOf(source).flatMap((file) => bodiesIn(file, name));

function bodiesIn({ document, items }: Source, name: string): readonly Body[] {
  if (document.language !== 'json') {
    const index = items.get(name);
    const body = index === undefined ? undefined : bodyAt(document, index);
    return body ? [body] : [];
  }
  const address = name.replace(/#\d+$/, '');
  return document.items.flatMap(({ problems }, index) => {
    const own = blocksInJson(document, index).filter((one) => `${one.kind} ${one.address}` === address);
    if (own.length > 0 && problems.length > 0) return decline(`${name} has a problem`);
    return own.flatMap(({ node }) => bodyFrom(node, document.starts[index]) ?? []);
  });
}

/** The body at the top of the file in which a spot stands. */
export function topOf(spot: Spot): Body {
  let at = spot;
  while (at.up) at = at.up;
  return isBody(at) ? at : decline('it stands in no block');
}

const spot = (node: SyntaxNode, base: number, up: Spot | undefined, entry: Entry | undefined, index: number): Spot => ({
  node,
  base,
  up,
  entry,
  index,
  start: base + node.start,
  end: base + node.end,
});

export function childrenOf(parent: Spot): readonly Spot[] {
  const { node, base } = parent;
  if (node.kind === 'map') return node.entries.map((entry, i) => spot(entry.value, base, parent, entry, i));
  return nodesIn(node).map((child, i) => spot(child, base, parent, undefined, i));
}

/** The value at exactly this span, which is relative to the item; of several blocks of a kind, the first, by its key. */
export function spotAt(source: Source, where: Where): Spot {
  const { span } = where;
  let at: Spot = bodyOf(source, where);
  const start = at.base + span.start;
  const end = at.base + span.end;
  while (at.start !== start || at.end !== end) {
    const { node: parent } = at;
    const children = childrenOf(at);
    const named = children.find(({ entry, base }) => entry && base + entry.key.start === start);
    if (named && named.base + (named.entry?.key.end ?? 0) === end) return named;
    const isAround = (child: Spot): boolean => child.start <= start && end <= child.end;
    // What is text there may be a document.
    const inside = children.find((child) => isAround(child) && !(isHeredoc(parent) && child.node.kind === 'scalar'));
    at = inside ?? documentAt(source, at) ?? decline('no value stands there');
  }
  return at;
}

/** The object of JSON that is written in a heredoc; undefined where there is none. */
export function documentAt({ document }: Source, heredoc: Spot): Spot | undefined {
  const { node, base } = heredoc;
  const there = documentIn(node, document.text.slice(base));
  return there && spot(there.root, base, heredoc, undefined, 0);
}

export const keyText = ({ key }: Entry): string =>
  key.kind === 'scalar' ? String(key.value) : decline('a key is not known');

/** The keys from the resource down to a spot; positions in lists and the branches of conditions are none. */
function keysTo(spot: Spot): readonly string[] {
  const keys: string[] = [];
  for (let at: Spot | undefined = spot; at; at = at.up) {
    if (!at.entry) continue;
    const key = keyText(at.entry);
    if (key === 'dynamic' && isBody(at)) decline('a dynamic block makes it');
    keys.unshift(key);
  }
  return keys;
}

/** What the spelling of a row at `path` asks for, from the resource down. */
function spelledSteps(row: Row, path: Place['path']): readonly Step[] {
  let steps: Step[] = row.keys.map((key) => ({ key }));
  let shape = row.type.properties;
  for (const name of path) {
    if (typeof name === 'number') continue;
    const property = shape[name];
    const spelling = property?.spelling[row.form.dialect];
    if (!property || spelling === undefined) return decline(`${name} has no word here`);
    const [around] = /^<(?:owner|resource)>\./.exec(spelling) ?? [''];
    if (around !== '') steps = [];
    steps.push(...writable(spelling.slice(around.length)));
    shape = property.shape ?? {};
  }
  return steps;
}

/** The deepest node that is written of a target, and the steps that are missing below it. */
export interface Found {
  readonly at: Spot;
  readonly steps: readonly Step[];
  /** It is the target itself. */
  readonly isThere: boolean;
}

/** The body of a row in its own file, or in an override file. */
function bodyHere(source: Source, { source: own, resource }: Row): Body {
  if (source === own) return bodyOf(source, whereOf(resource));
  const [only, another] = bodiesIn(source, resource.item);
  return only && !another ? only : decline('it is overridden more than once');
}

export function find(source: Source, row: Row, { missing, item, path, span }: Place): Found {
  const within = missing ? missing.within : span;
  const at = within ? spotAt(source, { item, span: within }) : bodyHere(source, row);
  const keys = keysTo(at);
  const spelled = spelledSteps(row, path);
  if (item !== row.resource.item || !keys.every((key, i) => isKey(spelled[i], key)))
    return decline('it is written in another place');
  const steps = spelled.slice(keys.length);
  const [entry] = missing?.steps ?? [];
  // The list of blocks stands there, without the one that is asked for.
  if (entry?.pick && entry.key === '') return decline('none of these blocks is the one');
  if (!missing && steps.length > 0) return decline('it cannot be read');
  return { at, steps, isThere: !missing };
}

const isKey = (step: Step | undefined, key: string): boolean =>
  step !== undefined && (step.key === key || (step.anyCase === true && step.key.toLowerCase() === key.toLowerCase()));

/** Whether an expression is another for each instance, or speaks of the block that it stands in. */
export const speaksOfInstance = (node: SyntaxNode): boolean =>
  (node.kind === 'traversal' && ['each', 'count', 'self'].includes(node.name ?? '')) ||
  nodesIn(node).some(speaksOfInstance);
