/*
 * An impact as it is told, whoever prints it: what is worst first, with what is written before and after, and where. The
 * words are chosen here, so that the editor and the command line say the same.
 */
import type { FarSpot, Source } from '../formats/format.ts';
import { linesOf, type Position } from '../formats/syntax/lines.ts';
import { type Change, changesOf, sourcesIn, type Written } from './changes.ts';
import { type Effect, type Impact, inWords, type Opening, type ResourceImpact } from './impact.ts';

export interface Report {
  /** `replaces Tg, updates in place`. */
  readonly words: string;
  /** Those that have any resources, the worst first. */
  readonly groups: readonly Group[];
  readonly opened: readonly (Opening & { readonly at: Place | undefined })[];
}

/** Resources of which the same becomes. */
export interface Group {
  readonly effect: Effect;
  readonly title: string;
  /** What that means, for who does not know. */
  readonly about: string;
  readonly resources: readonly Told[];
}

export interface Told {
  readonly name: string;
  readonly type: string;
  readonly effect: Effect;
  /** Where its name stands after the change, or before it where it is no longer there; undefined where nobody wrote it. */
  readonly at: Place | undefined;
  readonly isGone: boolean;
  readonly note: string | undefined;
  readonly reasons: readonly ToldReason[];
}

export interface ToldReason {
  readonly property: string;
  readonly effect: Effect;
  readonly because: string | undefined;
  readonly changes: readonly Change[];
  /** What is to be said of it besides, each in a few words. */
  readonly words: readonly string[];
}

export interface Place {
  readonly file: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

/** The two texts of which an impact is told. Undefined where only a plan is known. */
export interface Sides {
  readonly before: Source;
  readonly after: Source;
}

export function reportOf(impact: Impact, sides: Sides | undefined): Report {
  const resources = impact.resources.map((one) => told(one, impact, sides));
  const places = new Map(resources.map(({ name, at }) => [name, at]));
  return {
    words: inWords(impact),
    groups: groups.flatMap((group) => {
      const own = resources.filter(({ effect }) => effect === group.effect);
      return own.length > 0 ? [{ ...group, resources: own }] : [];
    }),
    opened: impact.opened.map((one) => ({ ...one, at: places.get(one.name) })),
  };
}

/** Above the resource in the text: what becomes of it, and of what is opened by it. */
export function lensWords({ name, effect, reasons }: Told, { opened }: Report): string {
  const cause = reasons.find((one) => one.effect === effect && one.because !== undefined)?.because;
  const isOpened = opened.some((one) => one.name === name);
  const why = cause === undefined || effect === 'update' ? '' : `, because of ${cause}`;
  return `${onDeployment[effect]}${why}${isOpened ? ', opens it to others' : ''}`;
}

const onDeployment: Readonly<Record<Effect, string>> = {
  replace: 'Replaced on deployment',
  'may-replace': 'Perhaps replaced on deployment',
  delete: 'Deleted on deployment',
  orphan: 'Left behind on deployment',
  unknown: 'Impact of deployment unknown',
  update: 'Updated in place on deployment',
  create: 'Created on deployment',
};

/** Whether any of it is gone, or may be, once it is deployed. */
export const takesAway = ({ resources }: Impact): boolean =>
  resources.some(({ effect }) => effect !== 'update' && effect !== 'create' && effect !== 'unknown');

const groups: readonly Omit<Group, 'resources'>[] = [
  { effect: 'replace', title: 'Replaced', about: 'a new one is made, and the one that is there is deleted' },
  { effect: 'delete', title: 'Deleted', about: 'what is there is gone' },
  { effect: 'orphan', title: 'Left behind', about: 'no longer managed here; what is there stays, and goes on costing' },
  { effect: 'may-replace', title: 'May be replaced', about: 'it depends on what is deployed, or on the values' },
  { effect: 'unknown', title: 'Impact unknown', about: 'nobody can tell from the text alone' },
  { effect: 'update', title: 'Updated in place', about: 'it stays the same resource' },
  { effect: 'create', title: 'Created', about: 'it was not there' },
];

function told(resource: ResourceImpact, { resources }: Impact, sides: Sides | undefined): Told {
  const { name, type, effect, before, after, note } = resource;
  const was = before && sides && foundAt(before, name, sides.before);
  const is = after && sides && foundAt(after, name, sides.after);
  return {
    name,
    type,
    effect,
    at: is?.at ?? was?.at,
    isGone: is === undefined && was !== undefined,
    note,
    reasons: resource.reasons.map((reason) => {
      const { property, because } = reason;
      const isThere = was?.written && is?.written;
      const changes = isThere ? changesOf(property, was.written, is.written) : [];
      const cause = resources.find((one) => one.name === because)?.effect;
      const words = [
        ...(because === undefined ? [] : [`because ${because} ${cause === 'may-replace' ? 'may be' : 'is'} replaced`]),
        ...(isThere && because === undefined && changes.length === 0 ? ['reads something that changes'] : []),
        // What the group says of the whole resource is not said again.
        ...(reason.effect === 'update' || isSettled(resource) ? [] : [effectWords[reason.effect]]),
      ];
      return { property, effect: reason.effect, because, changes, words };
    }),
  };
}

const isSettled = ({ effect, reasons }: ResourceImpact): boolean => reasons.every((one) => one.effect === effect);

const effectWords: Readonly<Record<Effect, string>> = {
  replace: 'replaces it',
  'may-replace': 'may replace it',
  delete: 'deletes it',
  orphan: 'leaves it behind',
  unknown: 'impact unknown',
  update: 'updates it in place',
  create: 'creates it',
};

interface Found {
  readonly at: Place;
  readonly written: Written | undefined;
}

function foundAt(spot: FarSpot, name: string, source: Source): Found | undefined {
  const sources = sourcesIn(source);
  const home = sources.find(({ file }) => file === (spot.file ?? source.file));
  const item = home?.items.get(spot.item ?? '');
  if (!home || item === undefined) return undefined;
  const base = home.document.starts[item] ?? 0;
  const { positionAt } = linesOf(home.document);
  // An address is told from the outermost module on; a resource knows its own.
  const resource = home.resources.find((one) => name === one.name || name.endsWith(`.${one.name}`));
  return {
    at: { file: home.file, range: { start: positionAt(base + spot.start), end: positionAt(base + spot.end) } },
    written: resource && { resource, home, sources },
  };
}
