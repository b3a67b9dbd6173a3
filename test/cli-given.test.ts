/* What a deployment gives to parameters, on the command line. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { folderOf, gatelint } from './command-line.ts';

const shop = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Timeout: { Type: Number, Default: 20000 }
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: orders, ProtocolType: HTTP }
  Backend:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: HTTP_PROXY
      IntegrationUri: https://example.com
      TimeoutInMillis: !Ref Timeout
`;
const samConfig = (milliseconds: number, environment = 'default'): string =>
  `version = 0.1\n[${environment}.deploy.parameters]\nparameter_overrides = "Timeout=${milliseconds}"\n`;
const json = (milliseconds: number): string =>
  JSON.stringify([{ ParameterKey: 'Timeout', ParameterValue: String(milliseconds) }]);

/** What is said of the backend of each template: by file, its message and what goes with it. */
async function said(folder: string, ...args: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { out } = await gatelint(folder, ['check', '--format', 'json', ...args]);
  // The schema says so.
  const { findings } = JSON.parse(out) as {
    findings: { file: string; rule: string; message: string; related: { message: string }[] }[];
  };
  return Object.fromEntries(
    findings
      .filter(({ rule }) => rule === 'apigw-integration-timeout-invalid')
      .map(({ file, message, related }) => [
        file,
        [/waits \S+ s/.exec(message)?.[0], ...related.map((one) => one.message)].join('; '),
      ]),
  );
}

describe('gatelint check takes what parameters are given', { concurrency: 2 }, () => {
  test('from the files beside a template', async () => {
    const folder = folderOf({
      'template.yaml': shop,
      'samconfig.toml': samConfig(45_000),
      'cart/shop.yaml': shop,
      'cart/shop.parameters.json': json(60_000),
      'other.yaml': shop,
    });
    assert.deepEqual(await said(folder), {
      'template.yaml': 'waits 45 s; Timeout is given by samconfig.toml (default)',
      'cart/shop.yaml': 'waits 60 s; Timeout is given by shop.parameters.json',
    });
  });

  test('from those that gatelint.yaml names, for some templates or for all', async () => {
    const folder = folderOf({
      'template.yaml': shop,
      'samconfig.toml': samConfig(45_000, 'prod'),
      'cart/shop.yaml': shop,
      'p/dev.json': json(70_000),
      'gatelint.yaml': `samEnvironment: prod\noverrides: [{ files: [cart/], parameters: [p/dev.json] }]\n`,
    });
    assert.deepEqual(await said(folder), {
      'template.yaml': 'waits 45 s; Timeout is given by samconfig.toml (prod)',
      'cart/shop.yaml': 'waits 70 s; Timeout is given by p/dev.json',
    });
    assert.deepEqual(await said(folder, '--parameters', 'p/dev.json', '--no-config'), {
      'template.yaml': 'waits 70 s; Timeout is given by dev.json',
      'cart/shop.yaml': 'waits 70 s; Timeout is given by dev.json',
    });
  });

  test('2: and tells where gatelint.yaml names one that is not there; the rest holds', async () => {
    const folder = folderOf({
      'template.yaml': shop,
      'p/dev.json': json(70_000),
      'gatelint.yaml': 'parameters:\n  - p/dev.json\n  - p/lost.json\n',
    });
    const { code, out, err } = await gatelint(folder, ['check']);
    assert.deepEqual({ code, err }, { code: 2, err: '' });
    assert.match(out, /^gatelint\.yaml:3:5 {2}error {2}config\n {2}p\/lost\.json: There is no such file or folder/);
    assert.match(out, /Backend waits 70 s/);
  });

  test('2: from no other, where the one that is named on the command line cannot be read', async () => {
    const folder = folderOf({ 'template.yaml': shop, 'dev.json': '{"Timeout": "45000"}' });
    const lost = await gatelint(folder, ['check', '--parameters', 'lost.json']);
    assert.deepEqual(lost, { code: 2, out: '', err: 'lost.json: There is no such file or folder; check the path.\n' });
    const shapeless = await gatelint(folder, ['check', '--parameters', 'dev.json']);
    assert.equal(shapeless.code, 2);
    assert.match(shapeless.err, /^dev\.json: It says nothing of parameters: /);
  });

  test('and warns, once, of one beside a template that cannot be read', async () => {
    const folder = folderOf({ 'template.yaml': shop, 'samconfig.toml': 'version = 0.1\n[default', 'vpc.yaml': shop });
    const { code, out, err } = await gatelint(folder, ['check']);
    assert.deepEqual({ code, out }, { code: 0, out: 'Nothing found in 2 files.\n' });
    assert.match(err, /^samconfig\.toml: Line 2 is no TOML: .*\. It gives nothing to parameters\.\n$/);
  });
});

test('gatelint fix reads parameters as they are given, and writes no default that does not count', async () => {
  const folder = folderOf({ 'template.yaml': shop.replace('20000', '45000'), 'samconfig.toml': samConfig(60_000) });
  const choose = ['fix', '--dry-run', '--choice', 'apigw-integration-timeout-invalid', '--rule'];
  const rule = 'apigw-integration-timeout-invalid';
  const { out } = await gatelint(folder, [...choose, rule]);
  assert.equal(out, '');
  assert.match(
    (
      await gatelint(folder, [
        ...choose,
        rule,
        '--config',
        folderOf({ 'none.yaml': 'parameters: []\n' }).concat('/none.yaml'),
      ])
    ).out,
    /\+.*Default: 30000/,
  );
});
