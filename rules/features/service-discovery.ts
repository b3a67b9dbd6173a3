import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'service-discovery',
  title: 'Service discovery / Cloud Map',
  chapter: 'Application Load Balancer: network, scale and price',
  what: 'Cloud Map is a directory in which services are found by name; ECS can write the addresses of its tasks there.',
  facts: [
    'Behind a load balancer it is seldom needed: the load balancer’s name is the one that stays.',
    'An HTTP API can call a Cloud Map service without a load balancer: through a VPC link, with the ARN of the service as integration. It asks Cloud Map for the instances (`DiscoverInstances`).',
    'There the health checks, sticky sessions and access logs of a load balancer are missing.',
    'An ECS service takes one registry, in `ServiceRegistries`.',
  ],
  elsewhere: 'an HTTP API finds the instances of a Cloud Map service by itself.',
  compared: {
    topic: 'service discovery',
    alb: 'targets are registered; the load balancer is the name that stays',
    apiGateway: 'HTTP API: AWS Cloud Map, by a VPC link',
  },
  written: {
    cfn: ['AWS::ECS::Service.ServiceRegistries', 'AWS::ServiceDiscovery::Service'],
    tf: ['aws_ecs_service.service_registries', 'aws_service_discovery_service'],
    cdk: ['FargateService.cloudMapOptions', 'HttpServiceDiscoveryIntegration'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html',
  ],
  asOf: '2026-11',
});
