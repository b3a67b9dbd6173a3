import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { isWorse, worsening } from '../../tools/bench/baseline.ts';
import { file, sections, withSection } from '../../tools/bench/page.ts';
import { markdownTable, shown, table } from '../../tools/bench/table.ts';
import { cpuOfChildren } from '../../tools/bench/usage.ts';
import { lowerQuartile, median, quantile } from './quantile.ts';
import { measure, missesGoal, type Row } from './row.ts';

const parse: Row = { name: 'parse/yaml/500', title: 'YAML parse', unit: '×', goal: 3.5, figure: 4, milliseconds: 20 };
const start: Row = { name: 'server/start', title: 'start', unit: 'ms', figure: 300 };

describe('Quantiles', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it('are values that were measured', () => {
    assert.equal(quantile(hundred, 0.99), 99);
    assert.equal(quantile(hundred, 1), 100);
    assert.equal(quantile(hundred, 0), 1);
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(lowerQuartile([8, 2, 6, 4]), 2);
  });

  it('of nothing are not a number', () => assert.ok(Number.isNaN(median([]))));
});

describe('Rows', () => {
  it('are measured when every word stands in the name, and only then', async () => {
    const rows = (...names: string[]) => names.map((name) => ({ name, title: name, unit: '×' as const }));
    const group = (...names: string[]) => ({
      rows: rows(...names),
      measure: () => {
        measured.push(...names);
        return new Map(names.map((name) => [name, { figure: 1 }]));
      },
    });
    const measured: string[] = [];
    const found = await measure([group('yaml/500', 'yaml/5000'), group('json/500')], ['yaml', '5000']);
    assert.deepEqual(
      found.map(({ name }) => name),
      ['yaml/5000'],
    );
    assert.deepEqual(measured, ['yaml/500', 'yaml/5000']);
  });

  it('miss a goal when they are above it', () => {
    assert.equal(missesGoal(parse), true);
    assert.equal(missesGoal({ ...parse, figure: 3.5 }), false);
    assert.equal(missesGoal(start), false);
  });
});

describe('What was recorded', () => {
  const baseline = { figures: { 'parse/yaml/500': 3.5, 'server/start': 100 } };

  it('marks a ratio that is more than a tenth worse', () => {
    assert.equal(isWorse(parse, baseline), true);
    assert.equal(isWorse({ ...parse, figure: 3.8 }, baseline), false);
    assert.equal(worsening({ ...parse, figure: 7 }, baseline), 1);
  });

  it('says nothing of milliseconds, which another machine has others of, nor of what is new', () => {
    assert.equal(isWorse(start, baseline), false);
    assert.equal(isWorse({ ...parse, name: 'parse/new' }, baseline), false);
  });
});

describe('The tables', () => {
  it('show figure, CPU time, goal, and what is not as it should be', () => {
    assert.equal(
      table([parse, start], { figures: { 'parse/yaml/500': 3.2 } }),
      [
        '                figure    CPU    goal',
        'parse/yaml/500      4×  20 ms  ≤ 3.5×  MISSED  25 % WORSE than recorded',
        'server/start    300 ms',
      ].join('\n'),
    );
  });

  it('are Markdown on the page', () => {
    assert.equal(
      markdownTable([{ ...parse, note: '90 keys' }]),
      ['| What | Measured | Goal |  |', '|---|--:|--:|--:|', '| YAML parse | 4× | ≤ 3.5× | missed; 90 keys |'].join(
        '\n',
      ),
    );
  });

  it('tell small shares as shares', () => {
    assert.equal(shown(1 / 230, '×'), '1/230');
    assert.equal(shown(0.211, '×'), '1/4.7');
    assert.equal(shown(0.64, '×'), '0.64×');
    assert.equal(shown(0.0471, 'ms'), '0.0471 ms');
    assert.equal(shown(1234.5, 'MB'), '1235 MB');
  });

  it('stand between their marks, and nowhere else', () => {
    const mark = '<!-- cli: written by `npm run bench -- --markdown` -->';
    const page = `before\n${mark}\nold\n<!-- end of cli -->\nafter\n`;
    assert.equal(withSection(page, 'cli', 'new'), `before\n${mark}\n\nnew\n\n<!-- end of cli -->\nafter\n`);
    assert.throws(() => withSection(page, 'server', 'new'), /no place for server/);
  });
});

describe('docs/performance.md', () => {
  for (const section of [...sections, 'peers'])
    it(`has a place for ${section}`, () => void withSection(readFileSync(file, 'utf8'), section, ''));
});

describe('The time of a process', () => {
  it('is what the shell says of its children, in the numbers of its language', () => {
    assert.equal(cpuOfChildren('0m0.002s 0m0.001s\n1m2.500s 0m0.250s\n'), 62750);
    assert.equal(cpuOfChildren('0m0,002s 0m0,001s\n0m2,500s 0m0,250s\n'), 2750);
  });
});
