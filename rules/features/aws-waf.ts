import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'aws-waf',
  title: 'AWS WAF',
  chapter: 'Application Load Balancer: security',
  what: 'AWS WAF is a firewall for web requests: its rules look at each one before it is answered, and let it pass, count it or block it.',
  facts: [
    'A web ACL (a list of rules) for a load balancer or an API has the scope `REGIONAL`; `CLOUDFRONT` is for CloudFront. A load balancer has one at most.',
    'It inspects the first 8 KB of a body at a load balancer, 16 KB by default at API Gateway, and nothing of the bodies of gRPC.',
    'When WAF does not answer, the load balancer refuses requests; `waf.fail_open.enabled` (default false) lets them pass.',
    'AWS’s ready rule groups need no subscription; each counts as one rule in the bill.',
    'With HTTP/2 it may see only the beginning of a body that comes in parts, unless `waf.http2.traffic_inspection_behavior` is `inspect_after_sufficient_data`.',
  ],
  elsewhere: 'stages of REST APIs can have one; HTTP and WebSocket APIs cannot.',
  cost: 'about 5 USD a month per web ACL, 1 USD per rule or rule group, and 0.60 USD per million requests.',
  written: {
    cfn: [
      'AWS::WAFv2::WebACL',
      'AWS::WAFv2::WebACLAssociation',
      'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerAttributes[Key=waf.fail_open.enabled]',
      'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupAttributes[Key=waf.http2.traffic_inspection_behavior]',
    ],
    tf: ['aws_wafv2_web_acl', 'aws_wafv2_web_acl_association', 'aws_lb.enable_waf_fail_open'],
    cdk: ['CfnWebACL', 'CfnWebACLAssociation', 'ApplicationLoadBalancer.wafFailOpen'],
  },
  rules: ['alb-without-waf', 'apigw-stage-without-waf'],
  sources: [
    'https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html',
    'https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-setting-body-inspection-limit.html',
  ],
  asOf: '2026-11',
});
