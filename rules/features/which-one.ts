import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'which-one',
  title: 'Which one?',
  chapter: 'Both together',
  what: 'A load balancer spreads requests over servers; API Gateway publishes an API with rules for its callers. Both can stand in front of the same code.',
  facts: [
    'A load balancer fits long requests, gRPC, sticky sessions, servers and containers in a private network, and high steady traffic.',
    'API Gateway fits Lambda functions, limits and keys for each client, validation of requests, several stages, and traffic that often rests.',
    'Both check tokens, end TLS, speak WebSocket, and can have a web ACL (of the APIs only REST).',
    'They go together: an API in front of an internal load balancer.',
  ],
  cost: 'a load balancer is about 16 USD a month before its LCUs, the units of its traffic: as much as 4.7 million REST or 16.4 million HTTP API calls. With public addresses in two zones it is about 24 USD: 6.8 or 23.7 million calls.',
  compared: {
    topic: 'choose it for',
    alb: 'cost and throughput at scale, long requests, gRPC, servers and containers, sticky sessions',
    apiGateway: 'small teams, serverless, limits and keys for each client, fine access control, validation',
  },
  written: {
    cfn: ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api'],
    sam: ['AWS::Serverless::Api', 'AWS::Serverless::HttpApi'],
    tf: ['aws_lb', 'aws_api_gateway_rest_api', 'aws_apigatewayv2_api'],
    cdk: ['ApplicationLoadBalancer', 'RestApi', 'HttpApi'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html',
    'https://aws.amazon.com/elasticloadbalancing/pricing/',
    'https://aws.amazon.com/api-gateway/pricing/',
  ],
  asOf: '2026-11',
});
