/* Locals that are made of themselves, be it through others: Terraform refuses them. */

interface Named {
  readonly name: string;
  readonly mentions: ReadonlySet<string>;
}

/** Those in a circle, or on the way from one circle to another. */
export function circlesAmong(locals: readonly Named[]): ReadonlySet<string> {
  const madeOf = new Map(locals.map(({ name, mentions }) => [name, mentions]));
  const left = leftOf(new Set(madeOf.keys()), madeOf);
  return left.size === 0 ? left : leftOf(left, turned(left, madeOf));
}

/** What is left of `names` once all are taken away that need nothing of what is left, again and again. */
function leftOf(names: ReadonlySet<string>, needs: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const left = new Set(names);
  const neededBy = turned(names, needs);
  const counts = new Map(
    [...names].map((name) => [name, [...(needs.get(name) ?? [])].filter((one) => names.has(one)).length]),
  );
  const free = [...counts].flatMap(([name, count]) => (count === 0 ? [name] : []));
  for (let name = free.pop(); name !== undefined; name = free.pop()) {
    left.delete(name);
    for (const other of neededBy.get(name) ?? []) {
      const count = (counts.get(other) ?? 0) - 1;
      counts.set(other, count);
      if (count === 0) free.push(other);
    }
  }
  return left;
}

/** By each name, those who need it. */
function turned(
  names: ReadonlySet<string>,
  needs: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const by = new Map<string, Set<string>>();
  for (const name of names)
    for (const needed of needs.get(name) ?? []) {
      if (!names.has(needed)) continue;
      const others = by.get(needed) ?? new Set();
      by.set(needed, others);
      others.add(name);
    }
  return by;
}
