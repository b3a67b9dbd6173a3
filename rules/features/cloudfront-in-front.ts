import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'cloudfront-in-front',
  title: 'CloudFront in front',
  chapter: 'Application Load Balancer: network, scale and price',
  what: 'CloudFront is AWS’s network of caches near the users; with a load balancer as its origin it answers what is cached and passes on the rest.',
  facts: [
    'Without a lock everybody can still call the load balancer itself. Either let its security group admit only CloudFront’s prefix list (`com.amazonaws.global.cloudfront.origin-facing`), or have CloudFront send a secret header that a rule asks for.',
    'As a VPC origin the load balancer can be internal: then there is no way around.',
    'AWS WAF at CloudFront has the scope `CLOUDFRONT` and stands in us-east-1.',
    'The load balancer sees CloudFront’s addresses as clients: rate-based rules there must count by `FORWARDED_IP`.',
  ],
  elsewhere: 'an edge-optimized REST API has one of AWS’s own in front; an HTTP API gets AWS WAF only this way.',
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
