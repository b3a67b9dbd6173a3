import { all, defineRule, is, not, replace } from '../kit/index.ts';
import { LoadBalancer } from '../model/elbv2.ts';

export default defineRule({
  id: 'alb-drop-invalid-headers-off',
  resource: LoadBalancer,
  severity: 'information',
  preset: 'recommended',
  docs: {
    title: 'Load balancer passes header fields with invalid names on',
    why: `
A header field whose name has other characters than letters, digits and hyphens is read differently by
different servers: one drops it, one takes it for another field, one for the end of the request. What the load
balancer takes for one request may be two to the target (request smuggling). Turned on, such fields are taken out
of the request, and the rest of it is served. A name with an underscore is one of them.`,
    quietWhen: [
      'it is a network or a gateway load balancer: they read no headers',
      'whether the fields are dropped, only the deployment knows',
    ],
    sources: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-4',
    ],
    peers: {
      Checkov: ['CKV_AWS_131'],
      Trivy: ['AWS-0052'],
      tfsec: ['aws-elb-drop-invalid-headers'],
      KICS: ['t:alb_not_dropping_invalid_headers'],
      'Security Hub': ['ELB.4'],
      'AWS Config': ['alb-http-drop-invalid-header-enabled'],
      'CloudFormation Guard': ['alb_http_drop_invalid_header_enabled'],
      'cdk-nag': ['ALBHttpDropInvalidHeaderEnabled'],
      Prowler: ['elbv2_alb_drop_invalid_header_fields_enabled'],
      Snyk: ['SNYK-CC-AWS-405'],
    },
  },

  check: (alb) => ({
    when: all(is(alb.type, 'application'), not(is(alb.dropInvalidHeaderFields, true))),
    at: alb.dropInvalidHeaderFields,
    message: `${alb.name} passes header fields with invalid names on to its targets; drop them.`,
    fixes: () => [
      {
        title: 'Drop header fields with invalid names',
        applicability: 'choice', // a target may read a field with an underscore in its name
        edits: [replace(alb.dropInvalidHeaderFields, true)],
      },
    ],
  }),
});
