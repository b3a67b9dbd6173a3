/*
 * Who has read what. A thing that is read is an object (a resource, a list of rows, a parameter); when it gives way to
 * another one, whoever has read it is asked again. What is read is noted by the look, never by a rule.
 */

import type { Thing } from './fates.ts';

/** What has to be worked out anew when something that it has read gives way. */
export interface Reader {
  /** Each once. */
  things: readonly Thing[];
}

/** Most things are read by one or a few, who are found in a list as fast as in a set, which takes thrice the memory. */
const mostInList = 16;

export class Readers<R extends Reader> {
  readonly #byThing = new Map<Thing, readonly R[] | Set<R>>();

  /** `reader` has now read `things`, and nothing else. */
  note(reader: R, things: readonly Thing[]): void {
    const before = reader.things;
    if (before.length === 0) {
      reader.things = things.filter((thing) => this.#add(reader, thing)).slice(); // `filter` leaves room for more
      return;
    }
    const { gone, come } = differenceBetween(before, things);
    for (const thing of gone) this.#remove(reader, thing);
    const stay = gone.length > 0 ? before.filter((thing) => !gone.includes(thing)) : before;
    if (gone.length + come.length > 0) reader.things = stay.concat(come.filter((thing) => this.#add(reader, thing)));
  }

  /** Whether it has not read that before. */
  #add(reader: R, thing: Thing): boolean {
    const known = this.#byThing.get(thing);
    if (known instanceof Set) {
      const { size } = known;
      return known.add(reader).size > size;
    }
    if (known?.includes(reader)) return false;
    this.#byThing.set(thing, known ? withOneMore(known, reader) : [reader]);
    return true;
  }

  forget(reader: R): void {
    for (const thing of reader.things) this.#remove(reader, thing);
    reader.things = [];
  }

  #remove(reader: R, thing: Thing): void {
    const known = this.#byThing.get(thing);
    const left = known && without(known, reader);
    if (left) this.#byThing.set(thing, left);
    else this.#byThing.delete(thing);
  }

  isRead(thing: Thing): boolean {
    return this.#byThing.has(thing);
  }

  of(thing: Thing): Iterable<R> {
    return this.#byThing.get(thing) ?? [];
  }
}

interface Difference {
  readonly gone: readonly Thing[];
  /** Some of them perhaps more than once. */
  readonly come: readonly Thing[];
}

/** Who is asked again reads nearly the same again, in nearly the same order. */
function differenceBetween(before: readonly Thing[], things: readonly Thing[]): Difference {
  if (before.length > mostInList) return differenceOfMany(before, things);
  const come: Thing[] = [];
  const passed: Thing[] = [];
  let next = 0;
  for (const thing of things) {
    const at = thing === before[next] ? next : before.indexOf(thing);
    if (at < 0) come.push(thing);
    else if (at >= next) {
      if (at > next) passed.push(...before.slice(next, at));
      next = at + 1;
    }
  }
  if (next < before.length) passed.push(...before.slice(next));
  return { gone: passed.filter((thing) => !things.includes(thing)), come };
}

function differenceOfMany(before: readonly Thing[], things: readonly Thing[]): Difference {
  const come = new Set(things);
  return { gone: before.filter((thing) => !come.delete(thing)), come: [...come] };
}

/** `concat` takes as much room as is needed, other ways a dozen places more. */
const withOneMore = <R>(few: readonly R[], one: R): readonly R[] | Set<R> =>
  few.length < mostInList ? few.concat([one]) : new Set(few).add(one);

/** Undefined where that leaves none. */
function without<R>(some: readonly R[] | Set<R>, one: R): readonly R[] | Set<R> | undefined {
  if (some instanceof Set) return some.delete(one) && some.size === 0 ? undefined : some;
  const others = some.filter((each) => each !== one);
  return others.length > 0 ? others : undefined;
}
