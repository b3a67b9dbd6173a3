import { type Command, createArgument } from 'commander';
import { remarkKinds } from '../linter/suppressions.ts';
import { prettyPage } from '../reporters/page.ts';
import type { Pages } from './pages.ts';
import { isTerminal, print, wantsColor } from './terminal.ts';
import { ruleId, withColors } from './words.ts';

interface ExplainOptions {
  readonly examples?: boolean;
  readonly color?: boolean;
}

const help = `
On a terminal the page is set for reading, and most examples are titles only; into a pipe or a file it goes as it is,
which is Markdown.`;

export function addExplain(gatelint: Command, pages: Pages): void {
  const command = gatelint
    .command('explain')
    .description('Explain a rule: why it speaks, what it leaves alone, how it is fixed and turned off.')
    .addArgument(createArgument('<rule>', 'as it is called in findings').argParser(ruleId))
    .option('--examples', 'show every example')
    .addHelpText('after', help)
    .action((rule: string, { examples = false, color }: ExplainOptions) => {
      const page = pages(rule in remarkKinds ? 'suppressions.md' : `rules/${rule}.md`);
      if (page === undefined) return;
      const isRead = isTerminal() || color === true;
      print(isRead ? prettyPage(page, { color: wantsColor(color), unfolded: examples }) : page);
    });
  withColors(command);
}
