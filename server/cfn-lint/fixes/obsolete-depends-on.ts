/* W3005: the resource waits for the other one anyway, because it refers to it. */
import { changed } from '../../formats/cloudformation/writer/changes.ts';
import { type Mend, spotOf } from './fix.ts';

export const obsoleteDependsOn: Mend = (here) => {
  const { message } = here.finding;
  const name = /^'(.+?)' dependency already enforced/.exec(message)?.[1];
  // Where a condition decides, the reference may not be there in the other case.
  if (name === undefined || message.includes('/Fn::If/')) return [];
  const spot = spotOf(here);
  const edits = changed(here.source, (changes) => changes.remove(spot));
  return [{ title: `Remove DependsOn ${name}: a reference says it already`, edits, isPreferred: true }];
};
