// Of a resource with instances that are known, what all of them share is known, and what they do not share is not.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { rules } from '../rules/index.ts';
import { analyse } from '../server/linter/analysis.ts';
import { strict } from './cases.ts';
import { moduleIn } from './module-in.ts';

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
  const open = undecided().filter((one) => one.rule === rule);
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
    assert.deepEqual(said(group('each.value.timeout', 'for_each = var.services', 'variable "services" {}')), [
      'var.services has no default',
    ]);
    assert.deepEqual(said(group('each.value.timeout', 'for_each = { (var.name) = { timeout = 30 } }')), other);
  });

  test('is followed through locals, and through what a test decides', () => {
    const locals =
      'locals {\n  late = 30\n  services = {\n    a = { timeout = local.late }\n    b = { timeout = local.late }\n  }\n}\n';
    assert.deepEqual(said(group('each.value.timeout', 'for_each = local.services', locals)), ['30 s']);
    assert.deepEqual(said(group('each.value.timeout', 'for_each = var.on ? local.services : {}', locals)), ['30 s']);
    assert.deepEqual(said(group('local.services[each.key].timeout', 'for_each = toset(["a", "b"])', locals)), ['30 s']);
    const both = 'for_each = var.on ? local.services : { c = { timeout = 5 } }';
    assert.deepEqual(said(group('each.value.timeout', both, locals)), ['30 s when var.on is true']);
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
    assert.deepEqual(said(group('each.value.slow ? 30 : 5', 'for_each = var.services', 'variable "services" {}')), [
      'var.services has no default',
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

describe('which instances there are', () => {
  const all = `locals {
  services = {
    a = { timeout = 30, public = true }
    b = { timeout = 5, public = false }
  }
}
`;
  const other = ['each.value.timeout is another for each instance'];

  test('is known of maps that are merged, the later ones on top', () => {
    const more = (timeout: number) => `merge(local.services, { b = { timeout = ${timeout} } })`;
    assert.deepEqual(said(group('each.value.timeout', `for_each = ${more(30)}`, all)), ['30 s']);
    assert.deepEqual(said(group('each.value.timeout', `for_each = ${more(6)}`, all)), other);
    assert.deepEqual(said(group('each.value.timeout', 'for_each = merge({}, local.services)', all)), other);
  });

  test('is not known of maps that are merged where one of them is there under a test only', () => {
    const perhaps = 'merge({ a = { timeout = 30 } }, var.on ? { b = { timeout = 5 } } : {})';
    assert.deepEqual(said(group('each.value.timeout', `for_each = ${perhaps}`)), ['var.on decides it']);
  });

  test('is known of lists put together, and of the keys of a map', () => {
    assert.deepEqual(said(group('each.value', 'for_each = toset(concat(["30"], []))')), ['30 s']);
    assert.deepEqual(said(group('each.value', 'for_each = toset(concat(["30"], ["5"]))')), [
      'each.value is another for each instance',
    ]);
    const keys = 'for_each = toset(keys({ 30 = "a" }))';
    assert.deepEqual(said(group('each.value', keys)), ['30 s']);
    assert.deepEqual(said(group('local.services[each.value].timeout', 'for_each = toset(concat(["a"]))', all)), [
      '30 s',
    ]);
  });

  test('is known of what a `for` leaves of a map', () => {
    const some = (rest: string) => `for_each = { for name, one in local.services : name => ${rest} }`;
    assert.deepEqual(said(group('each.value.timeout', some('one if one.public'), all)), ['30 s']);
    assert.deepEqual(said(group('each.value.timeout', some('one if !one.public'), all)), []);
    assert.deepEqual(said(group('each.value.timeout', some('one'), all)), other);
    assert.deepEqual(said(group('each.value.timeout', some('{ timeout = one.timeout } if name != "b"'), all)), [
      '30 s',
    ]);
    assert.deepEqual(said(group('each.value', some('one.timeout if one.public'), all)), ['30 s']);
    assert.deepEqual(said(group('each.value.timeout', some('one if contains(var.names, name)'), all)), [
      '{for name, one in local.services : name => one if contains(var.names, name)} is computed when Terraform runs',
    ]);
  });

  test('is known of what a `for` makes of a list', () => {
    assert.deepEqual(said(group('each.value', 'for_each = toset([for one in ["30"] : one])')), ['30 s']);
    assert.deepEqual(said(group('each.value.timeout', 'for_each = { for k in ["a"] : k => { timeout = 30 } }')), [
      '30 s',
    ]);
    const numbered = 'for_each = { for index, one in ["a", "b"] : one => { timeout = index + 30 } if index == 0 }';
    assert.deepEqual(said(group('each.value.timeout', numbered)), ['30 s']);
  });

  test('is known by what a `for` makes in a local, also below it', () => {
    const locals = `${all}locals {\n  open = { for name, one in local.services : name => one.timeout if one.public }\n}\n`;
    assert.deepEqual(said(group('each.value', 'for_each = local.open', locals)), ['30 s']);
    assert.deepEqual(said(group('local.open["a"]', '', locals)), ['30 s']);
  });

  test('is none where a `for` leaves nothing', () => {
    assert.deepEqual(
      said(group('30', 'for_each = { for name, one in local.services : name => one if false }', all)),
      [],
    );
  });

  describe('by a variable', () => {
    const services = (timeouts: string, more = '') =>
      `variable "services" {\n  default = {\n    ${timeouts}\n  }\n}\n${more}`;
    const late = services('a = { timeout = 30 }');

    test('is assumed to be its default', () => {
      const { findings } =
        analyse('main.tf', group('each.value.timeout', 'for_each = var.services', late), strict) ?? {};
      const [found] = findings?.filter((one) => one.rule === rule) ?? [];
      assert.deepEqual(found?.assumes, ['var.services']);
      assert.deepEqual(
        said(group('each.value.timeout', 'for_each = var.services', services('a = { timeout = 3 }'))),
        [],
      );
    });
    test('is nothing to go by where the default is empty, or says another for each', () => {
      assert.deepEqual(said(group('each.value.timeout', 'for_each = var.services', services(''))), other);
      const two = services('a = { timeout = 30 }\n    b = { timeout = 5 }');
      assert.deepEqual(said(group('each.value.timeout', 'for_each = var.services', two)), other);
    });
    test('is computed with', () => {
      const merged = 'for_each = merge(var.services, { b = { timeout = 30 } })';
      assert.deepEqual(said(group('each.value.timeout', merged, late)), ['30 s']);
      assert.deepEqual(
        said(group('each.value.timeout + 27', 'for_each = var.services', services('a = { timeout = 3 }'))),
        ['30 s'],
      );
      assert.deepEqual(said(group('lookup(each.value, "timeout", 5)', 'for_each = var.services', late)), ['30 s']);
      assert.deepEqual(said(group('each.value.timeout > 20 ? 30 : 5', 'for_each = var.services', late)), ['30 s']);
      assert.deepEqual(
        said(group('each.key', 'for_each = toset(var.names)', 'variable "names" { default = ["30"] }')),
        ['30 s'],
      );
    });
    test('is known where it is given', () => {
      const files = moduleIn({
        'main.tf': group('each.value.timeout', 'for_each = var.services', services('a = { timeout = 3 }')),
        'terraform.tfvars': 'services = { a = { timeout = 30 } }\n',
      });
      const text = group('each.value.timeout', 'for_each = var.services', services('a = { timeout = 3 }'));
      const { findings } = analyse('main.tf', text, strict, rules, files) ?? assert.fail();
      const [found] = findings.filter((one) => one.rule === rule);
      assert.match(found?.message ?? '', /30 s/);
      assert.deepEqual(found?.assumes ?? [], []);
    });
  });
});

describe('the instances of another resource', () => {
  /** A load balancer for each of these, and a listener for each of the load balancers. */
  const chain = (listener: string, each = '{ a = { port = 80 } }', more = '') => `resource "aws_lb" "main" {
  for_each = ${each}
  name     = "front-\${each.key}"
}
resource "aws_lb_listener" "http" {
  for_each = aws_lb.main
  ${listener}
  protocol = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = var.targets
  }
}
${more}`;
  const found = (text: string) => {
    const { findings, undecided } = analyse('main.tf', text, strict) ?? assert.fail();
    const of = 'alb-without-https-listener';
    return [
      ...findings.filter((one) => one.rule === of).map(({ resource }) => resource),
      ...undecided()
        .filter((one) => one.rule === of)
        .map(({ why }) => why),
    ];
  };

  test('are followed by whatever goes over it', () => {
    assert.deepEqual(found(chain('load_balancer_arn = each.value.arn\n  port = 80')), ['aws_lb.main']);
    assert.deepEqual(found(chain('load_balancer_arn = aws_lb.main[each.key].arn\n  port = 80')), ['aws_lb.main']);
    assert.deepEqual(found(chain('load_balancer_arn = each.value["arn"]\n  port = 80')), ['aws_lb.main']);
  });

  test('are the same ones, however each of the two says so', () => {
    const other = (each: string, of: string) => `resource "aws_lb_listener" "https" {
  for_each          = ${each}
  load_balancer_arn = ${of}
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = var.certificate
  default_action {
    type             = "forward"
    target_group_arn = var.targets
  }
}
`;
    const http = 'load_balancer_arn = each.value.arn\n  port = 80';
    const services = 'local.services';
    const locals = 'locals {\n  services = { a = { port = 80 }, b = { port = 81 } }\n  all = aws_lb.main\n}\n';
    for (const [each, of] of [
      ['aws_lb.main', 'each.value.arn'],
      ['local.services', 'aws_lb.main[each.key].arn'],
      ['local.all', 'each.value.arn'],
      ['aws_lb_listener.http', 'aws_lb.main[each.key].arn'],
    ] as const)
      assert.deepEqual(found(chain(http, services, locals + other(each, of))), [], each);
  });

  test('have the keys that it has', () => {
    const locals = 'locals {\n  ports = { a = 80, b = 80 }\n}\n';
    const by = (ports: string) =>
      group(
        'local.late[each.key]',
        'for_each = aws_lb.main',
        `${locals}locals {\n  late = ${ports}\n}\nresource "aws_lb" "main" {\n  for_each = local.ports\n}\n`,
      );
    assert.deepEqual(said(by('{ a = 30, b = 30 }')), ['30 s']);
    assert.deepEqual(said(by('{ a = 30, b = 5 }')), ['local.late[each.key] is another for each instance']);
  });

  test('are there where it is there', () => {
    const text = (each: string) => chain('load_balancer_arn = each.value.arn\n  port = 80', each);
    assert.deepEqual(found(text('var.on ? { a = {} } : {}')), ['aws_lb.main']);
    assert.deepEqual(found(text('var.services')), ['aws_lb.main']);
    assert.deepEqual(found(text('{}')), []);
  });

  test('are none to go by where they lead in a circle', () => {
    const circle = group('each.value.timeout', 'for_each = aws_lb_target_group.app');
    assert.equal(said(circle).length, 1);
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
