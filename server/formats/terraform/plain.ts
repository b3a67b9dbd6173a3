import type { Via } from '../../../rules/kit/index.ts';
import type { Expression, FarSpot, Property } from '../format.ts';
import type { SyntaxNode } from '../syntax/node.ts';

/** Data of another language, as if all of it stood at one place: JSON and YAML know no references of Terraform. */
export function plainOf(node: SyntaxNode, at: { readonly span: FarSpot; readonly from?: Via }): Expression {
  switch (node.kind) {
    case 'scalar':
      return node.value === null ? { ...at, kind: 'nothing' } : { ...at, kind: 'literal', value: node.value };
    case 'sequence':
      return { ...at, kind: 'list', items: node.items.map((item) => plainOf(item, at)) };
    case 'map': {
      const entries = new Map<string, Property>();
      for (const { key, value } of node.entries)
        if (key.kind === 'scalar') entries.set(String(key.value), { key: at.span, value: plainOf(value, at) });
      return { ...at, kind: 'map', entries };
    }
    default:
      return { ...at, kind: 'unknown', why: 'it is no plain value' };
  }
}
