import { missesGoal, type Row, type Unit } from '../../test/bench/row.ts';
import { type Baseline, isWorse, worsening } from './baseline.ts';

/** One line per row, for people in a terminal. */
export function table(rows: readonly Row[], baseline: Baseline): string {
  const cells = rows.map((row) => [
    row.name,
    shown(row.figure, row.unit),
    row.milliseconds === undefined ? '' : `${significant(row.milliseconds)} ms`,
    goalOf(row),
    missesGoal(row) ? 'MISSED' : '',
    isWorse(row, baseline) ? `${percent(worsening(row, baseline))} WORSE than recorded` : '',
    row.note ?? '',
  ]);
  return aligned([['', 'figure', 'CPU', 'goal', '', '', ''], ...cells]);
}

/** The same for a page, with titles in the place of names. */
export function markdownTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.title,
    shown(row.figure, row.unit),
    goalOf(row),
    [missesGoal(row) ? 'missed' : '', row.note ?? ''].filter(Boolean).join('; '),
  ]);
  return markdown([['What', 'Measured', 'Goal', ''], ...cells]);
}

export function markdown([head = [], ...body]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map((_, column) => (column === 0 ? '---|' : '--:|')).join('')}`, ...body.map(line)].join(
    '\n',
  );
}

export function aligned(lines: readonly (readonly string[])[]): string {
  const columns = Math.max(...lines.map((line) => line.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...lines.map((line) => (line[column] ?? '').length)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const goalOf = ({ goal, unit }: Row): string => (goal === undefined ? '' : `≤ ${shown(goal, unit)}`);

/** `3.47×`, `71.1 ms`; a small share is told as one: `1/4.7`, `1/230`. */
export function shown(figure: number, unit: Unit): string {
  if (unit !== '×') return `${significant(figure)} ${unit}`;
  if (figure <= 0 || figure >= 0.5) return `${significant(figure)}×`;
  return `1/${figure > 0.1 ? Number((1 / figure).toFixed(1)) : Math.round(1 / figure)}`;
}

/** Three digits, or as many as stand before the point; no noughts behind it. */
export const significant = (figure: number): string =>
  String(Math.abs(figure) >= 100 ? Math.round(figure) : Number(figure.toPrecision(3)));

const percent = (share = 0): string => `${Math.round(share * 100)} %`;
