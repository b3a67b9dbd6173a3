/*
 * An edit moves most of what it touches, and nobody who has read that reads anything else there. Who has said something
 * is asked again where one of the places that it spoke of may be another one now.
 */
import type { Place, Span } from '../../rules/kit/index.ts';
import { isSameSpan } from '../formats/syntax/node.ts';
import type { Thing } from './fates.ts';
import type { Judged, Report, Undecided } from './judge.ts';

export interface Moved {
  /** They say what they said, at other places. */
  readonly things: ReadonlySet<Thing>;
  /** The items that these places stand in, and what of each stands where it stood; undefined: any items. */
  readonly items: ReadonlyMap<string, Stays> | undefined;
  /** What was said in some of them is another name now, though whoever has read it goes on as before. */
  readonly names: ReadonlySet<string>;
}

/** What of an item stands where it stood. */
export interface Stays {
  /** All that ends before this offset. */
  readonly before: number;
  readonly key: Span | undefined;
}

/** Whether it would be said of another place now, or in other words. */
export function speaksOf(said: Judged, { items, names }: Moved): boolean {
  if (!items) return true;
  const isMoved = (place: Place): boolean => standsIn(place, items);
  return (
    said.findings.some((one) => placesOf(one).some(isMoved)) ||
    said.undecided.some(({ at, stands }) => isMoved(at) || isMoved(stands)) ||
    (names.size > 0 && wordsOf(said).some((words) => [...names].some((name) => words.includes(name))))
  );
}

function standsIn({ item, span, mark, missing, via }: Place, items: NonNullable<Moved['items']>): boolean {
  const stays = items.get(item);
  if (stays) {
    const isAtKey = stays.key !== undefined && !mark && !missing && isSameSpan(span, stays.key);
    if (!isAtKey && ![span, mark, missing?.within].every((one) => !one || one.end < stays.before)) return true;
  }
  return via.some(({ place }) => place !== undefined && standsIn(place, items));
}

const placesOf = ({ at, related }: Report): readonly Place[] => [at, ...related.map(({ place }) => place)];

const wordsOf = ({ findings, undecided }: Judged): readonly string[] => [
  ...findings.flatMap(({ message, related }) => [message, ...related.map((one) => one.message)]),
  ...undecided.map(({ why }: Undecided) => why),
];
