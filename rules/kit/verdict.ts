import {
  type Cell,
  cell,
  identity,
  instance,
  type List,
  type Nth,
  type Place,
  type ResourceView,
  type Value,
  type View,
} from './value.ts';

/** A three-valued answer; a decided one names the parameters whose defaults it rests on. */
export type Verdict =
  | { readonly answer: 'yes' | 'no'; readonly assumes: readonly string[] }
  | { readonly answer: 'unknown'; readonly why: string; readonly place: Place };

const YES: Verdict = { answer: 'yes', assumes: [] };
const NO: Verdict = { answer: 'no', assumes: [] };

type Plain = string | number | boolean;
type Known<T> = Cell<T> & { readonly state: 'known' };

/** The value, written or by default, is one of these. */
export const is = <T extends Plain>(value: Value<T>, ...expected: readonly NoInfer<T>[]): Verdict =>
  on(value, (known) => decided(expected.includes(known)));

/** The value passes a plain test: `passes(priority, (n) => n > 50_000)`. */
export const passes = <T extends Plain>(value: Value<T>, test: (known: T) => boolean): Verdict =>
  on(value, (known) => decided(test(known)));

/** `value > limit`, both in the same unit; the rows convert. An absent side makes it a no. */
export const exceeds = (value: Value<number>, limit: Value<number> | number): Verdict =>
  on(value, (left) =>
    typeof limit === 'number' ? decided(left > limit) : on(limit, (right) => decided(left > right)),
  );

/** Both are there and have the same value. Two picks of one list are compared although neither is known. */
export const equal = <T extends Plain>(one: Value<T>, other: Value<T>): Verdict => {
  const [left, right] = [nthOf(one), nthOf(other)];
  if (left && right && left.list === right.list) return decided(left.index === right.index);
  return on(one, (here) => on(other, (there) => decided(here === there)));
};

/** It is one of a list that AWS keeps, such as the Availability Zones of a Region, whichever that may be. */
export const isPicked = (value: View): Verdict => {
  const nth = nthOf(value);
  return decided(nth !== undefined && nth.isMixed !== true);
};

const nthOf = (value: View): Nth | undefined => {
  const found = value[cell];
  return found.state === 'unknown' ? found.nth : undefined;
};

/** Somebody wrote it; a row's default does not count. */
export const given = (value: View): Verdict => on(value, (_, found) => decided(found.given));

/** It has a value, be it a row's default. */
export const hasValue = (view: View): Verdict => on(view, () => YES);

/** Something stands there, known or not: a parameter or an import hands in a value, never nothing. */
export const written = (view: View): Verdict => {
  const found = view[cell];
  return found.state === 'unknown' && (found.outside || found.elsewhere) ? YES : given(view);
};

/** It is there and passes. */
export const has = <V extends View>(view: V, test: (known: V) => Verdict): Verdict => each(view, test);

/**
 * What it refers to stands outside of what can be seen: a parameter, an import or another stack hands it in.
 * Unknown where a condition still decides.
 */
export const outOfSight = (view: View): Verdict => {
  const found = view[cell];
  if (found.state !== 'unknown') return NO;
  return found.outside ? YES : { answer: 'unknown', why: found.why, place: found.place };
};

/** It stands out of sight, or in another stack that exports it: who else refers to it there and elsewhere is not known. */
export const handedIn = (view: View): Verdict =>
  any(outOfSight(view), decided(view[cell].place.via.some(({ how }) => how === 'import')));

/** Both are the same resource, and the same instance of it. */
export const same = (one: ResourceView, other: ResourceView): Verdict =>
  on(one, () =>
    on(other, () => {
      if (one[identity] !== other[identity] || one[instance] === other[instance])
        return decided(one[identity] === other[identity]);
      if (isCertain(one) && isCertain(other)) return NO;
      return { answer: 'unknown', why: 'which instance is meant, is not known', place: other[cell].place };
    }),
  );

const isCertain = (one: ResourceView): boolean => /^["\d]/.test(one[instance] ?? '');

/** At least one item passes; without a test: there is at least one. */
export const some = <T extends Value<unknown>>(list: List<T>, test: (item: T) => Verdict = () => YES): Verdict =>
  on(list, (items) => first('yes', items, (item) => each(item, test)));

/** No item fails. True of an empty list, as always. */
export const every = <T extends Value<unknown>>(list: List<T>, test: (item: T) => Verdict): Verdict =>
  not(some(list, (item) => not(test(item))));

export const not = (verdict: Verdict): Verdict => {
  if (verdict.answer === 'unknown') return verdict;
  const truth = verdict.answer === 'no';
  return verdict.assumes.length === 0 ? decided(truth) : { answer: truth ? 'yes' : 'no', assumes: verdict.assumes };
};

/** A verdict, or how to come by it where the others may settle the matter: reading costs time. */
type Asked = Verdict | (() => Verdict);

/** Kleene's and: a "no" settles it, whatever else is unknown. */
export const all = (...verdicts: readonly Asked[]): Verdict => first('no', verdicts, ask);

/** Kleene's or: a "yes" settles it, whatever else is unknown. */
export const any = (...verdicts: readonly Asked[]): Verdict => first('yes', verdicts, ask);

/** What plain code has found out, among verdicts. */
export const decided = (truth: boolean): Verdict => (truth ? YES : NO);

/** It cannot be ruled out: unknown counts as yes, where holding one's tongue is the safe side. */
export const possible = (verdict: Verdict): Verdict => (verdict.answer === 'unknown' ? YES : verdict);

/** `verdict`, which also rests on the defaults that `other` rests on: for what chose its severity. A "no" has none. */
export const considering = (verdict: Verdict, other: () => Verdict): Verdict => {
  if (verdict.answer === 'no') return verdict;
  const reason = other();
  return reason.answer === 'unknown' ? verdict : assuming(verdict, reason.assumes);
};

/** For choosing a severity or a wording, never for deciding: unknown counts as no. */
export const holds = (verdict: Verdict): boolean => verdict.answer === 'yes';

/** The items that certainly are there and certainly pass: for messages, related places and fixes. */
export const those = <T extends Value<unknown>>(
  list: List<T>,
  test: (item: T) => Verdict = () => YES,
): readonly T[] => {
  const found = list[cell];
  if (found.state !== 'known') return [];
  return found.value.filter((item) => item[cell].state === 'known' && holds(test(item)));
};

/**
 * The items that are there or may be, for one finding each: `has(item, …)` judges it. The open end of a list
 * is left out.
 */
export const items = <T extends View>(list: List<T>): readonly T[] => {
  const found = list[cell];
  if (found.state !== 'known') return [];
  return found.value.filter((item) => identity in item);
};

/** Of what may be missing: what it says if it is there. */
export const asIfThere = <T extends View>(item: T): T => {
  const found = item[cell];
  // The linter puts a view of the same row into `maybe`; `Cell` is too coarse to say so.
  return found.state === 'unknown' && found.maybe !== undefined ? (found.maybe as T) : item;
};

/** There are fewer items than that. One that is handed in counts; one that a condition decides may be there or not. */
export const fewer = <T extends Value<unknown>>(list: List<T>, than: number): Verdict => {
  const found = list[cell];
  // Who leaves a default empty wants it to be given.
  const isAssumed = found.state !== 'unknown' && found.assumes !== undefined && found.assumes.length > 0;
  const isEmpty = found.state === 'absent' || (found.state === 'known' && found.value.length === 0);
  if (isAssumed && isEmpty) return { answer: 'unknown', why: 'its default is empty', place: found.place };
  if (found.state === 'absent') return decided(than > 0);
  return on(list, (items) => {
    const verdicts = items.map(written);
    if (verdicts.filter(holds).length >= than) return NO;
    return not(any(...verdicts.filter((one) => !holds(one))));
  });
};

/** For messages: the value as text, or what to say where it is not known, or a text with nothing in it. */
export const show = (value: Value<Plain>, otherwise?: string): string => {
  const found = value[cell];
  if (found.state !== 'known') return otherwise ?? 'an unknown value';
  return found.value === '' && otherwise !== undefined ? otherwise : String(found.value);
};

/** For a wording or a severity: why it is not known, with the parameter's name; empty where it is known. */
export const reason = (view: View): string => {
  const found = view[cell];
  return found.state === 'unknown' ? found.why : '';
};

/**
 * The smallest number from `first` that no item uses, for what must be unique in a list (a priority).
 * Undefined where an item's number is not known: a new one could collide with it.
 */
export function unused<T extends Value<unknown>>(
  list: List<T>,
  number: (item: T) => Value<number>,
  first: number,
): number | undefined {
  const found = list[cell];
  if (found.state === 'absent') return first;
  if (found.state === 'unknown') return undefined;
  const taken = new Set<number>();
  for (const item of found.value) {
    if (item[cell].state === 'unknown') return undefined;
    const one = number(item)[cell];
    if (one.state !== 'known') return undefined;
    taken.add(one.value);
  }
  let free = first;
  while (taken.has(free)) free++;
  return free;
}

const ask = (asked: Asked): Verdict => (typeof asked === 'function' ? asked() : asked);

/** The first answer that settles it; else the first that is unknown; else the opposite, which rests on all of them. */
function first<T>(settling: 'yes' | 'no', asked: readonly T[], judge: (one: T) => Verdict): Verdict {
  let unknown: Verdict | undefined;
  let opposite = decided(settling === 'no');
  for (const one of asked) {
    const verdict = judge(one);
    if (verdict.answer === settling) return verdict;
    if (verdict.answer === 'unknown') unknown ??= verdict;
    else opposite = assuming(opposite, verdict.assumes);
  }
  return unknown ?? opposite;
}

function on<T>(value: Value<T>, test: (known: T, found: Known<T>) => Verdict): Verdict {
  const found = value[cell];
  if (found.state === 'known') return assuming(test(found.value, found), found.assumes);
  if (found.state === 'absent') return found.assumes ? assuming(NO, found.assumes) : NO;
  const unknown: Verdict = { answer: 'unknown', why: found.why, place: found.place };
  if (found.maybe === undefined) return unknown;
  // There it fails, not there it fails too: no need to know.
  const there: Known<T> = { state: 'known', value: found.maybe, place: found.place, given: true, assumes: [] };
  return test(found.maybe, there).answer === 'no' ? NO : unknown;
}

const assuming = (verdict: Verdict, assumes: readonly string[]): Verdict =>
  assumes.length === 0 || verdict.answer === 'unknown'
    ? verdict
    : { ...verdict, assumes: [...verdict.assumes, ...assumes] };

/** An item that may be missing is tested as if it were there. */
const each = <T extends Value<unknown>>(item: T, test: (item: T) => Verdict): Verdict =>
  on(item, () => test(asIfThere(item)));
