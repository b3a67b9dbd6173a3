import { add, type Contents, type Fix, given, holds } from '../kit/index.ts';
import type { LoadBalancer } from '../model/elbv2.ts';
import type { Stage } from '../model/stages.ts';
import { WebAcl, WebAclAssociation } from '../model/wafv2.ts';
import { baseline, rateLimitPerIp, webAcl } from './rate-limit.ts';

/** A web ACL of its own for a load balancer or a stage. 5 USD a month and 1 per rule, so never unasked. */
export const protections = (resource: LoadBalancer | Stage): readonly Fix[] => [
  protection(resource, `Put a web ACL with a rate limit before ${resource.name}`, webAcl([rateLimitPerIp(0)])),
  protection(
    resource,
    `Put a web ACL with a rate limit and AWS's baseline rules, counting only, before ${resource.name}`,
    webAcl([{ ...rateLimitPerIp(0), action: { count: {} } }, ...baseline(1)]),
  ),
];

function protection(near: LoadBalancer | Stage, title: string, content: Contents<WebAcl>): Fix {
  // One that is made up would do for newer versions of the provider only; CloudFormation makes one up.
  const name = holds(given(near.isOfTerraform)) ? { namedAfter: near } : {};
  const acl = add(WebAcl, { near, called: 'WebAcl' }, { ...name, ...content });
  const association = add(WebAclAssociation, { near, called: 'WebAclAssociation' }, { resource: near, webAcl: acl });
  return { title, applicability: 'choice', edits: [acl, association] };
}
