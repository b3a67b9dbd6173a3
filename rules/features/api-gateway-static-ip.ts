import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'api-gateway-static-ip',
  title: 'Static IP',
  chapter: 'API Gateway',
  what: 'A public API has no fixed IP address: its name leads to addresses of AWS that change, with or without a domain of your own.',
  facts: [
    'Whoever lets only known addresses through a firewall has to allow the name, or all ranges that AWS publishes.',
    'A private API is reached at interface endpoints, whose addresses in your network stay the same.',
    'Calls through a VPC link come from your own subnets; those to public backends come from addresses of AWS that change.',
  ],
  elsewhere:
    'has none either, but AWS Global Accelerator or a Network Load Balancer in front of it gives it fixed ones.',
  written: {
    cfn: ['AWS::ApiGateway::DomainName', 'AWS::ApiGatewayV2::DomainName'],
    tf: ['aws_api_gateway_domain_name', 'aws_apigatewayv2_domain_name'],
    cdk: ['apigateway.DomainName', 'apigatewayv2.DomainName'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/aws-ip-ranges.html',
  ],
  asOf: '2026-11',
});
