/*
 * A template that has been read, after its text has changed: only the items that are others now are read again. The
 * source stays the same object, so that whoever holds a resource of it sees the template as it stands.
 */
import type { Expression, Opening, Parameter, Reread, Source } from '../format.ts';
import type { Document, Item } from '../syntax/node.ts';
import { differenceOf, type Splice } from '../syntax/splice.ts';
import { type Conditions, readConditions } from './conditions.ts';
import { leavesOf, openingOf } from './openings.ts';
import {
  keep,
  leavesOfOutputs,
  Mappings,
  type Reading,
  readingOf,
  readOnlyReason,
  readParameters,
  unusedId,
} from './read.ts';
import { ReadResource } from './resource.ts';
import { suppressionsIn } from './suppressions.ts';
import { keyText, type Member, members, nameItems, nameOf, problemsIn } from './template.ts';

/** Undefined where all of it has to be read: what has changed may have changed the meaning of everything. */
export function rereadCloudFormation(source: Source, document: Document): Reread | undefined {
  const reading = readingOf(source);
  if (!reading?.isPlain) return undefined;
  const before = source.document;
  const splice = differenceOf(before.items, document.items);
  const { from, removed, added } = splice;
  const gone = before.items.slice(from, from + removed);
  const come = document.items.slice(from, from + added);
  if (![...gone, ...come].every(isPlain)) return undefined;
  const sections = sameSections(gone, come);
  if (!sections) return undefined;
  const reread = rereadSections(reading, sections);
  return reread && rereadItems(reading, document, splice, reread);
}

/** Items that say nothing of what stands in others, or nothing but what `rereadSections` knows. */
function isPlain({ kind, key, section, anchors }: Item): boolean {
  if ((anchors?.size ?? 0) > 0) return false;
  switch (kind) {
    case 'trivia':
      return true;
    case 'section':
      return false;
    case 'member':
      return section === 'Resources' && key !== undefined && !keyText(key).startsWith('Fn::');
    case 'entry':
      return key !== undefined && (readApart.has(keyText(key)) || harmless.has(keyText(key)));
  }
}

const readApart: ReadonlySet<string> = new Set(['Parameters', 'Mappings', 'Conditions', 'Outputs']);

/** Nothing that a rule reads depends on them. */
const harmless: ReadonlySet<string> = new Set([
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Rules',
  'Hooks',
]);

type Sections = ReadonlyMap<string, Item>;

/** The sections that are others now; undefined where one has come or gone. */
function sameSections(gone: readonly Item[], come: readonly Item[]): Sections | undefined {
  const entries = (items: readonly Item[]) =>
    items.flatMap((item) => (item.kind === 'entry' && item.key ? [[keyText(item.key), item] as const] : []));
  const [before, after] = [entries(gone), new Map(entries(come))];
  const isSame = before.length === entries(come).length && before.every(([name]) => after.has(name));
  return isSame && after.size === before.length ? after : undefined;
}

/** What has changed in them. */
interface InSections {
  readonly things: readonly object[];
  /** Names that mean something else now: those of parameters that came or went or are of another type. */
  readonly words: ReadonlySet<string>;
  /** The section, if it is another one. */
  readonly outputs: Item | undefined;
}

/** Undefined where what stays may mean something else now. */
function rereadSections({ source, scope, isTwice }: Reading, sections: Sections): InSections | undefined {
  // What a section says that is there twice, both of them say.
  if (isTwice && sections.size > 0) return undefined;
  const things: object[] = [];
  const membersOf = (name: string): readonly Member[] | undefined => {
    const value = sections.get(name)?.value;
    if (value === undefined) return undefined;
    return value.kind === 'map' ? members(value, name) : [];
  };
  const conditions = membersOf('Conditions');
  if (conditions && !sameConditions(scope.conditions, conditions)) return undefined;
  const parameters = membersOf('Parameters');
  const words = new Set<string>();
  // The reader made this map; the scopes of all that is read look into it.
  if (parameters)
    replaceParameters(source.parameters as Map<string, Parameter>, readParameters(parameters), things, words);
  const mappings = membersOf('Mappings');
  if (mappings) {
    things.push(source.mappings);
    (scope.mappings as Mappings).tables = new Mappings(mappings).tables;
  }
  return { things, words, outputs: sections.get('Outputs') };
}

/** Conditions stand inside of what is read with them: only where all mean the same can that stay. */
function sameConditions(before: Conditions, section: readonly Member[]): boolean {
  const after = readConditions(section);
  return section.every(({ name }) => JSON.stringify(before(name)) === JSON.stringify(after(name)));
}

function replaceParameters(
  parameters: Map<string, Parameter>,
  now: ReadonlyMap<string, Parameter>,
  things: object[],
  words: Set<string>,
): void {
  const before = new Map(parameters);
  // In the order of the text, which is that in which they are offered.
  parameters.clear();
  for (const [name, one] of now) {
    const old = before.get(name);
    const stays = old && isSameParameter(old, one);
    parameters.set(name, stays ? old : one);
    if (old?.type !== one.type) words.add(name);
    if (old && !stays) things.push(old);
  }
  for (const [name, old] of before) {
    if (now.has(name)) continue;
    words.add(name);
    things.push(old);
  }
}

const isSameParameter = (one: Parameter, other: Parameter): boolean =>
  one.item === other.item &&
  one.type === other.type &&
  one.key.start === other.key.start &&
  one.key.end === other.key.end &&
  isSameDefault(one.default, other.default);

/** A literal, a list of them, or unknown. */
function isSameDefault(one: Expression | undefined, other: Expression | undefined): boolean {
  if (!one || !other) return one === other;
  return JSON.stringify(one) === JSON.stringify(other);
}

function rereadItems(reading: Reading, document: Document, splice: Splice, inSections: InSections): Reread {
  const { source } = reading;
  const { words, outputs } = inSections;
  const things = [...inSections.things];
  const sameNames = haveSameNames(source.document, document, splice);
  const { names, items, isTwice } = sameNames ? { ...reading, items: source.items } : nameItems(document);
  const { resources, gone, come } = sameNames
    ? replaceResources(reading, document, splice, words)
    : regatherResources(reading, document, names, words);
  for (const [i, one] of come.entries()) {
    const before = gone.length === come.length ? gone[i] : undefined;
    if (before?.id === one.id && before.item === one.item) things.push(...one.succeed(before));
    else if (before) things.push(before.content, before.needs);
  }
  if (gone.length !== come.length) for (const one of gone) things.push(one.content, one.needs);
  const changed = [...gone, ...come];
  const ofOutputs = outputs || words.size > 0 ? leavesOfOutputs(outputsIn(document), reading.scope) : reading.ofOutputs;
  if (ofOutputs !== reading.ofOutputs || changed.some((one) => leavesOf(one).length > 0))
    things.push(...reading.leaves.replace([...ofOutputs, ...resources.flatMap(leavesOf)]));
  const mayOpen = changed.some((one) => openingOf(one).length > 0);
  const openings = mayOpen ? resources.flatMap(openingOf) : source.openings;
  const next: Source = {
    ...source,
    document,
    items,
    resources,
    mappings: (reading.scope.mappings as Mappings).tables,
    openings: kept(source.openings, openings, things, isSameOpening),
    problems: problemsIn(document, { names, isTwice }),
    suppressions: suppressionsIn({ document, items }, () => membersIn(document, names), resources),
    readOnly: mayBeSynthesised(reading, changed, things)
      ? readOnlyReason(resources, source.parameters)
      : source.readOnly,
  };
  Object.assign(source, next);
  keep({ ...reading, names, isTwice, resources, ofOutputs });
  return { gone, come, things };
}

/** Whether every item is called what the one before it at its index was called. */
function haveSameNames(before: Document, after: Document, { from, removed, added }: Splice): boolean {
  if (removed !== added) return false;
  for (let index = from; index < from + added; index++) {
    const [one, other] = [before.items[index], after.items[index]];
    if (!one || !other || one.kind !== other.kind || nameOf(one, index) !== nameOf(other, index)) return false;
  }
  return true;
}

interface Resources {
  readonly resources: readonly ReadResource[];
  readonly gone: readonly ReadResource[];
  readonly come: readonly ReadResource[];
}

/** One for one. */
function replaceResources(
  { source, resources: before, names, scope }: Reading,
  document: Document,
  splice: Splice,
  words: ReadonlySet<string>,
): Resources {
  const resources = [...before];
  const gone: ReadResource[] = [];
  const come: ReadResource[] = [];
  for (let index = splice.from; index < splice.from + splice.added; index++) {
    const member = memberAt(document, index, names);
    const at = firstFrom(before, index, source);
    const old = before[at];
    if (!member || old?.item !== member.item) continue;
    const read = new ReadResource(old.id, member, scope);
    resources[at] = read;
    gone.push(old);
    come.push(read);
  }
  if (words.size > 0)
    for (const [at, one] of resources.entries()) {
      if (before[at] !== one || !mentions(one, words)) continue;
      const read = one.readAgain();
      resources[at] = read;
      gone.push(one);
      come.push(read);
    }
  return { resources, gone, come };
}

/** Whether the meaning of one of the words is a part of what was read. */
function mentions({ needs }: ReadResource, words: ReadonlySet<string>): boolean {
  for (const word of words) if (needs.has(word)) return true;
  return false;
}

/** Where the resources begin that stand in the item of that index, or behind it. */
function firstFrom(resources: readonly ReadResource[], index: number, { items }: Source): number {
  let [low, high] = [0, resources.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items.get(resources[middle]?.item ?? '') ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Some came or went, so that others may be called something else. */
function regatherResources(
  reading: Reading,
  document: Document,
  names: readonly string[],
  words: ReadonlySet<string>,
): Resources {
  const { source, resources: before, scope } = reading;
  const byItem = new Map<Item | undefined, ReadResource>();
  for (const one of before) byItem.set(source.document.items[source.items.get(one.item) ?? -1], one);
  const ids = new Set<string>();
  const resources: ReadResource[] = [];
  const come: ReadResource[] = [];
  const stay = new Set<ReadResource>();
  for (const [index, item] of document.items.entries()) {
    const member = memberAt(document, index, names);
    if (!member) continue;
    const id = unusedId(ids, member.name);
    const known = byItem.get(item);
    if (known?.id === id && known.item === member.item && !(words.size > 0 && mentions(known, words))) {
      stay.add(known);
      resources.push(known);
    } else {
      const read = new ReadResource(id, member, scope);
      come.push(read);
      resources.push(read);
    }
  }
  return { resources, come, gone: before.filter((one) => !stay.has(one)) };
}

function memberAt({ items }: Document, index: number, names: readonly string[]): Member | undefined {
  const { kind, section, key, value } = items[index] ?? {};
  if (kind !== 'member' || section !== 'Resources' || !key || !value) return undefined;
  return { name: keyText(key), key, value, item: names[index] ?? '' };
}

const membersIn = (document: Document, names: readonly string[]): readonly Member[] =>
  names.flatMap((_, index) => memberAt(document, index, names) ?? []);

function outputsIn({ items }: Document): readonly Member[] {
  return items.flatMap(({ kind, key, value }) =>
    kind === 'entry' && key && keyText(key) === 'Outputs' && value?.kind === 'map' ? members(value, 'Outputs') : [],
  );
}

/** The list as it was where it still says the same: then nobody has to read it again. */
function kept<T>(before: readonly T[], after: readonly T[], things: object[], isSame: (one: T, other: T) => boolean) {
  if (before === after) return before;
  const stays = before.length === after.length && before.every((one, i) => isSame(one, after[i] ?? one));
  if (!stays) things.push(before);
  return stays ? before : after;
}

const isSameOpening = (one: Opening, other: Opening): boolean =>
  one.why === other.why && one.creates?.join() === other.creates?.join();

const mayBeSynthesised = ({ source }: Reading, changed: readonly ReadResource[], things: readonly object[]): boolean =>
  source.readOnly !== undefined || things.length > 0 || changed.some((one) => one.isSynthesised);
