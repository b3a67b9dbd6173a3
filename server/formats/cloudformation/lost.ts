/* What a template names that is not there, where nothing can bring it: its text is all that there is. */
import type { Opening, SourceProblem } from '../format.ts';
import type { Expansion } from './sam/expand.ts';

interface Known {
  readonly opaque: string | undefined;
  readonly openings: readonly Opening[];
  readonly expansion: Expansion | undefined;
}

const none: readonly SourceProblem[] = [];

export function lostIn({ opaque, openings, expansion }: Known): readonly SourceProblem[] {
  const mayBeThere = opaque !== undefined || openings.some(({ creates }) => creates === undefined);
  return mayBeThere ? none : (expansion?.problems ?? none);
}
