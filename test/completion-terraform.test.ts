import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { returned } from '../rules/model/returned.ts';
import { ask, chosen, labels, plain } from './completions.ts';

const module = (lines: string): string => `variable "certificate" {
  type = string
}

locals {
  ports = [80, 443]
}

resource "aws_lb" "main" {
  name = "shop"
}

resource "aws_lb_target_group" "app" {
  port = 8080
}

resource "aws_lb_target_group" "many" {
  count = 2
}

resource "aws_subnet" "zones" {
  for_each = toset(["a", "b"])
}

resource "aws_acm_certificate" "sites" {
  for_each = var.sites
}

resource "aws_lb_listener" "web" {
  port = 443
  ${lines}
}
`;
const inHcl = (lines: string) => labels('main.tf', module(lines));
const chosenInHcl = (lines: string, label: string, client = undefined as typeof plain | undefined): string => {
  const all = chosen(ask('main.tf', module(lines), client), label);
  const [before = '', behind = ''] = module('|').split('|');
  return all.slice(before.length, all.length - behind.length);
};

describe('in HCL', () => {
  test('keys are attributes and blocks', () => {
    const keys = ['load_balancer_arn', 'protocol', 'ssl_policy', 'certificate_arn', 'default_action'];
    assert.deepEqual(inHcl('‸'), keys);
    assert.equal(chosenInHcl('pro‸', 'protocol'), 'protocol = ');
    assert.equal(chosenInHcl('pro‸ = "HTTP"', 'protocol'), 'protocol = "HTTP"');
    assert.equal(chosenInHcl('def‸', 'default_action'), 'default_action {\n    ‸\n  }');
    assert.equal(chosenInHcl('def‸', 'default_action', plain), 'default_action {}');
    assert.deepEqual(inHcl('def‸ {\n  }'), ['default_action'], 'only a block goes on with a brace');
  });

  test('of a block are those of the block', () => {
    assert.deepEqual(inHcl('default_action {\n    type = "redirect"\n    ‸\n  }'), ['redirect']);
    assert.deepEqual(inHcl('default_action {\n    redirect {\n      st‸\n    }\n  }').at(-1), 'status_code');
    assert.ok(inHcl('default_action {\n  }\n  ‸').includes('default_action'), 'there may be several');
    assert.deepEqual(inHcl('# pro‸'), []);
    assert.deepEqual(inHcl('tags = {\n    ‸\n  }'), []);
  });

  test('values have quotes, but for what is no text', () => {
    assert.equal(chosenInHcl('protocol = ‸', 'HTTPS'), 'protocol = "HTTPS"');
    assert.equal(chosenInHcl('protocol = "H‸"', 'HTTPS'), 'protocol = "HTTPS"');
    const balancer = module('').replace('name = "shop"', 'internal = ‸');
    const asked = ask('main.tf', balancer);
    assert.equal(asked.items.find(({ label }) => label === 'true')?.detail, 'internal');
    assert.match(chosen(asked, 'true'), /internal = true\n/);
  });

  test('names: what fits, with the attribute that is wanted', () => {
    const fitting = ['aws_lb.main.arn', 'var.certificate', 'local.ports'];
    assert.deepEqual(inHcl('load_balancer_arn = ‸'), fitting);
    assert.deepEqual(inHcl('load_balancer_arn = aws_lb.‸'), fitting);
    assert.deepEqual(inHcl('depends_on = [‸]'), [
      'aws_lb.main',
      'aws_lb_target_group.app',
      'aws_lb_target_group.many',
      'aws_subnet.zones',
      'aws_acm_certificate.sites',
    ]);
    assert.ok(inHcl('tags = { a = "${var.‸}" }').includes('var.certificate'));
    assert.deepEqual(inHcl('tags = { a = "my ‸" }'), [], 'a text is a text');
  });

  test('a `${` that the text ends behind is closed, and the text with it', () => {
    const closed = 'tags = { a = "my-${var.certificate}" }';
    assert.equal(chosenInHcl('tags = { a = "my-${var.‸" }', 'var.certificate'), closed);
    assert.equal(chosenInHcl('tags = { a = "my-${‸" }', 'var.certificate'), closed);
    assert.equal(chosenInHcl('name = "my-${var.‸', 'var.certificate'), 'name = "my-${var.certificate}"');
    assert.equal(chosenInHcl('name = <<E\nmy-${var.‸\nE', 'var.certificate'), 'name = <<E\nmy-${var.certificate}\nE');
    assert.deepEqual(inHcl('name = "${‸"x"}"'), [], 'that is another text');
  });

  test('behind an address, all that it hands out', () => {
    const balancer = (returned.aws_lb ?? []).map((attribute) => `aws_lb.main.${attribute}`);
    assert.ok(balancer.includes('aws_lb.main.dns_name'));
    assert.deepEqual(inHcl('tags = { a = aws_lb.main.‸ }').slice(-balancer.length), balancer);
    assert.deepEqual(
      inHcl('load_balancer_arn = aws_lb.main.‸').filter((label) => label.startsWith('aws_lb')),
      balancer,
    );
    assert.equal(
      chosenInHcl('tags = { a = aws_lb.main.d‸ }', 'aws_lb.main.dns_name'),
      'tags = { a = aws_lb.main.dns_name }',
    );
  });

  const group = 'default_action {\n    type = "forward"\n    target_group_arn = ';
  test('of several, each is named by its index', () => {
    const several = ['aws_lb_target_group.many[0].arn', 'aws_lb_target_group.many[1].arn'];
    const fitting = ['aws_lb_target_group.app.arn', ...several, 'var.certificate', 'local.ports'];
    assert.deepEqual(inHcl(`${group}‸\n  }`), fitting);
    assert.equal(chosenInHcl(`${group}aws_lb_t‸\n  }`, several[1] ?? ''), `${group}${several[1]}\n  }`);
    assert.deepEqual(inHcl(`count = 2\n  ${group}‸\n  }`)[1], 'aws_lb_target_group.many[count.index].arn');
    const typed = inHcl(`${group}aws_lb_target_group.many[1].‸\n  }`);
    assert.ok(typed.includes('aws_lb_target_group.many[1].arn_suffix'));
    assert.ok(!typed.includes('aws_lb_target_group.many[0].arn'), 'it is said which one');
  });

  test('or by its key, as far as that is known', () => {
    const subnets = (lines: string) => module('').replace('name = "shop"', `subnets = ${lines}`);
    const zones = ['aws_subnet.zones["a"].id', 'aws_subnet.zones["b"].id'];
    assert.deepEqual(labels('main.tf', subnets('[‸]')).slice(0, 2), zones);
    assert.match(chosen(ask('main.tf', subnets('[‸]')), zones[1] ?? ''), /subnets = \[aws_subnet\.zones\["b"\]\.id\]/);
    assert.equal(labels('main.tf', subnets('‸'))[0], 'values(aws_subnet.zones)[*].id', 'or all of them');
    assert.equal(
      chosenInHcl('certificate_arn = ‸', 'aws_acm_certificate.sites["…"].arn'),
      'certificate_arn = aws_acm_certificate.sites["key"].arn',
    );
    assert.ok(
      inHcl('for_each = var.sites\n  certificate_arn = ‸').includes('aws_acm_certificate.sites[each.key].arn'),
      'who has as many keys means the same one',
    );
    const unable = ask('main.tf', module('certificate_arn = ‸'), plain).items.map(({ label }) => label);
    assert.ok(!unable.some((label) => label.includes('…')), 'without holes, there is no key to write');
  });

  test('behind a quote that nobody has closed yet, the line stays whole', () => {
    assert.equal(chosenInHcl('protocol = "H‸', 'HTTPS'), 'protocol = "HTTPS"');
    assert.equal(chosenInHcl('protocol = "‸ # what else', 'HTTP'), 'protocol = "HTTP" # what else');
  });

  test('snippets begin where their block may', () => {
    assert.match(
      chosen(ask('main.tf', `${module('')}\n‸\n`), 'Redirect listener'),
      /\nresource "aws_lb_listener" "http" \{\n {2}load_balancer_arn = aws_lb\.main\.arn\n/,
    );
    const group = module('').replace('port = 8080', 'port = 8080\n\n  ‸');
    assert.match(chosen(ask('main.tf', group), 'Health check'), /\n {2}health_check \{\n {4}path +=.*\n/);
    const acl = 'resource "aws_wafv2_web_acl" "main" {\n  name = "x"\n  ‸\n}\n';
    assert.match(chosen(ask('main.tf', acl), 'Rate-based rule'), /\n {2}rule \{\n {4}name +=/);
    const balancer = module('').replace('name = "shop"', 'name = "shop"\n\n  ‸');
    assert.match(chosen(ask('main.tf', balancer), 'Access log'), /\n {2}access_logs \{\n {4}bucket +=/);
  });
});

test('in JSON of Terraform, keys, words and names have quotes', () => {
  const file = (lines: string) => `{
  "resource": {
    "aws_lb": { "main": { "name": "shop" } },
    "aws_lb_listener": {
      "web": {
        "port": 443,
        ${lines}
      }
    }
  }
}
`;
  const at = (lines: string, label: string) => chosen(ask('main.tf.json', file(lines)), label);
  assert.match(at('"pro‸"', 'protocol'), /\n {8}"protocol": ‸\n/);
  assert.match(at('"protocol": "‸"', 'HTTPS'), /"protocol": "HTTPS"\n/);
  assert.match(at('"load_balancer_arn": "‸"', 'aws_lb.main.arn'), /"load_balancer_arn": "\$\{aws_lb\.main\.arn\}"\n/);
  assert.match(at('"depends_on": ["‸"]', 'aws_lb.main'), /"depends_on": \["aws_lb\.main"\]/);
  assert.match(at('"protocol": "H‸', 'HTTPS'), /"protocol": "HTTPS"\n/);
});

describe('in JSON of Terraform, a snippet begins', () => {
  const whole = (lines: string, label: string): unknown => {
    const text = `{\n  "resource": {\n    ${lines}\n  }\n}\n`;
    const { resource } = JSON.parse(chosen(ask('main.tf.json', text), label));
    return resource;
  };
  const labelsAt = (lines: string) => labels('main.tf.json', `{\n  "resource": {\n    ${lines}\n  }\n}\n`);

  test('with its type where there are none of that, else below that', () => {
    assert.match(JSON.stringify(whole('‸', 'Redirect listener')), /^{"aws_lb_listener":{"http":{"load_balancer_arn":/);
    const listeners = '"aws_lb_listener": { "web": { "port": 443 }, ‸ }';
    assert.match(
      JSON.stringify(whole(listeners, 'Redirect listener')),
      /{"web":{"port":443},"http":{"load_balancer_arn"/,
    );
    assert.deepEqual(labelsAt('"aws_lb_listener": { "web": { "port": 443 } },\n    ‸'), []);
  });

  test('in the resource that it belongs to', () => {
    const inside = (type: string, label: string) =>
      JSON.stringify(whole(`"${type}": { "a": { "name": "x", ‸ } }`, label));
    assert.match(inside('aws_lb_target_group', 'Health check'), /"health_check":{"path":"\/health","interval":15,/);
    assert.match(inside('aws_wafv2_web_acl', 'Rate-based rule'), /"rule":\[{"name":"rate-limit","priority":1,/);
    assert.match(inside('aws_lb', 'Access log'), /"access_logs":{"bucket":"\${aws_s3_bucket\.logs\.id}"/);
    assert.match(
      inside('aws_apigatewayv2_stage', 'Access log'),
      /"destination_arn":"\${aws_cloudwatch_log_group\.access\.arn}"/,
    );
  });

  test('or as one more of the blocks that are there', () => {
    const rules = '"aws_wafv2_web_acl": { "a": { "rule": [{ "name": "x" }, { ‸ }] } }';
    assert.match(JSON.stringify(whole(rules, 'Rate-based rule')), /"rule":\[{"name":"x"},{"name":"rate-limit",/);
  });
});
