import type { PublishedProblem } from '../linter/outcome.ts';
import type { Comparison } from './impact.ts';

/** For programs, in the shape of schema/gatelint-diff.schema.json. */
export function impactJson(
  version: string,
  comparisons: readonly Comparison[],
  problems: readonly PublishedProblem[],
): string {
  const output = { version, comparisons: comparisons.map(published), problems };
  return `${JSON.stringify(output, undefined, 2)}\n`;
}

const published = ({ before, after, why, report: { words, groups, opened } }: Comparison) => ({
  before: before ?? null,
  after: after ?? null,
  summary: why === undefined ? words : 'impact unknown',
  ...(why !== undefined && { why }),
  resources: groups.flatMap(({ resources }) =>
    resources.map(({ name, type, effect, at, isGone, note, reasons }) => ({
      name,
      type,
      effect,
      ...(at && { [isGone ? 'stood' : 'stands']: at }),
      ...(note !== undefined && { note }),
      reasons: reasons.map(({ property, effect, because, changes, words }) => ({
        property,
        effect,
        ...(because !== undefined && { because }),
        changes: changes.map(({ path, before, after }) => ({
          path,
          ...(before !== undefined && { before }),
          ...(after !== undefined && { after }),
        })),
        words,
      })),
    })),
  ),
  opened: opened.map(({ kind, name, words }) => ({ kind, name, words })),
});
