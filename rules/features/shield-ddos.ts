import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'shield-ddos',
  title: 'Shield / DDoS',
  chapter: 'Application Load Balancer: security',
  what: 'AWS Shield guards against floods of traffic that are meant to take a site down (DDoS).',
  facts: [
    'Shield Standard is always on, for everybody, and stops the common attacks on the network.',
    'Shield Advanced is a subscription: with it a `Protection` covers a load balancer, and AWS’s response team helps.',
    'CloudFormation and Terraform can add a `Protection` only once the account has subscribed.',
    'Floods of well-formed requests are the work of AWS WAF: rate-based rules, and a guard for load balancers in the web ACL.',
    'That guard (`OnSourceDDoSProtectionConfig`) slows sources of ill repute: by default while the load balancer is under attack (`ACTIVE_UNDER_DDOS`), or always (`ALWAYS_ON`).',
  ],
  elsewhere: 'Shield Standard as well; its throttling limits keep the bill of an attack down.',
  cost: 'Shield Standard costs nothing; Shield Advanced costs thousands of USD a month.',
  compared: {
    topic: 'DDoS',
    alb: 'AWS Shield, and AWS WAF',
    apiGateway: 'Shield Standard as well, and limits of its own',
  },
  written: {
    cfn: ['AWS::Shield::Protection', 'AWS::WAFv2::WebACL.OnSourceDDoSProtectionConfig'],
    tf: ['aws_shield_protection'],
    cdk: ['CfnProtection', 'CfnWebACL.onSourceDDoSProtectionConfig'],
  },
  rules: [],
  sources: ['https://docs.aws.amazon.com/waf/latest/developerguide/ddos-overview.html'],
  asOf: '2026-11',
});
