/*
 * The keys that the rows of the model have at a place: properties, and what only holds properties (`Matcher` of
 * `Matcher.HttpCode`). A property that the row does not explain is none that a user writes.
 */
import { type Form, isList, type Property, type Resource, type Shape } from '../../../rules/kit/index.ts';
import { model } from '../../../rules/model/index.ts';
import { apartOf, everyKey, leadsThrough, stepsOf } from '../../formats/spelling.ts';
import type { Saying } from '../made-rows.ts';
import { isBlock, type Path, under } from '../path.ts';

export interface OfferedKey {
  readonly key: string;
  /** Undefined where the key only holds others, or where no row has it. */
  readonly known: KnownProperty | undefined;
  readonly holds: 'value' | 'map' | 'list' | 'nothing';
  /** What it is, and what stands beside it, where no row says that. */
  readonly about?: string;
  readonly detail?: string;
}

export interface KnownProperty {
  readonly row: Resource;
  readonly form: Form;
  readonly property: Property<unknown>;
}

/** `path` begins below the properties of a resource of that type. Each key once, in the order of the model. */
export function keysBelow(type: string, path: Path, rows: readonly Resource[] = model): readonly OfferedKey[] {
  const forms = rows.flatMap((row) => row.forms.map((form) => ({ row, form })));
  const fitting = forms.filter(({ form }) => form.type === type && isThere(form, path));
  return eachOnce(fitting.flatMap(({ row, form }) => inForm(row, form, path)));
}

/** Where several rows have a key, the first one that knows what it is. */
export function eachOnce(all: readonly OfferedKey[]): readonly OfferedKey[] {
  const found = new Map<string, OfferedKey>();
  for (const one of all) {
    const before = found.get(one.key);
    if (!before || (!before.known && one.known)) found.set(one.key, one);
  }
  return [...found.values()];
}

/** What only some resources of a type are is not proposed to all of them. */
const isThere = ({ where }: Form, path: Path): boolean => where === undefined || path.length > 0;

function inForm(row: Resource, form: Form, path: Path): readonly OfferedKey[] {
  const names = form.at?.split('.') ?? [];
  for (const [i, name] of names.entries()) {
    const waypoint = path[i];
    if (waypoint) {
      if (waypoint.kind !== 'key' || !leadsThrough(name, waypoint.name)) return [];
      continue;
    }
    const isOneKey = i === names.length - 1 && name !== everyKey && !name.includes('|');
    return isOneKey ? [{ key: name, known: undefined, holds: 'map' }] : [];
  }
  return inShape(row.properties, { row, form }, path.slice(names.length));
}

/** What is made of a resource of SAM says its keys, from the document down. */
export function keysOfMade(sayings: readonly Saying[], path: Path): readonly OfferedKey[] {
  const all = sayings.flatMap(({ entry, property, words }): readonly OfferedKey[] => {
    const of = { row: entry.type, form: entry.form };
    const isOnTheWay = path.every((step, i) => i >= words.length || (step.kind === 'key' && step.name === words[i]));
    if (!isOnTheWay || property.about === undefined) return [];
    const key = words[path.length];
    if (key !== undefined) {
      const isLast = words.length === path.length + 1;
      return [
        isLast
          ? { key, known: { ...of, property }, holds: held(property, key) }
          : { key, known: undefined, holds: 'map' },
      ];
    }
    const [item, ...inItem] = path.slice(words.length);
    return item?.kind === 'entry' && property.kind === 'list' ? inShape(property.shape ?? {}, of, inItem) : [];
  });
  return eachOnce(all);
}

function inShape(shape: Shape, of: Omit<KnownProperty, 'property'>, path: Path): readonly OfferedKey[] {
  return Object.values(shape).flatMap((property) => {
    const spelling = property.spelling[of.form.dialect];
    if (spelling === undefined || /^[=<]/.test(spelling) || apartOf(spelling)) return [];
    if (old.has(`${of.form.type}.${spelling}`)) return [];
    return alongOf(property, spelling, of, path);
  });
}

/** What older versions of Terraform's provider had. */
const old: ReadonlySet<string> = new Set(['aws_lb_listener_rule.field', 'aws_lb_listener_rule.values']);

function alongOf(
  property: Property<unknown>,
  spelling: string,
  of: Omit<KnownProperty, 'property'>,
  path: Path,
): readonly OfferedKey[] {
  const steps = stepsOf(spelling);
  if (steps.some(({ key, anyCase, orItself }) => anyCase || orItself || key === everyKey)) return [];
  let rest = path;
  for (const [i, { key, pick }] of steps.entries()) {
    const [at, ...below] = rest;
    if (!at) {
      if (property.about === undefined) return [];
      const isLast = i === steps.length - 1;
      const container: OfferedKey = { key, known: undefined, holds: pick ? 'list' : 'map' };
      return [isLast && !pick ? { key, known: { ...of, property }, holds: held(property, spelling) } : container];
    }
    if (at.kind !== 'key' || at.name !== key) return [];
    rest = below;
    if (!pick) continue;
    const [entry, ...inEntry] = rest;
    const name = entry?.kind === 'entry' ? under(entry.node, pick[0]) : undefined;
    if (name?.kind !== 'scalar' || String(name.value) !== pick[1]) return [];
    rest = inEntry;
  }
  const around = path.at(-1 - rest.length)?.node;
  if (property.kind === 'nested') return inShape(property.shape ?? {}, of, rest);
  if (property.kind !== 'list' || property.keyed) return [];
  if (isBlock(around)) return inShape(property.shape ?? {}, of, rest);
  const [entry, ...inEntry] = rest;
  return entry?.kind === 'entry' ? inShape(property.shape ?? {}, of, inEntry) : [];
}

function held(property: Property<unknown>, spelling: string): OfferedKey['holds'] {
  // One thing where others have a list.
  if (spelling.endsWith('[]')) return 'value';
  if (property.keyed) return 'map';
  if (isList(property)) return 'list';
  if (property.kind !== 'nested') return 'value';
  return isChoice.has(spelling.toLowerCase()) ? 'nothing' : 'map';
}

/** Keys that say all by being there. */
const isChoice: ReadonlySet<string> = new Set(['allow', 'block', 'count', 'none']);
