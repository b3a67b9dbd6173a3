/* What leaves a module by way of its resources, and what may come into being beside them: ends that cannot be seen. */
import type { Leaf, Opening } from '../format.ts';
import { leavesIn } from '../leaves.ts';
import { expressionOf } from './expression.ts';
import type { Block } from './file.ts';
import type { Scope } from './scope.ts';

/** AWS's own that hand on what they are given: to another stack, to a script, to whoever asks for it by name. */
const handingOn: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_cloudformation_stack', ['parameters']],
  ['aws_cloudformation_stack_set', ['parameters']],
  ['aws_lambda_invocation', ['input']],
  ['aws_ssm_parameter', ['value', 'insecure_value']],
]);

const firewallManager = 'aws_fms_policy';

/** Whether it says anything of what stands outside of it. */
export const isOutlet = ({ kind, type }: Pick<Block, 'kind' | 'type'>): boolean =>
  kind === 'resource' && (handingOn.has(type) || type === firewallManager || isOfAnotherProvider(type));

/** What that does with a load balancer, nobody can see: `awscc_wafv2_web_acl_association`, `null_resource`. */
const isOfAnotherProvider = (type: string): boolean => !type.startsWith('aws_');

export function leavesThrough({ address, type, node }: Block, scope: Scope): readonly Leaf[] {
  const handedOn = handingOn.get(type);
  if (!handedOn && !isOfAnotherProvider(type)) return [];
  return node.entries
    .filter(({ key }) => key.kind === 'scalar' && (handedOn?.includes(String(key.value)) ?? key.value !== 'depends_on'))
    .flatMap(({ value }) => leavesIn(expressionOf(value, scope), address));
}

export const openedBy = ({ address, type }: Block): readonly Opening[] =>
  type === firewallManager
    ? [
        {
          why: `Firewall Manager policy ${address} may associate a web ACL`,
          creates: ['aws_wafv2_web_acl_association'],
        },
      ]
    : [];
