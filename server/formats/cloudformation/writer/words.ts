/*
 * Where, and how, the user says what stands in a resource that SAM makes: in `Auth` of an event what an operation asks
 * of its callers, in `Globals.Api.MethodSettings` the settings of a stage that nobody wrote.
 */
import type { Place, Step } from '../../../../rules/kit/index.ts';
import { type Made, type Reach, type Entry as Row, type Source, type SourceResource, writtenOf } from '../../format.ts';
import { childrenOf, itemOf, type Spot, spotAt } from '../../layout/spot.ts';
import { decline, orDeclined, type Tree } from '../../spell.ts';
import { callOf } from '../call.ts';
import { keyText } from '../template.ts';
import { type Section, sectionOf } from './section.ts';
import { type KeyPath, leadsAlong, pathInItem, resourceSpot, spelledPath, stepsBehind } from './spot.ts';

/** What is written of a target already, and what is missing below that. */
export interface Found {
  /** A section's name, where that is not there yet. */
  readonly at: Spot | Section;
  readonly steps: readonly Step[];
  /** It is the target itself. */
  readonly isThere: boolean;
}

/** Keys from the document down; a number is any position in a list. */
type Way = readonly (Step | number)[];

interface Wanted {
  readonly source: Source;
  readonly row: Row;
  readonly made: Made;
  readonly target: Place;
  /** The target is a list that gets one more item. */
  readonly isMore: boolean;
  readonly reach: Reach;
}

export function findSaid({ source, row, made, target, isMore, reach }: Wanted): Found {
  const spelled = spelledPath(row, target.path);
  const list = spelled.findIndex((step) => typeof step === 'number');
  const [outer, inList] = list < 0 ? [spelled, []] : [spelled.slice(0, list), spelled.slice(list)];
  const keys = outer.map(keyOf);
  const words = made.wordsFor(keys) ?? decline('SAM has no word for it');
  if (isMore && ofOne.has(words.at(-1) ?? '')) return decline('SAM has one there');
  const way = [...stepsTo(words), ...inList];
  const standing = spotOf(source, target);
  if (standing) {
    const { spot, path } = standing;
    if (leadsAlong(path, way)) return below(spot, way.slice(path.length));
    const shared = wayInGlobals(source, way);
    if (shared && leadsAlong(path, shared)) {
      // A list goes on in the resource: SAM puts the two behind one another.
      const goesOn = isMore && path.length === shared.length;
      const others = source.resources.filter(({ type }) => type === row.resource.type);
      const isOfAll = others.some((other) => other !== row.resource && shares(other, keys, target));
      if (!goesOn && (reach === 'all' || !isOfAll)) return below(spot, shared.slice(path.length));
    }
  }
  if (words.includes('DefinitionBody')) return decline('it is no part of the body that is written');
  return fromTop(source, way);
}

/** What is written for there to be nothing at the target. */
export function findInstead(source: Source, row: Row, { without }: Made, target: Place): Found & { tree: Tree } {
  const said = without?.(spelledPath(row, target.path).map(keyOf)) ?? decline('SAM makes it of something else');
  const found = fromTop(source, stepsTo(said.at));
  return { ...found, tree: { kind: 'scalar', value: said.value } };
}

/** Whether what `Globals` say, or are to say, is true of that resource as well. */
function shares(
  { made, body }: SourceResource,
  [, ...keys]: readonly string[],
  { missing, item, span }: Place,
): boolean {
  let node = body;
  for (const key of keys) node = node?.kind === 'map' ? node.entries.get(key)?.value : undefined;
  if (!made || !node || missing) return made !== undefined && !node && missing !== undefined;
  return node.span.item === item && node.span.start <= span.start && span.end <= node.span.end;
}

/** What SAM has one of, where CloudFormation has a list. */
const ofOne: ReadonlySet<string> = new Set(['Authorizer', 'EndpointConfiguration', 'Type']);

/** What the user says instead of `tree`: `Authorizer: Users` in an event, where an operation asks `[{ Users: [] }]`. */
export function sayInWords({ at, steps }: Found, tree: Tree): Tree {
  const word = steps.at(-1)?.key ?? (typeof at === 'string' ? undefined : at.entry && keyText(at.entry.key));
  if (word === undefined || !ofOne.has(word)) return tree;
  // Of the types that a method has, SAM calls only this one an authorizer.
  if (tree.kind === 'scalar') return word !== 'Authorizer' || tree.value === 'AWS_IAM' ? tree : decline('it is none');
  const [item, ...others] = tree.kind === 'list' ? tree.items : [];
  const [scheme] = item?.kind === 'map' ? item.entries.keys() : [];
  const said: Tree | undefined = scheme === undefined ? item : { kind: 'scalar', value: scheme };
  return said?.kind === 'scalar' && others.length === 0 ? said : decline('SAM has one there');
}

const stepsTo = (keys: readonly string[]): readonly Step[] => keys.map((key) => ({ key }));

const keyOf = (step: Step | number): string =>
  typeof step === 'number' || step.pick ? decline('SAM has no such lists') : step.key;

/** The node that a place names, where it is one: what SAM makes of several values has a span of none. */
function spotOf(source: Source, { missing, item, span }: Place): { spot: Spot; path: KeyPath } | undefined {
  const within = missing ? missing.within : span;
  return orDeclined(() => {
    if (!within) return undefined;
    const spot = spotAt(source, { item, span: within });
    const { section } = itemOf(source, item).item;
    return { spot, path: [...(section === undefined ? [] : [section]), ...pathInItem(spot)] };
  });
}

/** What a property of a resource is called where it is said for all resources of that type. */
function wayInGlobals(source: Source, [section, name, properties, ...rest]: Way): Way | undefined {
  if (!isKey(section, 'Resources') || !isKey(properties, 'Properties') || typeof name !== 'object') return undefined;
  const type = writtenResource(source, name.key).type.split('::').at(-1);
  return type === undefined ? undefined : [{ key: 'Globals' }, { key: type }, ...rest];
}

const isKey = (step: Way[number] | undefined, key: string): boolean => typeof step === 'object' && step.key === key;

function fromTop(source: Source, [top, ...rest]: Way): Found {
  if (isKey(top, 'Globals')) {
    const section = sectionOf(source, 'Globals');
    return section ? below(section, rest) : { at: 'Globals', steps: stepsBehind([], rest), isThere: false };
  }
  const [name, ...within] = rest;
  if (!isKey(top, 'Resources') || typeof name !== 'object') return decline('SAM keeps it elsewhere');
  return below(resourceSpot(source, writtenResource(source, name.key)), within);
}

function writtenResource({ resources }: Source, name: string): SourceResource {
  const [found, ...others] = new Set(resources.map(writtenOf).filter((one) => one.name === name));
  if (!found || others.length > 0) return decline(`${name} is not found`);
  return found.sealed === undefined ? found : decline(found.sealed);
}

/** As far down as there are nodes. */
function below(spot: Spot, way: Way): Found {
  const [step, ...rest] = way;
  if (callOf(spot.node)?.name === 'Fn::If') return decline('a condition decides it');
  if (typeof step !== 'object') return { at: spot, steps: stepsBehind([], way), isThere: way.length === 0 };
  const children = childrenOf(spot);
  const next = children.find(({ entry }) => entry && keyText(entry.key) === step.key);
  if (next) return below(next, rest);
  // Behind a merge key or a macro there may be one.
  if (children.some(({ entry }) => entry && /^(?:<<$|Fn::)/.test(keyText(entry.key)))) decline('more may stand there');
  return { at: spot, steps: stepsBehind([], way), isThere: false };
}
