import ignore, { type Ignore } from 'ignore';
import { outOfTheBox, type Settings } from '../linter/settings.ts';
import type { Config, Wishes } from './description.ts';

/** What holds for a file by its config: `ignored` says that nobody is to look at it. */
export type Applied = Settings | 'ignored';

/**
 * `file` is the path from the folder of the config, with `/` on every system; undefined where it stands
 * outside of that folder, and no pattern can speak of it. What the config does not say is as in `base`.
 */
export function apply(config: Config, file: string | undefined, base: Settings = outOfTheBox): Applied {
  if (matches(config.ignore, file)) return 'ignored';
  const overrides = config.overrides ?? [];
  return overrides.filter(({ files }) => matches(files, file)).reduce(withWishes, withWishes(base, config));
}

/** Key by key, and rule by rule. */
export function withWishes(settings: Settings, wishes: Wishes): Settings {
  const { preset, rules = {}, assumeDefaults, quotas, parameters, samEnvironment, varFiles } = wishes;
  const levels = Object.entries(rules).flatMap(([rule, level]) =>
    level === undefined ? [] : [[rule, level] as const],
  );
  return {
    ...settings,
    preset: preset ?? settings.preset,
    rules: new Map([...settings.rules, ...levels]),
    assumeDefaults: assumeDefaults ?? settings.assumeDefaults,
    quotas: { ...settings.quotas, ...quotas },
    ...(parameters && { parameters }),
    ...(samEnvironment !== undefined && { samEnvironment }),
    ...(varFiles && { varFiles }),
  };
}

function matches(patterns: readonly string[] | undefined, file: string | undefined): boolean {
  if (patterns === undefined || file === undefined) return false;
  let known = compiled.get(patterns);
  if (!known) {
    known = ignore({ ignorecase: false }).add([...patterns]);
    compiled.set(patterns, known);
  }
  return known.ignores(file);
}
/** One config governs many files. */
const compiled = new WeakMap<readonly string[], Ignore>();
