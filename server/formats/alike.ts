/*
 * Whether who has read an expression would read the same in another, but for where it stands. Properties are made when
 * somebody asks for them: what was not made, nobody has read.
 */
import type { Expression, Property, Truth } from './format.ts';
import { LazyProperty, Properties } from './properties.ts';

/** Makes in `now` what was made in `before`: so the next one can be held against it in turn. */
export function readsAlike(before: Expression, now: Expression): boolean {
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
        now.to === before.to &&
        now.attribute === before.attribute &&
        now.instance === before.instance
      );
    case 'template':
      return now.kind === 'template' && allAlike(before.parts, now.parts);
    case 'list':
      return now.kind === 'list' && now.open === before.open && allAlike(before.items, now.items);
    case 'choice':
      return (
        now.kind === 'choice' &&
        isSameTruth(now.when, before.when) &&
        readsAlike(before.yes, now.yes) &&
        readsAlike(before.no, now.no)
      );
    case 'map':
      return now.kind === 'map' && now.open === before.open && sameProperties(before.entries, now.entries);
    case 'computed':
      return false; // what it computes with, it keeps to itself
  }
}

/** Conditions of one key are one, as long as nothing else has changed that they are made of. */
export const isSameTruth = (one: Truth | undefined, other: Truth | undefined): boolean =>
  one === other || (one?.condition.key === other?.condition.key && one?.is === other?.is);

const allAlike = (before: readonly Expression[], now: readonly Expression[]): boolean =>
  before.length === now.length && before.every((one, i) => readsAlike(one, now[i] ?? one));

/** What was read is there and alike, and what was not found is not there. */
function sameProperties(before: ReadonlyMap<string, Property>, now: ReadonlyMap<string, Property>): boolean {
  if (!(before instanceof Properties && now instanceof Properties)) return sameMap(before, now);
  if (before.isWalked && !sameNames(before, now)) return false;
  for (const name of before.missed) if (now.get(name)) return false; // from now on it is missed there
  for (const [name, one] of before.all()) {
    if (one instanceof LazyProperty && !one.isRead) continue;
    const other = now.get(name);
    if (!other || !readsAlike(one.value, other.value)) return false;
  }
  return true;
}

/** One that is put together has no memory of what was read: all of it counts. */
function sameMap(before: ReadonlyMap<string, Property>, now: ReadonlyMap<string, Property>): boolean {
  if (before instanceof Properties || now instanceof Properties || before.size !== now.size) return false;
  const others = now[Symbol.iterator]();
  for (const [name, one] of before) {
    const [word, other] = others.next().value ?? [];
    if (word !== name || !other || !isSameValue(one, other)) return false;
  }
  return true;
}

/** What nobody has read stays unread. */
const isSameValue = (one: Property, other: Property): boolean =>
  (one instanceof LazyProperty && !one.isRead) || readsAlike(one.value, other.value);

/** In the same order. */
function sameNames(before: Properties, now: Properties): boolean {
  if (before.size !== now.size) return false;
  now.isWalked = true;
  const others = now.all()[Symbol.iterator]();
  for (const [name] of before.all()) if (others.next().value?.[0] !== name) return false;
  return true;
}
