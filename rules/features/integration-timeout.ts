import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'integration-timeout',
  title: 'Integration timeout',
  chapter: 'API Gateway',
  what: 'API Gateway waits about half a minute for a backend to answer; then the client gets an error, while the backend may still be at work.',
  facts: [
    'REST and WebSocket: 50 to 29,000 milliseconds, 29,000 where nothing is said.',
    'HTTP API: 50 to 30,000 milliseconds, 30,000 where nothing is said; no quota raises it.',
    'Regional and private REST APIs can have more than 29 seconds if AWS raises the quota of your account, perhaps in return for fewer requests per second in all; edge-optimized ones cannot.',
    'The whole answer has to be there by then: it makes no difference whether the backend is busy or silent.',
    'For work that takes longer there are three ways: stream the answer piece by piece (REST, 15 minutes), answer at once and let the client ask later for the result, or use a load balancer.',
  ],
  elsewhere: 'counts only the time in which nothing moves: 1 to 4,000 seconds, 60 by default.',
  cost: 'a function that runs on after the client has got its error is billed to its end.',
  written: {
    cfn: [
      'AWS::ApiGateway::Method.Integration.TimeoutInMillis',
      'AWS::ApiGatewayV2::Integration.TimeoutInMillis',
      'AWS::ApiGateway::RestApi.Body.paths.*.*.x-amazon-apigateway-integration.timeoutInMillis',
      'AWS::ApiGatewayV2::Api.Body.paths.*.*.x-amazon-apigateway-integration.timeoutInMillis',
    ],
    sam: [
      'AWS::Serverless::Function.Events.*.Properties.TimeoutInMillis',
      'AWS::Serverless::WebSocketApi.Routes.*.IntegrationTimeout',
      'AWS::Serverless::Api.DefinitionBody.paths.*.*.x-amazon-apigateway-integration.timeoutInMillis',
      'AWS::Serverless::HttpApi.DefinitionBody.paths.*.*.x-amazon-apigateway-integration.timeoutInMillis',
    ],
    tf: ['aws_api_gateway_integration.timeout_milliseconds', 'aws_apigatewayv2_integration.timeout_milliseconds'],
    cdk: ['LambdaIntegration.timeout', 'HttpIntegration.options.timeout', 'HttpLambdaIntegration.timeout'],
  },
  rules: ['apigw-integration-timeout-invalid', 'lambda-timeout-exceeds-apigw'],
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html',
  ],
  asOf: '2026-11',
});
