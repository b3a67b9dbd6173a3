/* Templates that import what others export, on the command line. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { folderOf, gatelint } from './command-line.ts';

const shop = `Resources:
  Orders:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Protocol: HTTP
      Port: 80
      VpcId: vpc-1
      HealthCheckIntervalSeconds: 10
      HealthCheckTimeoutSeconds: !ImportValue shop-wait
`;
const limits = (value: string, parameters = ''): string => `${parameters}
Resources: { Topic: { Type: AWS::SNS::Topic } }
Outputs:
  Wait:
    Value: ${value}
    Export: { Name: shop-wait }
`;

interface Told {
  readonly file: string;
  readonly range: { readonly start: { readonly line: number } };
  readonly message: string;
}

/** Where it is said that the timeout is too long, and what has to do with it. */
async function said(folder: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { out } = await gatelint(folder, ['check', '--format', 'json', ...args]);
  // The schema says so.
  const { findings } = JSON.parse(out) as {
    findings: (Told & { readonly rule: string; readonly related: readonly Told[] })[];
  };
  return findings
    .filter(({ rule }) => rule === 'health-check-timeout-not-below-interval')
    .map(({ file, range, related }) =>
      [
        `${file}:${range.start.line}`,
        ...related.map((one) => `${one.file}:${one.range.start.line} ${one.message}`),
      ].join(', '),
    );
}

describe('gatelint check knows what a template imports', { concurrency: 2 }, () => {
  test('from another one below the folder, whichever of them is checked', async () => {
    const folder = folderOf({ 'shop/template.yaml': shop, 'limits/template.yaml': limits('30') });
    const expected = ['shop/template.yaml:8, limits/template.yaml:4 exported as shop-wait'];
    assert.deepEqual(await said(folder), expected);
    assert.deepEqual(await said(folder, 'shop/template.yaml'), expected);
  });

  test('from anywhere in the repository, and from nowhere else', async () => {
    const files = { 'shop/template.yaml': shop, 'limits/template.yaml': limits('30') };
    const repository = folderOf({ ...files, '.git/HEAD': '' });
    assert.deepEqual(await said(join(repository, 'shop')), [
      'template.yaml:8, ../limits/template.yaml:4 exported as shop-wait',
    ]);
    assert.deepEqual(await said(join(folderOf(files), 'shop')), []);
  });

  test('as it is given there', async () => {
    const files = {
      'shop.yaml': shop,
      'limits.yaml': limits('!Ref Wait', 'Parameters: { Wait: { Type: Number, Default: 5 } }'),
    };
    assert.deepEqual(await said(folderOf(files)), []);
    const given = JSON.stringify([{ ParameterKey: 'Wait', ParameterValue: '30' }]);
    const [finding = ''] = await said(folderOf({ ...files, 'limits.parameters.json': given }));
    assert.match(finding, /Wait is given by limits\.parameters\.json$/);
  });

  test('not where several export it, or where .gitignore hides the one that does', async () => {
    const files = { 'shop.yaml': shop, 'limits.yaml': limits('30') };
    assert.deepEqual(await said(folderOf({ ...files, 'copy/limits.json.template': limits('20') })), []);
    assert.deepEqual(await said(folderOf({ ...files, '.git/HEAD': '', '.gitignore': 'limits.yaml' })), []);
  });
});

test('gatelint fix changes what the template itself says, not what it imports', async () => {
  const folder = folderOf({ 'shop.yaml': shop, 'limits.yaml': limits('30') });
  const { out } = await gatelint(folder, ['fix', '--dry-run', '--choice', 'health-check-timeout-not-below-interval']);
  const changes = out.split('\n').filter((line) => /^[-+]/.test(line));
  assert.deepEqual(changes, [
    '--- a/shop.yaml',
    '+++ b/shop.yaml',
    '-      HealthCheckIntervalSeconds: 10',
    '+      HealthCheckIntervalSeconds: 35',
  ]);
});
