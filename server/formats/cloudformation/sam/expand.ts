/*
 * What the resources of SAM become at deployment. Each value keeps the place at which the user wrote it, so that what is
 * said of it stands there, and is mended there.
 */
import type { Expression, SourceResource, Spot, Truth } from '../../format.ts';
import { expressionOf, type Scope } from '../expression.ts';
import type { ReadResource } from '../resource.ts';
import type { Member } from '../template.ts';
import { type ApiEvent, apiEventsOf, moreEventsOf } from './events.ts';
import { madeOfFunction } from './function.ts';
import { withGlobals } from './globals.ts';
import { madeOfHttpApi } from './http-api.ts';
import type { MadeResource } from './made.ts';
import { madeOfRestApi } from './rest-api.ts';
import type { Sam } from './sam.ts';
import { madeOfWebSocketApi } from './web-socket-api.ts';
import type { Written } from './written.ts';

/** What is made of resources of SAM, and which of those it stands for. */
export interface Expansion {
  readonly made: readonly MadeResource[];
  readonly replaced: ReadonlySet<SourceResource>;
  /** `Shop.Stage` → `ShopProdStage`. */
  readonly called: ReadonlyMap<string, string>;
}

interface Around {
  /** The members of `Globals`. */
  readonly globals: readonly Member[];
  readonly scope: Scope;
}

/** What stands in a template once that is done. */
export const expanded = (
  resources: readonly ReadResource[],
  expansion: Expansion | undefined,
): readonly (ReadResource | MadeResource)[] =>
  expansion ? [...resources.filter((one) => !expansion.replaced.has(one)), ...expansion.made] : resources;

const prefix = 'AWS::Serverless::';

export const isOfSam = (type: string): boolean => type.startsWith(prefix);

/** Of those of SAM among `resources`; undefined where none is. */
export function expand(resources: readonly ReadResource[], { globals, scope }: Around): Expansion | undefined {
  const ofSam = resources.filter(({ type }) => isOfSam(type));
  if (ofSam.length === 0) return undefined;
  const sections = new Map(globals.map((member) => [member.name, member]));
  const called = new Map<string, string>();
  const keyOf = ({ key: { start, end }, item }: Member): Required<Spot> => ({ start, end, item });
  const global = (type: string): Expression | undefined => {
    const member = sections.get(type);
    return member && expressionOf(member.value, { ...scope, item: member.item });
  };
  const writtenOf = (from: SourceResource): Written => {
    const { name, type, key, item, body, exists } = from;
    const around = global(type.slice(prefix.length));
    const properties = body && around ? withGlobals(around, body) : (body ?? around);
    const home = ['Resources', name, 'Properties'];
    return { from, name, type, exists, home, key: { start: key.start, end: key.end, item }, properties };
  };
  const written = new Map(ofSam.map((one) => [one.name, writtenOf(one)]));
  const sam: Sam = {
    parameters: scope.parameters,
    written,
    moreEvents: [...written.values()].map(moreEventsOf).find((why) => why !== undefined),
    global(type) {
      const member = sections.get(type);
      return member && keyOf(member);
    },
    refer: (words, name) => called.set(words, name),
  };

  /** An API that nobody wrote, for events that name none. */
  const impliedBy = (events: readonly ApiEvent[], name: string, type: 'Api' | 'HttpApi'): readonly Written[] => {
    const [first] = events;
    if (!first || written.has(name)) return [];
    const member = sections.get(type);
    // What stands in `Globals` is said of every API there is.
    const isOnly = !ofSam.some((one) => one.type === prefix + type);
    return [
      {
        from: first.of.from,
        name,
        type: prefix + type,
        key: member ? keyOf(member) : first.key,
        exists: anyOf(events, `${name}Condition`),
        home: isOnly ? ['Globals', type] : undefined,
        properties: global(type),
      },
    ];
  };

  const made: MadeResource[] = [];
  const names = new Set<string>();
  const replaced = new Set<SourceResource>();
  const events: ApiEvent[] = [];
  const take = (one: Written, brought: readonly MadeResource[]): void => {
    if (one.from.name === one.name) replaced.add(one.from);
    // Two that come to one name are one: domains that APIs share.
    for (const resource of brought) if (!names.has(resource.name)) made.push(resource);
    for (const { name } of brought) names.add(name);
  };
  for (const one of written.values()) {
    if (one.type !== `${prefix}Function`) continue;
    take(one, madeOfFunction(sam, one));
    events.push(...apiEventsOf(one, sam));
  }
  const eventsAt = (name: string) => events.filter(({ api }) => api === name);
  const implied = [
    ...impliedBy(eventsAt('ServerlessRestApi'), 'ServerlessRestApi', 'Api'),
    ...impliedBy(eventsAt('ServerlessHttpApi'), 'ServerlessHttpApi', 'HttpApi'),
  ];
  for (const one of [...written.values(), ...implied]) {
    if (one.type === `${prefix}Api`) take(one, madeOfRestApi(sam, one, eventsAt(one.name)));
    if (one.type === `${prefix}HttpApi`) take(one, madeOfHttpApi(sam, one, eventsAt(one.name)));
    if (one.type === `${prefix}WebSocketApi`) take(one, madeOfWebSocketApi(sam, one));
  }
  return { made, replaced, called };
}

/** Where one of the events is. */
function anyOf(events: readonly ApiEvent[], name: string): Truth | undefined {
  const truths = new Map<string, Truth>();
  for (const { exists } of events) {
    if (!exists) return undefined;
    truths.set(`${exists.is} ${exists.condition.key}`, exists);
  }
  const parts = [...truths.values()];
  const [first, ...others] = parts;
  if (others.length === 0) return first;
  const key = `Fn::Or(${[...truths.keys()].sort().join(', ')})`;
  return { condition: { key, op: 'or', parts }, is: true, name };
}
