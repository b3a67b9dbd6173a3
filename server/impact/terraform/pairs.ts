import type { ModuleText, Thing } from './module.ts';
import type { Moves } from './moves.ts';

/** A resource, a data source or a call on both sides of the change. */
export interface Pair {
  /** From the outermost module on, as it is after the change. */
  readonly address: string;
  readonly was: Stands | undefined;
  readonly is: Stands | undefined;
}
export interface Stands {
  readonly thing: Thing;
  readonly module: ModuleText;
}

/** Layout and comments count here: who asks looks closer then. */
export const isWrittenOtherwise = ({ was, is }: Pair): boolean =>
  was?.thing.block.text !== is?.thing.block.text || !was?.module.isPlain || !is?.module.isPlain;

/** In the order of the text after the change; what is gone stands last. */
export function pairsOf(before: readonly ModuleText[], after: readonly ModuleText[], moves: Moves): readonly Pair[] {
  const were = new Map<string, Stands>();
  for (const module of before)
    for (const [address, thing] of module.things)
      were.set(moves.addressNow(module.prefix + address), { thing, module });
  const pairs = after.flatMap((module) =>
    [...module.things].map(([address, thing]): Pair => {
      const now = module.prefix + address;
      const was = were.get(now);
      were.delete(now);
      return { address: now, was, is: { thing, module } };
    }),
  );
  return [...pairs, ...[...were].map(([address, was]): Pair => ({ address, was, is: undefined }))];
}
