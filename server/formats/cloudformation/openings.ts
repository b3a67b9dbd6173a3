/* What leaves a template, and what may come into being beside it: ends that cannot be seen from here. */
import type { Expression, Leaf, Opening, SourceResource } from '../format.ts';
import { leavesIn } from '../leaves.ts';

/** Resources that hand what they are given to another stack, to a script, or to whoever asks for it by name. */
export function leavesOf(resource: SourceResource): readonly Leaf[] {
  const { type, name } = resource;
  if (type === 'AWS::CloudFormation::Stack' || type === 'AWS::Serverless::Application')
    return leavesIn(property(resource.body, 'Parameters'), `nested stack ${name}`);
  if (type === 'AWS::SSM::Parameter')
    return leavesIn(property(resource.body, 'Value'), `parameter store entry ${name}`);
  if (type === 'AWS::CloudFormation::CustomResource' || type.startsWith('Custom::')) {
    if (resource.body?.kind !== 'map') return [];
    // The function behind the custom resource is called by CloudFormation, not handed to it.
    const handed = [...resource.body.entries].filter(([key]) => key !== 'ServiceToken');
    return handed.flatMap(([, { value }]) => leavesIn(value, `custom resource ${name}`));
  }
  return [];
}

const property = (node: Expression | undefined, key: string) =>
  node?.kind === 'map' ? node.entries.get(key)?.value : undefined;

export function openingOf({ type, name }: SourceResource): readonly Opening[] {
  if (type.endsWith('::MODULE')) return [{ why: `module ${name} brings resources of its own`, creates: undefined }];
  if (type === 'AWS::FMS::Policy')
    return [
      { why: `Firewall Manager policy ${name} may associate a web ACL`, creates: ['AWS::WAFv2::WebACLAssociation'] },
    ];
  return [];
}
