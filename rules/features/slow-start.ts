import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'slow-start',
  title: 'Slow start',
  chapter: 'Application Load Balancer: protocols and routing',
  what: 'A target that has just become healthy gets few requests at first and its full share only after a while, so that it can warm up.',
  facts: [
    '30 to 900 seconds; 0, the default, switches it off.',
    'It works with round robin only.',
    'It holds for the whole target group, for instances and IP addresses.',
    'A target leaves slow start when the time is over, or when it becomes unhealthy.',
  ],
  elsewhere: 'nothing like it; a cold Lambda function is warmed by provisioned concurrency.',
  written: {
    cfn: ['AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupAttributes[Key=slow_start.duration_seconds]'],
    tf: ['aws_lb_target_group.slow_start'],
    cdk: ['ApplicationTargetGroup.slowStart'],
  },
  rules: ['elb-attribute-key-unknown'],
  sources: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html'],
  asOf: '2026-11',
});
