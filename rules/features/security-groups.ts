import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'security-groups',
  title: 'Security groups',
  chapter: 'Application Load Balancer: security',
  what: 'A security group is a firewall around the load balancer: it says which addresses may reach it on which ports.',
  facts: [
    'It needs a rule for each port of a listener, from the addresses that may come in.',
    'Outward it must allow the ports of the targets and of their health checks.',
    'Answers need no rule: a connection that is allowed is allowed both ways.',
    'Let the targets accept only the load balancer’s group: otherwise one can go around it.',
    'Without `SecurityGroups` the load balancer gets the default group of the VPC.',
  ],
  elsewhere:
    'none, as it stands outside of your VPC; resource policies limit callers, and a VPC link (V2) has security groups.',
  written: {
    cfn: ['AWS::ElasticLoadBalancingV2::LoadBalancer.SecurityGroups'],
    tf: ['aws_lb.security_groups'],
    cdk: ['ApplicationLoadBalancer.securityGroup', 'ApplicationLoadBalancer.connections'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html',
  ],
  asOf: '2026-11',
});
