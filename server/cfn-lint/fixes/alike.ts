/* Which word was meant. */

/** Those of `words` that are most like `word`, if any is nearly the same: one or two slips of the fingers. */
export function mostAlike(word: string, words: readonly string[]): readonly string[] {
  const folded = fold(word);
  let least = slips(folded.length);
  let found: string[] = [];
  for (const one of words) {
    // `Stage1` is no slip for `Stage2`.
    if (one === word || digits(one) !== digits(word)) continue;
    const away = distance(folded, fold(one));
    if (away > least) continue;
    if (away < least) found = [];
    least = away;
    found.push(one);
  }
  return [...new Set(found)];
}

/** Upper and lower case, hyphens and blanks are no difference. */
const fold = (word: string): string => word.toLowerCase().replace(/[\s_-]/g, '');

const digits = (word: string): string => word.replace(/\D/g, '');

/** What is short may as well mean anything. */
const slips = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : length < 13 ? 2 : 3);

/** Letters added, left out or exchanged, two neighbours in the wrong order counting once (Damerau and Levenshtein). */
export function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const swapped = isSwapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (isSame ? 0 : 1), swapped));
    }
  }
  return at(one.length, other.length);
}
