import {
  add,
  all,
  any,
  considering,
  defineRule,
  type Edit,
  type Fix,
  type Handle,
  holds,
  is,
  moved,
  not,
  replace,
  some,
  those,
} from '../kit/index.ts';
import { Listener, LoadBalancer } from '../model/elbv2.ts';
import { recommendedTlsPolicy } from '../model/tls-policies.ts';
import { certificateByParameter, newCertificates } from './certificate.ts';
import {
  answersInClear,
  forwardsInClear,
  redirects,
  redirectsToHttps,
  redirectToHttps,
  servesHttps,
} from './listener.ts';
import { isSheltered } from './sheltered.ts';

function severityFor(alb: LoadBalancer) {
  if (holds(isSheltered(alb))) return 'information';
  return holds(not(isSheltered(alb))) ? 'error' : 'warning';
}

export default defineRule({
  id: 'alb-without-https-listener',
  resource: LoadBalancer,
  severity: 'error',
  preset: 'essential',
  docs: {
    title: 'ALB serves HTTP only: no HTTPS listener',
    why: `
A new load balancer speaks plain HTTP until a certificate and an HTTPS listener are added; credentials and
cookies cross the network readable. The certificate needs a domain of your own, since nobody can have one
for *.elb.amazonaws.com. The security group must let port 443 in, too.`,
    quietWhen: [
      'no listener is in sight: they may stand elsewhere',
      'every listener only redirects, or answers with a fixed response',
      'the load balancer is a network or a gateway load balancer',
    ],
    sources: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1',
    ],
    peers: {
      Checkov: ['CKV_AWS_2', 'CKV2_AWS_20'],
      Trivy: ['AWS-0054'],
      tfsec: ['aws-elb-http-not-used'],
      KICS: ['c:alb_listening_on_http', 't:alb_listening_on_http', 'a:alb_listening_on_http'],
      'Security Hub': ['ELB.18'],
      'AWS Config': ['elbv2-listener-encryption-in-transit', 'alb-http-to-https-redirection-check'],
      'CloudFormation Guard': ['elbv2_listener_protocol_rule'],
      cfn_nag: ['W56'],
      Prowler: ['elbv2_ssl_listeners'],
      Sonar: ['S5332'],
      Terrascan: ['AC_AWS_0491'],
      Snyk: ['SNYK-CC-TF-47'],
    },
  },

  check: (alb) => ({
    when: considering(
      all(
        is(alb.type, 'application'),
        () => not(some(alb.listeners, servesHttps)),
        () => some(alb.listeners, forwardsInClear),
      ),
      () => isSheltered(alb),
    ),
    at: alb,
    message: `${alb.name} serves plain HTTP only; add an HTTPS listener.`,
    severity: () => severityFor(alb),
    related: () => those(alb.listeners),
    fixes: () => httpsFixes(alb),
  }),
});

function httpsFixes(alb: LoadBalancer): readonly Fix[] {
  const plain = those(alb.listeners, (listener) => any(forwardsInClear(listener), answersInClear(listener)));
  const http = plain.find(({ port }) => holds(is(port, 80))) ?? plain[0];
  const others = plain.filter((listener) => listener !== http);
  // An HTTPS listener refuses to redirect to HTTP, and one that redirects to HTTPS would go in circles.
  const cannotMove = plain.some((listener) => holds(some(listener.defaultActions, redirects)));
  const portIsTaken = holds(some(alb.listeners, ({ port }) => is(port, 443)));
  if (!http || cannotMove || portIsTaken) return [];

  const arn = certificateByParameter();
  const what = [`redirect ${http.name} to it`, ...others.map(({ name }) => `serve HTTPS on ${name}`)].join(', ');
  return [
    {
      title: `Add an HTTPS listener and ${what}`,
      applicability: 'choice', // needs a certificate and a domain of one's own
      edits: [...arn.edits, ...httpsEdits(http, others, arn.certificate)],
    },
    ...newCertificates(http).map(
      ({ certificate, edits }): Fix => ({
        title: `Add an HTTPS listener with a new certificate and ${what}`,
        applicability: 'choice', // the deployment waits until the domain's DNS record shows that it is yours
        edits: [...edits, ...httpsEdits(http, others, certificate)],
      }),
    ),
  ];
}

function httpsEdits(http: Listener, others: readonly Listener[], certificate: Handle): readonly Edit[] {
  const certificates = [{ arn: certificate }];
  const https = add(
    Listener,
    { near: http, called: 'Https' },
    {
      loadBalancer: http.loadBalancer,
      port: 443,
      protocol: 'HTTPS',
      sslPolicy: recommendedTlsPolicy,
      certificates,
      defaultActions: moved(http.defaultActions),
    },
  );
  // Left where they are, they would go on in clear text; one that redirects would go in circles on HTTPS.
  const rules = those(http.rules, ({ actions }) => not(some(actions, redirectsToHttps)));
  return [
    https,
    replace(http.defaultActions, [redirectToHttps('443')]),
    ...rules.map((rule) => replace(rule.listener, https)),
    ...others.flatMap((other) => [
      replace(other.protocol, 'HTTPS'),
      replace(other.sslPolicy, recommendedTlsPolicy),
      replace(other.certificates, certificates),
    ]),
  ];
}
