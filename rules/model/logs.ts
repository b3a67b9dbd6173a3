import { number, type Row, resource, text } from '../kit/index.ts';

const cfn = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';

export const LogGroup = resource('LogGroup', {
  noun: 'log group',
  about: 'Where CloudWatch Logs keeps lines of one kind.',
  doc: `${cfn}/aws-resource-logs-loggroup.html`,
  forms: [{ type: 'AWS::Logs::LogGroup', dialect: 'cfn' }],
  identity: ['Arn'],
  arn: 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${logGroupName}',
  properties: {
    logGroupName: text({
      cfn: 'LogGroupName',
      about: 'Name of the log group; CloudFormation makes one up where it is left out.',
    }),
    retentionDays: number({
      cfn: 'RetentionInDays',
      unit: 'days',
      about: 'After how many days a line is deleted: 1, 3, 5, 7, 14, 30 … 3653. Left out: never.',
    }),
  },
});
export interface LogGroup extends Row<typeof LogGroup> {}

declare module '../kit/schema.ts' {
  interface Rows {
    LogGroup: LogGroup;
  }
}
