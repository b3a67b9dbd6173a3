/*
 * Which features are written at a place. In: a resource type and the way to a property. Out: those that hang there; where
 * there are none, the nearest that hang around it.
 */
import { features } from '../../rules/features/index.ts';
import type { Feature, Step, Written } from '../../rules/kit/index.ts';
import { leadsThrough, stepsOf } from '../formats/spelling.ts';
import { type Path, under } from './path.ts';
import type { ResourceAt } from './resource-at.ts';

export interface FeaturesAt {
  readonly features: readonly Feature[];
  /** They hang on what this is a part of. */
  readonly isPart: boolean;
}

/** Where a feature hangs: a line of `Written`, read. */
export interface Anchor {
  readonly type: string;
  readonly steps: readonly Step[];
  readonly value: string | undefined;
}

/** `AWS::X::Y.Path[Key=a.b].To=value` */
export function anchorOf(line: string): Anchor {
  const [, type = '', path = '', value] = /^([^.]+)\.?(.*?)(?:=([^\]=]+))?$/.exec(line) ?? [];
  return { type, steps: stepsOf(path), value };
}

export const linesOf = ({ cfn = [], sam = [], tf = [] }: Written): readonly string[] => [...cfn, ...sam, ...tf];

interface Hung extends Anchor {
  readonly feature: Feature;
}
const byType = new Map<string, Hung[]>();
for (const feature of features)
  for (const line of linesOf(feature.written)) {
    const anchor = { ...anchorOf(line), feature };
    const others = byType.get(anchor.type);
    if (others) others.push(anchor);
    else byType.set(anchor.type, [anchor]);
  }

export function featuresAt({ type, path }: Pick<ResourceAt, 'type' | 'path'>): FeaturesAt {
  const hits = (byType.get(type) ?? []).flatMap((anchor) => {
    const left = behind(anchor, path);
    return left === undefined ? [] : [{ ...anchor, left }];
  });
  // On a value that has features of its own, those of the property are another matter.
  const nearest = Math.min(...hits.map(({ left }) => left));
  const near = hits.filter(({ left }) => left === nearest);
  const ofValue = near.filter(({ value }) => value !== undefined);
  const told = (ofValue.length > 0 ? ofValue : near).map(({ feature }) => feature);
  return { features: [...new Set(told)], isPart: nearest > 0 };
}

/** How many keys lie behind the anchor; undefined where the path goes elsewhere. */
function behind({ steps, value }: Anchor, path: Path): number | undefined {
  let rest = path;
  for (const { key, pick } of steps) {
    while (rest[0]?.kind === 'entry') rest = rest.slice(1);
    const [at, ...below] = rest;
    if (at?.kind !== 'key' || !leadsThrough(key, at.name)) return undefined;
    rest = below;
    if (!pick) continue;
    const [entry, ...inEntry] = rest;
    const name = entry?.kind === 'entry' ? under(entry.node, pick[0]) : undefined;
    if (name?.kind !== 'scalar' || name.value !== pick[1]) return undefined;
    // The key of an attribute says which one it is: it is as good as its value.
    const isPlain = inEntry.length === 1 && inEntry[0]?.node?.kind === 'scalar';
    rest = isPlain && steps.at(-1)?.pick === pick ? [] : inEntry;
  }
  if (value !== undefined && String(valueAt(path)) !== value) return undefined;
  const left = rest.filter(({ kind }) => kind === 'key').length;
  // All of a resource is a part of it: that says nothing. So is all that stands beside a value.
  return left > 0 && (steps.length === 0 || value !== undefined) ? undefined : left;
}

function valueAt(path: Path): unknown {
  const node = path.at(-1)?.node;
  return node?.kind === 'scalar' ? node.value : undefined;
}
