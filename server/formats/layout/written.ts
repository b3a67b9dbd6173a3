import type { Plain } from '../spell.ts';
import type { Chunk } from './chunk.ts';

/** A tree of which every leaf can be written down. */
export type Written =
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Written> }
  | { readonly kind: 'list'; readonly items: readonly Written[] }
  | { readonly kind: 'scalar'; readonly value: Plain }
  /** A function of CloudFormation; `argument` of GetAtt is `Resource.Attribute`. */
  | { readonly kind: 'call'; readonly name: 'Ref' | 'Fn::GetAtt' | 'Fn::Sub'; readonly argument: string }
  | { readonly kind: 'chunk'; readonly chunk: Chunk };

/** The argument of a long form. */
export function argumentOf({ name, argument }: Written & { readonly kind: 'call' }): Written {
  if (name !== 'Fn::GetAtt') return { kind: 'scalar', value: argument };
  const dot = argument.indexOf('.');
  const parts = [argument.slice(0, dot), argument.slice(dot + 1)];
  return { kind: 'list', items: parts.map((value) => ({ kind: 'scalar', value })) };
}
