import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'path-based-routing',
  title: 'Path-based routing',
  chapter: 'Application Load Balancer: protocols and routing',
  what: 'A rule of a listener sends requests for some paths to a target group of their own.',
  facts: [
    'The path is compared as it is written, upper and lower case differ; `*` is any text, `?` any one character. The query does not count.',
    'A pattern has at most 128 characters. A rule has at most five values and six wildcards, over all its conditions.',
    'Rules are tried by priority, 1 to 50,000: the lowest number that fits wins. What no rule takes goes to the default action.',
    'A load balancer has 100 rules, besides the default ones; more by quota.',
  ],
  elsewhere:
    'a tree of resources (REST) or route keys such as `GET /orders/{id}` (HTTP API): the most specific one wins, without priorities.',
  cost: 'a load balancer evaluates ten rules of a request for nothing; those beyond count towards its LCUs.',
  compared: {
    topic: 'routing',
    alb: 'rules on path, host, header, method, query and source address',
    apiGateway: 'method and path, each with an integration of its own',
  },
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::ListenerRule.Conditions[Field=path-pattern]',
      'AWS::ElasticLoadBalancingV2::ListenerRule.Conditions.PathPatternConfig',
    ],
    tf: ['aws_lb_listener_rule.condition.path_pattern'],
    cdk: ['ListenerCondition.pathPatterns'],
  },
  rules: ['listener-rule-priority-invalid'],
  sources: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html'],
  asOf: '2026-11',
});
