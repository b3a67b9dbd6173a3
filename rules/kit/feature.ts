/** The chapters of the features, in the order of their pages. */
export const chapters = [
  'Application Load Balancer: protocols and routing',
  'Application Load Balancer: security',
  'Application Load Balancer: network, scale and price',
  'API Gateway',
  'Both together',
] as const;
export type Chapter = (typeof chapters)[number];

/** What people compare, in the order of the table. */
export const topics = [
  'what it is',
  'protocols',
  'routing',
  'backends',
  'reach',
  'balancing',
  'health checks',
  'sticky sessions',
  'TLS',
  'network',
  'authentication',
  'rate limiting',
  'DDoS',
  'static IP',
  'request handling',
  'scaling',
  'timeout',
  'caching',
  'deployment',
  'import, export, docs, SDKs',
  'service discovery',
  'monitoring, logging',
  'cost',
  'both together',
  'choose it for',
] as const;

/**
 * Where a feature is written, by format: a resource type, and a path below its properties, such as
 * `AWS::ElasticLoadBalancingV2::TargetGroup.HealthCheckPath` or `aws_lb_target_group.health_check`. The path is spelled as in
 * the model's rows (`LoadBalancerAttributes[Key=idle_timeout.timeout_seconds]`), `*` is any key, a list needs no step
 * of its own, and `=HTTPS` behind it means that value only.
 */
export interface Written {
  readonly cfn?: readonly string[];
  /** SAM's own types; what stands in `Globals` counts as standing in the resource. */
  readonly sam?: readonly string[];
  readonly tf?: readonly string[];
  /** Constructs and their properties, for the page: `ApplicationLoadBalancer.idleTimeout`. */
  readonly cdk?: readonly string[];
}

/** What a load balancer or an API gateway can do, as people speak of it: a hover where it is written, and a page. */
export interface Feature {
  /** The name of its file and of its page. */
  readonly id: string;
  readonly title: string;
  readonly chapter: Chapter;
  /** One sentence, for somebody who has never heard of it. Markdown, as all texts here. */
  readonly what: string;
  /** Limits, defaults, what is allowed, what one stumbles over: a line each. Facts as of the month in `asOf`. */
  readonly facts: readonly string[];
  /** What the other service does instead. */
  readonly elsewhere?: string;
  /** What it costs: us-east-1, only as an order of magnitude. */
  readonly cost?: string;
  /** Its row in the table that compares both services; one feature has each topic. */
  readonly compared?: { readonly topic: (typeof topics)[number]; readonly alb: string; readonly apiGateway: string };
  readonly written: Written;
  /** The rules that watch it. */
  readonly rules: readonly string[];
  /** AWS's pages; the first one is where to read on. */
  readonly sources: readonly [string, ...string[]];
  /** When the facts were read, such as `2026-11`. */
  readonly asOf: string;
}

export const defineFeature = (feature: Feature): Feature => feature;
