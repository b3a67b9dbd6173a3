// What an argument causes in a module is mended at the argument: in that one call, and nowhere in the module.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadImpact } from '../server/impact/impact.ts';
import { type Analysis, analyse } from '../server/linter/analysis.ts';
import { fixAll } from '../server/linter/fix-all.ts';
import { fixesFor } from '../server/linter/fixes-for.ts';
import { silencesFor } from '../server/linter/suppression-fixes.ts';
import { strict } from './cases.ts';
import { edited } from './fixes.ts';
import { moduleIn } from './module-in.ts';

const impactOf = await loadImpact();

/** Texts by their paths. What is looked at is `main.tf`, or else `main.tf.json`. */
type Module = Readonly<Record<string, string>>;

const rule = 'health-check-timeout-not-below-interval';
const title = 'Wait at most 9 seconds for an answer';

const mainOf = (module: Module): string => ('main.tf' in module ? 'main.tf' : 'main.tf.json');

function look(module: Module): Analysis {
  const file = mainOf(module);
  const analysis = analyse(file, module[file] ?? '', strict, undefined, moduleIn(module));
  assert.ok(analysis);
  assert.deepEqual(analysis.crashes, []);
  return analysis;
}

const isTrouble = ({ severity }: { readonly severity: string }) => severity === 'error' || severity === 'warning';
const troubleIn = (module: Module) =>
  look(module)
    .findings.filter(isTrouble)
    .map(({ rule: id, resource }) => `${id} ${resource}`);

/** The module after the fix; undefined where none is offered. With the law of fixes. */
function fixed(module: Module, { of = rule, called = title } = {}): Module | undefined {
  const analysis = look(module);
  const [report] = analysis.findings.filter((one) => one.rule === of);
  assert.ok(report, 'nothing is found at the call');
  const fixes = fixesFor(analysis, report);
  const fix = fixes.find((one) => one.title === called);
  if (!fix) {
    assert.deepEqual(fixes, []);
    return undefined;
  }
  const inFile = (name: string) => fix.edits.filter(({ file = mainOf(module) }) => file === name);
  const after = Object.fromEntries(Object.entries(module).map(([name, text]) => [name, edited(text, inFile(name))]));
  const before = troubleIn(module);
  const left = troubleIn(after);
  assert.deepEqual(
    left.filter((one) => !before.includes(one)),
    [],
    'new trouble',
  );
  assert.equal(left.length, before.length - 1);
  return after;
}

/** What is offered of the finding. */
function offered(module: Module): readonly string[] {
  const analysis = look(module);
  const [report] = analysis.findings.filter((one) => one.rule === rule);
  assert.ok(report);
  return fixesFor(analysis, report).map((fix) => fix.title);
}

/** What becomes of the text of `main.tf`, and of no other. */
function becomes(before: Module, after: string): void {
  assert.deepEqual(fixed(before), { ...before, [mainOf(before)]: after });
}
const stays = (module: Module): void => assert.equal(fixed(module), undefined);

const targets = (timeout: string): string => `resource "aws_lb_target_group" "orders" {
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
const variable = (name: string, body = 'type = number'): string => `variable "${name}" {\n  ${body}\n}\n`;
const orders = (timeout = 'var.timeout', declared = variable('timeout')): Module => ({
  'orders/main.tf': targets(timeout),
  'orders/variables.tf': declared,
});
const call = (body: string, name = 'orders'): string => `module "${name}" {\n  source = "./orders"\n\n${body}}\n`;

describe('the argument', () => {
  test('is what changes, with all around it as it stands', () => {
    const main = call('  # The first answer is slow\n  timeout = 30 # seconds\n  name    = "orders"\n');
    becomes({ 'main.tf': main, ...orders() }, main.replace('30', '9'));
  });
  test('is that of the one call; others of the module say what they said', () => {
    const other = call('  timeout = 5\n', 'carts');
    becomes(
      { 'main.tf': `${other}\n${call('  timeout = 30\n')}`, ...orders() },
      `${other}\n${call('  timeout = 9\n')}`,
    );
  });
  test('may be used by a local that is only a name for it', () => {
    const inside = orders('local.wait', `${variable('timeout')}\nlocals {\n  wait = var.timeout\n}\n`);
    becomes({ 'main.tf': call('  timeout = 30\n'), ...inside }, call('  timeout = 9\n'));
  });
  test('may be for all instances of a module', () => {
    for (const times of ['count  = 2', 'for_each = toset(["a", "b"])']) {
      const main = call(`  ${times}\n  timeout = 30\n`);
      becomes({ 'main.tf': main, ...orders() }, main.replace('30', '9'));
    }
  });
  test('stays in its quotes, and a number may be handed to a text', () => {
    const text = orders('var.timeout', variable('timeout', 'type = string'));
    for (const quotes of ['"', ''])
      becomes(
        { 'main.tf': call(`  timeout = ${quotes}30${quotes}\n`), ...text },
        call(`  timeout = ${quotes}9${quotes}\n`),
      );
  });
  test('may stand in the old form of an expression', () => {
    becomes({ 'main.tf': call('  timeout = 30\n'), ...orders('"${var.timeout}"') }, call('  timeout = 9\n'));
  });
  test('may stand in JSON', () => {
    const main = (timeout: string) =>
      `{\n  "module": {\n    "orders": { "source": "./orders", "timeout": ${timeout} }\n  }\n}\n`;
    becomes({ 'main.tf.json': main('30'), ...orders() }, main('9'));
    becomes({ 'main.tf.json': main('"30"'), ...orders() }, main('"9"'));
    const inside = {
      'orders/main.tf.json': JSON.stringify({
        variable: { timeout: { type: 'number' } },
        resource: {
          aws_lb_target_group: {
            orders: {
              ...{ port: 80, protocol: 'HTTP', vpc_id: 'vpc-1' },
              health_check: { path: '/', interval: 10, timeout: '${var.timeout}' },
            },
          },
        },
      }),
    };
    becomes({ 'main.tf.json': main('30'), ...inside }, main('9'));
    becomes({ 'main.tf': call('  timeout = 30\n'), ...inside }, call('  timeout = 9\n'));
  });
  test('may be handed on by a module on the way', () => {
    const main = (wait: number) => `module "shop" {\n  source = "./shop"\n  wait   = ${wait}\n}\n`;
    const shop = (wait: string) => ({
      'shop/main.tf': call(`  timeout = ${wait}\n`),
      'shop/variables.tf': `${variable('wait')}\nlocals {\n  wait = var.wait\n}\n`,
      'shop/orders/main.tf': targets('var.timeout'),
      'shop/orders/variables.tf': variable('timeout'),
    });
    becomes({ 'main.tf': main(30), ...shop('local.wait') }, main(9));
    stays({ 'main.tf': main(30), ...shop('var.slow ? var.wait : 5') });
  });
});

describe('where the argument is a name itself, what has that name changes as it would by itself', () => {
  test('the default of a variable, in whatever file', () => {
    const module = { 'main.tf': call('  timeout = var.wait\n'), ...orders() };
    const inputs = (wait: number) => variable('wait', `default = ${wait} # so slow`);
    assert.deepEqual(fixed({ ...module, 'inputs.tf': inputs(30) }), { ...module, 'inputs.tf': inputs(9) });
  });
  test('a local', () => {
    const main = (wait: number) => `locals {\n  wait = ${wait}\n}\n\n${call('  timeout = local.wait\n')}`;
    becomes({ 'main.tf': main(30), ...orders() }, main(9));
  });
  test('nothing, where something else uses it, too', () => {
    const more = 'output "wait" {\n  value = var.wait\n}\n';
    stays({
      'main.tf': `${call('  timeout = var.wait\n')}\n${variable('wait', 'default = 30')}\n${more}`,
      ...orders(),
    });
  });
  test('nothing, where files give its value', () => {
    const main = `${call('  timeout = var.wait\n')}\n${variable('wait')}`;
    stays({ 'main.tf': main, 'terraform.tfvars': 'wait = 30\n', ...orders() });
  });
});

describe('nothing is offered', () => {
  const main = call('  timeout = 30\n');
  const offersNothing = (name: string, module: Module): void => void test(name, () => stays(module));

  for (const [timeout, local] of [
    ['var.slow ? var.timeout : 5'],
    ['tonumber(var.timeout)'],
    ['local.wait', 'var.slow ? var.timeout : 5'],
    ['local.wait.orders', '{ orders = var.timeout }'],
  ]) {
    const declared = [variable('timeout'), variable('slow', 'default = true')];
    if (local) declared.push(`locals {\n  wait = ${local}\n}\n`);
    offersNothing(`where the value is a part of more in the module: ${local ?? timeout}`, {
      ...{ 'main.tf': main, ...orders(timeout, declared.join('\n')) },
    });
  }
  offersNothing('where the module uses the variable for something else, too', {
    ...{ 'main.tf': main, ...orders(), 'orders/outputs.tf': 'output "timeout" {\n  value = var.timeout\n}\n' },
  });
  offersNothing('where the variable allows certain values only', {
    'main.tf': main,
    ...orders(
      'var.timeout',
      variable('timeout', 'validation {\n    condition     = var.timeout > 20\n    error_message = "No."\n  }'),
    ),
  });
  for (const argument of [
    ...['each.value', 'each.value.timeout', 'var.waits.orders', 'tonumber(var.wait)', 'true ? 30 : 5'],
    'var.slow ? 40 : 30',
  ])
    offersNothing(`where the argument is more than a value or a name: ${argument}`, {
      'main.tf': [
        call(
          `  for_each = { a = ${argument === 'each.value' ? '30' : '{ timeout = 30 }'} }\n  timeout = ${argument}\n`,
        ),
        variable('waits', 'default = { orders = 30 }'),
        variable('wait', 'default = 30'),
        variable('slow', 'default = true'),
      ].join('\n'),
      ...orders(),
    });
  test('where CDKTF has written the call', () => {
    const made = { metadata: { path: 'shop/orders', uniqueId: 'orders' } };
    const main = { module: { orders: { '//': made, source: './orders', timeout: 30 } } };
    stays({ 'main.tf.json': JSON.stringify(main), ...orders() });
  });
});

describe('an argument that the call leaves out', () => {
  const raised = { called: 'Probe every 35 seconds' };
  const inside = targets('var.timeout').replace('10', 'var.interval');
  const declared = (type: string) =>
    `${variable('timeout')}\n${variable('interval', `type    = ${type}\n  default = 10`)}`;
  const installed = (type = 'number'): Module => ({
    '.terraform/modules/modules.json': '{ "Modules": [{ "Key": "orders", "Dir": ".terraform/modules/orders" }] }',
    '.terraform/modules/orders/main.tf': inside,
    '.terraform/modules/orders/variables.tf': declared(type),
  });
  const main = call('  timeout = 30\n').replace('./orders', 'acme/orders/aws');

  test('is added where nobody here can change its default', () => {
    for (const [type, interval] of [
      ['number', '35'],
      ['string', '"35"'],
      ['any', '35'],
    ] as const) {
      const before = { 'main.tf': main, ...installed(type) };
      const after = main.replace('30\n', `30\n  interval = ${interval}\n`).replace('timeout =', 'timeout  =');
      assert.deepEqual(fixed(before, raised), { ...before, 'main.tf': after });
    }
  });
  test('is not, where its type is none of the value', () => {
    assert.equal(offered({ 'main.tf': main, ...installed('list(string)') }).includes(raised.called), false);
  });
  test('is not, where the module is one of the workspace: there, its default is mended', () => {
    const own = { 'orders/main.tf': inside, 'orders/variables.tf': declared('number') };
    assert.deepEqual(offered({ 'main.tf': call('  timeout = 30\n'), ...own }), [title]);
  });
});

test('what is not to be mended is silenced at the argument, and goes unmended', () => {
  const module = { 'main.tf': call('  name    = "orders"\n  timeout = 30\n'), ...orders() };
  const analysis = look(module);
  const [report] = analysis.findings.filter((one) => one.rule === rule);
  assert.ok(report);
  const [here, whole] = silencesFor(analysis, report);
  assert.equal(whole?.title, `Suppress ${rule} in all of module.orders, with a reason`);
  for (const silence of [here, whole]) {
    assert.ok(silence);
    const main = edited(module['main.tf'], silence.edits);
    assert.match(main, /# gatelint-ignore/);
    const after = look({ ...module, 'main.tf': main });
    assert.deepEqual(
      after.suppressed.map((one) => one.report.rule),
      [rule],
    );
    assert.deepEqual(fixAll(after, impactOf).fixed, []);
  }
});

test('all calls of a file are mended at once', () => {
  const main = (timeout: number) => `${call(`  timeout = ${timeout}\n`)}\n${call(`  timeout = ${timeout}\n`, 'carts')}`;
  const { edits, fixed: taken } = fixAll(look({ 'main.tf': main(30), ...orders() }), impactOf);
  assert.equal(edited(main(30), edits), main(9));
  assert.deepEqual(
    taken.map((one) => one.title),
    [title, title],
  );
});

test('none is mended among all where that brings trouble into the module', () => {
  const api = `resource "aws_lambda_function" "orders" {
  timeout = var.timeout
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id               = aws_apigatewayv2_api.shop.id
  integration_type     = "AWS_PROXY"
  integration_uri      = aws_lambda_function.orders.invoke_arn
  timeout_milliseconds = var.waits
}

resource "aws_apigatewayv2_route" "orders" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "POST /orders"
  target    = "integrations/\${aws_apigatewayv2_integration.orders.id}"
}
`;
  const inside = { 'orders/main.tf': api, 'orders/variables.tf': `${variable('timeout')}\n${variable('waits')}` };
  const taken = (timeout: number) =>
    fixAll(look({ 'main.tf': call(`  timeout = ${timeout}\n  waits   = 45000\n`), ...inside }), impactOf).fixed.map(
      (one) => one.title,
    );
  assert.deepEqual(taken(20), ['Wait 30 seconds']);
  assert.deepEqual(taken(40), []);
});
