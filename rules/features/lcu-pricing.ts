import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'lcu-pricing',
  title: 'LCU pricing',
  chapter: 'Application Load Balancer: network, scale and price',
  what: 'A load balancer costs a fixed price per hour, busy or idle, and a price for its work, counted in load balancer capacity units (LCU).',
  facts: [
    'Each hour is billed by the largest of four: 25 new connections a second, 3,000 active connections a minute, 1 GB an hour, or 1,000 rule evaluations a second is one LCU.',
    'For Lambda targets one LCU covers 0.4 GB an hour; with mutual TLS 1,500 active connections a minute.',
    'The first ten rules of a request are free.',
    'On the hourly price alone it breaks even with about 4.7 million calls a month of a REST API, or 16.4 million of an HTTP API; with two public IPv4 addresses with 6.8 and 23.7 million.',
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
