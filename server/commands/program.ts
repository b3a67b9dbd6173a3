import { existsSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { addCheck } from './check.ts';
import { addDiff } from './diff.ts';
import { addExplain } from './explain.ts';
import { addFix } from './fix.ts';
import { pagesBeside } from './pages.ts';
import { addRules } from './rules.ts';

/** What the program stands on. */
export interface Installation {
  /** The folder that it runs from, `dist` or `server`. */
  readonly folder: string;
  /** Loads the language server, which starts itself. */
  readonly startServer: () => Promise<unknown>;
}

/** Does what the arguments of the process say. */
export async function run(installation: Installation): Promise<void> {
  try {
    await program(installation).parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has said what is wrong; help and version are no errors.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  }
}

function program({ folder, startServer }: Installation): Command {
  const gatelint = new Command('gatelint')
    .description(
      'Finds what is wrong with load balancers and API gateways in CloudFormation, SAM and Terraform, and fixes it.',
    )
    .version(manifest.version, '-v, --version', 'Print the version.')
    .helpOption('-h, --help', 'Print this help.')
    .helpCommand(false)
    .showHelpAfterError('Run gatelint --help to see what can be done.')
    .exitOverride();

  const pages = pagesBeside(folder);
  addCheck(gatelint, folder);
  addFix(gatelint);
  addDiff(gatelint);
  addExplain(gatelint, pages);
  addRules(gatelint, pages);
  gatelint
    .command('lsp')
    .description('Start the language server, for editors.')
    .requiredOption('--stdio', 'speak over standard input and output')
    .allowUnknownOption() // editors add words of their own, such as --clientProcessId
    .allowExcessArguments()
    .action(async () => {
      await startServer();
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
