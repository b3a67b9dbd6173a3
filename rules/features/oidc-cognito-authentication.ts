import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'oidc-cognito-authentication',
  title: 'OIDC / Cognito authentication',
  chapter: 'Application Load Balancer: security',
  what: 'The load balancer lets people sign in, with a Cognito user pool or any OpenID Connect provider, before a request reaches a target.',
  facts: [
    'HTTPS listeners only, as an action before the forwarding.',
    'It is made for browsers: who is not signed in is sent to the provider, and comes back with a session cookie, good for seven days by default.',
    '`OnUnauthenticatedRequest` is `authenticate` by default; `deny` answers 401, `allow` lets the request through without a user.',
    'For an OIDC provider you write its issuer, a client id and secret, and its addresses for authorization, token and user info.',
    'The load balancer must reach the provider by IPv4 on port 443; without a public IPv4 address the sign-in ends in a 500.',
    'The client secret belongs in Secrets Manager, not in the template.',
  ],
  elsewhere:
    'signed requests (IAM), Lambda authorizers, Cognito user pools (REST) and JWTs; no sign-in page. An API key tells who calls, it does not authenticate.',
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::Listener.DefaultActions.AuthenticateOidcConfig',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Actions.AuthenticateOidcConfig',
      'AWS::ElasticLoadBalancingV2::Listener.DefaultActions.AuthenticateCognitoConfig',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Actions.AuthenticateCognitoConfig',
      'AWS::ElasticLoadBalancingV2::Listener.DefaultActions.Type=authenticate-oidc',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Actions.Type=authenticate-oidc',
      'AWS::ElasticLoadBalancingV2::Listener.DefaultActions.Type=authenticate-cognito',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Actions.Type=authenticate-cognito',
    ],
    tf: [
      'aws_lb_listener.default_action.authenticate_oidc',
      'aws_lb_listener_rule.action.authenticate_oidc',
      'aws_lb_listener.default_action.authenticate_cognito',
      'aws_lb_listener_rule.action.authenticate_cognito',
      'aws_lb_listener.default_action.type=authenticate-oidc',
      'aws_lb_listener_rule.action.type=authenticate-oidc',
      'aws_lb_listener.default_action.type=authenticate-cognito',
      'aws_lb_listener_rule.action.type=authenticate-cognito',
    ],
    cdk: ['ListenerAction.authenticateOidc', 'AuthenticateCognitoAction'],
  },
  rules: [],
  sources: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html'],
  asOf: '2026-11',
});
