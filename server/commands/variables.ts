/* The options that give values to variables, as Terraform has them. */
import { type Command, InvalidArgumentError } from 'commander';
import { several } from './words.ts';

/** Which came first counts, whichever option it was. */
interface InOrder {
  readonly order: number;
}
export interface VariableOptions {
  readonly varFile?: readonly (InOrder & { readonly file: string })[];
  readonly var?: readonly (InOrder & { readonly name: string; readonly text: string })[];
}

export function withVariables(command: Command): Command {
  let order = 0;
  return command
    .option(
      '--var-file <file>',
      'take what variables of Terraform are given from this file; may be given several times',
      several((file) => ({ order: order++, file })),
    )
    .option(
      '--var <name=value>',
      'give a variable of Terraform this value; may be given several times',
      several((words) => ({ order: order++, ...assignment(words) })),
    );
}

/** As Terraform reads them: all behind the first `=` is the value. */
function assignment(words: string): { readonly name: string; readonly text: string } {
  const at = words.indexOf('=');
  const name = words.slice(0, at);
  if (at < 1 || !/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name))
    throw new InvalidArgumentError('Write a name, "=" and a value, with no blank between: --var timeout=30.');
  return { name, text: words.slice(at + 1) };
}
