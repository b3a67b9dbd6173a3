import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'idle-timeout',
  title: 'Idle timeout',
  chapter: 'Application Load Balancer: network, scale and price',
  what: 'A load balancer closes a connection on which nothing has moved for a minute, while a backend may still be at work.',
  facts: [
    '1 to 4,000 seconds; 60 by default.',
    'It counts for both sides: the client and the target. A slow answer, a long poll or a quiet WebSocket ends with it.',
    'After `client_keep_alive.seconds` (60 to 604,800, one hour by default) the load balancer closes even a busy connection of a client, without cutting off a request.',
    'The server behind it should keep its connections open for longer than the idle timeout: one that closes first makes the load balancer answer 502.',
  ],
  elsewhere: 'an integration has 29 seconds (REST, WebSocket) or 30 (HTTP API) in all, busy or idle.',
  compared: {
    topic: 'timeout',
    alb: 'up to 4,000 seconds without data',
    apiGateway:
      '29 s (REST) or 30 s (HTTP API); Regional and private REST APIs can have more by quota, streamed responses 15 minutes',
  },
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerAttributes[Key=idle_timeout.timeout_seconds]',
      'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerAttributes[Key=client_keep_alive.seconds]',
    ],
    tf: ['aws_lb.idle_timeout', 'aws_lb.client_keep_alive'],
    cdk: ['ApplicationLoadBalancer.idleTimeout', 'ApplicationLoadBalancer.clientKeepAlive'],
  },
  rules: ['alb-idle-timeout-below-backend'],
  sources: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html'],
  asOf: '2026-11',
});
