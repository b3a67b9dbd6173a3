/*
 * Who has read what. A thing that is read is an object (a resource, a list of rows, a parameter); when it gives way to
 * another one, whoever has read it is asked again. What is read is noted by the look, never by a rule.
 */

/** Read by a check, or by the index of who points where. */
export type Thing = object;

/** What has to be worked out anew when something that it has read gives way. */
export interface Reader {
  /** Each once. */
  things: readonly Thing[];
}

export class Readers<R extends Reader> {
  readonly #byThing = new Map<Thing, Set<R>>();

  /** `reader` has now read `things`, and nothing else. */
  note(reader: R, things: readonly Thing[]): void {
    this.forget(reader);
    const each = new Set(things);
    reader.things = [...each];
    for (const thing of each) {
      const readers = this.#byThing.get(thing);
      if (readers) readers.add(reader);
      else this.#byThing.set(thing, new Set([reader]));
    }
  }

  forget(reader: R): void {
    for (const thing of reader.things) {
      const readers = this.#byThing.get(thing);
      readers?.delete(reader);
      if (readers?.size === 0) this.#byThing.delete(thing);
    }
    reader.things = [];
  }

  of(thing: Thing): Iterable<R> {
    return this.#byThing.get(thing) ?? [];
  }
}
