// What applying a changed module of Terraform does to what is there.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Source } from '../server/formats/format.ts';
import { parseFile } from '../server/formats/kind.ts';
import { readTerraform } from '../server/formats/terraform/read.ts';
import { type Impact, inWords } from '../server/impact/impact.ts';
import { impactOfTerraform } from '../server/impact/terraform/impact.ts';
import { argumentsOf, knownTypes } from '../server/impact/terraform/replacements.ts';
import { moduleIn } from './module-in.ts';

type Module = string | Readonly<Record<string, string>>;

function sourceOf(module: Module): Source {
  const texts = typeof module === 'string' ? { 'main.tf': module } : module;
  const [first = 'main.tf'] = Object.keys(texts);
  return readTerraform(first, parseFile(first, texts[first] ?? ''), { files: moduleIn(texts) });
}

const impactOf = (before: Module, after: Module): Impact => impactOfTerraform(sourceOf(before), sourceOf(after));

/** Each as `replace aws_lb.main: name`; `<aws_lb.main` is what causes it. */
const told = (before: Module, after: Module): readonly string[] =>
  impactOf(before, after).resources.map(({ name, effect, reasons, note }) => {
    const because = reasons.map(({ property, because: of }) => (of === undefined ? property : `${property} <${of}`));
    return `${effect} ${name}${because.length > 0 ? `: ${because.join(', ')}` : ''}${note === undefined ? '' : ` (${note})`}`;
  });

const says = (before: Module, after: Module): string => inWords(impactOf(before, after));

const opened = (before: Module, after: Module): readonly string[] =>
  impactOf(before, after).opened.map(({ name, words }) => `${name} ${words}`);

const resource = (type: string, name: string, ...lines: readonly string[]): string =>
  `resource "${type}" "${name}" {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;

const lb = (...lines: readonly string[]) => resource('aws_lb', 'main', ...lines);
const group = (...lines: readonly string[]) => resource('aws_lb_target_group', 'app', ...lines);
const listener = (...lines: readonly string[]) => resource('aws_lb_listener', 'web', ...lines);

const all = lb('name = "shop"') + group('port = 80', 'protocol = "HTTP"');
const http =
  all +
  listener(
    'load_balancer_arn = aws_lb.main.arn',
    'port = 80',
    'default_action {',
    '  type = "forward"',
    '  target_group_arn = aws_lb_target_group.app.arn',
    '}',
  );

describe('Arguments', () => {
  test('most are changed in place', () => {
    assert.deepEqual(told(http, http.replace('port = 80\n  default', 'port = 8080\n  default')), [
      'update aws_lb_listener.web: port',
    ]);
    assert.equal(says(http, http.replace('forward', 'redirect')), 'updates in place');
  });

  test('some make a new resource', () => {
    assert.deepEqual(told(lb('internal = false'), lb('internal = true')), ['replace aws_lb.main: internal']);
    assert.equal(says(lb('name = "a"'), lb('name = "b"')), 'replaces aws_lb.main');
  });

  test('layout, order, comments and quotes change nothing', () => {
    const before = lb('name     = "shop"', 'idle_timeout = 60', 'internal = true');
    const after = lb('# the front door', 'internal = "true"', 'idle_timeout="60"', 'name = "${"shop"}"');
    assert.deepEqual(told(before, after), []);
    assert.equal(says(before, after), 'changes nothing that is deployed');
  });

  test('what nobody knows is unknown, never nothing', () => {
    assert.deepEqual(told(lb('shape = 1'), lb('shape = 2')), ['unknown aws_lb.main: shape']);
    const queue = (name: string) => resource('aws_sqs_queue', 'q', `name = "${name}"`);
    assert.deepEqual(told(queue('a'), queue('b')), ['unknown aws_sqs_queue.q: name']);
    assert.equal(says(queue('a'), queue('b')), 'impact unknown');
  });

  test('what is written like the default of the provider changes nothing', () => {
    assert.deepEqual(told(lb('name = "a"'), lb('name = "a"', 'enable_http2 = true')), []);
    assert.deepEqual(told(lb('name = "a"', 'load_balancer_type = "application"'), lb('name = "a"')), []);
  });

  test('what AWS says by itself stays when it is written no more', () => {
    assert.deepEqual(told(lb('name = "a"', 'internal = true'), lb('internal = true')), []);
    assert.deepEqual(told(lb('internal = true'), lb('name = "a"', 'internal = true')), [
      'may-replace aws_lb.main: name',
    ]);
    assert.deepEqual(told(lb('name = "a"'), lb('name_prefix = "a"')), ['may-replace aws_lb.main: name_prefix']);
  });

  test('a Network Load Balancer may be replaced for its subnets, an Application Load Balancer is not', () => {
    const subnets = (type: string, ids: string) => lb(`load_balancer_type = "${type}"`, `subnets = [${ids}]`);
    assert.deepEqual(told(subnets('application', '"a"'), subnets('application', '"a", "b"')), [
      'update aws_lb.main: subnets',
    ]);
    assert.deepEqual(told(subnets('network', '"a"'), subnets('network', '"a", "b"')), [
      'may-replace aws_lb.main: subnets',
    ]);
  });

  test('a rule of a security group is replaced where its source is of another kind', () => {
    const rule = (line: string) => resource('aws_vpc_security_group_ingress_rule', 'in', line);
    assert.deepEqual(told(rule('cidr_ipv4 = "10.0.0.0/8"'), rule('cidr_ipv4 = "10.1.0.0/16"')), [
      'update aws_vpc_security_group_ingress_rule.in: cidr_ipv4',
    ]);
    assert.deepEqual(told(rule('cidr_ipv4 = "10.0.0.0/8"'), rule('prefix_list_id = "pl-1"')), [
      'replace aws_vpc_security_group_ingress_rule.in: prefix_list_id, cidr_ipv4',
    ]);
  });

  test('the names of the old module count as the new ones', () => {
    const old = (name: string) => resource('aws_alb', 'main', `name = "${name}"`);
    assert.deepEqual(told(old('a'), old('b')), ['replace aws_alb.main: name']);
  });

  test('resources come and go', () => {
    assert.equal(says('', http), 'creates 3 resources');
    assert.deepEqual(told(http, all), ['delete aws_lb_listener.web']);
    assert.deepEqual(told('', lb('count = 0')), []);
    assert.deepEqual(told('variable "on" {}', `variable "on" {}\n${lb('count = var.on ? 1 : 0')}`), [
      'unknown aws_lb.main',
    ]);
  });

  test('every row of the table says where it was looked up', () => {
    for (const type of knownTypes) {
      const { source, ways } = argumentsOf(type) ?? assert.fail(type);
      assert.match(source, /^(?:[\w/.-]+@[0-9a-f]{7}|https:\/\/docs\.aws\.amazon\.com\/\S+)$/, type);
      assert.ok(ways.size > 0, type);
    }
    assert.equal(argumentsOf('aws_sqs_queue'), undefined);
  });
});

describe('What a replaced resource brings with it', () => {
  test('its new name is read: some are replaced with it, others are told', () => {
    const text = http + resource('aws_lb_listener_rule', 'api', 'listener_arn = aws_lb_listener.web.arn');
    assert.deepEqual(told(text, text.replace('"shop"', '"store"')), [
      'replace aws_lb.main: name',
      'replace aws_lb_listener.web: load_balancer_arn <aws_lb.main',
      'replace aws_lb_listener_rule.api: listener_arn <aws_lb_listener.web',
    ]);
    assert.deepEqual(told(text, text.replace('port = 80\n  protocol', 'port = 8080\n  protocol')), [
      'replace aws_lb_target_group.app: port',
      'update aws_lb_listener.web: default_action <aws_lb_target_group.app',
    ]);
  });

  test('wherever the name stands', () => {
    const reader = (value: string) => lb('name = "shop"') + listener(`load_balancer_arn = ${value}`);
    for (const value of [
      '"${aws_lb.main.arn}"',
      'try(aws_lb.main.id, null)',
      'element([aws_lb.main.arn], 0)',
      'true ? aws_lb.main.arn : "x"',
    ])
      assert.match(
        told(reader(value), reader(value).replace('shop', 'store')).join('\n'),
        /(?:may-)?replace aws_lb_listener.web: load_balancer_arn <aws_lb.main/,
        value,
      );
  });

  test('what is written there is what it was', () => {
    const text = lb('name = "shop"') + resource('aws_cloudwatch_log_group', 'log', 'name = "/lb/${aws_lb.main.name}"');
    assert.deepEqual(told(text, text.replace('{\n  name = "shop"', '{\n  internal = true\n  name = "shop"')), [
      'may-replace aws_lb.main: internal',
    ]);
    assert.deepEqual(told(text, text.replace('"shop"', '"store"')), [
      'replace aws_lb.main: name',
      'replace aws_cloudwatch_log_group.log: name',
    ]);
  });

  test('a version that is published is another one', () => {
    const fn = (timeout: number) =>
      resource('aws_lambda_function', 'f', `timeout = ${timeout}`, 'publish = true') +
      resource('aws_lambda_alias', 'live', 'function_version = aws_lambda_function.f.version', 'name = "live"') +
      resource('aws_lambda_permission', 'p', 'function_name = aws_lambda_function.f.arn');
    assert.deepEqual(told(fn(30), fn(29)), [
      'update aws_lambda_function.f: timeout',
      'update aws_lambda_alias.live: function_version',
    ]);
  });

  test('what may be replaced may replace others', () => {
    const text = (name: string) => `variable "name" {\n  default = "${name}"\n}\n${http.replace('"shop"', 'var.name')}`;
    assert.deepEqual(told(text('a'), text('b')), [
      'may-replace aws_lb.main: name',
      'may-replace aws_lb_listener.web: load_balancer_arn <aws_lb.main',
    ]);
  });

  test('to the end, in whatever order it is written', () => {
    const links = Array.from({ length: 300 }, (_, n) =>
      resource('aws_iam_role_policy_attachment', `l${n}`, `role = aws_iam_role_policy_attachment.l${n + 1}.id`),
    );
    const chain = (role: string) =>
      [...links, resource('aws_iam_role_policy_attachment', 'l300', `role = "${role}"`)].join('\n');
    const impact = impactOf(chain('a'), chain('b'));
    assert.equal(impact.resources.filter(({ effect }) => effect === 'replace').length, 301);
  });

  test('of something unknown, the readers are unknown', () => {
    const bucket = (name: string) =>
      resource('aws_s3_bucket', 'logs', `bucket = "${name}"`) +
      lb('access_logs {', '  bucket = aws_s3_bucket.logs.id', '}');
    assert.deepEqual(told(bucket('a'), bucket('b')), [
      'unknown aws_s3_bucket.logs: bucket',
      'unknown aws_lb.main: access_logs',
    ]);
  });

  test('a data source that reads something else may find something else', () => {
    const found = (name: string) =>
      `data "aws_vpc" "main" {\n  tags = { Name = "${name}" }\n}\n${group('vpc_id = data.aws_vpc.main.id')}`;
    assert.deepEqual(told(found('a'), found('b')), ['may-replace aws_lb_target_group.app: vpc_id']);
  });
});

describe('Names for values', () => {
  test('a local that changes is followed to whoever reads it', () => {
    const text = (port: number) =>
      `locals {\n  ports = { app = ${port}, admin = 9000 }\n  app = local.ports.app\n}\n${group('port = local.app')}${listener('port = local.ports["admin"]')}`;
    assert.deepEqual(told(text(80), text(81)), ['replace aws_lb_target_group.app: port']);
  });

  test('the same value under a name is the same', () => {
    assert.deepEqual(told(group('port = 80'), `locals {\n  port = 80\n}\n${group('port = local.port')}`), []);
  });

  test('a deployment may say something else than the default', () => {
    const variable = (port: number) => `variable "port" {\n  default = ${port}\n}\n${group('port = var.port')}`;
    assert.deepEqual(told(variable(80), variable(81)), ['may-replace aws_lb_target_group.app: port']);
    assert.deepEqual(told(group('port = 80'), variable(80)), ['may-replace aws_lb_target_group.app: port']);
  });

  test('what a file gives to a variable counts, and then its default does not', () => {
    const given = (port: number, fallback: number) => ({
      'main.tf': `variable "port" {\n  default = ${fallback}\n}\n${group('port = var.port')}`,
      'terraform.tfvars': `port = ${port}\n`,
    });
    assert.deepEqual(told(given(80, 1), given(80, 2)), []);
    assert.deepEqual(told(given(80, 1), given(81, 1)), ['replace aws_lb_target_group.app: port']);
  });

  test('a test that nobody can answer may go either way', () => {
    const text = (port: number) => `variable "big" {}\n${group(`port = var.big ? 80 : ${port}`)}`;
    assert.deepEqual(told(text(80), text(81)), ['may-replace aws_lb_target_group.app: port']);
  });

  test('what is given no more is its default again', () => {
    const given = (tfvars: string) => ({
      'main.tf': `variable "port" {\n  default = 80\n}\n${group('port = var.port')}`,
      'terraform.tfvars': tfvars,
    });
    assert.deepEqual(told(given('port = 81\n'), given('')), ['may-replace aws_lb_target_group.app: port']);
  });

  test('names that lead in a circle lead nowhere', () => {
    const text = (n: number) => `locals {\n  a = local.b\n  b = local.a\n  c = ${n}\n}\n${group('port = local.a')}`;
    assert.deepEqual(told(text(1), text(2)), []);
  });

  test('other files of the module, and override files, say what is deployed', () => {
    const files = (extra: string) => ({ 'main.tf': lb('name = "shop"'), 'override.tf': extra });
    assert.deepEqual(told(files(''), files(lb('idle_timeout = 61'))), ['update aws_lb.main: idle_timeout']);
    assert.deepEqual(told(files(lb('name = "a"')), files(lb('name = "b"'))), ['replace aws_lb.main: name']);
  });
});

describe('Modules', () => {
  const module = (name: string, inside: string, more = '') => ({
    'main.tf': `module "edge" {\n  source = "./edge"\n  name   = "${name}"\n${more}}\n${listener('load_balancer_arn = module.edge.arn')}`,
    'edge/main.tf': `variable "name" {}\n${inside}\noutput "arn" {\n  value = aws_lb.main.arn\n}\n`,
  });

  test('an argument is followed into a module, and what is replaced there out of it', () => {
    assert.deepEqual(told(module('a', lb('name = var.name')), module('b', lb('name = var.name'))), [
      'replace aws_lb_listener.web: load_balancer_arn <module.edge.aws_lb.main',
      'replace module.edge.aws_lb.main: name',
    ]);
  });

  test('a local of whoever calls a module is followed into it', () => {
    const files = (name: string) => ({
      'main.tf': `locals {\n  name = "${name}"\n}\nmodule "edge" {\n  source = "./edge"\n  name   = local.name\n}\n`,
      'edge/main.tf': `variable "name" {}\n${lb('name = var.name')}`,
    });
    assert.deepEqual(told(files('a'), files('b')), ['replace module.edge.aws_lb.main: name']);
  });

  test('a place in another file says which', () => {
    const impact = impactOf(module('a', lb('name = "a"')), module('a', lb('name = "b"')));
    const inside = impact.resources.find(({ name }) => name === 'module.edge.aws_lb.main');
    assert.equal(inside?.after?.file, 'edge/main.tf');
    assert.equal(impact.resources.find(({ name }) => name === 'aws_lb_listener.web')?.after?.file, undefined);
  });

  test('all of a module goes and comes with its count', () => {
    const text = lb('name = "shop"');
    const called = (count: number) => {
      const { 'main.tf': calls, ...inside } = module('a', text, `  count = ${count}\n`);
      return { 'main.tf': calls.slice(0, calls.indexOf('resource')), ...inside };
    };
    assert.deepEqual(told(called(1), called(0)), ['delete module.edge.aws_lb.main']);
    assert.deepEqual(told(called(0), called(1)), ['create module.edge.aws_lb.main']);
    assert.deepEqual(told(called(1), called(2)), ['create module.edge.aws_lb.main: module.edge.count']);
  });

  test('an argument that is given no more is the default, for certain', () => {
    const called = (line: string) => ({
      'main.tf': `module "edge" {\n  source = "./edge"\n${line}}\n`,
      'edge/main.tf': `variable "name" {\n  default = "shop"\n}\n${lb('name = var.name')}`,
    });
    assert.deepEqual(told(called('  name = "store"\n'), called('')), ['replace module.edge.aws_lb.main: name']);
    assert.deepEqual(told(called('  name = "shop"\n'), called('')), []);
  });

  test('of another provider, nobody knows', () => {
    const called = (providers: string) => module('a', lb('name = "a"'), `  providers = { aws = aws.${providers} }\n`);
    assert.deepEqual(told(called('eu'), called('us')), [
      'unknown aws_lb_listener.web: load_balancer_arn',
      'unknown module.edge.aws_lb.main: module.edge.providers',
    ]);
  });

  test('what cannot be read is unknown', () => {
    const far = (version: string) =>
      `module "vpc" {\n  source = "terraform-aws-modules/vpc/aws"\n  version = "${version}"\n}\n`;
    assert.deepEqual(told(far('5.0.0'), far('5.1.0')), ['unknown module.vpc: version']);
    assert.deepEqual(told('', far('5.0.0')), ['unknown module.vpc']);
  });
});

describe('What a block says to Terraform', () => {
  const b = lb('name = "shop"');
  const renamed = b.replace('"main"', '"front"');

  test('a block that is moved stays what it is', () => {
    assert.deepEqual(told(b, renamed), ['create aws_lb.front', 'delete aws_lb.main']);
    const moved = 'moved {\n  from = aws_lb.main\n  to   = aws_lb.front\n}\n';
    const reader = (name: string) => listener(`load_balancer_arn = aws_lb.${name}.arn`);
    assert.deepEqual(told(b + reader('main'), renamed + moved + reader('front')), []);
    assert.deepEqual(told(b, renamed.replace('shop', 'store') + moved), ['replace aws_lb.front: name']);
  });

  test('into a module, too', () => {
    const after = {
      'main.tf':
        'module "edge" {\n  source = "./edge"\n}\nmoved {\n  from = aws_lb.main\n  to   = module.edge.aws_lb.main\n}\n',
      'edge/main.tf': b,
    };
    assert.deepEqual(told(b, after), []);
  });

  test('what is removed without being destroyed stays', () => {
    const removed = 'removed {\n  from = aws_lb.main\n  lifecycle {\n    destroy = false\n  }\n}\n';
    assert.deepEqual(told(b, removed), ['orphan aws_lb.main']);
  });

  test('what is imported is there already', () => {
    assert.deepEqual(told('', `import {\n  to = aws_lb.main\n  id = "x"\n}\n${b}`), ['unknown aws_lb.main']);
  });

  test('what is never to be destroyed cannot be replaced', () => {
    const kept = (name: string) => lb(`name = "${name}"`, 'lifecycle {', '  prevent_destroy = true', '}');
    assert.deepEqual(told(kept('a'), kept('b')), ['replace aws_lb.main: name (cannot be deployed: prevent_destroy)']);
  });

  test('the new one may come first', () => {
    const first = (name: string) => lb(`name = "${name}"`, 'lifecycle {', '  create_before_destroy = true', '}');
    assert.deepEqual(told(first('a'), first('b')), [
      'replace aws_lb.main: name (the new one comes first: create_before_destroy)',
    ]);
  });

  test('a change may be ignored', () => {
    const ignoring = (what: string, name: string) =>
      lb(`name = "${name}"`, 'lifecycle {', `  ignore_changes = ${what}`, '}');
    assert.deepEqual(told(ignoring('[name]', 'a'), ignoring('[name]', 'b')), []);
    assert.deepEqual(told(ignoring('all', 'a'), ignoring('all', 'b')), []);
    assert.deepEqual(told(ignoring('[tags]', 'a'), ignoring('[tags]', 'b')), ['replace aws_lb.main: name']);
    const action = (arn: string, order: number) =>
      listener(
        'default_action {',
        `  target_group_arn = "${arn}"`,
        `  order = ${order}`,
        '}',
        'lifecycle {',
        '  ignore_changes = [default_action[0].target_group_arn]',
        '}',
      );
    assert.deepEqual(told(action('a', 1), action('b', 1)), []);
    assert.deepEqual(told(action('a', 1), action('b', 2)), ['update aws_lb_listener.web: default_action']);
  });

  test('a change elsewhere may call for a new resource', () => {
    const triggered = (minutes: number, by: string) =>
      lb(`idle_timeout = ${minutes}`) +
      resource('aws_api_gateway_deployment', 'd', 'lifecycle {', `  replace_triggered_by = [${by}]`, '}');
    assert.deepEqual(told(triggered(60, 'aws_lb.main'), triggered(61, 'aws_lb.main')), [
      'update aws_lb.main: idle_timeout',
      'replace aws_api_gateway_deployment.d: lifecycle.replace_triggered_by',
    ]);
    assert.deepEqual(told(triggered(60, 'aws_lb.main.arn'), triggered(61, 'aws_lb.main.arn')), [
      'update aws_lb.main: idle_timeout',
    ]);
  });

  test('how many there are', () => {
    const many = (line: string) => lb('name = "shop"', line);
    assert.deepEqual(told(many('count = 1'), many('count = 2')), ['create aws_lb.main: count']);
    assert.deepEqual(told(many('count = 2'), many('count = 1')), ['delete aws_lb.main: count']);
    assert.deepEqual(told(b, many('count = 1')), []);
    assert.deepEqual(told(b, many('for_each = toset(["a"])')), ['replace aws_lb.main: for_each']);
    assert.deepEqual(told(many('for_each = toset(["a"])'), many('for_each = toset(["a", "b"])')), [
      'create aws_lb.main: for_each',
    ]);
    assert.deepEqual(told(many('count = 0'), many('count = 0').replace('shop', 'store')), []);
  });

  test('of another provider, nobody knows', () => {
    const at = (line: string) => `provider "aws" {\n  ${line}\n}\n${b}`;
    assert.deepEqual(told(at('region = "eu-west-1"'), at('region = "us-east-1"')), ['unknown aws_lb.main: provider']);
    assert.deepEqual(told(b, lb('name = "shop"', 'provider = aws.us')), ['unknown aws_lb.main: provider']);
  });

  test('what is said to Terraform alone changes nothing', () => {
    assert.deepEqual(told(b, lb('name = "shop"', 'depends_on = [aws_vpc.main]')), []);
    assert.deepEqual(told(b, `terraform {\n  required_version = ">= 1.9"\n}\n${b}output "x" {\n  value = 1\n}\n`), []);
  });
});

describe('Texts', () => {
  test('in JSON all is the same', () => {
    const json = (name: string) => ({
      'main.tf.json': JSON.stringify({
        resource: {
          aws_lb: { main: { name } },
          aws_lb_listener: { web: { load_balancer_arn: '${aws_lb.main.arn}', default_action: [{ type: 'forward' }] } },
        },
        ...(name === 'b' && { moved: [{ from: 'aws_lb.old', to: 'aws_lb.main' }] }),
      }),
    });
    assert.deepEqual(told(json('a'), json('c')), [
      'replace aws_lb.main: name',
      'replace aws_lb_listener.web: load_balancer_arn <aws_lb.main',
    ]);
    assert.deepEqual(told({ 'main.tf.json': '{"resource":{"aws_lb":{"old":{"name":"b"}}}}' }, json('b')).slice(0, 1), [
      'create aws_lb_listener.web',
    ]);
  });

  test('a comment in JSON is none of a resource', () => {
    const json = (comment: string) => ({
      'main.tf.json': JSON.stringify({ resource: { aws_lb: { main: { '//': comment, provider: 'aws.us' } } } }),
    });
    assert.deepEqual(told(json('a'), json('b')), []);
    assert.deepEqual(told(json('a'), lb('provider = aws.us')), []);
  });

  test('what cannot be read is unknown', () => {
    assert.deepEqual(told(http, http.slice(0, -3)), ['unknown aws_lb_listener.web']);
    assert.equal(says(http, 'resource "aws_lb" '), 'impact unknown');
  });
});

describe('What is opened', () => {
  test('a security group, in each of its forms', () => {
    const group_ = (cidr: string) =>
      resource(
        'aws_security_group',
        'g',
        'ingress {',
        '  from_port = 443',
        '  to_port = 443',
        '  protocol = "tcp"',
        `  cidr_blocks = ["${cidr}"]`,
        '}',
      );
    assert.deepEqual(opened(group_('10.0.0.0/8'), group_('0.0.0.0/0')), [
      'aws_security_group.g lets 0.0.0.0/0 in on port 443',
    ]);
    assert.equal(says(group_('10.0.0.0/8'), group_('0.0.0.0/0')), 'updates in place, opens a security group');
    assert.deepEqual(opened(group_('0.0.0.0/0'), group_('10.0.0.0/8')), []);
    const rule = (direction: string) =>
      resource(
        'aws_security_group_rule',
        'r',
        `type = "${direction}"`,
        'from_port = 0',
        'to_port = 65535',
        'protocol = "tcp"',
        'ipv6_cidr_blocks = ["::/0"]',
      );
    assert.deepEqual(opened('', rule('ingress')), ['aws_security_group_rule.r lets ::/0 in on ports 0–65535']);
    assert.deepEqual(opened('', rule('egress')), []);
    const ingress = resource(
      'aws_vpc_security_group_ingress_rule',
      'i',
      'cidr_ipv4 = "0.0.0.0/0"',
      'ip_protocol = "-1"',
    );
    assert.deepEqual(opened('', ingress), ['aws_vpc_security_group_ingress_rule.i lets 0.0.0.0/0 in on every port']);
  });

  test('not what was open before', () => {
    const ingress = (ports: string) =>
      resource(
        'aws_security_group',
        'g',
        ports,
        'ingress {',
        '  protocol = "-1"',
        '  cidr_blocks = ["0.0.0.0/0"]',
        '}',
      );
    assert.deepEqual(opened(ingress('name = "a"'), ingress('name = "b"')), []);
  });

  test('through a local', () => {
    const text = (cidr: string) =>
      `locals {\n  from = ["${cidr}"]\n}\n${resource('aws_security_group', 'g', 'ingress {', '  protocol = -1', '  cidr_blocks = local.from', '}')}`;
    assert.deepEqual(opened(text('10.0.0.0/8'), text('0.0.0.0/0')), [
      'aws_security_group.g lets 0.0.0.0/0 in on every port',
    ]);
  });

  test('a function that anybody may call', () => {
    const permission = (principal: string, ...more: readonly string[]) =>
      resource('aws_lambda_permission', 'p', `principal = "${principal}"`, ...more);
    assert.deepEqual(opened(permission('apigateway.amazonaws.com'), permission('*')), [
      'aws_lambda_permission.p lets anybody call the function',
    ]);
    assert.deepEqual(opened('', permission('*', 'principal_org_id = "o-1"')), []);
  });

  test('a policy that allows something to anybody, or everything', () => {
    const policy = (value: string) => resource('aws_api_gateway_rest_api_policy', 'p', `policy = ${value}`);
    const statement = (principal: string) =>
      `jsonencode({ Statement = [{ Effect = "Allow", Principal = ${principal}, Action = "execute-api:Invoke", Resource = "*" }] })`;
    assert.deepEqual(opened(policy(statement('{ AWS = "arn:aws:iam::1:root" }')), policy(statement('"*"'))), [
      'aws_api_gateway_rest_api_policy.p allows anybody execute-api:Invoke',
    ]);
    const text = 'jsonencode({ Statement = { Effect = "Deny", Principal = "*", Action = "*", Resource = "*" } })';
    assert.deepEqual(opened('', policy(text)), []);
    const document = (action: string) =>
      `data "aws_iam_policy_document" "d" {\n  statement {\n    actions = ["${action}"]\n    resources = ["*"]\n  }\n}\n${resource('aws_iam_policy', 'p', 'policy = data.aws_iam_policy_document.d.json')}`;
    assert.deepEqual(opened(document('s3:GetObject'), document('*')), [
      'aws_iam_policy.p allows everything on every resource',
    ]);
    assert.deepEqual(told(document('s3:GetObject'), document('*')), ['update aws_iam_policy.p: policy']);
  });
});
