/* The quick fixes for what cfn-lint finds: which rule is mended how. */
import type { Source } from '../../formats/format.ts';
import { orDeclined } from '../../formats/spell.ts';
import type { CfnLintFinding } from '../finding.ts';
import { deprecatedRuntime } from './deprecated-runtime.ts';
import type { CfnLintFix, Mend } from './fix.ts';
import { forgottenSub } from './forgotten-sub.ts';
import { hardcodedPartition } from './hardcoded-partition.ts';
import { ignoring } from './ignore.ts';
import { ignoredAttribute } from './ignored-attribute.ts';
import { joinAsSub } from './join-as-sub.ts';
import { otherPolicy, unsaidPolicy, unsaidRetention } from './kept-data.ts';
import { missingApiName, missingForZip, missingProperty } from './missing-property.ts';
import { missingTransform } from './missing-transform.ts';
import { misspeltKey } from './misspelt-key.ts';
import { misspeltWord } from './misspelt-word.ts';
import { obsoleteDependsOn } from './obsolete-depends-on.ts';
import { policyVersion } from './policy-version.ts';
import { pseudoParameterAsText } from './pseudo-parameter-as-text.ts';
import { reach } from './reach.ts';
import { subWithoutVariables } from './sub-without-variables.ts';
import { unusedMember } from './unused-member.ts';
import { valueOfAnotherType } from './value-of-another-type.ts';

export type { CfnLintFix } from './fix.ts';

/** Rules that say one thing each. */
const byRule: Readonly<Record<string, readonly Mend[]>> = {
  E1029: [forgottenSub],
  E1031: [missingTransform],
  E2531: [deprecatedRuntime],
  E2533: [deprecatedRuntime],
  E3029: [misspeltKey, ignoredAttribute],
  E3038: [missingTransform],
  E3660: [missingApiName],
  E3724: [missingTransform],
  I1022: [joinAsSub],
  I3011: [unsaidPolicy],
  I3013: [unsaidRetention],
  I3042: [hardcodedPartition],
  W1020: [subWithoutVariables],
  W1054: [pseudoParameterAsText],
  W2001: [unusedMember],
  W2511: [policyVersion],
  W2531: [deprecatedRuntime],
  W2533: [missingForZip],
  W3001: [misspeltKey, ignoredAttribute],
  W3005: [obsoleteDependsOn],
  W3011: [otherPolicy],
  W7001: [unusedMember],
  W8001: [unusedMember],
};

/** All others are schemas: what they say, their keyword says (`E3002`, `E3003`, `E3012`, `E3030` and their like in each section). */
const spelling: readonly Mend[] = [misspeltKey, misspeltWord];
const bySchema: readonly Mend[] = [...spelling, valueOfAnotherType, missingProperty];

/**
 * What is offered on a finding, the most certain first; `source` is the template that it was said of. Nothing where the right edit is
 * not certain. Does not throw.
 */
export function fixesOfCfnLint(finding: CfnLintFinding, source: Source): readonly CfnLintFix[] {
  if (source.readOnly !== undefined) return [];
  const mends = byRule[finding.id] ?? (finding.isOneOfSeveral ? spelling : bySchema);
  const fixes = orDeclined(() => {
    const here = { finding, source, text: source.document.text, ...reach(source, finding) };
    return mends.flatMap((mend) => orDeclined(() => mend(here)) ?? []);
  });
  const ignored = orDeclined(() => (finding.id === 'E0000' ? [] : ignoring(source, finding)));
  return [...(fixes ?? []), ...(ignored ?? [])].filter(({ edits }) => edits.length > 0);
}
