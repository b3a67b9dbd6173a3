/* Locals that are made of themselves, be it through others: Terraform refuses them. */

interface Named {
  readonly name: string;
  readonly mentions: ReadonlySet<string>;
}

/**
 * The circles among them, each once, with all that lead to one another in their order. Found as Tarjan found it, without recursion:
 * there may be ten thousand on the way.
 */
export function circlesAmong<One extends Named>(all: Iterable<One>): readonly (readonly One[])[] {
  const there = new Map<string, Visited<One>>();
  for (const one of all) there.set(one.name, { one, place: there.size, number: -1, lowest: -1, isOpen: false });
  const circles: (readonly Visited<One>[])[] = [];
  const open: Visited<One>[] = [];
  let count = 0;
  for (const start of there.values()) {
    if (start.number >= 0) continue;
    const way: Step<One>[] = [];
    const enter = (visited: Visited<One>): void => {
      visited.number = visited.lowest = count++;
      visited.isOpen = true;
      open.push(visited);
      way.push({ visited, mentions: visited.one.mentions.values() });
    };
    enter(start);
    for (let step = way.at(-1); step; step = way.at(-1)) {
      const { visited, mentions } = step;
      const next = mentions.next();
      if (!next.done) {
        const other = there.get(next.value);
        if (other && other.number < 0) enter(other);
        else if (other?.isOpen) visited.lowest = Math.min(visited.lowest, other.number);
        continue;
      }
      way.pop();
      const before = way.at(-1)?.visited;
      if (before) before.lowest = Math.min(before.lowest, visited.lowest);
      if (visited.lowest !== visited.number) continue;
      const together = open.splice(open.lastIndexOf(visited));
      for (const one of together) one.isOpen = false;
      if (together.length > 1 || visited.one.mentions.has(visited.one.name)) circles.push(together.sort(byPlace));
    }
  }
  return circles
    .sort(([one], [other]) => (one?.place ?? 0) - (other?.place ?? 0))
    .map((circle) => circle.map(({ one }) => one));
}

const byPlace = (one: Visited<unknown>, other: Visited<unknown>): number => one.place - other.place;

interface Visited<One> {
  readonly one: One;
  readonly place: number;
  /** -1 before somebody came by. */
  number: number;
  /** The first that it leads back to. */
  lowest: number;
  isOpen: boolean;
}
interface Step<One> {
  readonly visited: Visited<One>;
  readonly mentions: Iterator<string>;
}

/** The names from the first of a circle back to it, on the shortest way. */
export function wayAround([first, ...others]: readonly Named[]): readonly string[] {
  if (!first) return [];
  const circle = new Map([first, ...others].map((one) => [one.name, one]));
  const from = new Map<string, string>();
  const next = [first];
  for (let one = next[0], at = 0; one; one = next[++at])
    for (const name of one.mentions) {
      if (name === first.name) {
        const way = [name];
        for (let back: string | undefined = one.name; back !== undefined; back = from.get(back)) way.unshift(back);
        return way;
      }
      const other = circle.get(name);
      if (!other || from.has(name)) continue;
      from.set(name, one.name);
      next.push(other);
    }
  return [];
}
