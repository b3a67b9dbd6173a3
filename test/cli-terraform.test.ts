/* Modules of Terraform on the command line. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Outcome } from '../server/linter/outcome.ts';
import { folderOf, gatelint } from './command-line.ts';

const rule = 'health-check-timeout-not-below-interval';

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
const variables = 'variable "timeout" {\n  type    = number\n  default = 30\n}\n';
const calls = 'module "orders" {\n  source  = "./modules/orders"\n  timeout = 20\n}\n';
const config = `rules: { ${rule}: error, target-group-health-check-missing: 'off' }\n`;

/** `file:line:column rule`, of every finding. */
async function findingsIn(folder: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { out } = await gatelint(folder, ['check', ...args]);
  return out.split('\n').flatMap((line) => {
    const [, place, id] = /^(\S+:\d+:\d+) {2}\w+ {2}(\S+)$/.exec(line) ?? [];
    return place === undefined ? [] : [`${place} ${id}`];
  });
}

test('files of one folder are seen together, whichever of them is named', async () => {
  const folder = folderOf({ 'main.tf': targets, 'variables.tf': variables, 'gatelint.yaml': config });
  assert.deepEqual(await findingsIn(folder), [`main.tf:8:16 ${rule}`]);
  assert.deepEqual(await findingsIn(folder, 'main.tf'), [`main.tf:8:16 ${rule}`]);
  assert.deepEqual(await findingsIn(folder, 'variables.tf'), []);
});

test('a module is judged with what it is given, at the argument, and by itself, with its defaults', async () => {
  const folder = folderOf({
    'main.tf': calls,
    'modules/orders/main.tf': targets,
    'modules/orders/variables.tf': variables,
    'gatelint.yaml': config,
  });
  assert.deepEqual(await findingsIn(folder), [`main.tf:3:13 ${rule}`, `modules/orders/main.tf:8:16 ${rule}`]);
});

test('a whole resource may be handed to a module, alone or in a map, and handed out of one', async () => {
  const rest = `resource "aws_lambda_function" "orders" {
  timeout = 60
}

module "api" {
  source   = "./api"
  function = FUNCTION
}
`;
  const api = `variable "function" {}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_integration" "orders" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = "POST"
  integration_http_method = "POST"
  type                    = "AWS_PROXY"
  uri                     = var.function.URI
}
`;
  const only = "preset: essential\nrules: { lambda-permission-missing: 'off' }\n";
  const found = ['main.tf:2:13 lambda-timeout-exceeds-apigw'];
  for (const [handed, uri] of [
    ['aws_lambda_function.orders', 'invoke_arn'],
    ['{ orders = aws_lambda_function.orders }', 'orders.invoke_arn'],
  ] as const) {
    const main = rest.replace('FUNCTION', handed);
    const module = { 'main.tf': main, 'api/main.tf': api.replace('URI', uri), 'gatelint.yaml': only };
    assert.deepEqual(await findingsIn(folderOf(module)), found, handed);
  }
  const out = 'variable "f" {}\n\noutput "function" {\n  value = var.f\n}\n';
  const through = `module "through" {\n  source = "./through"\n  f      = aws_lambda_function.orders\n}\n`;
  const module = {
    'main.tf': `${rest.replace('FUNCTION', 'module.through.function')}\n${through}`,
    'api/main.tf': api.replace('URI', 'invoke_arn'),
    'through/main.tf': out,
    'gatelint.yaml': only,
  };
  assert.deepEqual(await findingsIn(folderOf(module)), found);
});

test('what terraform init has laid down is read where it is called, and not judged by itself', async () => {
  const manifest = { Modules: [{ Key: 'orders', Source: 'acme/orders/aws', Dir: '.terraform/modules/orders' }] };
  const folder = folderOf({
    'main.tf': calls.replace('./modules/orders', 'acme/orders/aws'),
    '.terraform/modules/modules.json': JSON.stringify(manifest),
    '.terraform/modules/orders/main.tf': targets,
    '.terraform/modules/orders/variables.tf': variables,
    'gatelint.yaml': config,
  });
  assert.deepEqual(await findingsIn(folder), [`main.tf:3:13 ${rule}`]);
});

test('settings hold for the files that they name, whatever else is in the module', async () => {
  const folder = folderOf({
    'main.tf': targets,
    'more.tf': targets.replace('"orders"', '"carts"'),
    'variables.tf': variables,
    'gatelint.yaml': `${config}overrides: [{ files: [more.tf], rules: { ${rule}: 'off' } }]\n`,
  });
  assert.deepEqual(await findingsIn(folder), [`main.tf:8:16 ${rule}`]);
});

test('files of a module are mended one after the other, each beside what the others have become', async () => {
  const listener = (name: string, port: number) => `resource "aws_lb_listener" "${name}" {
  load_balancer_arn = aws_lb.main.arn
  port              = ${port}
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"

  default_action {
    type             = "forward"
    target_group_arn = var.target_group_arn
  }
}
`;
  const folder = folderOf({
    'one.tf': listener('one', 443),
    'two.tf': listener('two', 8443),
    'main.tf': 'resource "aws_lb" "main" {\n  internal = true\n}\n',
  });
  const { out } = await gatelint(folder, ['fix', '--choice', 'https-listener-without-certificate']);
  assert.match(out, /one\.tf: 1 fixed/);
  assert.match(out, /two\.tf: 1 fixed/);
  const [one, two] = ['one.tf', 'two.tf'].map((name) => readFileSync(join(folder, name), 'utf8'));
  assert.match(one ?? '', /certificate_arn {3}= var\.certificate_arn[\s\S]*\nvariable "certificate_arn" \{/);
  assert.match(two ?? '', /certificate_arn {3}= var\.certificate_arn/);
  assert.doesNotMatch(two ?? '', /variable/);
});

test('what stands in a file of the module that cannot be read is not known', async () => {
  const http = `resource "aws_lb" "main" {
  internal = false
}

resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.main.arn
  port              = 80
  protocol          = "HTTP"
}
`;
  const missing = 'alb-without-waf';
  const only = `rules: { ${missing}: error }\npreset: essential\n`;
  const alone = folderOf({ 'main.tf': http, 'gatelint.yaml': only });
  assert.ok((await findingsIn(alone)).includes(`main.tf:1:19 ${missing}`));
  const latin1 = Buffer.from('# Küche\n', 'latin1');
  const beside = folderOf({ 'main.tf': http, 'rest.tf': latin1, 'gatelint.yaml': only });
  assert.deepEqual(
    (await findingsIn(beside)).filter((one) => one.endsWith(missing)),
    [],
  );
});

test('what is said of Terraform is said to be of Terraform, in JSON too', async () => {
  const orders = { port: 80, protocol: 'HTTP', vpc_id: 'vpc-1', health_check: { interval: 10, timeout: 20 } };
  const ignored = { '//': `gatelint-ignore ${rule} -- slow`, ...orders };
  const folder = folderOf({
    'hcl/main.tf': targets,
    'hcl/variables.tf': variables,
    'json/main.tf.json': JSON.stringify({ resource: { aws_lb_target_group: { orders, ignored } } }),
    'stack.yaml': `Resources:
  Orders:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { Port: 80, Protocol: HTTP, VpcId: vpc-1, HealthCheckIntervalSeconds: 10, HealthCheckTimeoutSeconds: 20 }
`,
    'gatelint.yaml': config,
  });
  const { out } = await gatelint(folder, ['check', '--format', 'json']);
  const { findings, suppressed }: Pick<Outcome, 'findings' | 'suppressed'> = JSON.parse(out); // cli.test.ts has its shape
  assert.deepEqual(
    [...findings, ...suppressed].map(({ file, resource, format }) => [file, resource, format]),
    [
      ['hcl/main.tf', 'aws_lb_target_group.orders', 'terraform'],
      ['json/main.tf.json', 'aws_lb_target_group.orders', 'terraform'],
      ['stack.yaml', 'Orders', 'cloudformation'],
      ['json/main.tf.json', 'aws_lb_target_group.ignored', 'terraform'],
    ],
  );
});

test('JSON is mended in its own style', async () => {
  const text = (timeout: number) => `{
  "resource": {
    "aws_apigatewayv2_integration": {
      "orders": {
        "//": "the bank is slow",
        "api_id": "\${aws_apigatewayv2_api.orders.id}",
        "integration_type": "HTTP_PROXY",
        "timeout_milliseconds": ${timeout}
      }
    },
    "aws_apigatewayv2_api": { "orders": { "name": "orders", "protocol_type": "HTTP" } }
  }
}
`;
  const folder = folderOf({ 'main.tf.json': text(45000) });
  const { out } = await gatelint(folder, ['fix']);
  assert.match(out, /main\.tf\.json: 1 fixed/);
  assert.equal(readFileSync(join(folder, 'main.tf.json'), 'utf8'), text(30000));
});
