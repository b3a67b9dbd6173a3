/* What is shown where nothing is written: defaults that matter, and how long an answer may take. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { InlayHintRefreshRequest, InlayHintRequest, MarkupContent } from 'vscode-languageserver/node';
import { clientOf } from '../server/features/client.ts';
import { inlayHints } from '../server/features/inlay-hints.ts';
import { linesOf } from '../server/formats/syntax/lines.ts';
import { analyse } from '../server/linter/analysis.ts';
import { visualStudioCode } from './lsp-client.ts';
import { editorIn, eventually } from './lsp-folder.ts';

const everything = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

function hintsIn(text: string, file = 'shop.yaml', range = everything) {
  const analysis = analyse(file, text, undefined, []);
  assert.ok(analysis);
  const lines = linesOf(analysis.source.document);
  const client = clientOf(visualStudioCode);
  return inlayHints({ uri: file, version: 1, lines, analysis }, range, client).map((hint) => {
    const before = text.slice(0, lines.offsetAt(hint.position)).split('\n').at(-1) ?? '';
    const tooltip = MarkupContent.is(hint.tooltip) ? hint.tooltip.value : '';
    return { ...hint, shown: `${before.trim()} «${String(hint.label)}»`, tooltip };
  });
}

/** Each line as it is shown, up to its hint. */
const shownIn = (text: string, file?: string): readonly string[] => hintsIn(text, file).map(({ shown }) => shown);

const balancer = (more = '') => `Parameters:
  Kind: { Type: String, Default: application }
Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internal
${more}  Https:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Web, Port: 443, Protocol: HTTPS }
  Http:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Web, Port: 80, Protocol: HTTP }
`;

describe('A default that matters is shown behind the name', () => {
  test('in YAML', () => {
    assert.deepEqual(shownIn(balancer()), [
      'Web: «idle timeout: 60 s»',
      'Https: «TLS policy: ELBSecurityPolicy-2016-08»',
    ]);
  });

  test('with the hover of the property', () => {
    const [idle] = hintsIn(balancer());
    assert.match(idle?.tooltip ?? '', /^\*\*idle\\_timeout\.timeout\\_seconds\*\* of the load balancer/);
    assert.match(idle?.tooltip ?? '', /Allowed: 1 to 4,000 seconds/);
  });

  test('but not where it is written, does not hold, or is not known to', () => {
    const written = '      LoadBalancerAttributes: [{ Key: idle_timeout.timeout_seconds, Value: "30" }]\n';
    const handed = '      LoadBalancerAttributes: !Ref Kind\n';
    const policy = 'Https: «TLS policy: ELBSecurityPolicy-2016-08»';
    assert.deepEqual(shownIn(balancer(written)), [policy]);
    assert.deepEqual(shownIn(balancer(handed)), [policy]);
    assert.deepEqual(shownIn(balancer('      Type: network\n')), [policy]);
    assert.deepEqual(shownIn(balancer('      Type: !Ref Kind\n')), [policy], 'a default may be given another value');
  });

  test('in JSON', () => {
    const json = '{ "Resources": { "Orders": { "Type": "AWS::Lambda::Function", "Properties": {} } } }';
    assert.deepEqual(shownIn(json, 'shop.json'), ['{ "Resources": { "Orders": { «timeout: 3 s»']);
  });

  test('in Terraform', () => {
    const module = `resource "aws_lb" "web" {
  internal = true
}
resource "aws_lb_target_group" "pages" {
  protocol = "HTTP"
  health_check { interval = 10 }
}
resource "aws_lb_target_group" "orders" {
  protocol = "HTTP"
  health_check { path = "/healthy" }
}
`;
    assert.deepEqual(shownIn(module, 'main.tf'), [
      'resource "aws_lb" "web" { «idle timeout: 60 s»',
      'resource "aws_lb_target_group" "pages" { «health check path: /»',
    ]);
  });

  test('of the lines that are seen', () => {
    const range = { start: { line: 7, character: 0 }, end: { line: 12, character: 0 } };
    assert.deepEqual(
      hintsIn(balancer(), 'shop.yaml', range).map(({ shown }) => shown),
      ['Https: «TLS policy: ELBSecurityPolicy-2016-08»'],
    );
  });
});

const api = ({ protocol = 'HTTP', integration = 'IntegrationType: AWS_PROXY', timeout = '60' }) => `Parameters:
  Wait: { Type: Number, Default: 10 }
Resources:
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: ${protocol} } }
  List:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Api, RouteKey: GET /orders, Target: !Sub "integrations/\${Handled}" }
  Handled:
    Type: AWS::ApiGatewayV2::Integration
    Properties: { ApiId: !Ref Api, IntegrationUri: !GetAtt Orders.Arn, ${integration} }
  Orders: { Type: AWS::Lambda::Function, Properties: { Timeout: ${timeout} } }
`;

describe('A route says how long its answer may take', () => {
  test('by its API, its integration and its function', () => {
    assert.deepEqual(shownIn(api({})), ['List: «answers within 30 s; Orders may run 60 s»']);
    assert.deepEqual(shownIn(api({ integration: 'IntegrationType: AWS_PROXY, TimeoutInMillis: 5000' })), [
      'List: «answers within 5 s; Orders may run 60 s»',
    ]);
  });

  test('as far as that is known', () => {
    assert.deepEqual(shownIn(api({ timeout: '!Ref Wait' })), ['List: «answers within 30 s»']);
    assert.deepEqual(shownIn(api({ protocol: '!Ref Wait' })), []);
    assert.deepEqual(shownIn(api({ protocol: 'WEBSOCKET' })), [], 'nobody waits there');
    assert.deepEqual(shownIn(api({ integration: 'IntegrationType: AWS_PROXY, TimeoutInMillis: !Ref Wait' })), []);
    assert.deepEqual(shownIn(api({ integration: 'IntegrationType: MOCK' })), []);
  });

  test('at the event of a function', () => {
    const sam = `Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Timeout: 60 }
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        List: { Type: Api, Properties: { Path: /orders, Method: get } }
        Put: { Type: HttpApi, Properties: { Path: /orders, Method: put } }
`;
    assert.deepEqual(shownIn(sam), [
      'List: «answers within 29 s; Orders may run 60 s»',
      'Put: «answers within 30 s; Orders may run 60 s»',
    ]);
  });

  const method = (integration: string) => `Resources:
  Api: { Type: AWS::ApiGateway::RestApi }
  List:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      HttpMethod: GET
      ResourceId: !GetAtt Api.RootResourceId
      Integration: { Type: AWS, Uri: !GetAtt Orders.Arn, ${integration} }
  Orders: { Type: AWS::Lambda::Function, Properties: { Timeout: 60 } }
`;
  test('at a method, unless it streams or nobody waits', () => {
    assert.deepEqual(shownIn(method('')), ['List: «answers within 29 s; Orders may run 60 s»']);
    assert.deepEqual(shownIn(method('ResponseTransferMode: STREAM')), []);
    const event = `RequestParameters: { integration.request.header.X-Amz-Invocation-Type: "'Event'" }`;
    assert.deepEqual(shownIn(method(event)), []);
  });

  test('in Terraform, where the integration stands apart', () => {
    const module = `resource "aws_api_gateway_rest_api" "shop" {}
resource "aws_api_gateway_method" "list" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_rest_api.shop.root_resource_id
  http_method = "GET"
}
resource "aws_api_gateway_integration" "list" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_rest_api.shop.root_resource_id
  http_method = aws_api_gateway_method.list.http_method
  type        = "AWS_PROXY"
  uri         = aws_lambda_function.orders.invoke_arn
}
resource "aws_lambda_function" "orders" {
  timeout = 60
}
`;
    assert.deepEqual(shownIn(module, 'main.tf'), [
      'resource "aws_api_gateway_method" "list" { «answers within 29 s; aws_lambda_function.orders may run 60 s»',
    ]);
  });
});

test('the editor is told once the user wants to know, and asks anew', async (t) => {
  const knowing = {
    ...visualStudioCode,
    workspace: { ...visualStudioCode.workspace, inlayHint: { refreshSupport: true } },
  };
  const { editor, uriOf } = await editorIn(t, { 'shop.yaml': balancer() }, {}, knowing);
  let asked = 0;
  editor.connection.onRequest(InlayHintRefreshRequest.type, () => void asked++);
  const uri = uriOf('shop.yaml');
  await editor.open(uri, balancer());
  const labels = async () => {
    const hints = await editor.connection.sendRequest(InlayHintRequest.type, {
      textDocument: { uri },
      range: everything,
    });
    return hints?.map(({ label }) => label);
  };
  assert.equal(await labels(), undefined);
  await editor.set({ inlayHints: true });
  await eventually('the editor is asked to ask again', () => asked > 0);
  assert.deepEqual(await labels(), ['idle timeout: 60 s', 'TLS policy: ELBSecurityPolicy-2016-08']);
});
