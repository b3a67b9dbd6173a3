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
