import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'acm-certificate',
  title: 'ACM certificate / SNI',
  chapter: 'Application Load Balancer: security',
  what: 'An HTTPS listener shows a certificate that proves its name; AWS Certificate Manager (ACM) issues one for a domain that you own.',
  facts: [
    'A listener has exactly one default certificate, and up to 25 more as `ListenerCertificate`. A client says which name it wants when it connects (server name indication, SNI), and is shown the one that fits.',
    'The name that AWS gives a load balancer (`….elb.amazonaws.com`) cannot have one: a domain of your own is needed.',
    'The certificate must be in the Region of the load balancer.',
    'ACM wants to see that the domain is yours. With `ValidationMethod: DNS` a record in the DNS of the domain shows that, and as long as it stays, ACM renews the certificate by itself. Left out, CloudFormation asks by e-mail, and waits until somebody confirms.',
    'The key of a certificate from ACM is RSA with 2,048 bits (the default) or on the elliptic curves P-256 and P-384. Certificates that you import run out unless you import them anew.',
  ],
  elsewhere:
    'the default address has AWS’s certificate; a custom domain takes one of its own Region, an edge-optimized one always from us-east-1.',
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::Listener.Certificates',
      'AWS::ElasticLoadBalancingV2::ListenerCertificate',
      'AWS::ElasticLoadBalancingV2::ListenerCertificate.Certificates',
      'AWS::CertificateManager::Certificate',
    ],
    tf: [
      'aws_lb_listener.certificate_arn',
      'aws_lb_listener_certificate',
      'aws_lb_listener_certificate.certificate_arn',
      'aws_acm_certificate',
    ],
    cdk: ['ApplicationListener.certificates', 'ApplicationListener.addCertificates', 'Certificate'],
  },
  rules: ['https-listener-without-certificate'],
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html',
    'https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html',
  ],
  asOf: '2026-11',
});
