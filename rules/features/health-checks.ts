import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'health-checks',
  title: 'Health checks',
  chapter: 'Application Load Balancer: protocols and routing',
  what: 'The load balancer sends each target a small request at regular intervals; one that answers wrongly or not at all gets no traffic.',
  facts: [
    'It asks every 30 seconds by default (5 to 300 can be set), Lambda functions every 35. A target has 2 to 120 seconds to answer, always less than that interval.',
    'Five good answers in a row make a target healthy, two bad ones unhealthy (2 to 10 each): by default it takes about a minute until a broken target gets no traffic. A `health_check` block of Terraform sets three for both.',
    'It asks for the path `/` by default, and the answer has to have the status 200. Where the application answers `/` otherwise, such as by a redirect, no target ever becomes healthy: set a path of its own, or other codes, from 200 to 499.',
    'Checks are always on, except for Lambda functions: there they are off by default.',
    'When no target is healthy, requests go to all of them nevertheless, so that a wrong check does not stop everything. The attributes `target_group_health.unhealthy_state_routing.…` do that sooner: when fewer are healthy than they say.',
    'Only groups that a listener or a rule uses are checked; the targets of others stay `unused`.',
  ],
  elsewhere: 'none: offer a path such as `/health` and let Route 53 or CloudWatch ask for it.',
  cost: 'for Lambda targets each check is a call of the function.',
  compared: {
    topic: 'health checks',
    alb: 'built in: an unhealthy target gets no traffic',
    apiGateway: 'none: build a path of your own',
  },
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::TargetGroup.HealthCheckEnabled',
      'AWS::ElasticLoadBalancingV2::TargetGroup.HealthCheckPath',
      'AWS::ElasticLoadBalancingV2::TargetGroup.HealthCheckPort',
      'AWS::ElasticLoadBalancingV2::TargetGroup.HealthCheckProtocol',
      'AWS::ElasticLoadBalancingV2::TargetGroup.HealthCheckIntervalSeconds',
      'AWS::ElasticLoadBalancingV2::TargetGroup.HealthCheckTimeoutSeconds',
      'AWS::ElasticLoadBalancingV2::TargetGroup.HealthyThresholdCount',
      'AWS::ElasticLoadBalancingV2::TargetGroup.UnhealthyThresholdCount',
      'AWS::ElasticLoadBalancingV2::TargetGroup.Matcher',
      'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupAttributes[Key=target_group_health.dns_failover.minimum_healthy_targets.count]',
      'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupAttributes[Key=target_group_health.dns_failover.minimum_healthy_targets.percentage]',
      'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupAttributes[Key=target_group_health.unhealthy_state_routing.minimum_healthy_targets.count]',
      'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupAttributes[Key=target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage]',
    ],
    tf: ['aws_lb_target_group.health_check', 'aws_lb_target_group.target_group_health'],
    cdk: ['ApplicationTargetGroup.healthCheck', 'ApplicationTargetGroup.targetGroupHealth'],
  },
  rules: ['target-group-health-check-missing', 'health-check-timeout-not-below-interval'],
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
  ],
  asOf: '2026-11',
});
