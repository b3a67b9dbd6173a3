/* What variables of Terraform are given on the command line and by the files that gatelint.yaml names. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { folderOf, gatelint } from './command-line.ts';

const rule = 'health-check-timeout-not-below-interval';
const config = `rules: { ${rule}: error, target-group-health-check-missing: 'off' }\n`;

const targets = `resource "aws_lb_target_group" "orders" {
  port     = 80
  protocol = "HTTP"
  vpc_id   = "vpc-1"

  health_check {
    interval = 10
    timeout  = var.timeout
  }
}
`;
const variables = 'variable "timeout" {\n  type    = number\n  default = 5\n}\n';
const module = { 'main.tf': targets, 'variables.tf': variables, 'gatelint.yaml': config };
const timeout = (seconds: number): string => `timeout = ${seconds}\n`;

/** What is said of the timeout in each file: how long it is, and who says so. */
async function said(folder: string, ...args: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { out } = await gatelint(folder, ['check', '--format', 'json', ...args]);
  // The schema says so.
  const { findings } = JSON.parse(out) as {
    findings: { file: string; rule: string; message: string; related: { message: string }[] }[];
  };
  return Object.fromEntries(
    findings
      .filter((finding) => finding.rule === rule)
      .map(({ file, message, related }) => [
        file,
        [/\d+ s/.exec(message)?.[0], ...related.map((one) => one.message)].join('; '),
      ]),
  );
}

describe('gatelint check takes what variables are given', { concurrency: 2 }, () => {
  test('from --var-file and --var, the later one first, before what Terraform reads unasked', async () => {
    const folder = folderOf({
      ...module,
      'terraform.tfvars': timeout(20),
      'z.auto.tfvars': timeout(21),
      'env/prod.tfvars': timeout(30),
      'env/more.tfvars.json': '{ "//": "for now", "timeout": "40" }',
    });
    const orders: readonly (readonly [args: readonly string[], says: string])[] = [
      [[], '21 s; var.timeout is given by z.auto.tfvars'],
      [['--var-file', 'env/prod.tfvars'], '30 s; var.timeout is given by env/prod.tfvars'],
      [
        ['--var-file', 'env/prod.tfvars', '--var-file=env/more.tfvars.json'],
        '40 s; var.timeout is given by env/more.tfvars.json',
      ],
      [['--var', 'timeout=50', '--var-file', 'env/prod.tfvars'], '30 s; var.timeout is given by env/prod.tfvars'],
      [['--var-file', 'env/prod.tfvars', '--var=timeout=50'], '50 s; var.timeout is given by --var'],
      [['--var', 'timeout=50', '--var', 'timeout=60', 'main.tf'], '60 s; var.timeout is given by --var'],
    ];
    for (const [args, says] of orders)
      assert.deepEqual(await said(folder, ...args), { 'main.tf': says }, args.join(' '));
  });

  test('for root modules only: what a module is given that another one calls, the call says', async () => {
    const folder = folderOf({
      'orders/main.tf':
        'variable "timeout" {}\n\nmodule "targets" {\n  source  = "../targets"\n  timeout = var.timeout\n}\n',
      'targets/main.tf': targets,
      'targets/variables.tf': variables,
      'alone/main.tf': targets + variables,
      'gatelint.yaml': config,
    });
    assert.deepEqual(await said(folder, '--var', 'timeout=30'), {
      'alone/main.tf': '30 s; var.timeout is given by --var',
      'orders/main.tf': '30 s; where var.timeout is used; var.timeout is given by --var',
    });
    assert.deepEqual(
      await said(folder, 'targets', '--var', 'timeout=30'),
      { 'targets/main.tf': '30 s; var.timeout is given by --var' },
      'nobody calls it in what is looked at',
    );
  });

  test('from the files that gatelint.yaml names, for all or for some; those of the command line go before', async () => {
    const folder = folderOf({
      'dev/main.tf': targets + variables,
      'prod/main.tf': targets + variables,
      'env/dev.tfvars': timeout(20),
      'env/prod.tfvars': timeout(30),
      'calls/main.tf': 'module "called" {\n  source = "./called"\n}\n',
      'calls/called/main.tf': targets + variables,
      'gatelint.yaml': `${config}varFiles: [env/dev.tfvars]\noverrides: [{ files: [prod/], varFiles: [env/prod.tfvars] }]\n`,
    });
    const dev = '20 s; var.timeout is given by env/dev.tfvars';
    const prod = '30 s; var.timeout is given by env/prod.tfvars';
    assert.deepEqual(await said(folder), { 'dev/main.tf': dev, 'prod/main.tf': prod });
    const all = { 'dev/main.tf': prod, 'prod/main.tf': prod };
    assert.deepEqual(await said(folder, '--var-file', 'env/prod.tfvars'), all);
    assert.deepEqual(await said(folder, 'dev', '--var', 'timeout=5'), {});
    assert.deepEqual(await said(folder, 'calls/called'), {}, 'it is called, wherever that is seen from');
  });

  test('of every type, as Terraform reads it', async () => {
    const folder = folderOf({
      'gatelint.yaml': config,
      'main.tf': `${targets.replace('var.timeout', 'var.checks.timeout')}
variable "checks" { type = object({ timeout = number }) }
variable "name" { default = "orders" }
`,
    });
    const checks = 'checks={ timeout = 30 }';
    assert.deepEqual(Object.keys(await said(folder, '--var', checks)), ['main.tf']);
    assert.deepEqual(await said(folder, '--var', 'checks={ timeout = 5 }', '--var', 'name=[not = HCL'), {});
    assert.deepEqual(await said(folder), {});
  });
});

describe('gatelint check tells what it cannot give', { concurrency: 2 }, () => {
  const files = { ...module, 'prod.tfvars': '# of prod\ntimeot = 30\n', 'block.tfvars': '\nlocals {\n  a = 1\n}\n' };
  const wrong: readonly (readonly [title: string, args: readonly string[], code: number, err: RegExp])[] = [
    [
      'a variable that no root module declares, with --var',
      ['--var', 'timeot=30'],
      2,
      /^--var timeot: No root module here declares the variable "timeot"\. Did you mean "timeout"\?\n$/,
    ],
    [
      'the same in a file, of which Terraform, too, only warns',
      ['--var-file', 'prod.tfvars'],
      0,
      /^prod\.tfvars:2: No root module here declares the variable "timeot"\. Did you mean "timeout"\?\n$/,
    ],
    [
      'one that is called like nothing else',
      ['--var', 'region=eu'],
      2,
      /declares the variable "region"; declare it, or leave it out\.\n$/,
    ],
    [
      'a value of another type',
      ['--var', 'timeout=long'],
      2,
      /^--var timeout: .* type number, which "long" is not\.\n$/,
    ],
    ['no name and value', ['--var', 'timeout'], 2, /'--var <name=value>' argument 'timeout' is invalid\. Write a name/],
    ['a blank behind the name', ['--var', 'timeout =30'], 2, /argument 'timeout =30' is invalid\. Write a name/],
    [
      'a file that is not there',
      ['--var-file', 'lost.tfvars'],
      2,
      /^lost\.tfvars: There is no such file or folder; check the path\.\n$/,
    ],
    ['a folder', ['--var-file', '.'], 2, /^\.: This is a folder/],
    [
      'a file of something else',
      ['--var-file', 'gatelint.yaml'],
      2,
      /^gatelint\.yaml: Line 1: A value is assigned with "="/,
    ],
    ['a file with a block', ['--var-file', 'block.tfvars'], 2, /^block\.tfvars: Line 2 begins a block "locals"; /],
  ];
  for (const [title, args, code, err] of wrong)
    test(`${code}: ${title}`, async () => {
      const ended = await gatelint(folderOf(files), ['check', ...args]);
      assert.match(ended.err, err);
      assert.equal(ended.code, code);
      if (code === 2) assert.equal(ended.out, '', 'nothing is checked by half of what was asked for');
    });

  test('2: where gatelint.yaml names a file that is not there; the rest holds', async () => {
    const folder = folderOf({ ...module, 'env/a.tfvars': timeout(30) });
    const named = {
      ...module,
      'env/a.tfvars': timeout(30),
      'gatelint.yaml': `${config}varFiles:\n  - env/a.tfvars\n  - b.tfvars\n`,
    };
    const { code, out, err } = await gatelint(folderOf(named), ['check']);
    assert.deepEqual({ code, err }, { code: 2, err: '' });
    assert.match(out, /^gatelint\.yaml:4:5 {2}error {2}config\n {2}b\.tfvars: There is no such file or folder/);
    assert.match(out, /main\.tf:8:16 {2}error {2}/);
    assert.equal((await gatelint(folder, ['check'])).code, 0, 'nobody names it');
  });

  test('0: that there is no root module', async () => {
    const { code, err } = await gatelint(folderOf({ 'main.yaml': 'Resources: {}\n' }), ['check', '--var', 'a=b']);
    assert.equal(code, 0);
    assert.match(err, /^There is no root module of Terraform here: --var and --var-file give nothing\.\n/);
  });
});

test('gatelint fix reads variables as they are given', async () => {
  const folder = folderOf({ ...module, 'main.tf': targets.replace('var.timeout', '30').replace('10', 'var.timeout') });
  const fix = ['fix', '--choice', rule];
  const { out } = await gatelint(folder, [...fix, '--var', 'timeout=40']);
  assert.match(out, /^Nothing/);
  assert.match((await gatelint(folder, fix)).out, /main\.tf: 1 fixed/);
  assert.match(readFileSync(join(folder, 'main.tf'), 'utf8'), /health_check/);
});
