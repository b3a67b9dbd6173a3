/*
 * From what is written to what is known: takes conditions, parameters and functions out of an
 * expression as far as one look allows.
 */
import { type Cell, isList, type Place, type Property, type Step, type Via } from '../../rules/kit/index.ts';
import { type Entry, type Expression, type FarSpot, opened, type Parameter, type Source } from '../formats/format.ts';
import { everyKey, stepsOf } from '../formats/spelling.ts';
import { asList, isBlock } from './block.ts';
import type { Look } from './look.ts';

/** What stands at a place once nothing is left to choose. */
export interface Settled {
  readonly state: 'settled';
  readonly node: Expression;
  readonly place: Place;
  readonly assumes: readonly string[];
  /** What a finding over something missing inside is marked on. */
  readonly mark: FarSpot;
}
export type NotThere = Exclude<Cell<never>, { readonly state: 'known' }>;
export type Found = Settled | NotThere;

/** Where reading starts: a row, or a map inside it. */
export interface Base {
  readonly entry: Entry;
  readonly path: readonly (string | number)[];
  readonly node: Expression | undefined;
  readonly mark: FarSpot;
}

export const placeOf = (
  { entry, path }: Pick<Base, 'entry' | 'path'>,
  span: FarSpot,
  via: readonly Via[] = [],
): Place => ({
  file: span.file ?? entry.source.file,
  item: span.item ?? entry.resource.item,
  row: entry.id,
  path,
  span,
  via,
});

export const unknown = (why: string, place: Place): NotThere => ({ state: 'unknown', why, place });

/** A reference that certainly leads to nothing that could be read as this. */
export const ofAnotherKind = (place: Place, { module }: Source): NotThere => ({
  state: 'unknown',
  why: `it is nothing of that kind in this ${module ? 'module' : 'template'}`,
  place,
  elsewhere: true,
});

/** Unknown, and whatever it is, nothing in sight decides it. */
export const outside = (why: string, place: Place): NotThere => ({ state: 'unknown', why, place, outside: true });

const nothing: readonly never[] = [];

/** The value of `node` in this look. */
export function resolve(look: Look, base: Base, node: Expression): Found {
  if (node.from) return follow(look, base, node);
  switch (node.kind) {
    case 'choice':
    case 'parameter':
    case 'computed':
    case 'nothing':
    case 'unknown':
      return follow(look, base, node);
    case 'reference':
      return isOutput(node) ? follow(look, base, node) : settled(base, node);
    default:
      return settled(base, node);
  }
}

const settled = (base: Base, node: Expression): Settled => ({
  state: 'settled',
  node,
  place: placeOf(base, node.span, nothing),
  assumes: nothing,
  mark: node.span,
});

/** From so many steps on, it is looked at whether a name comes again: locals, and modules, may lead in a circle. */
const LONG_WAY = 32;

/** Takes conditions, parameters and functions out of `node` until something is left that is none of them. */
function follow(look: Look, base: Base, node: Expression): Found {
  const assumes: string[] = [];
  const via: Via[] = [];
  let { span } = node;
  let met: Set<Parameter> | undefined;
  for (let at = node; ; ) {
    // Behind a parameter or a function, the place stays where the value is used.
    if (via.length === 0) span = at.span;
    if (at.from) via.push(at.from);
    const place = placeOf(base, span, via);
    switch (at.kind) {
      case 'choice': {
        const truth = look.truth(at.when);
        if (truth === undefined) return unknown(`${at.when.name} decides it`, place);
        at = truth ? at.yes : at.no;
        break;
      }
      case 'parameter': {
        const parameter = (at.in?.source ?? base.entry.source).parameters.get(at.name);
        if (parameter) look.reads(parameter);
        if (parameter && via.length >= LONG_WAY) {
          met ??= new Set();
          if (met.has(parameter)) return unknown(`${at.name} leads back to itself`, place);
          met.add(parameter);
        }
        if (parameter?.argument) {
          via.push({ how: 'argument', name: at.name, place: { ...place, via: nothing } });
          at = parameter.argument;
          span = at.span;
          break;
        }
        if (parameter?.value) {
          const from: Via = { how: 'local', name: at.name, place: writtenAt(place.file, parameter, parameter.value) };
          via.push(from);
          at = usedAt(span, from, parameter.value);
          break;
        }
        const given = look.takesGiven ? parameter?.given : undefined;
        const known = given || look.world.size === 0 ? undefined : parameter?.knownIn?.(look.world);
        if (typeof known === 'boolean') {
          via.push({ how: 'computed', name: at.name });
          at = { span, kind: 'literal', value: known };
          break;
        }
        if (known === 'not its default') return outside(`${at.name} does not have its default here`, place);
        const value = given ? given.value : parameter?.default;
        if (!parameter || !value) return outside(at.why, place);
        if (!given) {
          if (!look.graph.assumesDefaults) return outside(`the default of ${at.name} is not assumed`, place);
          assumes.push(at.name);
        }
        const written = writtenAt(at.in?.source?.file ?? place.file, parameter, value);
        const { name } = at;
        const from: Via = given
          ? { how: 'given', name, by: given.by, place: written }
          : { how: 'default', name, place: written };
        via.push(from);
        at = usedAt(span, from, value);
        break;
      }
      case 'computed': {
        look.reads(base.entry.source.mappings);
        const args: Expression[] = [];
        for (const arg of at.args) {
          const found = resolveDeep(look, base, arg);
          if (found.state === 'unknown') return { ...found, place };
          if (found.state === 'absent' && at.takesNothing !== true) return unknown(`${at.name} has no value`, place);
          assumes.push(...(found.assumes ?? nothing));
          args.push(found.state === 'settled' ? found.node : { span: arg.span, kind: 'nothing' });
        }
        via.push({ how: 'computed', name: at.name });
        at = at.compute(args);
        break;
      }
      case 'reference': {
        const output = outputOf(at, base);
        if (!output) return { state: 'settled', node: at, place, assumes, mark: at.span };
        look.reads(output);
        via.push({ how: 'output', name: `${at.to}.${at.attribute}` });
        at = output;
        break;
      }
      case 'nothing':
        return assumes.length > 0 ? { state: 'absent', place, assumes } : { state: 'absent', place };
      case 'unknown':
        return { ...outside(at.why, place), ...(at.nth && { nth: at.nth }) };
      default:
        return { state: 'settled', node: at, place, assumes, mark: at.span };
    }
  }
}

/** Where a parameter has its value from. */
const writtenAt = (file: string, { item }: Parameter, { span }: Expression): Place => ({
  file: span.file ?? file,
  item: span.item ?? item,
  path: nothing,
  span,
  via: nothing,
});

/** What a nested stack hands out: something else stands there. */
export const isOutput = ({ attribute }: Reference): boolean => attribute.startsWith('Outputs.');

/** What a nested stack hands out under that name. */
function outputOf(node: Reference, { entry }: Base): Expression | undefined {
  if (!isOutput(node)) return undefined;
  const { to, attribute, in: owner } = node;
  return (owner?.source ?? entry.source).stacks.get(to)?.outputs.get(attribute.slice('Outputs.'.length));
}

/** The items of a list that is a parameter's value stand where the parameter is used, as the list does. */
const usedAt = (span: FarSpot, from: Via, node: Expression): Expression =>
  node.kind === 'list' ? { ...node, items: node.items.map((item) => ({ ...item, span, from })) } : node;

/** Functions of lists and texts want those settled to the bottom. */
function resolveDeep(look: Look, base: Base, node: Expression): Found {
  const found = resolve(look, base, node);
  if (found.state !== 'settled') return found;
  const assumes = [...found.assumes];
  if (found.node.kind === 'template') {
    const text = textOf(look, base, found.node);
    if (text === undefined) return { ...found, assumes };
    return {
      ...found,
      node: { span: found.node.span, kind: 'literal', value: text.value },
      assumes: [...assumes, ...text.assumes],
    };
  }
  if (found.node.kind !== 'list') return found;
  const items: Expression[] = [];
  for (const item of found.node.items) {
    const one = resolveDeep(look, base, item);
    if (one.state === 'absent') continue;
    // An item that is not known makes only what reads it unknown.
    if (one.state === 'unknown') items.push({ span: item.span, kind: 'unknown', why: one.why });
    else {
      assumes.push(...one.assumes);
      items.push(one.node);
    }
  }
  return { ...found, node: { ...found.node, items }, assumes };
}

type Reference = Expression & { readonly kind: 'reference' };

/** What is written at the attribute of a resource that is referred to, where it is handed on as it is written. */
export function handedOn(look: Look, base: Base, { to, attribute, handsOn, in: owner }: Reference): Found | undefined {
  if (!handsOn) return undefined;
  const called = look.graph.called(owner?.source ?? base.entry.source, to);
  look.reads(called);
  const [resource] = called;
  if (!resource) return undefined;
  look.reads(resource.content);
  const written = resource.body?.kind === 'map' ? resource.body.entries.get(attribute)?.value : undefined;
  return written && resolve(look, base, written);
}

/** As far as attributes are followed from resource to resource: they may lead in a circle. */
export const MOST_HANDS = 8;

/** The text of a template or literal, if every part of it is known. */
export function textOf(
  look: Look,
  base: Base,
  node: Expression,
  hands = 0,
): { readonly value: string; readonly assumes: readonly string[] } | undefined {
  if (node.kind === 'literal') return { value: String(node.value), assumes: nothing };
  if (node.kind === 'reference' && hands < MOST_HANDS) {
    const found = handedOn(look, base, node);
    const text = found?.state === 'settled' ? textOf(look, base, found.node, hands + 1) : undefined;
    return text && found?.state === 'settled'
      ? { value: text.value, assumes: joined(found.assumes, text.assumes) }
      : undefined;
  }
  if (node.kind !== 'template') return undefined;
  let value = '';
  const assumes: string[] = [];
  for (const part of node.parts) {
    const found = resolve(look, base, part);
    const text = found.state === 'settled' ? textOf(look, base, found.node, hands) : undefined;
    if (found.state !== 'settled' || !text) return undefined;
    value += text.value;
    assumes.push(...found.assumes, ...text.assumes);
  }
  return { value, assumes };
}

/** The text that Terraform's `jsonencode` makes, if all of it is known: the keys of a map in their order. */
export function jsonOf(look: Look, base: Base, node: Expression): ReturnType<typeof textOf> {
  const assumes: string[] = [];
  const plain = (one: Expression): unknown => {
    const found = resolve(look, base, one);
    if (found.state === 'absent') return null;
    if (found.state === 'unknown') return undefined;
    assumes.push(...found.assumes);
    const { node: settled } = found;
    if (settled.kind === 'literal') return settled.value;
    if (settled.kind === 'list' && settled.open === undefined) return whole(settled.items.map(plain));
    if (settled.kind !== 'map' || settled.open !== undefined) {
      const text = textOf(look, base, settled);
      if (text) assumes.push(...text.assumes);
      return text?.value;
    }
    const keys = [...settled.entries.keys()].sort();
    const values = whole(keys.map((key) => plain(settled.entries.get(key)?.value ?? settled)));
    return values && Object.fromEntries(keys.map((key, i) => [key, values[i]]));
  };
  const known = plain(node);
  return known === undefined ? undefined : { value: JSON.stringify(known), assumes };
}

const whole = (values: readonly unknown[]): readonly unknown[] | undefined =>
  values.includes(undefined) ? undefined : values;

/** What a row's spelling leads to. */
export function find(look: Look, base: Base, row: Property<unknown>): Found {
  const { entry } = base;
  const spelling = row.spelling[entry.form.dialect];
  // AWS has no such property here, so nobody can have written it.
  if (spelling === undefined) return { state: 'absent', place: placeOf(base, base.mark) };
  if (spelling.startsWith('=')) return here(base, composed(base, spelling.slice(1)));
  if (!spelling.startsWith('<')) {
    const found = descend(look, base, stepsOf(spelling));
    return found.state === 'settled' && !isList(row) ? onlyBlock(found) : found;
  }
  if (spelling === '<key>' || spelling === '<outer key>') {
    const key = entry.keys.at(spelling === '<key>' ? -1 : -2);
    return here(base, { span: base.mark, kind: 'literal', value: key ?? '' });
  }
  if (spelling === '<owner>')
    return here(base, { span: base.mark, kind: 'reference', to: entry.resource.name, attribute: 'Ref' });
  const owner = { entry, path: base.path, node: entry.resource.body, mark: entry.resource.key };
  return descend(look, owner, stepsOf(spelling.slice('<owner>.'.length)));
}

/** A value that nobody wrote: it stands where its row does. */
const here = (base: Base, node: Expression): Found => ({
  state: 'settled',
  node,
  place: placeOf(base, base.mark),
  assumes: nothing,
  mark: base.mark,
});

/** The text of a spelling that begins with `=`; each `${Key}` in it is what stands at that key. */
function composed(base: Base, text: string): Expression {
  const literal = (value: string): Expression => ({ span: base.mark, kind: 'literal', value });
  if (!text.includes('${')) return literal(text);
  const [first = '', ...rest] = text.split(/\$\{(\w+)\}/);
  const written = (key: string): Expression => {
    const property = base.node?.kind === 'map' ? base.node.entries.get(key) : undefined;
    return property?.value ?? { span: base.mark, kind: 'unknown', why: `${key} cannot be read` };
  };
  // What is put together itself is taken apart: a hole in it counts like one of the spelling.
  const parts = rest.flatMap((piece, i): readonly Expression[] => {
    if (i % 2 === 1) return [literal(piece)];
    const value = written(piece);
    return value.kind === 'template' ? value.parts : [value];
  });
  return { span: base.mark, kind: 'template', parts: [literal(first), ...parts] };
}

export function descend(look: Look, base: Base, steps: readonly Step[]): Found {
  const { source } = base.entry;
  let { mark } = base;
  let assumes: readonly string[] = nothing;
  if (!base.node) return absent(base, mark, undefined, steps);
  let found = resolve(look, base, base.node);
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    if (found.state !== 'settled' || !step) return found;
    assumes = joined(assumes, found.assumes);
    const { key, pick, anyCase, orItself } = step;
    if (key === everyKey) {
      found = keysIn(look, base, found);
      continue;
    }
    const only = onlyBlock(found);
    if (only.state !== 'settled') return only;
    const map = opened(only.node);
    if (map.kind !== 'map') {
      if (orItself) continue;
      return unknown('this cannot be read', found.place);
    }
    const property = map.entries.get(anyCase ? (sameWord(map.entries.keys(), key) ?? key) : key);
    if (!property) {
      if (map.open !== undefined) return unknown(map.open, found.place);
      return absent(base, mark, map.span, steps.slice(index), found.place.via);
    }
    mark = property.key;
    found = resolve(look, base, property.value);
    if (!pick || found.state !== 'settled') continue;
    const list: Settled = isBlock(found.node) ? { ...found, node: asList(found.node) } : found;
    const hit = entryOfList(look, base, list, pick);
    if (hit === 'none')
      return absent(base, mark, list.node.span, [{ key: '', pick }, ...steps.slice(index + 1)], list.place.via);
    found = hit;
  }
  if (found.state === 'absent' && source.opaque !== undefined) return unknown(source.opaque, found.place);
  // A key without a value: what is missing has no place of its own, and its key is what a reader sees.
  if (found.state === 'absent' && isEmpty(found.place.span)) return { ...found, place: { ...found.place, mark } };
  if (found.state !== 'settled') return found;
  return { state: 'settled', node: found.node, place: found.place, assumes: joined(assumes, found.assumes), mark };
}

/** Of several blocks of a kind of which only one can be meant, nobody knows which. */
function onlyBlock(found: Settled): Found {
  const { node, place } = found;
  if (node.kind !== 'list' || node.areBlocks !== true) return found;
  const [only, another] = node.items;
  if (node.open !== undefined || another) return unknown(node.open ?? 'several blocks say it', place);
  return only ? { ...found, node: only } : { state: 'absent', place };
}

/** Nothing stands there, unless a macro may have put it there. */
function absent(
  base: Base,
  mark: FarSpot,
  within: FarSpot | undefined,
  steps: readonly Step[],
  via: readonly Via[] = nothing,
): Found {
  const { opaque } = base.entry.source;
  const { file, item, path, span } = placeOf(base, mark);
  // By name: a copy with one thing more is what V8 takes longest for.
  const place: Place = { file, item, row: base.entry.id, path, span, via, missing: { within, steps } };
  return opaque === undefined ? { state: 'absent', place } : unknown(opaque, place);
}

const isEmpty = ({ start, end }: FarSpot): boolean => start === end;

/** The keys of a map, or of all the maps in a list, as a list of texts. */
function keysIn(look: Look, base: Base, found: Settled): Found {
  const keys: Expression[] = [];
  let open: string | undefined;
  for (const item of found.node.kind === 'list' ? found.node.items : [found.node]) {
    const map = resolve(look, base, item);
    if (map.state === 'absent') continue;
    if (map.state === 'unknown' || map.node.kind !== 'map') open = map.state === 'unknown' ? map.why : 'this is no map';
    else {
      open ??= map.node.open;
      for (const [value, { key }] of map.node.entries) keys.push({ span: key, kind: 'literal', value });
    }
  }
  const { span } = found.node;
  const node: Expression = { span, kind: 'list', items: keys, ...(open !== undefined && { open }) };
  return { ...found, node };
}

/** Most values assume nothing: no new list for them. */
export const joined = (one: readonly string[], other: readonly string[]): readonly string[] => {
  if (other.length === 0) return one;
  return one.length === 0 ? other : [...one, ...other];
};

/** The entry of an attribute list whose key is `pick[1]`; unknown where another entry might be it. */
function entryOfList(look: Look, base: Base, list: Settled, [key, wanted]: readonly [string, string]): Found | 'none' {
  if (list.node.kind !== 'list') return unknown('this is no list', list.place);
  let perhaps: Found | undefined = list.node.open === undefined ? undefined : unknown(list.node.open, list.place);
  for (const item of list.node.items) {
    if (isAnother(item, key, wanted)) continue;
    const entry = resolve(look, base, item);
    if (entry.state === 'absent') continue;
    const name =
      entry.state === 'settled' && entry.node.kind === 'map' ? entry.node.entries.get(key)?.value : undefined;
    const known = name && resolve(look, base, name);
    const text = known?.state === 'settled' ? textOf(look, base, known.node) : undefined;
    if (text?.value === wanted) return entry;
    if (!text) perhaps = entry.state === 'unknown' ? entry : unknown('the key of an entry is not known', list.place);
  }
  return perhaps ?? 'none';
}

/** Most entries say plainly which they are. */
function isAnother(item: Expression, key: string, wanted: string): boolean {
  if (item.kind !== 'map' || item.from) return false;
  const name = item.entries.get(key)?.value;
  return name?.kind === 'literal' && !name.from && String(name.value) !== wanted;
}

function sameWord(words: Iterable<string>, wanted: string): string | undefined {
  for (const word of words) if (word.toLowerCase() === wanted.toLowerCase()) return word;
  return undefined;
}
