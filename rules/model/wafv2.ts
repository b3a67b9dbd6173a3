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

const statement = {
  rateBased: nested(
    {
      limit: number({
        cfn: 'Limit',
        unit: 'requests',
        about: 'Requests within the window above which the rule acts.',
        range: [10, 2_000_000_000],
      }),
      aggregateKeyType: text({
        cfn: 'AggregateKeyType',
        about: 'What is counted together: the address, the forwarded address, keys of your own, or everything.',
        oneOf: ['IP', 'FORWARDED_IP', 'CUSTOM_KEYS', 'CONSTANT'],
      }),
      forwarded: nested(
        {
          header: text({ cfn: 'HeaderName', about: 'Header that holds the address, such as X-Forwarded-For.' }),
          fallback: text({
            cfn: 'FallbackBehavior',
            about: 'What a request with no valid address in the header counts as.',
            oneOf: ['MATCH', 'NO_MATCH'],
          }),
        },
        { cfn: 'ForwardedIPConfig', about: 'Where the address of the client stands when something is in front.' },
      ),
      windowSeconds: number({
        cfn: 'EvaluationWindowSec',
        unit: 'seconds',
        about: 'How far back requests are counted: 60, 120, 300 or 600.',
        default: 300,
      }),
    },
    {
      cfn: 'RateBasedStatement',
      about:
        'Acts on whoever sends more requests than the limit. Checked about every ten seconds, so it is approximate.',
      doc: `${guide}/waf-rule-statement-type-rate-based.html`,
    },
  ),
  managedGroup: nested(
    {
      vendor: text({ cfn: 'VendorName', about: 'Who wrote the group: AWS or a seller of the Marketplace.' }),
      groupName: text({ cfn: 'Name', about: 'Name of the managed rule group.' }),
      configs: list(
        {
          inspectionLevel: text({
            cfn: 'AWSManagedRulesBotControlRuleSet.InspectionLevel',
            about: 'TARGETED also limits the rate of bots; COMMON only recognises them.',
            oneOf: ['COMMON', 'TARGETED'],
          }),
        },
        { cfn: 'ManagedRuleGroupConfigs', about: 'Settings of the managed rule group.' },
      ),
    },
    {
      cfn: 'ManagedRuleGroupStatement',
      about: 'Rules that somebody else keeps up to date. They judge what a request holds, not how many come.',
      doc: `${guide}/aws-managed-rule-groups.html`,
    },
  ),
  ownGroup: nested(
    { group: ref('RuleGroup', { cfn: 'Arn', about: 'The rule group.' }) },
    { cfn: 'RuleGroupReferenceStatement', about: 'Rules of a rule group of your own.' },
  ),
};

const visibility = {
  sampled: flag({ cfn: 'SampledRequestsEnabled', about: 'Whether samples of the requests are kept for three hours.' }),
  metrics: flag({ cfn: 'CloudWatchMetricsEnabled', about: 'Whether CloudWatch counts what is matched.' }),
  metricName: text({ cfn: 'MetricName', about: 'Name of the metric: letters, digits, `-` and `_`.' }),
};

const rule = {
  ruleName: text({ cfn: 'Name', about: 'Name of the rule, unique in its web ACL.' }),
  priority: number({ cfn: 'Priority', about: 'Rules are tried from the lowest number on; each number once.' }),
  statement: nested(statement, { cfn: 'Statement', about: 'What the rule looks for.' }),
  action: nested(
    {
      block: nested({}, { cfn: 'Block', about: 'The request is refused with 403.' }),
      count: nested({}, { cfn: 'Count', about: 'The request is counted and goes on.' }),
    },
    { cfn: 'Action', about: 'What happens to a request that matches. A rule group has OverrideAction instead.' },
  ),
  override: nested(
    {
      none: nested({}, { cfn: 'None', about: 'The group acts as its rules say.' }),
      count: nested({}, { cfn: 'Count', about: 'What the group matches is counted and goes on.' }),
    },
    { cfn: 'OverrideAction', about: 'What a rule group does instead of Action.' },
  ),
  visibility: nested(visibility, { cfn: 'VisibilityConfig', about: 'What can be seen of the rule afterwards.' }),
};
export interface WafRule extends Read<typeof rule> {}

export const WebAcl = resource('WebAcl', {
  noun: 'web ACL',
  about: 'Rules of AWS WAF that judge requests before they reach a load balancer, a REST API stage or a distribution.',
  doc: `${cfn}/aws-resource-wafv2-webacl.html`,
  forms: [{ type: 'AWS::WAFv2::WebACL', dialect: 'cfn' }],
  identity: ['Arn'],
  properties: {
    scope: text({
      cfn: 'Scope',
      about: 'REGIONAL for load balancers and REST API stages, CLOUDFRONT (in us-east-1) for distributions.',
      oneOf: ['REGIONAL', 'CLOUDFRONT'],
    }),
    defaultAction: nested(
      {
        allow: nested({}, { cfn: 'Allow', about: 'It goes on.' }),
        block: nested({}, { cfn: 'Block', about: 'It is refused.' }),
      },
      { cfn: 'DefaultAction', about: 'What happens to a request that no rule ends.' },
    ),
    visibility: nested(visibility, { cfn: 'VisibilityConfig', about: 'What can be seen of the web ACL afterwards.' }),
    rules: list(rule, { cfn: 'Rules', about: 'The rules, by priority.', doc: `${guide}/waf-rules.html` }),
    associations: pointing('WebAclAssociation', 'webAcl'),
  },
});
export interface WebAcl extends Row<typeof WebAcl> {}

export const RuleGroup = resource('RuleGroup', {
  noun: 'rule group',
  about: 'Rules that several web ACLs can share.',
  doc: `${cfn}/aws-resource-wafv2-rulegroup.html`,
  forms: [{ type: 'AWS::WAFv2::RuleGroup', dialect: 'cfn' }],
  identity: ['Arn'],
  properties: { rules: list(rule, { cfn: 'Rules', about: 'The rules, by priority.' }) },
});
export interface RuleGroup extends Row<typeof RuleGroup> {}

export const WebAclAssociation = resource('WebAclAssociation', {
  noun: 'web ACL association',
  about: 'Puts a web ACL in front of one resource. A resource has one web ACL at most.',
  doc: `${cfn}/aws-resource-wafv2-webaclassociation.html`,
  forms: [
    { type: 'AWS::WAFv2::WebACLAssociation', dialect: 'cfn' },
    { type: 'AWS::WAFRegional::WebACLAssociation', dialect: 'wafRegional' },
  ],
  identity: [],
  properties: {
    resource: refAny(['LoadBalancer', 'Stage'], {
      cfn: 'ResourceArn',
      wafRegional: 'ResourceArn',
      about:
        'ARN of the load balancer, REST API stage or other resource that is protected. HTTP and WebSocket APIs cannot be.',
    }),
    webAcl: ref('WebAcl', { cfn: 'WebACLArn', about: 'ARN of the web ACL, of scope REGIONAL.' }),
  },
});
export interface WebAclAssociation extends Row<typeof WebAclAssociation> {}

declare module '../kit/schema.ts' {
  interface Rows {
    WebAcl: WebAcl;
    RuleGroup: RuleGroup;
    WebAclAssociation: WebAclAssociation;
  }
}
