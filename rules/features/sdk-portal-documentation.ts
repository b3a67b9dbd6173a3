import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'sdk-portal-documentation',
  title: 'SDK generation, developer portal, documentation',
  chapter: 'API Gateway',
  what: 'For those who write programs against a REST API, API Gateway makes client libraries, keeps documentation, and can show it on a site.',
  facts: [
    'All of it is for REST APIs only.',
    'A client library is made of a stage, for Java, JavaScript, Android, Objective-C or Swift, and Ruby.',
    'Documentation parts belong to an API, a resource, a method or a model, 2,000 at most; a documentation version freezes them for a stage.',
    'They go along when the API is exported as OpenAPI.',
    'A portal shows REST APIs of its Region, with sign-in by Cognito; it is set up in the console, the CLI or an SDK.',
  ],
  elsewhere: 'has nothing of the kind.',
  written: {
    cfn: [
      'AWS::ApiGateway::DocumentationPart',
      'AWS::ApiGateway::DocumentationPart.Location',
      'AWS::ApiGateway::DocumentationPart.Properties',
      'AWS::ApiGateway::DocumentationVersion',
      'AWS::ApiGateway::Stage.DocumentationVersion',
      'AWS::ApiGateway::RestApi.Body.x-amazon-apigateway-documentation',
    ],
    sam: ['AWS::Serverless::Api.DefinitionBody.x-amazon-apigateway-documentation'],
    tf: [
      'aws_api_gateway_documentation_part',
      'aws_api_gateway_documentation_part.location',
      'aws_api_gateway_documentation_part.properties',
      'aws_api_gateway_documentation_version',
      'aws_api_gateway_stage.documentation_version',
    ],
    cdk: ['CfnDocumentationPart', 'CfnDocumentationVersion', 'RestApi.deployOptions.documentationVersion'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-generate-sdk.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-portals.html',
  ],
  asOf: '2026-11',
});
