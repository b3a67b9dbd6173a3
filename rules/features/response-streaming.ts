import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'response-streaming',
  title: 'Response streaming',
  chapter: 'API Gateway',
  what: 'API Gateway passes an answer on piece by piece while the backend still makes it, instead of waiting for all of it.',
  facts: [
    '`BUFFERED` is the default: the client gets nothing before the answer is complete. `STREAM` switches streaming on.',
    'Only REST APIs have it, with `AWS_PROXY` and `HTTP_PROXY` integrations; only the answer is streamed, never the request.',
    'A stream may take 15 minutes; it ends after 5 minutes without data, on an edge-optimized API after 30 seconds.',
    'It may be larger than 10 MB: what comes after the first 10 MB goes at 2 MB per second at most.',
    'A streamed answer is neither cached nor compressed nor mapped by a template.',
    'A function must write a stream itself, and may run on after the client has gone.',
    'In SAM the word is `ResponseTransferMode: RESPONSE_STREAM` on the `Api` event.',
  ],
  elsewhere:
    'passes answers of instances and addresses on as they come; that of a Lambda function only when it is complete, up to 1 MB.',
  cost: 'each 10 MB of a streamed answer counts as a call.',
  written: {
    cfn: [
      'AWS::ApiGateway::Method.Integration.ResponseTransferMode',
      'AWS::ApiGateway::RestApi.Body.paths.*.*.x-amazon-apigateway-integration.responseTransferMode',
    ],
    sam: [
      'AWS::Serverless::Function.Events.*.Properties.ResponseTransferMode',
      'AWS::Serverless::Api.DefinitionBody.paths.*.*.x-amazon-apigateway-integration.responseTransferMode',
    ],
    tf: ['aws_api_gateway_integration.response_transfer_mode'],
    cdk: ['LambdaIntegration.responseTransferMode'],
  },
  rules: ['lambda-timeout-exceeds-apigw'],
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html'],
  asOf: '2026-11',
});
