import type { Command } from 'commander';
import type { Severity } from '../../rules/kit/index.ts';
import { loadImpact } from '../impact/impact.ts';
import { type Choice, choiceOf, chooser } from '../linter/choices.ts';
import { exitCode, type Outcome } from '../linter/outcome.ts';
import { diff } from '../reporters/diff.ts';
import { mendedFile, mendedImpact, mendedSummary, unclearChoice } from '../reporters/mended.ts';
import { type Plan, planned, write } from '../workspace/fix.ts';
import { pen } from '../workspace/node.ts';
import { aboutSettings, type ConfigOptions, templatesIn, withTemplates, workspaceFor } from './templates.ts';
import { isTerminal, note, print, tellProblems, wantsColor } from './terminal.ts';
import { oneOf, ruleId, several, severities, withColors } from './words.ts';

interface FixOptions extends ConfigOptions {
  readonly dryRun?: boolean;
  readonly rule?: readonly string[];
  readonly choice?: readonly Choice[];
  readonly failOn: Severity;
  readonly color?: boolean;
}

const examples = `
Safe fixes create nothing, cost nothing, turn nobody away and have one right answer. Everything else is a choice:
  gatelint fix --dry-run                          what the safe fixes would change, as a diff, and what
                                                  deploying that would do
  gatelint fix --rule alb-listener-http-not-redirected
                                                  the safe fixes of this rule only
  gatelint fix --choice alb-without-waf           the safe fixes, and the first fix of this rule
  gatelint fix --choice alb-without-waf=2         its second one, as they are listed at the end of a run
  gatelint fix --choice alb-without-waf=counting  the one with that word in its title
A fix after which a load balancer, an API or a target group would be another one is made by --choice only.
A file that cannot be read whole is left as it is; so is what the CDK has written.
`;

const exitCodes = `

Exit codes:
  0  nothing is left that is as bad as --fail-on; with --dry-run: nothing would change
  1  something is, or a file cannot be parsed whole; with --dry-run: something would change
  2  wrong use, a mistake in gatelint.yaml, a file that cannot be read or written, or a mistake of Gatelint's own`;

export function addFix(gatelint: Command): void {
  const command = gatelint
    .command('fix')
    .description(
      'Fix CloudFormation and Terraform: what is safe, and what you choose. Comments and layout stay as they are.',
    )
    .option('--dry-run', 'write nothing; print what would change, as a diff')
    .option('--rule <id>', 'the safe fixes of this rule only; may be given several times', several(ruleId))
    .option(
      '--choice <id[=which]>',
      'a fix that is not safe, of this rule; may be given several times',
      several(choice),
    )
    .addOption(
      oneOf('--fail-on <severity>', 'exit with 1 where something at least as bad is left', severities).default(
        'warning',
      ),
    )
    .addHelpText('after', examples + aboutSettings + exitCodes)
    .action(run);
  withColors(withTemplates(command));
}

function choice(words: string): Choice {
  const made = choiceOf(words);
  ruleId(made.rule);
  return made;
}

async function run(paths: readonly string[], options: FixOptions): Promise<void> {
  const workspace = workspaceFor(paths, options);
  if (!workspace) return;
  const color = wantsColor(options.color);
  const { choose, unclear } = chooser(new Set(options.rule), options.choice ?? []);
  const impactOf = await loadImpact();
  const outcomes: Outcome[] = [];
  const plans: Plan[] = [];
  for await (const { outcome, more } of templatesIn(paths, workspace, planned(choose, impactOf))) {
    outcomes.push(outcome);
    if (!more) continue;
    plans.push(more);
    // The files of a module are mended one after the other: the next one stands beside what this one will be.
    if (more.newText !== more.text) workspace.becomes(more.path, more.newText);
  }
  const questions = unclear();
  for (const question of questions) process.stderr.write(unclearChoice(question, color));
  if (questions.length > 0)
    process.exitCode = 2; // nothing is written by half of what was asked for
  else if (options.dryRun) preview(plans, outcomes, color);
  else apply(plans, outcomes, options.failOn, color);
}

/** The diff goes to standard output alone, for `git apply` and its like. */
function preview(plans: readonly Plan[], outcomes: readonly Outcome[], color: boolean): void {
  for (const { file, text, newText } of plans) print(diff(file, text, newText, { color, isTerminal: isTerminal() }));
  for (const plan of plans) process.stderr.write(mendedImpact(plan, color));
  process.stderr.write(mendedSummary(plans, 'would be fixed', color));
  tellProblems(outcomes);
  const changes = plans.some(({ text, newText }) => text !== newText);
  process.exitCode = exitCode(outcomes, 'error') === 2 ? 2 : changes ? 1 : 0;
}

function apply(plans: readonly Plan[], outcomes: readonly Outcome[], failOn: Severity, color: boolean): void {
  const written: Plan[] = [];
  const failed: string[] = [];
  for (const plan of plans) {
    const why = plan.text === plan.newText ? undefined : write(plan, pen);
    if (why === undefined) {
      written.push(plan);
      print(mendedFile(plan, color));
    } else failed.push(`${plan.file}: ${why}`);
  }
  print(mendedSummary(written, 'fixed', color));
  tellProblems(outcomes);
  for (const failure of failed) note(failure);
  process.exitCode = failed.length > 0 ? 2 : exitCode(outcomes, failOn);
}
