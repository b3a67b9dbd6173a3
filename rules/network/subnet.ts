import { all, any, equal, isPicked, not, passes, same, written } from '../kit/index.ts';
import type { Subnet } from '../model/ec2.ts';

export const shareZone = (one: Subnet, other: Subnet) =>
  any(same(one, other), () => equal(one.availabilityZone, other.availabilityZone));

/** `us-west-2-lax-1a`, `us-east-1-wl1-bos-wlz-1`: what stands behind the Region is no letter, but a place. */
const isFarFromRegion = (zone: string) => /-\d-/.test(zone);

/** On an Outpost, in a Local Zone or the like: a load balancer may stand there in one subnet. */
export const standsApart = ({ availabilityZone, outpostArn }: Subnet) =>
  any(written(outpostArn), () => all(not(isPicked(availabilityZone)), () => passes(availabilityZone, isFarFromRegion)));
