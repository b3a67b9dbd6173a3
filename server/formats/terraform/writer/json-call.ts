import type { CallNode, SyntaxNode } from '../../syntax/node.ts';

/** What is written down as JSON or YAML can be changed in its place: nothing is computed of it. */
export const isJsonCall = (node: SyntaxNode): node is CallNode =>
  node.kind === 'call' &&
  (node.name === 'jsonencode' || node.name === 'yamlencode') &&
  node.args.length === 1 &&
  !node.spread;
