import { any, is, some } from '../kit/index.ts';
import type { LoadBalancer } from '../model/elbv2.ts';

/** Clients reach it inside the network only, or by way of CloudFront, which ends TLS for them. */
export const isSheltered = ({ scheme, distributions }: LoadBalancer) =>
  any(is(scheme, 'internal'), some(distributions));
