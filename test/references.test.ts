// What a list of references leads to, how many there surely are, and what is equal although nobody knows it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type AnyRule, all, defineRule, equal, fewer, is, some, those } from '../rules/kit/index.ts';
import { LoadBalancer } from '../rules/model/elbv2.ts';
import { analyse } from '../server/linter/analysis.ts';
import { outOfTheBox } from '../server/linter/settings.ts';

const docs = { title: '', why: '', quietWhen: [], sources: [] };

/** `message`, with the branch it holds in, or why it is not decided. */
function look(text: string, rule: AnyRule): readonly string[] {
  const analysis = analyse('t.yaml', text, outOfTheBox, [rule]);
  assert.ok(analysis);
  assert.deepEqual(analysis.crashes, []);
  return [
    ...analysis.findings.map(({ message, when }) => (when === undefined ? message : `${message}, ${when}`)),
    ...analysis.undecided().map(({ why }) => `? ${why}`),
  ];
}

describe('a list of references', () => {
  const narrow = defineRule({
    id: 'narrow',
    resource: LoadBalancer,
    severity: 'hint',
    preset: 'essential',
    docs,
    check: (balancer) => ({
      when: fewer(balancer.subnets, 2),
      at: balancer,
      message: `one: ${those(balancer.subnets).map(({ name }) => name)}`,
    }),
  });
  const standing = (subnets: string) => `
Parameters:
  X: { Type: String }
  Subnet: { Type: AWS::EC2::Subnet::Id }
  Subnets: { Type: List<AWS::EC2::Subnet::Id> }
  Two: { Type: List<AWS::EC2::Subnet::Id>, Default: 'subnet-1, subnet-2' }
  One: { Type: List<AWS::EC2::Subnet::Id>, Default: subnet-1 }
  None: { Type: List<AWS::EC2::Subnet::Id>, Default: '' }
Conditions: { Wide: !Equals [!Ref X, '1'] }
Resources:
  A: { Type: AWS::EC2::Subnet }
  B: { Type: AWS::EC2::Subnet }
  Alb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Subnets: ${subnets} } }
`;
  const ways: readonly (readonly [subnets: string, answer: readonly string[]])[] = [
    ['[!Ref A]', ['one: A']],
    ['[!GetAtt A.SubnetId]', ['one: A']],
    ['[!Ref A, !Ref AWS::NoValue]', ['one: A']],
    ['!Ref AWS::NoValue', ['one: ']],
    ['!Ref One', ['one: ']],
    ['!Ref None', ['? its default is empty']],
    ['[!Ref A, !Ref B]', []],
    ['!Ref Two', []],
    // Which one it is, nobody can see; but there is one.
    ['[!Ref A, subnet-1]', []],
    ['[!Ref A, !Ref Subnet]', []],
    ['[!Ref A, !Select [0, !Ref Subnets]]', []],
    ['!Ref Subnets', ['? parameter Subnets has no default']],
    ['[!Ref A, !If [Wide, !Ref B, !Ref AWS::NoValue]]', ['one: A, when Wide is false']],
    ['!If [Wide, !Ref Two, [!Ref A]]', ['one: A, when Wide is false']],
  ];
  for (const [subnets, answer] of ways) test(subnets, () => assert.deepEqual(look(standing(subnets), narrow), answer));
});

describe('one of a list that only AWS knows is itself, and none of the others', () => {
  const together = defineRule({
    id: 'together',
    resource: LoadBalancer,
    severity: 'hint',
    preset: 'essential',
    docs,
    check: (balancer) => ({
      when: some(balancer.subnets, (one) =>
        all(
          is(one.outpostArn, 'here'),
          some(balancer.subnets, (other) =>
            all(is(other.outpostArn, 'there'), equal(one.availabilityZone, other.availabilityZone)),
          ),
        ),
      ),
      at: balancer,
      message: 'together',
    }),
  });
  const standing = (one: string, other: string) => `
Parameters: { Zone: { Type: String }, Region: { Type: String } }
Resources:
  A: { Type: AWS::EC2::Subnet, Properties: { OutpostArn: here, AvailabilityZone: ${one} } }
  B: { Type: AWS::EC2::Subnet, Properties: { OutpostArn: there, AvailabilityZone: ${other} } }
  Alb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Subnets: [!Ref A, !Ref B] } }
`;
  const late = 'is resolved at deployment';
  const ways: readonly (readonly [one: string, other: string, answer: readonly string[]])[] = [
    ["!Select [0, !GetAZs '']", "!Select ['0', !GetAZs { Ref: AWS::Region }]", ['together']],
    ["!Select [0, !GetAZs '']", '!Select [0, {"Fn::GetAZs": !Ref AWS::Region}]', ['together']],
    ["!Select [0, !GetAZs '']", "!Select [1, !GetAZs '']", []],
    ["!Select [0, !GetAZs '']", '!Select [0, !GetAZs eu-west-1]', [`? !Select ${late}`]],
    ['!Select [0, !GetAZs { Ref: Region }]', '!Select [0, {"Fn::GetAZs": !Ref Region}]', ['together']],
    ["!Select [0, !GetAZs '']", 'eu-west-1a', [`? !Select ${late}`]],
    ["!Select [!Ref Zone, !GetAZs '']", "!Select [!Ref Zone, !GetAZs '']", ['? parameter Zone has no default']],
    ["!Select [0, !GetAZs [!Sub '${Region}']]", "!Select [0, !GetAZs [!Sub '${Region}']]", [`? !GetAZs ${late}`]],
    ['eu-west-1a', 'eu-west-1a', ['together']],
    ['eu-west-1a', 'eu-west-1b', []],
    ['!Ref AWS::NoValue', '!Ref AWS::NoValue', []],
  ];
  for (const [one, other, answer] of ways)
    test(`${one} and ${other}`, () => assert.deepEqual(look(standing(one, other), together), answer));
});
