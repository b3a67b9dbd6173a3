import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'target-group',
  title: 'Target group and target types',
  chapter: 'Application Load Balancer: protocols and routing',
  what: 'A target group is the set of servers, containers or functions that a load balancer passes requests on to, with its own health check.',
  facts: [
    '`TargetType` says what the targets are: `instance` (the default) virtual servers of EC2, `ip` addresses, such as those of containers, `lambda` one Lambda function, `alb` another load balancer (only behind a Network Load Balancer).',
    'Addresses come from your network (VPC) or from private ranges: those that begin with 10. or 192.168., and 172.16.0.0/12 and 100.64.0.0/10. Public ones are refused.',
    'A target group belongs to one load balancer. A load balancer has at most 100 target groups and 1,000 targets; more by quota.',
    'Type, protocol, port and VPC cannot be changed later: with another value in the template, AWS makes a new target group and deletes the old one.',
    'Auto Scaling groups, ECS services and Kubernetes controllers add their targets and take them out themselves: then `Targets` stays empty.',
  ],
  elsewhere:
    'Lambda functions, HTTP addresses, AWS services, made-up answers (mock), and by a VPC link load balancers in a VPC; no Auto Scaling groups or Kubernetes directly.',
  compared: {
    topic: 'backends',
    alb: 'EC2, Auto Scaling groups, ECS, Kubernetes, IP addresses, Lambda',
    apiGateway: 'Lambda, HTTP, AWS services (S3, Kinesis …), VPC link; no Auto Scaling groups or Kubernetes directly',
  },
  written: {
    cfn: ['AWS::ElasticLoadBalancingV2::TargetGroup', 'AWS::ElasticLoadBalancingV2::TargetGroup.TargetType'],
    tf: ['aws_lb_target_group', 'aws_lb_target_group.target_type'],
    cdk: ['ApplicationTargetGroup', 'ApplicationTargetGroup.targetType'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html',
  ],
  asOf: '2026-11',
});
