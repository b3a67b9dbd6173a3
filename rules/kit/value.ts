/** A stretch of the user's text, relative to its item. Offsets are UTF-16 code units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How a value came to where it is read, when it is written somewhere else. */
export interface Via {
  readonly how:
    | 'default'
    | 'given'
    | 'computed'
    | 'alias'
    | 'loop'
    | 'argument'
    | 'output'
    | 'import'
    | 'file'
    | 'local';
  /** The parameter, the function, the anchor, the loop, the output, the export, the file or the local. */
  readonly name: string;
  /** What has given it, where a deployment has: `samconfig.toml`. */
  readonly by?: string;
  readonly place?: Place;
}

/** One step down a spelling: a key, or the entry of a list whose `pick[0]` is `pick[1]`. */
export interface Step {
  readonly key: string;
  readonly pick?: readonly [key: string, value: string];
  /** Names of HTTP headers may be written in any case. */
  readonly anyCase?: boolean;
  /** What is no map stands for the one with this key: `'*'` for `{ AWS: '*' }`. */
  readonly orItself?: boolean;
}

/** Where an absent value would be written: these steps below what stands at `within`. */
export interface Missing {
  /** The deepest map or list that is written; undefined where the resource has no properties at all. */
  readonly within: Span | undefined;
  readonly steps: readonly Step[];
}

/** An address. `path` is in the model's words; the span of an absent value is the key of the nearest written ancestor. */
export interface Place {
  readonly file: string;
  readonly item: string;
  /** The row of the model that was read; undefined for a parameter's default and the like. */
  readonly row?: string;
  readonly path: readonly (string | number)[];
  readonly span: Span;
  /** What a finding is marked on where the value may be long: the key of a list or map. */
  readonly mark?: Span;
  readonly via: readonly Via[];
  readonly missing?: Missing;
}

/** One of several different values that nobody but AWS knows: the first Availability Zone of the Region. */
export interface Nth {
  readonly list: string;
  readonly index: number;
  /** Things of another kind may stand in the list, too: Local Zones, where an account has opted in. */
  readonly isMixed?: boolean;
}

/** What is known before deployment. Rules never look inside: the words of `verdict.ts` do. */
export type Cell<T> =
  | {
      readonly state: 'known';
      readonly value: T;
      readonly place: Place;
      /** Somebody wrote it; false where it is the row's default. */
      readonly given: boolean;
      /** The parameters whose defaults it rests on. */
      readonly assumes: readonly string[];
    }
  /** `assumes`: the parameters whose defaults leave it out. */
  | { readonly state: 'absent'; readonly place: Place; readonly assumes?: readonly string[] }
  /** `maybe`: there or not there (a condition, an unknown reference), but if it is there, it is this. */
  | {
      readonly state: 'unknown';
      readonly why: string;
      readonly place: Place;
      readonly maybe?: T;
      /** It is given from outside of what can be seen: a parameter, an import, another stack. No condition decides it. */
      readonly outside?: boolean;
      /** A reference that certainly leads to nothing that could be read here: it is of another kind. */
      readonly elsewhere?: boolean;
      readonly nth?: Nth;
    };

/** The key under which a value keeps its cell, out of the sight of rules. */
export const cell: unique symbol = Symbol('cell');

export const identity: unique symbol = Symbol('identity');

/** Which of its instances is meant, as it is written; undefined where there is one. */
export const instance: unique symbol = Symbol('instance');

/** Where a resource keeps what was worked out of it: the word for it is `once`. */
export const answer: unique symbol = Symbol('answer');

export interface Value<out T> {
  readonly [cell]: Cell<T>;
}

/** A list whose items have a state of their own; an open end is one more unknown item. */
export interface List<out T extends Value<unknown>> {
  readonly [cell]: Cell<readonly T[]>;
}

/** Something with properties. It may be absent or unknown itself; then so are its properties. */
export interface View {
  readonly [cell]: Cell<unknown>;
}

/** A resource, or a part of one that is a row of its own. */
export interface ResourceView extends View {
  /** Equal for two views of the same resource. */
  readonly [identity]: string;
  readonly [instance]: string | undefined;
  /** What `work` makes of it, done when it is first asked for. */
  [answer]<T>(work: (of: this) => T): T;
  /** What the user called it. */
  readonly name: string;
}

/** What is deployed before something else. */
export interface Before<out T extends View> extends List<T> {}

/** What points here. It is not written at this resource, so no edit can write it. */
export interface Inverse<out T extends View> extends List<T> {
  readonly inverse: true;
}
