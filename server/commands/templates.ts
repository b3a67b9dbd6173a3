/* The files that a command is about, and the settings that they are judged by. */
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Preset } from '../../rules/kit/index.ts';
import { presets } from '../linter/settings.ts';
import { check, exportsBelow, type Judge, type Judged, type Workspace } from '../workspace/check.ts';
import { Configs, readConfigFile } from '../workspace/configs.ts';
import type { Disk } from '../workspace/disk.ts';
import { whyNotGiven } from '../workspace/given.ts';
import { Modules } from '../workspace/modules.ts';
import { disk } from '../workspace/node.ts';
import { OtherFiles, repositoryOf } from '../workspace/other-files.ts';
import { type Assignment, type Chosen, choose } from '../workspace/variables.ts';
import { clearProgress, note, shown, showProgress } from './terminal.ts';
import { type VariableOptions, withVariables } from './variables.ts';
import { oneOf, several } from './words.ts';

/** Whose settings count. */
export interface ConfigOptions extends VariableOptions {
  /** A file, in the place of every gatelint.yaml; `false`: none at all; else the nearest of each file. */
  readonly config: string | boolean;
  readonly preset?: Preset;
  /** Files that say what parameters are given. */
  readonly parameters?: readonly string[];
}

export const withTemplates = (command: Command): Command =>
  withSettings(command.argument('[path...]', 'files and folders', ['.'])).addOption(
    oneOf('--preset <preset>', 'which rules speak, whatever gatelint.yaml says', presets),
  );

export const withSettings = (command: Command): Command =>
  withVariables(
    command
      .option('--config <file>', 'take the settings from this file, in the place of every gatelint.yaml')
      .option('--no-config', 'take no settings from any gatelint.yaml')
      .option(
        '--parameters <file>',
        'take what parameters are given from this file; may be given several times',
        several((file) => file),
      ),
  );

export const aboutSettings = `
Settings come from the nearest gatelint.yaml: in the folder of a file or above it, as far as the folder that has a
.git. What its "ignore" names is left alone, also where it is named here; --no-config checks it.

What parameters are given comes from --parameters, else from what "parameters" in gatelint.yaml names, else from what
stands beside a template: samconfig.toml, and shop.parameters.json beside shop.yaml.

What variables of Terraform are given comes from terraform.tfvars and *.auto.tfvars beside a root module, then from
--var-file, else from what "varFiles" in gatelint.yaml names, and from --var: the later one wins, as for Terraform. A
module that another one calls is given nothing but what that one says.`;

/**
 * Undefined where a file that the user named cannot be read: by other settings, nothing they asked for would be checked.
 * `from`: where the files are read that are not named by an option.
 */
export function workspaceFor(
  paths: readonly string[],
  options: ConfigOptions,
  from: Disk = disk,
): Workspace | undefined {
  const { config, preset, parameters } = options;
  const full = (path: string) => resolve(path);
  for (const file of parameters ?? []) {
    const why = whyNotGiven(disk, full(file));
    if (why !== undefined) return unusable(file, why);
  }
  const only = typeof config === 'string' ? readConfigFile(disk, resolve(config)) : undefined;
  if (only?.unreadable !== undefined) return unusable(String(config), only.unreadable);
  const variables = variablesOf(paths.map(full), options, from);
  // What was committed need not have every variable that there is now.
  if (variables && from === disk) {
    for (const text of [...variables.notes, ...variables.wrong]) note(text);
    if (variables.wrong.length > 0) {
      process.exitCode = 2;
      return undefined;
    }
  }
  const configs = new Configs(from);
  const here = full('.');
  const repository = repositoryOf(from, here);
  const exports = exportsBelow(repository ?? here, () => workspace);
  const modules = variables?.chosen.modules ?? new Modules(from);
  const tops = [...(repository === undefined ? [] : [repository]), ...paths.map(full)];
  const isCalled = (folder: string): boolean => modules.isCalled(folder, tops);
  const others = new OtherFiles({ shelf: from, folders: [here], pathOf: full, fileOf: shown, exports, isCalled });
  let files = others.forReader();
  const workspace: Workspace = {
    disk: from,
    full,
    shown,
    get files() {
      return files;
    },
    becomes(path, text) {
      others.becomes(path, text);
      files = others.forReader();
    },
    configOf: (file) => (config === false ? undefined : (only ?? configs.of(file))),
    ...(preset && { preset }),
    ...(parameters && { parameters: parameters.map(full) }),
    ...(variables && { variables: variables.chosen }),
  };
  return workspace;
}

/** Undefined where no option gives any. */
function variablesOf(
  paths: readonly string[],
  { varFile = [], var: values = [] }: ConfigOptions,
  from: Disk,
): Chosen | undefined {
  const inOrder = [...varFile, ...values].sort((one, other) => one.order - other.order);
  if (inOrder.length === 0) return undefined;
  const assignments = inOrder.map(
    (one): Assignment =>
      'file' in one ? { kind: 'file', path: resolve(one.file), called: one.file } : { kind: 'value', ...one },
  );
  return choose(disk, assignments, new Modules(from), paths);
}

function unusable(file: string, why: string): undefined {
  note(`${file}: ${why}`);
  process.exitCode = 2;
}

/** One after the other, with a word on what was named and is none. */
export async function* templatesIn<More>(
  paths: readonly string[],
  workspace: Workspace,
  judge?: Judge<More>,
): AsyncGenerator<Judged<More>> {
  let files = 0;
  let read = 0;
  let wasTold = false;
  const unread = new Set<string>();
  for (const checked of check(paths, workspace, judge)) {
    if (checked.kind === 'unread') {
      if (!unread.has(checked.file)) note(`${checked.file}: ${checked.why} It gives nothing to parameters.`);
      unread.add(checked.file);
      continue;
    }
    files++;
    showProgress(() => `Checking … ${read} of ${files} files`);
    if (checked.kind === 'checked') {
      if (checked.outcome.kind === 'template') read++;
      yield checked;
      await setImmediate(); // lets a closed pipe be noticed
    } else if (checked.kind === 'ignored') {
      note(`${checked.file}: ${checked.config} ignores this file; to check it nevertheless, add --no-config.`);
      wasTold = true;
    } else if (checked.named) {
      note(`${checked.file}: this is no CloudFormation template and no Terraform; there was nothing to check in it.`);
      wasTold = true;
    }
  }
  clearProgress();
  if (read === 0 && !wasTold) note(`No CloudFormation template and no Terraform was found in ${paths.join(', ')}.`);
}
