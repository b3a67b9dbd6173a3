import { any, append, type Fix, given, holds, parameter, those } from '../kit/index.ts';
import type { Subnet } from '../model/ec2.ts';
import type { LoadBalancer } from '../model/elbv2.ts';
import { shareZone, standsApart } from './subnet.ts';

/** The other one of the VPC, if there is no doubt which; else the user names it. */
export function secondSubnet({ subnets, subnetMappings }: LoadBalancer, first: Subnet): readonly Fix[] {
  const others = those(first.vpc.subnets).filter((one) => !holds(any(shareZone(one, first), standsApart(one))));
  const [only] = others.length === 1 ? others : [];
  const named = parameter('SubnetId', {
    about: 'Subnet of the load balancer, in another Availability Zone',
    names: 'subnet',
  });
  const subnet = only ?? named;
  return [
    {
      title: only ? `Add the subnet ${only.name}` : 'Add a subnet of another Availability Zone',
      applicability: 'choice', // whether clients find a way through that subnet, nobody can see
      edits: [
        ...(only ? [] : [named]),
        holds(given(subnetMappings)) ? append(subnetMappings, { subnet }) : append(subnets, subnet),
      ],
    },
  ];
}
