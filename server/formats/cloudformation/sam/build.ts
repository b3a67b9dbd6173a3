/* Expressions that nobody wrote, put between the values of the user; and ways into what the user wrote. */
import type { Expression, Property, Spot, Truth } from '../../format.ts';

export type MapExpression = Expression & { readonly kind: 'map' };

export const literal = (span: Spot, value: string | number | boolean): Expression => ({ span, kind: 'literal', value });

export const reference = (span: Spot, to: string, attribute = 'Ref'): Expression => ({
  span,
  kind: 'reference',
  to,
  attribute,
});

/** Text put together of parts. AWS's own words stay holes in them: `${AWS::Region}`. */
export const text = (span: Spot, parts: readonly (string | Expression)[]): Expression => ({
  span,
  kind: 'template',
  parts: parts.flatMap((part): readonly Expression[] => {
    if (typeof part !== 'string') return [part];
    if (!part.includes('${AWS::')) return [literal(span, part)];
    return piecesOf(part).map(({ word, isHole }) =>
      isHole ? { span, kind: 'parameter', name: word, why: `${word} is known at deployment` } : literal(span, word),
    );
  }),
});

interface Piece {
  readonly word: string;
  readonly isHole: boolean;
}

/** The beginnings of ARNs: a few, which every event needs. */
const beginnings = new Map<string, readonly Piece[]>();

function piecesOf(part: string): readonly Piece[] {
  let pieces = beginnings.get(part);
  if (!pieces) {
    const words = part.split(/\$\{(AWS::\w+)\}/);
    pieces = words.map((word, i) => ({ word, isHole: i % 2 === 1 })).filter(({ word }) => word !== '');
    beginnings.set(part, pieces);
  }
  return pieces;
}

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

/** What an alias stands for: SAM sees none of them. Anything else stands for itself. */
export function meant(node: Expression): Expression {
  let at = node;
  while (at.kind === 'computed' && at.args.length === 0) at = at.compute([]);
  return at;
}

export const mapIn = (node: Expression | undefined): MapExpression | undefined => {
  const found = node && meant(node);
  return found?.kind === 'map' ? found : undefined;
};

/** Undefined where nothing stands there; where something may stand there, what is unknown. */
export function at(node: Expression | undefined, ...keys: readonly string[]): Property | undefined {
  let found: Property | undefined;
  let below = node;
  for (const key of keys) {
    found = below && entryIn(meant(below), key);
    below = found?.value;
  }
  return found;
}

function entryIn(node: Expression, key: string): Property | undefined {
  const perhaps = (why: string): Property => ({ key: node.span, value: { span: node.span, kind: 'unknown', why } });
  switch (node.kind) {
    case 'map':
      return node.entries.get(key) ?? (node.open === undefined ? undefined : perhaps(node.open));
    case 'nothing':
    case 'literal':
    case 'list':
      return undefined;
    case 'unknown':
    case 'parameter':
      return perhaps(node.why);
    default:
      return perhaps('this cannot be read');
  }
}

export const entriesOf = (node: Expression | undefined): readonly (readonly [string, Property])[] => [
  ...(mapIn(node)?.entries ?? []),
];

/** `change` of each map that it may be; what is none stays as it is. */
export function inEach(node: Expression, change: (map: MapExpression) => Expression): Expression {
  const found = meant(node);
  switch (found.kind) {
    case 'map':
      return change(found);
    case 'choice':
      return { ...found, yes: inEach(found.yes, change), no: inEach(found.no, change) };
    case 'computed':
      return { ...found, compute: (args) => inEach(found.compute(args), change) };
    default:
      return node;
  }
}

/** With `property` at `key`, instead of what may stand there. */
export const put = ({ span, entries, open }: MapExpression, key: string, property: Property): MapExpression =>
  map(span, [...entries, [key, property]], open);

/** With another value at each key. */
export const changed = (
  { span, entries, open }: MapExpression,
  change: (node: Expression, key: string) => Expression,
): MapExpression =>
  map(
    span,
    [...entries].map(([word, { key, value }]) => [word, { key, value: change(value, word) }] as const),
    open,
  );
