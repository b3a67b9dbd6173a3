/* What variables are given by files beside a module. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Files } from '../../server/formats/format.ts';
import { looksLikeSource, parseFile } from '../../server/formats/kind.ts';
import { type Analysis, analyse } from '../../server/linter/analysis.ts';

/** A folder, and what is seen from `main.tf` in it. */
function look(texts: Readonly<Record<string, string>>, file = 'main.tf'): Analysis {
  const folderOf = (path: string) => path.split('/').slice(0, -1).join('/');
  const pathOf = (from: string, path: string) =>
    [...folderOf(from).split('/'), ...path.split('/')].filter((step) => step !== '' && step !== '.').join('/');
  const files: Files = {
    read(from, path) {
      const other = pathOf(from, path);
      const text = texts[other];
      return text === undefined ? { why: 'it is not there' } : { file: other, document: parseFile(other, text) };
    },
    list: (from, folder) => ({
      names: Object.keys(texts)
        .filter((path) => folderOf(path) === pathOf(from, folder))
        .map((path) => path.split('/').at(-1) ?? ''),
    }),
  };
  const analysis = analyse(file, texts[file] ?? '', undefined, undefined, files);
  assert.ok(analysis);
  return analysis;
}

const module = `
variable "timeout" {
  type    = number
  default = 60
}
variable "drop" {
  type    = bool
  default = false
}
resource "aws_lb" "web" {
  internal                   = true
  drop_invalid_header_fields = var.drop
  idle_timeout               = var.timeout
}
`;
const rule = 'alb-drop-invalid-headers-off';

/** What is said of the flag, and by what. */
const said = ({ findings }: Analysis) =>
  findings
    .filter((one) => one.rule === rule)
    .map(({ assumes, related }) => [...assumes, ...related.map(({ message }) => message)]);

test('without them, defaults are assumed', () => {
  assert.deepEqual(said(look({ 'main.tf': module })), [['var.drop', 'the default of var.drop']]);
});

test('what they give is known, and it is told where it comes from', () => {
  assert.deepEqual(said(look({ 'main.tf': module, 'terraform.tfvars': 'drop = false\n' })), [
    ['var.drop is given by terraform.tfvars'],
  ]);
  assert.deepEqual(said(look({ 'main.tf': module, 'terraform.tfvars': 'drop = true\n' })), []);
});

test('they may be JSON; a text is changed into the type of the variable', () => {
  for (const drop of ['true', '"true"'])
    assert.deepEqual(said(look({ 'main.tf': module, 'terraform.tfvars.json': `{ "drop": ${drop} }` })), []);
});

test('later ones win: terraform.tfvars, the same in JSON, and whatever ends in .auto.tfvars, by name', () => {
  const order = ['terraform.tfvars', 'terraform.tfvars.json', 'a.auto.tfvars', 'b.auto.tfvars.json', 'c.auto.tfvars'];
  for (const [index, last] of order.entries()) {
    const texts = order
      .slice(0, index + 1)
      .map((name) => [name, name.endsWith('.json') ? `{ "drop": ${name !== last} }` : `drop = ${name !== last}\n`]);
    // In whichever order the folder lists them.
    assert.deepEqual(said(look({ 'main.tf': module, ...Object.fromEntries(texts.reverse()) })), [
      [`var.drop is given by ${last}`],
    ]);
  }
});

test('other files give nothing: nobody knows whether they are named at a deployment', () => {
  assert.deepEqual(said(look({ 'main.tf': module, 'prod.tfvars': 'drop = true\n', 'x.json': '{ "drop": true }' })), [
    ['var.drop', 'the default of var.drop'],
  ]);
});

test('nor does a file that cannot be read, which Terraform refuses', () => {
  assert.deepEqual(said(look({ 'main.tf': module, 'terraform.tfvars': 'drop = true\nport = [\n' })), [
    ['var.drop', 'the default of var.drop'],
  ]);
});

test('a condition is settled by what is given, text or number', () => {
  const text = `
variable "env" {}
variable "lbs" {
  type = number
}
resource "aws_lb" "web" {
  count                      = var.lbs
  drop_invalid_header_fields = var.env == "prod" ? true : false
}
`;
  const given = (env: string, lbs: string) =>
    look({ 'main.tf': text, 'terraform.tfvars': `env = "${env}"\nlbs = ${lbs}\n` });
  assert.deepEqual(said(given('prod', '1')), []);
  assert.equal(said(given('dev', '1')).length, 1);
  assert.equal(said(given('dev', '"1"')).length, 1);
  assert.deepEqual(said(given('dev', '0')), []);
  assert.deepEqual(said(given('dev', '"0"')), []);
});

test('lists and maps are given as well', () => {
  const text = `
variable "albs" {
  type = map(object({ drop = bool }))
}
resource "aws_lb" "web" {
  for_each                   = var.albs
  drop_invalid_header_fields = var.albs["a"].drop
}
`;
  const given = (drop: boolean) =>
    look({ 'main.tf': text, 'terraform.tfvars': `albs = {\n  a = { drop = ${drop} }\n}\n` });
  assert.equal(said(given(false)).length, 1);
  assert.deepEqual(said(given(true)), []);
});

test('a module that is called takes its values from the call', () => {
  const called = (file: string, argument = 'drop = true') =>
    look(
      {
        'main.tf': `module "web" {\n  source = "./web"\n  ${argument}\n}\n`,
        'web/main.tf': module,
        'web/terraform.tfvars': 'drop = false\n',
      },
      file,
    );
  assert.deepEqual(said(called('main.tf')), []);
  assert.deepEqual(said(called('main.tf', 'drop = false')), [['where var.drop is used']]);
  const inside = called('main.tf', '').source.stacks.get('module.web')?.source.parameters.get('var.drop');
  assert.ok(inside);
  assert.equal(inside.given, undefined);
  // By itself, it is a module like any other.
  assert.deepEqual(said(called('web/main.tf')), [['var.drop is given by terraform.tfvars']]);
});

test('they are no modules themselves', () => {
  assert.equal(looksLikeSource('terraform.tfvars', 'resource "aws_lb" "web" {}'), false);
  assert.equal(looksLikeSource('terraform.tfvars.json', '{ "drop": true }'), false);
});
