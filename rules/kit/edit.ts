import type { Resource, RowName, Rows } from './schema.ts';
import { cell, type Inverse, type List, type Place, type ResourceView, type Value, type View } from './value.ts';

/** What stands for something that another edit of the same fix brings into being. */
export interface Handle {
  readonly handle: 'resource' | 'parameter';
}

/** The text of a value, taken elsewhere with its comments. */
export interface Moved<T> {
  readonly moved: Place;
  readonly of?: T;
}

/** A text that is another one as soon as one of these is: only Terraform can say that. */
export interface Digest {
  readonly digest: readonly Place[];
}

/** What a fix writes, derived from what a rule reads: plain data, handles, values and resources that stand already. */
export type Content<V> =
  V extends Inverse<View>
    ? never
    : V extends List<infer T>
      ? readonly Content<T>[] | Moved<V>
      : V extends ResourceView
        ? V | Handle
        : V extends Value<infer T extends string | number | boolean>
          ? T | Handle | Value<T> | Digest
          : V extends View
            ? Contents<V>
            : never;
export type Contents<V> = {
  readonly [K in keyof V as K extends 'name'
    ? V extends ResourceView
      ? never
      : K
    : K extends string
      ? V[K] extends Inverse<View>
        ? never
        : K
      : never]?: Content<V[K]>;
};

export interface AddEdit extends Handle {
  readonly op: 'add';
  readonly handle: 'resource';
  readonly type: Resource;
  /** Goes onto the name of the resource that it is added near: `Web` + `Https`. */
  readonly called: string;
  readonly near: Place;
  readonly content: object;
}
export interface ParameterEdit extends Handle {
  readonly op: 'parameter';
  readonly handle: 'parameter';
  readonly name: string;
  readonly about: string;
  /** What it is chosen from; any text where it is left out. */
  readonly names?: 'subnet';
  /** A parameter that is there already and is called like this may serve as well; the user chooses. Left out: any such. */
  readonly like?: RegExp;
}
/** A change in the model's words; the format of the file makes text of it. */
export type Edit =
  | { readonly op: 'replace' | 'append'; readonly target: Place; readonly content: unknown }
  | { readonly op: 'remove'; readonly target: Place }
  | AddEdit
  | ParameterEdit;

/** Writes where `target` was read, whether or not anything stands there now. */
export const replace = <V extends Value<unknown>>(target: V, content: Content<NoInfer<V>>): Edit => ({
  op: 'replace',
  target: target[cell].place,
  content,
});

/** One more item at the end of the list, which is created where it is missing. */
export const append = <T extends Value<unknown>>(target: List<T>, content: Content<NoInfer<T>>): Edit => ({
  op: 'append',
  target: target[cell].place,
  content,
});

/** Takes the property, or the item of a list, away. */
export const remove = (target: View): Edit => ({ op: 'remove', target: target[cell].place });

/** A new resource beside `near`, called after it. */
export const add = <N extends RowName>(
  type: Resource<N>,
  where: { readonly near: ResourceView; readonly called: string },
  content: Contents<Rows[N]>,
): AddEdit => ({ op: 'add', handle: 'resource', type, near: where.near[cell].place, called: where.called, content });

/** A text parameter of the template, new or one that is there already. */
export const parameter = (name: string, facts: Pick<ParameterEdit, 'about' | 'names' | 'like'>): ParameterEdit => ({
  op: 'parameter',
  handle: 'parameter',
  name,
  ...facts,
});

/** Of resources, or of properties of them. */
export const digest = (of: readonly View[]): Digest => ({ digest: of.map((one) => one[cell].place) });

/** The list as it is written now, comments and all. */
export const moved = <T extends Value<unknown>>(from: List<T>): Moved<List<T>> => ({ moved: from[cell].place });
