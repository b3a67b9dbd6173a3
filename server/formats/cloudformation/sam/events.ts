/* The events of functions and state machines that an API brings. */
import type { Expression, Property, Spot, Truth } from '../../format.ts';
import { at, entriesOf, mapIn } from './build.ts';
import type { Sam } from './sam.ts';
import { isMissing, nameIn, textOf, type Written } from './written.ts';

/** `Events: { GetOrders: { Type: Api, Properties: { Path: /orders, Method: get } } }`. */
export interface ApiEvent {
  readonly type: 'Api' | 'HttpApi';
  readonly of: Written;
  /** `GetOrders`. */
  readonly name: string;
  readonly key: Required<Spot>;
  readonly properties: Expression | undefined;
  /** The logical id of the API, if it is known which one. */
  readonly api: string | undefined;
  readonly path: string;
  /** In small letters. */
  readonly method: string;
  readonly exists: Truth | undefined;
}

/** The names of APIs that events imply which name none. */
export const implicit = { Api: 'ServerlessRestApi', HttpApi: 'ServerlessHttpApi' } as const;

/** In the order of the text. What cannot be read is none: SAM would not deploy it. */
export function apiEventsOf(of: Written, { parameters }: Sam): readonly ApiEvent[] {
  return entriesOf(at(of.properties, 'Events')?.value).flatMap(([name, { key, value }]) => {
    const type = textOf(at(value, 'Type')?.value, parameters);
    if (type !== 'Api' && type !== 'HttpApi') return [];
    const properties = at(value, 'Properties')?.value;
    const written = (word: string): Expression | undefined => at(properties, word)?.value;
    const id = written(type === 'Api' ? 'RestApiId' : 'ApiId');
    const [writtenPath, writtenMethod] = [written('Path'), written('Method')];
    // Only an event that says neither takes whatever fits no other route.
    const isDefault = type === 'HttpApi' && isMissing(writtenPath) && isMissing(writtenMethod);
    const path = isDefault ? '$default' : textOf(writtenPath, parameters);
    const method = isDefault ? 'any' : textOf(writtenMethod, parameters);
    if (path === undefined || method === undefined) return [];
    const event: ApiEvent = {
      type,
      of,
      name,
      key: spotIn(key, of),
      properties,
      api: isMissing(id) ? implicit[type] : nameIn(id),
      path,
      method: method.toLowerCase(),
      exists: of.exists,
    };
    return [event];
  });
}

/** Why a resource may have more events than can be read. */
export function moreEventsOf({ properties }: Written): string | undefined {
  const events = at(properties, 'Events')?.value;
  if (isMissing(events)) return undefined;
  const known = mapIn(events);
  if (!known) return 'the events are not known';
  const inside = entriesOf(known).flatMap(([, { value }]) => [mapIn(value), mapIn(at(value, 'Properties')?.value)]);
  return [known, ...inside].map((one) => one?.open).find((why) => why !== undefined);
}

/** A spot whose item is named. */
export const spotIn = ({ start, end, item }: Spot, { key }: Written): Required<Spot> => ({
  start,
  end,
  item: item ?? key.item,
});

/** A property of the event, by its keys. */
export const inEvent = ({ properties }: ApiEvent, ...keys: readonly string[]): Property | undefined =>
  at(properties, ...keys);

/** What an API is made of. */
export const partsOf = ({ from }: Written, events: readonly ApiEvent[]): readonly Written['from'][] => [
  from,
  ...events.map(({ of }) => of.from),
];
