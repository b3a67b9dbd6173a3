/*
 * In: what a fix writes, in the model's words. Out: the same as a tree in the keys of one dialect. How a
 * format refers to a resource, and what a value looks like that is taken from elsewhere, is left to its writer.
 */
import {
  type Cell,
  cell,
  type Dialect,
  type Digest,
  type Handle,
  identity,
  isList,
  type Moved,
  type Place,
  type Property,
  type Shape,
  type Step,
  wordFor,
} from '../../rules/kit/index.ts';
import { everyKey, stepsOf } from './spelling.ts';

export type Plain = string | number | boolean;

export interface TreeMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Tree>;
  /** The key by which an attribute list tells its entries apart: `{ Key: …, Value: … }`. */
  readonly picked?: readonly [key: string, value: string];
}
export type Tree =
  | TreeMap
  | { readonly kind: 'list'; readonly items: readonly Tree[] }
  | { readonly kind: 'scalar'; readonly value: Plain }
  /** A resource that stands already, by its row. `named`: the property of it whose text is enough to name it there. */
  | {
      readonly kind: 'resource';
      readonly row: string;
      readonly arn: string | undefined;
      readonly named: string | undefined;
    }
  | { readonly kind: 'handle'; readonly handle: Handle; readonly named: string | undefined }
  /** Not a reference: the name alone. */
  | { readonly kind: 'name'; readonly of: string | Handle }
  /** A text that follows what stands there, by its rows and the keys in them. */
  | { readonly kind: 'digest'; readonly of: readonly Place[] }
  /** The text of a value that stands already, with its comments. */
  | { readonly kind: 'moved'; readonly from: Place }
  /** The same value as there: its expression where it is one, else `value`. */
  | { readonly kind: 'same'; readonly as: Place; readonly value: Plain | undefined; readonly scale: number };

/** Why an edit cannot be written surely. Caught where the writer begins: no fix is offered then. */
class Declined extends Error {}

export function decline(why: string): never {
  throw new Declined(why);
}

/** Undefined where it was declined. */
export function orDeclined<T>(write: () => T): T | undefined {
  try {
    return write();
  } catch (error) {
    if (error instanceof Declined) return undefined;
    throw error;
  }
}

/** The properties of a row, in the order of the content. */
export function spellShape(content: object, shape: Shape, dialect: Dialect): TreeMap {
  const entries = new Map<string, Tree>();
  for (const [name, value] of Object.entries(content)) {
    const row = shape[name];
    const spelling = row?.spelling[dialect];
    if (value === undefined) continue;
    if (!row || spelling === undefined) return decline(`${name} has no word in ${dialect}`);
    const part = nested(writable(spelling), spell(value, row, dialect));
    if (part.kind !== 'map') return decline('two edits write the same place');
    mergeInto(entries, part.entries);
  }
  return { kind: 'map', entries };
}

/** What one property is to be. */
export function spell(content: unknown, row: Property<unknown>, dialect: Dialect): Tree {
  if (row.kind === 'pointing') return decline('it is written at the other side');
  if (row.kind === 'waits') return { kind: 'list', items: (Array.isArray(content) ? content : [content]).map(nameOf) };
  if (Array.isArray(content)) {
    if (row.keyed || !isList(row)) return decline('this is no list');
    const items = content.map((item: unknown) => spellItem(item, row, dialect));
    return row.spelling[dialect]?.endsWith('[]') ? onlyOne(items) : { kind: 'list', items };
  }
  if (isList(row))
    return isMoved(content) ? { kind: 'moved', from: content.moved } : decline('a list is written item by item');
  return spellItem(content, row, dialect);
}

/** Where others have a list, there is room for one. */
function onlyOne([item, more]: readonly Tree[]): Tree {
  return item && !more ? item : decline('there is room for one');
}

function nameOf(content: unknown): Tree {
  if (typeof content !== 'object' || content === null) return decline('it is no resource');
  if (isHandle(content)) return { kind: 'name', of: content };
  const row = isView(content) ? content[identity] : undefined;
  return row === undefined ? decline('it is no resource') : { kind: 'name', of: row };
}

/** What one item of a list is to be, or a property that is none. */
export function spellItem(content: unknown, row: Property<unknown>, dialect: Dialect): Tree {
  if (row.keyed) return decline('its key is not known');
  if (row.spelling[dialect]?.endsWith(`.${everyKey}`)) return keyAlone(content);
  const scale = row.scale ?? 1;
  if (row.kind === 'waits') return nameOf(content);
  if (typeof content === 'string' || typeof content === 'boolean')
    return { kind: 'scalar', value: inWords(content, row, dialect) };
  if (typeof content === 'number') return { kind: 'scalar', value: scaled(content, scale) };
  if (typeof content !== 'object' || content === null) return decline('nothing to write');
  if (isHandle(content)) return { kind: 'handle', handle: content, named: row.named };
  if (isMoved(content)) return { kind: 'moved', from: content.moved };
  if (isDigest(content)) return { kind: 'digest', of: content.digest };
  if (isView(content)) return spellView(content, row, scale);
  if (!row.shape) return decline('this property has no parts');
  return itself(content, row.shape, dialect) ?? spellShape(content, row.shape, dialect);
}

/** What a dialect says for a value of the model: `internal = true`. */
function inWords(value: string | boolean, property: Property<unknown>, dialect: Dialect): Plain {
  const word = wordFor(property, dialect, value);
  if (word === undefined) return value;
  return word === 'true' || word === 'false' ? word === 'true' : word;
}

/** What stands in place of a map with one key: the ARN of a certificate. */
function itself(content: object, shape: Shape, dialect: Dialect): Tree | undefined {
  const [[name, value] = ['', undefined], more] = Object.entries(content);
  const row = shape[name];
  return row?.spelling[dialect]?.endsWith('?') === true && !more ? spell(value, row, dialect) : undefined;
}

/** `{ key: [] }`: a list whose keys are read has nothing to say at them. */
const keyAlone = (key: unknown): Tree =>
  typeof key === 'string'
    ? { kind: 'map', entries: new Map([[key, { kind: 'list', items: [] }]]) }
    : decline('this is no key');

/** 29 × 1000 is 29000, and 0.29 × 1000 is 290 instead of 290.00000000000006. */
export const scaled = (value: number, scale: number): number => Number((value * scale).toPrecision(12));

interface Viewed {
  readonly [cell]: Cell<unknown>;
  readonly [identity]?: string;
}
const isView = (content: object): content is Viewed => cell in content;
const isHandle = (content: object): content is Handle => 'handle' in content;
const isDigest = (content: object): content is Digest => 'digest' in content;
const isMoved = (content: unknown): content is Moved<unknown> =>
  typeof content === 'object' && content !== null && 'moved' in content;

function spellView(content: Viewed, row: Property<unknown>, scale: number): Tree {
  const found = content[cell];
  if (row.kind === 'ref' || row.kind === 'refs') {
    if (found.state === 'known' && content[identity] !== undefined)
      return { kind: 'resource', row: content[identity], arn: row.arn, named: row.named };
    return found.state === 'unknown'
      ? { kind: 'same', as: found.place, value: undefined, scale }
      : decline('it refers to nothing');
  }
  if (row.shape || found.state !== 'known') return decline('what was read is not known');
  const { value, place, given } = found;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    return decline('this is no value');
  const plain = typeof value === 'number' ? scaled(value, scale) : value;
  return given ? { kind: 'same', as: place, value: plain, scale } : { kind: 'scalar', value: plain };
}

/** The steps below the properties that a spelling can be written at. */
export function writable(spelling: string): readonly Step[] {
  let steps = known.get(spelling);
  if (!steps) {
    const all = stepsOf(spelling);
    if (spelling.startsWith('=') || spelling.startsWith('<') || all.some(({ orItself }) => orItself))
      return decline(`${spelling} cannot be written`);
    steps = all.filter(({ key }) => key !== everyKey);
    known.set(spelling, steps);
  }
  return steps;
}

const known = new Map<string, readonly Step[]>();

/** `tree` below the keys that are still missing. */
export function nested(steps: readonly Step[], tree: Tree): Tree {
  const [step, ...rest] = steps;
  if (!step) return tree;
  const inner = nested(rest, tree);
  const value = step.pick ? ({ kind: 'list', items: [pickedEntry(step.pick, inner)] } as const) : inner;
  // Without a key, the step is a new entry of a list that stands already.
  return step.key === '' ? value : { kind: 'map', entries: new Map([[step.key, value]]) };
}

function pickedEntry(pick: readonly [key: string, value: string], inner: Tree): Tree {
  if (inner.kind !== 'map') return decline('an entry of an attribute list is a map');
  const entries = [...inner.entries].map(([key, value]) => [key, asText(value)] as const);
  return { kind: 'map', entries: new Map([[pick[0], { kind: 'scalar', value: pick[1] }], ...entries]), picked: pick };
}

/** What stands in attribute lists is text to AWS, be it a number or a flag to us. */
const asText = (tree: Tree): Tree => (tree.kind === 'scalar' ? { kind: 'scalar', value: String(tree.value) } : tree);

/** Two trees for one place: five health-check properties, two parts of one missing map. */
export function merged(one: Tree, other: Tree): Tree {
  if (one.kind === 'map' && other.kind === 'map') {
    const entries = new Map(one.entries);
    mergeInto(entries, other.entries);
    return { ...one, entries };
  }
  if (one.kind === 'list' && other.kind === 'list')
    return { kind: 'list', items: other.items.reduce(withItem, one.items) };
  const isSamePick = one.kind === 'scalar' && other.kind === 'scalar' && one.value === other.value;
  return isSamePick ? one : decline('two edits write the same place');
}

function mergeInto(entries: Map<string, Tree>, others: ReadonlyMap<string, Tree>): void {
  for (const [key, value] of others) {
    const there = entries.get(key);
    entries.set(key, there ? merged(there, value) : value);
  }
}

function withItem(items: readonly Tree[], item: Tree): readonly Tree[] {
  const same = items.findIndex((one) => one.kind === 'map' && item.kind === 'map' && isSamePick(one, item));
  return same < 0 ? [...items, item] : items.map((one, index) => (index === same ? merged(one, item) : one));
}

const isSamePick = (one: TreeMap, other: TreeMap): boolean =>
  one.picked !== undefined && one.picked[0] === other.picked?.[0] && one.picked[1] === other.picked[1];
