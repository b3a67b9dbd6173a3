import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'round-robin',
  title: 'Round robin',
  chapter: 'Application Load Balancer: protocols and routing',
  what: 'The load balancer hands requests to the healthy targets of a group in turn; this is how it chooses unless another algorithm is set.',
  facts: [
    '`load_balancing.algorithm.type` is `round_robin` by default, `least_outstanding_requests` or `weighted_random`.',
    '`weighted_random` picks at random. With anomaly mitigation (`load_balancing.algorithm.anomaly_mitigation`, `off` by default) it sends less to targets that fail more often than the others; it needs three healthy targets to tell.',
    'It is for instances and IP addresses; a Lambda group has one target.',
    'Sticky sessions come before it: a client that has a target keeps it.',
  ],
  elsewhere: 'no balancing over targets: an integration calls one address.',
  compared: {
    topic: 'balancing',
    alb: 'round robin, least outstanding requests, weighted random',
    apiGateway: 'none: an integration calls one address',
  },
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupAttributes[Key=load_balancing.algorithm.type]',
      'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupAttributes[Key=load_balancing.algorithm.anomaly_mitigation]',
    ],
    tf: ['aws_lb_target_group.load_balancing_algorithm_type', 'aws_lb_target_group.load_balancing_anomaly_mitigation'],
    cdk: ['ApplicationTargetGroup.loadBalancingAlgorithmType', 'ApplicationTargetGroup.enableAnomalyMitigation'],
  },
  rules: ['elb-attribute-key-unknown'],
  sources: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html'],
  asOf: '2026-11',
});
