import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'weighted-forwarding',
  title: 'Weighted A/B forwarding',
  chapter: 'Application Load Balancer: protocols and routing',
  what: 'A rule splits its requests over several target groups by weight, to try a new version on a small part of the users first.',
  facts: [
    'One action names up to five target groups, each with a weight from 0 to 999.',
    'The share is the weight against the sum of all: 90 and 10 send every tenth request to the second.',
    'Each request is drawn anew. With group stickiness (`TargetGroupStickinessConfig`, 1 second to 7 days) a user stays on one side.',
    'The weights do not look at health: a group without healthy targets keeps its share.',
  ],
  elsewhere:
    'a canary release on a stage of a REST API takes a percentage; an HTTP API has none, only separate routes.',
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::Listener.DefaultActions.ForwardConfig',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Actions.ForwardConfig',
    ],
    tf: ['aws_lb_listener.default_action.forward', 'aws_lb_listener_rule.action.forward'],
    cdk: ['ListenerAction.weightedForward'],
  },
  rules: [],
  sources: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html'],
  asOf: '2026-11',
});
