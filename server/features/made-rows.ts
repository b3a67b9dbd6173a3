/*
 * Which rows of the model the text at an offset writes where the model does not know its resource, but what SAM makes of
 * it. What that knows of the user's words (`Made.wordsFor`) is read backwards: each property of each row is asked where
 * the user says it, and the one that answers with the keys at the offset stands there.
 */
import { type Form, isList, type Property, type Shape, type Span } from '../../rules/kit/index.ts';
import { model } from '../../rules/model/index.ts';
import type { Entry, Made, Source, SourceResource } from '../formats/format.ts';
import { everyKey, stepsOf } from '../formats/spelling.ts';
import { lastAtOrBefore } from '../formats/syntax/lines.ts';
import type { Analysis } from '../linter/analysis.ts';
import type { Graph } from '../linter/graph.ts';
import { locate } from '../linter/locate.ts';
import { type Path, type PathHere, pathAt, type Waypoint } from './path.ts';
import { isType, propertiesAt, type RowHere, resourceRow, withValue } from './rows.ts';

export interface MadeHere {
  /** What the text becomes; of a key that only holds others, what those become. */
  readonly rows: readonly RowHere[];
  /** On a resource itself: its type, and those that it becomes. */
  readonly becomes?: { readonly type: string; readonly types: readonly string[] };
  /** The key or the value, absolute. */
  readonly span: Span;
}

/** Undefined where nothing that the model knows is made of the text. */
export function madeAt({ source, graph }: Pick<Analysis, 'source' | 'graph'>, offset: number): MadeHere | undefined {
  const resources = source.resources.filter(isMade);
  const here = resources.length > 0 ? pathAt(source.document, offset) : undefined;
  if (!here) return undefined;
  const { path, span } = here;
  const [top, named, section, ...below] = path;
  if (isKey(top, 'Resources') && named?.kind === 'key' && (!section || isType(section, below)))
    return becoming(resources, named.name, span);
  const item = lastAtOrBefore(source.document.starts, span.start);
  const entries = resources
    .flatMap((one) => entriesOf(graph, one))
    .filter((one) => isNear(one, path, (name) => source.items.get(name) === item));
  const sayings = entries.flatMap((entry) => sayingsOf(entry));
  const row = fittest(sayings.flatMap((one) => rowsAlong(one, here))) ?? partAt(source, entries, here);
  if (row && here.value) return { rows: [withValue(row, here)], span };
  const rows = row ? [row] : byName(sayings.flatMap((one) => rowsBelow(one, here)));
  return rows.length > 0 ? { rows, span } : undefined;
}

type MadeResource = SourceResource & { readonly made: Made };

const isMade = (resource: SourceResource): resource is MadeResource => resource.made !== undefined;

const isKey = (waypoint: Waypoint | undefined, name: string): boolean =>
  waypoint?.kind === 'key' && waypoint.name === name;

/** What the resource of that name becomes; what only its events bring is called after something else. */
function becoming(resources: readonly MadeResource[], name: string, span: Span): MadeHere | undefined {
  const brought = resources.filter(({ made }) => made.from.name === name && made.name === name);
  const [first] = brought;
  if (!first) return undefined;
  const types = [...new Set(brought.map(({ type }) => type))];
  const rows = types.flatMap((type) => resourceRow(model, type, span) ?? []);
  return { rows, becomes: { type: first.made.from.type, types }, span };
}

/** `Globals.Api.…`, for an API. */
const isSharedBy = ({ type }: SourceResource, [top, shared]: Path): boolean =>
  isKey(top, 'Globals') && isKey(shared, type.split('::').at(-1) ?? '');

/** A row of the model in what is made. */
interface MadeEntry extends Entry {
  readonly made: Made;
}

/** The rows that a resource is, or holds. */
const entriesOf = (graph: Graph, resource: MadeResource): readonly MadeEntry[] =>
  [...graph.model.values()]
    .filter(({ forms }) => forms.some(({ type }) => type === resource.type))
    .flatMap(({ name }) => graph.rowsOf(name).of(resource))
    .map((entry) => ({ ...entry, made: resource.made }));

/**
 * Whether the user may say there what it is. All but parts of it stands in what it is made of; an operation, in its event,
 * or in the body that the user wrote, to which events add what they say.
 */
function isNear(
  { key, keys, resource, made: { from, name } }: MadeEntry,
  path: Path,
  isHere: (item: string) => boolean,
) {
  const item = key.item ?? resource.item;
  if (keys.length > 0) return isHere(item) || item === from.item;
  return isKey(path[0], 'Globals') ? isSharedBy(from, path) || name !== from.name : isKey(path[1], from.name);
}

/** All that is said in the words of one resource, by its name. */
export const sayingsIn = ({ source, graph }: Pick<Analysis, 'source' | 'graph'>, name: string): readonly Saying[] =>
  source.resources
    .filter(isMade)
    .filter(({ made }) => made.from.name === name)
    .flatMap((one) => entriesOf(graph, one))
    .flatMap((entry) => sayingsOf(entry));

/** A property of a row, and the keys at which the user says it. */
export interface Saying {
  readonly entry: MadeEntry;
  readonly property: Property<unknown>;
  readonly words: readonly string[];
  /** The row has no spelling for it in this form, but in another one. */
  readonly isBorrowed: boolean;
}

function sayingsOf(
  entry: MadeEntry,
  shape: Shape = entry.type.properties,
  above: readonly string[] = [],
): readonly Saying[] {
  return Object.values(shape).flatMap((property) => {
    const steps = keysOf(property, entry.form);
    if (!steps) return [];
    const keys = [...above, ...steps];
    const words = entry.made.wordsFor(['Properties', ...entry.keys, ...keys]);
    const inside = property.kind === 'nested' ? sayingsOf(entry, property.shape, keys) : [];
    if (!words) return inside;
    const isBorrowed = property.spelling[entry.form.dialect] === undefined;
    return [{ entry, property, words, isBorrowed }, ...inside];
  });
}

/**
 * How it is spelled below its row. An operation of an OpenAPI body has no spelling for all that a method can say; an
 * event has words for some of that.
 */
function keysOf({ spelling }: Property<unknown>, { dialect }: Form): readonly string[] | undefined {
  const spelled = spelling[dialect] ?? spelling.cfn ?? spelling.cfnV2;
  if (spelled === undefined || spelled.startsWith('=') || /^<.*>\./.test(spelled)) return undefined;
  const steps = stepsOf(spelled);
  return steps.some(({ pick }) => pick) ? undefined : steps.map(({ key }) => key).filter((key) => key !== everyKey);
}

interface Fitting {
  readonly here: RowHere;
  readonly by: Saying;
}

/** The words of a method or a route are nearer to those of an event than OpenAPI's. */
function fittest(fittings: readonly Fitting[]): RowHere | undefined {
  const telling = fittings.filter(({ here }) => here.property?.about !== undefined);
  const [first] = telling.length > 0 ? telling : fittings;
  return (telling.find(({ by }) => by.isBorrowed) ?? first)?.here;
}

/** What is said at the offset: the property itself, or what stands in its list. */
function rowsAlong(by: Saying, { path, span }: PathHere): readonly Fitting[] {
  const { entry, property, words } = by;
  const way = wayTo(entry, path);
  if (!words.every((word, i) => isKey(way[i], word))) return [];
  const { type: row, form } = entry;
  const [item, ...inItem] = way.slice(words.length);
  const itself = (): Fitting => ({ here: { row, form, property, called: words.at(-1) ?? '', span }, by });
  if (!item) return [itself()];
  if (item.kind !== (property.keyed ? 'key' : 'entry') || !isList(property)) return [];
  if (inItem.length === 0) return [itself()];
  return propertiesAt(property.shape ?? {}, form, inItem, []).map((hit) => ({ here: { ...hit, row, form, span }, by }));
}

/** What is said right below the offset: `Auth.Authorizer`. Below `Properties`, that would be all there is. */
function rowsBelow(by: Saying, { path, span }: PathHere): readonly Fitting[] {
  const { entry, property, words } = by;
  const way = wayTo(entry, path);
  const isRightBelow = words.length === way.length + 1 && way.every((step, i) => isKey(step, words[i] ?? ''));
  if (!isRightBelow || path.length < 3 || isKey(way.at(-1), 'Properties')) return [];
  const { type: row, form } = entry;
  return [{ here: { row, form, property, called: words.slice(-2).join('.'), span }, by }];
}

function byName(fittings: readonly Fitting[]): readonly RowHere[] {
  const names = new Set(fittings.map(({ here }) => here.called));
  return [...names].flatMap((name) => fittest(fittings.filter(({ here }) => here.called === name)) ?? []);
}

/** What `Globals` says of all resources of a type is said of each of them. */
function wayTo({ made: { from } }: MadeEntry, path: Path): Path {
  if (!isSharedBy(from, path)) return path;
  const home = ['Resources', from.name, 'Properties'];
  return [...home.map((name): Waypoint => ({ kind: 'key', name, node: undefined })), ...path.slice(2)];
}

/** The row that the key at the offset is: the operation of an event, the scheme of an authorizer. */
function partAt(source: Source, entries: readonly Entry[], { path, span }: PathHere): RowHere | undefined {
  const [around, last] = path.slice(-2);
  if (last?.kind !== 'key') return undefined;
  const isEvent = isKey(around, 'Events');
  const part = entries
    // Other keys only bring such parts along, as `Cors` does.
    .filter(({ keys }) => keys.length > 0 && (isEvent || keys.at(-1) === last.name))
    // The integration of an event stands in its operation.
    .toSorted((one, other) => one.keys.length - other.keys.length)
    .find(({ key, resource }) => {
      const { start, end } = locate(source, { item: key.item ?? resource.item, span: key });
      return start === span.start && end === span.end;
    });
  return part && { row: part.type, form: part.form, called: part.name, span };
}
