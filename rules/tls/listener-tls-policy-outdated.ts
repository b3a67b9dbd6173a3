import { all, considering, defineRule, given, holds, passes, show } from '../kit/index.ts';
import { Listener } from '../model/elbv2.ts';
import { tlsPolicies } from '../model/tls-policies.ts';
import { servesTls } from './listener.ts';
import { policyFixes } from './policy.ts';
import { isSheltered } from './sheltered.ts';

const isOutdated = (policy: string) => tlsPolicies.get(policy)?.standing === 'outdated';

export default defineRule({
  id: 'listener-tls-policy-outdated',
  resource: Listener,
  severity: 'warning',
  preset: 'essential',
  docs: {
    title: 'TLS policy still accepts TLS 1.0 or 1.1',
    why: `
TLS 1.0 and 1.1 are withdrawn (RFC 8996); PCI DSS and the like forbid them, and browsers have given them up. A
modern name deceives: ELBSecurityPolicy-TLS13-1-0-2021-06 accepts TLS 1.0 beside TLS 1.3, and so does its
successor with PQ in its name. The number behind TLS13- is the oldest version that a client may use.`,
    quietWhen: [
      'no policy is named: `listener-tls-policy-default` speaks',
      'the policy has a name that is not in the table of November 2026',
      'the listener speaks HTTP or TCP: it has no policy',
    ],
    sources: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-17',
    ],
    peers: {
      Checkov: ['CKV_AWS_103', 'CKV2_AWS_74'],
      Trivy: ['AWS-0047'],
      tfsec: ['aws-elb-use-secure-tls-policy'],
      'Security Hub': ['ELB.17'],
      'AWS Config': ['elbv2-predefined-security-policy-ssl-check'],
      'CloudFormation Guard': ['elbv2_listener_ssl_policy_rule'],
      cfn_nag: ['W55'],
      Prowler: ['elbv2_insecure_ssl_ciphers'],
      Sonar: ['S4423'],
    },
  },

  check: (listener) => {
    const sheltered = () => isSheltered(listener.loadBalancer);
    const policy = () => show(listener.sslPolicy);
    return {
      when: considering(
        all(
          servesTls(listener),
          () => given(listener.sslPolicy),
          () => passes(listener.sslPolicy, isOutdated),
        ),
        sheltered,
      ),
      at: listener.sslPolicy,
      message: () =>
        `${listener.name} accepts TLS ${tlsPolicies.get(policy())?.oldest} (${policy()}); choose a policy that begins at TLS 1.2.`,
      severity: () => (holds(sheltered()) ? 'information' : 'warning'),
      fixes: () => policyFixes(listener),
    };
  },
});
