import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'privatelink',
  title: 'PrivateLink',
  chapter: 'Application Load Balancer: network, scale and price',
  what: 'PrivateLink offers a service to other VPCs and accounts by a private address in their own network, without the internet.',
  facts: [
    'An endpoint service needs a Network Load Balancer; an Application Load Balancer stands behind it, as the target of a group of type `alb`.',
    'The other side makes an interface endpoint in its subnets; the networks may even use the same addresses.',
    'With `AcceptanceRequired` you accept each new endpoint by hand before it works.',
    'What stands behind sees the Network Load Balancer’s addresses as clients, not those of the other side.',
  ],
  elsewhere: 'a private REST API is reached by AWS’s own endpoint, `execute-api`.',
  cost: 'the side that calls pays for its endpoint, by the hour, zone and GB; the side that offers for its load balancers.',
  written: {
    cfn: ['AWS::EC2::VPCEndpointService'],
    tf: ['aws_vpc_endpoint_service'],
    cdk: ['VpcEndpointService'],
  },
  rules: [],
  sources: ['https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html'],
  asOf: '2026-11',
});
