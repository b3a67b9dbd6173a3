import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'resource-policy',
  title: 'Resource policy',
  chapter: 'API Gateway',
  what: 'A resource policy says who may call a REST API at all: which accounts, addresses or private networks.',
  facts: [
    'Its conditions look at the address (`aws:SourceIp`), the private network (`aws:SourceVpc`, `aws:SourceVpce`) or the organization (`aws:PrincipalOrgID`).',
    'A private API needs one: without it no deployment is made, and no call gets through.',
    'With `AWS_IAM`, an `Allow` in the policy is enough for callers of the same account; those of others need one on their own side too.',
    'It takes effect only with the next deployment of the API.',
    'It has at most 8,192 characters; more by quota.',
    'HTTP and WebSocket APIs have none.',
  ],
  elsewhere: 'security groups, which know addresses and networks but no accounts.',
  written: {
    cfn: ['AWS::ApiGateway::RestApi.Policy', 'AWS::ApiGateway::RestApi.Body.x-amazon-apigateway-policy'],
    sam: [
      'AWS::Serverless::Api.Policy',
      'AWS::Serverless::Api.Auth.ResourcePolicy',
      'AWS::Serverless::Api.DefinitionBody.x-amazon-apigateway-policy',
      'AWS::Serverless::Function.Events.*.Properties.Auth.ResourcePolicy',
    ],
    tf: [
      'aws_api_gateway_rest_api.policy',
      'aws_api_gateway_rest_api_policy',
      'aws_api_gateway_rest_api_policy.policy',
    ],
    cdk: ['RestApi.policy'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html',
  ],
  asOf: '2026-11',
});
