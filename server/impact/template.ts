import type { Source, SourceResource, Spot } from '../formats/format.ts';
import type { Impact, ResourceImpact } from './impact.ts';

/** Of a template of CloudFormation, or of SAM, as what that becomes. */
export function impactOfTemplate(before: Source, after: Source): Impact {
  const were = new Map(before.resources.map((one) => [one.name, one]));
  const are = new Set(after.resources.map(({ name }) => name));
  const textOf = (source: Source, { item }: SourceResource) =>
    source.document.items[source.items.get(item) ?? -1]?.text;
  const resources = after.resources.flatMap((one): ResourceImpact[] => {
    const other = were.get(one.name);
    if (other && textOf(before, other) === textOf(after, one)) return [];
    return [impact(other, one, other ? 'unknown' : 'create')];
  });
  const gone = before.resources.filter(({ name }) => !are.has(name));
  return { resources: [...resources, ...gone.map((one) => impact(one, undefined, 'delete'))], opened: [] };
}

function impact(
  before: SourceResource | undefined,
  after: SourceResource | undefined,
  effect: ResourceImpact['effect'],
): ResourceImpact {
  const { name = '', type = '' } = after ?? before ?? {};
  return { name, type, effect, reasons: [], before: spotOf(before), after: spotOf(after) };
}

const spotOf = (resource: SourceResource | undefined): Spot | undefined =>
  resource && { start: resource.key.start, end: resource.key.end, item: resource.item };
