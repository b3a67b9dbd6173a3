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
export class Properties extends Map<string, Property> {
  missed: readonly string[] = none;
  isWalked = false;

  override get(name: string): Property | undefined {
    const property = super.get(name);
    if (!property && !this.missed.includes(name)) this.missed = [...this.missed, name];
    return property;
  }
  override keys(): MapIterator<string> {
    this.isWalked = true;
    return super.keys();
  }
  override values(): MapIterator<Property> {
    this.isWalked = true;
    return super.values();
  }
  override entries(): MapIterator<[string, Property]> {
    this.isWalked = true;
    return super.entries();
  }
  override [Symbol.iterator](): MapIterator<[string, Property]> {
    return this.entries();
  }
  /** All of them, without a trace. */
  all(): Iterable<[string, Property]> {
    return super.entries();
  }
}
