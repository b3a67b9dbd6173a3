/* Whether the cases of a rule tell a changed rule from the rule. */
import { createContext, Script } from 'node:vm';
import type { AnyRule } from '../../rules/kit/index.ts';
import { type Statement, statementsOf } from '../../test/case-runner.ts';
import type { CaseFile } from '../../test/cases.ts';

export interface Judge {
  /** What the cases have against the rule: the title of the first statement that does not hold. */
  readonly complaintAbout: (load: () => AnyRule) => string | undefined;
}

const TIME_IS_UP = 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/** No rule thinks longer than so many milliseconds: a change may well have made it endless. */
export function judgeOf(cases: Pick<CaseFile, 'cases'>, mostMs = 20_000): Judge {
  // Who told one apart is asked first about the next: neighbours fall to the same case.
  const statements = statementsOf(cases).filter(({ isTwin }) => !isTwin);
  return {
    complaintAbout: (load) => {
      let asked: Statement | undefined;
      try {
        bounded(mostMs, () => {
          const rule = load();
          for (asked of statements) asked.check(rule);
        });
        return undefined;
      } catch (error) {
        if (isTimeout(error)) return 'does not come to an end';
        if (!asked) return 'cannot be loaded';
        statements.splice(statements.indexOf(asked), 1);
        statements.unshift(asked);
        return asked.title;
      }
    },
  };
}

const context = createContext({ work: () => {} });
const call = new Script('work()');

/** Node can only stop what runs inside of a script. */
function bounded(mostMs: number, work: () => void): void {
  context['work'] = work;
  call.runInContext(context, { timeout: mostMs });
}

const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === TIME_IS_UP;
