import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'scaling',
  title: 'Scaling / pre-warming',
  chapter: 'Application Load Balancer: network, scale and price',
  what: 'A load balancer grows and shrinks with its traffic by itself; for a rush that you know of, capacity can be reserved beforehand.',
  facts: [
    'There is no limit on requests per second; growing takes minutes, so a sudden rush may see errors.',
    '`MinimumLoadBalancerCapacity` reserves LCUs, the units of its price. It replaces the “pre-warming” that one used to ask AWS’s support for.',
    'Up to 15,000 LCUs for one load balancer; the quota of an account and Region is 0 until you ask for more.',
    'A reservation can be raised at any time, and lowered twice a day.',
    'The targets must grow as well: that is the work of Auto Scaling.',
  ],
  elsewhere:
    '10,000 requests a second per account and Region, with bursts of 5,000 (2,500 and 1,250 in newer Regions); more by quota.',
  cost: 'reserved LCUs are billed whether they are used or not, until you cancel them.',
  compared: {
    topic: 'scaling',
    alb: 'by itself, without a limit on requests; LCUs can be reserved for a rush',
    apiGateway:
      '10,000 requests a second per account and Region, bursts of 5,000 (newer Regions 2,500 and 1,250); more by quota',
  },
  written: {
    cfn: ['AWS::ElasticLoadBalancingV2::LoadBalancer.MinimumLoadBalancerCapacity'],
    tf: ['aws_lb.minimum_load_balancer_capacity'],
    cdk: ['ApplicationLoadBalancer.minimumCapacityUnit'],
  },
  rules: [],
  sources: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/capacity-unit-reservation.html'],
  asOf: '2026-11',
});
