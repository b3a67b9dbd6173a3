/*
 * Whether who has read an expression would read the same in another, but for where it stands. Properties are made when
 * somebody asks for them: what was not made, nobody has read.
 */
import type { Expression, Property, Truth } from './format.ts';
import { LazyProperty, Properties } from './properties.ts';

/** Whether who has read a reference to the one name would read the same of the other. */
export type SameReference = (before: string, now: string) => boolean;

const isSameName: SameReference = (before, now) => before === now;

/** Makes in `now` what was made in `before`: so the next one can be held against it in turn. */
export function readsAlike(before: Expression, now: Expression, isSameReference = isSameName): boolean {
  if (before.from || now.from) return false;
  switch (before.kind) {
    case 'literal':
      return now.kind === 'literal' && now.value === before.value;
    case 'nothing':
      return now.kind === 'nothing';
    case 'unknown':
      return now.kind === 'unknown' && now.why === before.why && !now.nth && !before.nth;
    case 'parameter':
      return now.kind === 'parameter' && now.name === before.name && now.why === before.why;
    case 'reference':
      return (
        now.kind === 'reference' &&
        now.attribute === before.attribute &&
        now.instance === before.instance &&
        isSameReference(before.to, now.to)
      );
    case 'template':
      return now.kind === 'template' && allAlike(before.parts, now.parts, isSameReference);
    case 'list':
      return now.kind === 'list' && now.open === before.open && allAlike(before.items, now.items, isSameReference);
    case 'choice':
      return (
        now.kind === 'choice' &&
        isSameTruth(now.when, before.when) &&
        readsAlike(before.yes, now.yes, isSameReference) &&
        readsAlike(before.no, now.no, isSameReference)
      );
    case 'map':
      return (
        now.kind === 'map' && now.open === before.open && sameProperties(before.entries, now.entries, isSameReference)
      );
    case 'computed':
      return false; // what it computes with, it keeps to itself
  }
}

/** Conditions of one key and name are one, as long as nothing else has changed that they are made of. */
export const isSameTruth = (one: Truth | undefined, other: Truth | undefined): boolean =>
  one === other ||
  (one?.condition.key === other?.condition.key &&
    one?.is === other?.is &&
    one?.name === other?.name &&
    one?.condition.name === other?.condition.name);

const allAlike = (before: readonly Expression[], now: readonly Expression[], isSameReference: SameReference): boolean =>
  before.length === now.length && before.every((one, i) => readsAlike(one, now[i] ?? one, isSameReference));

type PropertyMap = ReadonlyMap<string, Property>;

/** What was read is there and alike, and what was not found is not there. */
function sameProperties(before: PropertyMap, now: PropertyMap, isSameReference: SameReference): boolean {
  if (!(before instanceof Properties && now instanceof Properties)) return sameMap(before, now, isSameReference);
  if (before.isWalked && !sameNames(before, now)) return false;
  for (const name of before.missed) if (now.get(name)) return false; // from now on it is missed there
  return before.everyMade((name, one) => {
    if (one instanceof LazyProperty && !one.isRead) return true;
    const other = now.get(name);
    return other !== undefined && readsAlike(one.value, other.value, isSameReference);
  });
}

/** One that is put together has no memory of what was read: all of it counts. */
function sameMap(before: PropertyMap, now: PropertyMap, isSameReference: SameReference): boolean {
  if (before instanceof Properties || now instanceof Properties || before.size !== now.size) return false;
  const others = now[Symbol.iterator]();
  for (const [name, one] of before) {
    const [word, other] = others.next().value ?? [];
    if (word !== name || !other || !isSameValue(one, other, isSameReference)) return false;
  }
  return true;
}

/** What nobody has read stays unread. */
const isSameValue = (one: Property, other: Property, isSameReference: SameReference): boolean =>
  (one instanceof LazyProperty && !one.isRead) || readsAlike(one.value, other.value, isSameReference);

/** In the same order. */
function sameNames(before: Properties, now: Properties): boolean {
  if (before.size !== now.size) return false;
  now.isWalked = true;
  const others = now.all[Symbol.iterator]();
  for (const [name] of before.all) if (others.next().value?.[0] !== name) return false;
  return true;
}
