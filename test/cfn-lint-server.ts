/*
 * The language server, with a few lines in the place of cfn-lint's thread. They find what a template tells them to:
 * `# cfn-lint: E3002 on Nmae` is a finding on the first such word. Or they do what threads do: `# cfn-lint: falls`.
 */
import { createConnection } from 'vscode-languageserver/node';
import type { CfnLintFinding } from '../server/cfn-lint/finding.ts';
import type { Answer, Order } from '../server/cfn-lint/message.ts';
import type { StartThread } from '../server/cfn-lint/thread.ts';
import { startServer } from '../server/features/server.ts';
import { machine } from '../server/workspace/node.ts';

let starts = 0;

const thread: StartThread = (heard) => {
  starts++;
  const timers = new Set<NodeJS.Timeout>();
  const soon = (then: () => void, milliseconds = 0): void => void timers.add(setTimeout(then, milliseconds));
  const say = (answer: Answer): void => heard.answer(answer);
  soon(() => say({ kind: 'ready', version: `1.58.0 (start ${starts})` }));
  return {
    post(order) {
      const told = [...order.text.matchAll(/# cfn-lint: (.*)/g)].map(([, words = '']) => words);
      if (told.includes('falls')) soon(() => heard.ended('its exit code was 7'));
      else if (told.includes('refuses')) soon(() => say({ kind: 'failed', id: order.id, why: 'ValueError: no' }));
      else if (told.includes('dislikes its config')) soon(() => say({ kind: 'misconfigured', id: order.id, wrong }));
      else
        soon(
          () => say({ kind: 'linted', id: order.id, findings: findingsIn(order, told) }),
          told.includes('thinks') ? 500 : 0,
        );
    },
    end() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
};

const wrong = { message: "Invalid configuration key 'ignore_check' in .cfnlintrc at ignore_check", file: '.cfnlintrc' };

/** Each on the first word of that name, with the place that it was asked for in its message. */
function findingsIn(
  { text, folder, file, config, trusted }: Order,
  told: readonly string[],
): readonly CfnLintFinding[] {
  return told.flatMap((words) => {
    const [, id, word] = /^(\w\d{4}) on (\S+)/.exec(words) ?? [];
    if (id === undefined || word === undefined) return [];
    const at = text.indexOf(word);
    const before = text.slice(0, at).split('\n');
    const line = before.length;
    const column = (before.at(-1)?.length ?? 0) + 1;
    const place = [
      file ?? config,
      folder === undefined ? 'of no folder' : 'of a folder',
      trusted ? 'trusted' : 'not trusted',
    ];
    return {
      id,
      severity: 'error',
      message: `${word} in ${place.join(', ')}`,
      line,
      column,
      endLine: line,
      endColumn: column + word.length,
      about: '',
      link: '',
      path: ['Resources', 'Alb', 'Properties', word],
    };
  });
}

startServer(createConnection(), {
  machine,
  cfnLint: () => thread,
  onDemand: () => import('../server/features/on-demand.ts'),
});
