import type { Command } from 'commander';
import { markdownRules, prettyRules, type RuleFacts } from '../reporters/rules.ts';
import type { Pages } from './pages.ts';
import { print, wantsColor } from './terminal.ts';
import { oneOf, withColors } from './words.ts';

interface RulesOptions {
  readonly format: 'pretty' | 'json' | 'markdown';
  readonly color?: boolean;
}

export function addRules(gatelint: Command, pages: Pages): void {
  const command = gatelint
    .command('rules')
    .description('List the rules: how bad, in which preset, whether they can be fixed, and what others call them.')
    .addOption(oneOf('--format <format>', 'how to print them', ['pretty', 'json', 'markdown']).default('pretty'))
    .action(({ format, color }: RulesOptions) => {
      const json = pages('rules/rules.json');
      if (json === undefined) return;
      const rules: readonly RuleFacts[] = JSON.parse(json); // written by `npm run docs`, in this shape
      if (format === 'json') print(json);
      else print(format === 'markdown' ? markdownRules(rules) : prettyRules(rules, wantsColor(color)));
    });
  withColors(command);
}
