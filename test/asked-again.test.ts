/*
 * A change somewhere in a template, and a finding somewhere else that it makes, moves or takes away: the rule is asked
 * again, because it has read what changed. Each case changes what is said, and is held against linting from scratch.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFile } from '../server/formats/kind.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import { edit } from '../server/formats/syntax/edit.ts';
import { type Analysis, analyse, analyseDocument, locate } from '../server/linter/analysis.ts';

const twoBalancers = `
Resources:
  Shop: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: application } }
  Plain:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Shop
      Protocol: HTTP
      Port: 80
      DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }]
  Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Port: 80, Protocol: HTTP, VpcId: vpc-1 } }
  Other: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: application } }
  Secure:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Other
      Protocol: HTTPS
      Port: 443
      Certificates: [{ CertificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/a' }]
`;

const slowFunction = `
Parameters:
  Seconds: { Type: Number, Default: 60 }
Mappings:
  Limits: { slow: { seconds: 60 }, fast: { seconds: 5 } }
Resources:
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders } }
  Method:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: POST
      AuthorizationType: AWS_IAM
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        Uri: !Sub arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/\${Orders.Arn}/invocations
  Orders:
    Type: AWS::Lambda::Function
    Properties: { FunctionName: orders, Timeout: !Ref Seconds }
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      { FunctionName: orders, Action: 'lambda:InvokeFunction', Principal: apigateway.amazonaws.com }
  Deployment:
    Type: AWS::ApiGateway::Deployment
    DependsOn: Method
    Properties: { RestApiId: !Ref Api }
`;

const mapped = slowFunction.replace('!Ref Seconds', '!FindInMap [Limits, slow, seconds]');

/** Two rules have one number where one condition is the opposite of the other. */
const twoNumbers = `
Parameters: { Stage: { Type: String } }
Conditions:
  IsProduction: !Equals [!Ref Stage, production]
  IsTest: !Not [!Condition IsProduction]
Resources:
  Alb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: application } }
  Web: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Alb, Port: 80, Protocol: HTTP } }
  Shop:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties: { ListenerArn: !Ref Web, Priority: !If [IsProduction, 10, 20] }
  Api:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties: { ListenerArn: !Ref Web, Priority: !If [IsTest, 30, 10] }
`;

const openRoutes = `
Resources:
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: shop, ProtocolType: HTTP } }
  Orders: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: GET /orders } }
  Users: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: GET /users } }
`;

interface Case {
  readonly what: string;
  readonly template: string;
  readonly change: readonly [from: string, to: string];
  readonly rule: string;
}

const cases: readonly Case[] = [
  {
    what: 'what all routes have asked of their API',
    template: openRoutes,
    change: ['GET /users', 'GET /users, AuthorizationType: AWS_IAM'],
    rule: 'apigwv2-route-without-auth',
  },
  {
    what: 'one of several that change at once is none of its kind any more',
    template: openRoutes,
    change: ['orders } }\n  Users: { Type', 'order } }\n  Users: { Typ'],
    rule: 'apigwv2-route-without-auth',
  },
  {
    what: 'of two rules with one number, the first gets another',
    template: twoNumbers.replace('!If [IsTest, 30, 10]', '20'),
    change: ['10, 20]', '10, 21]'],
    rule: 'listener-rule-priority-invalid',
  },
  {
    what: 'what pointed here does so in one branch only',
    template: `Conditions: { IsOpen: !Equals [!Ref AWS::Region, eu-west-1] }${twoBalancers.replace('!Ref Other', '!Ref Shop')}`,
    change: ['!Ref Shop\n      Protocol: HTTPS', '!If [IsOpen, !Ref Shop, !Ref AWS::NoValue]\n      Protocol: HTTPS'],
    rule: 'alb-without-https-listener',
  },
  {
    what: 'what may point anywhere may point here',
    template: twoBalancers,
    change: ['!Ref Other', '!ImportValue Balancer'],
    rule: 'alb-without-https-listener',
  },
  {
    what: 'what pointed elsewhere points here',
    template: twoBalancers,
    change: ['!Ref Other', '!Ref Shop'],
    rule: 'alb-without-https-listener',
  },
  {
    what: 'what pointed here is called something else',
    template: twoBalancers,
    change: ['  Shop:', '  Store:'],
    rule: 'alb-without-https-listener',
  },
  {
    what: 'what pointed here is gone',
    template: twoBalancers,
    change: ['AWS::ElasticLoadBalancingV2::Listener', 'AWS::SNS::Topic'],
    rule: 'alb-without-https-listener',
  },
  {
    what: 'it is handed to somebody who cannot be seen',
    template: `${twoBalancers}Outputs:\n  Arn: { Value: none }\n`,
    change: ['Value: none', 'Value: !Ref Shop'],
    rule: 'alb-without-https-listener',
  },
  {
    what: 'the default of a parameter',
    template: slowFunction,
    change: ['Default: 60', 'Default: 20'],
    rule: 'lambda-timeout-exceeds-apigw',
  },
  {
    what: 'a parameter that is not there any more',
    template: slowFunction,
    change: ['  Seconds: {', '  Second: {'],
    rule: 'lambda-timeout-exceeds-apigw',
  },
  {
    what: 'a parameter above moves the place of the default, and nothing else',
    template: slowFunction,
    change: ['  Seconds: {', '  Zone: { Type: String }\n  Seconds: {'],
    rule: 'lambda-timeout-exceeds-apigw',
  },
  {
    what: 'a value in a mapping',
    template: mapped,
    change: ['slow: { seconds: 60 }', 'slow: { seconds: 6 }'],
    rule: 'lambda-timeout-exceeds-apigw',
  },
  {
    what: 'the name by which a function is called',
    template: slowFunction,
    change: ['{ FunctionName: orders, Timeout', '{ FunctionName: order, Timeout'],
    rule: 'lambda-permission-missing',
  },
  {
    what: 'the name by which no function was called',
    template: slowFunction.replace('{ FunctionName: orders, T', '{ FunctionName: order, T'),
    change: ['{ FunctionName: order, Timeout', '{ FunctionName: orders, Timeout'],
    rule: 'lambda-permission-missing',
  },
  {
    what: 'a property that nobody had read has the name of one that everybody looks for',
    template: slowFunction.replace('Timeout: !Ref', 'Timeou: !Ref'),
    change: ['Timeou: !Ref', 'Timeout: !Ref'],
    rule: 'lambda-timeout-exceeds-apigw',
  },
  {
    what: 'a property of what something else refers to',
    template: slowFunction,
    change: ['Timeout: !Ref Seconds', 'Timeout: 9'],
    rule: 'lambda-timeout-exceeds-apigw',
  },
  {
    what: 'a property that is called something else, at the same place',
    template: slowFunction,
    change: ['Timeout: !Ref', 'Timeour: !Ref'],
    rule: 'lambda-timeout-exceeds-apigw',
  },
  {
    what: 'what is waited for',
    template: slowFunction,
    change: ['DependsOn: Method', 'DependsOn: Orders'],
    rule: 'apigw-deployment-without-dependson',
  },
  {
    what: 'what is waited for, by way of something else',
    template: slowFunction
      .replace('DependsOn: Method', 'DependsOn: Permission')
      .replace('FunctionName: orders, Action', 'FunctionName: !Sub "${Method}", Action'),
    change: ['${Method}', '${Orders}'],
    rule: 'apigw-deployment-without-dependson',
  },
  {
    what: 'a line above moves the place of a finding, and nothing else',
    template: slowFunction,
    change: ['    Properties: { FunctionName', '    Description: x\n    Properties: { FunctionName'],
    rule: 'lambda-timeout-exceeds-apigw',
  },
];

for (const { what, template, change, rule } of cases)
  test(`${rule}: ${what}`, () => {
    assert.ok(followed('t.yaml', template, change, rule), 'it was linted from scratch');
  });

test('alb-without-https-listener: a reference that led nowhere is typed on to somebody who came meanwhile', () => {
  const rule = 'alb-without-https-listener';
  const typed = [
    ['!Ref Other', '!Ref Othe'],
    ['!Ref Othe', '!Ref Oth'],
    ['  Shop:', '  Store:'],
    ['!Ref Oth', '!Ref Store'],
    ['  Store:', '  Shop:'],
    ['!Ref Store', '!Ref Stor'],
    ['!Ref Stor', '!Ref Shop'],
  ] as const;
  let document = parseDocument(twoBalancers);
  let known = analyseDocument('t.yaml', document);
  for (const [from, to] of typed) {
    const start = document.text.lastIndexOf(from);
    document = edit(document, { start, end: start + from.length, newText: to }).document;
    known = analyseDocument('t.yaml', document, undefined, undefined, known);
    const scratch = analyse('t.yaml', document.text);
    assert.ok(known && scratch);
    assert.deepEqual(saidBy(rule, known), saidBy(rule, scratch), `${from} → ${to}`);
  }
});

test('a condition that is not there any more: what is said with it is read anew', () => {
  const line = '  IsTest: !Not [!Condition IsProduction]\n';
  followed('t.yaml', twoNumbers, [line, ''], 'listener-rule-priority-invalid');
});

const outlets: readonly { readonly what: string; readonly change: readonly [from: string, to: string] }[] = [
  { what: 'its ARN goes to the parameter store, and no longer', change: ['aws_lb.shop.arn', 'aws_lb.shop.dns_name'] },
  { what: 'its address becomes its ARN', change: ['aws_lb.other.dns_name', 'aws_lb.other.arn'] },
  {
    what: 'who is handed it becomes a provider that nobody knows',
    change: ['"aws_route53_record"', '"dns_record_set"'],
  },
  { what: 'a policy of Firewall Manager comes', change: ['aws_sns_topic', 'aws_fms_policy'] },
];

const handed = `
resource "aws_lb" "shop" {}

resource "aws_lb" "other" {}

resource "aws_lb" "third" {}

resource "aws_ssm_parameter" "shop" {
  value = aws_lb.shop.arn
}

resource "null_resource" "other" {
  triggers = { host = aws_lb.other.dns_name }
}

resource "aws_route53_record" "third" {
  records = [aws_lb.third.arn]
}

resource "aws_sns_topic" "alarms" {}
`;

for (const { what, change } of outlets)
  test(`alb-without-waf, in Terraform: ${what}`, () => {
    followed('main.tf', handed, change, 'alb-without-waf');
  });

const ofMethod = `
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "orders" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "POST"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "orders" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_method.orders.resource_id
  http_method = aws_api_gateway_method.orders.http_method
  type        = "HTTP_PROXY"
  uri         = "https://orders.example"
}
`;

test('apigw-method-without-auth, in Terraform: what is said of it in a resource of its own', () => {
  followed('main.tf', ofMethod, ['HTTP_PROXY', 'MOCK'], 'apigw-method-without-auth');
});

/** Whether the rule went on from what it knew. It says something else than before, and what it says from scratch. */
function followed(file: string, text: string, [from, to]: Case['change'], rule: string): boolean {
  const start = text.indexOf(from);
  assert.ok(start >= 0, `${from} is not there`);
  const before = parseFile(file, text);
  const known = analyseDocument(file, before);
  assert.ok(known);
  const wasSaid = saidBy(rule, known);
  const { document } = edit(before, { start, end: start + from.length, newText: to });
  const now = analyseDocument(file, document, undefined, undefined, known);
  const scratch = analyse(file, document.text);
  assert.ok(now && scratch);
  assert.deepEqual(saidBy(rule, now), saidBy(rule, scratch));
  assert.notDeepEqual(saidBy(rule, now), wasSaid);
  return now.checks === known.checks;
}

const saidBy = (rule: string, { findings, undecided, source }: Analysis) => ({
  findings: findings
    .filter((one) => one.rule === rule)
    .map(({ message, severity, at, related }) => ({
      message,
      severity,
      span: locate(source, at),
      related: related.map((one) => ({ message: one.message, span: locate(source, one.place) })),
    })),
  undecided: undecided()
    .filter((one) => one.rule === rule)
    .map(({ resource, why, at }) => ({ resource, why, span: locate(source, at) })),
});
