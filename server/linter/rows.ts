/* The rows of one type as they stand in a project: whole resources, or parts of them. */
import type { Form, Resource } from '../../rules/kit/index.ts';
import type { Entry, Source, SourceResource } from '../formats/format.ts';
import { differenceOf, type Splice } from '../formats/syntax/splice.ts';
import type { Thing } from './fates.ts';
import { partsOf } from './parts.ts';

/** What a resource brings: its rows, and why there may be more of them. */
interface Brought {
  readonly source: Source;
  readonly entries: readonly Entry[];
  readonly open: readonly string[];
  /** The row that is the whole resource. */
  readonly whole: Entry | undefined;
}

/** What rows were before, and where others came. */
interface Before extends Splice {
  readonly entries: readonly Entry[];
}

/** A row at the index where another was. */
export interface Replaced {
  readonly index: number;
  readonly by: Entry;
}

export class Rows {
  readonly type: Resource;
  /** In the order of the text. */
  entries: readonly Entry[] = [];
  /** Why there may be more rows than these. A thing to be read, as all of it is the same to who reads it. */
  open: readonly string[] = [];
  /** Which rows there are, as a thing to be read: another one once a row has come or gone. */
  members: Thing = {};
  #before: Before | undefined;
  readonly #brought = new Map<SourceResource, Brought>();
  /** Those that bring them, in the order of the text. */
  #resources: SourceResource[] = [];
  #byId: Map<string, Entry> | undefined;

  constructor(type: Resource, resources: readonly SourceResource[], sourceOf: (resource: SourceResource) => Source) {
    this.type = type;
    for (const resource of resources) this.#bring(resource, sourceOf(resource));
    this.#gather(resources);
  }

  /** The rows that a resource is, or holds. */
  of(resource: SourceResource): readonly Entry[] {
    return this.#brought.get(resource)?.entries ?? [];
  }

  /** Where they are others than `before`, which they were. */
  since(before: readonly Entry[]): Splice {
    return this.#before?.entries === before ? this.#before : differenceOf(before, this.entries);
  }

  /** Why there may be more rows in some of the sources. */
  openIn(isOne: (source: Source) => boolean): readonly string[] {
    if (this.open.length === 0) return this.open;
    return this.#inOrder().flatMap(({ source, open }) => (isOne(source) ? open : []));
  }

  /** Whether it takes a look into resources of that type to know their rows. */
  areInside(type: string): boolean {
    return this.type.forms.some((form) => form.type === type && (form.at !== undefined || form.where !== undefined));
  }

  whole(resource: SourceResource): Entry | undefined {
    return this.#brought.get(resource)?.whole;
  }

  entry(id: string): Entry | undefined {
    this.#byId ??= new Map(this.entries.map((entry) => [entry.id, entry]));
    return this.#byId.get(id);
  }

  /** `by` came where `gone` was. Undefined where it is more rows, or fewer: then `regather`. */
  replace(gone: SourceResource, by: SourceResource, source: Source): readonly Replaced[] | undefined {
    const before = this.#drop(gone);
    const { entries, open } = this.#bring(by, source);
    const at = this.#resources.indexOf(gone);
    if (at >= 0) this.#resources[at] = by;
    if (entries.length !== before.entries.length) return undefined;
    if (entries.some(({ id }, i) => id !== before.entries[i]?.id)) this.members = {};
    const [first] = before.entries;
    const start = first ? this.entries.indexOf(first) : 0;
    const replaced = entries.map((entry, i): Replaced => ({ index: start + i, by: entry }));
    const next = this.entries.slice();
    for (const { index, by: entry } of replaced) next[index] = entry;
    this.#before = { entries: this.entries, from: start, removed: replaced.length, added: replaced.length };
    this.entries = next;
    for (const { id } of before.entries) this.#byId?.delete(id);
    for (const entry of entries) this.#byId?.set(entry.id, entry);
    if (before.open.length + open.length > 0) this.#reopen();
    return replaced;
  }

  /** After resources came and went; `resources` are all of these types now. */
  regather(resources: readonly SourceResource[], sourceOf: (resource: SourceResource) => Source): void {
    const stay = new Set(resources);
    for (const resource of [...this.#brought.keys()]) if (!stay.has(resource)) this.#drop(resource);
    for (const resource of resources) if (!this.#brought.has(resource)) this.#bring(resource, sourceOf(resource));
    this.#gather(resources);
    this.members = {};
  }

  #reopen(): void {
    const open: string[] = [];
    for (const one of this.#inOrder()) open.push(...one.open);
    if (open.length !== this.open.length || open.some((why, i) => why !== this.open[i])) this.open = open;
  }

  #inOrder(): readonly Brought[] {
    const inOrder: Brought[] = [];
    for (const resource of this.#resources) {
      const brought = this.#brought.get(resource);
      if (brought) inOrder.push(brought);
    }
    return inOrder;
  }

  #gather(resources: readonly SourceResource[]): void {
    this.#resources = [...resources];
    const entries: Entry[] = [];
    for (const resource of resources) entries.push(...this.of(resource));
    this.entries = entries;
    this.#before = undefined; // of several that gave way, the first may have been replaced
    this.#byId = undefined;
    this.#reopen();
  }

  #bring(resource: SourceResource, source: Source): Brought {
    let brought: Brought | undefined;
    for (const form of this.type.forms) {
      if (form.type !== resource.type) continue;
      const more = rowsOf(this.type, form, resource, source);
      // Most types have one form, and most forms are the whole resource.
      brought = brought ? together(brought, more) : more;
    }
    brought ??= { source, entries: nothing, open: nothing, whole: undefined };
    this.#brought.set(resource, brought);
    return brought;
  }

  #drop(resource: SourceResource): Pick<Brought, 'entries' | 'open'> {
    const brought = this.#brought.get(resource) ?? { entries: nothing, open: nothing };
    this.#brought.delete(resource);
    return brought;
  }
}

const together = (one: Brought, other: Brought): Brought => ({
  source: one.source,
  entries: [...one.entries, ...other.entries],
  open: [...one.open, ...other.open],
  whole: other.whole ?? one.whole,
});

const nothing: readonly never[] = [];

function rowsOf(type: Resource, form: Form, resource: SourceResource, source: Source): Brought {
  const { name, key, body } = resource;
  const exists = resource.exists ? [resource.exists] : nothing;
  const { file, within } = source;
  const id = `${type.name} ${within === undefined ? file : `${file}(${within})`}#${resource.id}`;
  const whole: Entry = { id, type, form, source, resource, name, key, exists, body, keys: nothing };
  if (form.at === undefined && form.where === undefined) return { source, entries: [whole], open: nothing, whole };
  const parts = partsOf(whole);
  return { source, ...parts, whole: form.at === undefined ? parts.entries[0] : undefined };
}
