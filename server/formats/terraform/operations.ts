/* `a + b`, `a == b`: computed where both are known. */
import type { Expression } from '../format.ts';
import type { OperationNode } from '../syntax/node.ts';
import { operationOf } from './conditions.ts';
import { type Read, type Scope, spotOf } from './scope.ts';
import { wordsOf } from './words.ts';

export function operated(node: OperationNode, scope: Scope, read: Read): Expression {
  const span = spotOf(node, scope);
  const name = wordsOf(node);
  return {
    span,
    kind: 'computed',
    name,
    args: node.operands.map((operand) => read(operand, scope)),
    compute: (args) => {
      const known = new Map(
        node.operands.map((operand, i) => {
          const value = args[i];
          return [operand, value?.kind === 'literal' ? value.value : undefined] as const;
        }),
      );
      const value = operationOf(node, (operand) => known.get(operand));
      return value === undefined || value === null
        ? { span, kind: 'unknown', why: `${name} is computed when Terraform runs` }
        : { span, kind: 'literal', value };
    },
  };
}
