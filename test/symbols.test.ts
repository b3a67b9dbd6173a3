/* The outline of a file: what a request goes through, as a tree. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type DocumentSymbol, DocumentSymbolRequest, type Range, SymbolKind } from 'vscode-languageserver/node';
import { symbolsOf } from '../server/features/symbols.ts';
import type { Files } from '../server/formats/format.ts';
import { parseFile } from '../server/formats/kind.ts';
import { edit } from '../server/formats/syntax/edit.ts';
import { linesOf } from '../server/formats/syntax/lines.ts';
import { analyse, analyseDocument } from '../server/linter/analysis.ts';
import { editorOnFolder } from './lsp-folder.ts';

function symbolsIn(text: string, file: string, files?: Files): readonly DocumentSymbol[] {
  const analysis = analyse(file, text, undefined, [], files);
  assert.ok(analysis);
  return symbolsOf({ uri: file, version: 1, lines: linesOf(analysis.source.document), analysis });
}

/** A line for each: `:443 HTTPS (Https · AWS::…::Listener)`, indented as it is nested. */
function outline(text: string, file = 'shop.yaml', files?: Files): string {
  const lines = (all: readonly DocumentSymbol[], indent: string): readonly string[] =>
    all.flatMap(({ name, detail, children = [] }) => [
      `${indent}${name}${detail === undefined ? '' : ` (${detail.replace(/AWS::\w+::/, '')})`}`,
      ...lines(children, `${indent}  `),
    ]);
  return `\n${lines(symbolsIn(text, file, files), '').join('\n')}\n`;
}

const balancer = `Parameters:
  Vpc: { Type: String }
Conditions:
  IsProd: !Equals [!Ref AWS::Region, eu-central-1]
Resources:
  Web: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer }
  Https:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Web
      Port: 443
      Protocol: HTTPS
      DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Pages }]
  Http:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Web
      Port: !Ref Vpc
      DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Pages }]
  OrderRule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Https
      Conditions:
        - { Field: host-header, HostHeaderConfig: { Values: [shop.example] } }
        - { Field: path-pattern, Values: [/orders/*, /carts/*] }
      Actions:
        - Type: forward
          ForwardConfig:
            TargetGroups: [{ TargetGroupArn: !If [IsProd, !Ref Orders, !Ref Carts] }]
  Orders:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { TargetType: lambda, Targets: [{ Id: !GetAtt Handler.Arn }] }
  Carts:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { Targets: [{ Id: i-1, Port: 80 }, { Id: 10.0.0.1 }] }
  Pages: { Type: AWS::ElasticLoadBalancingV2::TargetGroup }
  Handler: { Type: AWS::Lambda::Function }
  Wall: { Type: AWS::WAFv2::WebACL }
  WallOfWeb:
    Type: AWS::WAFv2::WebACLAssociation
    Properties: { ResourceArn: !Ref Web, WebACLArn: !GetAtt Wall.Arn }
  Spare: { Type: AWS::ElasticLoadBalancingV2::TargetGroup }
  Topic: { Type: AWS::SNS::Topic }
Outputs:
  Url: { Value: !GetAtt Web.DNSName }
`;

describe('The outline', () => {
  test('goes from the load balancer to the targets; what two listeners share stands under both, once', () => {
    assert.equal(
      outline(balancer),
      `
Web (LoadBalancer)
  :443 HTTPS · Https (Listener)
    shop.example /orders/*, /carts/* · OrderRule (ListenerRule)
      Orders (TargetGroup)
        Handler (Function)
      Carts (TargetGroup)
        i-1:80 (target)
        10.0.0.1 (target)
  Http (Listener)
  Pages (TargetGroup)
  WallOfWeb (WebACLAssociation)
  Wall (WebACL)
Other
  Spare (TargetGroup)
  Topic (Topic)
Parameters
  Vpc (String)
Conditions
  IsProd
Outputs
  Url
`,
    );
  });

  test('goes from the API to the functions, by methods and paths', () => {
    const api = `Resources:
  Shop: { Type: AWS::ApiGateway::RestApi }
  Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Shop, StageName: prod } }
  Orders:
    Type: AWS::ApiGateway::Resource
    Properties: { RestApiId: !Ref Shop, ParentId: !GetAtt Shop.RootResourceId, PathPart: orders }
  Order:
    Type: AWS::ApiGateway::Resource
    Properties: { RestApiId: !Ref Shop, ParentId: !Ref Orders, PathPart: "{id}" }
  GetOrder:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !Ref Order
      HttpMethod: GET
      Integration: { Type: AWS_PROXY, Uri: !GetAtt Handler.Arn }
  Handler: { Type: AWS::Lambda::Function }
  Chat: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
  Talk:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Chat, RouteKey: POST /talk, Target: !Sub "integrations/\${Talker}" }
  Talker: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Chat } }
`;
    assert.equal(
      outline(api),
      `
Shop (RestApi)
  prod · Prod (Stage)
  GET /orders/{id} · GetOrder (Method)
    AWS_PROXY (integration of GetOrder)
      Handler (Function)
  /orders · Orders (Resource)
  /orders/{id} · Order (Resource)
Chat (Api)
  POST /talk · Talk (Route)
    Talker (Integration)
`,
    );
  });

  test('has events of SAM as routes of their API, be it one that nobody wrote', () => {
    const sam = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        List: { Type: Api, Properties: { Path: /orders, Method: get } }
        Put: { Type: HttpApi, Properties: { Path: /orders, Method: put, ApiId: !Ref Fast } }
  Fast: { Type: AWS::Serverless::HttpApi }
  Table: { Type: AWS::Serverless::SimpleTable }
`;
    assert.equal(
      outline(sam),
      `
ServerlessRestApi (API of events that name none)
  GET /orders (route of Orders)
Fast (HttpApi)
  PUT /orders (route of Orders)
Orders (Function)
Other
  Table (SimpleTable)
`,
    );
  });

  test('of a module has what stands in the file, by the order of requests', () => {
    const main = `resource "aws_lb" "web" {}
resource "aws_lb_target_group" "orders" {}
variable "port" {}
`;
    const rules = `locals {
  paths = ["/orders"]
}
resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.web.arn
  port              = 80
}
resource "aws_lb_listener_rule" "orders" {
  listener_arn = aws_lb_listener.http.arn
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.orders.arn
  }
}
resource "aws_lb_target_group_attachment" "one" {
  target_group_arn = aws_lb_target_group.orders.arn
  target_id        = "i-1"
}
resource "aws_sns_topic" "alarms" {}
`;
    const texts: Readonly<Record<string, string>> = { 'main.tf': main, 'rules.tf': rules };
    const files: Files = {
      list: () => ({ names: Object.keys(texts) }),
      read(_from, path) {
        const file = path.replace(/^(\.\/)+/, '');
        const text = texts[file];
        return text === undefined ? { why: 'is not there' } : { file, document: parseFile(file, text) };
      },
    };
    assert.equal(
      outline(rules, 'rules.tf', files),
      `
:80 HTTP · http (aws_lb_listener)
  orders (aws_lb_listener_rule)
    one (aws_lb_target_group_attachment)
Other
  alarms (aws_sns_topic)
Locals
  paths
`,
    );
    assert.equal(
      outline(main, 'main.tf', files),
      `
web (aws_lb)
  orders (aws_lb_target_group)
Variables
  port
`,
    );
  });

  test('of a template without requests has its resources', () => {
    assert.equal(outline('Resources:\n  Topic: { Type: AWS::SNS::Topic }\n'), '\nResources\n  Topic (Topic)\n');
  });

  const all = (symbols: readonly DocumentSymbol[]): readonly DocumentSymbol[] =>
    symbols.flatMap((one) => [one, ...all(one.children ?? [])]);
  const isIn = ({ start, end }: Range, whole: Range): boolean =>
    (start.line > whole.start.line || (start.line === whole.start.line && start.character >= whole.start.character)) &&
    (end.line < whole.end.line || (end.line === whole.end.line && end.character <= whole.end.character));

  test('marks the name in the block, and has nothing twice', () => {
    const symbols = all(symbolsIn(balancer, 'shop.yaml'));
    for (const { name, range, selectionRange } of symbols) assert.ok(isIn(selectionRange, range), name);
    const leaves = symbols.filter(({ kind, children }) => children === undefined || kind !== SymbolKind.Namespace);
    const places = leaves.map(({ selectionRange: { start } }) => `${start.line}:${start.character}`);
    assert.deepEqual(places, [...new Set(places)]);
    const https = symbols.find(({ name }) => name === ':443 HTTPS · Https');
    assert.deepEqual(https?.range, { start: { line: 6, character: 2 }, end: { line: 12, character: 69 } });
    assert.deepEqual(https?.selectionRange, { start: { line: 6, character: 2 }, end: { line: 6, character: 7 } });
  });

  test('follows what is typed, as if nobody had asked before', () => {
    const noRules: readonly [] = [];
    const steps: readonly (readonly [file: string, text: string, ...(readonly [from: string, to: string])[]])[] = [
      [
        'shop.yaml',
        balancer,
        ['Port: 443', 'Port: 444'],
        ['/carts/*', '/card/*'],
        ['ListenerArn: !Ref Https', 'ListenerArn: !Ref Http'],
        ['!Ref Orders, !Ref Carts', '!Ref Carts, !Ref Carts'],
        ['  Web: {', '  Shop: {'],
        ['  Shop: {', '  Web: {'],
      ],
      [
        'main.tf',
        'resource "aws_lb" "web" {}\nresource "aws_lb_listener" "http" {\n  load_balancer_arn = aws_lb.web.arn\n  port = 80\n}\n',
        ['port = 80', 'port = 81'],
        ['aws_lb.web.arn', 'aws_lb.we.arn'],
        ['"web"', '"we"'],
      ],
    ];
    for (const [file, text, ...edits] of steps) {
      let document = parseFile(file, text);
      let analysis = analyseDocument(file, document, undefined, noRules);
      let before = '';
      for (const [from, to] of edits) {
        const start = document.text.indexOf(from);
        document = edit(document, { start, end: start + from.length, newText: to }).document;
        analysis = analyseDocument(file, document, undefined, noRules, analysis);
        const anew = analyse(file, document.text, undefined, noRules);
        assert.ok(start >= 0 && analysis && anew);
        const shown = { uri: file, version: 1, lines: linesOf(document) };
        const now = symbolsOf({ ...shown, analysis });
        assert.deepEqual(now, symbolsOf({ ...shown, analysis: anew }), `${from} → ${to}`);
        assert.notEqual(JSON.stringify(now), before);
        before = JSON.stringify(now);
      }
    }
  });

  test('is what the editor is told', async (t) => {
    const { editor, uriOf } = await editorOnFolder(t, { 'shop.yaml': balancer }, ['shop.yaml']);
    const textDocument = { uri: uriOf('shop.yaml') };
    const symbols = await editor.connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
    assert.deepEqual(
      symbols?.map(({ name }) => name),
      ['Web', 'Other', 'Parameters', 'Conditions', 'Outputs'],
    );
  });
});
