/* What of a template can be referred to, by which names, and with which attributes. */
import { returned } from '../../../rules/model/returned.ts';
import { type Expression, type Source, type SourceResource, writtenOf } from '../../formats/format.ts';
import type { Path } from '../path.ts';
import { anyKey } from './suggestion.ts';

/** A resource as somebody wrote it. */
export interface Referable {
  readonly name: string;
  readonly resource: SourceResource;
  /** What it hands out; the first is what names it. */
  readonly attributes: readonly string[];
  /** Names of what SAM makes of it: `Shop.Stage`. */
  readonly parts: readonly string[];
}

export const sourcesOf = (source: Source): readonly Source[] => source.module?.sources ?? [source];

/** Of all files that share their names, each resource once. */
export function referablesOf(source: Source): readonly Referable[] {
  const found = new Map<string, Referable>();
  for (const one of sourcesOf(source).flatMap(({ resources }) => resources)) {
    const resource = writtenOf(one);
    const { name } = resource;
    const { attributes, parts } = found.get(name) ?? { attributes: outputsOf(source, name), parts: [] };
    const called = one.made?.called;
    const isItself = one.name === name && called === undefined;
    found.set(name, {
      name,
      resource,
      attributes: isItself ? (returned[one.type] ?? attributes) : attributes,
      parts: called === undefined || one.made?.name !== name ? parts : [...parts, called],
    });
  }
  return [...found.values()];
}

/** Of a stack that is nested here. */
const outputsOf = ({ stacks }: Source, name: string): readonly string[] =>
  [...(stacks.get(name)?.outputs.keys() ?? [])].map((output) => `Outputs.${output}`);

/** `module.network.vpc_id`: what the modules hand out that are called here. */
export const moduleOutputsOf = (source: Source): readonly string[] =>
  sourcesOf(source).flatMap(({ stacks }) =>
    [...stacks].flatMap(([address, { outputs }]) => [...outputs.keys()].map((output) => `${address}.${output}`)),
  );

/** The name of the resource that the place is in. */
export function nameAround([top, first, second]: Path): string | undefined {
  if (top?.kind !== 'key' || first?.kind !== 'key') return undefined;
  if (top.name === 'Resources') return first.name;
  return second?.kind === 'key' ? `${first.name}.${second.name}` : undefined;
}

const written = ({ body }: SourceResource, key: string): Expression | undefined =>
  body?.kind === 'map' ? body.entries.get(key)?.value : undefined;

export const hasInstances = (resource: SourceResource): boolean =>
  written(resource, 'count') !== undefined || written(resource, 'for_each') !== undefined;

/** `for_each`, and not `count`. */
export const isByKey = (resource: SourceResource): boolean => written(resource, 'for_each') !== undefined;

/**
 * How each instance of a resource is named behind its address; an empty text where there are no several. `typed` names
 * one already; `around` is where the reference stands, which may have as many.
 */
export function instancesOf(
  source: Source,
  resource: SourceResource,
  around: string | undefined,
  typed: string,
): readonly string[] {
  const [, said] = typed.startsWith(`${resource.name}[`) ? (/^[^[]*(\[[^\]]*\])/.exec(typed) ?? []) : [];
  if (said !== undefined) return [said];
  // Asked only where there are several: it looks through all resources.
  const hasAround = (key: string): boolean => {
    const all = sourcesOf(source).flatMap(({ resources }) => resources);
    const here = all.find(({ name }) => name === around);
    return here !== undefined && written(here, key) !== undefined;
  };
  const count = written(resource, 'count');
  if (count) {
    const times = count.kind === 'literal' && typeof count.value === 'number' ? Math.min(count.value, most) : 1;
    const each = Array.from({ length: Math.max(1, times) }, (_, i) => `[${i}]`);
    return hasAround('count') ? ['[count.index]', ...each] : each;
  }
  const forEach = written(resource, 'for_each');
  if (!forEach) return [''];
  const keys = keysOf(source, forEach);
  const each = keys.slice(0, most).map((key) => `[${JSON.stringify(key)}]`);
  if (hasAround('for_each')) return ['[each.key]', ...each];
  return each.length > 0 ? each : [`["${anyKey}"]`];
}
/** More nobody wants to look through. */
const most = 8;

/** Of a map or a set that is written as such, be it in a local; none where nobody knows them. */
function keysOf(source: Source, node: Expression, depth = 0): readonly string[] {
  if (depth > most) return [];
  switch (node.kind) {
    case 'map':
      return [...node.entries.keys()];
    case 'list':
      return node.items.flatMap((item) => (item.kind === 'literal' ? [String(item.value)] : []));
    case 'computed':
      return node.args.flatMap((argument) => keysOf(source, argument, depth + 1));
    case 'parameter': {
      const value = source.parameters.get(node.name)?.value;
      return value ? keysOf(source, value, depth + 1) : [];
    }
    default:
      return [];
  }
}
