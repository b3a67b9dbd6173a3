import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'load-balancer-logs',
  title: 'Access / connection / health-check logs',
  chapter: 'Application Load Balancer: network, scale and price',
  what: 'The load balancer can write to an S3 bucket who asked for what, who connected how, and how its targets fared in their health checks.',
  facts: [
    'All three are off by default; Terraform’s block needs `enabled = true`, too.',
    'The bucket is in the Region of the load balancer and encrypted with S3’s own keys (SSE-S3), not with KMS.',
    'Its policy must let `logdelivery.elasticloadbalancing.amazonaws.com` write.',
    'Access logs have a line per request, connection logs one per attempt to connect; health check logs tell why a check failed.',
    'Access logs come every five minutes, as far as possible: they are no exact account of all requests.',
  ],
  elsewhere: 'access logs in a format of your own, to CloudWatch Logs or Firehose.',
  cost: 'only what S3 takes for storage.',
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerAttributes[Key=access_logs.s3.enabled]',
      'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerAttributes[Key=access_logs.s3.bucket]',
      'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerAttributes[Key=access_logs.s3.prefix]',
      'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerAttributes[Key=connection_logs.s3.enabled]',
      'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerAttributes[Key=connection_logs.s3.bucket]',
      'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerAttributes[Key=connection_logs.s3.prefix]',
      'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerAttributes[Key=health_check_logs.s3.enabled]',
      'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerAttributes[Key=health_check_logs.s3.bucket]',
      'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerAttributes[Key=health_check_logs.s3.prefix]',
    ],
    tf: ['aws_lb.access_logs', 'aws_lb.connection_logs', 'aws_lb.health_check_logs'],
    cdk: ['ApplicationLoadBalancer.logAccessLogs', 'ApplicationLoadBalancer.logConnectionLogs'],
  },
  rules: ['alb-access-logs-disabled', 'elb-attribute-key-unknown'],
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-connection-logs.html',
  ],
  asOf: '2026-11',
});
