import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'http-2',
  title: 'HTTP/2',
  chapter: 'Application Load Balancer: protocols and routing',
  what: 'HTTP/2 is the faster version of HTTP that browsers speak over TLS: one connection carries many requests at once.',
  facts: [
    'Towards clients it is on by default, on HTTPS listeners only.',
    'Towards targets the load balancer speaks HTTP/1.1, unless the protocol version of the target group is `HTTP2` or `GRPC`.',
    'A target group with `HTTP2` fits behind an HTTPS listener only, and a client that speaks HTTP/1.1 gets an error from it.',
    'The protocol version of a target group cannot be changed later: another value makes a new target group.',
    'A rule that leads to such a group can do nothing but forward to it.',
  ],
  elsewhere: 'REST and HTTP APIs speak HTTP/2 with clients as well, and HTTP/1.1 with what stands behind them.',
  compared: {
    topic: 'protocols',
    alb: 'HTTP, HTTPS, HTTP/2, WebSocket, gRPC',
    apiGateway: 'HTTPS with HTTP/2 (REST, HTTP API), WebSocket API; no gRPC',
  },
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerAttributes[Key=routing.http2.enabled]',
      'AWS::ElasticLoadBalancingV2::TargetGroup.ProtocolVersion',
    ],
    tf: ['aws_lb.enable_http2', 'aws_lb_target_group.protocol_version'],
    cdk: ['ApplicationLoadBalancer.http2Enabled', 'ApplicationTargetGroup.protocolVersion'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
  ],
  asOf: '2026-11',
});
