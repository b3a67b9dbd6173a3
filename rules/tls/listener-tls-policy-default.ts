import { all, considering, defineRule, given, holds, not } from '../kit/index.ts';
import { Listener } from '../model/elbv2.ts';
import { servesTls } from './listener.ts';
import { policyFixes } from './policy.ts';
import { isSheltered } from './sheltered.ts';

export default defineRule({
  id: 'listener-tls-policy-default',
  resource: Listener,
  severity: 'warning',
  preset: 'essential',
  docs: {
    title: 'HTTPS or TLS listener does not name a TLS policy',
    why: `
Only the console creates listeners with a modern policy. Through CloudFormation, Terraform, the command line and
the CDK the default is ELBSecurityPolicy-2016-08, which lets clients use TLS 1.0 and 1.1 and knows no TLS 1.3.`,
    quietWhen: [
      'a policy is named: `listener-tls-policy-outdated` speaks if it is an old one',
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
      'Security Hub': ['ELB.17'],
      'AWS Config': ['elbv2-predefined-security-policy-ssl-check'],
      'CloudFormation Guard': ['elbv2_listener_ssl_policy_rule'],
      cfn_nag: ['W55'],
      Prowler: ['elbv2_insecure_ssl_ciphers'],
    },
  },

  check: (listener) => {
    const sheltered = () => isSheltered(listener.loadBalancer);
    return {
      when: considering(
        all(servesTls(listener), () => not(given(listener.sslPolicy))),
        sheltered,
      ),
      at: listener.sslPolicy,
      message: `${listener.name} names no TLS policy, and the default accepts TLS 1.0; name one.`,
      severity: () => (holds(sheltered()) ? 'information' : 'warning'),
      fixes: () => policyFixes(listener),
    };
  },
});
