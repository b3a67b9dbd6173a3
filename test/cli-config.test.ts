/* How the command line takes settings: from which file, and what it says of a file that is wrong. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import { folderOf, gatelint } from './command-line.ts';

const tooLong = 'apigw-integration-timeout-invalid';

/** One error. */
const wrong = `Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: orders, ProtocolType: HTTP }
  Backend:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: HTTP_PROXY
      IntegrationUri: https://example.com
      TimeoutInMillis: 45000
`;
const off = `rules:\n  ${tooLong}: off\n`;
const nothing = { code: 0, out: 'Nothing found in 1 file.\n', err: '' };

/** The severities that are said of the files, by file. */
async function severities(folder: string, ...args: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { out } = await gatelint(folder, ['check', '--format', 'json', ...args]);
  const { findings } = JSON.parse(out) as { findings: { file: string; severity: string }[] }; // the schema says so
  return Object.fromEntries(findings.map(({ file, severity }) => [file, severity]));
}

describe('gatelint check takes its settings', { concurrency: 2 }, () => {
  test('from the nearest gatelint.yaml of each template', async () => {
    const folder = folderOf({
      'gatelint.yaml': `rules: { ${tooLong}: hint }\noverrides: [{ files: [prod/], rules: { ${tooLong}: warning } }]\n`,
      'a.yaml': wrong,
      'prod/b.yaml': wrong,
      'team/gatelint.yml': off,
      'team/stacks/c.yaml': wrong,
    });
    assert.deepEqual(await severities(folder), { 'a.yaml': 'hint', 'prod/b.yaml': 'warning' });
    assert.deepEqual(await severities(folder, '--no-config'), {
      'a.yaml': 'error',
      'prod/b.yaml': 'error',
      'team/stacks/c.yaml': 'error',
    });
  });

  test('from one file for all, where that is named', async () => {
    const folder = folderOf({ 'a.yaml': wrong, 'gatelint.yaml': '', 'lenient.yaml': off });
    assert.deepEqual(await gatelint(folder, ['check', '--config', 'lenient.yaml', 'a.yaml']), nothing);
  });

  test('2: and checks nothing, where the one that is named cannot be read', async () => {
    const { code, out, err } = await gatelint(folderOf({ 'a.yaml': wrong }), ['check', '--config', 'lost.yaml']);
    assert.deepEqual({ code, out }, { code: 2, out: '' });
    assert.equal(err, 'lost.yaml: There is no such file or folder; check the path.\n');
  });

  test('2: from a gatelint.yaml with a mistake, which is shown; the rest of it holds', async () => {
    const folder = folderOf({ 'a.yaml': wrong, 'gatelint.yaml': `presset: strict\n${off}` });
    const { code, out, err } = await gatelint(folder, ['check']);
    assert.deepEqual({ code, err }, { code: 2, err: '' });
    assert.equal(
      out,
      `gatelint.yaml:1:1  error  config
  "presset" is no key. Did you mean "preset"?

  1 │ presset: strict
    │ ^^^^^^^


Nothing found in 1 file.
1 config problem.
`,
    );
  });

  test('2: a config that is asked about by name is read, used or not', async () => {
    const folder = folderOf({ 'gatelint.yaml': 'ignore: legacy\n', 'good/gatelint.yaml': off });
    const { code, out } = await gatelint(folder, ['check', 'gatelint.yaml']);
    assert.equal(code, 2);
    assert.match(out, /ignore is a list/);
    assert.equal((await gatelint(folder, ['check', 'good/gatelint.yaml'])).code, 0);
  });

  test('and tells programs of the mistake in the shape of the schema', async () => {
    const folder = folderOf({ 'a.yaml': wrong, 'gatelint.yaml': 'presset: strict\n' });
    const { out } = await gatelint(folder, ['check', '--format', 'json']);
    const output = JSON.parse(out);
    const schema = JSON.parse(readFileSync(new URL('../schema/gatelint-output.schema.json', import.meta.url), 'utf8'));
    assert.equal(new Ajv().validate(schema, output), true);
    assert.deepEqual(output.files, ['a.yaml']);
    assert.deepEqual(output.problems, [
      {
        kind: 'config',
        file: 'gatelint.yaml',
        message: '"presset" is no key. Did you mean "preset"?',
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 7 } },
      },
    ]);
  });

  test('with a preset that the command line names before any other', async () => {
    const folder = folderOf({ 'a.yaml': wrong, 'gatelint.yaml': 'preset: strict\n' });
    const strict = await gatelint(folder, ['check', '--preset', 'strict', '--no-config']);
    assert.deepEqual(await gatelint(folder, ['check']), strict);
    const { code, err } = await gatelint(folder, ['check', '--preset', 'strct']);
    assert.equal(code, 2);
    assert.match(err, /strict/);
  });
});

test('What a config ignores is left alone, and who names it is told', async () => {
  const folder = folderOf({ 'gatelint.yaml': 'ignore: [legacy/]\n', 'legacy/a.yaml': wrong });
  const walked = await gatelint(folder, ['check']);
  assert.deepEqual([walked.code, walked.out], [0, '']);
  assert.equal(walked.err, 'No CloudFormation template and no Terraform was found in ..\n');
  assert.deepEqual(await gatelint(folder, ['check', 'legacy/a.yaml']), {
    code: 0,
    out: '',
    err: 'legacy/a.yaml: gatelint.yaml ignores this file; to check it nevertheless, add --no-config.\n',
  });
  assert.equal((await gatelint(folder, ['check', '--no-config', 'legacy/a.yaml'])).code, 1);
});
