import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'deletion-protection',
  title: 'Deletion protection',
  chapter: 'Application Load Balancer: security',
  what: 'While it is on, AWS refuses to delete the load balancer, whoever asks.',
  facts: [
    'Off by default.',
    'A stack that would delete or replace the load balancer fails until it is switched off.',
    'It covers the load balancer only, not its listeners, rules and target groups.',
  ],
  elsewhere:
    'none; CloudFormation’s `DeletionPolicy` or Terraform’s `prevent_destroy` guard an API from their own side.',
  written: {
    cfn: ['AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerAttributes[Key=deletion_protection.enabled]'],
    tf: ['aws_lb.enable_deletion_protection'],
    cdk: ['ApplicationLoadBalancer.deletionProtection'],
  },
  rules: ['elb-attribute-key-unknown'],
  sources: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html'],
  asOf: '2026-11',
});
