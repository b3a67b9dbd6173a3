import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'shield-ddos',
  title: 'Shield / DDoS',
  chapter: 'Application Load Balancer: security',
  what: 'AWS Shield guards against floods of traffic that are meant to take a site down (DDoS).',
  facts: [
    'Shield Standard is always on, for everybody, and stops the common attacks on the network.',
    'Shield Advanced is a subscription: with it a `Protection` covers a load balancer, and AWS’s response team helps.',
    'The account must have subscribed before a `Protection` can be made.',
    'Floods of requests that look normal are stopped by AWS WAF: by rate-based rules, and by a guard for load balancers in the web ACL.',
    'That guard (`OnSourceDDoSProtectionConfig`) slows down sources of bad reputation: by default while the load balancer is under attack (`ACTIVE_UNDER_DDOS`), or always (`ALWAYS_ON`).',
  ],
  elsewhere: 'Shield Standard as well; its throttling limits keep the bill of an attack down.',
  cost: 'Shield Standard costs nothing; Shield Advanced costs about 3,000 USD a month, and data transfer on top.',
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
  sources: [
    'https://docs.aws.amazon.com/waf/latest/developerguide/ddos-overview.html',
    'https://aws.amazon.com/shield/pricing/',
  ],
  asOf: '2026-11',
});
