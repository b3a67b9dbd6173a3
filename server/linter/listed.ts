/**
 * `a`, `a and b`, `a, b, and c`: as `Intl.ListFormat` says it in English. Its data alone would take as long to load
 * as a template of 100 resources takes to lint, at every start.
 */
export function listed(words: readonly string[], link: 'and' | 'or' = 'and'): string {
  const last = words.at(-1) ?? '';
  if (words.length < 2) return last;
  const others = words.slice(0, -1).join(', ');
  return words.length === 2 ? `${others} ${link} ${last}` : `${others}, ${link} ${last}`;
}
