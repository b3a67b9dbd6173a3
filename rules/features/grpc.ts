import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'grpc',
  title: 'gRPC',
  chapter: 'Application Load Balancer: protocols and routing',
  what: 'gRPC is a way for programs to call each other over HTTP/2; the load balancer can route such calls by service and method.',
  facts: [
    'The protocol version of the target group is `GRPC`, and the listener is HTTPS: HTTP is refused.',
    'Targets are instances or IP addresses, not Lambda functions.',
    'Single calls work as well as streams, from either side.',
    'A rule can only forward to such a group; its path condition is `/package.service/method`.',
    'Health checks call `/AWS.ALB/healthcheck` by default and expect the gRPC code 12 (“not implemented”); 0 to 99 can be set in `Matcher.GrpcCode`.',
    'AWS WAF does not look into the bodies of gRPC calls.',
  ],
  elsewhere: 'no gRPC.',
  cost: 'nothing of its own: it counts towards the LCUs as all traffic does.',
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::TargetGroup.ProtocolVersion=GRPC',
      'AWS::ElasticLoadBalancingV2::TargetGroup.Matcher.GrpcCode',
    ],
    tf: ['aws_lb_target_group.protocol_version=GRPC'],
    cdk: ['ApplicationTargetGroup.protocolVersion', 'ApplicationTargetGroup.healthCheck.healthyGrpcCodes'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
  ],
  asOf: '2026-11',
});
