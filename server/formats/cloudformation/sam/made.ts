import { readsAlike } from '../../alike.ts';
import type { Expression, Made, SourceResource, Spot, Truth } from '../../format.ts';

export interface Facts {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** Where it stands: at what the user wrote. */
  readonly at: Required<Spot>;
  readonly exists: Truth | undefined;
  readonly needs?: readonly string[];
  readonly made: Made;
  /** All that it is made of, besides `Globals` and parameters; left out where it depends on more. */
  readonly parts?: readonly SourceResource[];
}

/** A resource that SAM makes of what the user wrote. Its properties are put together when somebody asks for them. */
export class MadeResource implements SourceResource {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly item: string;
  readonly key: Spot;
  readonly exists: Truth | undefined;
  readonly needs: ReadonlySet<string>;
  readonly needsAt: undefined;
  readonly made: Made;
  readonly parts: readonly SourceResource[] | undefined;
  /** Of the one that it came for, where all that anybody has read there can be read here too. */
  content: object = {};
  /** The same without what is read inside of it. */
  standing: object = {};
  private readonly make: () => Expression | undefined;
  private isRead = false;
  private properties: Expression | undefined = undefined;

  constructor({ id, name, type, at, exists, needs = [], made, parts }: Facts, make: () => Expression | undefined) {
    this.id = id;
    this.name = name;
    this.type = type;
    this.item = at.item;
    this.key = at;
    this.exists = exists;
    this.needs = new Set(needs);
    this.made = made;
    this.parts = parts;
    this.make = make;
  }

  get body(): Expression | undefined {
    if (!this.isRead) {
      this.properties = this.make();
      this.isRead = true;
    }
    return this.properties;
  }

  /** The things that give way when `next` comes in its place. */
  giveWayTo(next: MadeResource | undefined): readonly object[] {
    const gaveWay: object[] = next && isSameSet(this.needs, next.needs) ? [] : [this.needs];
    const isAsItStood = next !== undefined && this.standsAs(next);
    if (isAsItStood) next.standing = this.standing;
    else gaveWay.push(this.standing);
    if (isAsItStood && this.isReadAs(next)) next.content = this.content;
    else gaveWay.push(this.content);
    return gaveWay;
  }

  private standsAs(next: MadeResource): boolean {
    return (
      this.id === next.id &&
      this.item === next.item &&
      this.type === next.type &&
      isSameTruth(this.exists, next.exists) &&
      this.made.from.sealed === next.made.from.sealed
    );
  }

  private isReadAs(next: MadeResource): boolean {
    if (!this.isRead) return true;
    const { properties } = this;
    return properties && next.body ? readsAlike(properties, next.body) : properties === next.body;
  }
}

const isSameSet = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size === other.size && [...one].every((name) => other.has(name));

const isSameTruth = (one: Truth | undefined, other: Truth | undefined): boolean =>
  one === other || (one?.condition.key === other?.condition.key && one?.is === other?.is && one?.name === other?.name);
