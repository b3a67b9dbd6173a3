import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Row } from '../../test/bench/row.ts';
import type { Machine } from './machine.ts';

/** What was measured when somebody last said that it is good. */
export interface Baseline {
  readonly machine?: Machine;
  /** By the names of the rows. */
  readonly figures: Readonly<Record<string, number>>;
}

const file = 'test/bench/baseline.json';

export function readBaseline(): Baseline {
  if (!existsSync(file)) return { figures: {} };
  return JSON.parse(readFileSync(file, 'utf8')) as Baseline; // what `record` has written
}

/** The rows that were measured now; the others stay as they were recorded. */
export function record(rows: readonly Row[], { figures }: Baseline, machine: Machine): void {
  const now = rows.filter(isComparable).map(({ name, figure }) => [name, rounded(figure)] as const);
  const all = Object.entries({ ...figures, ...Object.fromEntries(now) }).sort(([a], [b]) => (a < b ? -1 : 1));
  const baseline: Baseline = { machine, figures: Object.fromEntries(all) };
  writeFileSync(file, `${JSON.stringify(baseline, undefined, 2)}\n`);
}

/** By which share the figure is worse than the recorded one; undefined for what is not compared. */
export function worsening(row: Row, { figures }: Baseline): number | undefined {
  const recorded = figures[row.name];
  return recorded === undefined || recorded <= 0 || !isComparable(row) ? undefined : row.figure / recorded - 1;
}

export const isWorse = (row: Row, baseline: Baseline): boolean => (worsening(row, baseline) ?? 0) > 0.1;

/** Milliseconds say more about the machine than about us. What an edit leaves behind is noise around nothing. */
const isComparable = ({ unit }: Row): boolean => unit !== 'ms' && unit !== 'bytes';

const rounded = (figure: number): number => Number(figure.toPrecision(4));
