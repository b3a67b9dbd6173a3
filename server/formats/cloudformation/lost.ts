/* What a template names that is not there, where nothing can bring it: its text is all that there is. */
import type { Opening, SourceProblem } from '../format.ts';
import type { Beside } from './lost-files.ts';
import { lostPointersAmong } from './lost-pointers.ts';
import type { ReadResource } from './resource.ts';
import type { Expansion } from './sam/expand.ts';
import type { Member } from './template.ts';

interface Known {
  readonly opaque: string | undefined;
  readonly openings: readonly Opening[];
  readonly expansion: Expansion | undefined;
  /** As they are written. */
  readonly resources: readonly ReadResource[];
  /** The members of `Globals`. */
  readonly globals: readonly Member[];
  /** Left out where no file is named that can be seen. */
  readonly beside?: Beside;
}

const none: readonly SourceProblem[] = [];

export function lostIn({ opaque, openings, expansion, resources, ...around }: Known): readonly SourceProblem[] {
  const mayBeThere = opaque !== undefined || openings.some(({ creates }) => creates === undefined);
  return mayBeThere ? none : [...(expansion?.problems ?? none), ...lostPointersAmong(resources, around)];
}
