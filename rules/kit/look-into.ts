import type { Finding } from './rule.ts';
import { type Cell, cell, type List, type View } from './value.ts';

/**
 * Never said, but open while a condition decides what a list holds: the linter then looks into both branches, and a
 * rule that speaks of each item hears of those that are there in one of them.
 */
export function lookInto<T extends View>(list: List<T>): readonly Finding[] {
  const found = list[cell];
  const views: readonly View[] = found.state === 'known' ? found.value : [list];
  const findings: Finding[] = [];
  for (const at of views) {
    const one: Cell<unknown> = at[cell];
    if (one.state !== 'unknown') continue;
    findings.push({ when: { answer: 'unknown', why: one.why, place: one.place }, at, message: one.why });
  }
  return findings;
}
