import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'rate-limiting',
  title: 'Rate limiting',
  chapter: 'Application Load Balancer: security',
  what: 'A rate-based rule of AWS WAF stops clients that send too many requests in a short time; a load balancer has no such limit of its own.',
  facts: [
    'You say how many requests (`Limit`, 10 or more) one client may send within 60, 120, 300 (the default) or 600 seconds: 2,000 in 300 seconds are not quite 7 a second.',
    '`AggregateKeyType` says what one client is: an address (`IP`); an address in a header (`FORWARDED_IP`), behind CloudFront or a proxy, whose own addresses would be counted otherwise; up to five things of your own, such as a header or a cookie (`CUSTOM_KEYS`). `CONSTANT` counts all requests together.',
    'It usually reacts after 30 to 50 seconds, at times after minutes, and counts roughly: good against floods, no exact quota.',
    'Its action can be anything but `Allow`, mostly `Block`: the client gets a 403 (Forbidden) until it sends fewer requests.',
    'Only the requests that fit `ScopeDownStatement` count, such as those for a sign-in page. The statement itself cannot stand within `And`, `Or` or `Not`.',
  ],
  elsewhere: 'limits of its own per account, stage, method and usage plan: who exceeds them gets a 429 at once.',
  cost: 'a rule of the web ACL, about 1 USD a month, beside the 0.60 USD per million requests.',
  written: {
    cfn: [
      'AWS::WAFv2::WebACL.Rules.Statement.RateBasedStatement',
      'AWS::WAFv2::RuleGroup.Rules.Statement.RateBasedStatement',
    ],
    tf: [
      'aws_wafv2_web_acl.rule.statement.rate_based_statement',
      'aws_wafv2_rule_group.rule.statement.rate_based_statement',
    ],
    cdk: ['CfnWebACL.rules'],
  },
  rules: ['web-acl-without-rate-limit'],
  sources: ['https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html'],
  asOf: '2026-11',
});
