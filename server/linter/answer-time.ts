/* How long whoever calls a route may wait for the answer, along its path: what API Gateway allows, what the function may take. */
import { type Cell, cell, type Form, identity, those, type Value, type View } from '../../rules/kit/index.ts';
import { httpLimitSeconds, Integration, restLimitSeconds } from '../../rules/model/apigateway.ts';
import { Route } from '../../rules/model/routes.ts';
import type { Entry } from '../formats/format.ts';
import type { Look } from './look.ts';
import { readRow } from './read-row.ts';

export interface AnswerTime {
  /** After that, API Gateway itself answers 504. */
  readonly seconds: number;
  /** In whose words the integration is written. */
  readonly form: Form;
  /** The function that answers, where it and its timeout are known. */
  readonly called?: { readonly name: string; readonly seconds: number };
}

/** Undefined where any of it is not known, or where nobody waits for an answer that way. */
export function answerTimeOf(look: Look, entry: Entry): AnswerTime | undefined {
  const route = readRow(look, entry, Route);
  const integration = route && integrationOf(look, entry, route);
  const seconds = integration && limitOf(integration, route);
  if (!integration || seconds === undefined) return undefined;
  const { function: called } = integration;
  const runs = sure(called.timeoutSeconds);
  const form = look.graph.entry(integration[identity])?.form ?? entry.form;
  return {
    seconds,
    form,
    ...(isSure(called) && runs !== undefined && { called: { name: called.name, seconds: runs } }),
  };
}

/** What quick create makes, other resources change: that is not looked through. */
function integrationOf(look: Look, { resource, keys, exists, form }: Entry, route: Route): Integration | undefined {
  if (/quickcreate$/i.test(form.dialect)) return undefined;
  const part = look.graph
    .rowsOf(Integration.name)
    .of(resource)
    .find((one) => one.keys.slice(0, -1).join('.') === keys.join('.') && one.exists.length === exists.length);
  if (part) return readRow(look, part, Integration);
  if (isSure(route.integration)) return route.integration;
  const [only, another] = those(route.integrationsApart);
  return another ? undefined : only;
}

function limitOf(integration: Integration, { family }: Route): number | undefined {
  const { api, type, timeoutSeconds, transferMode, invocationType } = integration;
  const kind = sure(type);
  const protocol = sure(api.protocol) ?? sure(family);
  if (kind === undefined || kind === 'MOCK' || sure(transferMode) !== 'BUFFERED') return undefined;
  // Who starts a function without waiting for it is answered at once.
  if (!isAbsent(invocationType) || (protocol !== 'REST' && protocol !== 'HTTP')) return undefined;
  const most = protocol === 'HTTP' ? httpLimitSeconds : restLimitSeconds;
  const seconds = isAbsent(timeoutSeconds) ? most : sure(timeoutSeconds);
  // Only REST APIs may be granted more; an HTTP API that asks for it is not deployed.
  return seconds === undefined || (protocol === 'HTTP' && seconds > most) ? undefined : seconds;
}

/** What is known without assuming that a parameter has its default. */
function sure<T extends string | number>(value: Value<T>): T | undefined {
  const found = value[cell];
  return found.state === 'known' && found.assumes.length === 0 ? found.value : undefined;
}

function isSure(view: View): boolean {
  const found: Cell<unknown> = view[cell];
  return found.state === 'known' && found.assumes.length === 0;
}

function isAbsent(view: View): boolean {
  const found: Cell<unknown> = view[cell];
  return found.state === 'absent' && (found.assumes ?? []).length === 0;
}
