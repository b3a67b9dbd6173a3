/* Who points where by one relation, as far as no condition matters: kept, and mended where something gave way. */
import type { Entry } from '../formats/format.ts';
import { type Fates, type Sky, turn } from './fates.ts';
import { atomsOf, type Look } from './look.ts';
import type { Reader, Readers } from './readers.ts';
import type { Replaced, Rows } from './rows.ts';
import { anyWorld, assume, homeOf, type World } from './world.ts';

/** A row, and where its relation leads to. */
export interface Pointer extends Reader {
  readonly index: Inverse;
  entry: Entry;
  /** The ids of rows; undefined where a target is unknown: it may point to anything. */
  targets: readonly string[] | undefined;
  /** It leads there in every world that it is there in. */
  isPlain: boolean;
}

/** Those that point to one row. A thing to be read: another one once it holds others. */
export interface Slot {
  entries: readonly Entry[];
  /** All of them do so wherever they are there: nobody has to look whether they do in their world. */
  readonly arePlain: boolean;
}

export class Inverse {
  readonly rows: Rows;
  /** Rows whose target is unknown: each may point to anything. */
  readonly #unsure: Sky<Slot>;
  readonly #by: string;
  /** Undefined where nothing will ever change. */
  readonly #readers: Readers<Pointer> | undefined;
  /** One for each row, in their order. */
  #pointers: Pointer[] = [];
  readonly #slots = new Map<string, Slot>();

  constructor(by: string, rows: Rows, look: Look, readers: Readers<Pointer> | undefined) {
    this.rows = rows;
    this.#by = by;
    this.#readers = readers;
    this.#pointers = rows.entries.map((entry) => this.#pointerOf(entry, look));
    const byTarget = new Map<string, Pointer[]>();
    for (const pointer of this.#pointers)
      for (const target of pointer.targets ?? []) {
        const list = byTarget.get(target);
        if (list) list.push(pointer);
        else byTarget.set(target, [pointer]);
      }
    for (const [target, list] of byTarget) this.#slots.set(target, slotOf(list));
    const unsure = slotOf(this.#pointers.filter(({ targets }) => !targets));
    this.#unsure = { now: unsure, clear: unsure };
  }

  get unsure(): Slot {
    return this.#unsure.now;
  }

  slot(target: string): Slot {
    let slot = this.#slots.get(target);
    if (!slot) {
      slot = slotOf([]);
      this.#slots.set(target, slot);
    }
    return slot;
  }

  /** Rows gave way to others, one for one. */
  replace(replaced: readonly Replaced[], look: Look, fates: Fates): void {
    const touched = new Touched();
    for (const { index, by } of replaced) {
      const pointer = this.#pointers[index];
      if (!pointer) continue;
      const { entry: before, targets, isPlain } = pointer;
      pointer.entry = by;
      if (before.resource.content !== by.resource.content) this.#read(pointer, look);
      if (isPlain === pointer.isPlain && isSame(targets, pointer.targets)) this.#exchange(before, by, targets);
      else {
        touched.add(targets);
        touched.add(pointer.targets);
      }
    }
    this.#mend(touched, fates);
  }

  /** Who has read the slot has read the row as well: the slot need not give way for that. */
  #exchange(before: Entry, by: Entry, targets: Pointer['targets']): void {
    const slots = targets
      ? targets.map((target) => this.slot(target))
      : new Set([this.#unsure.now, this.#unsure.clear]);
    for (const slot of slots) slot.entries = slot.entries.map((entry) => (entry === before ? by : entry));
  }

  /** Rows came and went. */
  regather(look: Look, fates: Fates): void {
    const { entries } = this.rows;
    const touched = new Touched();
    const stay = new Set(entries);
    const known = new Map<Entry, Pointer>();
    for (const pointer of this.#pointers)
      if (stay.has(pointer.entry)) known.set(pointer.entry, pointer);
      else touched.add(this.#forget(pointer));
    this.#pointers = entries.map((entry) => {
      const there = known.get(entry);
      if (there) return there;
      const pointer = this.#pointerOf(entry, look);
      touched.add(pointer.targets);
      return pointer;
    });
    this.#mend(touched, fates);
  }

  /** What they have read gave way. */
  reread(pointers: Iterable<Pointer>, look: Look, fates: Fates): void {
    const touched = new Touched();
    for (const pointer of pointers) {
      touched.add(pointer.targets);
      this.#read(pointer, look);
      touched.add(pointer.targets);
    }
    this.#mend(touched, fates);
  }

  #mend({ targets, unsure }: Touched, fates: Fates): void {
    const those = (holds: (pointer: Pointer) => boolean): Slot => slotOf(this.#pointers.filter(holds));
    for (const target of targets) {
      const before = this.#slots.get(target);
      if (before) fates.gaveWay.add(before);
      const slot = those((pointer) => pointer.targets?.includes(target) === true);
      if (slot.entries.length === 0) this.#slots.delete(target);
      else this.#slots.set(target, slot);
    }
    if (!unsure) return;
    const { now: before, clear } = this.#unsure;
    const now = those((pointer) => !pointer.targets);
    const all = new Set(now.entries);
    const isCloudier = clear.entries.every((entry) => all.has(entry));
    this.#unsure.now = isCloudier && all.size === clear.entries.length ? clear : now;
    turn(this.#unsure, before, isCloudier, fates);
  }

  #forget(pointer: Pointer): Pointer['targets'] {
    this.#readers?.forget(pointer);
    return pointer.targets;
  }

  #pointerOf(entry: Entry, look: Look): Pointer {
    const pointer: Pointer = { index: this, entry, targets: undefined, isPlain: false, things: [] };
    this.#read(pointer, look);
    return pointer;
  }

  #read(pointer: Pointer, look: Look): void {
    if (!this.#readers) Object.assign(pointer, whereTo(look, pointer.entry, this.#by));
    else {
      const { value, things } = look.tracking(() => whereTo(look, pointer.entry, this.#by));
      Object.assign(pointer, value);
      this.#readers.note(pointer, things);
    }
  }
}

const isSame = (one: Pointer['targets'], other: Pointer['targets']): boolean =>
  one?.length === other?.length && (one?.every((target, i) => target === other?.[i]) ?? true);

/** Which slots hold something else now. */
class Touched {
  readonly targets = new Set<string>();
  unsure = false;

  add(targets: Pointer['targets']): void {
    if (!targets) this.unsure = true;
    else for (const target of targets) this.targets.add(target);
  }
}

const slotOf = (pointers: readonly Pointer[]): Slot => ({
  entries: pointers.map(({ entry }) => entry),
  arePlain: pointers.every(({ isPlain }) => isPlain),
});

type Aim = Pick<Pointer, 'targets' | 'isPlain'>;

function whereTo(look: Look, entry: Entry, by: string): Aim {
  const { settled } = look.graph;
  const aim = aimIn(look, anyWorld, entry, by);
  if (settled.size === 0) return aim;
  // Where a parameter has not the value that it is given, it may lead to something else.
  const others = [...settled].map(([key, is]) => aimIn(look, new Map([[key, !is]]), entry, by).targets);
  const all = [aim.targets, ...others];
  return {
    targets: all.includes(undefined) ? undefined : [...new Set(all.flatMap((some) => some ?? []))],
    isPlain: false,
  };
}

function aimIn(look: Look, world: World, entry: Entry, by: string): Aim {
  // Where it is not there itself, it points nowhere.
  const home = homeOf(entry, world);
  const open = look.in(home);
  const { value, notes } = open.noting(() => open.targets(entry, by));
  let targets = value;
  const isPlain = notes.length === 0;
  // A choice of targets is listed under each of them, so that it costs nothing elsewhere.
  const truths = targets.includes('unknown') ? [...atomsOf(notes).values()] : [];
  if (truths.length > 0)
    targets = truths.flatMap((truth) =>
      [truth, { ...truth, is: !truth.is }].flatMap((one) => {
        const branch = look.in(assume(home, one));
        return branch.noting(() => branch.targets(entry, by)).value;
      }),
    );
  if (targets.includes('unknown')) return { targets: undefined, isPlain: false };
  const [only, another] = targets;
  if (!another) return { targets: typeof only === 'object' ? [only.id] : [], isPlain };
  return { targets: [...new Set(targets.flatMap((target) => (typeof target === 'object' ? target.id : [])))], isPlain };
}
