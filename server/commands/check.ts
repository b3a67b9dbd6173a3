import type { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import type { Severity } from '../../rules/kit/index.ts';
import { exitCode, type Outcome } from '../linter/outcome.ts';
import { json } from '../reporters/json.ts';
import { type Look, prettyFile, prettySummary } from '../reporters/pretty.ts';
import { aboutSettings, type ConfigOptions, templatesIn, withTemplates, workspaceFor } from './templates.ts';
import { note, print, tellProblems, wantsColor } from './terminal.ts';
import { oneOf, severities, withColors } from './words.ts';

interface CheckOptions extends ConfigOptions {
  readonly format: 'pretty' | 'json';
  readonly failOn: Severity;
  readonly undecided?: boolean;
  readonly with?: 'cfn-lint';
  /** Undefined where the user left it to us. */
  readonly color?: boolean;
}

const exitCodes = `

Exit codes:
  0  nothing is as bad as --fail-on
  1  something is, or a file cannot be parsed whole
  2  wrong use, a mistake in gatelint.yaml, a file that cannot be read, or a mistake of Gatelint's own`;

/** `program`: the folder that the program runs from. */
export function addCheck(gatelint: Command, program: string): void {
  const command = gatelint
    .command('check')
    .description(
      'Check CloudFormation and Terraform: files whatever they are called, folders with what .gitignore leaves of them.',
    )
    .addOption(oneOf('--format <format>', 'how to print findings', ['pretty', 'json']).default('pretty'))
    .addOption(
      oneOf('--fail-on <severity>', 'exit with 1 where something is at least as bad', severities).default('warning'),
    )
    .option('--undecided', 'list what could not be decided, and why')
    .addOption(oneOf('--with <linter>', 'ask another linter about CloudFormation, too', ['cfn-lint']))
    .addHelpText('after', aboutSettings + exitCodes)
    .action((paths: readonly string[], options: CheckOptions) => run(paths, options, program));
  withColors(withTemplates(command));
}

async function run(paths: readonly string[], options: CheckOptions, program: string): Promise<void> {
  const workspace = workspaceFor(paths, options);
  if (!workspace) return;
  const other = await otherLinter(options, program);
  if (other && 'why' in other) {
    note(other.why);
    process.exitCode = 2;
    return;
  }
  const look: Look = { color: wantsColor(options.color), undecided: options.undecided ?? false };
  const outcomes: Outcome[] = [];
  for await (const { outcome: ours } of templatesIn(paths, workspace)) {
    const outcome = other ? await other.beside(ours) : ours;
    outcomes.push(outcome);
    if (options.format === 'pretty') print(prettyFile(outcome, look));
  }
  await other?.stop();
  print(options.format === 'json' ? json(manifest.version, outcomes) : prettySummary(outcomes, look));
  tellProblems(outcomes);
  process.exitCode = exitCode(outcomes, options.failOn);
}

/** Loaded only where it is asked for: it takes a thread, and megabytes of Python. */
async function otherLinter(options: CheckOptions, program: string) {
  if (options.with === undefined) return undefined;
  const { cfnLint } = await import('./other-linters.ts');
  return cfnLint(program);
}
