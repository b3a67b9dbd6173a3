import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'redirect-and-fixed-response',
  title: 'Redirect / fixed response',
  chapter: 'Application Load Balancer: protocols and routing',
  what: 'The load balancer can answer by itself: send a client to another address, or return a short text, without asking any target.',
  facts: [
    'A redirect is `HTTP_301` (for good) or `HTTP_302` (for now). The parts of the address that are not set stay as they were (`#{host}`, `#{path}`, `#{query}` …).',
    'Protocol, host, port or path must change: the same address again would be a loop. From HTTPS to HTTP is refused.',
    'The most common one: a listener on port 80 sends everybody to HTTPS on 443.',
    'A fixed answer has a code of 2xx, 4xx or 5xx and up to 1,024 characters of text, HTML, CSS, JavaScript or JSON.',
    'A rule has exactly one of forward, redirect and fixed response, as its last action.',
  ],
  elsewhere: 'mock integrations and gateway responses; no redirect to HTTPS is needed, as nothing else is open.',
  cost: 'no more than any request: no target has to run for it.',
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::Listener.DefaultActions.RedirectConfig',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Actions.RedirectConfig',
      'AWS::ElasticLoadBalancingV2::Listener.DefaultActions.FixedResponseConfig',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Actions.FixedResponseConfig',
      'AWS::ElasticLoadBalancingV2::Listener.DefaultActions.Type=redirect',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Actions.Type=redirect',
      'AWS::ElasticLoadBalancingV2::Listener.DefaultActions.Type=fixed-response',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Actions.Type=fixed-response',
    ],
    tf: [
      'aws_lb_listener.default_action.redirect',
      'aws_lb_listener_rule.action.redirect',
      'aws_lb_listener.default_action.fixed_response',
      'aws_lb_listener_rule.action.fixed_response',
      'aws_lb_listener.default_action.type=redirect',
      'aws_lb_listener_rule.action.type=redirect',
      'aws_lb_listener.default_action.type=fixed-response',
      'aws_lb_listener_rule.action.type=fixed-response',
    ],
    cdk: ['ListenerAction.redirect', 'ListenerAction.fixedResponse', 'ApplicationLoadBalancer.addRedirect'],
  },
  rules: ['alb-listener-http-not-redirected'],
  sources: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html'],
  asOf: '2026-11',
});
