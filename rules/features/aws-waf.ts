import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'aws-waf',
  title: 'AWS WAF',
  chapter: 'Application Load Balancer: security',
  what: 'AWS WAF (web application firewall) looks at each request before it is answered: its rules let it pass, block it, or only count it, to try a rule.',
  facts: [
    'A list of rules is called a web ACL. With the scope `REGIONAL` it is for load balancers and APIs, with `CLOUDFRONT` for CloudFront. By itself it guards nothing: a `WebACLAssociation` ties it to a load balancer or a stage. A load balancer has one at most.',
    'Of the body of a request it sees the first 8 KB at a load balancer, 16 KB by default at API Gateway, and nothing of gRPC: what stands further on passes uninspected, unless the `OversizeHandling` of a rule takes larger ones for a match.',
    'When WAF does not answer, the load balancer refuses all requests; with `waf.fail_open.enabled` (default false) it lets them pass unchecked.',
    'Rules need not be your own: AWS keeps ready-made groups of them, against known attacks, to be named in a web ACL without a subscription; each counts as one rule in the bill.',
    'A body that comes in parts (HTTP/2) may be judged by its first part alone, unless `waf.http2.traffic_inspection_behavior` is `inspect_after_sufficient_data`: then it waits for more.',
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
