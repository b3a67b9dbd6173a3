import type { AnyRule, Preset, Quotas, Severity } from '../../rules/kit/index.ts';
import type { Given, GivenVariables } from '../formats/format.ts';

/** What the user decides about the linting of a file, wherever they said it. */
export interface Settings {
  readonly preset: Preset;
  /** What was said of single rules, by id. It goes before the preset, both ways. */
  readonly rules: ReadonlyMap<string, RuleLevel>;
  /** Whether a parameter is taken to have its default; else it is unknown. */
  readonly assumeDefaults: boolean;
  readonly quotas: Quotas;
  /** The files that say what a deployment gives to parameters, as the config names them; left out: the usual ones. */
  readonly parameters?: readonly string[];
  /** The environment of samconfig.toml. */
  readonly samEnvironment?: string;
  /** What a deployment gives to the parameters of the template, by these files. */
  readonly given?: Given;
  /** The files that say what variables of Terraform are given, as the config names them. */
  readonly varFiles?: readonly string[];
  /** What the variables of the module are given, by these files. */
  readonly variables?: GivenVariables;
}
export type RuleLevel = 'off' | Severity;

export const presets: readonly Preset[] = ['essential', 'recommended', 'strict'];

export const outOfTheBox: Settings = {
  preset: 'recommended',
  rules: new Map(),
  assumeDefaults: true,
  quotas: { restTimeoutSeconds: 29 },
};

/** A severity also turns on a rule that is no part of the preset. */
export function isOn({ id, preset }: AnyRule, settings: Settings): boolean {
  const level = settings.rules.get(id);
  return level === undefined ? presets.indexOf(preset) <= presets.indexOf(settings.preset) : level !== 'off';
}

/** The severity that the user gave to the rule: it is taken as said, whatever a finding would say by itself. */
export function severityOf(rule: string, { rules }: Settings): Severity | undefined {
  const level = rules.get(rule);
  return level === 'off' ? undefined : level;
}
