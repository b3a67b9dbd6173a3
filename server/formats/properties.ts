/* Maps whose values are made when somebody asks for them, and which remember what was asked. */
import type { Expression, FarSpot, Property } from './format.ts';

/** Most properties are none that a rule asks for: their values are never made. */
export abstract class LazyProperty implements Property {
  readonly key: FarSpot;
  private made: Expression | undefined = undefined;

  constructor(key: FarSpot) {
    this.key = key;
  }
  get value(): Expression {
    this.made ??= this.make();
    return this.made;
  }
  get isRead(): boolean {
    return this.made !== undefined;
  }
  protected abstract make(): Expression;
}

const none: readonly string[] = [];

/** The properties of a map. It remembers for which names somebody has looked in vain, or that all were looked at. */
export abstract class Properties implements ReadonlyMap<string, Property> {
  missed: readonly string[] = none;
  isWalked = false;
  private table: ReadonlyMap<string, Property> | undefined = undefined;

  /** Of two of one name, the first. */
  protected abstract find(name: string): Property | undefined;
  /** All of them by their names, in the order of the text. */
  protected abstract gather(): ReadonlyMap<string, Property>;
  /** Without a trace: where it stands says nothing of what it says. */
  abstract get first(): Property | undefined;
  /** Whether that holds of each that was made so far: what nobody has asked for may not be there yet. */
  abstract everyMade(holds: (name: string, property: Property) => boolean): boolean;

  get(name: string): Property | undefined {
    const property = this.find(name);
    // `concat` takes as much room as is needed, a spread that of a dozen places.
    if (!property && !this.missed.includes(name)) this.missed = this.missed.concat(name);
    return property;
  }
  has(name: string): boolean {
    return this.find(name) !== undefined;
  }
  get size(): number {
    return this.all.size;
  }
  keys(): MapIterator<string> {
    this.isWalked = true;
    return this.all.keys();
  }
  values(): MapIterator<Property> {
    this.isWalked = true;
    return this.all.values();
  }
  entries(): MapIterator<[string, Property]> {
    this.isWalked = true;
    return this.all.entries();
  }
  [Symbol.iterator](): MapIterator<[string, Property]> {
    return this.entries();
  }
  forEach(tell: (property: Property, name: string, all: ReadonlyMap<string, Property>) => void): void {
    for (const [name, property] of this) tell(property, name, this);
  }
  /** Without a trace. */
  get all(): ReadonlyMap<string, Property> {
    this.table ??= this.gather();
    return this.table;
  }
}

/** From so many on, a table finds one sooner than a look at each of them. */
const MANY = 16;

/**
 * As they are written, every few lines of a file. Most are few, and of those most are none that a rule asks for: a table
 * of them would be the most that is made to read one.
 */
export abstract class WrittenProperties<T> extends Properties {
  protected readonly written: readonly T[];
  private found: (Property | undefined)[] | undefined = undefined;

  constructor(written: readonly T[]) {
    super();
    this.written = written;
  }
  /** Undefined where it is no property that can be asked for. */
  protected abstract nameOf(one: T): string | undefined;
  /** `one`: the first of its name. */
  protected abstract make(one: T): Property;

  get first(): Property | undefined {
    const index = this.written.findIndex((one) => this.nameOf(one) !== undefined);
    return index < 0 ? undefined : this.at(index);
  }
  everyMade(holds: (name: string, property: Property) => boolean): boolean {
    const { found = [], written } = this;
    for (let index = 0; index < found.length; index++) {
      const [one, property] = [written[index], found[index]];
      const name = one && property ? this.nameOf(one) : undefined;
      if (property && name !== undefined && !holds(name, property)) return false;
    }
    return true;
  }
  protected find(name: string): Property | undefined {
    const { written } = this;
    if (written.length >= MANY) return this.all.get(name);
    for (let index = 0; index < written.length; index++) {
      const one = written[index];
      if (one && this.nameOf(one) === name) return this.at(index);
    }
    return undefined;
  }
  protected gather(): ReadonlyMap<string, Property> {
    const all = new Map<string, Property>();
    for (const [index, one] of this.written.entries()) {
      const name = this.nameOf(one);
      // Of two equal keys, the first is what the problem does not speak of.
      const property = name === undefined || all.has(name) ? undefined : this.at(index);
      if (name !== undefined && property) all.set(name, property);
    }
    return all;
  }
  private at(index: number): Property | undefined {
    this.found ??= new Array(this.written.length);
    const one = this.written[index];
    if (one) this.found[index] ??= this.make(one);
    return this.found[index];
  }
}

/** Those that were gathered before anybody asked. */
export class GatheredProperties extends Properties {
  private readonly gathered: ReadonlyMap<string, Property>;

  constructor(gathered: ReadonlyMap<string, Property>) {
    super();
    this.gathered = gathered;
  }
  get first(): Property | undefined {
    return firstIn(this.gathered);
  }
  everyMade(holds: (name: string, property: Property) => boolean): boolean {
    for (const [name, property] of this.gathered) if (!holds(name, property)) return false;
    return true;
  }
  protected find(name: string): Property | undefined {
    return this.gathered.get(name);
  }
  protected gather(): ReadonlyMap<string, Property> {
    return this.gathered;
  }
}

export const firstOf = (map: ReadonlyMap<string, Property>): Property | undefined =>
  map instanceof Properties ? map.first : firstIn(map);

function firstIn(map: ReadonlyMap<string, Property>): Property | undefined {
  const [first] = map.values();
  return first;
}
