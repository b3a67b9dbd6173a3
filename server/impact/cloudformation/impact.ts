/*
 * What deploying a changed template of CloudFormation, or of SAM, does: what is written is compared, a resource that is
 * replaced changes what refers to it, and what cannot be told is unknown. In: two sources. Out: their impact. What an
 * update of a property requires, and what a policy allows, `aws.ts` knows.
 */
import type { Source } from '../../formats/format.ts';
import type { Impact, ResourceImpact } from '../impact.ts';
import type { Aws } from './aws.ts';
import type { Change } from './change.ts';
import { compare } from './compare.ts';
import { Effects, effectOf } from './effects.ts';
import { loopsOfUnknown } from './loops.ts';
import { readTurnedWords, replaceThoseWhoRefer } from './passed-on.ts';
import { propertiesOf, sideOf, spotOf } from './side.ts';
import { turnedWords } from './turned.ts';

export function impactOfTemplate(before: Source, after: Source, aws: Aws): Impact {
  const change: Change = {
    before: sideOf(before),
    after: sideOf(after),
    turned: turnedWords(before, after),
    aws,
    effects: new Effects(),
  };
  compare(change);
  readTurnedWords(change);
  replaceThoseWhoRefer(change);
  const resources = [...impactsIn(change), ...loopsOfUnknown(before, after)];
  return { resources, opened: aws.widened(touchedIn(change)) };
}

function impactsIn({ after, effects }: Change): readonly ResourceImpact[] {
  const order = new Map([...after.resources.keys()].map((name, index) => [name, index]));
  const last = order.size;
  return effects
    .all()
    .toSorted((one, other) => (order.get(one.name) ?? last) - (order.get(other.name) ?? last))
    .flatMap((found) => {
      const { name, reasons } = found;
      const effect = effectOf(found);
      const { type } = found.after ?? found.before ?? { type: '' };
      if (effect === undefined) return [];
      return { name, type, effect, reasons, before: spotOf(found.before), after: spotOf(found.after) };
    });
}

/** What is otherwise in itself, on both sides. */
function touchedIn(change: Change): Parameters<Aws['widened']>[0] {
  return change.effects.all().flatMap(({ name, before, after, whole, reasons }) => {
    if (whole === undefined && reasons.every(({ because }) => because !== undefined)) return [];
    const { type } = after ?? before ?? { type: '' };
    return {
      name,
      type,
      before: before && propertiesOf(before, change.before),
      after: after && propertiesOf(after, change.after),
    };
  });
}
