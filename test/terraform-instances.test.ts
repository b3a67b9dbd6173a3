// Of a resource with instances that are known, what all of them share is known, and what they do not share is not.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../server/linter/analysis.ts';
import { strict } from './cases.ts';

const rule = 'health-check-timeout-not-below-interval';

/** A target group with these lines in it, whose health check has an interval of 10 s and this timeout. */
const group = (timeout: string, more: string, before = '') => `${before}
resource "aws_lb_target_group" "app" {
  ${more}
  port     = 80
  protocol = "HTTP"

  health_check {
    path     = "/health"
    interval = 10
    timeout  = ${timeout}
  }
}
`;

/** What is found, or why nothing is, with the branch that it is found in. */
function said(text: string): readonly string[] {
  const { findings, undecided } = analyse('main.tf', text, strict) ?? assert.fail();
  const found = findings.filter((one) => one.rule === rule);
  const open = undecided.filter((one) => one.rule === rule);
  return [
    ...found.map(({ message, when }) => message.replace(/^\S+ waits (\d+) s .*$/, '$1 s') + (when ? ` ${when}` : '')),
    ...open.map(({ why }) => why),
  ];
}

describe('what each instance has', () => {
  const services = (a: string, b: string) => `for_each = {\n    a = { ${a} }\n    b = { ${b} }\n  }`;

  test('is known where all have the same', () => {
    assert.deepEqual(said(group('each.value.timeout', services('timeout = 30, port = 1', 'timeout = 30, port = 2'))), [
      '30 s',
    ]);
    assert.deepEqual(said(group('each.value.timeout', services('timeout = 3', 'timeout = 3'))), []);
    assert.deepEqual(said(group('each.value["timeout"]', services('timeout = 30', 'timeout = 30'))), ['30 s']);
    assert.deepEqual(said(group('each.value', 'for_each = toset(["30"])')), ['30 s']);
    assert.deepEqual(said(group('each.key', 'for_each = { 30 = "a" }')), ['30 s']);
  });

  test('is not known where it is another for one of them', () => {
    const other = ['each.value.timeout is another for each instance'];
    assert.deepEqual(said(group('each.value.timeout', services('timeout = 30', 'timeout = 5'))), other);
    assert.deepEqual(said(group('each.value', 'for_each = toset(["30", "40"])')), [
      'each.value is another for each instance',
    ]);
    assert.deepEqual(said(group('each.value.timeout', services('timeout = 30', 'port = 5'))), [
      'each.value.timeout is not there',
    ]);
  });

  test('is not known where nobody knows which there are', () => {
    const other = ['each.value.timeout is another for each instance'];
    assert.deepEqual(said(group('each.value.timeout', 'for_each = var.services')), other);
    assert.deepEqual(said(group('each.value.timeout', 'for_each = { (var.name) = { timeout = 30 } }')), other);
    assert.deepEqual(said(group('each.value.timeout', 'for_each = { for k in ["a"] : k => { timeout = 30 } }')), other);
  });

  test('is followed through locals, and through what a test decides', () => {
    const locals =
      'locals {\n  late = 30\n  services = {\n    a = { timeout = local.late }\n    b = { timeout = local.late }\n  }\n}\n';
    assert.deepEqual(said(group('each.value.timeout', 'for_each = local.services', locals)), ['30 s']);
    assert.deepEqual(said(group('each.value.timeout', 'for_each = var.on ? local.services : {}', locals)), ['30 s']);
    assert.deepEqual(said(group('local.services[each.key].timeout', 'for_each = toset(["a", "b"])', locals)), ['30 s']);
    const both = 'for_each = var.on ? local.services : { c = { timeout = 5 } }';
    assert.deepEqual(said(group('each.value.timeout', both, locals)), [
      'each.value.timeout is another for each instance',
    ]);
  });

  test('is computed with, for each by itself', () => {
    assert.deepEqual(said(group('each.value.timeout + 25', services('timeout = 5', 'timeout = 5'))), ['30 s']);
    assert.deepEqual(said(group('lookup(each.value, "timeout", 30)', services('port = 1', 'port = 2'))), ['30 s']);
    assert.deepEqual(said(group('max(each.value.timeout, 30)', services('timeout = 5', 'timeout = 6'))), ['30 s']);
    assert.deepEqual(said(group('each.value.slow ? 30 : 5', services('slow = true', 'slow = true'))), ['30 s']);
    assert.deepEqual(said(group('each.key == "c" ? 5 : 30', services('', ''))), ['30 s']);
  });

  test('is no scenario', () => {
    const [why = '', ...more] = said(group('each.value.slow ? 30 : 5', services('slow = true', 'slow = false')));
    assert.deepEqual([why, more], ['each.value.slow ? 30 : 5 is another for each instance', []]);
    assert.deepEqual(said(group('each.value.slow ? 30 : 5', 'for_each = var.services')), [
      'each.value.slow decides it',
    ]);
    assert.deepEqual(said(group('count.index == 0 ? 30 : 5', 'count = var.n')), ['count.index == 0 decides it']);
    assert.deepEqual(said(group('var.slow ? 30 : 5', 'for_each = var.services')), ['30 s when var.slow is true']);
  });

  test('decides under which of them a part of it is there', () => {
    const some = services('timeout = var.late', 'timeout = var.late');
    const late = 'variable "late" {\n  default = 30\n}\n';
    assert.deepEqual(said(group('each.value.timeout', some, late)), ['30 s']);
    const others = services('timeout = var.late', 'timeout = var.later');
    const later = `${late}variable "later" {\n  default = 40\n}\n`;
    assert.deepEqual(said(group('each.value.timeout', others, later)), [
      'each.value.timeout is another for each instance',
    ]);
  });
});

describe('the number of an instance', () => {
  test('is known where there is one', () => {
    assert.deepEqual(said(group('count.index + 30', 'count = 1')), ['30 s']);
    assert.deepEqual(said(group('count.index + 30', 'count = var.on ? 1 : 0')), ['30 s']);
  });
  test('leads to what all have in a list', () => {
    const locals = 'locals {\n  timeouts = [30, 30, 5]\n}\n';
    assert.deepEqual(said(group('local.timeouts[count.index]', 'count = 2', locals)), ['30 s']);
    assert.deepEqual(said(group('local.timeouts[count.index]', 'count = 3', locals)), [
      'local.timeouts[count.index] is another for each instance',
    ]);
    assert.deepEqual(said(group('element(local.timeouts, count.index)', 'count = 2', locals)), ['30 s']);
  });
  test('is not known where nobody knows how many there are', () => {
    assert.deepEqual(said(group('count.index + 30', 'count = var.n')), ['count.index is another for each instance']);
  });
});

describe('names and references', () => {
  test('stay as they are: which instance of another resource is meant differs', () => {
    const text = `resource "aws_lb" "main" {
  for_each = toset(["a", "b"])
  name     = "front-\${each.key}"
}
resource "aws_lb_listener" "http" {
  for_each          = toset(["a", "b"])
  load_balancer_arn = aws_lb.main[each.key].arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = var.targets
  }
}
`;
    const { findings } = analyse('main.tf', text, strict) ?? assert.fail();
    assert.equal(findings.filter((one) => one.rule === 'alb-without-https-listener').length, 1);
  });
});
