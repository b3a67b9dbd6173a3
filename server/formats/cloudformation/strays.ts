/*
 * References that lead nowhere. Whoever types the name of a resource refers to another one with every letter, and nobody
 * bears most of those names: who has read that one leads nowhere would read the same of the next. So the content stays
 * the same thing to be read, until somebody is called what it says by then.
 */
import type { SameReference } from '../alike.ts';
import type { SourceResource } from '../format.ts';

/** Whether `work`, which compares what goes with what comes, says that who has read `content` would read the same there. */
export type SameContent = (content: object, work: (isSameReference?: SameReference) => boolean) => boolean;

export class Strays {
  /** The names that nobody bears, in what stayed the same thing though it said others when it was read. */
  readonly #namesIn = new Map<object, ReadonlySet<string>>();

  /** From `before` to `now`, which are all resources that there are. Notes in `unsaid` which names stand there no more. */
  between(before: readonly SourceResource[], now: readonly SourceResource[], unsaid: Set<string>): SameContent {
    const [wasThere, isThere] = [bearers(before), bearers(now)];
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

  /** What gives way because somebody bears its name now. */
  foundBy(come: readonly SourceResource[]): readonly object[] {
    const found: object[] = [];
    for (const [content, names] of this.#namesIn) if (come.some(({ name }) => names.has(name))) found.push(content);
    return found;
  }

  forget(gaveWay: readonly object[]): void {
    if (this.#namesIn.size > 0) for (const thing of gaveWay) this.#namesIn.delete(thing);
  }
}

/** Most people refer to what is there: nobody asks for the names then. */
function bearers(resources: readonly SourceResource[]): (name: string) => boolean {
  let names: ReadonlySet<string> | undefined;
  return (name) => {
    names ??= new Set(resources.map((one) => one.name));
    return names.has(name);
  };
}
