import { terraform, terraformJson } from '../../server/formats/syntax/dialect.ts';
import { parseHcl } from '../../server/formats/syntax/hcl.ts';
import { parseJson } from '../../server/formats/syntax/json.ts';
import { parseYaml } from '../../server/formats/syntax/yaml.ts';
import { cpuMilliseconds } from './cpu.ts';
import { type Generated, generate } from './generate.ts';
import { withProviderTypes } from './provider-types.ts';
import { median, quantile } from './quantile.ts';
import type { Figure, Figures, Group, Head } from './row.ts';
import { openSession, type Session } from './session.ts';
import { type Keystroke, type Language, typing } from './typing.ts';
import { writeHcl } from './write-hcl.ts';
import { writeTerraformJson } from './write-terraform-json.ts';

const sizes = [500, 5000] as const;

interface Spoken {
  /** What it is called, for people. */
  readonly title: string;
  readonly write: (generated: Generated, seed: number) => string;
  readonly fullParse: (text: string) => unknown;
}

const languages: Readonly<Record<Language, Spoken>> = {
  yaml: { title: 'YAML', write: ({ yaml }) => yaml, fullParse: (text) => parseYaml(text) },
  json: { title: 'JSON', write: ({ json }) => json, fullParse: (text) => parseJson(text) },
  hcl: {
    title: 'HCL',
    write: ({ model }, seed) => writeHcl(withProviderTypes(model), seed),
    fullParse: (text) => parseHcl(text, terraform),
  },
  'tf-json': {
    title: 'Terraform JSON',
    write: ({ model }) => writeTerraformJson(withProviderTypes(model)),
    fullParse: (text) => parseJson(text, terraformJson),
  },
};

/** From a key to findings that are up to date, in this process: without an editor and a protocol in between. */
export const keystrokeGroups: readonly Group[] = (['yaml', 'json', 'hcl', 'tf-json'] as const).map((language) => ({
  rows: headsOf(language),
  measure: () => measured(language),
}));

function headsOf(language: Language): Head[] {
  const key = `keystroke/${language}`;
  return [
    ...sizes.flatMap((resources): Head[] => {
      const title = `${languages[language].title} keystroke, ${resources} resources`;
      const goal = (most: number) => (resources === 500 ? { goal: most } : {});
      return [
        { name: `${key}/${resources}/to-parse`, title: `${title}: mean ÷ full parse`, unit: '×', ...goal(1 / 100) },
        { name: `${key}/${resources}/median`, title: `${title}: median`, unit: 'ms', ...goal(0.5) },
        { name: `${key}/${resources}/p99`, title: `${title}: p99`, unit: 'ms', ...goal(5) },
        {
          name: `${key}/${resources}/parsed`,
          title: `${title}: characters parsed again ÷ size of the item, median`,
          unit: '×',
          ...goal(2),
        },
      ];
    }),
    {
      name: `${key}/5000-to-500`,
      title: `${languages[language].title} keystroke: mean at 5000 ÷ at 500 resources`,
      unit: '×',
      goal: 2,
    },
  ];
}

function measured(language: Language): Figures {
  const documents = sizes.map((resources) => ({ resources, ...typist(language, resources) }));
  // In turns, so that a machine that slows down slows down both sides of every ratio. All keys are one run: some cost many
  // times what others do, so that a part of them would say little of the mean.
  const taken = cpuMilliseconds(
    new Map<string, () => unknown>(
      documents.flatMap(({ resources, parse, all }) => [
        [`parse ${resources}`, parse] as const,
        [`keys ${resources}`, all] as const,
      ]),
    ),
  );
  const cpu = (work: string): number => taken.get(work) ?? Number.NaN;

  const key = `keystroke/${language}`;
  const figures = new Map<string, Figure>();
  const each = documents.map(({ resources, count }) => cpu(`keys ${resources}`) / count);
  for (const [index, { resources, next }] of documents.entries()) {
    const milliseconds = each[index] ?? Number.NaN;
    figures.set(`${key}/${resources}/to-parse`, { figure: milliseconds / cpu(`parse ${resources}`), milliseconds });
    const { waits, parsed } = keyByKey(next);
    const note = `${waits.length} keys`;
    figures.set(`${key}/${resources}/median`, { figure: median(waits), note });
    figures.set(`${key}/${resources}/p99`, { figure: quantile(waits, 0.99), note });
    figures.set(`${key}/${resources}/parsed`, { figure: median(parsed) });
  }
  const [small = Number.NaN, large = Number.NaN] = each;
  figures.set(`${key}/5000-to-500`, { figure: large / small });
  return figures;
}

/** A full parse of a file, and somebody who types in it: each call is the next key, and there is always one; or all of them. */
function typist(language: Language, resources: number) {
  const { write, fullParse } = languages[language];
  const text = write(generate({ resources, seed: resources }), resources);
  const keys = typing(text, language, { seed: resources, words: 400 });
  let session: Session | undefined;
  let pressed = 0;
  const next = (): { readonly key: Keystroke; readonly parsed: number } => {
    const key = keys[pressed++ % keys.length];
    if (!key) throw new Error('There is no place to type at.');
    session ??= openSession(text, language);
    return { key, parsed: session.edit(key) };
  };
  const all = (): void => {
    for (let key = 0; key < keys.length; key++) next();
  };
  return { parse: () => fullParse(text), next, all, count: keys.length };
}

const mostKeys = 3000;
const leastKeys = 20;
const patienceMilliseconds = 5000;

/** Each key by the clock on the wall: the CPU clock is too coarse for one, and a pause to collect garbage is felt too. */
function keyByKey(next: ReturnType<typeof typist>['next']) {
  const waits: number[] = [];
  const parsed: number[] = [];
  const began = performance.now();
  while (waits.length < mostKeys) {
    if (waits.length >= leastKeys && performance.now() - began > patienceMilliseconds) break;
    const start = process.hrtime.bigint();
    const pressed = next();
    waits.push(Number(process.hrtime.bigint() - start) / 1e6);
    parsed.push(pressed.parsed / pressed.key.itemSize);
  }
  return { waits, parsed };
}
