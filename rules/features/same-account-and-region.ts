import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'same-account-and-region',
  title: 'Same account/Region',
  chapter: 'Application Load Balancer: network, scale and price',
  what: 'A load balancer sends requests to targets in its own Region, as a rule in its own account and VPC.',
  facts: [
    'A Lambda function must be in the account and Region of its target group.',
    'Instances are in the VPC of the target group.',
    'Addresses (`ip`) may also be in a peered VPC or in a data centre that is connected by VPN or Direct Connect; their `AvailabilityZone` is then `all`.',
    'For several Regions put Global Accelerator, CloudFront or Route 53 in front of one load balancer each.',
  ],
  elsewhere: 'Lambda functions of other accounts and Regions, and public addresses anywhere.',
  compared: {
    topic: 'reach',
    alb: 'its own Region; Lambda functions of its own account, addresses also in connected networks',
    apiGateway: 'across Regions and accounts',
  },
  written: {
    cfn: ['AWS::ElasticLoadBalancingV2::TargetGroup.Targets', 'AWS::ElasticLoadBalancingV2::TargetGroup.VpcId'],
    tf: [
      'aws_lb_target_group_attachment',
      'aws_lb_target_group_attachment.availability_zone',
      'aws_lb_target_group.vpc_id',
    ],
    cdk: ['ApplicationTargetGroup.targets', 'ApplicationTargetGroup.vpc'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
  ],
  asOf: '2026-11',
});
