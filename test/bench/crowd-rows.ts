import { parseYaml } from '../../server/formats/syntax/yaml.ts';
import { cpuMilliseconds } from './cpu.ts';
import { crowds } from './crowd.ts';
import type { Figures, Group, Head } from './row.ts';
import { openSession, type Session } from './session.ts';
import { typing } from './typing.ts';

const count = 240;
const titles = {
  rest: 'methods of one REST API',
  http: 'routes of one HTTP API',
  listener: 'rules of one listener',
} as const;
type Crowd = keyof typeof titles;
const all: readonly Crowd[] = ['rest', 'http', 'listener'];
const nameOf = (crowd: Crowd): string => `keystroke/crowd/${crowd}/to-parse`;

const rows: readonly Head[] = all.map((crowd) => ({
  name: nameOf(crowd),
  title: `YAML keystroke among ${count} ${titles[crowd]}: mean ÷ full parse`,
  unit: '×',
}));

/** Where all resources have to do with one, a key should cost what it touches, too. */
export const crowdGroup: Group = { rows, measure: measured };

function measured(): Figures {
  const crowdsTyped = all.map((crowd) => ({ crowd, ...typist(crowds[crowd](count)) }));
  const taken = cpuMilliseconds(
    new Map<string, () => unknown>(
      crowdsTyped.flatMap(({ crowd, text, typeAll }) => [
        [`parse ${crowd}`, () => parseYaml(text)] as const,
        [`keys ${crowd}`, typeAll] as const,
      ]),
    ),
  );
  return new Map(
    crowdsTyped.map(({ crowd, keys }) => {
      const milliseconds = (taken.get(`keys ${crowd}`) ?? Number.NaN) / keys;
      return [nameOf(crowd), { figure: milliseconds / (taken.get(`parse ${crowd}`) ?? Number.NaN), milliseconds }];
    }),
  );
}

/** All keys at a time, after which the text is what it was: one of them may cost a hundred times as much as another. */
function typist(text: string) {
  const keys = typing(text, 'yaml', { seed: count, words: 30 });
  let session: Session | undefined;
  const typeAll = (): void => {
    session ??= openSession(text, 'yaml');
    for (const key of keys) session.edit(key);
  };
  return { text, keys: keys.length, typeAll };
}
