import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'static-ip-global-accelerator',
  title: 'Static IP / Global Accelerator',
  chapter: 'Application Load Balancer: network, scale and price',
  what: 'The addresses of a load balancer change; AWS Global Accelerator puts two fixed ones in front, for clients whose firewalls know single addresses only.',
  facts: [
    'An accelerator has two IPv4 addresses (with dual stack two for IPv6 as well), kept until it is deleted, and leads traffic through AWS’s network.',
    'Behind it can be load balancers of several Regions, internal ones too.',
    'The load balancer still sees the address of the client: this is on by default.',
    'The other way is a Network Load Balancer with Elastic IP addresses, whose target group of type `alb` holds the Application Load Balancer.',
    'Never write the present addresses of a load balancer into DNS or a firewall: use its DNS name.',
  ],
  elsewhere: 'no fixed addresses either.',
  cost: '0.025 USD an hour for an accelerator (about 18 USD a month) and 0.015 USD or more per GB, beside the usual data transfer.',
  compared: {
    topic: 'static IP',
    alb: 'with Global Accelerator, or a Network Load Balancer in front: both cost extra',
    apiGateway: 'none',
  },
  written: {
    cfn: [
      'AWS::GlobalAccelerator::Accelerator',
      'AWS::GlobalAccelerator::Listener',
      'AWS::GlobalAccelerator::EndpointGroup',
      'AWS::ElasticLoadBalancingV2::TargetGroup.TargetType=alb',
      'AWS::ElasticLoadBalancingV2::LoadBalancer.SubnetMappings.AllocationId',
    ],
    tf: [
      'aws_globalaccelerator_accelerator',
      'aws_globalaccelerator_listener',
      'aws_globalaccelerator_endpoint_group',
      'aws_lb_target_group.target_type=alb',
      'aws_lb.subnet_mapping.allocation_id',
    ],
    cdk: ['Accelerator', 'ApplicationLoadBalancerEndpoint', 'AlbListenerTarget'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/global-accelerator/latest/dg/what-is-global-accelerator.html',
    'https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoints.html',
    'https://aws.amazon.com/global-accelerator/pricing/',
  ],
  asOf: '2026-11',
});
