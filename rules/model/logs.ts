import { number, type Row, ref, resource, text } from '../kit/index.ts';

const cfn = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';

export const LogGroup = resource('LogGroup', {
  noun: 'log group',
  about: 'Where CloudWatch Logs keeps lines of one kind.',
  doc: `${cfn}/aws-resource-logs-loggroup.html`,
  forms: [
    { type: 'AWS::Logs::LogGroup', dialect: 'cfn' },
    { type: 'aws_cloudwatch_log_group', dialect: 'tf', identity: ['arn'] },
  ],
  identity: ['Arn'],
  arn: 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${logGroupName}',
  properties: {
    logGroupName: text({
      cfn: 'LogGroupName',
      tf: 'name',
      about: 'Name of the log group; one is made up where it is left out.',
    }),
    retentionDays: number({
      cfn: 'RetentionInDays',
      tf: 'retention_in_days',
      unit: 'days',
      about: 'After how many days a line is deleted: 1, 3, 5, 7, 14, 30 … 3653. Left out: never.',
      defaultIn: { tf: 0 }, // never, too
    }),
  },
});
export interface LogGroup extends Row<typeof LogGroup> {}

/** The newer way of logging, beside the attributes of the resource itself. */
export const LogDelivery = resource('LogDelivery', {
  noun: 'delivery source',
  about: 'Logs of one kind that a resource hands to CloudWatch Logs, to a bucket or to Firehose.',
  doc: `${cfn}/aws-resource-logs-deliverysource.html`,
  forms: [
    { type: 'AWS::Logs::DeliverySource', dialect: 'cfn' },
    { type: 'aws_cloudwatch_log_delivery_source', dialect: 'tf', identity: ['name', 'arn'] },
  ],
  identity: ['Ref'],
  properties: {
    source: ref('LoadBalancer', { cfn: 'ResourceArn', tf: 'resource_arn', about: 'What writes the logs.' }),
    logType: text({
      cfn: 'LogType',
      tf: 'log_type',
      about:
        'ALB_ACCESS_LOGS, ALB_CONNECTION_LOGS and ALB_HEALTH_CHECK_LOGS of an Application Load Balancer, NLB_ACCESS_LOGS of a Network Load Balancer.',
      values: {
        ALB_ACCESS_LOGS: 'A line about every request to an Application Load Balancer.',
        ALB_CONNECTION_LOGS: 'A line about every connection of a client to an Application Load Balancer, with its TLS.',
        ALB_HEALTH_CHECK_LOGS: 'A line about every health check of an Application Load Balancer.',
        NLB_ACCESS_LOGS: 'A line about every TLS connection to a Network Load Balancer.',
      },
      doc: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutDeliverySource.html',
    }),
  },
});
export interface LogDelivery extends Row<typeof LogDelivery> {}

declare module '../kit/schema.ts' {
  interface Rows {
    LogGroup: LogGroup;
    LogDelivery: LogDelivery;
  }
}
