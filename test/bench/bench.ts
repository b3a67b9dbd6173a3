/*
 * What parsing and judging cost, as a multiple of what JSON.parse needs for the JSON twin of the same template in
 * the same run. `tools/bench.ts` runs it. Goals are told, not enforced: a machine may be busy.
 */
import { parseJson } from '../../server/formats/syntax/json.ts';
import { parseYaml } from '../../server/formats/syntax/yaml.ts';
import { analyse } from '../../server/linter/analysis.ts';
import { cpuMilliseconds } from './cpu.ts';
import { type Generated, generate } from './generate.ts';

interface Row {
  readonly name: string;
  /** The most that this may take, in units of JSON.parse. */
  readonly goal?: number;
  readonly work: (template: Generated) => unknown;
}

const rows: readonly Row[] = [
  { name: 'JSON parse', goal: 2, work: ({ json }) => parseJson(json) },
  { name: 'YAML parse', goal: 3.5, work: ({ yaml }) => parseYaml(yaml) },
  { name: 'YAML parse and all rules', goal: 8, work: ({ yaml }) => analyse('bench.yaml', yaml) },
];

interface Result {
  readonly row: string;
  readonly resources: number;
  readonly milliseconds: number;
  readonly ratio: number;
  readonly goal: number | undefined;
}

const unit = 'JSON.parse';

function measure(resources: number): Result[] {
  const template = generate({ resources, seed: resources });
  const works = new Map<string, () => unknown>([[unit, () => JSON.parse(template.json)]]);
  for (const { name, work } of rows) works.set(name, () => work(template));
  const taken = cpuMilliseconds(works);
  const ofUnit = taken.get(unit) ?? Number.NaN;
  return [...taken].map(([name, milliseconds]) => ({
    row: name,
    resources,
    milliseconds,
    ratio: milliseconds / ofUnit,
    goal: rows.find((row) => row.name === name)?.goal,
  }));
}

function table(results: readonly Result[]): string {
  const cells = results.map(({ row, resources, milliseconds, ratio, goal }) => [
    row,
    String(resources),
    milliseconds.toFixed(2),
    `${ratio.toFixed(2)}×`,
    goal === undefined ? '' : `≤ ${goal}×${ratio > goal ? '  MISSED' : ''}`,
  ]);
  const all = [['', 'resources', 'CPU ms', '× JSON.parse', 'goal'], ...cells];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((line) => (line[column] ?? '').length)));
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const results = [500, 5000].flatMap(measure);
console.log(process.argv.includes('--json') ? JSON.stringify(results, undefined, 2) : table(results));
