// What a plan of Terraform says that it will do, read from `terraform show -json`.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Impact, inWords } from '../server/impact/impact.ts';
import { impactOfPlan } from '../server/impact/terraform/plan.ts';
import { random } from './bench/random.ts';

const planOf = (...changes: readonly object[]): string =>
  JSON.stringify({ format_version: '1.2', terraform_version: '1.11.4', resource_changes: changes });

const change = (address: string, actions: readonly string[], more: object = {}, around: object = {}) => {
  const [type = ''] = address.split('.');
  return { address, mode: 'managed', type, change: { actions, before: {}, after: {}, ...more }, ...around };
};

function impactOf(...changes: readonly object[]): Impact {
  const read = impactOfPlan(planOf(...changes));
  return 'problem' in read ? assert.fail(read.problem) : read;
}

const told = (...changes: readonly object[]): readonly string[] =>
  impactOf(...changes).resources.map(({ name, effect, reasons, note }) => {
    const because = reasons.map(({ property }) => property).join(', ');
    return `${effect} ${name}${because === '' ? '' : `: ${because}`}${note === undefined ? '' : ` (${note})`}`;
  });

describe('Actions', () => {
  test('each has its effect', () => {
    assert.deepEqual(
      told(
        change('aws_lb.a', ['create']),
        change('aws_lb.b', ['update'], {
          before: { idle_timeout: 60, name: 'b' },
          after: { idle_timeout: 61, name: 'b' },
        }),
        change('aws_lb.c', ['delete']),
        change('aws_lb.d', ['forget']),
        change('aws_lb.e', ['no-op']),
        change('data.aws_vpc.f', ['read'], {}, { mode: 'data' }),
      ),
      ['create aws_lb.a', 'update aws_lb.b: idle_timeout', 'delete aws_lb.c', 'orphan aws_lb.d'],
    );
  });

  test('a replacement says for what, and which comes first', () => {
    assert.deepEqual(
      told(
        change('aws_lb.a', ['delete', 'create'], { replace_paths: [['internal'], ['subnet_mapping', 0, 'subnet_id']] }),
        change('aws_lb.b[0]', ['create', 'delete'], {}, { action_reason: 'replace_by_triggers' }),
        change('module.edge.aws_lb.c', ['delete', 'create'], {}, { action_reason: 'replace_because_tainted' }),
      ),
      [
        'replace aws_lb.a: internal, subnet_mapping[0].subnet_id',
        'replace aws_lb.b[0]: lifecycle.replace_triggered_by (the new one comes first: create_before_destroy)',
        'replace module.edge.aws_lb.c: tainted',
      ],
    );
    assert.equal(inWords(impactOf(change('aws_lb.a', ['delete', 'create']))), 'replaces aws_lb.a');
  });

  test('a value that is not known yet changes', () => {
    const open = { before: { arn: 'a' }, after: {}, after_unknown: { arn: true, tags: { a: false } } };
    assert.deepEqual(told(change('aws_lb.a', ['update'], open)), ['update aws_lb.a: arn']);
  });

  test('an action that nobody knows is unknown', () => {
    assert.deepEqual(told(change('aws_lb.a', ['transmute']), change('aws_lb.b', [])), [
      'unknown aws_lb.a',
      'unknown aws_lb.b',
    ]);
  });
});

describe('What is opened', () => {
  const rule = (cidr: string) => ({
    ingress: [{ from_port: 443, to_port: 443, protocol: 'tcp', cidr_blocks: [cidr] }],
  });
  const policy = (principal: unknown) => ({
    policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: principal, Action: 'execute-api:Invoke' }] }),
  });

  test('what was not open before', () => {
    const { opened } = impactOf(
      change('aws_security_group.a', ['update'], { before: rule('10.0.0.0/8'), after: rule('0.0.0.0/0') }),
      change('aws_security_group.b', ['update'], { before: rule('0.0.0.0/0'), after: rule('0.0.0.0/0') }),
      change('aws_api_gateway_rest_api_policy.c', ['create'], { before: null, after: policy('*') }),
    );
    assert.deepEqual(
      opened.map(({ name, words }) => `${name} ${words}`),
      [
        'aws_security_group.a lets 0.0.0.0/0 in on port 443',
        'aws_api_gateway_rest_api_policy.c allows anybody execute-api:Invoke',
      ],
    );
  });
});

describe('Other texts', () => {
  test('say why they are none', () => {
    const problem = (text: string) => {
      const read = impactOfPlan(text);
      return 'problem' in read ? read.problem : assert.fail();
    };
    assert.equal(problem('{'), 'This is no JSON.');
    assert.equal(problem('[]'), 'This is no plan of Terraform: it has no resource_changes.');
    assert.equal(
      problem('{"resource_changes":[],"errored":true}'),
      'Terraform could not finish this plan: not all of it is there.',
    );
    const deep = planOf(change('aws_lb.a', ['update'], { after: { a: 1 } })).replace(
      '"a":1',
      `"a":${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    );
    assert.equal(problem(deep), 'This is nested too deep to be read.');
    assert.equal(problem('{"Resources":{}}'), 'This is no plan of Terraform: it has no resource_changes.');
    assert.equal(problem('{"values":{}}'), 'This is a state, not a plan: it says what there is, not what changes.');
  });

  test('whatever stands in it, it is read', () => {
    const { below } = random(7);
    const odd = [null, true, 0, '', '*', [], {}, [null], ['create'], ['delete', 'create'], { policy: '{"Statement"' }];
    const any = (depth: number): unknown => {
      const kind = depth > 3 ? 0 : below(3);
      if (kind === 0) return odd[below(odd.length)];
      if (kind === 1) return Array.from({ length: below(4) }, () => any(depth + 1));
      return Object.fromEntries(names.filter(() => below(2) === 0).map((name) => [name, any(depth + 1)]));
    };
    for (let n = 0; n < 5000; n++) {
      const changes = Array.from({ length: below(4) }, () => ({
        ...change('aws_security_group.a', []),
        ...Object(any(0)),
      }));
      const read = impactOfPlan(JSON.stringify({ resource_changes: [...changes, any(0)] }));
      assert.ok('resources' in read);
    }
  });

  const names = [
    'address',
    'type',
    'mode',
    'change',
    'actions',
    'before',
    'after',
    'after_unknown',
    'replace_paths',
    'deposed',
    'action_reason',
    'importing',
    'ingress',
    'cidr_blocks',
    'policy',
    'Statement',
    'Principal',
    'Effect',
  ];
});
