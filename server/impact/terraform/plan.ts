/*
 * A plan as `terraform show -json` prints it: what Terraform itself says that it will do. Source:
 * https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 * Plans hold secrets: of values, nothing is told but addresses and ports that are opened.
 */
import type { Effect, Impact, Opening, Reason, ResourceImpact } from '../impact.ts';
import { createsFirstInWords } from './impact.ts';
import { openingsIn, valueOfJson } from './opened.ts';

/** Of a JSON text: whether a plan is meant, be it that it cannot be read. */
export const looksLikePlan = (text: string): boolean => /"(?:resource_changes|planned_values)"\s*:/.test(text);

/** `problem`: why nothing is told, in one sentence. Never throws. */
export function impactOfPlan(text: string): Impact | { readonly problem: string } {
  try {
    return impactIn(JSON.parse(text));
  } catch (error) {
    // Brackets in brackets in brackets: nobody has such a plan.
    return { problem: error instanceof RangeError ? 'This is nested too deep to be read.' : 'This is no JSON.' };
  }
}

function impactIn(plan: unknown): ReturnType<typeof impactOfPlan> {
  if (!isObject(plan) || !Array.isArray(plan['resource_changes'])) {
    const isState = isObject(plan) && 'values' in plan;
    return {
      problem: isState
        ? 'This is a state, not a plan: it says what there is, not what changes.'
        : 'This is no plan of Terraform: it has no resource_changes.',
    };
  }
  if (plan['errored'] === true) return { problem: 'Terraform could not finish this plan: not all of it is there.' };
  const told = plan['resource_changes'].flatMap((one: unknown) => {
    const change = isObject(one) ? changeIn(one) : undefined;
    return change ? [change] : [];
  });
  return { resources: told.map(({ resource }) => resource), opened: told.flatMap(({ opened }) => opened) };
}

type Plain = Readonly<Record<string, unknown>>;

const isObject = (data: unknown): data is Plain => typeof data === 'object' && data !== null && !Array.isArray(data);

interface Told {
  readonly resource: ResourceImpact;
  readonly opened: readonly Opening[];
}

/** Undefined where nothing happens to what is deployed. */
function changeIn({ address, type, mode, change, action_reason: why, deposed }: Plain): Told | undefined {
  if (typeof address !== 'string' || mode === 'data' || !isObject(change)) return undefined;
  const actions = Array.isArray(change['actions']) ? change['actions'].map(String) : [];
  const effect = effectOf(actions, change);
  if (!effect) return undefined;
  // What a resource was before it was replaced by one that came first, and could not be destroyed then.
  const name = typeof deposed === 'string' ? `${address} (deposed ${deposed})` : address;
  const type_ = typeof type === 'string' ? type : '';
  const reasons = reasonsIn(effect, change, typeof why === 'string' ? why : '');
  const comesFirst = effect === 'replace' && actions[0] === 'create';
  return {
    resource: {
      name,
      type: type_,
      effect,
      reasons,
      before: undefined,
      after: undefined,
      ...(comesFirst && { note: createsFirstInWords }),
    },
    opened: openedBy(name, type_, change),
  };
}

function effectOf(actions: readonly string[], { importing }: Plain): Effect | undefined {
  const has = (action: string): boolean => actions.includes(action);
  if (has('delete') && has('create')) return 'replace';
  // Terraform lets go of the old one, and makes another.
  if (has('forget') && has('create')) return 'replace';
  if (has('create')) return 'create';
  if (has('delete')) return 'delete';
  if (has('forget')) return 'orphan';
  if (has('update')) return 'update';
  if (actions.length === 0) return 'unknown';
  // What is imported as it is, and what is read, changes nothing.
  return has('no-op') || has('read') || isObject(importing) ? undefined : 'unknown';
}

/** `replace_because_cannot_update` has its paths. Others have a reason without. */
const reasonsInWords: ReadonlyMap<string, string> = new Map([
  ['replace_because_tainted', 'tainted'],
  ['replace_by_request', '-replace'],
  ['replace_by_triggers', 'lifecycle.replace_triggered_by'],
  ['delete_because_count_index', 'count'],
  ['delete_because_each_key', 'for_each'],
]);

function reasonsIn(effect: Effect, change: Plain, why: string): readonly Reason[] {
  const inWords = reasonsInWords.get(why);
  if (inWords !== undefined) return [{ property: inWords, effect }];
  if (effect === 'update') return changedIn(change).map((property) => ({ property, effect }));
  const paths: readonly unknown[] = Array.isArray(change['replace_paths']) ? change['replace_paths'] : [];
  return [...new Set(paths.map(inDots))].filter((path) => path !== '').map((property) => ({ property, effect }));
}

/** `["ingress", 0, "from_port"]` → `ingress[0].from_port` */
function inDots(path: unknown): string {
  const steps: readonly unknown[] = Array.isArray(path) ? path : [];
  return steps
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}

/** Arguments that have another value, or one that is not known yet. */
function changedIn({ before, after, after_unknown: unknown }: Plain): readonly string[] {
  const [was, is, open] = [before, after, unknown].map((side) => (isObject(side) ? side : {}));
  const names = [...new Set([...Object.keys(is ?? {}), ...Object.keys(was ?? {}), ...Object.keys(open ?? {})])];
  return names.filter(
    (name) => isOpenIn(open?.[name]) || JSON.stringify(was?.[name] ?? null) !== JSON.stringify(is?.[name] ?? null),
  );
}

/** Of lists and objects, each part says whether it is known. */
const isOpenIn = (data: unknown): boolean =>
  data === true || (typeof data === 'object' && data !== null && Object.values(data).some(isOpenIn));

function openedBy(name: string, type: string, { before, after }: Plain): readonly Opening[] {
  if (!isObject(after)) return [];
  const there = new Set(openingsIn(type, valueOfJson(before)).map(({ words }) => words));
  return openingsIn(type, valueOfJson(after)).flatMap((one) => (there.has(one.words) ? [] : [{ ...one, name }]));
}
