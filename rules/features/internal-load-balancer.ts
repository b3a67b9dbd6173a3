import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'internal-load-balancer',
  title: 'Internal load balancer',
  chapter: 'Application Load Balancer: network, scale and price',
  what: 'An internal load balancer has private addresses only: it serves your own network, not the internet.',
  facts: [
    'The default is `internet-facing`; `internal` must be asked for.',
    'It cannot be changed later: another scheme makes a new load balancer with another name in DNS.',
    'Its DNS name can be looked up by everybody, but leads to private addresses.',
    'Clients come from the VPC, or from networks that are connected to it.',
    'An API Gateway (by VPC link) or CloudFront (as a VPC origin) can stand in front of it for the internet.',
  ],
  elsewhere: 'a REST API with a `PRIVATE` endpoint, reached by an interface endpoint in the VPC.',
  cost: 'no public IPv4 addresses to pay for.',
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::LoadBalancer.Scheme',
      'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerAttributes[Key=ipv6.deny_all_igw_traffic]',
    ],
    tf: ['aws_lb.internal'],
    cdk: ['ApplicationLoadBalancer.internetFacing', 'ApplicationLoadBalancer.denyAllIgwTraffic'],
  },
  rules: [],
  sources: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html'],
  asOf: '2026-11',
});
