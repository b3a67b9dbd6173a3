import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'tls-termination',
  title: 'TLS termination',
  chapter: 'Application Load Balancer: security',
  what: 'The encryption behind `https://` (TLS) ends at the load balancer: it holds the certificate and passes the decrypted request on.',
  facts: [
    'A load balancer speaks plain HTTP until a listener with the protocol HTTPS and a certificate of your own domain is there.',
    'The TLS policy (`SslPolicy`) says which versions and ciphers are accepted. A template that names none gets `ELBSecurityPolicy-2016-08`, which still takes TLS 1.0 of 1999, no longer taken for safe.',
    'AWS recommends `ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09`: TLS 1.2 and 1.3 only, with a key exchange that keeps what is recorded today from being read by quantum computers later.',
    'Between load balancer and targets nothing is encrypted, unless the protocol of the target group is HTTPS as well.',
    'An HTTP listener beside it (port 80) should only redirect to HTTPS: what it forwards travels in clear text.',
  ],
  elsewhere:
    'HTTPS only, from the first minute, with AWS’s certificate on the default address; a policy can be chosen for a domain of your own and for REST APIs.',
  compared: {
    topic: 'TLS',
    alb: 'off until there are a certificate and a domain of your own: the default name cannot have one',
    apiGateway: 'on by default, with AWS’s certificate',
  },
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::Listener',
      'AWS::ElasticLoadBalancingV2::Listener.Protocol=HTTPS',
      'AWS::ElasticLoadBalancingV2::Listener.SslPolicy',
      'AWS::ElasticLoadBalancingV2::TargetGroup.Protocol=HTTPS',
    ],
    tf: [
      'aws_lb_listener',
      'aws_lb_listener.protocol=HTTPS',
      'aws_lb_listener.ssl_policy',
      'aws_lb_target_group.protocol=HTTPS',
    ],
    cdk: ['ApplicationListener.protocol', 'ApplicationListener.sslPolicy', 'ApplicationTargetGroup.protocol'],
  },
  rules: [
    'alb-without-https-listener',
    'listener-tls-policy-default',
    'listener-tls-policy-outdated',
    'alb-listener-http-not-redirected',
  ],
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
  ],
  asOf: '2026-11',
});
