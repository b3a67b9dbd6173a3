import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'vpc-subnets',
  title: 'VPC subnets / AZs',
  chapter: 'Application Load Balancer: network, scale and price',
  what: 'A load balancer stands in subnets, parts of your own network (VPC), in two or more Availability Zones: data centres that fail independently.',
  facts: [
    'At least two zones, with one subnet each; on Outposts one subnet, in Local Zones one or more.',
    'A load balancer for the internet needs public subnets: those with a route to an internet gateway.',
    'Either `Subnets` or `SubnetMappings`, not both. Elastic IP addresses are for Network Load Balancers.',
    'Targets in a zone that is not switched on get no traffic.',
    '`IpAddressType` is `ipv4` by default, `dualstack`, or `dualstack-without-public-ipv4` for clients that come by IPv6.',
  ],
  elsewhere:
    'stands outside of your VPC; it reaches in by a VPC link, and is reached privately by an interface endpoint.',
  cost: 'each public IPv4 address, one or more per zone, costs 0.005 USD an hour (about 3.65 USD a month).',
  compared: {
    topic: 'network',
    alb: 'in subnets of your VPC, in two zones or more; can be internal',
    apiGateway: 'outside of your VPC; reaches in by VPC link, private APIs are reached by PrivateLink',
  },
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::LoadBalancer.Subnets',
      'AWS::ElasticLoadBalancingV2::LoadBalancer.SubnetMappings',
      'AWS::ElasticLoadBalancingV2::LoadBalancer.IpAddressType',
    ],
    tf: ['aws_lb.subnets', 'aws_lb.subnet_mapping', 'aws_lb.ip_address_type'],
    cdk: ['ApplicationLoadBalancer.vpc', 'ApplicationLoadBalancer.vpcSubnets', 'ApplicationLoadBalancer.ipAddressType'],
  },
  rules: ['alb-fewer-than-two-subnets'],
  sources: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-subnets.html'],
  asOf: '2026-11',
});
