/**
 * The word that was probably meant: the only one that begins like it (`warn`), or the one that differs in the fewest
 * letters, a third of them at most. Case does not matter. Undefined where none is near, and where two are equally
 * near: a guess would mislead.
 */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  const [longer, ...others] = [...words].filter((one) => one.toLowerCase().startsWith(word.toLowerCase()));
  if (longer !== undefined && others.length === 0 && word.length >= LEAST_BEGINNING) return longer;
  let best: string | undefined;
  let least = Math.floor(Math.max(word.length, 3) / 3) + 1;
  for (const candidate of new Set(words)) {
    const steps = distance(word.toLowerCase(), candidate.toLowerCase(), least);
    if (steps > least || (steps === least && best === undefined)) continue;
    best = steps === least ? undefined : candidate;
    least = steps;
  }
  return best;
}

/** No more than so many letters differ, in whatever case. */
export const isWithin = (letters: number, word: string, other: string): boolean =>
  distance(word.toLowerCase(), other.toLowerCase(), letters) <= letters;

/** Fewer letters may be the beginning of anything. */
const LEAST_BEGINNING = 3;

/**
 * Letters to add, drop, change or swap with their neighbour to make `other` of `one` (Damerau and Levenshtein, no
 * letter touched twice). Whatever is above `most` may come out as anything above it.
 */
function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      next.push(
        Math.min(
          at(next, j - 1) + 1,
          at(row, j) + 1,
          at(row, j - 1) + (same ? 0 : 1),
          swapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    if (Math.min(...next) > most) return most + 1;
    before = row;
    row = next;
  }
  return at(row, other.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
