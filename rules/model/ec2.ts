import { pointing, type Row, ref, resource, text } from '../kit/index.ts';

const cfn = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';

export const Vpc = resource('Vpc', {
  noun: 'VPC',
  about: 'A network of your own in one Region, with subnets in its Availability Zones.',
  doc: `${cfn}/aws-resource-ec2-vpc.html`,
  forms: [
    { type: 'AWS::EC2::VPC', dialect: 'cfn' },
    { type: 'aws_vpc', dialect: 'tf', identity: ['id'] },
    { type: 'aws_default_vpc', dialect: 'tf', identity: ['id'] },
  ],
  identity: ['Ref', 'VpcId'],
  properties: {
    subnets: pointing('Subnet', 'vpc'),
  },
});
export interface Vpc extends Row<typeof Vpc> {}

export const Subnet = resource('Subnet', {
  noun: 'subnet',
  about: 'A range of addresses of a VPC, in one Availability Zone, Local Zone or Outpost.',
  doc: `${cfn}/aws-resource-ec2-subnet.html`,
  forms: [
    { type: 'AWS::EC2::Subnet', dialect: 'cfn' },
    { type: 'aws_subnet', dialect: 'tf', identity: ['id'] },
    { type: 'aws_default_subnet', dialect: 'tf', identity: ['id'] },
  ],
  identity: ['Ref', 'SubnetId'],
  properties: {
    vpc: ref('Vpc', { cfn: 'VpcId', tf: 'vpc_id', about: 'The VPC that it is a part of.' }),
    availabilityZone: text({
      cfn: 'AvailabilityZone',
      tf: 'availability_zone',
      about: 'Name of the Availability Zone or Local Zone. AWS picks an Availability Zone where it is left out.',
    }),
    outpostArn: text({
      cfn: 'OutpostArn',
      tf: 'outpost_arn',
      about: 'The Outpost that it stands on, instead of the Region.',
    }),
  },
});
export interface Subnet extends Row<typeof Subnet> {}

declare module '../kit/schema.ts' {
  interface Rows {
    Vpc: Vpc;
    Subnet: Subnet;
  }
}
