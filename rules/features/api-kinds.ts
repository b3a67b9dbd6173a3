import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'api-kinds',
  title: 'API kinds',
  chapter: 'API Gateway',
  what: 'API Gateway makes three kinds of API: REST can do most, HTTP costs least, WebSocket keeps a connection open on which both sides may speak.',
  facts: [
    'A REST API has what an HTTP API lacks: request validation, a cache, canaries, API keys, tracing by X-Ray, a web ACL of AWS WAF, and edge or private endpoints.',
    'HTTP APIs are simpler: they answer CORS preflights by themselves, and their stages can take over every change by themselves.',
    'REST and HTTP APIs check JSON Web Tokens (JWTs) without code of yours; REST since November 2026.',
    'A WebSocket connection lasts at most 2 hours, and 10 minutes without a message; a backend can send to it by its connection id.',
    'An API cannot become one of another kind: that is a new API, with a new address.',
    'Where a SAM template has no API, an event of type `Api` makes a REST API, one of type `HttpApi` an HTTP API.',
  ],
  elsewhere: 'one kind, for HTTP/1.1, HTTP/2, WebSocket and gRPC alike; no kind of API speaks gRPC.',
  cost: 'a million calls are about 3.50 USD (REST) or 1.00 USD (HTTP, counted per 512 KB); a million WebSocket messages 1.00 USD, and a million minutes of connection 0.25 USD.',
  compared: {
    topic: 'cost',
    alb: 'by the hour plus capacity units (LCUs): costs when idle too, hard to foresee, cheap at scale',
    apiGateway:
      'by the request: nothing when idle, dear at scale; about 4.7 million REST or 16.4 million HTTP API calls a month cost what a load balancer costs before its LCUs (us-east-1)',
  },
  written: {
    cfn: ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api', 'AWS::ApiGatewayV2::Api.ProtocolType'],
    sam: [
      'AWS::Serverless::Api',
      'AWS::Serverless::HttpApi',
      'AWS::Serverless::WebSocketApi',
      'AWS::Serverless::Function.Events.*.Type=Api',
      'AWS::Serverless::Function.Events.*.Type=HttpApi',
    ],
    tf: ['aws_api_gateway_rest_api', 'aws_apigatewayv2_api', 'aws_apigatewayv2_api.protocol_type'],
    cdk: ['RestApi', 'HttpApi', 'WebSocketApi'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html',
    'https://aws.amazon.com/api-gateway/pricing/',
  ],
  asOf: '2026-11',
});
