import { add, type Edit, type Handle, parameter } from '../kit/index.ts';
import { Certificate, CertificateValidation } from '../model/acm.ts';
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

/** A new one, in the ways in which one waits until the domain's DNS record shows that it is yours. */
export function newCertificates(near: Listener): readonly CertificateSource[] {
  const domain = parameter('DomainName', { about: 'Domain of the load balancer', like: /domain(name)?$/i });
  const certificate = add(
    Certificate,
    { near, called: 'Certificate' },
    { domainName: domain, validationMethod: 'DNS' },
  );
  const validation = add(CertificateValidation, { near, called: 'CertificateValidation' }, { certificate });
  return [
    { certificate: validation, edits: [domain, certificate, validation] },
    { certificate, edits: [domain, certificate] },
  ];
}
