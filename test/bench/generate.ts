import { random } from './random.ts';
import { type Stack, stacks } from './stacks.ts';
import { type PlainMap, writeYaml } from './write-yaml.ts';

export interface Generated {
  /** With short intrinsics, comments and block scalars; about 1.7 KB per resource. */
  readonly yaml: string;
  /** The same template with long intrinsics, indented by two spaces. */
  readonly json: string;
  /** What `json` says. */
  readonly model: PlainMap;
}

/**
 * A CloudFormation template of load balancers, API gateways and what stands around them. The same
 * numbers give the same text. Every reference resolves.
 */
export function generate({ resources: count, seed }: { resources: number; seed: number }): Generated {
  const chance = random(seed);
  const made: Record<string, PlainMap> = {};
  for (let index = 0; Object.keys(made).length < count; index++) {
    const stack: Stack = { prefix: `${chance.pick(teams)}${index}`, random: chance, resources: made };
    chance.pick(stacks)(stack);
  }
  // Stacks name what they refer to first, so nothing that stays refers to what is cut off.
  const resources = Object.fromEntries(Object.entries(made).slice(0, count));
  const model: PlainMap = { ...frame, Resources: resources, Outputs: outputsOf(resources) };
  return { yaml: writeYaml(model, seed), json: `${JSON.stringify(model, undefined, 2)}\n`, model };
}

function outputsOf(resources: Record<string, PlainMap>): PlainMap {
  const loadBalancers = Object.keys(resources).filter((name) => name.endsWith('LoadBalancer'));
  const output = (name: string): PlainMap => ({
    Value: { 'Fn::GetAtt': [name, 'DNSName'] },
    Export: { Name: { 'Fn::Sub': `\${AWS::StackName}-${name}` } },
  });
  return Object.fromEntries(loadBalancers.slice(0, 20).map((name) => [`${name}Name`, output(name)]));
}

const teams = [
  'Orders',
  'Users',
  'Billing',
  'Events',
  'Search',
  'Reports',
  'Sessions',
  'Catalogue',
  'Payments',
  'Shipping',
] as const;

const frame: PlainMap = {
  AWSTemplateFormatVersion: '2010-09-09',
  Description: 'Front doors of a shop – load balancers, APIs and what stands behind them',
  Parameters: {
    Environment: { Type: 'String', Default: 'dev', AllowedValues: ['dev', 'staging', 'prod'] },
    VpcId: { Type: 'AWS::EC2::VPC::Id' },
    PublicSubnetIds: { Type: 'List<AWS::EC2::Subnet::Id>' },
    PrivateSubnetIds: { Type: 'List<AWS::EC2::Subnet::Id>' },
    CertificateArn: { Type: 'String', Default: '' },
    LogBucket: { Type: 'String', Default: 'access-logs' },
  },
  Mappings: {
    Sizes: {
      dev: { Memory: 256, Retention: 7 },
      staging: { Memory: 512, Retention: 30 },
      prod: { Memory: 1024, Retention: 365 },
    },
  },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Environment' }, 'prod'] },
    HasCertificate: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'CertificateArn' }, ''] }] },
  },
};
