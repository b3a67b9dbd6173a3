import { all, defineRule, is, not, some } from '../kit/index.ts';
import { LoadBalancer } from '../model/elbv2.ts';
import { protections } from './protect.ts';

export default defineRule({
  id: 'alb-without-waf',
  resource: LoadBalancer,
  severity: 'information', // hardly any template has one: posture, not an exposure that somebody overlooked
  preset: 'essential',
  docs: {
    title: 'Internet-facing load balancer has no web ACL',
    why: `
An Application Load Balancer neither throttles nor filters: every request reaches a target. A web ACL of AWS
WAF in front of it limits rates and turns known attacks away. It costs 5 USD a month, 1 per rule, and 0.60 per
million requests (us-east-1).`,
    quietWhen: [
      'the load balancer is internal, or its scheme is not known',
      'it is a network or gateway load balancer: WAF cannot stand before it',
      'an association is there whose resource is not known, or the ARN of the load balancer is handed to somebody out of sight',
      'a Firewall Manager policy is there: it may associate a web ACL',
    ],
    sources: [
      'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-16',
      'https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html',
    ],
    peers: {
      Checkov: ['CKV2_AWS_28'],
      KICS: ['c:alb_is_not_integrated_with_waf', 't:alb_is_not_integrated_with_waf'],
      'Security Hub': ['ELB.16'],
      'AWS Config': ['alb-waf-enabled', 'fms-webacl-resource-policy-check'],
      'CloudFormation Guard': ['alb_waf_enabled'],
      'cdk-nag': ['ALBWAFEnabled'],
      Prowler: ['elbv2_waf_acl_attached'],
    },
  },

  check: (alb) => ({
    when: all(is(alb.type, 'application'), is(alb.scheme, 'internet-facing'), not(some(alb.webAcls))),
    at: alb,
    message: `${alb.name} faces the internet without a web ACL; associate one.`,
    evenIfLeftOut: true, // an association under a condition is no association where that is false
    fixes: () => protections(alb),
  }),
});
