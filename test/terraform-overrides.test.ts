// What override files of Terraform make of the blocks of other files: findings stand where the value that counts is written.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { append, remove, replace } from '../rules/kit/index.ts';
import { Listener, TargetGroup } from '../rules/model/elbv2.ts';
import type { Files, TextEdit } from '../server/formats/format.ts';
import { parseFile } from '../server/formats/kind.ts';
import { analyse, locate, sourceOf } from '../server/linter/analysis.ts';
import { fixesFor } from '../server/linter/fixes-for.ts';
import { strict } from './cases.ts';
import { edited } from './fixes.ts';
import type { Make } from './writing.ts';
import { block, group, setPort, writeModule } from './writing-hcl.ts';

/** Texts by the names of their files, of which `main.tf` is there always. */
type Module = Readonly<Record<string, string>> & { readonly 'main.tf': string };

const filesOf = (module: Module, hidden: readonly string[]): Files => ({
  list: (_, folder) => ({
    names: Object.keys({ ...module, ...Object.fromEntries(hidden.map((name) => [name, ''])) }).flatMap((path) => {
      const [file = '', ...above] = path.split('/').reverse();
      return above.reverse().join('/') === folder.replace(/^\.\/?/, '') ? [file] : [];
    }),
  }),
  read(from, path) {
    const base = from.includes('/') ? from.replace(/\/[^/]*$/, '/') : '';
    const file = `${base}${path}`.replaceAll('./', '');
    const text = module[file];
    return text === undefined ? { why: 'is not UTF-8' } : { file, document: parseFile(file, text) };
  },
});

/** `file:line rule`, of all files; `rule`: of that rule only. */
function said(module: Module, rule: string, hidden: readonly string[] = []): readonly string[] {
  const files = filesOf(module, hidden);
  return Object.keys(module).flatMap((name) => {
    const analysis = analyse(name, module[name] ?? '', strict, undefined, files);
    return (analysis?.findings ?? []).flatMap((one) => {
      const start = locate(sourceOf(analysis?.source ?? assert.fail(), [], one.at.file), one.at).start;
      const line = (module[name] ?? '').slice(0, start).split('\n').length;
      return one.rule === rule ? [`${name}:${line} ${one.message}`] : [];
    });
  });
}

const afterEdits = (module: Module, edits: readonly TextEdit[], seen: string): Module => ({
  'main.tf': '',
  ...Object.fromEntries(
    Object.entries(module).map(([name, text]) => [
      name,
      edited(
        text,
        edits.filter(({ file = seen }) => file === name),
      ),
    ]),
  ),
});

/** The module after the first fix of the only finding of that rule. */
function mended(module: Module, rule: string, nth = 0): Module | undefined {
  const files = filesOf(module, []);
  for (const name of Object.keys(module)) {
    const analysis = analyse(name, module[name] ?? '', strict, undefined, files);
    const report = analysis?.findings.find((one) => one.rule === rule);
    if (!analysis || !report) continue;
    const fix = fixesFor(analysis, report)[nth];
    if (!fix) return undefined;
    return afterEdits(module, fix.edits, name);
  }
  return assert.fail(`nothing of ${rule} is found`);
}

const problems = (module: Module, file: string): readonly string[] =>
  (analyse(file, module[file] ?? '', strict, undefined, filesOf(module, []))?.source.problems ?? []).map(
    ({ message }) => message,
  );

const policy = 'listener-tls-policy-outdated';
const headers = 'alb-drop-invalid-headers-off';
const interval = 'health-check-timeout-not-below-interval';

const listener = (tls: string) => `resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.main.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = ${tls}
  certificate_arn   = "arn:aws:acm:eu-west-1:123456789012:certificate/1"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.main.arn
  }
}
`;
const good = '"ELBSecurityPolicy-TLS13-1-2-2021-06"';
const weak = '"ELBSecurityPolicy-2016-08"';

const override = (type: string, name: string, body: string) => `resource "${type}" "${name}" {\n${body}\n}\n`;

const targets = (timeout: string) => `resource "aws_lb_target_group" "main" {
  port     = 80
  protocol = "HTTP"
  vpc_id   = "vpc-1"

  health_check {
    path     = "/health"
    interval = 10
    timeout  = ${timeout}
  }
}
`;

describe('an attribute of an override file', () => {
  const tls = (value: string) => override('aws_lb_listener', 'https', `  ssl_policy = ${value}`);

  test('counts, in the place of the one that it overrides', () => {
    assert.equal(said({ 'main.tf': listener(weak) }, policy).length, 1);
    assert.deepEqual(said({ 'main.tf': listener(weak), 'override.tf': tls(good) }, policy), []);
    const [finding] = said({ 'main.tf': listener(good), 'tls_override.tf': tls(weak) }, policy);
    assert.match(finding ?? '', /^tls_override\.tf:2 /);
  });

  test('counts in JSON, too, and in the files of OpenTofu', () => {
    const json = JSON.stringify({ resource: { aws_lb_listener: { https: { ssl_policy: JSON.parse(weak) } } } });
    for (const [name, text] of [
      ['override.tf.json', json],
      ['a_override.tofu', tls(weak)],
    ] as const) {
      const [finding] = said({ 'main.tf': listener(good), [name]: text }, policy);
      assert.ok(finding?.startsWith(`${name}:`), name);
    }
  });

  test('counts as the last of them says, in the order of their names', () => {
    const module = { 'main.tf': listener(good), 'b_override.tf': tls(good), 'a_override.tf': tls(weak) };
    assert.deepEqual(said(module, policy), []);
    assert.equal(said({ ...module, 'c_override.tf': tls(weak) }, policy).length, 1);
  });

  test('is mended where it stands', () => {
    const module = { 'main.tf': listener(good), 'override.tf': tls(weak) };
    const after = mended(module, policy);
    assert.equal(after?.['main.tf'], module['main.tf']);
    assert.match(after?.['override.tf'] ?? '', /ssl_policy = "ELBSecurityPolicy-TLS13/);
  });

  test('leaves what it does not say to be written in the block itself', () => {
    const balancer = override('aws_lb', 'main', '  name = "main"');
    const module = { 'main.tf': balancer, 'override.tf': override('aws_lb', 'main', '  idle_timeout = 30') };
    const after = mended(module, headers);
    assert.match(after?.['main.tf'] ?? '', /drop_invalid_header_fields = true/);
    assert.equal(after?.['override.tf'], module['override.tf']);
  });

  test('is mended in JSON, too', () => {
    const json = JSON.stringify({ resource: { aws_lb_listener: { https: { ssl_policy: JSON.parse(weak) } } } });
    const after = mended({ 'main.tf': listener(good), 'override.tf.json': json }, policy);
    assert.match(after?.['override.tf.json'] ?? '', /^\{"resource":.*"ssl_policy":"ELBSecurityPolicy-TLS13/);
  });
});

describe('blocks of an override file', () => {
  test('take the place of all blocks of their type', () => {
    const check = (more: string) => override('aws_lb_target_group', 'main', `  health_check {\n    ${more}\n  }`);
    assert.deepEqual(said({ 'main.tf': targets('30'), 'override.tf': check('path = "/"') }, interval), []);
    const [finding] = said(
      { 'main.tf': targets('5'), 'override.tf': check('interval = 5\n    timeout = 6') },
      interval,
    );
    assert.match(finding ?? '', /^override\.tf:4 /);
  });

  test('take the place of those that a dynamic block makes, and the other way round', () => {
    const dynamic = `  dynamic "health_check" {
    for_each = [1]
    content {
      interval = 10
      timeout  = 30
    }
  }`;
    const plain = '  health_check {\n    interval = 10\n    timeout = 5\n  }';
    const group = (body: string) => override('aws_lb_target_group', 'main', body);
    assert.deepEqual(said({ 'main.tf': group(dynamic), 'override.tf': group(plain) }, interval), []);
    assert.equal(said({ 'main.tf': group(plain), 'override.tf': group(dynamic) }, interval).length, 1);
  });

  test('are merged attribute by attribute in a lifecycle only', () => {
    const lifecycle = (body: string) => `  lifecycle {\n    ${body}\n  }\n`;
    const of = (body: string) => override('aws_api_gateway_deployment', 'live', body);
    const main = `resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}
resource "aws_api_gateway_method" "orders" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}
resource "aws_api_gateway_deployment" "live" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  depends_on  = [aws_api_gateway_method.orders]
${lifecycle('replace_triggered_by = [aws_api_gateway_method.orders]')}}
`;
    const rule = 'tf-apigw-deployment-without-triggers';
    const changed = { 'main.tf': main, 'override.tf': of(lifecycle('create_before_destroy = true')) };
    assert.deepEqual(said(changed, rule), []);
    const again = { ...changed, 'z_override.tf': of(lifecycle('replace_triggered_by = null')) };
    assert.equal(said(again, rule).length, 1);
  });
});

describe('names that an override file says anew', () => {
  const uses = (expression: string) => targets(expression);

  test('locals are told apart by their names, whatever block they stand in', () => {
    const main = `locals {\n  timeout = 5\n}\nlocals {\n  other = 1\n}\n${uses('local.timeout')}`;
    const late = 'locals {\n  other   = 2\n  timeout = 30\n}\n';
    assert.deepEqual(said({ 'main.tf': main }, interval), []);
    assert.equal(said({ 'main.tf': main, 'override.tf': late }, interval).length, 1);
    const after = mended({ 'main.tf': main, 'override.tf': late }, interval);
    assert.equal(after?.['main.tf'], main);
    assert.match(after?.['override.tf'] ?? '', /timeout = \d\n/);
  });

  test('a variable has the default that is said last, and keeps the rest', () => {
    const main = `variable "timeout" {\n  type    = number\n  default = 5\n}\n${uses('var.timeout')}`;
    const late = 'variable "timeout" {\n  default = 30\n}\n';
    assert.equal(said({ 'main.tf': main, 'override.tf': late }, interval).length, 1);
    const after = mended({ 'main.tf': main, 'override.tf': late }, interval);
    assert.equal(after?.['main.tf'], main);
    assert.match(after?.['override.tf'] ?? '', /default = \d\n/);
  });

  test('an argument of a module, and what a module hands out', () => {
    const inside = `variable "timeout" {}\n${uses('var.timeout')}`;
    const module = (timeout: number) => `module "orders" {\n  source  = "./orders"\n  timeout = ${timeout}\n}\n`;
    const late = module(30).replace(/ {2}source.*\n/, '');
    const [finding] = said({ 'main.tf': module(5), 'override.tf': late, 'orders/main.tf': inside }, interval);
    assert.match(finding ?? '', /^override\.tf:2 /);
    const output = (timeout: number) => `output "timeout" {\n  value = ${timeout}\n}\n`;
    const around = `module "limits" {\n  source = "./limits"\n}\n${uses('module.limits.timeout')}`;
    const limits = { 'main.tf': around, 'limits/main.tf': output(5) };
    assert.deepEqual(said(limits, interval), []);
    assert.equal(said({ ...limits, 'limits/override.tf': output(30) }, interval).length, 1);
  });

  test('a resource that an override file does away with is not there', () => {
    const balancer = override('aws_lb', 'main', '  name = "main"');
    const none = override('aws_lb', 'main', '  count = 0');
    assert.equal(said({ 'main.tf': balancer }, headers).length, 1);
    assert.deepEqual(said({ 'main.tf': balancer, 'override.tf': none }, headers), []);
  });
});

describe('what cannot be', () => {
  test('a block that overrides nothing is no resource, and a problem', () => {
    const module = {
      'main.tf': 'locals {\n  there = 1\n}\nterraform {\n}\n',
      'override.tf': `${override('aws_lb', 'main', '  name = "main"')}locals {\n  there = 2\n  gone = 3\n}\nterraform {\n}\nprovider "aws" {\n}\n`,
    };
    assert.deepEqual(said(module, headers), []);
    assert.deepEqual(problems(module, 'override.tf'), [
      'aws_lb.main overrides nothing: no other file of the module has it, and Terraform refuses that.',
      'local.gone overrides nothing: no other file of the module has it, and Terraform refuses that.',
    ]);
    assert.deepEqual(problems(module, 'main.tf'), []);
  });

  test('an override file that cannot be read may change anything', () => {
    const module = { 'main.tf': override('aws_lb', 'main', '  name = "main"') };
    assert.equal(said(module, headers).length, 1);
    assert.deepEqual(said(module, headers, ['override.tf']), []);
    assert.equal(said(module, headers, ['other.tf']).length, 1);
  });
});

describe('an edit of what an override file says', () => {
  const setPath: Make = (see) => [replace(see(TargetGroup).healthCheckPath, '/up')];
  const setType: Make = (see) => [replace(see(TargetGroup).targetType, 'ip')];
  const original = group('port = 80\n');
  const override = group('port = 81\n');
  const remove80: Make = (see) => [remove(see(TargetGroup).port)];

  test('is changed there, as what is overridden does not count', () => {
    const module = { 'main.tf': original, 'override.tf': override };
    assert.deepEqual(writeModule(module, setPort), { ...module, 'override.tf': group('port = 8080\n') });
  });
  test('is not taken away: what it overrides would count again', () => {
    assert.equal(writeModule({ 'main.tf': original, 'override.tf': override }, remove80), undefined);
    const other = { 'main.tf': original, 'override.tf': group('name = "app"\n') };
    assert.deepEqual(writeModule(other, remove80), { ...other, 'main.tf': group('') });
  });
  test('of a block is changed in its own, and what is new of another comes into the resource', () => {
    const module = {
      'main.tf': group('health_check {\n  path = "/"\n}\n'),
      'override.tf': group('health_check {\n  port = "80"\n}\n'),
    };
    assert.deepEqual(writeModule(module, setPath), {
      ...module,
      'override.tf': group('health_check {\n  port = "80"\n  path = "/up"\n}\n'),
    });
    assert.deepEqual(writeModule(module, setType)?.['override.tf'], module['override.tf']);
  });
  test('of a variable is held against what the variable allows', () => {
    const limits = 'validation {\n    condition     = var.port < 100\n    error_message = "no"\n  }';
    const module = {
      'main.tf': `variable "port" {\n  ${limits}\n}\n\n${group('port = var.port\n')}`,
      'override.tf': 'variable "port" {\n  default = 80\n}\n',
    };
    assert.equal(writeModule(module, setPort), undefined);
  });
  test('may be how many there are: then nobody writes which one is meant', () => {
    const forward: Make = (see) => [
      append(see(Listener).defaultActions, { type: 'forward', targetGroup: see(TargetGroup) }),
    ];
    const module = { 'main.tf': `${block('aws_lb_listener', 'http', 'port = 80\n')}\n${group('count = 1\n')}` };
    assert.match(writeModule(module, forward)?.['main.tf'] ?? '', /aws_lb_target_group\.app\[0\]\.arn/);
    assert.equal(writeModule({ ...module, 'override.tf': group('count = 2\n') }, forward), undefined);
  });
});
