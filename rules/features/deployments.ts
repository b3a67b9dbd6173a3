import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'deployments',
  title: 'Deployments',
  chapter: 'API Gateway',
  what: 'A deployment is a snapshot of an API: clients see a change only when a stage points at a snapshot that has it.',
  facts: [
    'A snapshot never changes. CloudFormation takes a new one only when the deployment gets another logical id: until then a changed method is not live.',
    'It has to be taken after the methods are there: in CloudFormation `DependsOn` sees to that.',
    'In Terraform `triggers` says when to make a new one, and `create_before_destroy` keeps the old one until the stage has left it.',
    'SAM makes a new deployment whenever the definition of an API changes; `AlwaysDeploy` each time.',
    'A stage of an HTTP or WebSocket API with `AutoDeploy` takes every change at once.',
    'The stage switches at once: clients get the old version or the new one, nothing in between.',
  ],
  elsewhere: 'has no versions: a changed rule or listener holds at once.',
  written: {
    cfn: [
      'AWS::ApiGateway::Deployment',
      'AWS::ApiGateway::Deployment.RestApiId',
      'AWS::ApiGateway::Stage.DeploymentId',
      'AWS::ApiGatewayV2::Deployment',
      'AWS::ApiGatewayV2::Stage.DeploymentId',
      'AWS::ApiGatewayV2::Stage.AutoDeploy',
    ],
    sam: ['AWS::Serverless::Api.AlwaysDeploy'],
    tf: [
      'aws_api_gateway_deployment',
      'aws_api_gateway_deployment.triggers',
      'aws_api_gateway_deployment.lifecycle.create_before_destroy',
      'aws_api_gateway_deployment.rest_api_id',
      'aws_api_gateway_stage.deployment_id',
      'aws_apigatewayv2_deployment',
      'aws_apigatewayv2_deployment.triggers',
      'aws_apigatewayv2_stage.auto_deploy',
      'aws_apigatewayv2_stage.deployment_id',
    ],
    cdk: ['Deployment', 'RestApi.deploy', 'RestApi.retainDeployments', 'HttpStage.autoDeploy'],
  },
  rules: ['apigw-deployment-without-dependson', 'tf-apigw-deployment-without-triggers'],
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-deployment.html',
  ],
  asOf: '2026-11',
});
