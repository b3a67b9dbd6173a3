import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'cloudfront-in-front',
  title: 'CloudFront in front',
  chapter: 'Application Load Balancer: network, scale and price',
  what: 'CloudFront is AWS’s network of caches near the users; with a load balancer as its origin it answers what is cached and passes on the rest.',
  facts: [
    'Lock the load balancer, or everybody can call it directly, around CloudFront.',
    'One lock is its security group: admit CloudFront’s prefix list only (`com.amazonaws.global.cloudfront.origin-facing`). Another is a secret header that CloudFront adds and a rule asks for.',
    'The best is an internal load balancer as a VPC origin: it has no public address at all.',
    'AWS WAF at CloudFront has the scope `CLOUDFRONT` and stands in us-east-1.',
    'The load balancer sees CloudFront’s addresses as clients: rate-based rules there must count by `FORWARDED_IP`.',
  ],
  elsewhere:
    'an edge-optimized REST API has a CloudFront of AWS’s own in front; an HTTP API gets AWS WAF only this way.',
  cost: 'CloudFront’s own prices, by request and by GB.',
  written: {
    cfn: [
      'AWS::CloudFront::Distribution',
      'AWS::CloudFront::Distribution.DistributionConfig.Origins',
      'AWS::CloudFront::VpcOrigin',
    ],
    tf: ['aws_cloudfront_distribution', 'aws_cloudfront_distribution.origin', 'aws_cloudfront_vpc_origin'],
    cdk: ['LoadBalancerV2Origin', 'VpcOrigin.withApplicationLoadBalancer'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html',
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html',
  ],
  asOf: '2026-11',
});
