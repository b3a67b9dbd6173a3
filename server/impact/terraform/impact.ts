/* What applying a changed module of Terraform does to what is there. Without a plan, only what is written tells. */
import { isReadWhole, type Source } from '../../formats/format.ts';
import type { Effect, Impact, Opening, ResourceImpact } from '../impact.ts';
import { type Fate, Fates } from './fates.ts';
import { createsFirst, preventsDestroy } from './lifecycle.ts';
import { moduleText, spotOf } from './module.ts';
import { isWrittenOtherwise, type Pair } from './pairs.ts';

export function impactOfTerraform(before: Source, after: Source): Impact {
  const fates = new Fates(moduleText(before), moduleText(after));
  // Half a text may say anything: what seems to be gone is only not read.
  const isWhole = [...withCalled(before), ...withCalled(after)].every(isReadWhole);
  const resources: ResourceImpact[] = [];
  const opened: Opening[] = [];
  for (const pair of fates.pairs) {
    const fate =
      fates.of(pair.address) ?? (!isWhole && isResource(pair) && isWrittenOtherwise(pair) ? lost : undefined);
    if (!fate) continue;
    const { was, is, address } = pair;
    resources.push({
      name: address,
      type: (is ?? was)?.thing.block.type ?? '',
      effect: isWhole ? fate.effect : 'unknown',
      reasons: fate.reasons,
      before: was && spotOf(was.thing, before.file),
      after: is && spotOf(is.thing, after.file),
      ...noteOf(pair, fate.effect),
    });
    opened.push(...fates.openedBy(pair));
  }
  return { resources, opened };
}

/** All files of the module, and of those that it calls. */
const withCalled = (source: Source): readonly Source[] => [
  ...(source.module?.sources ?? [source]),
  ...[...source.stacks.values()].flatMap((called) => withCalled(called.source)),
];

const isResource = ({ was, is }: Pair): boolean => (is ?? was)?.thing.block.kind === 'resource';

const lost: Fate = { effect: 'unknown', reasons: [] };

function noteOf({ is }: Pair, effect: Effect): { readonly note?: string } {
  if (!is || !mayDestroy.has(effect)) return {};
  const { node } = is.thing.block;
  if (preventsDestroy(node)) return { note: 'cannot be deployed: prevent_destroy' };
  return createsFirst(node) && effect !== 'delete' ? { note: createsFirstInWords } : {};
}

export const createsFirstInWords = 'the new one comes first: create_before_destroy';

const mayDestroy: ReadonlySet<Effect> = new Set(['may-replace', 'replace', 'delete']);
