import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'idle-timeout',
  title: 'Idle timeout',
  chapter: 'Application Load Balancer: network, scale and price',
  what: 'A load balancer closes a connection on which no data has moved for a minute, be it that the server behind it is still working on the answer.',
  facts: [
    '1 to 4,000 seconds; 60 by default.',
    'It counts for both sides, the client and the target. If the target takes longer for an answer, the client gets a 504 (Gateway Timeout); a WebSocket on which nobody speaks is cut.',
    'Another limit is for connections that are in use: after `client_keep_alive.seconds` (60 to 604,800, one hour by default) the client has to open a new one; a request under way is still answered.',
    'The server behind it should keep idle connections (its keep-alive timeout) for longer than that: if it closes one just as a request is sent on it, the client gets a 502 (Bad Gateway).',
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
