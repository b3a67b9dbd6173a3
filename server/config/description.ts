/*
 * All that gatelint.yaml can say, once: by this it is read, checked, completed, explained in hovers and
 * published as a JSON Schema, so these cannot disagree.
 */
import { rules } from '../../rules/index.ts';
import type { AnyRule, Preset, Severity } from '../../rules/kit/index.ts';
import { pageOf, pageOfRemark } from '../linter/docs-link.ts';
import { outOfTheBox } from '../linter/settings.ts';
import { remarkKinds } from '../linter/suppressions.ts';

export type Shape =
  /** One of these words, each with what it means. `noun`: what they are, for whoever wrote another one. */
  | { readonly kind: 'word'; readonly noun: string; readonly words: Readonly<Record<string, string>> }
  | { readonly kind: 'flag' }
  | { readonly kind: 'amount'; readonly least: number; readonly most: number }
  /** A path pattern as in .gitignore. */
  | { readonly kind: 'pattern' }
  /** A file, by its path from the folder of the config. `gives`: what it says values of. */
  | { readonly kind: 'file'; readonly gives: 'parameters' | 'variables' }
  /** Any text but the empty one. `noun`: what it names. */
  | { readonly kind: 'name'; readonly noun: string }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'keys'; readonly noun: string; readonly keys: Readonly<Record<string, Key>> };

export interface Key {
  readonly shape: Shape;
  /** One sentence or two, in Markdown. */
  readonly about: string;
  /** More of it, for whoever looks. */
  readonly more?: string;
  /** What holds where it is not said. */
  readonly default?: string | number | boolean;
  readonly required?: true;
}

/** What a text of that shape says, as far as it says anything. */
export type Said<S> = S extends { readonly kind: 'word'; readonly words: Readonly<Record<infer W, string>> }
  ? W
  : S extends { readonly kind: 'flag' }
    ? boolean
    : S extends { readonly kind: 'amount' }
      ? number
      : S extends { readonly kind: 'pattern' | 'file' | 'name' }
        ? string
        : S extends { readonly kind: 'list'; readonly of: infer T }
          ? readonly Said<T>[]
          : S extends { readonly kind: 'keys'; readonly keys: infer K }
            ? { readonly [N in keyof K]?: K[N] extends { readonly shape: infer T } ? Said<T> : never }
            : never;

const presetWords: Readonly<Record<Preset, string>> = {
  essential: 'What fails, costs or leaks sooner or later, whatever the project.',
  recommended: 'These, and what most projects want.',
  strict: 'Every rule, also those that are a matter of taste or of size.',
};

const severityWords: Readonly<Record<Severity, string>> = {
  error: 'Red in the editor.',
  warning: 'Yellow in the editor, and the least that fails a run of `gatelint check`.',
  information: 'Blue in the editor.',
  hint: 'Barely visible in the editor.',
};

const level = {
  kind: 'word',
  noun: 'severity',
  words: { off: 'The rule says nothing.', ...severityWords },
} as const satisfies Shape;

const ruleKey = ({ id, severity, preset, docs }: AnyRule) => ({
  shape: level,
  about: `${docs.title}.`,
  more: `${docs.why.trim()}\n\n${severity} · ${preset} · [${id}](${pageOf(id)})`,
});

const remarkKey = ([id, { severity, title }]: readonly [string, (typeof remarkKinds)[keyof typeof remarkKinds]]) =>
  [id, { shape: level, about: `${title}.`, more: `${severity} · [${id}](${pageOfRemark(id)})` }] as const;

const { preset, assumeDefaults, quotas } = outOfTheBox;

/** What may also be said of some files only. */
const everywhere = (rules: readonly AnyRule[]) =>
  ({
    preset: {
      shape: { kind: 'word', noun: 'preset', words: presetWords },
      about: 'Which rules speak, if nothing else is said of them.',
      default: preset,
    },
    rules: {
      shape: {
        kind: 'keys',
        noun: 'rule',
        keys: Object.fromEntries([
          ...rules.map((rule) => [rule.id, ruleKey(rule)] as const),
          ...Object.entries(remarkKinds).map(remarkKey),
        ]),
      },
      about:
        'Single rules: `off`, or the severity that they speak with. A severity also turns on a rule that is outside of ' +
        'the preset, and it is taken as said, also where a finding would say less by itself.',
    },
    assumeDefaults: {
      shape: { kind: 'flag' },
      about:
        'Whether a parameter is taken to have its default. If not, what rests on it is not known, and nothing is said ' +
        'of it.',
      default: assumeDefaults,
    },
    quotas: {
      shape: {
        kind: 'keys',
        noun: 'quota',
        keys: {
          restTimeoutSeconds: {
            // The most that AWS has been seen to grant; Terraform's provider takes no more either.
            shape: { kind: 'amount', least: quotas.restTimeoutSeconds, most: 300 },
            about: 'How long Regional and private REST APIs may wait for their integration, in seconds.',
            default: quotas.restTimeoutSeconds,
          },
        },
      },
      about: 'Limits that AWS has raised for the account.',
    },
    parameters: {
      shape: { kind: 'list', of: { kind: 'file', gives: 'parameters' } },
      about:
        'Files that say which values a deployment gives to parameters, seen from the folder of this file. Where several ' +
        'speak of a parameter, the later one wins.',
      more:
        'A `samconfig.toml`, a parameters file in JSON, or a deployment file of Git sync. If nothing is said, those ' +
        'count that stand beside a template under their usual names: `samconfig.toml`, and `shop.parameters.json` ' +
        'beside `shop.yaml`. With `[]`, none counts.',
    },
    samEnvironment: {
      shape: { kind: 'name', noun: 'environment' },
      about: 'The environment of `samconfig.toml` that counts.',
      default: 'default',
    },
    varFiles: {
      shape: { kind: 'list', of: { kind: 'file', gives: 'variables' } },
      about:
        'Files that say which values Terraform is given for variables, as by `-var-file`, seen from the folder of this ' +
        'file. Where several speak of a variable, the later one wins.',
      more:
        'Files such as `prod.tfvars` and `prod.tfvars.json`. They go before `terraform.tfvars` and `*.auto.tfvars`, which ' +
        'count unasked, and are given to root modules only: those that no other module calls.',
    },
  }) as const satisfies Readonly<Record<string, Key>>;

/** All that a config can say, where there are these rules. */
export const describe = (rules: readonly AnyRule[]) =>
  ({
    kind: 'keys',
    noun: 'key',
    keys: {
      ...everywhere(rules),
      ignore: {
        shape: { kind: 'list', of: { kind: 'pattern' } },
        about: 'Files that are left alone: patterns as in .gitignore, seen from the folder of this file.',
      },
      overrides: {
        shape: {
          kind: 'list',
          of: {
            kind: 'keys',
            noun: 'key',
            keys: {
              files: {
                shape: { kind: 'list', of: { kind: 'pattern' } },
                about: 'The files it is said of: patterns as in .gitignore, seen from the folder of this file.',
                required: true,
              },
              ...everywhere(rules),
            },
          },
        },
        about: 'What is different for some files. Where several speak of a file, the later one wins.',
      },
    },
  }) as const satisfies Shape;

export const description = describe(rules);

export type Config = Said<typeof description>;

/** What may be said of all files, and of some. */
export type Wishes = Omit<Config, 'ignore' | 'overrides'>;
