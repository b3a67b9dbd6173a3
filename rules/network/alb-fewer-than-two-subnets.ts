import { all, any, defineRule, fewer, given, has, holds, is, items, not, same, type Verdict } from '../kit/index.ts';
import type { Subnet } from '../model/ec2.ts';
import { LoadBalancer } from '../model/elbv2.ts';
import { secondSubnet } from './second-subnet.ts';
import { shareZone, standsApart } from './subnet.ts';

const subnetsOf = ({ subnets, subnetMappings }: LoadBalancer): readonly Subnet[] => [
  ...items(subnets),
  ...items(subnetMappings).map(({ subnet }) => subnet),
];

/** They are listed in one of two ways, never in both. */
const hasFewerThan = (count: number, { subnets, subnetMappings }: LoadBalancer): Verdict =>
  any(
    all(fewer(subnetMappings, 1), () => fewer(subnets, count)),
    () => all(fewer(subnets, 1), () => fewer(subnetMappings, count)),
  );

export default defineRule({
  id: 'alb-fewer-than-two-subnets',
  resource: LoadBalancer,
  severity: 'error',
  preset: 'essential',
  docs: {
    title: 'Load balancer stands in fewer than two Availability Zones',
    why: `
An Application Load Balancer wants subnets of at least two Availability Zones, one of each: the deployment fails
with fewer, and with two subnets of one zone. A Network Load Balancer may stand in one zone, and is out of
reach when that zone is.`,
    quietWhen: [
      'the subnet is on an Outpost or in a Local Zone: there, one is enough',
      'the subnets are not in sight: any of them may be on an Outpost',
      'it is a Gateway Load Balancer',
    ],
    sources: [
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-loadbalancer.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-13',
    ],
    peers: {
      'cfn-lint': ['E3014', 'E3680'],
      'Security Hub': ['ELB.13', 'ELB.10'],
      'AWS Config': ['elbv2-multiple-az', 'clb-multiple-az'],
      Prowler: ['elbv2_is_in_multiple_az', 'elb_is_in_multiple_az'],
    },
  },

  check: (balancer) => {
    const subnets = subnetsOf(balancer);
    const pairs = subnets.flatMap((one, index) => subnets.slice(index + 1).map((other): Pair => [one, other]));
    const crowded = pairs.find(([one, other]) => holds(shareZone(one, other)));
    const lone = crowded ? undefined : subnets[0];
    return {
      when: all(is(balancer.type, 'application', 'network'), () =>
        any(...pairs.map((pair) => () => standTogether(pair)), () => standsAlone(balancer, subnets)),
      ),
      at: holds(given(balancer.subnetMappings)) ? balancer.subnetMappings : balancer.subnets,
      message: `${balancer.name} ${crowded ? tooClose(crowded) : tooFew(lone)}`,
      severity: lone && holds(is(balancer.type, 'network')) ? 'information' : 'error',
      fixes: () => (lone ? secondSubnet(balancer, lone) : []),
    };
  },
});

type Pair = readonly [Subnet, Subnet];

const standTogether = ([one, other]: Pair) => has(one, (here) => has(other, (there) => shareZone(here, there)));

const standsAlone = (balancer: LoadBalancer, subnets: readonly Subnet[]) =>
  all(hasFewerThan(2, balancer), ...subnets.map((subnet) => () => not(has(subnet, standsApart))));

const tooClose = ([one, other]: Pair) =>
  holds(same(one, other))
    ? `has the subnet ${one.name} twice; give it one of another Availability Zone.`
    : `has ${one.name} and ${other.name} in one Availability Zone; keep one subnet of each zone.`;

const tooFew = (lone: Subnet | undefined) =>
  lone
    ? 'has one subnet; add one of another Availability Zone.'
    : 'has no subnet; give it two, of different Availability Zones.';
