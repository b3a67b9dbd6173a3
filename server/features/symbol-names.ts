/* What a step on the way of a request is called by those who think in requests: `:443 HTTPS`, `/orders/*`, `GET /orders`. */
import { type Cell, cell, type List, type Value, type View } from '../../rules/kit/index.ts';
import { Integration } from '../../rules/model/apigateway.ts';
import { Listener, ListenerRule } from '../../rules/model/elbv2.ts';
import { ApiResource, Route } from '../../rules/model/routes.ts';
import { Stage } from '../../rules/model/stages.ts';
import type { Entry } from '../formats/format.ts';
import type { Look } from '../linter/look.ts';
import { readRow } from '../linter/read-row.ts';

/** Undefined where there is no better word than its own name, or where it is not known. */
export function requestNameOf(look: Look, entry: Entry): string | undefined {
  const listener = readRow(look, entry, Listener);
  if (listener) return listenerName(listener);
  const rule = readRow(look, entry, ListenerRule);
  if (rule) return ruleName(rule);
  const stage = readRow(look, entry, Stage);
  if (stage) return textOf(stage.stageName);
  const route = readRow(look, entry, Route);
  if (route) return routeName(route, entry);
  const piece = readRow(look, entry, ApiResource);
  if (piece) return pathOf(piece);
  const integration = readRow(look, entry, Integration);
  return integration && entry.keys.length > 0 ? textOf(integration.type) : undefined;
}

function listenerName({ port, protocol }: Listener): string | undefined {
  const number = textOf(port);
  return number === undefined ? undefined : [`:${number}`, textOf(protocol)].filter(Boolean).join(' ');
}

/** `shop.example /orders/*, /carts/*`; what else it may ask for has no short word. */
function ruleName({ conditions }: ListenerRule): string | undefined {
  const all = itemsOf(conditions);
  const inField = (word: string) => all.filter(({ field }) => textOf(field) === word).map(({ values }) => values);
  const hosts = [...inField('host-header'), ...all.map((one) => one.hosts)];
  const paths = [...inField('path-pattern'), ...all.map((one) => one.paths)];
  const words = [hosts, paths].map((lists) => lists.flatMap(itemsOf).flatMap((value) => textOf(value) ?? []));
  const name = words.flatMap((some) => (some.length > 0 ? some.join(', ') : [])).join(' ');
  return name === '' ? undefined : name;
}

function routeName(route: Route, { keys, name }: Entry): string | undefined {
  if (keys.length > 0) return name;
  const [method, path] = [textOf(route.method), pathOf(route.resource)];
  if (method !== undefined) return path === undefined ? undefined : `${method} ${path}`;
  return textOf(route.routeKey);
}

/** `/orders/{id}`; pieces that lead in a circle are nobody's path. */
function pathOf(piece: ApiResource): string | undefined {
  const parts: string[] = [];
  for (let at = piece; parts.length < MOST_PIECES; at = at.parent) {
    const part = textOf(at.pathPart);
    if (part === undefined) return undefined;
    if (part === '/') return `/${parts.join('/')}`;
    parts.unshift(part);
    // The API itself, where it is out of sight.
    if (stateOf(at.parent).state !== 'known') return undefined;
  }
  return undefined;
}
const MOST_PIECES = 50;

const textOf = (value: Value<string | number>): string | undefined => {
  const found = value[cell];
  return found.state === 'known' ? String(found.value) : undefined;
};

function itemsOf<T extends View>(list: List<T>): readonly T[] {
  const found = list[cell];
  return found.state === 'known' ? found.value.filter((item) => stateOf(item).state === 'known') : [];
}

const stateOf = (view: View): Cell<unknown> => view[cell];
