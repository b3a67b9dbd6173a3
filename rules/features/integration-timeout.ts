import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'integration-timeout',
  title: 'Integration timeout',
  chapter: 'API Gateway',
  what: 'API Gateway waits only so long for a backend to answer; then the client gets an error, whatever the backend still does.',
  facts: [
    'REST and WebSocket: 50 to 29,000 milliseconds, 29,000 where nothing is said.',
    'HTTP API: 50 to 30,000 milliseconds, 30,000 where nothing is said; no quota raises it.',
    'Regional and private REST APIs can have more than 29 seconds by quota, possibly at the price of a lower throttle for the account; edge-optimized ones cannot.',
    'The whole answer has to be there by then: it makes no difference whether the backend is busy or silent.',
    'Work that takes longer: stream the answer (REST, 15 minutes), start it asynchronously and let the client ask later, or use a load balancer.',
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
