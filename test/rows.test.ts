import assert from 'node:assert/strict';
import { test } from 'node:test';
import { number, type Resource, resource } from '../rules/kit/index.ts';
import { type RowHere, rowAt } from '../server/features/rows.ts';
import { terraform, terraformJson } from '../server/formats/syntax/dialect.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';

/** The row at the one place that is marked with `‸`: `property of Row`, and the text it stands on. */
function at(marked: string, rows?: readonly Resource[]): { readonly row: string; readonly on: string } | undefined {
  const offset = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const here = rowAt(parseDocument(text), offset, rows);
  return here && { row: words(here), on: text.slice(here.span.start, here.span.end) };
}

const words = ({ row, property, called }: RowHere): string =>
  property ? `${called}, ${property.kind} of ${row.name}` : `${called}, a ${row.name}`;

test('a property has its row on the key and on the value', () => {
  const template = (line: string) => `Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      ${line}
      Protocol: HTTP`;
  assert.deepEqual(at(template('Po‸rt: 80')), { row: 'Port, number of Listener', on: 'Port' });
  assert.deepEqual(at(template('Port: 8‸0')), { row: 'Port, number of Listener', on: '80' });
  assert.deepEqual(at(template('Port: 80‸')), { row: 'Port, number of Listener', on: '80' });
  assert.equal(at(template('Port: 80 # the ‸old door')), undefined);
  assert.equal(at(template('Tags: n‸one')), undefined, 'the model has no row for it');
});

test('a resource has its row on the name and on the type', () => {
  const listener = { row: 'AWS::ElasticLoadBalancingV2::Listener, a Listener' };
  assert.deepEqual(at('Resources:\n  W‸eb:\n    Type: AWS::ElasticLoadBalancingV2::Listener\n'), {
    ...listener,
    on: 'Web',
  });
  assert.deepEqual(at('Resources:\n  Web:\n    Type: AWS::Elastic‸LoadBalancingV2::Listener\n'), {
    ...listener,
    on: 'AWS::ElasticLoadBalancingV2::Listener',
  });
  assert.deepEqual(at('Resources:\n  Web:\n    Ty‸pe: AWS::ElasticLoadBalancingV2::Listener\n'), {
    ...listener,
    on: 'Type',
  });
  assert.equal(at('Resources:\n  Bu‸cket:\n    Type: AWS::S3::Bucket\n'), undefined);
  assert.equal(
    at('Resources:\n  Now:\n    Type: AWS::ApiGateway::Deploy‸ment\n')?.row,
    'AWS::ApiGateway::Deployment, a Deployment',
    'it is a stage only where it names one',
  );
  assert.equal(at('Outputs:\n  W‸eb:\n    Type: AWS::ElasticLoadBalancingV2::Listener\n'), undefined);
});

test('properties deep inside have the row of where they stand', () => {
  const action = (line: string) => `Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      DefaultActions:
        - Type: redirect
          RedirectConfig:
            ${line}`;
  assert.deepEqual(at(action('StatusCode: HTTP_‸301')), { row: 'StatusCode, text of Listener', on: 'HTTP_301' });
  assert.deepEqual(at(action('StatusCode: HTTP_301').replace('Redirect', 'Re‸direct')), {
    row: 'RedirectConfig, nested of Listener',
    on: 'RedirectConfig',
  });
  assert.deepEqual(at(action('StatusCode: HTTP_301').replace('Default', 'De‸fault')), {
    row: 'DefaultActions, list of Listener',
    on: 'DefaultActions',
  });
  assert.equal(at(action('Color: re‸d')), undefined);
});

test('both branches of an If are where the If is, and any other function is a value', () => {
  const listener = (value: string) => `Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: ${value}
      Certificates: []`;
  const row = 'LoadBalancerArn, ref of Listener';
  assert.deepEqual(at(listener('!Ref ‸Alb')), { row, on: '!Ref Alb' });
  assert.deepEqual(at(listener('!If [Blue, !Ref Alb, !Ref O‸ther]')), { row, on: '!Ref Other' });
  assert.deepEqual(at(listener('{ Fn::If: [Blue, !Ref A‸lb, !Ref Other] }')), { row, on: '!Ref Alb' });
  assert.deepEqual(at(listener('!If [Bl‸ue, !Ref Alb, !Ref Other]'))?.row, row);
  assert.deepEqual(at(listener('{ "Fn::ImportValue": "sh‸ared" }'))?.row, row);
  const choice = `!If
        - Blue
        - A: 1
        - B: ‸2`;
  assert.equal(at(listener(choice)), undefined, 'no row has such a property');
});

test('a row that is a part of a resource is found there, and what it reads of its owner beside it', () => {
  const method = (line: string, integration: string) => `Resources:
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      ${line}
      Integration:
        ${integration}`;
  assert.deepEqual(at(method('HttpMethod: GET', 'TimeoutInMillis: 2‸9000')), {
    row: 'TimeoutInMillis, number of Integration',
    on: '29000',
  });
  assert.deepEqual(at(method('RestApiId: !Ref A‸pi', 'Type: MOCK'))?.row, 'RestApiId, ref of Route');
  assert.deepEqual(at(method('HttpMethod: GET', 'Type: MOCK').replace('Integ', 'In‸teg')), {
    row: 'Integration, a Integration',
    on: 'Integration',
  });
  assert.equal(at(method('HttpMethod: G‸ET', 'Type: MOCK'))?.row, 'HttpMethod, text of Route');
  assert.equal(at(method('OperationName: G‸et', 'Type: MOCK')), undefined);
});

test('operations of an OpenAPI body have the rows of integrations, in any letter case where headers stand', () => {
  const api = (line: string) => `{
  "Resources": {
    "Shop": {
      "Type": "AWS::ApiGateway::RestApi",
      "Properties": {
        "Body": { "paths": { "/orders": { "get": { "x-amazon-apigateway-integration": {
          ${line}
        } } } } }
      }
    }
  }
}`;
  assert.deepEqual(at(api('"timeoutIn‸Millis": 5000'))?.row, 'timeoutInMillis, number of Integration');
  assert.deepEqual(
    at(api(`"requestParameters": { "integration.request.header.x-amz-invocation-type": "'Ev‸ent'" }`))?.row,
    'integration.request.header.X-Amz-Invocation-Type, text of Integration',
  );
});

test('an attribute of a list is known by its key, in any order', () => {
  const balancer = resource('Balancer', {
    noun: 'balancer',
    about: '',
    doc: '',
    forms: [{ type: 'AWS::Some::Balancer', dialect: 'cfn' }],
    identity: ['Ref'],
    properties: { idleSeconds: number({ cfn: 'Attributes[Key=idle.seconds].Value' }) },
  });
  const template = (...lines: string[]) => `Resources:
  Front:
    Type: AWS::Some::Balancer
    Properties:
      Attributes:
        - Key: deletion.protected
          Value: "true"
        - ${lines.join('\n          ')}`;
  const row = 'idle.seconds, number of Balancer';
  assert.deepEqual(at(template('Key: idle.seconds', 'Value: 6‸0'), [balancer]), { row, on: '60' });
  assert.deepEqual(at(template('Value: 60', 'Key: idle.‸seconds'), [balancer]), { row, on: 'idle.seconds' });
  assert.equal(at(template('Key: something.else', 'Value: 6‸0'), [balancer]), undefined);
});

test('half a template has rows where it still stands, and nonsense has none', () => {
  assert.deepEqual(
    at('Resources:\n  Web:\n    Type: AWS::ElasticLoadBalancingV2::Listener\n    Properties:\n      Proto‸col:\n  Alb')
      ?.row,
    'Protocol, text of Listener',
  );
  for (const text of [
    '‸',
    '{‸',
    'Resources:‸',
    'Resources: [‸]',
    '- ‸',
    'Resources:\n  Web: ‸',
    '{"Resources": {"A": {"Type": ‸',
  ])
    assert.equal(at(text), undefined, text);
});

test('nothing but the item under the offset is looked at', () => {
  const text = 'Resources:\n  A:\n    Type: AWS::S3::Bucket\n  B:\n    Type: AWS::ElasticLoadBalancingV2::Listener\n';
  const document = parseDocument(text);
  const looked = new Set<string>();
  const items = document.items.map((item) => ({
    ...item,
    get value() {
      looked.add(String(item.key?.value));
      return item.value;
    },
  }));
  assert.equal(rowAt({ ...document, starts: document.starts, items }, text.indexOf('Listener'))?.row.name, 'Listener');
  assert.deepEqual([...looked], ['B']);
});

/** The same of a file of Terraform. */
function inModule(marked: string, dialect = terraform): { readonly row: string; readonly on: string } | undefined {
  const offset = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const here = rowAt(parseDocument(text, dialect), offset);
  return here && { row: words(here), on: text.slice(here.span.start, here.span.end) };
}

test('in Terraform an attribute has its row on the name and on the value, whatever computes it', () => {
  const balancer = (line: string) => `# the door\nresource "aws_lb" "main" {\n  name = "main"\n  ${line}\n}\n`;
  const row = 'idle_timeout, number of LoadBalancer';
  assert.deepEqual(inModule(balancer('idle_ti‸meout = 30')), { row, on: 'idle_timeout' });
  assert.deepEqual(inModule(balancer('idle_timeout = 3‸0')), { row, on: '30' });
  assert.deepEqual(inModule(balancer('idle_timeout = var.ti‸me')), { row, on: 'var.time' });
  assert.deepEqual(inModule(balancer('idle_timeout = max(1, ‸2)')), { row, on: 'max(1, 2)' });
  assert.deepEqual(inModule(balancer('idle_timeout = var.a ? 3‸0 : 60')), { row, on: '30' });
  assert.equal(inModule(balancer('idle_timeout = 30 # ‸ long')), undefined);
  assert.equal(inModule(balancer('ta‸gs = {}')), undefined, 'the model has no row for it');
});

test('in Terraform a resource has its row on the block, on the type and on the name', () => {
  const block = (header: string) => `# the door\n${header} {\n}\n`;
  const row = 'aws_lb, a LoadBalancer';
  assert.deepEqual(inModule(block('reso‸urce "aws_lb" "main"')), { row, on: 'resource' });
  assert.deepEqual(inModule(block('resource "aws‸_lb" "main"')), { row, on: '"aws_lb"' });
  assert.deepEqual(inModule(block('resource "aws_lb" "ma‸in"')), { row, on: '"main"' });
  assert.deepEqual(inModule(block('resource "aws_alb" "ma‸in"')), { row: 'aws_alb, a LoadBalancer', on: '"main"' });
  assert.equal(inModule(block('resource "aws_s3_bucket" "ma‸in"')), undefined);
  assert.equal(inModule(block('data "aws_lb" "ma‸in"')), undefined);
  assert.equal(inModule(block('loca‸ls')), undefined);
});

test('in Terraform blocks lead to what stands in them, be they one or many, or made', () => {
  const listener = (block: string) => `resource "aws_lb_listener" "web" {\n  ${block}\n}\n`;
  const code = 'status_code, text of Listener';
  assert.deepEqual(inModule(listener('defau‸lt_action {\n  }')), {
    row: 'default_action, list of Listener',
    on: 'default_action',
  });
  const redirect =
    'default_action {\n    type = "redirect"\n    redirect {\n      status_code = "HTTP_‸301"\n    }\n  }';
  assert.deepEqual(inModule(listener(redirect)), { row: code, on: '"HTTP_301"' });
  const made = `dynamic "default_action" {\n    for_each = [1]\n    content {\n      redirect {\n        status‸_code = "HTTP_301"\n      }\n    }\n  }`;
  assert.deepEqual(inModule(listener(made)), { row: code, on: 'status_code' });
  assert.deepEqual(inModule(listener('dyn‸amic "default_action" {\n    for_each = [1]\n  }')), {
    row: 'default_action, list of Listener',
    on: '"default_action"',
  });
  assert.equal(inModule(listener('dynamic "default_action" {\n    for_each = [‸1]\n  }')), undefined);
});

test("in Terraform's JSON a row stands where it does in HCL, be it in arrays or not", () => {
  const at = (resources: string) => inModule(`{\n  "resource": ${resources}\n}\n`, terraformJson);
  const balancer = { row: 'aws_lb, a LoadBalancer' };
  assert.deepEqual(at('{ "aws‸_lb": { "main": {} } }'), { ...balancer, on: '"aws_lb"' });
  assert.deepEqual(at('{ "aws_lb": { "ma‸in": {} } }'), { ...balancer, on: '"main"' });
  assert.deepEqual(at('[{ "aws_lb": [{ "ma‸in": {} }] }]'), { ...balancer, on: '"main"' });
  const timeout = 'idle_timeout, number of LoadBalancer';
  const main = (body: string) => at(`{ "aws_lb": { "main": ${body} } }`);
  assert.deepEqual(main('{ "idle_ti‸meout": 30 }'), { row: timeout, on: '"idle_timeout"' });
  assert.deepEqual(main('[{ "idle_timeout": "${var.ti‸me}" }]'), { row: timeout, on: '"${var.time}"' });
  const listener = (action: string) => at(`{ "aws_lb_listener": { "web": { "default_action": ${action} } } }`);
  const code = { row: 'status_code, text of Listener', on: '"HTTP_301"' };
  assert.deepEqual(listener('{ "redirect": { "status_code": "HTTP_‸301" } }'), code);
  assert.deepEqual(listener('[{ "redirect": [{ "status_code": "HTTP_‸301" }] }]'), code);
  assert.equal(at('{ "‸//": "by hand" }'), undefined);
});
