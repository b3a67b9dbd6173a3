/* A property or an attribute that there is not, but one that is called nearly so. */
import { keyText } from '../../formats/cloudformation/template.ts';
import { childrenOf } from '../../formats/layout/spot.ts';
import { mostAlike } from './alike.ts';
import { type CfnLintFix, type Mend, ownWords, spotOf } from './fix.ts';
import { rewritten } from './scalar-text.ts';

export const misspeltKey: Mend = (here) => {
  const { finding } = here;
  const { entry, base, up, inBrackets } = spotOf(here);
  if (!entry || finding.keyword !== 'additionalProperties') return [];
  ownWords(here);
  const there = up ? childrenOf(up).flatMap((one) => (one.entry ? [keyText(one.entry.key)] : [])) : topLevel(here);
  const free = (finding.allowed ?? [])
    .filter((name) => typeof name === 'string')
    .filter((name) => !there.includes(name));
  const word = keyText(entry.key);
  const near = mostAlike(word, free);
  // What cfn-lint proposes is the first that is somewhat alike, not the nearest.
  const names = near.length > 0 ? near : didYouMean(finding.message).filter((name) => free.includes(name));
  return names.map(
    (name): CfnLintFix => ({
      title: `Rename ${word} to ${name}`,
      edits: [rewritten(base, entry.key, name, inBrackets)],
      isPreferred: near.length === 1,
    }),
  );
};

const didYouMean = (message: string): readonly string[] => {
  const name = /Did you mean '([^']+)'/.exec(message)?.[1];
  return name === undefined ? [] : [name];
};

function topLevel({ source }: Parameters<Mend>[0]): readonly string[] {
  return source.document.items.flatMap(({ kind, key }) => (key && kind !== 'member' ? [keyText(key)] : []));
}
