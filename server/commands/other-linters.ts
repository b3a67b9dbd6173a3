/* Other linters, asked beside our own. */
import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { withCfnLint } from '../cfn-lint/beside.ts';
import type { Job } from '../cfn-lint/message.ts';
import { type Outcome as Answer, CfnLintThread } from '../cfn-lint/thread.ts';
import { threadOnNode } from '../cfn-lint/thread-on-node.ts';
import type { Outcome, PublishedProblem } from '../linter/outcome.ts';
import { clearProgress, showProgress } from './terminal.ts';

export interface OtherLinter {
  /** The outcome with what it says added. */
  beside(outcome: Outcome): Promise<Outcome>;
  stop(): Promise<void>;
}

/** cfn-lint as it is installed beside the program; in words why it cannot be had. It obeys the `.cfnlintrc` that is nearest to a template, as far up as the folder that the user stands in. */
export function cfnLint(program: string): OtherLinter | { readonly why: string } {
  const home = join(program, 'cfn-lint');
  if (!existsSync(join(home, 'bundle.json')))
    return {
      why: 'cfn-lint is not part of this installation of Gatelint. In its sources, npm run build:cfn-lint adds it.',
    };
  const thread = new CfnLintThread(threadOnNode(join(home, 'worker.js'), { home }));
  return {
    async beside(outcome) {
      if (outcome.format !== 'cloudformation' || outcome.text === undefined) return outcome;
      showProgress(() => `Asking cfn-lint about ${outcome.file} …`);
      // Whoever asks for cfn-lint here would have run it here, with the rules that its config names.
      const answer = await thread.lint(outcome.file, { text: outcome.text, trusted: true, ...placeOf(outcome.file) });
      clearProgress();
      if (answer.kind === 'findings') return withCfnLint(outcome, answer.findings);
      return { ...outcome, problems: [...outcome.problems, problemOf(answer, outcome.file)] };
    },
    stop: () => thread.stop(),
  };
}

function placeOf(file: string): Pick<Job, 'folder' | 'file'> {
  const folder = process.cwd();
  const from = relative(folder, resolve(file));
  const isInside = from !== '' && !from.startsWith('..') && from !== resolve(from);
  return { folder, ...(isInside && { file: from.split(sep).join('/') }) };
}

function problemOf(answer: Exclude<Answer, { kind: 'findings' }>, file: string): PublishedProblem {
  if (answer.kind === 'misconfigured')
    return { kind: 'file', file: answer.wrong.file ?? file, message: `cfn-lint: ${answer.wrong.message}` };
  return { kind: 'file', file, message: answer.kind === 'failed' ? answer.why : 'cfn-lint was interrupted.' };
}
