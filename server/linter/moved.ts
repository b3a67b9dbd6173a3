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
  /** The items that these places stand in, and of each the key that stands where it stood; undefined: any items. */
  readonly items: ReadonlyMap<string, Span | undefined> | undefined;
  /** What was said in some of them is another name now, though whoever has read it goes on as before. */
  readonly names: ReadonlySet<string>;
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
  if (items.has(item)) {
    const still = items.get(item);
    if (!still || mark || missing || !isSameSpan(span, still)) return true;
  }
  return via.some(({ place }) => place !== undefined && standsIn(place, items));
}

const placesOf = ({ at, related }: Report): readonly Place[] => [at, ...related.map(({ place }) => place)];

const wordsOf = ({ findings, undecided }: Judged): readonly string[] => [
  ...findings.flatMap(({ message, related }) => [message, ...related.map((one) => one.message)]),
  ...undecided.map(({ why }: Undecided) => why),
];
