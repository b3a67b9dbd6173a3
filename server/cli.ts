import { existsSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Command, CommanderError, Option } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import type { Preset, Severity } from '../rules/kit/index.ts';
import { exitCode, type Outcome } from './linter/outcome.ts';
import { presets } from './linter/settings.ts';
import { json } from './reporters/json.ts';
import { type Look, prettyFile, prettySummary } from './reporters/pretty.ts';
import { harmless } from './reporters/width.ts';
import { check, type Workspace } from './workspace/check.ts';
import { Configs, readConfigFile } from './workspace/configs.ts';
import { disk } from './workspace/node.ts';

/** Whose settings count. */
interface ConfigOptions {
  /** A file, in the place of every gatelint.yaml; `false`: none at all; else the nearest of each template. */
  readonly config: string | boolean;
  readonly preset?: Preset;
}

interface CheckOptions extends ConfigOptions {
  readonly format: 'pretty' | 'json';
  readonly failOn: Severity;
  readonly undecided: boolean;
  /** Undefined where the user left it to us. */
  readonly color?: boolean;
}

const settings = `
Settings come from the nearest gatelint.yaml: in the folder of a template or above it, as far as the folder that has
a .git. What its "ignore" names is left alone, also where it is named here; --no-config checks it.`;

const exitCodes = `
Exit codes:
  0  nothing is as bad as --fail-on
  1  something is, or a template cannot be parsed whole
  2  wrong use, a mistake in gatelint.yaml, a file that cannot be read, or a mistake of Gatelint's own`;

const issues = 'https://github.com/gatelint/gatelint/issues';

// Whoever reads along may have seen enough (`| head`): that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

program()
  .parseAsync()
  .catch((error: unknown) => {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has said what is wrong; help and version are no errors.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  });

function program(): Command {
  const gatelint = new Command('gatelint')
    .description('Finds what is wrong with load balancers and API gateways in CloudFormation templates.')
    .version(manifest.version, '-v, --version', 'Print the version.')
    .helpOption('-h, --help', 'Print this help.')
    .helpCommand(false)
    .showHelpAfterError('Run gatelint --help to see what can be done.')
    .exitOverride();

  gatelint
    .command('check')
    .description('Check templates: files whatever they are called, folders with what .gitignore leaves of them.')
    .argument('[path...]', 'files and folders', ['.'])
    .addOption(new Option('--format <format>', 'how to print findings').choices(['pretty', 'json']).default('pretty'))
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 where something is at least as bad')
        .choices(['error', 'warning', 'information', 'hint'])
        .default('warning'),
    )
    .option('--config <file>', 'take the settings from this file, in the place of every gatelint.yaml')
    .option('--no-config', 'take no settings from any gatelint.yaml')
    .addOption(new Option('--preset <preset>', 'which rules speak, whatever gatelint.yaml says').choices([...presets]))
    .option('--undecided', 'list what could not be decided, and why', false)
    .option('--color', 'print colors (the default on a terminal)')
    .option('--no-color', 'print no colors')
    .addHelpText('after', settings + exitCodes)
    .action(runCheck);

  gatelint
    .command('lsp')
    .description('Start the language server, for editors.')
    .requiredOption('--stdio', 'speak over standard input and output')
    .allowUnknownOption() // editors add words of their own, such as --clientProcessId
    .allowExcessArguments()
    .action(async () => {
      await import('./main.ts');
    });

  // A path in the place of a command: what was meant is clear.
  gatelint.configureOutput({
    outputError: (text, write) => {
      const path = /unknown command '(.*)'/.exec(text)?.[1];
      write(path !== undefined && existsSync(path) ? `error: to check ${path}, run: gatelint check ${path}\n` : text);
    },
  });
  return gatelint;
}

async function runCheck(paths: readonly string[], options: CheckOptions): Promise<void> {
  const isTerminal = process.stdout.isTTY ?? false; // it is undefined for a pipe, whatever its type says
  const look: Look = {
    color: options.color ?? wantsColor(process.env, isTerminal),
    undecided: options.undecided,
  };
  const workspace = workspaceFor(options);
  if (!workspace) return;
  const outcomes: Outcome[] = [];
  const progress = showProgress();
  let files = 0;
  let wasTold = false;
  for (const checked of check(paths, workspace)) {
    files++;
    progress.show(() => `Checking … ${files} files, ${outcomes.length} templates`);
    if (checked.kind === 'checked') {
      outcomes.push(checked.outcome);
      const text = options.format === 'pretty' ? prettyFile(checked.outcome, look) : '';
      if (text !== '') {
        progress.clear();
        process.stdout.write(text);
      }
      await setImmediate(); // lets a closed pipe be noticed
    } else if (checked.kind === 'ignored') {
      progress.clear();
      note(`${checked.file}: ${checked.config} ignores this file; to check it nevertheless, add --no-config.`);
      wasTold = true;
    } else if (checked.named) {
      progress.clear();
      note(`${checked.file}: this is no CloudFormation template; there was nothing to check in it.`);
      wasTold = true;
    }
  }
  progress.clear();
  process.stdout.write(options.format === 'json' ? json(manifest.version, outcomes) : prettySummary(outcomes, look));
  if (outcomes.length === 0 && !wasTold) note(`No CloudFormation template was found in ${paths.join(', ')}.`);
  tellProblems(outcomes);
  process.exitCode = exitCode(outcomes, options.failOn);
}

/** Undefined where the config that the user named cannot be read: by other settings, nothing they asked for would be checked. */
function workspaceFor({ config, preset }: ConfigOptions): Workspace | undefined {
  const workspace = { disk, full: (path: string) => resolve(path), shown, ...(preset && { preset }) };
  if (config === false) return { ...workspace, configOf: () => undefined };
  if (typeof config !== 'string') {
    const configs = new Configs(disk);
    return { ...workspace, configOf: (file) => configs.of(file) };
  }
  const only = readConfigFile(disk, resolve(config));
  if (only.unreadable === undefined) return { ...workspace, configOf: () => only };
  note(`${config}: ${only.unreadable}`);
  process.exitCode = 2;
  return undefined;
}

/** What is no part of any report goes to standard error. */
function tellProblems(outcomes: readonly Outcome[]): void {
  const problems = outcomes.flatMap((outcome) => outcome.problems);
  for (const { kind, file, message } of problems) if (kind === 'file') note(`${file}: ${message}`);
  for (const { kind, file, message, stack } of problems)
    if (kind === 'crash')
      note(`${file}: ${message}\nThis is a mistake of Gatelint's own; please report it at ${issues}\n${stack ?? ''}`);
}

function note(text: string): void {
  process.stderr.write(`${text.split('\n').map(harmless).join('\n')}\n`);
}

/** From where the user stands, with `/` on every system; whole where it is on another drive. */
function shown(path: string): string {
  const near = relative(process.cwd(), path) || '.';
  return (isAbsolute(near) ? path : near).split(sep).join('/');
}

interface Progress {
  show(text: () => string): void;
  clear(): void;
}

/** One line that comes only if the work takes long, and only where somebody looks. */
function showProgress(): Progress {
  if (!process.stderr.isTTY) return { show() {}, clear() {} };
  let next = performance.now() + 500;
  let isShown = false;
  return {
    show(text) {
      if (performance.now() < next) return;
      next = performance.now() + 100;
      isShown = true;
      process.stderr.write(`\r\x1b[K${text()}`);
    },
    clear() {
      if (isShown) process.stderr.write('\r\x1b[K');
      isShown = false;
    },
  };
}

/** Sources: https://no-color.org, https://force-color.org. */
function wantsColor(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0';
  return isTerminal && env['TERM'] !== 'dumb';
}
