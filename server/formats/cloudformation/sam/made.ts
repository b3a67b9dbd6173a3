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
  readonly content: object = {};
  private readonly make: () => Expression | undefined;
  private isRead = false;
  private properties: Expression | undefined = undefined;

  constructor({ id, name, type, at, exists, needs = [], made }: Facts, make: () => Expression | undefined) {
    this.id = id;
    this.name = name;
    this.type = type;
    this.item = at.item;
    this.key = at;
    this.exists = exists;
    this.needs = new Set(needs);
    this.made = made;
    this.make = make;
  }

  get body(): Expression | undefined {
    if (!this.isRead) {
      this.properties = this.make();
      this.isRead = true;
    }
    return this.properties;
  }
}
