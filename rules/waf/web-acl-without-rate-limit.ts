import { all, any, append, defineRule, given, holds, is, not, some, unused } from '../kit/index.ts';
import { WebAcl } from '../model/wafv2.ts';
import { limitsAnyRate, rateLimitPerForwardedIp, rateLimitPerIp } from './rate-limit.ts';

/** In front of a load balancer or a REST API stage that can be seen. */
const isInUse = (acl: WebAcl) => some(acl.associations, (association) => given(association.resource));

/** Where some of them stand in resources of their own, Terraform ignores those in the web ACL itself. */
const hasRulesApart = (acl: WebAcl) => any(some(acl.rulesApart), some(acl.groupsApart));

export default defineRule({
  id: 'web-acl-without-rate-limit',
  resource: WebAcl,
  severity: 'warning',
  preset: 'essential',
  docs: {
    title: 'Web ACL has no rate-based rule',
    why: `
Managed rule groups judge what a request holds, not how many come. One rate-based rule stops floods, password
guessing and scrapers that send nothing but well-formed requests. It is checked about every ten seconds, so it
is a brake and no exact count.`,
    quietWhen: [
      'a rule, or a rule group that a rule refers to, is not known',
      'a rule group in sight has a rate-based rule',
      'a managed group that limits rates is in the web ACL: against DDoS, bot control at level TARGETED, or of another vendor',
      'the web ACL is one for CloudFront',
      'the default action blocks: what a rule lets in, a rate-based rule added after it never sees',
      'no association can be seen: information, as it may be in use elsewhere',
    ],
    sources: [
      'https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-high-level-settings.html',
      'https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-caveats.html',
    ],
  },

  check: (acl) => ({
    when: all(any(is(acl.scope, 'REGIONAL'), isInUse(acl)), not(given(acl.defaultAction.block)), () =>
      not(limitsAnyRate(acl)),
    ),
    at: acl.rules,
    message: `${acl.name} limits nobody's rate; add a rate-based rule.`,
    severity: holds(isInUse(acl)) ? 'warning' : 'information',
    fixes: () => {
      const priority = unused(acl.rules, (rule) => rule.priority, 0);
      if (priority === undefined || holds(hasRulesApart(acl))) return [];
      return [
        {
          title: 'Block addresses above 2,000 requests in five minutes',
          applicability: 'choice', // costs 1 USD a month, and refuses who is served today
          edits: [append(acl.rules, rateLimitPerIp(priority))],
        },
        {
          title: 'Count addresses above 2,000 requests in five minutes, to see who would be blocked',
          applicability: 'choice',
          edits: [append(acl.rules, { ...rateLimitPerIp(priority), action: { count: {} } })],
        },
        {
          title: 'Block forwarded addresses above 2,000 requests in five minutes, behind CloudFront or a proxy',
          applicability: 'choice',
          edits: [append(acl.rules, rateLimitPerForwardedIp(priority))],
        },
      ];
    },
  }),
});
