/*
 * What somebody worked out by reading, kept by name until something that it has read gives way. Whoever keeps it must
 * keep nothing that changes unread: ids of rows, but no rows, which come and go with their places in the text.
 */
import type { Thing } from './fates.ts';
import type { Look } from './look.ts';
import { type Reader, Readers } from './readers.ts';

interface Memory<T> extends Reader {
  readonly name: string;
  readonly value: T;
}

export class Remembered<T> {
  readonly #byName = new Map<string, Memory<T>>();
  readonly #readers = new Readers<Memory<T>>();

  /** What `work` said by that name, or says now. All that it reads, it reads through `look`. */
  recall(look: Look, name: string, work: () => T): T {
    const known = this.#byName.get(name);
    if (known) return known.value;
    const { value, things } = look.tracking(work);
    const memory: Memory<T> = { name, value, things: [] };
    this.#readers.note(memory, things);
    this.#byName.set(name, memory);
    return value;
  }

  forget(gaveWay: Iterable<Thing>): void {
    for (const thing of gaveWay)
      for (const memory of [...this.#readers.of(thing)]) {
        this.#readers.forget(memory);
        this.#byName.delete(memory.name);
      }
  }
}
