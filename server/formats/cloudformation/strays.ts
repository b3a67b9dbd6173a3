/*
 * References that lead nowhere. Whoever types the name of a resource refers to another one with every letter, and nobody
 * bears most of those names: who has read that one leads nowhere would read the same of the next. So the content stays
 * the same thing to be read, until somebody is called what it says by then.
 */
import type { SameReference } from '../alike.ts';
import type { Exchanged, SourceResource } from '../format.ts';

/** Whether `work`, which compares what goes with what comes, says that who has read `content` would read the same there. */
export type SameContent = (content: object, work: (isSameReference?: SameReference) => boolean) => boolean;

type Swap = Pick<Exchanged, 'gone' | 'come'>;

export class Strays {
  /** The names that nobody bears, in what stayed the same thing though it said others when it was read. */
  readonly #namesIn = new Map<object, ReadonlySet<string>>();
  /** How many bear each name. Most people refer to what is there: nobody asks for it then. */
  #bearers: Map<string, number> | undefined;

  /** Of all resources that were there `before`, some gave way. Notes in `unsaid` which names stand there no more. */
  between(before: () => readonly SourceResource[], { gone, come }: Swap, unsaid: Set<string>): SameContent {
    const bearers = (): ReadonlyMap<string, number> => {
      this.#bearers ??= counted(before());
      return this.#bearers;
    };
    const wasThere = (name: string): boolean => bearers().has(name);
    const isThere = (name: string): boolean =>
      (bearers().get(name) ?? 0) - bearing(name, gone) + bearing(name, come) > 0;
    return (content, work) => {
      const known = this.#namesIn.get(content);
      const names = new Set<string>();
      const gone: string[] = [];
      const isSame = work((one, other) => {
        if (one !== other && (wasThere(one) || isThere(other))) return false;
        if (one !== other || known?.has(other)) names.add(other);
        if (one !== other) gone.push(one);
        return true;
      });
      if (isSame && names.size > 0) this.#namesIn.set(content, names);
      else if (known) this.#namesIn.delete(content);
      if (isSame) for (const name of gone) unsaid.add(name);
      return isSame;
    };
  }

  /** From now on, those that came are there. Returns what gives way because one of them bears its name. */
  exchange({ gone, come }: Swap): readonly object[] {
    const bearers = this.#bearers;
    if (bearers) {
      for (const { name } of come) count(bearers, name, 1);
      for (const { name } of gone) count(bearers, name, -1);
    }
    const found: object[] = [];
    for (const [content, names] of this.#namesIn) if (come.some(({ name }) => names.has(name))) found.push(content);
    return found;
  }

  forget(gaveWay: readonly object[]): void {
    if (this.#namesIn.size > 0) for (const thing of gaveWay) this.#namesIn.delete(thing);
  }
}

const bearing = (name: string, resources: readonly SourceResource[]): number =>
  resources.filter((one) => one.name === name).length;

function counted(resources: readonly SourceResource[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { name } of resources) count(counts, name, 1);
  return counts;
}

function count(counts: Map<string, number>, name: string, by: 1 | -1): void {
  const now = (counts.get(name) ?? 0) + by;
  if (now > 0) counts.set(name, now);
  else counts.delete(name);
}
