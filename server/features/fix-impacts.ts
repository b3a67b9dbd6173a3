/* What deploying a file would do once one of its fixes is made, for the fixes that are shown. */
import type { TextEdit } from '../formats/format.ts';
import { type Impact, type ImpactOf, inWords } from '../impact/impact.ts';
import { impactOfEdits } from '../linter/fix-impact.ts';
import type { RuleFix } from '../linter/fix-kind.ts';
import type { Report } from '../linter/judge.ts';
import type { Template } from '../workspace/documents.ts';
import type { FixFailed } from './fixes-at.ts';

/** A fix is one of one version of the text, and kept as long (`fixesAt`): so is its impact, and that of all like it. */
const ofOne = new WeakMap<RuleFix, Impact>();
const ofAll = new WeakMap<RuleFix, Impact>();

/** An editor asks at every move of the cursor, and the fixes wait for what is said of them. */
const mostMilliseconds = 50;
/** With fewer resources, it takes long only when somebody else is at work. */
const manyResources = 100;

/**
 * Undefined where there is no time left for it; whoever asks again later gets one more. `all`: the edits that do the same
 * about every finding of the rule, whose impact is asked for then.
 */
export type ImpactOfFix = (fix: RuleFix, report: Report, all?: readonly TextEdit[]) => Impact | undefined;

/** Of the fixes that are shown together. */
export function impactsAt({ uri, analysis }: Template, impactOf: ImpactOf, failed: FixFailed): ImpactOfFix {
  const isLarge = analysis.source.resources.length >= manyResources;
  let spent = 0;
  return (fix, { rule, resource }, all) => {
    const known = all ? ofAll : ofOne;
    const there = known.get(fix);
    if (there) return there;
    if (isLarge && spent > mostMilliseconds) return undefined;
    const began = performance.now();
    try {
      const impact = impactOfEdits(analysis, all ?? fix.edits, impactOf);
      known.set(fix, impact);
      return impact;
    } catch (error) {
      failed(uri, { rule, resource, error }); // the fix is still worth offering
      return undefined;
    } finally {
      spent += performance.now() - began;
    }
  };
}

/** `Redirect to HTTPS (updates in place)` */
export const titleWith = (title: string, impact: Impact | undefined): string =>
  impact ? `${title} (${inWords(impact)})` : title;
