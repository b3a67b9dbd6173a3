import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'cross-zone',
  title: 'Cross-zone',
  chapter: 'Application Load Balancer: network, scale and price',
  what: 'A load balancer runs in several Availability Zones (data centres). With cross-zone load balancing each part of it serves the targets of all zones, so that all get the same share.',
  facts: [
    'An Application Load Balancer always has it on; a target group can switch it off for itself (`true`, `false`, or the default `use_load_balancer_configuration`).',
    'Network and Gateway Load Balancers have it off by default.',
    'Switched off, requests stay in the zone where they came in: with 2 targets in one zone and 8 in the other, each of the 2 gets four times as many as each of the 8.',
    'A group that has it off can have neither sticky sessions nor Lambda functions.',
  ],
  elsewhere: 'nothing to choose: AWS runs it in several zones.',
  cost: 'data between zones is billed for Network Load Balancers, not for Application Load Balancers.',
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerAttributes[Key=load_balancing.cross_zone.enabled]',
      'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupAttributes[Key=load_balancing.cross_zone.enabled]',
    ],
    tf: ['aws_lb.enable_cross_zone_load_balancing', 'aws_lb_target_group.load_balancing_cross_zone_enabled'],
    cdk: [
      'ApplicationLoadBalancer.crossZoneEnabled',
      'ApplicationTargetGroup.crossZoneEnabled',
      'NetworkLoadBalancer.crossZoneEnabled',
    ],
  },
  rules: ['elb-attribute-key-unknown'],
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html',
  ],
  asOf: '2026-11',
});
