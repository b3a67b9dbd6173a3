/* W2511: the old version of the language of policies. */
import { textOf } from '../../formats/cloudformation/template.ts';
import { decline } from '../../formats/spell.ts';
import { type Mend, spotOf } from './fix.ts';
import { rewritten } from './scalar-text.ts';

export const policyVersion: Mend = (here) => {
  const spot = spotOf(here);
  const { node, base, inBrackets } = spot;
  const policy = spot.up ?? decline('it stands in no policy');
  // In the new version a `${…}` of a policy is a variable; in the old one it is text.
  if (textOf(node) !== '2008-10-17' || here.text.slice(policy.start, policy.end).includes('${')) return [];
  const edits = [rewritten(base, node, '2012-10-17', inBrackets)];
  return [{ title: 'Change the version of the policy to 2012-10-17', edits, isPreferred: true }];
};
