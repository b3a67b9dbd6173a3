import { all, any, type Content, type Contents, given, has, is, not, some, type Verdict } from '../kit/index.ts';
import type { WafGroups, WafRule, WebAcl } from '../model/wafv2.ts';

/** Somebody who sends too much is acted on, by a rule in whatever place it stands. */
export const limitsAnyRate = (acl: WebAcl): Verdict =>
  any(
    some(acl.rules, limitsRate),
    () => some(acl.rulesApart, limitsRate),
    () => some(acl.groupsApart, groupLimitsRate),
    () => given(acl.rulesAsJson), // nobody reads them
  );

/** Rate-based statements stand at the top of a rule only. */
const limitsRate = ({ statement }: WafRule): Verdict =>
  any(given(statement.rateBased), () => groupLimitsRate(statement));

const groupLimitsRate = ({ managedGroup, ownGroup }: WafGroups): Verdict =>
  any(
    () => is(managedGroup.groupName, 'AWSManagedRulesAntiDDoSRuleSet'),
    () =>
      all(is(managedGroup.groupName, 'AWSManagedRulesBotControlRuleSet'), () =>
        some(managedGroup.configs, (config) => is(config.inspectionLevel, 'TARGETED')),
      ),
    // A group of another vendor may well limit the rate; nobody can see into it.
    () => has(managedGroup, (group) => not(is(group.vendor, 'AWS'))),
    () => some(ownGroup.group.rules, (rule) => given(rule.statement.rateBased)),
    () => given(ownGroup.group.rulesAsJson), // nobody reads them
  );

const seen = (metricName: string) => ({ sampled: true, metrics: true, metricName });

/** 2,000 requests in five minutes: what AWS starts from in its own examples; people browse far below it. */
export const rateLimitPerIp = (priority: number): Content<WafRule> => ({
  ruleName: 'RateLimitPerIp',
  priority,
  statement: { rateBased: { limit: 2000, aggregateKeyType: 'IP', windowSeconds: 300 } },
  action: { block: {} },
  visibility: seen('RateLimitPerIp'),
});

/** Behind CloudFront or another proxy, every request comes from the same few addresses. */
export const rateLimitPerForwardedIp = (priority: number): Content<WafRule> => ({
  ruleName: 'RateLimitPerForwardedIp',
  priority,
  statement: {
    rateBased: {
      limit: 2000,
      aggregateKeyType: 'FORWARDED_IP',
      forwarded: { header: 'X-Forwarded-For', fallback: 'NO_MATCH' },
      windowSeconds: 300,
    },
  },
  action: { block: {} },
  visibility: seen('RateLimitPerForwardedIp'),
});

/** The groups that AWS calls its baseline; counting only, so that nobody is refused before somebody has looked. */
const baselineGroups = [
  'AWSManagedRulesAmazonIpReputationList',
  'AWSManagedRulesCommonRuleSet',
  'AWSManagedRulesKnownBadInputsRuleSet',
];

export const baseline = (from: number): readonly Content<WafRule>[] =>
  baselineGroups.map((groupName, index) => ({
    ruleName: groupName,
    priority: from + index,
    statement: { managedGroup: { vendor: 'AWS', groupName } },
    override: { count: {} },
    visibility: seen(groupName),
  }));

/** A regional web ACL that lets everything through but what its rules stop. */
export const webAcl = (rules: readonly Content<WafRule>[]): Contents<WebAcl> => ({
  scope: 'REGIONAL',
  defaultAction: { allow: {} },
  visibility: seen('WebAcl'),
  rules,
});
