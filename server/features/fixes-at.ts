import { Kept } from '../formats/syntax/kept.ts';
import type { Analysis } from '../linter/analysis.ts';
import type { RuleFix } from '../linter/fix-kind.ts';
import { fixesFor } from '../linter/fixes-for.ts';
import type { Report } from '../linter/judge.ts';
import type { Crash } from '../linter/together.ts';
import type { Template } from '../workspace/documents.ts';

/** The fixes of a finding threw, which is a bug of ours. */
export type FixFailed = (uri: string, crash: Crash) => void;

/**
 * The editor asks again at every move of the cursor. A report may stay from one version of the text to the next, but the
 * edits of its fixes do not: they are known for one version only.
 */
const known = new Kept<Analysis, Map<Report, readonly RuleFix[]>>();

export function fixesAt({ uri, analysis }: Template, report: Report, failed: FixFailed): readonly RuleFix[] {
  const ofVersion = known.get(analysis) ?? new Map<Report, readonly RuleFix[]>();
  known.set(analysis, ofVersion);
  let fixes = ofVersion.get(report);
  if (!fixes) {
    try {
      fixes = fixesFor(analysis, report);
    } catch (error) {
      failed(uri, { rule: report.rule, resource: report.resource, error }); // the fixes of other findings are still worth offering
      fixes = [];
    }
    ofVersion.set(report, fixes);
  }
  return fixes;
}
