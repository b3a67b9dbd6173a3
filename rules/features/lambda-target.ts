import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'lambda-target',
  title: 'Lambda target',
  chapter: 'Application Load Balancer: protocols and routing',
  what: 'A target group of type `lambda` answers each request by calling a Lambda function, code that AWS runs without a server of yours.',
  facts: [
    'The body of a request and the answer of the function, written as JSON, have at most 1 MB each; what is larger is refused.',
    'The function is in the account and Region of the target group, and only one per group.',
    'The function has to allow the load balancer to call it (`AWS::Lambda::Permission`: `lambda:InvokeFunction` for `elasticloadbalancing.amazonaws.com`); without that no request gets through.',
    'Health checks are off by default; when on, each one is a call of the function.',
    'When a header or a query parameter comes several times (`?tag=a&tag=b`), the function sees only the last, unless `lambda.multi_value_headers.enabled` is true. That changes the form of the event and of the answer: the code has to change with it.',
    'There are no WebSockets, no sticky sessions and no streamed answers.',
  ],
  elsewhere:
    'bodies up to 10 MB (of which Lambda takes 6), functions of other accounts and Regions, an answer within 29 or 30 seconds.',
  cost: 'one LCU, the unit in which a load balancer is billed, covers 0.4 GB an hour of Lambda traffic instead of 1 GB; the calls themselves are billed by Lambda.',
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::TargetGroup.TargetType=lambda',
      'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupAttributes[Key=lambda.multi_value_headers.enabled]',
      'AWS::Lambda::Permission.Principal=elasticloadbalancing.amazonaws.com',
    ],
    tf: [
      'aws_lb_target_group.target_type=lambda',
      'aws_lb_target_group.lambda_multi_value_headers_enabled',
      'aws_lambda_permission.principal=elasticloadbalancing.amazonaws.com',
    ],
    cdk: ['LambdaTarget', 'ApplicationTargetGroup.multiValueHeadersEnabled'],
  },
  rules: ['lambda-permission-missing', 'alb-idle-timeout-below-backend'],
  sources: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html'],
  asOf: '2026-11',
});
