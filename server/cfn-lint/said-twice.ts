/* Which findings of cfn-lint say what one of ours says. */
import { rules } from '../../rules/index.ts';
import type { Range } from '../linter/outcome.ts';
import { type CfnLintFinding, resourceOf } from './finding.ts';
import { compare, type PlacedFinding } from './placed.ts';

/** Of a finding of ours what it takes to see whether it is the same. */
export interface Ours {
  readonly rule: string;
  readonly resource: string;
  readonly range: Range;
}

/** The rules of ours that say what a rule of cfn-lint says, as they themselves name it. */
const oursBy: ReadonlyMap<string, ReadonlySet<string>> = (() => {
  const ids = new Map<string, Set<string>>();
  for (const { id, docs } of rules)
    for (const theirs of docs.peers?.['cfn-lint'] ?? []) ids.set(theirs, new Set([...(ids.get(theirs) ?? []), id]));
  return ids;
})();

/** Where both say the same of one place, ours stands: it comes with fixes. */
export function withoutSaidTwice(
  theirs: readonly PlacedFinding[],
  ours: () => readonly Ours[],
): readonly PlacedFinding[] {
  if (!theirs.some(({ finding }) => oursBy.has(finding.id))) return theirs;
  const all = ours();
  return theirs.filter((one) => !all.some((other) => isSame(other, one)));
}

/** Some of theirs are general: E3034 is said of any number, so the place decides too. */
const isSame = (ours: Ours, { finding, range }: PlacedFinding): boolean =>
  oursBy.get(finding.id)?.has(ours.rule) === true &&
  ours.resource === (resourceOf(finding) ?? '') &&
  (meet(ours.range, range) || ours.range.start.line === range.start.line);

const meet = (one: Range, other: Range): boolean =>
  compare(one.start, other.end) <= 0 && compare(other.start, one.end) <= 0;

/** E0000: it cannot be parsed. Where we have said why, and where, that is enough. */
export const isSyntax = ({ id }: CfnLintFinding): boolean => id === 'E0000';

/** Where the rule is explained. */
export const linkOf = ({ id, link }: CfnLintFinding): string =>
  link || `https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md#${id}`;
