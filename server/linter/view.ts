/* What a rule reads: views of rows, one class per shape, each property a getter that reads on demand. */
import {
  answer,
  type Cell,
  cell,
  defaultOf,
  identity,
  instance,
  isList,
  type Place,
  type Property,
  type Shape,
  type Step,
} from '../../rules/kit/index.ts';
import type { Entry, Expression, FarSpot, Truth } from '../formats/format.ts';
import { firstOf } from '../formats/properties.ts';
import { type Apart, apartOf, stepsOf } from '../formats/spelling.ts';
import { asList, isBlock } from './block.ts';
import type { Came, Look } from './look.ts';
import { literalAs, PlainCell, plainRead } from './plain.ts';
import { type Target, targetOf } from './refer.ts';
import {
  type Base,
  descend,
  type Found,
  find,
  joined,
  jsonOf,
  type NotThere,
  ofAnotherKind,
  outside,
  placeOf,
  resolve,
  type Settled,
  textOf,
  unknown,
} from './resolve.ts';
import { standingOf } from './standing.ts';

export interface Readable {
  readonly [cell]: Cell<unknown>;
}

/** What stands where a view is. */
interface Standing {
  readonly node?: Expression | undefined;
  /** What a finding over something missing inside is marked on; left out, `markOf` knows. */
  readonly mark?: FarSpot;
  /** Where it was referred to; without it, a row stands at its own key. */
  readonly at?: Place;
  readonly assumes?: readonly string[];
  /** Which instance was referred to. */
  readonly instance?: string | undefined;
  /** The whole view is absent or unknown, and so is all below. */
  readonly above?: NotThere | Cell<RowView>;
}

/**
 * Where a view stands, and what has been read there. It is the cell of a view that is there; and apart from the view,
 * because those have a class for each shape, and what V8 meets in so many classes it looks for each time.
 */
class Here {
  readonly state = 'known';
  readonly given = true;
  readonly look: Look;
  readonly entry: Entry;
  readonly trail: Path;
  readonly node: Expression | undefined;
  readonly mark: FarSpot | undefined;
  readonly at: Place | undefined;
  readonly assumes: readonly string[];
  readonly instance: string | undefined;
  readonly above: NotThere | Cell<RowView> | undefined;
  readonly value: RowView;
  /** It is a row that is there, no part of one: what is read of it is what its resource says. */
  readonly isWhole: boolean;
  /** The stretch of reading in which that was last noted. */
  stretch = 0;
  /** Shared by all views of one row: a reference leads to what is read of it elsewhere. */
  reads: Reads | undefined = undefined;

  constructor(look: Look, entry: Entry, trail: Path, standing: Standing, value: RowView) {
    this.look = look;
    this.entry = entry;
    this.trail = trail;
    this.node = standing.node;
    this.mark = standing.mark;
    this.at = standing.at;
    this.assumes = standing.assumes ?? nothing;
    this.instance = standing.instance;
    this.above = standing.above;
    this.value = value;
    this.isWhole = trail.length === 0 && standing.above === undefined;
  }
  get place(): Place {
    const { entry, trail: path, at, node } = this;
    if (at) return at;
    const mark = markOf(this);
    return path.length > 0 && node ? { ...placeOf({ entry, path }, node.span), mark } : placeOf({ entry, path }, mark);
  }
}
const nothing: readonly never[] = [];

export interface RowView extends Readable {
  readonly here: Here;
  /** How many properties its shape has. */
  readonly size: number;
  readonly name: string;
  readonly [identity]: string;
  readonly [instance]: string | undefined;
  [answer]<T>(work: (of: this) => T): T;
}

/** What has been read of a row or a part of it, and what each read came across. */
interface Reads {
  /** By the number of the property in its shape. */
  readonly values: (Readable | undefined)[];
  came: (Came | undefined)[] | undefined;
  /** What rules have made of it. */
  answers: Map<unknown, Answered> | undefined;
}
interface Answered {
  readonly is: unknown;
  readonly came: Came | undefined;
}

type Path = readonly (string | number)[];
type ViewClass = new (look: Look, entry: Entry, path: Path, standing: Standing) => RowView;
const classes = new WeakMap<Shape, ViewClass>();

export function makeView(shape: Shape, look: Look, entry: Entry, path: Path, standing: Standing): RowView {
  let made = classes.get(shape);
  if (!made) {
    made = viewClass(shape);
    classes.set(shape, made);
  }
  return new made(look, entry, path, standing);
}

/** A getter per property: as cheap as a hand-written class, and nothing is read before it is asked for. */
function viewClass(shape: Shape): ViewClass {
  const rows = Object.entries(shape);
  class View implements RowView {
    // Declared only: defining it once more before the constructor sets it is slow in a class of many shapes.
    declare readonly here: Here;

    constructor(look: Look, entry: Entry, trail: Path, standing: Standing) {
      this.here = new Here(look, entry, trail, standing, this);
    }
    get size(): number {
      return rows.length;
    }
    get name(): string {
      const { entry, instance = '' } = this.here;
      return isOneInstance(instance) ? `${entry.name}[${instance}]` : entry.name;
    }
    get [identity](): string {
      return this.here.entry.id;
    }
    get [instance](): string | undefined {
      return this.here.instance;
    }
    get [cell](): Cell<unknown> {
      const { here } = this;
      return here.above ?? here;
    }
    [answer]<T>(work: (of: this) => T): T {
      const { here } = this;
      const reads = readsOf(here, rows.length);
      reads.answers ??= new Map();
      const known = reads.answers.get(work);
      if (known?.came) here.look.again(known.came);
      // What `work` gave before is what it would give.
      if (known) return known.is as T;
      const { look, entry } = here;
      const { noteCount, thingCount } = look;
      const around = look.begins();
      // A reference that rests on something, or leads to one instance, may say something else.
      const isWhole = look.answers && reads === look.view(entry).here.reads;
      const is = isWhole ? (look.answers?.ask(look, entry, work) as T) : work(this);
      reads.answers.set(work, { is, came: look.since(noteCount, thingCount) });
      look.ends(around);
      return is;
    }
  }
  for (const [index, [name, row]] of rows.entries()) {
    // Who points to it, others say.
    const isSaidHere = row.kind !== 'pointing';
    if (own.has(name)) throw new Error(`A property cannot be called ${name}: views have a field of that name`);
    Object.defineProperty(View.prototype, name, {
      get(this: View) {
        const { here } = this;
        if (isSaidHere && here.isWhole) here.look.readsInside(here);
        const reads = readsOf(here, rows.length);
        const known = reads.values[index];
        if (known === undefined) return firstRead(row, name, index, here, reads);
        const came = reads.came?.[index];
        if (came) here.look.again(came);
        return known;
      },
    });
  }
  return View;
}
const own: ReadonlySet<string> = new Set(['here', 'size', 'name']);

function firstRead(row: Property<unknown>, name: string, index: number, here: Here, reads: Reads): Readable {
  const { look } = here;
  const { noteCount, thingCount } = look;
  const around = look.begins();
  const found = readRow(row, name, here);
  reads.values[index] = found;
  const came = look.since(noteCount, thingCount);
  look.ends(around);
  if (came) {
    reads.came ??= [];
    reads.came[index] = came;
  }
  return found;
}

function readRow(row: Property<unknown>, name: string, here: Here): Readable {
  const { look, entry, trail, assumes, above } = here;
  if (above) return nothingBelow(row, here, [...trail, name], above);
  if (row.kind === 'pointing') return value(pointersOf(row, here, [...trail, name]));
  if (row.kind === 'waits') return value(waitedFor(row, here, [...trail, name]));
  const mark = markOf(here);
  // What was reached by an assumption rests on it.
  const plain = assumes.length > 0 ? undefined : plainRead(row, name, here, mark);
  if (plain instanceof PlainCell && !isView(row)) return plain;
  const path = [...trail, name];
  const apart = plain ? undefined : apartOf(row.spelling[entry.form.dialect]);
  if (apart && row.kind === 'list') return value(listApart(row, here, apart, path));
  if (apart) {
    const { base, found } = baseApart(here, apart, path);
    return readFound(row, base, look, found);
  }
  const base: Base = { entry, path, node: here.node, mark };
  let found: Found;
  if (!plain) found = resting(find(look, base, row), assumes);
  else if (plain instanceof PlainCell)
    found = plain[cell] as NotThere; // no row that is a view has a default
  else if (row.kind === 'nested') return makeView(row.shape ?? {}, look, entry, path, plain);
  else {
    const { node } = plain;
    found = { state: 'settled', node, place: placeOf(base, node.span), assumes: nothing, mark: plain.mark };
  }
  return readFound(row, base, look, found, assumes);
}

const resting = (found: Found, assumes: readonly string[]): Found =>
  found.state === 'settled' && assumes.length > 0 ? { ...found, assumes: joined(assumes, found.assumes) } : found;

/** `assumes`: what the view rests on that it is a property of. */
function readFound(
  row: Property<unknown>,
  base: Base,
  look: Look,
  found: Found,
  assumes: readonly string[] = nothing,
): Readable {
  const { entry, path } = base;
  if (row.kind === 'ref') return readReference(row, base, look, found);
  if (found.state !== 'settled') {
    if (row.kind === 'nested') return makeView(row.shape ?? {}, look, entry, path, { above: found });
    if (found.state === 'unknown') return value(isBare(row, entry) ? oneUnknown(row, base, look, found) : found);
    const taken = defaultOf(row, entry.form.dialect);
    if (taken === undefined) return value(found);
    const rests = joined(assumes, found.assumes ?? nothing);
    return value({ state: 'known', value: taken, place: found.place, given: false, assumes: rests });
  }
  if (row.kind === 'nested')
    return makeView(row.shape ?? {}, look, entry, path, { node: found.node, mark: found.mark, assumes: found.assumes });
  if (isList(row)) return value(readList(row, base, look, found));
  return value(coerce(row, base, look, found));
}

/** Whether there are properties below it. */
const isView = ({ kind }: Property<unknown>): boolean => kind === 'nested' || kind === 'ref';

const value = (state: Cell<unknown>): Readable => ({ [cell]: state });

/** What a view that may be there is made of is not known either: only the words look into `maybe`. */
function nothingBelow(
  row: Property<unknown>,
  { look, entry }: Here,
  path: Path,
  above: NotThere | Cell<RowView>,
): Readable {
  const below = new CellBelow(row, entry, path, above);
  if (!isView(row)) return value(below.cell);
  const shape = row.kind === 'ref' ? look.graph.rowsAt(row)[0]?.properties : row.shape;
  return makeView(shape ?? {}, look, entry, path, { above: below.cell });
}

/** Of a property of something that is absent or unknown itself. It knows its place when it is asked. */
class CellBelow {
  readonly state: 'absent' | 'unknown';
  readonly why: string;
  private readonly row: Property<unknown>;
  private readonly entry: Entry;
  private readonly path: Path;
  private readonly above: NotThere | Cell<RowView>;

  constructor(row: Property<unknown>, entry: Entry, path: Path, above: NotThere | Cell<RowView>) {
    this.state = above.state === 'unknown' ? 'unknown' : 'absent';
    this.why = above.state === 'unknown' ? above.why : '';
    this.row = row;
    this.entry = entry;
    this.path = path;
    this.above = above;
  }
  get place(): Place {
    const { place } = this.above;
    const { missing } = place;
    // Where a key has no value, or one that nobody can read, it is that value which would have to be another.
    if (!missing) return { ...place, path: this.path };
    // What is missing inside something missing is written together with it.
    const spelling = this.row.spelling[this.entry.form.dialect];
    const steps = this.path.length > place.path.length && spelling ? stepsOf(spelling) : [];
    return { ...place, path: this.path, missing: { ...missing, steps: [...missing.steps, ...steps] } };
  }
  get cell(): NotThere {
    // The two kinds of it differ in `state`; what is absent has no reason to give.
    return this as NotThere;
  }
}

/** A row has a key. An item of a list has none: what is missing in it is marked on the first one inside. */
function markOf({ entry, trail, node, mark }: Here): FarSpot {
  if (mark) return mark;
  if (trail.length === 0 || !node) return entry.key;
  const first = node.kind === 'map' ? firstOf(node.entries) : undefined;
  return first?.key ?? node.span;
}

function readList(row: Property<unknown>, base: Base, look: Look, found: Settled): Cell<unknown> {
  const { node, assumes } = found;
  const { file, item, path, span, via } = found.place;
  // All of it by name: a copy with one thing more is what V8 takes longest for in reading a list.
  const place: Place = { file, item, row: base.entry.id, path, span, via, mark: found.mark };
  const written = row.keyed && !isBlock(node) ? valuesOf(node) : listed(row, base, node);
  if (written.kind !== 'list') {
    // A text list in a parameter's default: `CommaDelimitedList`.
    if (node.kind === 'reference') return outside(`what ${node.to} says is known at deployment`, place);
    const text = textOf(look, base, node);
    if (row.kind === 'list' || !text) return unknown('this is no list', place);
    const items = text.value.split(',').map((one): Readable => {
      const node: Expression = { span: written.span, kind: 'literal', value: one.trim() };
      if (row.kind === 'refs') return readReference(row, base, look, { ...found, node });
      return value({ state: 'known', value: node.value, place, given: true, assumes });
    });
    return { state: 'known', value: items, place, given: true, assumes };
  }
  const items: Readable[] = [];
  let index = 0;
  for (const node of written.items) {
    const item = readItem(row, base, [...base.path, index++], look, node, assumes);
    if (item) items.push(item);
  }
  if (written.open !== undefined) items.push(value(unknown(written.open, place)));
  return { state: 'known', value: items, place, given: true, assumes };
}

/** Undefined where a condition leaves it out. */
function readItem(
  row: Property<unknown>,
  list: Base,
  path: Path,
  look: Look,
  node: Expression,
  assumes: readonly string[],
): Readable | undefined {
  const { shape } = row;
  const { entry } = list;
  // Most items are written as such: there is nothing to resolve.
  if (shape && node.kind === 'map' && !node.from) return makeView(shape, look, entry, path, { node, assumes });
  const inside: Base = { entry, path, node: list.node, mark: list.mark };
  const found = resolve(look, inside, node);
  if (found.state === 'absent') return undefined;
  const one = found.state === 'settled' ? { ...found, assumes: joined(assumes, found.assumes) } : found;
  if (row.kind === 'refs') return readReference(row, inside, look, one);
  // One that a condition or a function decides may be any number of items, or none.
  if (one.state === 'unknown') return shape ? makeView(shape, look, entry, path, { above: one }) : value(one);
  if (!shape) return value(coerce(row, inside, look, one));
  return makeView(shape, look, entry, path, { node: one.node, assumes: one.assumes });
}

/** A block of Terraform is a list of one, and so is what stands at a `key[]`. */
const listed = (row: Property<unknown>, { entry }: Base, node: Expression): Expression =>
  isBlock(node) || (isBare(row, entry) && node.kind !== 'list') ? asList(node) : node;

/** One thing stands where others have a list. */
const isBare = ({ spelling }: Property<unknown>, { form }: Entry): boolean =>
  spelling[form.dialect]?.endsWith('[]') === true;

/** What is handed in is one, whatever it is. */
function oneUnknown(row: Property<unknown>, { entry, path }: Base, look: Look, found: NotThere): Cell<unknown> {
  if (found.state !== 'unknown' || !found.outside || !row.shape) return found;
  const item = makeView(row.shape, look, entry, [...path, 0], { above: found });
  return { state: 'known', value: [item], place: found.place, given: true, assumes: nothing };
}

function valuesOf(node: Expression): Expression {
  if (node.kind !== 'map') return node;
  return { ...node, kind: 'list', items: [...node.entries.values()].map(({ value }) => value) };
}

/** The value of the row's kind. */
function coerce(row: Property<unknown>, base: Base, look: Look, { node, place, assumes }: Settled): Cell<unknown> {
  const isEncoded = row.kind === 'text' && base.entry.source.module !== undefined && holdsOthers(node);
  const text = isEncoded ? jsonOf(look, base, node) : textOf(look, base, node);
  if (!text)
    return holdsOthers(node) && !isEncoded
      ? unknown('this is no value', place)
      : outside('it is put together at deployment', place);
  const read = literalAs(row, base.entry.form.dialect, text.value);
  if (read !== undefined)
    return { state: 'known', value: read, place, given: true, assumes: joined(assumes, text.assumes) };
  const raw = text.value.trim();
  return unknown(row.kind === 'number' ? `${raw} is no number` : `${raw} is neither true nor false`, place);
}

const holdsOthers = ({ kind }: Expression): boolean => kind === 'map' || kind === 'list';

function readReference(row: Property<unknown>, base: Base, look: Look, found: Found): Readable {
  const types = look.graph.rowsAt(row);
  const none = (state: NotThere) => makeView(types[0]?.properties ?? {}, look, base.entry, base.path, { above: state });
  if (found.state !== 'settled') return none(found);
  const target: Target = targetOf(look, base, types, found.node, row.named);
  if (target.to === 'elsewhere') return none(ofAnotherKind(found.place, base.entry.source));
  if (target.to === 'unknown') return none(outside(target.why, found.place));
  const doubt = target.to.exists.find((truth) => look.truth(truth) !== true);
  if (doubt) return none(unknown(underWhat(target.to, doubt), found.place));
  const { to } = target;
  const { place: at, assumes, node } = found;
  const which = node.kind === 'reference' ? node.instance : undefined;
  const view = makeView(to.type.properties, look, to, [], { node: to.body, at, assumes, instance: which });
  // Who leads to one instance is another list than who leads to the resource.
  if (found.assumes.length === 0 && which === undefined) {
    const whole = look.view(to);
    view.here.reads = readsOf(whole.here, whole.size);
  }
  return view;
}

/** `size`: how many properties its shape has. */
const readsOf = (here: Here, size: number): Reads =>
  (here.reads ??= { values: new Array(size), came: undefined, answers: undefined });

/** Where a relation leads to. */
export type Reached = Entry | 'elsewhere' | 'absent' | 'unknown';

export function targetsOf(start: RowView, by: string): readonly Reached[] {
  if (!by.includes('.')) return below(start, by).map(reachedBy);
  let reached: readonly Readable[] = [start];
  for (const step of by.split('.')) {
    const [only, another] = reached;
    reached = only && !another ? below(only, step) : reached.flatMap((view) => below(view, step));
  }
  return reached.map(reachedBy);
}

/** The property, or its items where it is a list. */
function below(view: Readable, name: string): readonly Readable[] {
  // `by` names properties of the shape: `Dangling` has checked it.
  const next = (view as unknown as Record<string, Readable>)[name];
  if (!next) return [view];
  const items = next[cell];
  return items.state === 'known' && Array.isArray(items.value) ? (items.value as Readable[]) : [next];
}

function reachedBy(view: Readable): Reached {
  const found = view[cell];
  if (found.state === 'known') return (view as RowView).here.entry;
  if (found.state === 'absent') return 'absent';
  return found.elsewhere ? 'elsewhere' : 'unknown';
}

/** Whether a row is there in this look, or what decides it; one that it leaves out is noted. */
function existence(look: Look, entry: Entry): true | false | Truth {
  look.reads(standingOf(entry));
  let open: Truth | undefined;
  for (const truth of entry.exists) {
    const is = look.truth(truth);
    if (is === false) {
      look.note('left out');
      return false;
    }
    if (is === undefined) open ??= truth;
  }
  return open ?? true;
}

/** A row in a list of rows: surely one of it, or perhaps. */
function itemOf(look: Look, { entry, why }: Member): RowView {
  const view = look.view(entry);
  return why === undefined ? view : perhaps(entry.type.properties, look, entry, view, why);
}

function perhaps(shape: Shape, look: Look, entry: Entry, view: RowView, why: string): RowView {
  const maybe: Cell<RowView> = { state: 'unknown', why, place: placeOf({ entry, path: [] }, entry.key), maybe: view };
  return makeView(shape, look, entry, [], { above: maybe });
}

const underWhat = ({ name }: Entry, { condition, name: test }: Truth): string =>
  condition.isOpen ? `${name} may have no instances` : `${name} exists only under ${test}`;

/** A row that is there, and why it may not be. */
interface Member {
  readonly entry: Entry;
  readonly why: string | undefined;
}

const memberOf = (entry: Entry, isThere: true | Truth, doubt?: string): Member => ({
  entry,
  why: isThere === true ? doubt : underWhat(entry, isThere),
});

function waitedFor(row: Property<unknown>, { look, entry }: Here, path: Path): Cell<unknown> {
  const { source, resource } = entry;
  const items: Readable[] = [];
  for (const before of look.graph.before(look, source, resource, row.to?.[0] ?? '')) {
    const isThere = existence(look, before);
    if (isThere !== false) items.push(itemOf(look, memberOf(before, isThere)));
  }
  const why = source.opaque ?? handedDown(entry);
  if (why !== undefined) items.push(value(unknown(why, placeOf({ entry, path }, entry.key))));
  const { needsAt } = resource;
  const place = needsAt
    ? placeOf({ entry, path }, needsAt)
    : { ...placeOf({ entry, path }, entry.key), missing: { within: undefined, steps: besideProperties(row, entry) } };
  return { state: 'known', value: items, place, given: needsAt !== undefined, assumes: [] };
}

/** The way of `<resource>.DependsOn`. */
const besideProperties = ({ spelling }: Property<unknown>, { form }: Entry): readonly Step[] =>
  stepsOf(spelling[form.dialect]?.replace('<resource>.', '') ?? '');

/** Whoever calls a module of Terraform has it wait for whatever an argument is made of. */
function handedDown({ source, resource }: Entry): string | undefined {
  if (!source.module) return undefined;
  const name = [...resource.needs].find((one) => source.parameters.get(one)?.argument);
  return name && `it waits for what ${name} is made of`;
}

/** Every row whose relation leads here; those that may and those that cannot be seen are unknown items. */
function pointersOf(row: Property<unknown>, { look, entry, instance, assumes }: Here, path: Path): Cell<unknown> {
  const { members, open } = pointingAt(look, entry, row.to?.[0] ?? '', row.by ?? '', instance);
  const place = placeOf({ entry, path }, entry.key);
  const items: Readable[] = members.map((member) => itemOf(look, member));
  for (const why of open) items.push(value(unknown(why, place)));
  return { state: 'known', value: items, place, given: true, assumes };
}

/** `which`: only what leads to that instance of it, where there are several. */
function pointingAt(look: Look, target: Entry, from: string, by: string, which: string | undefined) {
  const { candidates, sure, open } = look.graph.pointers(look, target, from, by);
  const members: Member[] = [];
  for (const [index, entry] of candidates.entries()) {
    const isThere = existence(look, entry);
    if (isThere === false) continue;
    if (index < sure && which === undefined) {
      members.push(memberOf(entry, isThere));
      continue;
    }
    const view = look.view(entry);
    const targets = targetsOf(view, by);
    if (!targets.includes(target)) {
      if (targets.includes('unknown')) members.push(memberOf(entry, isThere, `${entry.name} may belong to it`));
      continue;
    }
    const isSame = which === undefined || isSameInstance(which, instanceAt(view, by));
    if (isSame !== false)
      members.push(memberOf(entry, isThere, isSame ? undefined : `${entry.name} may belong to another instance`));
  }
  return { members, open };
}

/** Which instance of its target a relation leads to. */
const instanceAt = (view: RowView, by: string): string | undefined =>
  // `by` names a property of the shape: `Dangling` has checked it. One through a list leads to several rows.
  (view as unknown as Record<string, Partial<RowView>>)[by]?.[instance];

/** Undefined where nobody can tell. `*` is whichever is meant. */
function isSameInstance(one: string, other: string | undefined): boolean | undefined {
  if (other === undefined || one === other || one === '*' || other === '*') return true;
  return isOneInstance(one) && isOneInstance(other) ? false : undefined;
}

/** `0` or `"eu"`, no `each.key`: said for sure. */
const isOneInstance = (which: string): boolean => /^["\d]/.test(which);

/** The rows that a list stands in, each of them one item of it. */
function listApart(row: Property<unknown>, here: Here, { from, by }: Apart, path: Path): Cell<unknown> {
  const { look, entry: target } = here;
  const { members, open } = pointingAt(look, target, from, by, here.instance);
  const place = placeOf({ entry: target, path }, target.key);
  const shape = row.shape ?? {};
  const items = members.map(({ entry, why }): Readable => {
    const item = makeView(shape, look, entry, [], { node: entry.body, mark: entry.key });
    return why === undefined ? item : perhaps(shape, look, entry, item, why);
  });
  for (const why of open) items.push(value(unknown(why, place)));
  return { state: 'known', value: items, place, given: items.length > 0, assumes: [] };
}

/** What stands in another row, if that is only one. */
function baseApart(here: Here, apart: Apart, path: Path): { base: Base; found: Found } {
  const { look, entry: target } = here;
  const { members, open } = pointingAt(look, target, apart.from, apart.by, here.instance);
  const nowhere: Base = { entry: target, path, node: undefined, mark: target.key };
  const place = placeOf(nowhere, target.key);
  const [only, another] = members;
  if (another) {
    const why = `${only?.entry.name} and ${another.entry.name} may both say it`;
    return { base: nowhere, found: unknown(why, place) };
  }
  const [why = only?.why] = open;
  if (why !== undefined) return { base: nowhere, found: unknown(why, place) };
  if (!only) return { base: nowhere, found: { state: 'absent', place } };
  const { entry } = only;
  look.reads(entry.resource.content);
  const base: Base = { entry, path: [], node: entry.body, mark: entry.key };
  return { base, found: descend(look, base, apart.steps) };
}
