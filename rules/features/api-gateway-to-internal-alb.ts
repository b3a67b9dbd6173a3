import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'api-gateway-to-internal-alb',
  title: 'API Gateway → internal ALB',
  chapter: 'Both together',
  what: 'An API in front checks and limits callers; a load balancer in your private network spreads what is let through over servers or containers.',
  facts: [
    'Authorization, throttling and keys belong to the API; balancing, health checks and sticky sessions to the load balancer.',
    'A VPC link leads from one to the other; an HTTP API names the listener in `IntegrationUri`, a REST API the load balancer in `IntegrationTarget`.',
    'Keep the load balancer internal: one that faces the internet can be called past the API and all its checks.',
    'The shorter limits hold: 29 or 30 seconds for an answer, 10 MB for a body, and no gRPC.',
    'The security group of the load balancer has to let that of the VPC link in.',
  ],
  cost: 'both are billed: the API by the request, the load balancer by the hour and its LCUs.',
  compared: {
    topic: 'both together',
    alb: 'internal, behind a public API, reached by a VPC link',
    apiGateway: 'in front, for throttling, authorization and management',
  },
  written: {
    cfn: [
      'AWS::ApiGatewayV2::Integration.ConnectionType=VPC_LINK',
      'AWS::ApiGateway::Method.Integration.IntegrationTarget',
      'AWS::ApiGateway::RestApi.Body.paths.*.*.x-amazon-apigateway-integration.integrationTarget',
    ],
    sam: ['AWS::Serverless::Api.DefinitionBody.paths.*.*.x-amazon-apigateway-integration.integrationTarget'],
    tf: ['aws_apigatewayv2_integration.connection_type=VPC_LINK', 'aws_api_gateway_integration.integration_target'],
    cdk: ['HttpAlbIntegration', 'ApplicationLoadBalancer.internetFacing'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html',
  ],
  asOf: '2026-11',
});
