import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'mutual-tls',
  title: 'Mutual TLS',
  chapter: 'Application Load Balancer: security',
  what: 'With mutual TLS the client has to show a certificate as well, so that only devices or partners that have one can connect.',
  facts: [
    'It is `off` by default. `verify` checks the certificate against a trust store, a list of authorities that may issue it; `passthrough` hands it to the target in a header, and nobody checks it but the target.',
    'Two listeners of a load balancer can verify.',
    'Expired certificates are refused, unless `IgnoreClientCertificateExpiry` is true.',
    'A trust store can hold lists of revoked certificates.',
    'What the certificate says reaches the target in `X-Amzn-Mtls-Clientcert…` headers, whose names the listener can change.',
  ],
  elsewhere:
    'mutual TLS on a Regional custom domain; switch off the default address (`execute-api`), which is a way around it.',
  cost: 'about 0.0056 USD an hour for each load balancer that uses a trust store; an LCU covers 1,500 active connections a minute instead of 3,000.',
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::Listener.MutualAuthentication',
      'AWS::ElasticLoadBalancingV2::TrustStore',
      'AWS::ElasticLoadBalancingV2::TrustStoreRevocation',
      'AWS::ElasticLoadBalancingV2::Listener.ListenerAttributes[Key=routing.http.request.x_amzn_mtls_clientcert_serial_number.header_name]',
      'AWS::ElasticLoadBalancingV2::Listener.ListenerAttributes[Key=routing.http.request.x_amzn_mtls_clientcert_issuer.header_name]',
      'AWS::ElasticLoadBalancingV2::Listener.ListenerAttributes[Key=routing.http.request.x_amzn_mtls_clientcert_subject.header_name]',
      'AWS::ElasticLoadBalancingV2::Listener.ListenerAttributes[Key=routing.http.request.x_amzn_mtls_clientcert_validity.header_name]',
      'AWS::ElasticLoadBalancingV2::Listener.ListenerAttributes[Key=routing.http.request.x_amzn_mtls_clientcert_leaf.header_name]',
      'AWS::ElasticLoadBalancingV2::Listener.ListenerAttributes[Key=routing.http.request.x_amzn_mtls_clientcert.header_name]',
    ],
    tf: [
      'aws_lb_listener.mutual_authentication',
      'aws_lb_trust_store',
      'aws_lb_trust_store_revocation',
      'aws_lb_listener.routing_http_request_x_amzn_mtls_clientcert_serial_number_header_name',
      'aws_lb_listener.routing_http_request_x_amzn_mtls_clientcert_issuer_header_name',
      'aws_lb_listener.routing_http_request_x_amzn_mtls_clientcert_subject_header_name',
      'aws_lb_listener.routing_http_request_x_amzn_mtls_clientcert_validity_header_name',
      'aws_lb_listener.routing_http_request_x_amzn_mtls_clientcert_leaf_header_name',
      'aws_lb_listener.routing_http_request_x_amzn_mtls_clientcert_header_name',
    ],
    cdk: ['ApplicationListener.mutualAuthentication', 'TrustStore', 'TrustStoreRevocation'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html',
  ],
  asOf: '2026-11',
});
