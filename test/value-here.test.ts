/* What a hover says of the value that holds at a place, where the text alone does not say it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MarkupContent } from 'vscode-languageserver';
import { clientOf } from '../server/features/client.ts';
import { hoverAt } from '../server/features/hover.ts';
import { linesOf } from '../server/formats/syntax/lines.ts';
import { analyse } from '../server/linter/analysis.ts';
import { visualStudioCode } from './lsp-client.ts';

/** What the hover at the place marked with `‸` says of values: the line that begins with `Here:`, and the list of what holds. */
function said(marked: string, file = 'shop.yaml'): readonly string[] {
  const analysis = analyse(file, marked.replace('‸', ''), undefined, []);
  assert.ok(analysis);
  const lines = linesOf(analysis.source.document);
  const template = { uri: 'file:///shop', version: 1, lines, analysis };
  const hover = hoverAt(template, lines.positionAt(marked.indexOf('‸')), clientOf(visualStudioCode), () => undefined);
  const text = hover && MarkupContent.is(hover.contents) ? hover.contents.value : '';
  return text.split('\n').filter((line) => /^(Here: |- `)/.test(line));
}

describe('A property says what it is,', () => {
  const listener = (port: string, more = '') => `Parameters:
  Port: { Type: Number, Default: 80 }
  Door: { Type: Number }
Conditions:
  IsOpen: !Equals [!Ref Door, 1]
Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      Port: ${port}
${more}`;

  test('but not what stands there already', () => assert.deepEqual(said(listener('8‸0')), []));

  test('behind a parameter with a default, on its key too', () => {
    const here = ['Here: 80, assumed from the default of Port'];
    assert.deepEqual(said(listener('!Ref Po‸rt')), here);
    assert.deepEqual(said(listener('!Ref Port').replace('Port: !Ref', 'Po‸rt: !Ref')), here);
  });

  test('or why nobody can tell', () => {
    assert.deepEqual(said(listener('!Ref Do‸or')), [
      'Here: not known before deployment, as parameter Door has no default',
    ]);
    assert.deepEqual(said(listener('!If [IsOpen, 8‸0, 81]')), [
      'Here: not known before deployment, as IsOpen decides it',
    ]);
  });

  test('of one item of a list, not of another', () => {
    const actions = `      DefaultActions:
        - { Type: redirect, RedirectConfig: { Port: !Ref Po‸rt, StatusCode: HTTP_301 } }
        - { Type: redirect, RedirectConfig: { Port: !Ref Door, StatusCode: HTTP_301 } }`;
    assert.deepEqual(said(listener('80', actions)), ['Here: `80`, assumed from the default of Port']);
  });

  test('behind variables and locals of Terraform', () => {
    const module = (port: string) => `variable "port" {
  default = 80
}
locals {
  door = var.port
}
resource "aws_lb_listener" "web" {
  port = ${port}
}`;
    assert.deepEqual(said(module('var.po‸rt'), 'main.tf'), ['Here: 80, assumed from the default of var.port']);
    assert.deepEqual(said(module('local.do‸or'), 'main.tf'), [
      'Here: 80, from local.door, assumed from the default of var.port',
    ]);
  });
});

describe('A resource says what holds, although it does not say it itself:', () => {
  test("AWS's defaults", () => {
    const template = (attribute: string) => `Resources:
  W‸eb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      LoadBalancerAttributes:
        - { Key: ${attribute}, Value: "1" }`;
    // Those of an attribute that only one type of load balancer has are told where that type is known.
    const idle = "- `idle_timeout.timeout_seconds`: 60 seconds, AWS's default";
    assert.ok(said(template('client_keep_alive.seconds')).includes(idle));
    assert.ok(!said(template('idle_timeout.timeout_seconds')).includes(idle));
  });

  test('but no default that does not count here', () => {
    const listener = (protocol: string) => `Resources:
  W‸eb: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { Port: 443, Protocol: ${protocol} } }`;
    assert.deepEqual(said(listener('HTTPS')), ["- `SslPolicy`: `ELBSecurityPolicy-2016-08`, AWS's default"]);
    assert.deepEqual(said(listener('HTTP')), []);
    assert.deepEqual(said(listener('!Ref Protocol')), []);
  });

  test("the provider's", () => {
    const group = 'resource "aws_lb_target_group" "web" {\n  health_check {}\n}'.replace('web', 'w‸eb');
    const threshold = "- `health_check.healthy_threshold`: 3, the provider's default";
    assert.ok(said(group, 'main.tf').includes(threshold));
    assert.ok(!said(group.replace('health_check {}', ''), 'main.tf').includes(threshold), 'AWS takes another one');
  });

  test('what stands in Globals', () => {
    const template = `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Timeout: 30
Resources:
  Ord‸ers:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler`;
    assert.ok(
      said(template).includes('- `Timeout`: 30 seconds, from Globals.Function.Timeout'),
      said(template).join('\n'),
    );
  });
});
