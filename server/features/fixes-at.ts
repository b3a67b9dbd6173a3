import { fixesFor } from '../linter/analysis.ts';
import type { RuleFix } from '../linter/fix-kind.ts';
import type { Report } from '../linter/judge.ts';
import type { Crash } from '../linter/lint.ts';
import type { Template } from '../workspace/documents.ts';

/** The fixes of a finding threw, which is a bug of ours. */
export type FixFailed = (uri: string, crash: Crash) => void;

/** The editor asks again at every move of the cursor; a report belongs to one version of the text. */
const known = new WeakMap<Report, readonly RuleFix[]>();

export function fixesAt({ uri, analysis }: Template, report: Report, failed: FixFailed): readonly RuleFix[] {
  let fixes = known.get(report);
  if (!fixes) {
    try {
      fixes = fixesFor(analysis, report);
    } catch (error) {
      failed(uri, { rule: report.rule, resource: report.resource, error }); // the fixes of other findings are still worth offering
      fixes = [];
    }
    known.set(report, fixes);
  }
  return fixes;
}
