/* Go to definition, references and rename in the editor, in and across files. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Location } from 'vscode-languageserver/node';
import { type EditorOnFolder, editorOnFolder } from './lsp-folder.ts';

/** `edge.yaml:3`, with lines counted from one. */
const spots = (locations: readonly Location[] | null): readonly string[] =>
  (locations ?? []).map(({ uri, range }) => `${uri.slice(uri.lastIndexOf('/') + 1)}:${range.start.line + 1}`);

const at = ({ editor, uriOf }: EditorOnFolder, file: string, text: string) => {
  const { end } = editor.rangeOf(uriOf(file), text);
  return { line: end.line, character: end.character - 1 };
};

const outer = `Resources:
  Edge:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./edge.yaml
      Parameters: { Timeout: 30 }
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !GetAtt Edge.Outputs.Orders
`;
const edge = `Parameters:
  Timeout: { Type: Number }
Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      HealthCheckTimeoutSeconds: !Ref Timeout
Outputs:
  Orders: { Value: !Ref Web }
`;

describe('Across nested stacks', () => {
  test('a definition is found where it stands', async (t) => {
    const open = await editorOnFolder(t, { 'outer.yaml': outer, 'edge.yaml': edge }, ['outer.yaml', 'edge.yaml']);
    const { editor, uriOf } = open;
    const from = async (file: string, text: string) =>
      spots(await editor.definitions(uriOf(file), at(open, file, text)));
    assert.deepEqual(await from('edge.yaml', '!Ref Web'), ['edge.yaml:4']);
    assert.deepEqual(await from('outer.yaml', '{ Timeout'), ['edge.yaml:2']);
    assert.deepEqual(await from('outer.yaml', 'Outputs.Orders'), ['edge.yaml:9']);
    assert.deepEqual(await from('outer.yaml', '!GetAtt Edge'), ['outer.yaml:2']);
    assert.deepEqual(await from('outer.yaml', 'TableName'), []);
    const used = await editor.references(uriOf('outer.yaml'), at(open, 'outer.yaml', '{ Timeout'));
    assert.deepEqual(spots(used), ['outer.yaml:6', 'edge.yaml:2', 'edge.yaml:7']);
  });

  test('what another file may call by its name is not renamed', async (t) => {
    const open = await editorOnFolder(t, { 'outer.yaml': outer, 'edge.yaml': edge }, ['outer.yaml', 'edge.yaml']);
    const { editor, uriOf } = open;
    await assert.rejects(
      editor.rename(uriOf('edge.yaml'), at(open, 'edge.yaml', '  Orders'), 'Purchases'),
      /Orders is known to other files by this name/,
    );
  });
});

const main = `module "edge" {
  source  = "./edge"
  timeout = local.timeout
}
`;
const locals = `locals {
  timeout = 30
}
output "orders" {
  value = module.edge.orders
}
`;
const edgeModule = `variable "timeout" {}
resource "aws_lb_target_group" "web" {
  slow_start = var.timeout
}
output "orders" {
  value = aws_lb_target_group.web.arn
}
`;
const modules = { 'main.tf': main, 'locals.tf': locals, 'edge/edge.tf': edgeModule };

describe('In modules of Terraform', () => {
  test('a definition is found in other files, and in the module that is called', async (t) => {
    const open = await editorOnFolder(t, modules, ['main.tf', 'locals.tf', 'edge/edge.tf']);
    const { editor, uriOf } = open;
    const from = async (file: string, text: string) =>
      spots(await editor.definitions(uriOf(file), at(open, file, text)));
    assert.deepEqual(await from('main.tf', 'local.timeout'), ['locals.tf:2']);
    assert.deepEqual(await from('main.tf', '  timeout'), ['edge.tf:1']);
    assert.deepEqual(await from('locals.tf', 'module.edge'), ['main.tf:1']);
    assert.deepEqual(await from('locals.tf', 'edge.orders'), ['edge.tf:5']);
  });

  test('a local is renamed in all files of its module', async (t) => {
    const open = await editorOnFolder(t, modules, ['main.tf', 'locals.tf']);
    const { editor, uriOf } = open;
    const edit = await editor.rename(uriOf('main.tf'), at(open, 'main.tf', 'local.timeout'), 'patience');
    assert.ok(edit);
    await editor.apply(edit);
    assert.equal(editor.textOf(uriOf('main.tf')), main.replace('local.timeout', 'local.patience'));
    assert.equal(editor.textOf(uriOf('locals.tf')), locals.replace('timeout', 'patience'));
  });
});

describe('A new name', () => {
  const template = `Transform: AWS::Serverless-2016-10-31
Parameters:
  Port: { Type: Number }
Resources:
  Orders:
    Type: AWS::Serverless::Function
  Other:
    Type: AWS::EC2::VPC
  Copy:
    Type: AWS::EC2::VPC
    Properties: { Role: !GetAtt OrdersRole.Arn }
`;
  test('has to be one, and to be free', async (t) => {
    const open = await editorOnFolder(t, { 'shop.yaml': template }, ['shop.yaml']);
    const { editor, uriOf } = open;
    const called = (text: string, name: string) => editor.rename(uriOf('shop.yaml'), at(open, 'shop.yaml', text), name);
    await assert.rejects(called('Other', 'a-b'), /A logical id has letters and digits only\./);
    await assert.rejects(called('Other', 'Port'), /Port is there already\./);
    await assert.rejects(called('Orders', 'Sales'), /What is made of Orders is referred to as OrdersRole/);
    assert.equal(await called('Serverless-2016', 'Sales'), null, 'no name stands there');
    assert.ok(await called('Other', 'Network'));
  });
});
