import { existsSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { addCheck } from './commands/check.ts';
import { addExplain } from './commands/explain.ts';
import { addFix } from './commands/fix.ts';
import { pagesBeside } from './commands/pages.ts';
import { addRules } from './commands/rules.ts';

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
    .description('Finds what is wrong with load balancers and API gateways in CloudFormation templates, and fixes it.')
    .version(manifest.version, '-v, --version', 'Print the version.')
    .helpOption('-h, --help', 'Print this help.')
    .helpCommand(false)
    .showHelpAfterError('Run gatelint --help to see what can be done.')
    .exitOverride();

  const pages = pagesBeside(import.meta.dirname);
  addCheck(gatelint);
  addFix(gatelint);
  addExplain(gatelint, pages);
  addRules(gatelint, pages);
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
