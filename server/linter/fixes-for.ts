import { rules } from '../../rules/index.ts';
import type { Manner } from '../formats/format.ts';
import { render } from '../formats/writer.ts';
import type { Analysis } from './analysis.ts';
import type { RuleFix } from './fix-kind.ts';
import { fixesOf } from './fixes.ts';
import type { Report } from './judge.ts';

/** Asked for when somebody looks at the finding: an analysis knows nothing of writing. */
export function fixesFor(analysis: Analysis, report: Report, how: Pick<Manner, 'inThisFile'> = {}): readonly RuleFix[] {
  const rule = rules.find(({ id }) => id === report.rule);
  return rule ? fixesOf(analysis, rule, report, render, how) : [];
}
