import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'api-gateway-ddos-protection',
  title: 'DDoS protection',
  chapter: 'API Gateway',
  what: 'AWS wards off attacks that flood an API with traffic from many places; what looks like real requests is left to limits and to AWS WAF.',
  facts: [
    'AWS Shield Standard is on for every API, with nothing to set.',
    'Throttling keeps a flood away from the backend; without limits of its own a stage uses up what all APIs of the account share.',
    'A web ACL of AWS WAF can stand on a stage of a REST API, and is asked before any authorization.',
    'HTTP and WebSocket APIs cannot have one: only a CloudFront distribution in front of them can.',
    'AWS WAF reads the first 16 KB of a body, up to 64 KB for a fee.',
  ],
  elsewhere: 'has Shield Standard and AWS WAF too, but no throttling of its own.',
  cost: 'Shield Standard is free; AWS WAF is about 5 USD a month for a web ACL, 1 for each rule in it, and 0.60 for a million requests.',
  written: {
    cfn: ['AWS::WAFv2::WebACLAssociation.ResourceArn'],
    tf: ['aws_wafv2_web_acl_association.resource_arn'],
    cdk: ['CfnWebACLAssociation.resourceArn'],
  },
  rules: ['apigw-stage-without-waf', 'apigw-stage-without-throttling', 'web-acl-without-rate-limit'],
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html',
    'https://docs.aws.amazon.com/waf/latest/developerguide/ddos-overview.html',
  ],
  asOf: '2026-11',
});
