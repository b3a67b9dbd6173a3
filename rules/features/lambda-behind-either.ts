import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'lambda-behind-either',
  title: 'Lambda behind either',
  chapter: 'Both together',
  what: 'A Lambda function can answer web requests behind a load balancer as well as behind API Gateway; each has limits of its own.',
  facts: [
    'A function may run for 900 seconds; for 3 where nothing is said. API Gateway waits 29 or 30 seconds for it; a load balancer waits until it has ended.',
    'A client of a load balancer may be cut off before that: its connection counts as idle after 60 seconds, by default.',
    'A body has at most 1 MB behind a load balancer, 6 MB behind API Gateway; streamed answers of a REST API may be larger.',
    'Each needs a permission on the function: `elasticloadbalancing.amazonaws.com` for a target group, `apigateway.amazonaws.com` for an API.',
    'The events look different, so the code does not move from one to the other unchanged.',
    'A function that is throttled or fails answers 502 behind a load balancer.',
    'A load balancer calls functions of its own account and Region only, API Gateway those of other accounts too.',
  ],
  cost: 'the function costs the same behind both.',
  written: {
    cfn: [
      'AWS::Lambda::Permission',
      'AWS::Lambda::Permission.Principal',
      'AWS::Lambda::Permission.FunctionName',
      'AWS::Lambda::Permission.Action',
      'AWS::Lambda::Function.Timeout',
    ],
    sam: ['AWS::Serverless::Function.Timeout'],
    tf: [
      'aws_lambda_permission',
      'aws_lambda_permission.principal',
      'aws_lambda_permission.function_name',
      'aws_lambda_permission.action',
      'aws_lambda_function.timeout',
    ],
    cdk: ['Function.timeout', 'LambdaTarget', 'LambdaIntegration', 'HttpLambdaIntegration'],
  },
  rules: ['lambda-permission-missing', 'lambda-timeout-exceeds-apigw', 'alb-idle-timeout-below-backend'],
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
  ],
  asOf: '2026-11',
});
