/*
 * Who has read something that clouded over. What they said while all of it was clear, and what they had read to say so,
 * is put aside when they are asked meanwhile: once all has cleared up they say it again, and nobody asks them.
 */
import type { Thing } from './fates.ts';
import type { Reader } from './readers.ts';

interface Aside<Said> {
  readonly said: Said;
  readonly things: readonly Thing[];
}

/** What has come over a reader. */
interface Cover<Said> {
  /** Of what was read while all was clear, what has clouded over. */
  readonly clouds: Set<Thing>;
  /** Undefined where nobody has asked since: the reader says and has read the same as then. */
  aside: Aside<Said> | undefined;
  /** Whether something has come that was not there when the reader was asked. */
  isNew: boolean;
}

export class Overcast<R extends Reader, Said> {
  readonly #covers = new Map<R, Cover<Said>>();

  has(reader: R): boolean {
    return this.#covers.has(reader);
  }

  /** Something that `reader` has read clouded over. */
  add(reader: R, thing: Thing): void {
    const cover = this.#covers.get(reader);
    if (!cover) this.#covers.set(reader, { clouds: new Set([thing]), aside: undefined, isNew: true });
    else {
      cover.isNew = true;
      if (!this.isMeanwhile(reader, thing)) cover.clouds.add(thing);
    }
  }

  /** What was put aside: what it will say, and will have read, once all has cleared up. */
  aside(reader: R): Aside<Said> | undefined {
    return this.#covers.get(reader)?.aside;
  }

  /** Whether `reader`, who has read `thing`, had not when all was clear. */
  isMeanwhile(reader: R, thing: Thing): boolean {
    const aside = this.aside(reader);
    return aside !== undefined && !aside.things.includes(thing);
  }

  /** Something of what it had read when all was clear is another one now. */
  drop(reader: R): void {
    this.#covers.delete(reader);
  }

  /** `reader`, who has said `said` so far, is asked. Returns what it has to be told of, if it reads `things` for that. */
  ask(reader: R, said: Said, things: readonly Thing[]): readonly Thing[] {
    const cover = this.#covers.get(reader);
    if (!cover) return things;
    cover.aside ??= { said, things: reader.things };
    cover.isNew = false;
    return [...cover.aside.things, ...things];
  }

  /** A cloud has gone. Whether it was the last that there was: then the reader says what was put aside, if anything. */
  clear(reader: R, thing: Thing): { readonly isAll: boolean; readonly aside?: Aside<Said> | undefined } {
    const cover = this.#covers.get(reader);
    if (!cover?.clouds.delete(thing) || cover.clouds.size > 0) return { isAll: false };
    this.#covers.delete(reader);
    return { isAll: true, aside: cover.aside };
  }

  /** Who may say something else than when it was asked. */
  unasked(): readonly R[] {
    return [...this.#covers].flatMap(([reader, { isNew }]) => (isNew ? [reader] : []));
  }
}
