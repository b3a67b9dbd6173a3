/* Expressions that nobody wrote: what SAM puts between the values of the user. */
import type { Expression, Property, Spot, Truth } from '../../format.ts';

export type MapExpression = Expression & { readonly kind: 'map' };

export const literal = (span: Spot, value: string | number | boolean): Expression => ({ span, kind: 'literal', value });

export const reference = (span: Spot, to: string, attribute = 'Ref'): Expression => ({
  span,
  kind: 'reference',
  to,
  attribute,
});

/** Text put together of parts. */
export const text = (span: Spot, parts: readonly (string | Expression)[]): Expression => ({
  span,
  kind: 'template',
  parts: parts.flatMap((part): Expression[] => {
    if (typeof part !== 'string') return [part];
    // AWS's own words stay holes: `${AWS::Region}`.
    return part.split(/(\$\{AWS::\w+\})/).flatMap((piece): Expression[] => {
      const [, name] = /^\$\{(AWS::\w+)\}$/.exec(piece) ?? [];
      if (name !== undefined) return [{ span, kind: 'parameter', name, why: `${name} is known at deployment` }];
      return piece === '' ? [] : [literal(span, piece)];
    });
  }),
});

export const list = (span: Spot, items: readonly Expression[]): Expression => ({ span, kind: 'list', items });

/** The entries that are there; one that stands at its own value is given without a key. */
export function map(
  span: Spot,
  entries: Iterable<readonly [key: string, value: Property | Expression | undefined]>,
  open?: string,
): MapExpression {
  const properties = new Map<string, Property>();
  for (const [key, value] of entries)
    if (value) properties.set(key, 'kind' in value ? { key: value.span, value } : value);
  return { span, kind: 'map', entries: properties, ...(open !== undefined && { open }) };
}

/** `node`, where `exists` holds. */
export const under = (exists: Truth | undefined, node: Expression): Expression =>
  exists
    ? { span: node.span, kind: 'choice', when: exists, yes: node, no: { span: node.span, kind: 'nothing' } }
    : node;

export const at = (node: Expression | undefined, ...keys: readonly string[]): Property | undefined => {
  let found: Property | undefined;
  let below = node;
  for (const key of keys) {
    found = below?.kind === 'map' ? below.entries.get(key) : undefined;
    below = found?.value;
  }
  return found;
};

export const entriesOf = (node: Expression | undefined): readonly (readonly [string, Property])[] =>
  node?.kind === 'map' ? [...node.entries] : [];
