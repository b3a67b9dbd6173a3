import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'payload-limits',
  title: 'Payload limits',
  chapter: 'API Gateway',
  what: 'API Gateway takes requests and answers only up to a size, and a REST API takes every body for text unless it is told otherwise.',
  facts: [
    'A request or an answer has at most 10 MB; no quota raises it. Only a streamed answer may be larger.',
    'Behind it a Lambda function takes and gives 6 MB; binary data grows by a third on its way there, for it travels as Base64.',
    'A WebSocket message has at most 128 KB, in frames of 32 KB.',
    'All headers together have at most 10,240 bytes; 8,000 on a private REST API.',
    'Images and the like survive a REST API only if `BinaryMediaTypes` names their type. In CloudFormation and SAM the slash is written `~1`: `image~1png`.',
    '`MinimumCompressionSize` compresses answers from that size on: 0 to 10,485,760 bytes; left out, none.',
  ],
  elsewhere: 'sets no limit on bodies, except 1 MB each way for a Lambda function.',
  cost: 'HTTP APIs count every 512 KB as a call of its own.',
  written: {
    cfn: [
      'AWS::ApiGateway::RestApi.BinaryMediaTypes',
      'AWS::ApiGateway::RestApi.MinimumCompressionSize',
      'AWS::ApiGateway::RestApi.Body.x-amazon-apigateway-binary-media-types',
      'AWS::ApiGateway::RestApi.Body.x-amazon-apigateway-minimum-compression-size',
      'AWS::ApiGateway::Method.Integration.ContentHandling',
      'AWS::ApiGatewayV2::Integration.ContentHandlingStrategy',
    ],
    sam: [
      'AWS::Serverless::Api.BinaryMediaTypes',
      'AWS::Serverless::Api.MinimumCompressionSize',
      'AWS::Serverless::Api.DefinitionBody.x-amazon-apigateway-binary-media-types',
    ],
    tf: [
      'aws_api_gateway_rest_api.binary_media_types',
      'aws_api_gateway_rest_api.minimum_compression_size',
      'aws_api_gateway_integration.content_handling',
      'aws_apigatewayv2_integration.content_handling_strategy',
    ],
    cdk: ['RestApi.binaryMediaTypes', 'RestApi.minCompressionSize', 'AwsIntegration.options.contentHandling'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
  ],
  asOf: '2026-11',
});
