import {
  flag,
  list,
  nested,
  number,
  pointing,
  type Read,
  type Row,
  ref,
  refAny,
  resource,
  text,
} from '../kit/index.ts';

const cfn = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';
const guide = 'https://docs.aws.amazon.com/waf/latest/developerguide';

const managedGroup = {
  vendor: text({
    cfn: 'VendorName',
    tf: 'vendor_name',
    about: 'Who wrote the group: AWS or a seller of the Marketplace.',
  }),
  groupName: text({ cfn: 'Name', tf: 'name', about: 'Name of the managed rule group.' }),
  configs: list(
    {
      inspectionLevel: text({
        cfn: 'AWSManagedRulesBotControlRuleSet.InspectionLevel',
        tf: 'aws_managed_rules_bot_control_rule_set.inspection_level',
        about: 'TARGETED also limits the rate of bots; COMMON only recognises them.',
        oneOf: ['COMMON', 'TARGETED'],
        values: {
          COMMON: 'Recognises bots that say what they are, and the plain ones that do not.',
          TARGETED: 'Also watches how clients behave, and limits the rate of bots that hide. Costs more.',
        },
      }),
    },
    {
      cfn: 'ManagedRuleGroupConfigs',
      tf: 'managed_rule_group_configs',
      about: 'Settings of the managed rule group.',
    },
  ),
};

const ownGroup = { group: ref('RuleGroup', { cfn: 'Arn', tf: 'arn', about: 'The rule group.' }) };

const statement = {
  rateBased: nested(
    {
      limit: number({
        cfn: 'Limit',
        tf: 'limit',
        unit: 'requests',
        about: 'Requests within the window above which the rule acts.',
        range: [10, 2_000_000_000],
      }),
      aggregateKeyType: text({
        cfn: 'AggregateKeyType',
        tf: 'aggregate_key_type',
        about: 'What is counted together: the address, the forwarded address, keys of your own, or everything.',
        oneOf: ['IP', 'FORWARDED_IP', 'CUSTOM_KEYS', 'CONSTANT'],
        values: {
          IP: 'Counts by the address that the connection comes from.',
          FORWARDED_IP: 'Counts by the address in a header such as `X-Forwarded-For`: behind a proxy or a CDN.',
          CUSTOM_KEYS: 'Counts by keys of your own: a header, a cookie, the path, …',
          CONSTANT: 'Counts all requests together; a statement inside says which ones.',
        },
        defaultIn: { tf: 'IP' },
      }),
      forwarded: nested(
        {
          header: text({
            cfn: 'HeaderName',
            tf: 'header_name',
            about: 'Header that holds the address, such as X-Forwarded-For.',
          }),
          fallback: text({
            cfn: 'FallbackBehavior',
            tf: 'fallback_behavior',
            about: 'What a request with no valid address in the header counts as.',
            oneOf: ['MATCH', 'NO_MATCH'],
            values: {
              MATCH: 'The rule acts on the request, as if it were over the limit.',
              NO_MATCH: 'The rule lets the request go on.',
            },
          }),
        },
        {
          cfn: 'ForwardedIPConfig',
          tf: 'forwarded_ip_config',
          about: 'Where the address of the client stands when something is in front.',
        },
      ),
      windowSeconds: number({
        cfn: 'EvaluationWindowSec',
        tf: 'evaluation_window_sec',
        unit: 'seconds',
        about: 'How far back requests are counted: 60, 120, 300 or 600.',
        default: 300,
      }),
    },
    {
      cfn: 'RateBasedStatement',
      tf: 'rate_based_statement',
      about:
        'Acts on whoever sends more requests than the limit. Checked about every ten seconds, so it is approximate.',
      doc: `${guide}/waf-rule-statement-type-rate-based.html`,
    },
  ),
  managedGroup: nested(managedGroup, {
    cfn: 'ManagedRuleGroupStatement',
    tf: 'managed_rule_group_statement',
    about: 'Rules that somebody else keeps up to date. They judge what a request holds, not how many come.',
    doc: `${guide}/aws-managed-rule-groups.html`,
  }),
  ownGroup: nested(ownGroup, {
    cfn: 'RuleGroupReferenceStatement',
    tf: 'rule_group_reference_statement',
    about: 'Rules of a rule group of your own.',
  }),
};

const visibility = {
  sampled: flag({
    cfn: 'SampledRequestsEnabled',
    tf: 'sampled_requests_enabled',
    about: 'Whether samples of the requests are kept for three hours.',
    values: {
      true: 'The console of AWS WAF shows samples of what was matched in the last three hours.',
      false: 'No sample is kept: of what was matched, only the numbers are known, if they are counted.',
    },
  }),
  metrics: flag({
    cfn: 'CloudWatchMetricsEnabled',
    tf: 'cloudwatch_metrics_enabled',
    about: 'Whether CloudWatch counts what is matched.',
    values: {
      true: 'CloudWatch has a metric of what was matched, to draw and to alarm on.',
      false: 'Nobody counts what was matched, so a rule that refuses too much goes unnoticed.',
    },
  }),
  metricName: text({
    cfn: 'MetricName',
    tf: 'metric_name',
    about: 'Name of the metric: letters, digits, `-` and `_`.',
  }),
};

const rule = {
  ruleName: text({ cfn: 'Name', tf: 'name', about: 'Name of the rule, unique in its web ACL.' }),
  priority: number({
    cfn: 'Priority',
    tf: 'priority',
    about: 'Rules are tried from the lowest number on; each number once.',
  }),
  statement: nested(statement, { cfn: 'Statement', tf: 'statement', about: 'What the rule looks for.' }),
  action: nested(
    {
      block: nested({}, { cfn: 'Block', tf: 'block', about: 'The request is refused with 403.' }),
      count: nested({}, { cfn: 'Count', tf: 'count', about: 'The request is counted and goes on.' }),
    },
    {
      cfn: 'Action',
      tf: 'action',
      about: 'What happens to a request that matches. A rule group has OverrideAction instead.',
    },
  ),
  override: nested(
    {
      none: nested({}, { cfn: 'None', tf: 'none', about: 'The group acts as its rules say.' }),
      count: nested({}, { cfn: 'Count', tf: 'count', about: 'What the group matches is counted and goes on.' }),
    },
    { cfn: 'OverrideAction', tf: 'override_action', about: 'What a rule group does instead of Action.' },
  ),
  visibility: nested(visibility, {
    cfn: 'VisibilityConfig',
    tf: 'visibility_config',
    about: 'What can be seen of the rule afterwards.',
  }),
};
export interface WafRule extends Read<typeof rule> {}

const groupApart = {
  managedGroup: nested(managedGroup, { tf: 'managed_rule_group', about: 'Rules that somebody else keeps up to date.' }),
  ownGroup: nested(ownGroup, { tf: 'rule_group_reference', about: 'Rules of a rule group of your own.' }),
};
export interface WafGroups extends Read<typeof groupApart> {}

export const WebAcl = resource('WebAcl', {
  noun: 'web ACL',
  about: 'Rules of AWS WAF that judge requests before they reach a load balancer, a REST API stage or a distribution.',
  doc: `${cfn}/aws-resource-wafv2-webacl.html`,
  forms: [
    { type: 'AWS::WAFv2::WebACL', dialect: 'cfn' },
    { type: 'aws_wafv2_web_acl', dialect: 'tf', identity: ['arn'] },
  ],
  identity: ['Arn'],
  properties: {
    /** Required until the spring of 2025: https://github.com/hashicorp/terraform-provider-aws/pull/40889 */
    namedAfter: refAny(['LoadBalancer', 'Stage'], {
      tf: 'name',
      named: 'uniqueName',
      about: 'Name of the web ACL, unique in its scope: letters, digits, `-` and `_`.',
    }),
    scope: text({
      cfn: 'Scope',
      tf: 'scope',
      about: 'REGIONAL for load balancers and REST API stages, CLOUDFRONT (in us-east-1) for distributions.',
      oneOf: ['REGIONAL', 'CLOUDFRONT'],
      values: {
        REGIONAL: 'For load balancers, stages of REST APIs and other resources of one Region.',
        CLOUDFRONT: 'For CloudFront distributions. It must be made in us-east-1.',
      },
    }),
    defaultAction: nested(
      {
        allow: nested({}, { cfn: 'Allow', tf: 'allow', about: 'It goes on.' }),
        block: nested({}, { cfn: 'Block', tf: 'block', about: 'It is refused.' }),
      },
      { cfn: 'DefaultAction', tf: 'default_action', about: 'What happens to a request that no rule ends.' },
    ),
    visibility: nested(visibility, {
      cfn: 'VisibilityConfig',
      tf: 'visibility_config',
      about: 'What can be seen of the web ACL afterwards.',
    }),
    rules: list(rule, { cfn: 'Rules', tf: 'rule', about: 'The rules, by priority.', doc: `${guide}/waf-rules.html` }),
    rulesApart: list(rule, { tf: '<WebAclRule.webAcl>', about: 'Rules in resources of their own.' }),
    groupsApart: list(groupApart, { tf: '<WebAclRuleGroup.webAcl>', about: 'Rule groups in resources of their own.' }),
    /** The rules in AWS's JSON, in place of all that Terraform has words for. */
    rulesAsJson: text({ tf: 'rule_json', about: 'All rules as one text of JSON, in the words of the API of WAF.' }),
    associations: pointing('WebAclAssociation', 'webAcl'),
  },
});
export interface WebAcl extends Row<typeof WebAcl> {}

const ofAcl = { webAcl: ref('WebAcl', { tf: 'web_acl_arn', about: 'The web ACL that it is a part of.' }) };

/** Terraform can have each rule apart from its web ACL, since version 6 of the provider. */
export const WebAclRule = resource('WebAclRule', {
  noun: 'rule of a web ACL',
  about: 'One rule of a web ACL.',
  doc: `${guide}/waf-rules.html`,
  forms: [{ type: 'aws_wafv2_web_acl_rule', dialect: 'tf' }],
  identity: ['id'],
  properties: { ...ofAcl, ...rule },
});
export interface WebAclRule extends Row<typeof WebAclRule> {}

export const WebAclRuleGroup = resource('WebAclRuleGroup', {
  noun: 'rule group of a web ACL',
  about: 'One rule of a web ACL, which hands on to a rule group.',
  doc: `${guide}/waf-rule-groups.html`,
  forms: [{ type: 'aws_wafv2_web_acl_rule_group_association', dialect: 'tf' }],
  identity: ['id'],
  properties: { ...ofAcl, ...groupApart },
});
export interface WebAclRuleGroup extends Row<typeof WebAclRuleGroup> {}

export const RuleGroup = resource('RuleGroup', {
  noun: 'rule group',
  about: 'Rules that several web ACLs can share.',
  doc: `${cfn}/aws-resource-wafv2-rulegroup.html`,
  forms: [
    { type: 'AWS::WAFv2::RuleGroup', dialect: 'cfn' },
    { type: 'aws_wafv2_rule_group', dialect: 'tf', identity: ['arn'] },
  ],
  identity: ['Arn'],
  properties: {
    rules: list(rule, { cfn: 'Rules', tf: 'rule', about: 'The rules, by priority.' }),
    rulesAsJson: text({ tf: 'rules_json', about: 'All rules as one text of JSON, in the words of the API of WAF.' }),
  },
});
export interface RuleGroup extends Row<typeof RuleGroup> {}

export const WebAclAssociation = resource('WebAclAssociation', {
  noun: 'web ACL association',
  about: 'Puts a web ACL in front of one resource. A resource has one web ACL at most.',
  doc: `${cfn}/aws-resource-wafv2-webaclassociation.html`,
  forms: [
    { type: 'AWS::WAFv2::WebACLAssociation', dialect: 'cfn' },
    { type: 'AWS::WAFRegional::WebACLAssociation', dialect: 'wafRegional' },
    { type: 'aws_wafv2_web_acl_association', dialect: 'tf', identity: ['id'] },
    { type: 'aws_wafregional_web_acl_association', dialect: 'tfWafRegional', identity: ['id'] },
  ],
  identity: [],
  properties: {
    resource: refAny(['LoadBalancer', 'Stage'], {
      cfn: 'ResourceArn',
      wafRegional: 'ResourceArn',
      tf: 'resource_arn',
      tfWafRegional: 'resource_arn',
      about:
        'ARN of the load balancer, REST API stage or other resource that is protected. HTTP and WebSocket APIs cannot be.',
    }),
    webAcl: ref('WebAcl', { cfn: 'WebACLArn', tf: 'web_acl_arn', about: 'ARN of the web ACL, of scope REGIONAL.' }),
  },
});
export interface WebAclAssociation extends Row<typeof WebAclAssociation> {}

declare module '../kit/schema.ts' {
  interface Rows {
    WebAcl: WebAcl;
    WebAclRule: WebAclRule;
    WebAclRuleGroup: WebAclRuleGroup;
    RuleGroup: RuleGroup;
    WebAclAssociation: WebAclAssociation;
  }
}
