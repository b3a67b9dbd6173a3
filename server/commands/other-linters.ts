/* Other linters, asked beside our own. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withCfnLint } from '../cfn-lint/beside.ts';
import { CfnLintThread } from '../cfn-lint/thread.ts';
import type { Outcome } from '../linter/outcome.ts';
import { clearProgress, showProgress } from './terminal.ts';

export interface OtherLinter {
  /** The outcome with what it says added. */
  beside(outcome: Outcome): Promise<Outcome>;
  stop(): Promise<void>;
}

/** cfn-lint as it is installed beside the program; in words why it cannot be had. It obeys the `.cfnlintrc` of the folder that the user stands in. */
export function cfnLint(program: string): OtherLinter | { readonly why: string } {
  const home = join(program, 'cfn-lint');
  if (!existsSync(join(home, 'site.bin')))
    return {
      why: 'cfn-lint is not part of this installation of Gatelint. In its sources, npm run build:cfn-lint adds it.',
    };
  const thread = new CfnLintThread({ home, script: join(home, 'worker.js'), folder: process.cwd() });
  return {
    async beside(outcome) {
      if (outcome.format !== 'cloudformation' || outcome.text === undefined) return outcome;
      showProgress(() => `Asking cfn-lint about ${outcome.file} …`);
      const answer = await thread.lint(outcome.text);
      clearProgress();
      if (answer.kind === 'findings') return withCfnLint(outcome, answer.findings);
      const message = answer.kind === 'failed' ? answer.why : 'cfn-lint was interrupted.';
      return { ...outcome, problems: [...outcome.problems, { kind: 'file', file: outcome.file, message }] };
    },
    stop: () => thread.stop(),
  };
}
