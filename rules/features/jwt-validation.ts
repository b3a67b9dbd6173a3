import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'jwt-validation',
  title: 'JWT validation',
  chapter: 'Application Load Balancer: security',
  what: 'The load balancer checks the signed token (JWT) that a program sends along, and refuses the request when it is not valid.',
  facts: [
    'HTTPS listeners only, as an action before the forwarding.',
    'It is for calls between programs: nobody is sent to a sign-in page.',
    'The signature, `iss` and `exp` are always checked, `nbf` and `iat` where they are there, and up to ten claims more.',
    '`Issuer` and `JwksEndpoint` (where the provider publishes its keys) are required, with at most 256 characters each.',
    'Tokens are signed with RS256; the list of keys has at most 10 keys and 150 KB.',
  ],
  elsewhere: 'the JWT authorizer of an HTTP API, and since November 2026 of a REST API, too.',
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::Listener.DefaultActions.JwtValidationConfig',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Actions.JwtValidationConfig',
      'AWS::ElasticLoadBalancingV2::Listener.DefaultActions.Type=jwt-validation',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Actions.Type=jwt-validation',
    ],
    tf: [
      'aws_lb_listener.default_action.jwt_validation',
      'aws_lb_listener_rule.action.jwt_validation',
      'aws_lb_listener.default_action.type=jwt-validation',
      'aws_lb_listener_rule.action.type=jwt-validation',
    ],
    cdk: ['ListenerAction.authenticateJwt'],
  },
  rules: [],
  sources: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-verify-jwt.html'],
  asOf: '2026-11',
});
