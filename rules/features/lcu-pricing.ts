import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'lcu-pricing',
  title: 'LCU pricing',
  chapter: 'Application Load Balancer: network, scale and price',
  what: 'A load balancer costs a fixed price per hour, busy or idle, and a price for its work, counted in load balancer capacity units (LCU).',
  facts: [
    'One LCU is 25 new connections a second, 3,000 active ones a minute, 1 GB an hour, or 1,000 rule evaluations a second: the largest of the four is billed.',
    'For Lambda targets one LCU covers 0.4 GB an hour; with mutual TLS 1,500 active connections a minute.',
    'The first ten rules of a request are free.',
    'On the hourly price alone it is cheaper than a REST API from about 4.7 million calls a month, and than an HTTP API from 16.4 million; with two public IPv4 addresses from 6.8 and 23.7 million.',
  ],
  elsewhere: 'by the call: about 3.50 USD (REST) or 1.00 USD (HTTP API) per million, nothing when idle.',
  cost: '0.0225 USD an hour (about 16.40 USD a month), 0.008 USD per LCU and hour, and 0.005 USD an hour for each public IPv4 address.',
  written: {
    cfn: ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer.Type=application'],
    tf: ['aws_lb', 'aws_lb.load_balancer_type=application'],
    cdk: ['ApplicationLoadBalancer'],
  },
  rules: [],
  sources: ['https://aws.amazon.com/elasticloadbalancing/pricing/'],
  asOf: '2026-11',
});
