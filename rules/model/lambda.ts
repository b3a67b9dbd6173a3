import { type Row, ref, resource, text } from '../kit/index.ts';

const cfn = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';

export const Permission = resource('Permission', {
  noun: 'permission',
  about: 'Lets an AWS service or another account call a function.',
  doc: `${cfn}/aws-resource-lambda-permission.html`,
  forms: [
    { type: 'AWS::Lambda::Permission', dialect: 'cfn' },
    { type: 'aws_lambda_permission', dialect: 'tf', identity: ['id'] },
  ],
  identity: [],
  properties: {
    action: text({
      cfn: 'Action',
      tf: 'action',
      about: 'What is allowed: `lambda:InvokeFunction`, or `lambda:InvokeFunctionUrl` for a function URL.',
    }),
    function: ref('LambdaFunction', {
      cfn: 'FunctionName',
      tf: 'function_name',
      named: 'functionName',
      about: 'The function, a version or an alias of it, by ARN or by name.',
    }),
    principal: text({
      cfn: 'Principal',
      tf: 'principal',
      about: 'Who may call: a service such as `apigateway.amazonaws.com`, or an account.',
    }),
    api: ref('Api', {
      cfn: 'SourceArn',
      tf: 'source_arn',
      arn: 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${api}/*',
      about:
        'On whose behalf the service may call: an API with stage, method and path, or a target group. Left out, anybody’s.',
    }),
  },
});
export interface Permission extends Row<typeof Permission> {}

declare module '../kit/schema.ts' {
  interface Rows {
    Permission: Permission;
  }
}
