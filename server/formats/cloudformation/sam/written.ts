/* Resources of SAM as the user wrote them, and what stands in them. */
import type { Expression, Parameter, SourceResource, Spot, Truth } from '../../format.ts';
import { at } from './build.ts';

/** A resource with what `Globals` adds to it, or one that events imply. */
export interface Written {
  /** The resource itself, or the first whose events imply it. */
  readonly from: SourceResource;
  readonly name: string;
  readonly type: string;
  /** Where it stands: its name, or what implies it. */
  readonly key: Required<Spot>;
  readonly exists: Truth | undefined;
  /** The keys from the document down below which its properties are written; undefined: they cannot be. */
  readonly home: readonly string[] | undefined;
  readonly properties: Expression | undefined;
}

/** What SAM takes a value for, which reads parameters before it makes anything: as given, or as they are by default. */
export function textOf(node: Expression | undefined, parameters: ReadonlyMap<string, Parameter>): string | undefined {
  switch (node?.kind) {
    case 'literal':
      return String(node.value);
    case 'parameter':
      return textOf(parameters.get(node.name)?.default, parameters);
    case 'template': {
      const parts = node.parts.map((part) => textOf(part, parameters));
      return parts.includes(undefined) ? undefined : parts.join('');
    }
    default:
      return undefined;
  }
}

/** The logical id that a reference leads to, or a text that is one. */
export const nameIn = (node: Expression | undefined): string | undefined => {
  if (node?.kind === 'reference') return node.to;
  return node?.kind === 'literal' ? String(node.value) : undefined;
};

export const isTrue = (node: Expression | undefined): boolean =>
  node?.kind === 'literal' && String(node.value).toLowerCase() === 'true';

export const isFalse = (node: Expression | undefined): boolean =>
  node?.kind === 'literal' && String(node.value).toLowerCase() === 'false';

/** Whether nothing is written there, or `AWS::NoValue`. */
export const isMissing = (node: Expression | undefined): boolean => node === undefined || node.kind === 'nothing';

/** A property of the resource, by its keys. */
export const value = ({ properties }: Written, ...keys: readonly string[]): Expression | undefined =>
  at(properties, ...keys)?.value;
