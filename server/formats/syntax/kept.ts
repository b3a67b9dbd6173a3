/**
 * What is known of a thing besides what it says, for as long as the thing is there.
 *
 * A WeakMap would do the same, and does where values are small. But when V8 clears away what is young, it takes every
 * value in such a table for alive, be its key dead, and with it all that hangs on it (`VisitEphemeronHashTable` of its
 * scavenger; measured with Node 20): of templates that nobody knows any more, nothing went until all of the heap was gone
 * through, and a folder of them took a third more CPU time. So the value hangs on its thing, where no copy of the thing
 * and no comparison sees it.
 */
export class Kept<K extends object, V extends object> {
  readonly #key = Symbol('kept');

  get(thing: K): V | undefined {
    return (thing as { readonly [key: symbol]: V | undefined })[this.#key];
  }

  set(thing: K, value: V): void {
    const holder = thing as { [key: symbol]: V };
    if (holder[this.#key] === undefined) Object.defineProperty(thing, this.#key, { value, writable: true });
    else holder[this.#key] = value; // which leaves it as unseen as it was defined
  }
}
