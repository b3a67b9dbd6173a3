/* What the hover of a property says of changing it: by the same tables as the impact of a fix. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MarkupContent } from 'vscode-languageserver';
import { clientOf } from '../server/features/client.ts';
import { hoverAt } from '../server/features/hover.ts';
import { linesOf } from '../server/formats/syntax/lines.ts';
import { loadUpdates } from '../server/impact/impact.ts';
import { analyse } from '../server/linter/analysis.ts';
import { visualStudioCode } from './lsp-client.ts';

const updateOf = await loadUpdates();

/** Of the property that begins at `key`; undefined where the hover says nothing of a change. */
function changing(text: string, key: string, file = 'shop.yaml'): string | undefined {
  const analysis = analyse(file, text, undefined, []);
  assert.ok(analysis);
  const lines = linesOf(analysis.source.document);
  const template = { uri: `file:///${file}`, version: 1, lines, analysis };
  const offset = text.indexOf(key);
  assert.ok(offset >= 0, key);
  const hover = hoverAt(template, lines.positionAt(offset + 1), clientOf(visualStudioCode), updateOf);
  assert.ok(hover && MarkupContent.is(hover.contents), `no hover at ${key}`);
  return /Changing it [^·\n]*\w/.exec(hover.contents.value)?.[0];
}

const shop = `Resources:
  Orders:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      TargetType: ip
      Port: 8080
      HealthCheckPath: /health
      Matcher: { HttpCode: "200" }
      TargetGroupAttributes:
        - Key: deregistration_delay.timeout_seconds
          Value: "30"
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internal
      Subnets: [subnet-1, subnet-2]
`;

test('a property of CloudFormation, also inside of another one and in a list of attributes', () => {
  assert.equal(changing(shop, 'TargetType'), 'Changing it replaces the target group');
  assert.equal(changing(shop, 'HealthCheckPath'), 'Changing it updates in place');
  assert.equal(changing(shop, 'HttpCode'), 'Changing it updates in place');
  assert.equal(changing(shop, 'deregistration_delay'), 'Changing it updates in place');
  assert.equal(changing(shop, 'Scheme'), 'Changing it replaces the load balancer');
});

test('nothing is said of the resource itself', () => {
  assert.equal(changing(shop, 'Orders'), undefined);
  assert.equal(changing(shop, 'AWS::ElasticLoadBalancingV2::TargetGroup'), undefined);
});

test('an argument of Terraform, by what the provider does', () => {
  const main = `resource "aws_alb_target_group" "orders" {
  target_type = "ip"
  port        = 8080
  health_check {
    path = "/health"
  }
}
resource "aws_lb" "gate" {
  internal = true
  subnets  = ["subnet-1", "subnet-2"]
}
`;
  assert.equal(changing(main, 'target_type', 'main.tf'), 'Changing it replaces the target group');
  assert.equal(changing(main, 'path', 'main.tf'), 'Changing it updates in place');
  assert.equal(changing(main, 'internal', 'main.tf'), 'Changing it replaces the load balancer');
  assert.equal(changing(main, 'subnets', 'main.tf'), 'Changing it may replace the load balancer');
});

test('SAM, where what it says is a property of what SAM makes', () => {
  const sam = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 20
      Events:
        List: { Type: Api, Properties: { Path: /orders, Method: get } }
`;
  assert.equal(changing(sam, 'Timeout'), 'Changing it updates in place');
});
