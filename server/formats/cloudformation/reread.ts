/*
 * A template that has been read, after its text has changed: only the items that are others now are read again. The
 * source stays the same object, so that whoever holds a resource of it sees the template as it stands.
 */
import { readsAlike } from '../alike.ts';
import type { Opening, Parameter, Reread, Source } from '../format.ts';
import { type Document, type Item, isSameSpan } from '../syntax/node.ts';
import { editBetween, firstFrom, moving, type Splice } from '../syntax/splice.ts';
import { type Conditions, readConditions } from './conditions.ts';
import { importedNames } from './imports.ts';
import { inclusionWords } from './included.ts';
import { lostIn } from './lost.ts';
import { countsAmong } from './lost-pointers.ts';
import { isStack } from './nested.ts';
import { leavesOf, openingOf } from './openings.ts';
import { leavesOfOutputs, type Reading, readingOf, readOnlyReason, scopeFor, unusedId } from './read.ts';
import { ReadResource } from './resource.ts';
import { concernsSam, expand, expanded } from './sam/expand.ts';
import { MadeResource } from './sam/made.ts';
import { isInside, reusing } from './sam/reuse.ts';
import type { SameContent } from './strays.ts';
import { suppressionsIn } from './suppressions.ts';
import { keyText, type Member, members, nameItems, nameOf, problemsIn } from './template.ts';
import { Mappings, readParameters } from './words.ts';

/** Undefined where all of it has to be read: what has changed may have changed the meaning of everything. */
export function rereadCloudFormation(source: Source, document: Document): Reread | undefined {
  const reading = readingOf(source);
  if (!reading?.isPlain) return undefined;
  const before = source.document;
  const splice = editBetween(before, document);
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
    case 'section': // it opens what it opened, or `sameSections` notices
      return true;
    case 'member':
      return section === 'Resources' && key !== undefined && !keyText(key).startsWith('Fn::');
    case 'entry':
      return key !== undefined && (readApart.has(keyText(key)) || harmless.has(keyText(key)));
  }
}

const readApart: ReadonlySet<string> = new Set(['Parameters', 'Mappings', 'Conditions', 'Outputs', 'Globals']);

/** Nothing that a rule reads depends on them. */
const harmless: ReadonlySet<string> = new Set([
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Rules',
  'Hooks',
]);

type Sections = ReadonlyMap<string, Item>;

const isSection = ({ kind }: Item): boolean => kind === 'entry' || kind === 'section';

const noSections: Sections = new Map();

/** The sections that are others now; undefined where one has come or gone. */
function sameSections(gone: readonly Item[], come: readonly Item[]): Sections | undefined {
  if (!gone.some(isSection) && !come.some(isSection)) return noSections;
  const entries = (items: readonly Item[]) =>
    items.flatMap((item) => (isSection(item) && item.key ? [[keyText(item.key), item] as const] : []));
  const [before, after] = [entries(gone), new Map(entries(come))];
  const isSame = before.length === entries(come).length && before.every(([name]) => after.has(name));
  return isSame && after.size === before.length ? after : undefined;
}

/** What has changed in them. */
interface InSections {
  readonly things: readonly object[];
  /** Parameters that say what they said, at other places. */
  readonly moved: readonly object[];
  /** Names that mean something else now: those of parameters that came or went or are of another type. */
  readonly words: ReadonlySet<string>;
  readonly parametersChanged: boolean;
  /** The section, if it is another one. */
  readonly outputs: Item | undefined;
  /** The members of `Globals`, if they are others. */
  readonly globals: readonly Member[] | undefined;
}

/** Undefined where what stays may mean something else now. */
function rereadSections({ source, scope, given, isTwice }: Reading, sections: Sections): InSections | undefined {
  // What a section says that is there twice, both of them say.
  if (isTwice && sections.size > 0) return undefined;
  const things: object[] = [];
  const moved: object[] = [];
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
  if (parameters) {
    const known = source.parameters as Map<string, Parameter>;
    replaceParameters(known, readParameters(parameters, given), { things, moved, words });
  }
  // What it is given may have settled conditions.
  if ([...words].some((name) => given.has(name))) return undefined;
  const mappings = membersOf('Mappings');
  if (mappings) {
    things.push(source.mappings);
    (scope.mappings as Mappings).tables = new Mappings(mappings).tables;
  }
  return {
    things,
    moved,
    words,
    parametersChanged: parameters !== undefined,
    outputs: sections.get('Outputs'),
    globals: membersOf('Globals'),
  };
}

/** Conditions stand inside of what is read with them: only where all mean the same can that stay. */
function sameConditions(before: Conditions, section: readonly Member[]): boolean {
  const after = readConditions(section);
  return [...before.names, ...after.names].every(
    (name) => JSON.stringify(before(name)) === JSON.stringify(after(name)),
  );
}

/** Notes in `things` which parameters gave way, in `moved` which only moved, and in `words` which names mean something else. */
function replaceParameters(
  parameters: Map<string, Parameter>,
  now: ReadonlyMap<string, Parameter>,
  { things, moved, words }: { readonly things: object[]; readonly moved: object[]; readonly words: Set<string> },
): void {
  const before = new Map(parameters);
  // In the order of the text, which is that in which they are offered.
  parameters.clear();
  for (const [name, one] of now) {
    const old = before.get(name);
    const stays = old && saysTheSame(old, one);
    parameters.set(name, stays ? old : one);
    if (old?.type !== one.type) words.add(name);
    if (old && !stays) things.push(old);
    if (!stays || standsTheSame(old, one)) continue;
    // All parameters are one item: a letter in the first of them moves all others.
    Object.assign(old, one);
    moved.push(old);
  }
  for (const [name, old] of before) {
    if (now.has(name)) continue;
    words.add(name);
    things.push(old);
  }
}

const saysTheSame = (one: Parameter, other: Parameter): boolean =>
  one.item === other.item &&
  one.type === other.type &&
  (one.default && other.default ? readsAlike(one.default, other.default) : one.default === other.default);

const standsTheSame = (one: Parameter, other: Parameter): boolean =>
  isSameSpan(one.key, other.key) &&
  (!one.default || !other.default || isSameSpan(one.default.span, other.default.span));

function rereadItems(reading: Reading, document: Document, splice: Splice, inSections: InSections): Reread | undefined {
  const { source, scope } = reading;
  const { words, outputs, parametersChanged, globals = reading.globals } = inSections;
  const things = [...inSections.things];
  const inPlace = namesInPlace(reading, document, splice);
  const written = inPlace
    ? replaceResources(reading, document, splice, words, inPlace)
    : regatherResources(reading, document, nameItems(document).names, words);
  const before = () => (inPlace ? exchanged(written.resources, written.come, written.gone) : reading.resources);
  const mayAsk = (item: Item): boolean => inclusionWords.some((word) => item.text.includes(word));
  const { from, removed, added } = splice;
  const newItems = document.items.slice(from, from + added);
  if (reading.hasFiles) {
    if (written.come.some(({ type }) => isStack(type)) || newItems.some(mayAsk)) return undefined;
    const oldItems = source.document.items.slice(from, from + removed);
    if (!importsTheSame(reading, document, oldItems, newItems, parametersChanged)) return undefined;
  }
  const { names, items, isTwice } = inPlace ? renamed(reading, inPlace) : nameItems(document);
  const isLookedAt = (one: ReadResource) => concernsSam(one) || reading.expansion?.looksAt.has(one.name) === true;
  const isSameForSam = globals === reading.globals && !parametersChanged && words.size === 0;
  const isOfOthers = isSameForSam && ![...written.gone, ...written.come].some(isLookedAt);
  const anew = isOfOthers ? reading.expansion : expand(written.resources, { globals, scope });
  const staysNamed = isSameForSam && inPlace !== undefined && isInside(written.gone, written.come);
  const expansion =
    anew && reading.expansion && anew !== reading.expansion && staysNamed ? reusing(reading.expansion, anew) : anew;
  // Whoever refers to what is made by words of SAM has read another name there.
  if (!isSameMap(expansion?.called, reading.expansion?.called)) return undefined;
  const resources = expanded(written.resources, expansion);
  const { isInPlace, gone, come } =
    expansion === reading.expansion
      ? { isInPlace: inPlace !== undefined, gone: written.gone, come: written.come } // none of SAM is among them
      : exchange(expanded(before(), reading.expansion), resources, inPlace !== undefined);
  const unsaid = new Set<string>();
  // What SAM makes of a name, or calls by one, is not compared here.
  const isSame = reading.expansion || expansion ? undefined : reading.strays.between(before, { gone, come }, unsaid);
  for (const [i, one] of gone.entries()) things.push(...givenWay(one, isInPlace ? come[i] : undefined, isSame));
  things.push(...reading.strays.exchange({ gone, come }));
  reading.strays.forget(things);
  const changed = [...written.gone, ...written.come];
  const ofOutputs = outputs || words.size > 0 ? leavesOfOutputs(outputsIn(document), scope) : reading.ofOutputs;
  if (ofOutputs !== reading.ofOutputs || changed.some((one) => leavesOf(one).length > 0))
    things.push(...reading.leaves.replace([...ofOutputs, ...resources.flatMap(leavesOf)]));
  const mayOpen = changed.some((one) => openingOf(one).length > 0);
  const openings = mayOpen ? resources.flatMap(openingOf) : source.openings;
  const staysLost = isOfOthers && openings === source.openings && !changed.some(countsAmong);
  const lost = staysLost
    ? reading.lost
    : lostIn({ opaque: source.opaque, openings, expansion, resources: written.resources, globals });
  const next = {
    document,
    items,
    resources,
    mappings: (scope.mappings as Mappings).tables,
    openings: kept(source.openings, openings, things, isSameOpening),
    problems: [...problemsIn(document, { names, isTwice }), ...lost],
    suppressions: suppressionsIn({ document, items }, () => membersIn(document, names), resources),
    readOnly:
      parametersChanged || source.readOnly !== undefined || changed.some((one) => one.isSynthesised)
        ? readOnlyReason(written.resources, source.parameters)
        : undefined,
  } satisfies Partial<Source>;
  Object.assign(source, next);
  const read = { names, isTwice, resources: written.resources, globals, expansion, ofOutputs, lost };
  Object.assign(reading, read satisfies Partial<Reading>);
  // What SAM makes may say the same at another place than before: in `Globals`.
  const movedIn = reading.expansion || expansion ? undefined : moving(names.slice(from, from + added), splice);
  return { exchanged: [{ source, isInPlace, gone, come }], things, moved: inSections.moved, movedIn, unsaid };
}

/** What is imported by other names may lead to other templates. */
function importsTheSame(
  { scope, importNames: before }: Reading,
  document: Document,
  gone: readonly Item[],
  come: readonly Item[],
  parametersChanged: boolean,
): boolean {
  if (parametersChanged) return isSameSet(before, importedNames(document.items, scope));
  return isSameSet(importedNames(gone, scope), importedNames(come, scope));
}

const isSameSet = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one === other || (one.size === other.size && [...one].every((name) => other.has(name)));

type Resource = ReadResource | MadeResource;

interface Exchange {
  readonly isInPlace: boolean;
  readonly gone: readonly Resource[];
  readonly come: readonly Resource[];
}

/** What the linter is told of: what is made, instead of what it is made of. */
function exchange(before: readonly Resource[], after: readonly Resource[], isInPlace: boolean): Exchange {
  const isSameItem = (one: Resource, i: number): boolean =>
    !(one instanceof MadeResource) || one.item === after[i]?.item;
  if (isInPlace && before.length === after.length && before.every(isSameItem)) {
    const isOther = (_: Resource, i: number): boolean => before[i] !== after[i];
    return { isInPlace, gone: before.filter(isOther), come: after.filter(isOther) };
  }
  const [were, are] = [new Set(before), new Set(after)];
  return {
    isInPlace: false,
    gone: before.filter((one) => !are.has(one)),
    come: after.filter((one) => !were.has(one)),
  };
}

/** The two of a pair are of one kind. */
const givenWay = (one: Resource, next: Resource | undefined, isSame: SameContent | undefined): readonly object[] =>
  one instanceof MadeResource
    ? one.giveWayTo(next instanceof MadeResource ? next : undefined)
    : one.giveWayTo(next instanceof ReadResource ? next : undefined, isSame);

function isSameMap(one: ReadonlyMap<string, string> | undefined, other: ReadonlyMap<string, string> | undefined) {
  if (one === other) return true;
  if (one?.size !== other?.size) return (one?.size ?? 0) === (other?.size ?? 0);
  return [...(one ?? [])].every(([key, value]) => other?.get(key) === value);
}

/** What items are called now, by index, each of which stands where another stood. Undefined where some came or went. */
function namesInPlace(
  { source, isTwice }: Reading,
  after: Document,
  { from, removed, added }: Splice,
): ReadonlyMap<number, string> | undefined {
  if (removed !== added) return undefined;
  const changed = new Map<number, string>();
  for (let index = from; index < from + added; index++) {
    const [one, other] = [source.document.items[index], after.items[index]];
    if (!one || one.kind !== other?.kind || one.section !== other.section) return undefined;
    const name = nameOf(other, index);
    if (name !== nameOf(one, index)) changed.set(index, name);
  }
  // Who has a name first, is called by it: with one more or less of it, all may change.
  const isClear = !isTwice && ![...changed.values()].some((name) => source.items.has(name));
  return changed.size === 0 || (isClear && new Set(changed.values()).size === changed.size) ? changed : undefined;
}

/** The reader made the map of items, and changes it where it changed. */
function renamed({ source, names, isTwice }: Reading, changed: ReadonlyMap<number, string>) {
  if (changed.size === 0) return { names, isTwice, items: source.items };
  const items = source.items as Map<string, number>;
  const now = [...names];
  for (const [index, name] of changed) {
    items.delete(names[index] ?? '');
    items.set(name, index);
    now[index] = name;
  }
  return { names: now, isTwice, items };
}

interface Resources {
  /** It may be the list that there was, with those in it that came. */
  readonly resources: readonly ReadResource[];
  readonly gone: readonly ReadResource[];
  readonly come: readonly ReadResource[];
}

/** One for one, in the list that there is: each key would make a copy of all of it. */
function replaceResources(
  { source, resources: known, names, scope, home }: Reading,
  document: Document,
  splice: Splice,
  words: ReadonlySet<string>,
  changed: ReadonlyMap<number, string>,
): Resources {
  const resources = known as ReadResource[]; // the reader has made them
  const gone: ReadResource[] = [];
  const come: ReadResource[] = [];
  for (let index = splice.from; index < splice.from + splice.added; index++) {
    const name = changed.get(index) ?? names[index] ?? '';
    const member = memberAt(document, index, name);
    const at = firstFrom(resources, index, source.items);
    const old = resources[at];
    if (!member || !old || source.items.get(old.item) !== index) continue;
    const read = new ReadResource(changed.has(index) ? member.name : old.id, member, scopeFor(member, scope, home));
    if (splice.wordAt !== undefined) read.keepsNeedsOf(old);
    resources[at] = read;
    gone.push(old);
    come.push(read);
  }
  const edited = new Set(come);
  if (words.size > 0)
    for (const [at, one] of resources.entries()) {
      if (edited.has(one) || !mentions(one, words)) continue;
      const read = one.readAgain();
      resources[at] = read;
      gone.push(one);
      come.push(read);
    }
  return { resources, gone, come };
}

/** `all`, with each of `gone` given way to the one of `come` at its index. */
function exchanged(all: readonly ReadResource[], gone: readonly ReadResource[], come: readonly ReadResource[]) {
  const others = new Map(gone.map((one, i) => [one, come[i]]));
  return all.map((one) => others.get(one) ?? one);
}

/** Whether the meaning of one of the words is a part of what was read. */
function mentions({ needs }: ReadResource, words: ReadonlySet<string>): boolean {
  for (const word of words) if (needs.has(word)) return true;
  return false;
}

/** Some came or went, so that others may be called something else. */
function regatherResources(
  reading: Reading,
  document: Document,
  names: readonly string[],
  words: ReadonlySet<string>,
): Resources {
  const { source, resources: before, scope, home } = reading;
  const byItem = new Map<Item | undefined, ReadResource>();
  for (const one of before) byItem.set(source.document.items[source.items.get(one.item) ?? -1], one);
  const ids = new Set<string>();
  const resources: ReadResource[] = [];
  const come: ReadResource[] = [];
  const stay = new Set<ReadResource>();
  for (const [index, item] of document.items.entries()) {
    const member = memberAt(document, index, names[index]);
    if (!member) continue;
    const id = unusedId(ids, member.name);
    const known = byItem.get(item);
    if (known?.id === id && known.item === member.item && !(words.size > 0 && mentions(known, words))) {
      stay.add(known);
      resources.push(known);
    } else {
      const read = new ReadResource(id, member, scopeFor(member, scope, home));
      come.push(read);
      resources.push(read);
    }
  }
  return { resources, come, gone: before.filter((one) => !stay.has(one)) };
}

function memberAt({ items }: Document, index: number, item = ''): Member | undefined {
  const { kind, section, key, value } = items[index] ?? {};
  if (kind !== 'member' || section !== 'Resources' || !key || !value) return undefined;
  return { name: keyText(key), key, value, item };
}

const membersIn = (document: Document, names: readonly string[]): readonly Member[] =>
  names.flatMap((name, index) => memberAt(document, index, name) ?? []);

function outputsIn({ items }: Document): readonly Member[] {
  const outputs: Member[] = [];
  for (const { kind, key, value } of items)
    if (kind === 'entry' && key && keyText(key) === 'Outputs' && value?.kind === 'map')
      outputs.push(...members(value, 'Outputs'));
  return outputs;
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
