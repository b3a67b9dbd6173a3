/* Paths to other files, as links in the editor. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DocumentLinkRequest } from 'vscode-languageserver/node';
import { type EditorOnFolder, editorIn, editorOnFolder } from './lsp-folder.ts';

/** `./edge.yaml → edge.yaml` */
async function linksIn({ editor, uriOf }: EditorOnFolder, file: string): Promise<readonly string[]> {
  const uri = uriOf(file);
  const links = await editor.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } });
  const folder = uriOf('x').slice(0, -1);
  return (links ?? []).map(({ range, target }) => `${editor.textAt(uri, range)} → ${target?.slice(folder.length)}`);
}

test('a template leads to the templates, descriptions and definitions that it names and that are there', async (t) => {
  const shop = `Transform: AWS::Serverless-2016-10-31
Globals:
  Api:
    DefinitionUri: api.yaml
Resources:
  Edge:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: "./stacks/edge stack.yaml" }
  Far:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: https://bucket.s3.amazonaws.com/edge.yaml }
  Gone:
    Type: AWS::Serverless::Application
    Properties: { Location: gone.yaml }
  Outside:
    Type: AWS::Serverless::Application
    Properties: { Location: ../outside.yaml }
  Uploaded:
    Type: AWS::ApiGateway::RestApi
    Properties:
      BodyS3Location: 'api.yaml'
  Taken:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        Fn::Transform: { Name: AWS::Include, Parameters: { Location: api.yaml } }
`;
  const files = { 'shop.yaml': shop, 'stacks/edge stack.yaml': 'Resources: {}', 'api.yaml': 'openapi: 3.0.1' };
  assert.deepEqual(await linksIn(await editorOnFolder(t, files, ['shop.yaml']), 'shop.yaml'), [
    'api.yaml → api.yaml',
    './stacks/edge stack.yaml → stacks/edge%20stack.yaml',
    'api.yaml → api.yaml',
    'api.yaml → api.yaml',
  ]);
});

test('a module leads to the modules that it calls, and to the files that its functions read', async (t) => {
  const main = `module "edge" {
  source = "./edge"
}
module "net" {
  source = "../network"
}
module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
}
module "far" {
  source = "terraform-aws-modules/alb/aws"
}
resource "aws_api_gateway_rest_api" "shop" {
  body = templatefile("\${path.module}/api.yaml", { name = file("name.txt") })
  name = file("\${var.folder}/name.txt")
}
`;
  const manifest = { Modules: [{ Key: 'vpc', Source: 'x', Dir: '.terraform/modules/vpc' }] };
  const files = {
    'app/main.tf': main,
    'app/edge/main.tf': '',
    'app/edge/lb.tf': '',
    'network/vpc.tf': '',
    'network/subnets.tf': '',
    'app/.terraform/modules/modules.json': JSON.stringify(manifest),
    'app/.terraform/modules/vpc/main.tf': '',
    'app/api.yaml': 'openapi: 3.0.1',
    'app/name.txt': 'shop',
  };
  assert.deepEqual(await linksIn(await editorOnFolder(t, files, ['app/main.tf']), 'app/main.tf'), [
    './edge → app/edge/main.tf',
    '../network → network/subnets.tf',
    'terraform-aws-modules/vpc/aws → app/.terraform/modules/vpc/main.tf',
    '${path.module}/api.yaml → app/api.yaml',
    'name.txt → app/name.txt',
  ]);
});

test('where Terraform runs is known in a module that nobody calls, and when others begin to call it, no longer', async (t) => {
  const edge = `locals {
  own  = file("\${path.module}/name.txt")
  root = file("\${path.root}/name.txt")
  bare = file("name.txt")
}
`;
  const files = { 'edge/main.tf': edge, 'edge/name.txt': 'edge' };
  const here = await editorIn(t, files);
  await here.editor.open(here.uriOf('edge/main.tf'), edge, 'terraform');
  assert.deepEqual(await linksIn(here, 'edge/main.tf'), [
    '${path.module}/name.txt → edge/name.txt',
    '${path.root}/name.txt → edge/name.txt',
    'name.txt → edge/name.txt',
  ]);
  here.write('main.tf', 'module "edge" {\n  source = "./edge"\n}\n');
  await here.editor.watched(here.uriOf('main.tf'));
  assert.deepEqual(await linksIn(here, 'edge/main.tf'), ['${path.module}/name.txt → edge/name.txt']);
});
