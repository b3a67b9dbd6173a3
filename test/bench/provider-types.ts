/* The resources of a template by the types that Terraform's provider has: a type that it does not have, nobody lints. */
import { isMap } from './write-hcl.ts';
import type { PlainMap } from './write-yaml.ts';

export function withProviderTypes(template: PlainMap): PlainMap {
  const { Resources: resources = {} } = template;
  const typed = Object.entries(resources).map(([name, resource]) => {
    if (!isMap(resource)) return [name, resource];
    const type = beginnings.reduce((text, [aws, provider]) => text.replace(aws, provider), String(resource['Type']));
    return [name, { ...resource, Type: type }];
  });
  return { ...template, Resources: Object.fromEntries(typed) };
}

/** Spelled as those of AWS, of which the writers of Terraform make `aws_lb_listener`. */
const beginnings = [
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::Lb'],
  ['AWS::ElasticLoadBalancingV2::', 'AWS::Lb::'],
  ['AWS::ApiGatewayV2::', 'AWS::Apigatewayv2::'],
  ['AWS::EC2::', 'AWS::'],
  ['AWS::Logs::', 'AWS::Cloudwatch::'],
  ['AWS::WAFv2::WebACL', 'AWS::WAFv2::WebAcl'],
] as const;
