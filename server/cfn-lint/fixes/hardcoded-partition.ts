/* I3042: `arn:aws:` names the commercial regions only. In an Fn::Sub, the partition can be put in. */
import { type Mend, spotOf } from './fix.ts';
import { replacedWithin } from './scalar-text.ts';

export const hardcodedPartition: Mend = (here) => {
  if (!here.finding.message.includes('hardcoded Partition')) return [];
  const { node, base } = spotOf(here);
  const edits = replacedWithin(here.text, base, node, /(?<=\barn:)aws(?:-[a-z-]+)?(?=:[^:\s]+:)/g, '${AWS::Partition}');
  return edits.length === 0 ? [] : [{ title: 'Take the partition from ${AWS::Partition}', edits, isPreferred: true }];
};
