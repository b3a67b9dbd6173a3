/* Resources of SAM as the user wrote them, and what stands in them. */
import type { Expression, Parameter, SourceResource, Spot, Truth } from '../../format.ts';
import { at, meant } from './build.ts';

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

/** Whether nobody wrote it: events that name no API imply it. */
export const isImplied = ({ from, name }: Pick<Written, 'from' | 'name'>): boolean => from.name !== name;

/** What SAM takes a value for, which reads parameters before it makes anything: as given, or as they are by default. */
export function textOf(
  written: Expression | undefined,
  parameters: ReadonlyMap<string, Parameter>,
): string | undefined {
  const node = written && meant(written);
  switch (node?.kind) {
    case 'literal':
      return String(node.value);
    case 'parameter': {
      const parameter = parameters.get(node.name);
      return textOf(parameter?.given?.value ?? parameter?.default, parameters);
    }
    case 'template': {
      const parts = node.parts.map((part) => textOf(part, parameters));
      return parts.includes(undefined) ? undefined : parts.join('');
    }
    default:
      return undefined;
  }
}

/** What is written plainly, which alone comes into logical ids; empty text for all else. */
export function literalIn(written: Expression | undefined): string {
  const node = written && meant(written);
  return node?.kind === 'literal' ? String(node.value) : '';
}

/** The logical id that a reference leads to, or a text that is one. */
export const nameIn = (written: Expression | undefined): string | undefined => {
  const node = written && meant(written);
  if (node?.kind === 'reference') return node.to;
  return node?.kind === 'literal' ? String(node.value) : undefined;
};

export const isTrue = (node: Expression | undefined): boolean => isWord(node, 'true');

export const isFalse = (node: Expression | undefined): boolean => isWord(node, 'false');

function isWord(written: Expression | undefined, word: string): boolean {
  const node = written && meant(written);
  return node?.kind === 'literal' && String(node.value).toLowerCase() === word;
}

/** Whether nothing is written there, or `AWS::NoValue`. */
export const isMissing = (node: Expression | undefined): boolean => !node || meant(node).kind === 'nothing';

/**
 * Whether SAM takes it for said: whatever is not `false`, zero or empty. It looks into no function, so that one counts
 * whatever comes of it.
 */
export function isSaid(written: Expression | undefined): boolean {
  const node = written && meant(written);
  switch (node?.kind) {
    case undefined:
    case 'nothing':
      return false;
    case 'literal':
      return Boolean(node.value);
    case 'map':
      return node.entries.size > 0 || node.open !== undefined;
    case 'list':
      return node.items.length > 0 || node.open !== undefined;
    default:
      return true;
  }
}

/** Where one of them is: everywhere, if one is without a condition. */
export function anyOf(truths: readonly (Truth | undefined)[], name: string): Truth | undefined {
  const byKey = new Map<string, Truth>();
  for (const truth of truths) {
    if (!truth) return undefined;
    byKey.set(`${truth.is} ${truth.condition.key}`, truth);
  }
  const parts = [...byKey.values()];
  const [first, ...others] = parts;
  if (others.length === 0) return first;
  const key = `Fn::Or(${[...byKey.keys()].sort().join(', ')})`;
  return { condition: { key, op: 'or', parts }, is: true, name };
}

/** A property of the resource, by its keys. */
export const value = ({ properties }: Written, ...keys: readonly string[]): Expression | undefined =>
  at(properties, ...keys)?.value;
