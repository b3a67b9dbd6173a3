import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'jwt-validation',
  title: 'JWT validation',
  chapter: 'Application Load Balancer: security',
  what: 'The load balancer checks the signed token (JWT) that a program sends along, and refuses the request when it is not valid.',
  facts: [
    'It works on HTTPS listeners only, as an action before the one that forwards.',
    'It is for calls between programs: nobody is sent to a sign-in page; a program without a token is refused.',
    'A token says who has issued it (`iss`) and until when it holds (`exp`): both are always checked, and the signature. So are the times from when it holds (`nbf`) and when it was made (`iat`), where it has them, and up to ten more of its statements (claims), which you name.',
    'You have to say who issues the tokens (`Issuer`), and the address where that publishes the keys to check signatures with (`JwksEndpoint`); at most 256 characters each.',
    'Tokens have to be signed with RS256 (RSA and SHA-256); the list of keys has at most 10 keys and 150 KB.',
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
