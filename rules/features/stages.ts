import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'stages',
  title: 'Stages',
  chapter: 'API Gateway',
  what: 'A stage is a published copy of an API with an address of its own, such as `dev` or `prod`.',
  facts: [
    'Each stage has its own throttling, logs and variables; on a REST API also its own cache, web ACL and canary.',
    'Its name is the first part of the path: `/prod/orders`. The stage `$default` of an HTTP API has no such part.',
    'An API has 10 stages; more by quota.',
    'A stage variable fills a gap in an integration: `${stageVariables.host}`. Its value has at most 512 characters, and is no place for secrets.',
    'The stage of a REST API that SAM makes for events is called `Prod`. Beside the stage that is wanted SAM makes one named `Stage`, unless `OpenApiVersion` is set.',
  ],
  elsewhere: 'nothing like it: a second load balancer, or listeners and rules set up by hand.',
  written: {
    cfn: [
      'AWS::ApiGateway::Stage',
      'AWS::ApiGateway::Stage.StageName',
      'AWS::ApiGateway::Stage.Variables',
      'AWS::ApiGateway::Deployment.StageName',
      'AWS::ApiGateway::Deployment.StageDescription',
      'AWS::ApiGatewayV2::Stage',
      'AWS::ApiGatewayV2::Stage.StageName',
      'AWS::ApiGatewayV2::Stage.StageVariables',
    ],
    sam: [
      'AWS::Serverless::Api.StageName',
      'AWS::Serverless::Api.Variables',
      'AWS::Serverless::Api.OpenApiVersion',
      'AWS::Serverless::HttpApi.StageName',
      'AWS::Serverless::HttpApi.StageVariables',
      'AWS::Serverless::WebSocketApi.StageName',
      'AWS::Serverless::WebSocketApi.StageVariables',
    ],
    tf: [
      'aws_api_gateway_stage',
      'aws_api_gateway_stage.stage_name',
      'aws_api_gateway_stage.variables',
      'aws_apigatewayv2_stage',
      'aws_apigatewayv2_stage.name',
      'aws_apigatewayv2_stage.stage_variables',
    ],
    cdk: [
      'Stage',
      'RestApi.deployOptions.stageName',
      'RestApi.deployOptions.variables',
      'HttpStage.stageName',
      'HttpStage.stageVariables',
      'WebSocketStage.stageName',
    ],
  },
  rules: ['apigw-stage-without-throttling', 'apigw-access-logs-disabled', 'apigw-stage-without-waf'],
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-stages.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html',
  ],
  asOf: '2026-11',
});
