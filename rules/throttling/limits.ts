import {
  add,
  all,
  any,
  append,
  type Edit,
  type Fix,
  given,
  holds,
  is,
  not,
  passes,
  replace,
  those,
  type Value,
} from '../kit/index.ts';
import { type Limits, ManagedOverrides, type MethodSetting, type Stage } from '../model/stages.ts';

/** Each is set by itself; the one that is missing is the account's. */
export const kinds = ['rate', 'burst'] as const;
export type Kind = (typeof kinds)[number];

/** -1 stands for no limit, as if it were left out. 0 is one: it lets nobody in. */
export const isLimit = (limit: Value<number>) => passes(limit, (requests) => requests >= 0);

/** The way to write "every method of every resource"; the second path is what some write for the first. */
export const isForAll = ({ resourcePath, httpMethod }: MethodSetting) =>
  all(is(resourcePath, '/*', '*'), is(httpMethod, '*'));

/** Sets those of the limits that are missing, where the stage has its others. */
export function limitTo(stage: Stage, wanted: Readonly<Record<Kind, number>>, missing: readonly Kind[]): Fix {
  const words = { rate: `${wanted.rate} requests per second`, burst: `bursts of ${wanted.burst}` };
  return {
    title: `Limit the stage to ${missing.map((kind) => words[kind]).join(' and ')}`,
    applicability: 'choice', // refuses with 429 what is served today, and only the owner knows how much comes
    edits: limiting(stage, wanted, missing),
  };
}

function limiting(stage: Stage, wanted: Readonly<Record<Kind, number>>, missing: readonly Kind[]): readonly Edit[] {
  const [setting] = those(stage.methodSettings, isForAll);
  const [overrides] = those(stage.quickCreated.overrides);
  const holder = setting ?? overrides?.throttle ?? (hasSettingsOfItsOwn(stage) ? stage.throttle : undefined);
  if (holder) return missing.map((kind) => replace(holder[kind], wanted[kind]));
  const api = stage.quickCreated;
  if (holds(given(api)))
    return [add(ManagedOverrides, { near: stage, called: 'Overrides' }, { api, throttle: wanted })];
  return [append(stage.methodSettings, { resourcePath: '/*', httpMethod: '*', ...wanted })];
}

/** Routes have their defaults in one map; a deployment may have begun to say it in its description. */
const hasSettingsOfItsOwn = ({ family, quickCreated, throttle }: Stage): boolean =>
  holds(any(all(is(family, 'V2'), not(given(quickCreated))), ...limitsOf(throttle)));

const limitsOf = (limits: Limits) => kinds.map((kind) => isLimit(limits[kind]));
