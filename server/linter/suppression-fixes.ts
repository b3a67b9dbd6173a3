/* What an editor offers to silence a finding, and to mend what is wrong with a suppression. */
import type { Span } from '../../rules/kit/index.ts';
import { reasonToWrite } from '../formats/suppression.ts';
import { silencings, withdrawal } from '../formats/writer.ts';
import type { Analysis } from './analysis.ts';
import type { RenderedFix } from './fixes.ts';
import type { Report } from './judge.ts';
import type { Remark } from './suppressions.ts';

export interface SuppressionFix extends RenderedFix {
  /** The last of these words that it writes is for the user to write over. */
  readonly placeholder?: string;
}

/** Ways not to hear of a finding any more, the narrowest first. */
export function silencesFor({ source }: Analysis, { rule, at, resource: spoken }: Report): readonly SuppressionFix[] {
  return silencings(source, rule, at, spoken).map(({ resource, edits }) => ({
    title: `Suppress ${rule} ${resource === undefined ? 'here' : `in all of ${resource}`}, with a reason`,
    applicability: 'choice',
    edits,
    placeholder: reasonToWrite,
  }));
}

/** What can be done about a remark, the preferred one first. */
export function mendingsFor({ source }: Analysis, remark: Remark): readonly SuppressionFix[] {
  if (source.readOnly !== undefined) return [];
  const { rule, suppression, words, meant } = remark;
  const { at, form, rules } = suppression;
  const [word] = words;
  const last = rules.at(-1);
  if (rule === 'suppression-without-reason')
    return form === 'metadata' || !last
      ? []
      : [giveReason({ start: last.end, end: form === 'entry' ? at.end - 1 : at.end })];
  const change = meant === undefined || !word ? [] : [changeTo(meant, word)];
  const edits = withdrawal(source, suppression, words);
  const isPart = words.length < rules.length;
  const title = isPart ? `Take ${word?.id} off the list` : 'Remove the suppression';
  const applicability = rule === 'suppression-unneeded' ? 'safe' : 'choice';
  return [...change, ...(edits ? [{ title, applicability, edits } as const] : [])];
}

const changeTo = (meant: string, { start, end }: Span): SuppressionFix => ({
  title: `Change to ${meant}`,
  applicability: 'safe',
  edits: [{ start, end, newText: meant }],
});

const giveReason = ({ start, end }: Span): SuppressionFix => ({
  title: 'Give a reason',
  applicability: 'choice',
  edits: [{ start, end, newText: ` -- ${reasonToWrite}` }],
  placeholder: reasonToWrite,
});
