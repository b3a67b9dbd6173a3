import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'sticky-sessions',
  title: 'Sticky sessions',
  chapter: 'Application Load Balancer: protocols and routing',
  what: 'The load balancer remembers by a cookie which target a client had, and sends the client there again.',
  facts: [
    'Off by default. In Terraform a `stickiness` block switches it on, unless it says `enabled = false`.',
    '`lb_cookie`: the load balancer makes a cookie of its own (`AWSALB`). `app_cookie`: it follows one that your application sets; names that begin with `AWSALB` are refused.',
    'One second to seven days (604,800 seconds); one day by default.',
    'The load spreads less evenly, and new targets get work only slowly: better to keep sessions in a store that all targets share.',
    'It does not work for Lambda targets, nor with cross-zone load balancing switched off for the group.',
    '`app_cookie` does not work where a rule splits traffic by weight.',
  ],
  elsewhere: 'none: each request stands for itself.',
  compared: {
    topic: 'sticky sessions',
    alb: 'yes, by a cookie',
    apiGateway: 'no',
  },
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupAttributes[Key=stickiness.enabled]',
      'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupAttributes[Key=stickiness.type]',
      'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupAttributes[Key=stickiness.lb_cookie.duration_seconds]',
      'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupAttributes[Key=stickiness.app_cookie.cookie_name]',
      'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupAttributes[Key=stickiness.app_cookie.duration_seconds]',
    ],
    tf: ['aws_lb_target_group.stickiness'],
    cdk: ['ApplicationTargetGroup.stickinessCookieDuration', 'ApplicationTargetGroup.stickinessCookieName'],
  },
  rules: ['elb-attribute-key-unknown'],
  sources: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html'],
  asOf: '2026-11',
});
