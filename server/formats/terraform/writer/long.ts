/* Attributes that take several lines once their values are written: `fmt` has their signs below no others. */
import type { TextEdit } from '../../format.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { type Body, isBody, type Spot } from './spot.ts';
import { isMultiLine } from './text.ts';

/** What is written in a value, or in its place. */
export interface Inside {
  readonly spot: Spot;
  readonly edits: readonly TextEdit[];
}

interface LongRows {
  readonly body: Body;
  /** Positions among the entries of the body. */
  readonly at: ReadonlySet<number>;
}

/** By the bodies that they stand in. */
export function longRows(inside: readonly Inside[]): ReadonlyMap<SyntaxNode, LongRows> {
  const rows = new Map<SyntaxNode, LongRows>();
  for (const { spot, edits } of inside) {
    if (!edits.some(({ newText }) => isMultiLine(newText))) continue;
    const attribute = attributeAround(spot);
    const body = attribute?.up;
    if (attribute && body && isBody(body))
      rows.set(body.node, { body, at: new Set([...(rows.get(body.node)?.at ?? []), attribute.index]) });
  }
  return rows;
}

function attributeAround(spot: Spot): Spot | undefined {
  let at: Spot | undefined = spot;
  while (at && !isBody(at) && !(at.up && isBody(at.up))) at = at.up;
  return at && !isBody(at) ? at : undefined;
}
