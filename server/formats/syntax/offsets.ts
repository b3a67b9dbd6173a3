/*
 * Where the items of a text begin. Who types a word moves all that stands behind it, letter by letter: that is noted
 * beside the list, which is the same for all of these letters. A list of its own is made when somebody asks for one.
 */
import { lastAtOrBefore } from './lines.ts';
import { shifted } from './splice.ts';

export class Offsets {
  readonly #known: readonly number[];
  /** From this index on … */
  readonly #from: number;
  /** … items begin so many characters behind what is known. */
  readonly #by: number;
  #all: readonly number[] | undefined;

  constructor(known: readonly number[], from = known.length, by = 0) {
    this.#known = known;
    this.#from = from;
    this.#by = by;
  }

  at(index: number): number | undefined {
    const known = this.#known[index];
    return known === undefined || index < this.#from ? known : known + this.#by;
  }

  /** All of them, by index. */
  get all(): readonly number[] {
    this.#all ??= this.#by === 0 ? this.#known : shifted(this.#known.slice(), this.#from, this.#by);
    return this.#all;
  }

  /** The index of the last one that is not behind `offset`; 0 where there is none. */
  lastAtOrBefore(offset: number): number {
    const moved = this.at(this.#from);
    if (moved !== undefined && offset >= moved) return lastAtOrBefore(this.#known, offset - this.#by);
    const index = lastAtOrBefore(this.#known, offset);
    return moved === undefined ? index : Math.min(index, Math.max(this.#from - 1, 0));
  }

  /** From the index `from` on, each begins `by` characters later. */
  movedFrom(from: number, by: number): Offsets {
    return from === this.#from ? new Offsets(this.#known, from, this.#by + by) : new Offsets(this.all, from, by);
  }
}
