import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'cross-account-region',
  title: 'Cross-account / Region',
  chapter: 'API Gateway',
  what: 'An API can call a Lambda function, or ask an authorizer, that lives in another AWS account or Region.',
  facts: [
    'The address of the integration names the Region and the account of what is called.',
    'The function itself has to allow the call: a permission on its side, for `apigateway.amazonaws.com` and the ARN of the API.',
    'A permission without `SourceArn` lets every API of every account call.',
    'A VPC link does not reach across accounts: link and load balancer belong to the account of the API.',
  ],
  elsewhere: 'a Lambda target has to be of the same account and Region.',
  written: {
    cfn: [
      'AWS::ApiGateway::Authorizer.AuthorizerUri',
      'AWS::ApiGatewayV2::Authorizer.AuthorizerUri',
      'AWS::Lambda::Permission.SourceArn',
      'AWS::Lambda::Permission.SourceAccount',
    ],
    tf: [
      'aws_api_gateway_authorizer.authorizer_uri',
      'aws_apigatewayv2_authorizer.authorizer_uri',
      'aws_lambda_permission.source_arn',
      'aws_lambda_permission.source_account',
    ],
    cdk: ['Function.fromFunctionAttributes', 'Function.addPermission'],
  },
  rules: ['lambda-permission-missing'],
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-cross-account-lambda-integrations.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-lambda-authorizer-cross-account-lambda-authorizer.html',
  ],
  asOf: '2026-11',
});
