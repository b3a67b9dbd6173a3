import { all, defineRule, type Fix, fewer, replace, show } from '../kit/index.ts';
import { Listener } from '../model/elbv2.ts';
import { type CertificateSource, certificateByParameter, newCertificates } from './certificate.ts';
import { servesTls } from './listener.ts';

export default defineRule({
  id: 'https-listener-without-certificate',
  resource: Listener,
  severity: 'error',
  preset: 'essential',
  docs: {
    title: 'HTTPS or TLS listener has no certificate',
    why: `
The deployment fails: a listener that ends TLS needs one default certificate, which it shows to clients that
ask for no name it knows. Further certificates, in resources of their own, come on top of it and do not replace it.`,
    quietWhen: [
      'the listener speaks HTTP, even if it only redirects to HTTPS',
      'TCP, UDP or QUIC of a network load balancer: the targets end TLS themselves, if anybody does',
      'listener and certificate depend on the same condition',
    ],
    sources: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-listener.html',
    ],
    peers: {
      'cfn-lint': ['E3676'],
      'AWS Config': ['elbv2-acm-certificate-required'],
      'CloudFormation Guard': ['elbv2_acm_certificate_required'],
      'cdk-nag': ['ELBv2ACMCertificateRequired'],
    },
  },

  check: (listener) => ({
    when: all(servesTls(listener), () => fewer(listener.certificates, 1)),
    at: listener.protocol,
    message: `${listener.name} serves ${show(listener.protocol)} without a certificate; give it one.`,
    fixes: () => [
      certified(listener, 'Use a certificate that you have', certificateByParameter()),
      ...newCertificates(listener).map((one) => certified(listener, 'Request a new certificate', one)),
    ],
  }),
});

const certified = (listener: Listener, title: string, { certificate, edits }: CertificateSource): Fix => ({
  title,
  applicability: 'choice', // needs a certificate or a domain of one's own
  edits: [...edits, replace(listener.certificates, [{ arn: certificate }])],
});
