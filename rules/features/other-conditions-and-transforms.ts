import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'other-conditions-and-transforms',
  title: 'Other conditions and transforms',
  chapter: 'Application Load Balancer: protocols and routing',
  what: 'Rules of a listener can also look at headers, the method, the query and the client’s address, and rewrite host or path before they forward.',
  facts: [
    '`http-header` and `query-string` may stand in a rule several times, `http-request-method` and `source-ip` once.',
    'Headers and queries are compared without regard to case, with `*` and `?`; a method must be equal to the letter.',
    '`source-ip` is the address that the connection comes from, as a CIDR block: `X-Forwarded-For` does not count. Behind CloudFront or a proxy that is the proxy’s address.',
    'The `Host` header is matched by `host-header`, not by `http-header`.',
    'A rule has at most one `url-rewrite` (path and query) and one `host-header-rewrite`: a regular expression and what takes its place, 1,024 characters each.',
    'Rewriting comes after the choice of the rule and does not change it; the default rule of a listener cannot rewrite.',
  ],
  elsewhere:
    'routes by method and path only; REST APIs rewrite whole bodies by templates (VTL), HTTP APIs map single parameters.',
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::ListenerRule.Conditions[Field=http-header]',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Conditions[Field=http-request-method]',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Conditions[Field=query-string]',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Conditions[Field=source-ip]',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Conditions.HttpHeaderConfig',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Conditions.HttpRequestMethodConfig',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Conditions.QueryStringConfig',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Conditions.SourceIpConfig',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Transforms',
    ],
    tf: [
      'aws_lb_listener_rule.condition.http_header',
      'aws_lb_listener_rule.condition.http_request_method',
      'aws_lb_listener_rule.condition.query_string',
      'aws_lb_listener_rule.condition.source_ip',
      'aws_lb_listener_rule.transform',
    ],
    cdk: [
      'ListenerCondition.httpHeader',
      'ListenerCondition.httpRequestMethods',
      'ListenerCondition.queryStrings',
      'ListenerCondition.sourceIps',
      'CfnListenerRule.transforms',
    ],
  },
  rules: ['listener-rule-priority-invalid'],
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-transforms.html',
  ],
  asOf: '2026-11',
});
