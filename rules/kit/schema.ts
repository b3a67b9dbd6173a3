import type { Before, Inverse, List, ResourceView, Value, View } from './value.ts';

/**
 * Every row type by name, filled by `rules/model` through declaration merging. Relations name their
 * target by key: a name is no reference, so circular models infer, and circular imports do not matter.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Rows {}
export type RowName = keyof Rows & string;

/**
 * The ways of spelling. `cfn` is the resource type of CloudFormation that has the row's name, `cfnV2` its ApiGatewayV2
 * twin, `tf` and `tfV2` are those of Terraform; the others are places where the same thing is written with other words.
 */
const dialects = [
  'cfn',
  'cfnV2',
  'deployment',
  'quickCreate',
  'rootResource',
  'openapi',
  'wafRegional',
  'targetGroup',
  'listener',
  'tf',
  'tfV2',
  'tfDeployment',
  'tfQuickCreate',
  'tfRootResource',
  'tfWafRegional',
] as const;
export type Dialect = (typeof dialects)[number];

/**
 * Where a dialect keeps a property, below the properties of the row: a path in dots;
 * `List[Key=name].Value` picks the entry of a list by its key; `"a.b"` is one key, in whatever case; `=REST` is this very text, always;
 * `=/stages/${Stage}` is text put together of the properties beside it, for who names a resource in pieces;
 * `Key?` is that key of a map, or what stands there if it is none; `List.*` is the keys in the maps of that list, `[{ key: [] }]`;
 * `<owner>` is the resource that the row is a part of, `<owner>.RestApiId` a path below that resource's
 * properties, `<resource>.DependsOn` one beside them; `<key>` is the key of that part, `<outer key>` the one around it;
 * `key[]` is one thing where others have a list; `<Row.relation>.path` stands apart, in the row whose relation leads
 * here: a list of it is all of those rows, anything else is in the only one.
 */
export type Spelling = { readonly [D in Dialect]?: string };

/** What is true of a property everywhere: the hover, the completion and the checks read it here. */
interface Facts<T> extends Spelling {
  /** What it is, in one or two sentences. */
  readonly about?: string;
  readonly unit?: 'seconds' | 'requests' | 'requests per second' | 'days';
  /** What AWS takes where it is left out. Source: the page behind `doc`. */
  readonly default?: T;
  /** What Terraform's provider takes, where that is something else. */
  readonly defaultIn?: { readonly [D in Dialect]?: T };
  /**
   * The default counts only where these properties of the row have one of these values, such as
   * `{ 'api.protocol': ['REST'] }`. For whoever shows it: rules ask themselves.
   */
  readonly defaultWhere?: Readonly<Record<string, readonly string[]>>;
  /** What is written for the values of the model, where a dialect has other words: `{ tf: { true: 'internal' } }`. */
  readonly words?: { readonly [D in Dialect]?: Readonly<Record<string, T>> };
  readonly range?: readonly [least: number, most: number];
  /** What the editor calls it where it is left out and people had better know that its default holds: `idle timeout`. */
  readonly matters?: string;
  /** AWS's page, where it is another one than the row's. */
  readonly doc?: string;
}

export type Kind = 'text' | 'number' | 'flag' | 'nested' | 'list' | 'texts' | 'ref' | 'refs' | 'pointing' | 'waits';

/** `V` is what a rule reads; it exists for the compiler only. */
export interface Property<out V> extends Omit<Facts<unknown>, Dialect> {
  readonly kind: Kind;
  readonly spelling: Spelling;
  readonly oneOf?: readonly string[];
  /** What each value means, in a sentence. */
  readonly values?: Readonly<Record<string, string>>;
  /** The text holds `scale` of these per unit of the model: 1000 for milliseconds read as seconds. */
  readonly scale?: number;
  readonly shape?: Shape;
  /** The items of the list are the values of a map, whose keys are the user's own. */
  readonly keyed?: boolean;
  readonly to?: readonly string[];
  readonly by?: string;
  /** How a reference is written here, where not by the target's identity; the last placeholder is the target. */
  readonly arn?: string;
  /** The property of the target whose text is enough to name it here. */
  readonly named?: string;
  readonly reads?: V;
}
export type Shape = Readonly<Record<string, Property<unknown>>>;
export type Read<S extends Shape> = { readonly [K in keyof S]: S[K] extends Property<infer V> ? V : never } & View;

/** With `oneOf`, which is all that there is, the compiler wants a meaning for each; without it, AWS may take more. */
export const text = <const T extends string = string>(
  facts: Facts<NoInfer<T>> & { readonly oneOf?: readonly T[]; readonly values?: Readonly<Record<NoInfer<T>, string>> },
): Property<Value<T>> => property('text', facts);

export const number = (facts: Facts<number> & { readonly scale?: number }): Property<Value<number>> =>
  property('number', facts);

/** `values` says what `true` and `false` mean here: for a switch, more than yes and no. */
export const flag = (
  facts: Facts<boolean> & { readonly values?: Readonly<Record<'true' | 'false', string>> },
): Property<Value<boolean>> => property('flag', facts);

export const texts = (
  facts: Facts<never> & { readonly values?: Readonly<Record<string, string>> },
): Property<List<Value<string>>> => property('texts', facts);

export const nested = <S extends Shape>(shape: S, facts: Facts<never>): Property<Read<S>> =>
  property('nested', facts, { shape });

export const list = <S extends Shape>(shape: S, facts: Facts<never>): Property<List<Read<S>>> =>
  property('list', facts, { shape });

/** A map with keys of the user's own, such as paths: a list of what stands at them. Read only. */
export const entries = <S extends Shape>(shape: S, facts: Facts<never>): Property<List<Read<S>>> =>
  property('list', facts, { shape, keyed: true });

export const ref = <const N extends RowName>(
  to: N,
  facts: Facts<never> & { readonly arn?: string; readonly named?: string },
): Property<Rows[N]> => property('ref', facts, { to: [to] });

/** A reference to one of several types: a rule reads what they share. */
export const refAny = <const N extends RowName>(
  to: readonly N[],
  facts: Facts<never> & { readonly named?: string },
): Property<Rows[N]> => property('ref', facts, { to });

// From here on declared as functions: the type of a constant is inferred from its value, which here leads in circles.

/** A list of references: the subnets of a load balancer. */
export function refs<const N extends RowName>(to: N, facts: Facts<never>): Property<List<Rows[N]>> {
  return property('refs', facts, { to: [to] });
}

/** The other side of `ref`: every `from` whose `by` is this one. `by` is checked by `Dangling`, once all rows stand. */
export function pointing<const N extends RowName, const B extends string>(
  from: N,
  by: B,
): Property<Inverse<Rows[N]>> & { readonly from?: N; readonly by: B } {
  return { ...property('pointing', {}, { to: [from] }), by };
}

/**
 * The rows that are deployed before this one: it says so, or it refers to them, itself or through what it waits for.
 * What is appended is waited for without a reference.
 */
export function waitsFor<const N extends RowName>(
  what: N,
  facts: Facts<never> = {
    cfn: '<resource>.DependsOn',
    cfnV2: '<resource>.DependsOn',
    tf: '<resource>.depends_on',
    tfV2: '<resource>.depends_on',
    about: 'What is there before this resource is made, though nothing here refers to it.',
  },
): Property<Before<Rows[N]>> {
  return property('waits', facts, { to: [what] });
}

/** What is taken where it is left out. */
export const defaultOf = <V>({ default: everywhere, defaultIn }: Property<V>, dialect: Dialect): unknown =>
  defaultIn?.[dialect] ?? everywhere;

/** What is written for a value of the model; undefined where that is the value itself. */
export const wordFor = ({ words }: Property<unknown>, dialect: Dialect, value: unknown): string | undefined =>
  Object.entries(words?.[dialect] ?? {}).find(([, said]) => said === value)?.[0];

/** Whether it is read and written item by item. */
export const isList = ({ kind }: Property<unknown>): boolean => kind === 'list' || kind === 'texts' || kind === 'refs';

function property(kind: Kind, facts: object, rest: Partial<Property<never>> = {}): Property<never> {
  const spelling: Record<string, unknown> = {};
  const others: Record<string, unknown> = {};
  for (const [name, fact] of Object.entries(facts)) (spellings.has(name) ? spelling : others)[name] = fact;
  return { kind, spelling, ...others, ...rest };
}
const spellings: ReadonlySet<string> = new Set(dialects);

type Key<T> = keyof T & string;
/** What stands behind a property: the items of a list, or the value itself. */
type Behind<V> = V extends List<infer T> ? T : V;
/** `loadBalancer`, or one step deeper: `origins.loadBalancer`. */
type Relation<T> =
  | Key<T>
  | { readonly [K in Key<T>]: Behind<T[K]> extends View ? `${K}.${Key<Behind<T[K]>>}` : never }[Key<T>];

/** The inverses whose `by` is no property of `from`: checked in place, TypeScript would go in circles. */
export type Dangling<R extends Resource> =
  R extends Resource<infer Name, infer S>
    ? {
        [K in Key<S>]: S[K] extends { readonly from?: infer N extends RowName; readonly by: infer B }
          ? B extends Relation<Rows[N]>
            ? never
            : `${Name}.${K}`
          : never;
      }[Key<S>]
    : never;

/** One way in which a row stands in a template. */
export interface Form {
  /** The resource type, such as `AWS::ApiGateway::Method`. */
  readonly type: string;
  readonly dialect: Dialect;
  /** The row is a part of that resource: a path below its properties; `*` is every key, `get|put` either of two. */
  readonly at?: string;
  /** The row is there only where this property is written. */
  readonly where?: string;
  /** What has its properties there, where that is another thing than the row: the stage that a deployment makes. */
  readonly noun?: string;
  /** How its ARN is put together, where that differs from the row's other forms. */
  readonly arn?: string;
  /** As that of the row, where its attributes are called otherwise. */
  readonly identity?: readonly [string, ...string[]];
}

export interface Resource<N extends string = string, S extends Shape = Shape> {
  readonly name: N;
  /** What it is called in a sentence: `load balancer`. */
  readonly noun: string;
  readonly about: string;
  readonly doc: string;
  /** The first one is what a fix writes. */
  readonly forms: readonly [Form, ...Form[]];
  /**
   * The attributes that name the resource as a whole; whoever holds one can point here. The first is
   * what a fix refers to it by; `Ref` is CloudFormation's own.
   */
  readonly identity: readonly string[];
  /**
   * How its ARN is put together, where people write it as text. `${api}` is the row that the relation
   * `api` leads to; the last placeholder is the property with the resource's own name.
   */
  readonly arn?: string;
  /** A row that only stands for another: an alias of a function. The relation that leads to it. */
  readonly standsFor?: string;
  readonly properties: S;
}

export const resource = <const N extends string, S extends Shape>(
  name: N,
  facts: Omit<Resource<N, S>, 'name'>,
): Resource<N, S> => ({ name, ...facts });

/** What a rule reads of a row: `export interface Listener extends Row<typeof Listener> {}`. */
export type Row<R extends { readonly properties: Shape }> = Read<R['properties']> & ResourceView;
