/* What a change of the arguments of a resource does to it: by the provider's table, and by what its author ignores. */
import type { Effect, Reason, Update } from '../impact.ts';
import { type Change, changeOf, type FateOf } from './change.ts';
import { isOfTerraform, without } from './lifecycle.ts';
import { type Arguments, argumentsOf, type Way } from './replacements.ts';
import { nothing, type Value } from './value.ts';

export interface Bodies {
  readonly type: string;
  readonly before: Value;
  readonly after: Value;
  readonly ignored: readonly (readonly string[])[] | 'all';
}

export function ofArguments({ type, before, after, ignored }: Bodies, fateOf: FateOf): readonly Reason[] {
  if (before.kind !== 'map' || after.kind !== 'map' || ignored === 'all') return [];
  const known = argumentsOf(type);
  return [...new Set([...after.entries.keys(), ...before.entries.keys()])].flatMap((property): readonly Reason[] => {
    if (property === 'provider') return ofProviders(before, after, fateOf);
    if (isOfTerraform.has(property)) return [];
    const paths = ignored.flatMap(([first, ...rest]) => (first === property ? [rest] : []));
    const said = (body: Value & { kind: 'map' }): Value | undefined => {
      const value = body.entries.get(property);
      return value && paths.reduce(without, value);
    };
    const [was, is] = [said(before), said(after)];
    const assumed = known?.defaults.get(property);
    const otherwise: Value = assumed === undefined ? nothing : { kind: 'literal', value: assumed };
    const change = changeOf(was ?? otherwise, is ?? otherwise, fateOf);
    if (change.extent === 'same' || (isGone(is) && known?.keeps.has(property))) return [];
    // What AWS said by itself may be what is written now.
    const extent = isGone(was) && known?.keeps.has(property) && change.extent === 'differs' ? 'may' : change.extent;
    const effect = effectOf(property, extent, known, { was, is, after });
    return [{ property, effect, ...(change.because !== undefined && { because: change.because }) }];
  });
}

const isGone = (value: Value | undefined): boolean =>
  value === undefined || (value.kind === 'literal' && value.value === null);

/** Another provider may stand for another account. `called`: the module for which it is said. */
export function ofProviders(before: Value, after: Value, fateOf: FateOf, called?: string): readonly Reason[] {
  const name = called === undefined ? 'provider' : 'providers';
  const [was, is] = [before, after].map((body) => (body.kind === 'map' ? body.entries.get(name) : undefined));
  // In JSON, the name of a provider is a text.
  if (changeOf(asText(was), asText(is), fateOf).extent === 'same') return [];
  return [{ property: called === undefined ? name : `${called}.${name}`, effect: 'unknown' }];
}

const asText = (value: Value = nothing): Value =>
  value.kind === 'made' && value.of.length === 0 ? { kind: 'literal', value: value.how } : value;

interface Sides {
  readonly was: Value | undefined;
  readonly is: Value | undefined;
  readonly after: Value;
}

function effectOf(property: string, extent: Change['extent'], known: Arguments | undefined, sides: Sides): Effect {
  if (!known || extent === 'unknown') return 'unknown';
  const replaces: Effect = extent === 'differs' ? 'replace' : 'may-replace';
  switch (wayOf(property, known)) {
    case 'replaces':
      return replaces;
    case 'mayReplace':
      return isHarmless(known, sides.after) ? 'update' : 'may-replace';
    case 'comesAndGoes':
      return isGone(sides.was) === isGone(sides.is) ? 'update' : replaces;
    case 'updates':
      return 'update';
    case 'unknown':
      return 'unknown';
  }
}

const updates: Readonly<Record<Way, Update>> = {
  replaces: 'replace',
  mayReplace: 'may-replace',
  comesAndGoes: 'may-replace',
  updates: 'update',
  unknown: 'unknown',
};

/** Whatever is written: a change of it may be one of those that are harmless. */
export const updateOfArgument = (type: string, argument: string): Update => updates[wayOf(argument, argumentsOf(type))];

const wayOf = (argument: string, known: Arguments | undefined): Way =>
  known === undefined
    ? 'unknown'
    : inPlaceEverywhere.has(argument)
      ? 'updates'
      : (known.ways.get(argument) ?? 'unknown');

const inPlaceEverywhere: ReadonlySet<string> = new Set(['tags', 'tags_all', 'timeouts']);

function isHarmless({ unless, defaults }: Arguments, after: Value): boolean {
  if (!unless || after.kind !== 'map') return false;
  const said = after.entries.get(unless.argument);
  const value = said ? said.kind === 'literal' && said.value : defaults.get(unless.argument);
  return value === unless.is;
}
