/**
 * The word that was probably meant: the only one that begins like it (`warn`), or the one that differs in the fewest
 * letters, a third of them at most. Case does not matter. Undefined where none is near, and where two are equally
 * near: a guess would mislead.
 */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  const [longer, ...others] = [...words].filter((one) => one.toLowerCase().startsWith(word.toLowerCase()));
  if (longer !== undefined && others.length === 0 && word.length >= LEAST_BEGINNING) return longer;
  const most = Math.floor(Math.max(word.length, 3) / 3);
  const slip = Math.min(SLIP, most); // most are one, and a word that is farther away is soon known to be
  const near = nearestWithin(slip, word, words) ?? (slip < most ? nearestWithin(most, word, words) : undefined);
  return near?.only;
}

/** Undefined where none is so near; `only` is where two are equally near. */
function nearestWithin(most: number, word: string, words: Iterable<string>): { only: string | undefined } | undefined {
  let near: { only: string | undefined } | undefined;
  let least = most;
  for (const candidate of new Set(words)) {
    const steps = distance(word.toLowerCase(), candidate.toLowerCase(), least);
    if (steps > least) continue;
    near = { only: near && steps === least ? undefined : candidate };
    least = steps;
  }
  return near;
}

/** No more than so many letters differ, in whatever case. */
export const isWithin = (letters: number, word: string, other: string): boolean =>
  distance(word.toLowerCase(), other.toLowerCase(), letters) <= letters;

/** So many letters are soon mistyped. */
const SLIP = 2;

/** Fewer letters may be the beginning of anything. */
const LEAST_BEGINNING = 3;

/**
 * Letters to add, drop, change or swap with their neighbour to make `other` of `one` (Damerau and Levenshtein, no
 * letter touched twice). Whatever is above `most` may come out as anything above it.
 */
function distance(one: string, other: string, most: number): number {
  return Math.abs(one.length - other.length) > most ? most + 1 : stepsBetween(...unlike(one, other), most);
}

/** Both without the letters that they begin and end with alike. */
function unlike(one: string, other: string): [string, string] {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one.charCodeAt(start) === other.charCodeAt(start)) start++;
  let behind = 0;
  while (behind < shorter - start && one.at(-1 - behind) === other.at(-1 - behind)) behind++;
  return [one.slice(start, one.length - behind), other.slice(start, other.length - behind)];
}

function stepsBetween(one: string, other: string, most: number): number {
  // The last three rows of the table, each of which is the next one when it is no longer needed.
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, j) => j);
  let next: number[] = [];
  for (let i = 1; i <= one.length; i++) {
    const letter = one.charCodeAt(i - 1);
    let steps = i;
    let least = i;
    next[0] = i;
    for (let j = 1; j <= other.length; j++) {
      const there = other.charCodeAt(j - 1);
      steps = Math.min(steps + 1, at(row, j) + 1, at(row, j - 1) + (letter === there ? 0 : 1));
      if (i > 1 && j > 1 && letter === other.charCodeAt(j - 2) && one.charCodeAt(i - 2) === there)
        steps = Math.min(steps, at(before, j - 2) + 1);
      next[j] = steps;
      least = Math.min(least, steps);
    }
    if (least > most) return most + 1;
    [before, row, next] = [row, next, before];
  }
  return at(row, other.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
