/*
 * What has become of things that somebody has read. While a name is being typed, what it stood for is not known, and
 * may be anything; then it is what it was. Who found nothing before that finds nothing meanwhile: more that is not
 * known makes no finding true. So such things do not give way; they cloud over, and clear up again.
 */

/** Read by a check, by the index of who points where, or by an answer that many share. */
export type Thing = object;

/** Of all things that somebody may have read, those that are not as they were. */
export interface Fates {
  /** They are something else now. */
  readonly gaveWay: Set<Thing>;
  /** What they hold is still true, but there is more that nobody knows. */
  readonly clouded: Set<Thing>;
  /** They were clouded, and are again what they were before. */
  readonly cleared: Set<Thing>;
}

/** A thing that may cloud over: as it is, and as it was before it did. The same one while it has not. */
export interface Sky<T extends Thing> {
  now: T;
  clear: T;
}

/** It was `before`. `isCloudier`: it differs from what is clear only in that less is known. */
export function turn<T extends Thing>(sky: Sky<T>, before: T, isCloudier: boolean, fates: Fates): void {
  const { now, clear } = sky;
  if (now === before) return;
  if (before !== clear) fates.gaveWay.add(before);
  // It may turn more than once in one change.
  fates.clouded.delete(clear);
  fates.cleared.delete(clear);
  if (now === clear) fates.cleared.add(clear);
  else if (isCloudier) fates.clouded.add(clear);
  else {
    fates.gaveWay.add(clear);
    sky.clear = now;
  }
}
