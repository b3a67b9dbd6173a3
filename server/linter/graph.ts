/*
 * The rows of the model as they stand in a project, and what points to what. Built lazily: a row type
 * that no rule asks for costs nothing. Where resources give way to others, only what has to do with them is worked out
 * anew.
 */
import type { Property, Resource } from '../../rules/kit/index.ts';
import {
  type Entry,
  type Exchanged,
  namesOf,
  type Opening,
  type Reread,
  type Source,
  type SourceResource,
} from '../formats/format.ts';
import { isSameSpan } from '../formats/syntax/node.ts';
import { differenceOf, type Splice } from '../formats/syntax/splice.ts';
import type { Fates, Thing } from './fates.ts';
import { Inverse, type Pointer } from './inverse.ts';
import { Look } from './look.ts';
import type { Moved, Stays } from './moved.ts';
import { Readers } from './readers.ts';
import { type Replaced, Rows } from './rows.ts';
import { anyWorld } from './world.ts';

/** Who points here: surely or perhaps, and why there may be more that cannot be seen. */
export interface Pointers {
  readonly candidates: readonly Entry[];
  /** So many of them, the first ones, surely do so in every world. */
  readonly sure: number;
  readonly open: readonly string[];
}

/** Who has read what gave way has to read again; and who speaks of what has moved says it of another place now. */
export interface Change extends Fates {
  readonly moved: Moved;
}

/** Above this many unknown references of one kind, they count as one: none of them tells more than the others. */
const CROWD = 16;

const mayMake = ({ creates }: Opening, { forms }: Resource): boolean =>
  creates === undefined || forms.some((form) => creates.includes(form.type));

/** A resource, and the one that came in its place. */
type Pair = readonly [gone: SourceResource, come: SourceResource];

const pairsOf = (gone: readonly SourceResource[], come: readonly SourceResource[]): readonly Pair[] =>
  gone.map((one, i) => [one, come[i] ?? one]);

/** Of the items, what stands where it stood. */
function staysIn(items: ReadonlyMap<string, number>, pairs: readonly Pair[]): NonNullable<Moved['items']> {
  const stay = new Map<string, Stays>();
  for (const [item, before] of items) stay.set(item, { before, key: undefined });
  for (const [{ key }, { item, key: now }] of pairs) {
    const its = stay.get(item);
    if (its && isSameSpan(key, now)) stay.set(item, { before: its.before, key });
  }
  return stay;
}

const inOne = <T>(lists: readonly (readonly T[])[]): readonly T[] =>
  lists.length === 1 && lists[0] ? lists[0] : lists.flat();

/** What people call what is judged as one. */
const wholeOf = ({ module }: Source): string => (module ? 'module' : 'template');

const nowhere: readonly string[] = [];

export class Graph {
  readonly sources: readonly Source[];
  readonly model: ReadonlyMap<string, Resource>;
  /** Whether a parameter is taken to have its default. */
  readonly assumesDefaults: boolean;
  /** What given parameters make of conditions, by their keys. */
  readonly settled: ReadonlyMap<string, boolean>;
  /** By the source, or by the module that it shares its names with others in. */
  readonly #byName = new Map<object, Map<string, SourceResource[]>>();
  readonly #byType = new Map<string, SourceResource[]>();
  /** Of the files of a module, the one that speaks for all of them. */
  readonly #homes: readonly Source[];
  readonly #sourceOf = new Map<SourceResource, Source>();
  readonly #rows = new Map<string, Rows>();
  /** Those that a resource of a type may bring. */
  readonly #rowsFrom = new Map<string, Rows[]>();
  readonly #rowsAt = new Map<readonly string[], readonly Resource[]>();
  readonly #inverses = new Map<string, Inverse>();
  readonly #pointers: Readers<Pointer> | undefined;
  /** Those of other stacks that are imported from, and with what they are deployed. */
  readonly #imported: ReadonlyMap<Source, readonly Source[]>;
  readonly #own = new WeakMap<readonly Entry[], readonly Entry[]>();
  #age = 0;

  /**
   * `mayChange`: what is read is kept, so that `change` can follow. `imported`: the sources of other stacks, stack by
   * stack, that `own` imports from; what is said of them is said where they stand.
   */
  constructor(
    own: readonly Source[],
    model: readonly Resource[],
    assumesDefaults = true,
    mayChange = false,
    imported: readonly (readonly Source[])[] = [],
  ) {
    this.#pointers = mayChange ? new Readers() : undefined;
    const sources = [...own, ...imported.flat()];
    this.sources = sources;
    this.#homes = sources.filter((source) => !source.module || source.module.sources[0] === source);
    this.#imported = new Map(imported.flatMap((stack) => stack.map((source) => [source, stack] as const)));
    this.assumesDefaults = assumesDefaults;
    this.settled = new Map(sources.flatMap((source) => [...source.settled]));
    this.model = new Map(model.map((type) => [type.name, type]));
    for (const source of sources) {
      const byName = this.#byName.get(namesOf(source)) ?? new Map<string, SourceResource[]>();
      // What is made stands behind all that is written.
      const isMade = source.resources.at(-1)?.made !== undefined;
      for (const resource of isMade ? inOrder(source.resources, source) : source.resources) {
        this.#sourceOf.set(resource, source);
        push(byName, resource.name, resource);
        push(this.#byType, resource.type, resource);
      }
      this.#byName.set(namesOf(source), byName);
    }
  }

  /** How often its sources have changed. */
  get age(): number {
    return this.#age;
  }

  /** Every row of this type, in the order of the text. */
  all(type: string): readonly Entry[] {
    return this.rowsOf(type).entries;
  }

  /** Those of them that rules are asked about. The same list as long as `all` is. */
  own(type: string): readonly Entry[] {
    const all = this.all(type);
    if (this.#imported.size === 0) return all;
    const own = this.#own.get(all) ?? all.filter(({ source }) => !this.#imported.has(source));
    this.#own.set(all, own);
    return own;
  }

  /** Where `own` is another than `before`, which it was. */
  ownSince(type: string, before: readonly Entry[]): Splice {
    return this.#imported.size === 0 ? this.rowsOf(type).since(before) : differenceOf(before, this.own(type));
  }

  entry(id: string): Entry | undefined {
    return this.#rows.get(id.slice(0, id.indexOf(' ')))?.entry(id);
  }

  /** The resources of that logical id: at most one, unless a name is there twice. The list is a thing to be read. */
  called(source: Source, name: string): readonly SourceResource[] {
    const byName = this.#byName.get(namesOf(source));
    const called = byName?.get(name);
    if (called) return called;
    const nobody: SourceResource[] = [];
    byName?.set(name, nobody);
    return nobody;
  }

  /** The types of row that a reference may lead to. */
  rowsAt(row: Property<unknown>): readonly Resource[] {
    const names = row.to ?? nowhere;
    let types = this.#rowsAt.get(names);
    if (!types) {
      types = names.flatMap((name) => this.model.get(name) ?? []);
      this.#rowsAt.set(names, types);
    }
    return types;
  }

  /** The row that a whole resource is, if it is of this row type. */
  entryOf(resource: SourceResource, type: Resource): Entry | undefined {
    if (!type.forms.some((form) => form.type === resource.type)) return undefined;
    return this.rowsOf(type.name).whole(resource);
  }

  /** What points to `target` by its relation `by`, as far as no condition matters. */
  pointers(look: Look, target: Entry, from: string, by: string): Pointers {
    const index = this.#inverse(look, from, by);
    const rows = this.rowsOf(from);
    const leaves = target.source.leaves.of(target.resource.name);
    const slot = index.slot(target.id);
    const { entries: sure, arePlain } = slot;
    const isNear = this.#mayKnow(target.source);
    const unsure = isNear ? index.unsure.entries.filter(({ source }) => isNear(source)) : index.unsure.entries;
    const sources = isNear ? this.#homes.filter(isNear) : this.#homes;
    for (const thing of [slot, index.unsure, rows.open, leaves]) look.reads(thing);
    for (const { openings } of this.#homes) look.reads(openings);
    const crowd = unsure.length > CROWD;
    const isNamed = (target.form.arn ?? target.type.arn) !== undefined;
    const identity = target.form.identity ?? target.type.identity;
    const open: string[] = [];
    if (crowd) open.push(`${unsure.length} references of that kind are unknown`);
    for (const { attribute, how } of leaves)
      if (attribute === '' || identity.includes(attribute))
        open.push(`${target.name} leaves the ${wholeOf(target.source)} through ${how}`);
    for (const { opaque } of sources) if (opaque !== undefined) open.push(opaque);
    for (const { openings } of sources)
      for (const opening of openings)
        if ((isNamed || !opening.standsApart) && mayMake(opening, rows.type)) open.push(opening.why);
    for (const why of isNear ? rows.openIn(isNear) : rows.open) open.push(why);
    return {
      candidates: crowd || unsure.length === 0 ? sure : [...sure, ...unsure],
      sure: arePlain ? sure.length : 0,
      open,
    };
  }

  /**
   * Which sources may speak of the resources of that one; undefined: all of them. A stack is deployed before those that
   * import from it, so it knows nothing of theirs; and what it hands out itself leaves it.
   */
  #mayKnow(target: Source): ((source: Source) => boolean) | undefined {
    const imported = this.#imported;
    if (imported.size === 0) return undefined;
    return (source) => !imported.has(source) || imported.get(source) === imported.get(target);
  }

  /** The rows of that type that are deployed before `resource`. */
  before(look: Look, source: Source, resource: SourceResource, type: string): readonly Entry[] {
    const reached = new Set<SourceResource>();
    const follow = ({ needs }: SourceResource, home: Source): void => {
      look.reads(needs);
      for (const name of needs) {
        const called = this.called(home, name);
        look.reads(called);
        const [needed] = called;
        if (!needed || reached.has(needed)) continue;
        reached.add(needed);
        follow(needed, home);
        // All that a module of Terraform brings is there before who waits for it.
        const inside = home.module && home.stacks.get(name)?.source.module;
        for (const child of inside?.sources ?? [])
          for (const one of child.resources) {
            reached.add(one);
            follow(one, child);
          }
      }
    };
    follow(resource, source);
    reached.delete(resource);
    const rows = this.rowsOf(type);
    const there = [...reached].filter((one) => {
      // Whether it is a row of that type, its type says; and its content where rows are parts of it.
      if (rows.areInside(one.type)) look.reads(one.content);
      return rows.of(one).length > 0;
    });
    const before: Entry[] = [];
    for (const one of inOrder(there, source)) before.push(...rows.of(one));
    return before;
  }

  rowsOf(name: string): Rows {
    const known = this.#rows.get(name);
    if (known) return known;
    const type = this.model.get(name);
    if (!type) throw new Error(`There is no row called ${name}`);
    const rows = new Rows(type, this.#resourcesOf(type), (resource) => this.#source(resource));
    this.#rows.set(name, rows);
    for (const form of new Set(type.forms.map((one) => one.type))) push(this.#rowsFrom, form, rows);
    return rows;
  }

  /** What has become of the things that somebody may have read, when sources have changed. */
  change({ exchanged, things, moved, movedIn, unsaid }: Reread): Change {
    this.#age++;
    const fates: Fates = { gaveWay: new Set(things), clouded: new Set(), cleared: new Set() };
    const { gaveWay, clouded } = fates;
    const look = new Look(this, anyWorld);
    const gone = inOne(exchanged.map((one) => one.gone));
    const come = inOne(exchanged.map((one) => one.come));
    const pairs = exchanged.every((one) => one.isInPlace) ? pairsOf(gone, come) : undefined;
    // One that was made again may be among both.
    for (const resource of gone) this.#sourceOf.delete(resource);
    for (const one of exchanged) for (const resource of one.come) this.#sourceOf.set(resource, one.source);
    const leaving = new Set(gone);
    for (const one of exchanged) this.#rename(one, leaving, gaveWay);
    this.#retype(gone, come);

    const changed = new Map<Rows, readonly Replaced[] | undefined>();
    for (const rows of this.#rowsThatBring(gone, come)) {
      const { members, open } = rows;
      const replaced = pairs && this.#replacedIn(rows, pairs);
      if (!replaced) rows.regather(this.#resourcesOf(rows.type), (resource) => this.#source(resource));
      changed.set(rows, replaced);
      if (rows.members !== members) gaveWay.add(members);
      if (rows.open !== open) gaveWay.add(open);
    }
    // Rows first, all of them: where a pointer leads to depends on the rows of its target.
    for (const index of this.#inverses.values()) {
      if (!changed.has(index.rows)) continue;
      const replaced = changed.get(index.rows);
      if (replaced) index.replace(replaced, look, fates);
      else index.regather(look, fates);
    }
    const stale = new Map<Inverse, Set<Pointer>>();
    for (const thing of [...gaveWay, ...clouded])
      for (const pointer of this.#pointers?.of(thing) ?? []) {
        const pointers = stale.get(pointer.index);
        if (pointers) pointers.add(pointer);
        else stale.set(pointer.index, new Set([pointer]));
      }
    for (const [index, pointers] of stale) index.reread(pointers, look, fates);
    const at = new Set<Thing>(moved);
    for (const { content, standing } of come) {
      at.add(content);
      at.add(standing);
    }
    return {
      gaveWay,
      clouded,
      cleared: fates.cleared,
      moved: { things: at, items: movedIn && staysIn(movedIn, pairs ?? []), names: unsaid },
    };
  }

  /** Those that some of the resources bring, each once. */
  #rowsThatBring(gone: readonly SourceResource[], come: readonly SourceResource[]): ReadonlySet<Rows> {
    const all = new Set<Rows>();
    for (const resources of [gone, come])
      for (const { type } of resources) for (const rows of this.#rowsFrom.get(type) ?? []) all.add(rows);
    return all;
  }

  /** Undefined where there are more rows than before, or fewer. */
  #replacedIn(rows: Rows, pairs: readonly Pair[]): readonly Replaced[] | undefined {
    const all: Replaced[] = [];
    for (const [one, other] of pairs) {
      const replaced = rows.replace(one, other, this.#source(other));
      if (!replaced) return undefined;
      all.push(...replaced);
    }
    return all;
  }

  /** `leaving`: from all sources, some of which share their names. */
  #rename({ source, gone, come }: Exchanged, leaving: ReadonlySet<SourceResource>, gaveWay: Set<Thing>): void {
    const byName = this.#byName.get(namesOf(source));
    for (const name of new Set([...gone, ...come].map((one) => one.name))) {
      const before = byName?.get(name) ?? [];
      const [only] = before;
      const [other, another] = come.filter((one) => one.name === name);
      if (before.length === 1 && only && leaving.has(only) && other?.type === only.type && !another) {
        before[0] = other; // who looks for the name finds the resource that came, and has read the one that is gone
        continue;
      }
      gaveWay.add(before);
      const now = [...before.filter((one) => !leaving.has(one)), ...come.filter((one) => one.name === name)];
      // Names that nobody bears any more are typed by the dozen.
      if (now.length === 0) byName?.delete(name);
      else byName?.set(name, this.#inOrder(now));
    }
  }

  /** In the order of the text where types change; one that keeps its type keeps its place. */
  #retype(gone: readonly SourceResource[], come: readonly SourceResource[]): void {
    const leaving = new Set(gone);
    for (const type of new Set([...gone, ...come].map((one) => one.type))) {
      const before = this.#byType.get(type) ?? [];
      const arriving = come.filter((one) => one.type === type);
      const [one, another] = gone.filter((resource) => resource.type === type);
      const [other] = arriving;
      const index = one && !another && arriving.length === 1 ? before.indexOf(one) : -1;
      if (other && index >= 0) before[index] = other;
      else this.#byType.set(type, [...before.filter((resource) => !leaving.has(resource)), ...arriving]);
    }
  }

  #resourcesOf({ forms }: Resource): readonly SourceResource[] {
    const types = [...new Set(forms.map((form) => form.type))];
    return this.#inOrder(types.flatMap((type) => this.#byType.get(type) ?? []));
  }

  /** Source by source. */
  #inOrder(resources: readonly SourceResource[]): SourceResource[] {
    const [only, another] = this.sources;
    if (only && !another) return inOrder(resources, only);
    const bySource = new Map<Source, SourceResource[]>();
    for (const resource of resources) push(bySource, this.#source(resource), resource);
    return this.sources.flatMap((source) => inOrder(bySource.get(source) ?? [], source));
  }

  #source(resource: SourceResource): Source {
    const source = this.#sourceOf.get(resource);
    if (!source) throw new Error(`${resource.name} is of no source`);
    return source;
  }

  #inverse(look: Look, from: string, by: string): Inverse {
    const name = `${from}.${by}`;
    const known = this.#inverses.get(name);
    if (known) return known;
    const index = new Inverse(by, this.rowsOf(from), look, this.#pointers);
    this.#inverses.set(name, index);
    return index;
  }
}

/** In the order of the text; it mostly is already. */
function inOrder(resources: readonly SourceResource[], { items }: Source): SourceResource[] {
  const indexOf = ({ item }: SourceResource) => items.get(item) ?? 0;
  let last = 0;
  let start = 0;
  for (const one of resources) {
    const index = indexOf(one);
    if (index < last || (index === last && one.key.start < start))
      return resources.toSorted((some, other) => indexOf(some) - indexOf(other) || some.key.start - other.key.start);
    last = index;
    start = one.key.start;
  }
  return [...resources];
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
