import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'endpoint-types',
  title: 'Endpoint types',
  chapter: 'API Gateway',
  what: 'The endpoint type says where a REST API is entered: close to clients all over the world, in its own Region, or from private networks only.',
  facts: [
    '`EDGE`, the default, lets requests enter AWS’s network near the client, by way of CloudFront: good for callers all over the world. `REGIONAL` leads straight to the Region: good for callers in it, or for a CloudFront of your own. `PRIVATE` can be called only from private networks (VPCs), through interface endpoints in them, and not from the internet.',
    'An edge-optimized API (`EDGE`) cannot give its backend more than 29 seconds; its CloudFront distribution is AWS’s own, and you can set nothing in it.',
    'A private API needs a resource policy, a list of who may call it: without one nobody can.',
    'The type can be changed later, except from private to edge-optimized.',
    '`IpAddressType` is `ipv4`, or `dualstack` for clients that come by IPv6 as well; private APIs are `dualstack` only.',
    'In a Region there may be 600 Regional, 600 private and 120 edge-optimized APIs.',
    'HTTP and WebSocket APIs are always Regional.',
  ],
  elsewhere: 'has a scheme, internet-facing or internal.',
  written: {
    cfn: [
      'AWS::ApiGateway::RestApi.EndpointConfiguration',
      'AWS::ApiGateway::RestApi.EndpointConfiguration.Types',
      'AWS::ApiGateway::RestApi.EndpointConfiguration.IpAddressType',
      'AWS::ApiGateway::DomainName.EndpointConfiguration',
      'AWS::ApiGateway::DomainName.EndpointConfiguration.Types',
      'AWS::ApiGatewayV2::Api.IpAddressType',
    ],
    sam: [
      'AWS::Serverless::Api.EndpointConfiguration',
      'AWS::Serverless::Api.EndpointConfiguration.Type',
      'AWS::Serverless::WebSocketApi.IpAddressType',
    ],
    tf: [
      'aws_api_gateway_rest_api.endpoint_configuration',
      'aws_api_gateway_rest_api.endpoint_configuration.types',
      'aws_api_gateway_rest_api.endpoint_configuration.ip_address_type',
      'aws_api_gateway_domain_name.endpoint_configuration',
      'aws_api_gateway_domain_name.endpoint_configuration.types',
      'aws_apigatewayv2_api.ip_address_type',
    ],
    cdk: ['RestApi.endpointTypes', 'RestApi.endpointConfiguration', 'HttpApi.ipAddressType'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-api-migration.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
  ],
  asOf: '2026-11',
});
