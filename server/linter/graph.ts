/*
 * The rows of the model as they stand in a project, and what points to what. Built lazily: a row type
 * that no rule asks for costs nothing.
 */
import type { Property, Resource } from '../../rules/kit/index.ts';
import type { Entry, Opening, Source, SourceResource } from '../formats/format.ts';
import { atomsOf, type Look } from './look.ts';
import { partsOf } from './parts.ts';
import { anyWorld, assume } from './world.ts';

/** Who points here: surely or perhaps, and why there may be more that cannot be seen. */
export interface Pointers {
  readonly candidates: readonly Entry[];
  readonly open: readonly string[];
}

interface Rows {
  readonly entries: readonly Entry[];
  /** The rows that are whole resources. */
  readonly whole: ReadonlyMap<SourceResource, Entry>;
  readonly open: readonly string[];
  /** Made when first asked for: only who looks at a finding asks. */
  byId: ReadonlyMap<string, Entry> | undefined;
}

interface InverseIndex {
  readonly byTarget: ReadonlyMap<string, readonly Entry[]>;
  /** Rows whose target is unknown: each may point to anything. */
  readonly unsure: readonly Entry[];
}

/** Above this many unknown references of one kind, they count as one: none of them tells more than the others. */
const CROWD = 16;

const nowhere: readonly string[] = [];

export class Graph {
  readonly sources: readonly Source[];
  readonly model: ReadonlyMap<string, Resource>;
  /** Whether a parameter is taken to have its default. */
  readonly assumesDefaults: boolean;
  readonly #resources = new Map<Source, Map<string, SourceResource[]>>();
  readonly #byType = new Map<string, SourceResource[]>();
  readonly #sourceOf = new Map<SourceResource, Source>();
  readonly #rows = new Map<string, Rows>();
  readonly #rowsAt = new Map<readonly string[], readonly Resource[]>();
  readonly #inverses = new Map<string, InverseIndex>();

  constructor(sources: readonly Source[], model: readonly Resource[], assumesDefaults = true) {
    this.sources = sources;
    this.assumesDefaults = assumesDefaults;
    this.model = new Map(model.map((type) => [type.name, type]));
    for (const source of sources) {
      const byName = new Map<string, SourceResource[]>();
      for (const resource of source.resources) {
        this.#sourceOf.set(resource, source);
        push(byName, resource.name, resource);
        push(this.#byType, resource.type, resource);
      }
      this.#resources.set(source, byName);
    }
  }

  /** Every row of this type, in the order of the text. */
  all(type: string): readonly Entry[] {
    return this.#rowsOf(type).entries;
  }

  entry(id: string): Entry | undefined {
    const rows = this.#rows.get(id.slice(0, id.indexOf(' ')));
    if (!rows) return undefined;
    rows.byId ??= new Map(rows.entries.map((entry) => [entry.id, entry]));
    return rows.byId.get(id);
  }

  /** The resource of that logical id; the first one where a name is there twice. */
  resource(source: Source, name: string): SourceResource | undefined {
    return this.#resources.get(source)?.get(name)?.[0];
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
    return this.#rowsOf(type.name).whole.get(resource);
  }

  /** What points to `target` by its relation `by`, as far as no condition matters. */
  pointers(look: Look, target: Entry, from: string, by: string): Pointers {
    const index = this.#inverse(look, from, by);
    const crowd = index.unsure.length > CROWD;
    const type = this.model.get(from);
    const made = (opening: Opening) =>
      opening.creates === undefined || type?.forms.some((form) => opening.creates?.includes(form.type));
    const open = [
      ...(crowd ? [`${index.unsure.length} references of that kind are unknown`] : []),
      ...target.source.leaves
        .filter((leaf) => leaf.to === target.resource.name && target.type.identity.includes(leaf.attribute))
        .map((leaf) => `${target.name} leaves the template through ${leaf.how}`),
      ...this.sources.flatMap(({ opaque }) => opaque ?? []),
      ...this.sources.flatMap((source) => source.openings.filter(made).map((opening) => opening.why)),
      ...this.#rowsOf(from).open,
    ];
    const sure = index.byTarget.get(target.id) ?? [];
    return { candidates: crowd ? sure : [...sure, ...index.unsure], open };
  }

  /** The rows of that type that are deployed before `resource`. */
  before(source: Source, resource: SourceResource, type: string): readonly Entry[] {
    const reached = new Set<SourceResource>();
    const follow = ({ needs }: SourceResource): void => {
      for (const name of needs) {
        const needed = this.resource(source, name);
        if (!needed || reached.has(needed)) continue;
        reached.add(needed);
        follow(needed);
      }
    };
    follow(resource);
    return this.all(type).filter((entry) => entry.resource !== resource && reached.has(entry.resource));
  }

  #rowsOf(name: string): Rows {
    const known = this.#rows.get(name);
    if (known) return known;
    const type = this.model.get(name);
    const entries: Entry[] = [];
    const open: string[] = [];
    for (const form of type?.forms ?? [])
      for (const resource of this.#byType.get(form.type) ?? []) {
        const source = this.#sourceOf.get(resource);
        if (!type || !source) continue;
        const id = `${name} ${source.file}#${resource.id}`;
        const made = partsOf({
          id,
          type,
          form,
          source,
          resource,
          name: resource.name,
          key: resource.key,
          body: resource.body,
          keys: [],
        });
        entries.push(...made.entries);
        open.push(...made.open);
      }
    // Several forms of one row: back into the order of the text.
    const order = ({ source, resource }: Entry) => source.items.get(resource.item) ?? 0;
    if ((type?.forms.length ?? 0) > 1) entries.sort((a, b) => order(a) - order(b));
    const whole = new Map(entries.filter((entry) => !entry.form.at).map((entry) => [entry.resource, entry]));
    const rows: Rows = { entries, whole, open, byId: undefined };
    this.#rows.set(name, rows);
    return rows;
  }

  #inverse(look: Look, from: string, by: string): InverseIndex {
    const name = `${from}.${by}`;
    const known = this.#inverses.get(name);
    if (known) return known;
    const byTarget = new Map<string, Entry[]>();
    const unsure: Entry[] = [];
    const open = look.in(anyWorld);
    for (const entry of this.all(from)) {
      const { value, notes } = open.noting(() => open.targets(entry, by));
      let targets = value;
      // A choice of targets is listed under each of them, so that it costs nothing elsewhere.
      if (targets.includes('unknown') && notes.length > 0)
        targets = [...atomsOf(notes).values()].flatMap((truth) =>
          [truth, { ...truth, is: !truth.is }].flatMap((one) => {
            const branch = look.in(assume(anyWorld, one));
            return branch.noting(() => branch.targets(entry, by)).value;
          }),
        );
      if (targets.includes('unknown')) unsure.push(entry);
      else for (const target of new Set(targets)) if (typeof target === 'object') push(byTarget, target.id, entry);
    }
    const index = { byTarget, unsure };
    this.#inverses.set(name, index);
    return index;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
