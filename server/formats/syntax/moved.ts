import type { Entry, SyntaxNode, TraversalStep } from './node.ts';

/** The same node where `place` says that each of its offsets is. */
export function moved<N extends SyntaxNode>(node: N, place: (offset: number) => number): N;
export function moved(node: SyntaxNode, place: (offset: number) => number): SyntaxNode {
  const move = <N extends SyntaxNode>(one: N): N => moved(one, place);
  const span = { start: place(node.start), end: place(node.end) };
  switch (node.kind) {
    case 'scalar':
    case 'alias':
      return { ...node, ...span };
    case 'map': {
      const entries = node.entries.map(({ key, value }): Entry => ({ key: move(key), value: move(value) }));
      return { ...node, ...span, entries, ...(node.labels && { labels: node.labels.map(move) }) };
    }
    case 'sequence':
      return { ...node, ...span, items: node.items.map(move) };
    case 'template':
      return { ...node, ...span, parts: node.parts.map(move) };
    case 'directive':
      return { ...node, ...span, of: node.of.map(move) };
    case 'traversal':
      return {
        ...{ ...node, ...span },
        steps: node.steps.map((step): TraversalStep => {
          const at = { start: place(step.start), end: place(step.end) };
          return step.kind === 'index' ? { ...step, ...at, index: move(step.index) } : { ...step, ...at };
        }),
        ...(node.of && { of: move(node.of) }),
      };
    case 'call':
      return { ...node, ...span, args: node.args.map(move) };
    case 'conditional':
      return { ...node, ...span, test: move(node.test), yes: move(node.yes), no: move(node.no) };
    case 'operation':
      return { ...node, ...span, operands: node.operands.map(move) };
    case 'for':
      return {
        ...{ ...node, ...span },
        ...{ of: move(node.of), value: move(node.value) },
        ...(node.key && { key: move(node.key) }),
        ...(node.when && { when: move(node.when) }),
      };
  }
}
