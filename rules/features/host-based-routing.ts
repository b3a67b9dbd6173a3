import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'host-based-routing',
  title: 'Host-based routing',
  chapter: 'Application Load Balancer: protocols and routing',
  what: 'A rule of a listener sends requests for some host names to a target group of their own, so that several sites share one load balancer.',
  facts: [
    'Upper and lower case do not matter; `*` is any text, `?` any one character.',
    'A host name has at most 128 characters and at least one dot, with only letters behind the last one.',
    'A rule has at most one host condition; it holds when one of its values fits.',
    'Each name needs a certificate that covers it: the listener picks one by the name that the client asks for (SNI), out of the default one and 25 more.',
  ],
  elsewhere:
    'one custom domain name per host, each mapped to an API and a stage, by path or by routing rules (50 per domain).',
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::ListenerRule.Conditions[Field=host-header]',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Conditions.HostHeaderConfig',
    ],
    tf: ['aws_lb_listener_rule.condition.host_header'],
    cdk: ['ListenerCondition.hostHeaders'],
  },
  rules: ['listener-rule-priority-invalid'],
  sources: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html'],
  asOf: '2026-11',
});
