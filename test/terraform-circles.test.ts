// What leads in a circle is not known, and nothing waits for it. Terraform refuses it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../rules/index.ts';
import { analyse } from '../server/linter/analysis.ts';
import { strict } from './cases.ts';
import { moduleIn } from './module-in.ts';

const rule = 'health-check-timeout-not-below-interval';
const group = (timeout: string) => `resource "aws_lb_target_group" "app" {
  port     = 80
  protocol = "HTTP"

  health_check {
    path     = "/"
    interval = 10
    timeout  = ${timeout}
  }
}
`;

function said(text: string, more: Readonly<Record<string, string>> = {}): readonly string[] {
  const files = moduleIn({ 'main.tf': text, ...more });
  const { findings, undecided, crashes } = analyse('main.tf', text, strict, rules, files) ?? assert.fail();
  assert.deepEqual(crashes, []);
  return [
    ...findings.filter((one) => one.rule === rule).map(({ message }) => message),
    ...undecided()
      .filter((one) => one.rule === rule)
      .map(({ why }) => why),
  ];
}

const locals = (...lines: readonly string[]) => `locals {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;

test('locals that are made of one another are not known', () => {
  const circle = locals('a = local.b', 'b = local.c', 'c = local.a');
  assert.deepEqual(said(circle + group('local.a')), ['local.a leads back to itself']);
  assert.deepEqual(said(locals('a = local.a') + group('local.a')), ['local.a leads back to itself']);
});

test('so are those of which functions, texts and objects make a circle', () => {
  for (const line of [
    'b = "${local.a}0"',
    'b = max(local.a, 3)',
    'b = { c = local.a }.c',
    'b = [for x in local.a : x]',
  ])
    assert.deepEqual(said(locals('a = local.b', line) + group('local.a')), ['local.a leads back to itself'], line);
});

test('who names one of a circle is not in it, and is not known either', () => {
  const circle = locals('a = local.b', 'b = local.a', 'timeout = local.a');
  assert.deepEqual(said(circle + group('local.timeout')), ['local.a leads back to itself']);
});

test('what stands beside a circle is known', () => {
  assert.equal(said(locals('a = local.a', 'late = 30') + group('local.late')).length, 1);
  assert.match(said(locals('a = local.a', 'late = 30') + group('local.late'))[0] ?? '', /waits 30 s/);
});

test('modules that hand each other what they are handed are not known', () => {
  const calls = `module "one" {
  source = "./same"
  in     = module.two.out
}
module "two" {
  source = "./same"
  in     = module.one.out
}
`;
  const same = 'variable "in" {}\noutput "out" {\n  value = var.in\n}\n';
  const [why = ''] = said(calls + group('module.one.out'), { 'same/main.tf': same });
  assert.equal(why, 'var.in leads back to itself');
});

test('ten thousand locals, each made of the one before, are followed to the first', () => {
  const lines = Array.from({ length: 10_000 }, (_, i) => `v${i} = ${i === 0 ? 30 : `local.v${i - 1}`}`);
  assert.match(said(locals(...lines) + group('local.v9999'))[0] ?? '', /waits 30 s/);
});
