import { type Row, ref, resource, text } from '../kit/index.ts';

export const Certificate = resource('Certificate', {
  noun: 'certificate',
  about:
    'A certificate of AWS Certificate Manager: free for load balancers and API Gateway, and renewed by itself while its DNS record stands.',
  doc: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-certificatemanager-certificate.html',
  forms: [
    { type: 'AWS::CertificateManager::Certificate', dialect: 'cfn' },
    { type: 'aws_acm_certificate', dialect: 'tf', identity: ['arn', 'id'] },
  ],
  identity: ['Ref'],
  properties: {
    domainName: text({
      cfn: 'DomainName',
      tf: 'domain_name',
      about: 'The domain, which must be yours; `*.example.com` covers one level.',
    }),
    validationMethod: text({
      cfn: 'ValidationMethod',
      tf: 'validation_method',
      about: 'How you show that the domain is yours. DNS renews itself, EMAIL wants an answer each time.',
      oneOf: ['DNS', 'EMAIL', 'HTTP'],
      values: {
        DNS: 'A record in the zone of the domain. While it stands, the certificate is renewed without you.',
        EMAIL: 'A message to the owner of the domain, who has to follow its link, each time anew.',
        HTTP: 'A file that the server of the domain hands out. For CloudFront only.',
      },
      default: 'EMAIL',
    }),
  },
});
export interface Certificate extends Row<typeof Certificate> {}

/**
 * A listener takes a certificate once it is issued. CloudFormation waits for that unasked, Terraform in this resource,
 * until somebody has made the record of DNS.
 */
export const CertificateValidation = resource('CertificateValidation', {
  noun: 'certificate validation',
  about: 'Waits until the records that AWS Certificate Manager asks for have shown that the domain is yours.',
  doc: 'https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html',
  forms: [{ type: 'aws_acm_certificate_validation', dialect: 'tf' }],
  identity: ['certificate_arn', 'id'],
  properties: {
    certificate: ref('Certificate', { tf: 'certificate_arn', about: 'The certificate that is waited for.' }),
  },
});
export interface CertificateValidation extends Row<typeof CertificateValidation> {}

declare module '../kit/schema.ts' {
  interface Rows {
    Certificate: Certificate;
    CertificateValidation: CertificateValidation;
  }
}
