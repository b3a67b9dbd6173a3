import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
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
    assert.deepEqual(
      inHcl('default_action {\n    type = "forward"\n    target_group_arn = ‸\n  }'),
      ['aws_lb_target_group.app.arn', 'var.certificate', 'local.ports'],
      'which of several is meant, nobody knows',
    );
    assert.deepEqual(inHcl('depends_on = [‸]'), ['aws_lb.main', 'aws_lb_target_group.app', 'aws_lb_target_group.many']);
    assert.ok(inHcl('tags = { a = "${var.‸}" }').includes('var.certificate'));
    assert.deepEqual(inHcl('tags = { a = "my ‸" }'), [], 'a text is a text');
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
});
