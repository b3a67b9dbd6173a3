/*
 * What the resources of SAM become at deployment. Each value keeps the place at which the user wrote it, so that what is
 * said of it stands there, and is mended there.
 */
import type { Expression, SourceProblem, SourceResource, Spot } from '../../format.ts';
import { expressionOf, type Scope } from '../expression.ts';
import type { ReadResource } from '../resource.ts';
import type { Member } from '../template.ts';
import { madeOfConnector, madeOfConnectors } from './connector.ts';
import { type ApiEvent, apiEventsOf, implicit, moreEventsOf } from './events.ts';
import { madeOfFunction, permissionsOf } from './function.ts';
import { withGlobals, withoutIgnored } from './globals.ts';
import { madeOfHttpApi } from './http-api.ts';
import { lostEventsAmong } from './lost-events.ts';
import type { MadeResource } from './made.ts';
import { madeOfRestApi } from './rest-api.ts';
import type { Sam } from './sam.ts';
import { madeOfStateMachine } from './state-machine.ts';
import { madeOfSharedUsagePlan } from './usage-plan.ts';
import { madeOfWebSocketApi } from './web-socket-api.ts';
import { anyOf, isImplied, type Written } from './written.ts';

/** What is made of resources of SAM, and which of those it stands for. */
export interface Expansion {
  readonly made: readonly MadeResource[];
  readonly replaced: ReadonlySet<SourceResource>;
  /** `Shop.Stage` → `ShopProdStage`. */
  readonly called: ReadonlyMap<string, string>;
  /** The names of other resources whose types it depends on. */
  readonly looksAt: ReadonlySet<string>;
  /** Why there may be more events than can be read. */
  readonly moreEvents: string | undefined;
  /** Of a template in which nothing is but what is written. */
  readonly problems: readonly SourceProblem[];
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

/** Whether SAM makes something of it. */
export const concernsSam = (one: ReadResource): boolean =>
  isOfSam(one.type) || one.attribute('Connectors') !== undefined;

/** Undefined where SAM has nothing to make. */
export function expand(resources: readonly ReadResource[], { globals, scope }: Around): Expansion | undefined {
  if (!resources.some(concernsSam)) return undefined;
  const sections = new Map(globals.map((member) => [member.name, member]));
  const types = new Map(resources.toReversed().map(({ name, type }) => [name, type]));
  const called = new Map<string, string>();
  const looksAt = new Set<string>();
  const globalsOf = globalsIn(sections, scope);
  const writtenOf = (from: ReadResource): Written => {
    const { name, type, key, item, body, exists } = from;
    const around = withoutIgnored(globalsOf(type), from.attribute('IgnoreGlobals'));
    const properties = body && around ? withGlobals(around, body) : (body ?? around);
    const home = ['Resources', name, 'Properties'];
    return { from, name, type, exists, home, key: { start: key.start, end: key.end, item }, properties };
  };
  const written = new Map(resources.filter(({ type }) => isOfSam(type)).map((one) => [one.name, writtenOf(one)]));
  const sam: Sam = {
    parameters: scope.parameters,
    written,
    moreEvents: [...written.values()].map(moreEventsOf).find((why) => why !== undefined),
    typeOf(name) {
      looksAt.add(name);
      return types.get(name);
    },
    condition: (name) => scope.conditions(name),
    include: (location) =>
      location.kind === 'literal' ? scope.include?.(String(location.value), location.span, scope) : undefined,
    global(type) {
      const member = sections.get(type);
      return member && keyOf(member);
    },
    refer: (words, name) => called.set(words, name),
  };
  const ofType = (...words: readonly string[]): readonly Written[] =>
    words.flatMap((word) => [...written.values()].filter(({ type }) => type === prefix + word));

  const made = new Made();
  const events = ofType('Function', 'StateMachine').flatMap((one) => apiEventsOf(one, sam));
  const eventsAt = ({ name }: Written): readonly ApiEvent[] => events.filter(({ api }) => api === name);
  const implied = (['Api', 'HttpApi'] as const).flatMap((type) => impliedBy(events, type, { sam, globalsOf }));
  // What the user has written under the name of such an API gives way to it.
  for (const { name } of implied) {
    looksAt.add(name);
    written.delete(name);
    for (const one of resources) if (one.name === name) made.replaced.add(one);
  }
  const apis = (type: string): readonly Written[] => [
    ...ofType(type),
    ...implied.filter((one) => one.type === prefix + type),
  ];

  for (const one of ofType('Function')) made.take(one, madeOfFunction(sam, one));
  for (const one of ofType('StateMachine'))
    made.take(
      one,
      madeOfStateMachine(
        one,
        events.filter(({ of }) => of === one),
      ),
    );
  const rest = apis('Api');
  for (const one of rest) made.take(one, madeOfRestApi(sam, one, eventsAt(one)));
  made.add(madeOfSharedUsagePlan(sam, rest));
  const atOthers = events.filter(({ api, type }) => type === 'Api' && api !== undefined && isPlain(sam.typeOf(api)));
  made.add(permissionsOf(sam, atOthers, 'Stage'));
  for (const one of apis('HttpApi')) made.take(one, madeOfHttpApi(sam, one, eventsAt(one)));
  for (const one of ofType('WebSocketApi')) made.take(one, madeOfWebSocketApi(sam, one));
  for (const one of ofType('Connector')) made.take(one, madeOfConnector(sam, one));
  for (const one of resources) {
    const connectors = one.attribute('Connectors');
    if (connectors) made.add(madeOfConnectors(sam, written.get(one.name) ?? writtenOf(one), connectors));
  }
  return {
    made: made.resources,
    replaced: made.replaced,
    called,
    looksAt,
    moreEvents: sam.moreEvents,
    problems: lostEventsAmong(events, sam, called),
  };
}

/** What has been made so far. */
class Made {
  readonly resources: MadeResource[] = [];
  readonly replaced = new Set<SourceResource>();
  readonly #names = new Set<string>();

  /** What stands in the place of `one`. */
  take(one: Written, brought: readonly MadeResource[]): void {
    if (!isImplied(one)) this.replaced.add(one.from);
    this.add(brought);
  }

  /** Two that come to one name are one: domains that APIs share. */
  add(brought: readonly MadeResource[]): void {
    for (const resource of brought) if (!this.#names.has(resource.name)) this.resources.push(resource);
    for (const { name } of brought) this.#names.add(name);
  }
}

type Sections = ReadonlyMap<string, Member>;

const keyOf = ({ key: { start, end }, item }: Member): Required<Spot> => ({ start, end, item });

/** What `Globals` says of resources of a type; read once for all of them. */
function globalsIn(sections: Sections, scope: Scope): (type: string) => Expression | undefined {
  const known = new Map<Member, Expression>();
  return (type) => {
    const member = isOfSam(type) ? sections.get(type.slice(prefix.length)) : undefined;
    if (!member) return undefined;
    const global = known.get(member) ?? expressionOf(member.value, { ...scope, item: member.item });
    known.set(member, global);
    return global;
  };
}

/** An API without SAM, to which an event brings a permission only. */
const isPlain = (type: string | undefined): boolean => type === 'AWS::ApiGateway::RestApi';

interface Template {
  readonly sam: Sam;
  readonly globalsOf: (type: string) => Expression | undefined;
}

/** An API that nobody wrote, for events that name none. */
function impliedBy(all: readonly ApiEvent[], type: ApiEvent['type'], { sam, globalsOf }: Template): readonly Written[] {
  const name = implicit[type];
  const events = all.filter((one) => one.type === type && one.api === name);
  const [first] = events;
  if (!first) return [];
  const ofApi = prefix + type;
  // What stands in `Globals` is said of every API there is.
  const isOnly = ![...sam.written.values()].some((one) => one.type === ofApi && one.name !== name);
  const exists = anyOf(
    events.map((event) => event.exists),
    `${name}Condition`,
  );
  return [
    {
      from: first.of.from,
      name,
      type: ofApi,
      key: sam.global(type) ?? first.key,
      exists,
      home: isOnly ? ['Globals', type] : undefined,
      properties: globalsOf(ofApi),
    },
  ];
}
