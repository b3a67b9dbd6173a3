/*
 * `data.aws_iam_policy_document.x.json`: a policy as JSON would have it, made of the blocks that people write. Source:
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
import type { Expression, FarSpot, Property } from '../format.ts';
import type { MapNode } from '../syntax/node.ts';
import type { Read, Written } from './scope.ts';

export const policyDocument = 'aws_iam_policy_document';

export function policyOf({ node, scope }: Written & { readonly node: MapNode }, span: FarSpot, read: Read): Expression {
  return {
    span,
    kind: 'computed',
    name: policyDocument,
    args: [],
    compute: () => {
      const document = read(node, scope);
      const isMerged = ['source_policy_documents', 'override_policy_documents', 'source_json', 'override_json'].some(
        (key) => at(document, key) !== undefined,
      );
      const written = at(document, 'statement');
      const statements = blocksAt(written);
      if (isMerged || !statements) return { span, kind: 'unknown', why: `a policy is merged into ${policyDocument}` };
      return map(span, [['Statement', { span, kind: 'list', items: statements.map((one) => statementOf(one, span)) }]]);
    },
  };
}

const at = (node: Expression | undefined, key: string): Expression | undefined =>
  node?.kind === 'map' ? node.entries.get(key)?.value : undefined;

/** One block, several, or none; undefined where nobody knows how many. */
function blocksAt(node: Expression | undefined): readonly Expression[] | undefined {
  if (!node) return [];
  if (node.kind === 'map') return [node];
  return node.kind === 'list' && node.open === undefined ? node.items : undefined;
}

function map(span: FarSpot, entries: readonly (readonly [string, Expression | undefined])[]): Expression {
  const there = new Map<string, Property>();
  for (const [key, value] of entries) if (value) there.set(key, { key: span, value });
  return { span, kind: 'map', entries: there };
}

function statementOf(block: Expression, span: FarSpot): Expression {
  if (block.kind !== 'map') return block;
  return map(span, [
    ['Effect', at(block, 'effect') ?? { span, kind: 'literal', value: 'Allow' }],
    ['Action', at(block, 'actions')],
    ['Resource', at(block, 'resources')],
    ['Principal', principalsOf(at(block, 'principals'), span)],
    ['Condition', at(block, 'condition')],
  ]);
}

/** `type = "*"` is everybody. */
function principalsOf(written: Expression | undefined, span: FarSpot): Expression | undefined {
  const blocks = blocksAt(written);
  if (!blocks) return { span, kind: 'unknown', why: 'its principals are made by a dynamic block' };
  const byType = new Map<string, Expression>();
  for (const block of blocks) {
    const [type, identifiers] = [at(block, 'type'), at(block, 'identifiers')];
    if (type?.kind !== 'literal' || !identifiers || byType.has(String(type.value)))
      return { span, kind: 'unknown', why: 'its principals are not known' };
    byType.set(String(type.value), identifiers);
  }
  if (byType.has('*')) return { span, kind: 'literal', value: '*' };
  return blocks.length === 0 ? undefined : map(span, [...byType]);
}
