import type { Condition, Entry, Truth } from '../formats/format.ts';

/** What is taken to be true in one look at a template; what it does not name is open. */
export type World = ReadonlyMap<string, boolean>;

export const anyWorld: World = new Map();

/** `world` with one more truth, and what follows from it: a true `Fn::And` makes its parts true. */
export function assume(world: World, truth: Truth | undefined): World {
  if (!truth) return world;
  const next = new Map(world);
  const put = ({ condition, is }: Truth): void => {
    next.set(condition.key, is);
    const settlesParts = (condition.op === 'and' && is) || (condition.op === 'or' && !is);
    if (settlesParts) for (const part of condition.parts ?? []) put(is ? part : { ...part, is: !part.is });
  };
  put(truth);
  return next;
}

/** Whether nothing is true in one world that is false in the other. */
export function agrees(world: World, other: World): boolean {
  if (other.size === 0) return true;
  for (const [key, is] of world) if (is !== (other.get(key) ?? is)) return false;
  return true;
}

/** What is said of a row is said of it where it exists. */
export const homeOf = ({ exists }: Entry, world: World = anyWorld): World => exists.reduce(assume, world);

/** Undefined where the world leaves it open. */
export function truthIn(world: World, truth: Truth): boolean | undefined {
  const condition = conditionIn(world, truth.condition);
  return condition === undefined ? undefined : condition === truth.is;
}

function conditionIn(world: World, condition: Condition): boolean | undefined {
  const set = world.get(condition.key);
  if (set !== undefined || !condition.op) return set;
  const parts = (condition.parts ?? []).map((part) => truthIn(world, part));
  const decisive = condition.op === 'or';
  if (parts.includes(decisive)) return decisive;
  return parts.includes(undefined) ? undefined : !decisive;
}
