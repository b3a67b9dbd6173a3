/*
 * What a request goes through, as a tree: load balancer, listener, rule, target group, target; API, stage, route,
 * integration, function. What several paths share stands where they part.
 */
import type { Entry } from '../formats/format.ts';
import { atomsOf, type Look } from './look.ts';
import type { Remembered } from './remembered.ts';
import { standingOf } from './standing.ts';
import { assume, homeOf } from './world.ts';

/** One place of the text, with all rows that are written there; the first one says what it is. */
export interface Step {
  readonly rows: readonly [Entry, ...Entry[]];
  /** What stands before it on all paths that lead through it; undefined where it begins one, or where these share nothing. */
  readonly parent: Step | undefined;
  /** It is on the way of requests, though nothing stands before it. */
  readonly isOnPath: boolean;
}

interface Relations {
  /** Relations that lead to what stands before it. */
  readonly from?: readonly string[];
  /** Relations that lead to what stands behind it. */
  readonly to?: readonly string[];
  /** A path may begin there. */
  readonly begins?: true;
}

const forwards = (actions: string): readonly string[] => [
  `${actions}.targetGroup`,
  `${actions}.forward.targetGroups.targetGroup`,
];

/** By the type of the row, so that what leads to others stands before them; of rows at one place, the first counts. */
const relations: Readonly<Record<string, Relations>> = {
  LoadBalancer: { begins: true },
  Api: { begins: true },
  Listener: { begins: true, from: ['loadBalancer'], to: forwards('defaultActions') },
  ListenerRule: { begins: true, from: ['listener'], to: forwards('actions') },
  Stage: { begins: true, from: ['api'], to: ['accessLog.destination'] },
  Route: { begins: true, from: ['api'], to: ['integration'] },
  ApiResource: { from: ['api'] },
  Integration: { from: ['route'], to: ['function'] },
  Authorizer: { from: ['api'], to: ['function'] },
  ApiMapping: { from: ['api'], to: ['domain'] },
  TargetGroup: { to: ['targets.function'] },
  TargetAttachment: { from: ['group'], to: ['function'] },
  LambdaFunction: {},
  FunctionAlias: { from: ['function'] },
  Permission: { from: ['function'] },
  ApiPolicy: { from: ['api'] },
  Deployment: { from: ['api'] },
  ManagedOverrides: { from: ['api'] },
  StageSettings: { from: ['stage'] },
  UsagePlan: { from: ['stages.stage'] },
  DomainName: {},
  LogDelivery: { from: ['source'] },
  LogGroup: {},
  WebAclAssociation: { from: ['resource'] },
  WebAcl: { to: ['rules.statement.ownGroup.group', 'rulesApart.statement.ownGroup.group'] },
  WebAclRule: { from: ['webAcl'] },
  WebAclRuleGroup: { from: ['webAcl'] },
  RuleGroup: {},
};

/** Where the relations of each row lead to, by its id, as far as that is remembered. */
export type Ways = Pick<Remembered<WaysOf>, 'recall'>;

/** By ids. */
export interface WaysOf {
  readonly before: readonly string[];
  readonly behind: readonly string[];
  /** Of what puts a web ACL in front of something, that web ACL. */
  readonly beside: readonly string[];
}

/** `placeOf` tells rows apart by where they are written. Each step stands behind its parent. */
export function stepsIn(
  look: Look,
  ways: Ways,
  isOwn: (entry: Entry) => boolean,
  placeOf: (entry: Entry) => string,
): readonly Step[] {
  const byPlace = new Map<string, [Entry, ...Entry[]]>();
  for (const type of Object.keys(relations))
    for (const entry of look.graph.all(type)) {
      if (!isOwn(entry)) continue;
      const place = placeOf(entry);
      const there = byPlace.get(place);
      if (there) there.push(entry);
      else byPlace.set(place, [entry]);
    }
  const before = leadersIn(look, ways, [...byPlace.values()].flat());
  const steps: Step[] = [];
  const byRow = new Map<string, Step>();
  for (const rows of byPlace.values()) {
    const [first] = rows;
    const leaders = new Set(rows.flatMap((row) => before.get(row.id) ?? []).flatMap((id) => byRow.get(id) ?? []));
    const parent = [...leaders].reduce<Step | undefined | 'any'>(
      (shared, step) => (shared === 'any' ? step : shared && commonOf(shared, step)),
      'any',
    );
    const isOnPath = leaders.size > 0 || relations[first.type.name]?.begins === true;
    const step = { rows, parent: parent === 'any' ? undefined : parent, isOnPath };
    steps.push(step);
    for (const row of rows) byRow.set(row.id, step);
  }
  return steps;
}

/** What stands right before each row; all by their ids. */
function leadersIn(look: Look, ways: Ways, entries: readonly Entry[]): ReadonlyMap<string, readonly string[]> {
  const leaders = new Map<string, string[]>();
  const note = (behind: string, before: string): void => {
    const known = leaders.get(behind);
    if (known) known.push(before);
    else leaders.set(behind, [before]);
  };
  const beside: (readonly [association: string, acls: readonly string[]])[] = [];
  for (const entry of entries) {
    const { id } = entry;
    const way = ways.recall(look, id, () => waysOf(look, entry));
    for (const one of way.before) note(id, one);
    for (const one of way.behind) note(one, id);
    if (way.beside.length > 0) beside.push([id, way.beside]);
  }
  for (const { entry, around } of partsAmong(entries)) note(entry.id, around.id);
  for (const [association, acls] of beside)
    for (const acl of acls) for (const guarded of leaders.get(association) ?? []) note(acl, guarded);
  return leaders;
}

function waysOf(look: Look, entry: Entry): WaysOf {
  const { from = [], to = [] } = relations[entry.type.name] ?? {};
  look.reads(standingOf(entry)); // for the world that it is at home in
  const along = (all: readonly string[]): readonly string[] =>
    all.flatMap((by) => targetsOf(look, entry, by).map(({ id }) => id));
  return {
    before: along(from),
    behind: along(to.filter((by) => !isSaidApart(entry, by))),
    beside: along(entry.type.name === 'WebAclAssociation' ? ['webAcl'] : []),
  };
}

/** The targets of Terraform's target groups are steps of their own. */
const isSaidApart = ({ type, form }: Entry, by: string): boolean =>
  type.properties[by.slice(0, by.indexOf('.'))]?.spelling[form.dialect]?.startsWith('<') === true;

/** The integration of a method or of an operation, which is a part of that. */
function partsAmong(entries: readonly Entry[]): readonly { readonly entry: Entry; readonly around: Entry }[] {
  const routes = new Map(
    entries
      .filter(({ type }) => type.name === 'Route')
      .map((route) => [`${route.resource.id} ${route.keys.join('.')}`, route] as const),
  );
  return entries.flatMap((entry) => {
    const { type, resource, keys, source } = entry;
    if (type.name !== 'Integration') return [];
    const around = routes.get(`${resource.id} ${keys.slice(0, -1).join('.')}`);
    return around?.source === source ? [{ entry, around }] : [];
  });
}

/** Where a relation leads to, in whatever branch. */
function targetsOf(look: Look, entry: Entry, by: string): readonly Entry[] {
  const home = homeOf(entry);
  const there = look.in(home);
  const { value, notes } = there.noting(() => there.targets(entry, by));
  const branches = value.includes('unknown')
    ? [...atomsOf(notes).values()].flatMap((truth) =>
        [truth, { ...truth, is: !truth.is }].map((one) => {
          const branch = look.in(assume(home, one));
          return branch.noting(() => branch.targets(entry, by)).value;
        }),
      )
    : [];
  return [...new Set([value, ...branches].flat())].filter((target) => typeof target === 'object');
}

/** The nearest step that both stand behind, or are. */
function commonOf(one: Step, other: Step): Step | undefined {
  const way = new Set(upFrom(one));
  return upFrom(other).find((step) => way.has(step));
}

function upFrom(step: Step): readonly Step[] {
  const way: Step[] = [];
  for (let at: Step | undefined = step; at; at = at.parent) way.push(at);
  return way;
}
