/** The smallest of the values that at least this share of them does not exceed; not a number when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** What work costs when little disturbs it: a busy machine makes runs dearer, never cheaper. */
export const lowerQuartile = (values: readonly number[]): number => quantile(values, 0.25);

export const median = (values: readonly number[]): number => quantile(values, 0.5);
