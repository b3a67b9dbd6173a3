import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'health-checks',
  title: 'Health checks',
  chapter: 'Application Load Balancer: protocols and routing',
  what: 'The load balancer sends each target a small request at regular intervals; one that answers wrongly or not at all gets no traffic.',
  facts: [
    'It asks every 30 seconds by default (5 to 300; Lambda 35). A target has 2 to 120 seconds to answer, always less than that interval.',
    'Five good answers make a target healthy, two bad ones unhealthy (2 to 10 each). A `health_check` block of Terraform sets three for both.',
    'It asks for `/` by default and expects the code 200; a path of your own and codes from 200 to 499 can be set.',
    'Checks are always on, except for Lambda functions: there they are off by default.',
    'When no target is healthy, requests go to all of them nevertheless; `target_group_health` can ask for more than one healthy target.',
    'Only groups that a listener or a rule uses are checked.',
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
