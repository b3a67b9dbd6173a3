import { terraform } from '../../server/formats/syntax/dialect.ts';
import { edit } from '../../server/formats/syntax/edit.ts';
import { parseHcl } from '../../server/formats/syntax/hcl.ts';
import { cpuMilliseconds } from './cpu.ts';
import { generate } from './generate.ts';
import type { Figures, Group } from './row.ts';
import { typing } from './typing.ts';
import { writeHcl } from './write-hcl.ts';

const sizes = [500, 5000] as const;

/** From a key in HCL to a document that is up to date: what of it is linted, other rows say. */
export const hclGroup: Group = {
  rows: sizes.map((resources) => ({
    name: `syntax/hcl/${resources}/to-parse`,
    title: `HCL keystroke, parsed only, ${resources} resources: mean ÷ full parse`,
    unit: '×',
    goal: 1 / 100,
  })),
  measure: () => new Map(sizes.flatMap((resources) => [...measured(resources)])),
};

function measured(resources: number): Figures {
  const text = writeHcl(generate({ resources, seed: resources }).model, resources);
  const keys = typing(text, 'hcl', { seed: resources, words: 400 });
  let document = parseHcl(text, terraform);
  let pressed = 0;
  const next = (): void => {
    const key = keys[pressed++ % keys.length];
    if (key) document = edit(document, key).document;
  };
  const taken = cpuMilliseconds(
    new Map<string, () => unknown>([
      ['parse', () => parseHcl(text, terraform)],
      ['key', next],
    ]),
  );
  const milliseconds = taken.get('key') ?? Number.NaN;
  const figure = milliseconds / (taken.get('parse') ?? Number.NaN);
  return new Map([[`syntax/hcl/${resources}/to-parse`, { figure, milliseconds }]]);
}
