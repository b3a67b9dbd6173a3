import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'websocket',
  title: 'WebSocket',
  chapter: 'Application Load Balancer: protocols and routing',
  what: 'A WebSocket is a connection that stays open, so that client and server can send each other messages at any time.',
  facts: [
    'There is nothing to switch on: a client asks for it in an ordinary request (`Upgrade: websocket`), and HTTP and HTTPS listeners pass it on.',
    'The connection lasts as long as data moves; silence for longer than the idle timeout ends it (1 to 4,000 seconds, 60 by default). Let client or server send a ping more often than that.',
    'All messages of one connection go to one target. A client that connects again may get another one, which knows nothing of what was before, unless sticky sessions are on.',
    'Lambda functions as targets cannot take WebSockets: the client gets a 400 (Bad Request).',
  ],
  elsewhere:
    'an API of its own kind, the WebSocket API: each message calls a route, such as a Lambda function, and a backend answers by the id of the connection. A connection lasts two hours at most, ten minutes without a message; a message has up to 128 KB, in frames of 32 KB.',
  cost: '3,000 active connections a minute are one LCU, the unit in which a load balancer is billed (about 0.008 USD an hour). A WebSocket API costs about 1 USD per million messages of up to 32 KB and 0.25 USD per million minutes of connection.',
  written: {
    cfn: ['AWS::ElasticLoadBalancingV2::Listener'],
    tf: ['aws_lb_listener'],
    cdk: ['ApplicationListener'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
  ],
  asOf: '2026-11',
});
