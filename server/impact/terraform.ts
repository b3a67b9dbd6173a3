import type { Source } from '../formats/format.ts';
import type { Impact, ResourceImpact } from './impact.ts';

/** What is there on both sides: nobody knows yet what becomes of it. */
export function impactOfTerraform(before: Source, after: Source): Impact {
  const were = new Map(before.resources.map((one) => [one.name, one]));
  const resources = after.resources.map(
    ({ name, type, item, key }): ResourceImpact => ({
      name,
      type,
      effect: were.has(name) ? 'unknown' : 'create',
      reasons: [],
      before: spotOf(were.get(name)),
      after: { ...key, item },
    }),
  );
  return { resources: before.document === after.document ? [] : resources, opened: [] };
}

const spotOf = (resource: Source['resources'][number] | undefined) =>
  resource && { start: resource.key.start, end: resource.key.end, item: resource.item };
