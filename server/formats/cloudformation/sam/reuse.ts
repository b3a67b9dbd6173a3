/*
 * After an edit, most of what SAM makes is made of the same resources as before: that stays the same object, with all
 * that has been read of it.
 */
import type { ReadResource } from '../resource.ts';
import type { Expansion } from './expand.ts';
import type { MadeResource } from './made.ts';

/** Whether nothing but what stands inside of resources is otherwise: no name, no type, nothing that speaks of others. */
export const isInside = (gone: readonly ReadResource[], come: readonly ReadResource[]): boolean =>
  gone.length === come.length &&
  gone.every((one, i) => {
    const other = come[i];
    return other?.id === one.id && other.type === one.type && !speaksOfOthers(one) && !speaksOfOthers(other);
  });

const speaksOfOthers = (one: ReadResource): boolean =>
  one.type === 'AWS::Serverless::Connector' || one.attribute('Connectors') !== undefined;

export function reusing(before: Expansion, after: Expansion): Expansion {
  if (before.moreEvents !== after.moreEvents) return after;
  const known = new Map(before.made.map((one) => [one.id, one]));
  return {
    ...after,
    made: after.made.map((one) => {
      const old = known.get(one.id);
      return old && isMadeOfTheSame(old, one) ? old : one;
    }),
  };
}

function isMadeOfTheSame(one: MadeResource, other: MadeResource): boolean {
  const [of, another] = [one.parts, other.parts];
  return (
    one.type === other.type &&
    of !== undefined &&
    of.length === another?.length &&
    of.every((part, i) => part === another[i])
  );
}
