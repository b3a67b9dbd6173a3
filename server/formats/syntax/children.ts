import type { SyntaxNode } from './node.ts';

/** The nodes that stand in a node; in the order of the text, but for the value of a `for`, which may stand behind its key. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.kind) {
    case 'scalar':
    case 'alias':
      return none;
    case 'map':
      return node.entries.flatMap(({ key, value }) => [key, ...labelsOf(value), value]);
    case 'sequence':
      return node.items;
    case 'template':
      return node.parts;
    case 'directive':
      return node.of;
    case 'traversal':
      return [
        ...(node.of ? [node.of] : []),
        ...node.steps.flatMap((step) => (step.kind === 'index' ? step.index : [])),
      ];
    case 'call':
      return node.args;
    case 'conditional':
      return [node.test, node.yes, node.no];
    case 'operation':
      return node.operands;
    case 'for':
      return [node.of, ...(node.key ? [node.key] : []), node.value, ...(node.when ? [node.when] : [])];
  }
}

/** They stand between the key of a block and its body. */
export const labelsOf = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.kind === 'map' ? (node.labels ?? none) : none;

const none: readonly SyntaxNode[] = [];
