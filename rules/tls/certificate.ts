import { add, type Edit, type Handle, parameter } from '../kit/index.ts';
import { Certificate } from '../model/acm.ts';
import type { Listener } from '../model/elbv2.ts';

/** Where the certificate of a listener comes from, and the edits that bring it. */
export interface CertificateSource {
  readonly certificate: Handle;
  readonly edits: readonly Edit[];
}

/** One that stands already: whoever deploys names it. */
export function certificateByParameter(): CertificateSource {
  const arn = parameter('CertificateArn', {
    about: 'Certificate of ACM for the domain, in the Region of the load balancer',
    like: /cert(ificate)?(arn)?$/i,
  });
  return { certificate: arn, edits: [arn] };
}

/** A new one. The deployment waits until the domain's DNS record shows that it is yours. */
export function newCertificate(near: Listener): CertificateSource {
  const domain = parameter('DomainName', { about: 'Domain of the load balancer', like: /domain(name)?$/i });
  const certificate = add(
    Certificate,
    { near, called: 'Certificate' },
    { domainName: domain, validationMethod: 'DNS' },
  );
  return { certificate, edits: [domain, certificate] };
}
