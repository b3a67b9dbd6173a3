/* What a deployment gives to parameters, as an editor meets it. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Editor, only, startEditor, visualStudioCode } from './lsp-client.ts';

const rule = 'apigw-integration-timeout-invalid';
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
const samConfig = (milliseconds: number): string =>
  `version = 0.1\n[default.deploy.parameters]\nparameter_overrides = "Timeout=${milliseconds}"\n`;
const json = (milliseconds: number): string => JSON.stringify([`Timeout=${milliseconds}`]);

async function waits(editor: Editor, uri: string): Promise<readonly unknown[]> {
  const diagnostics = await editor.diagnostics(uri);
  return diagnostics.map(({ message }) => /waits \S+ s/.exec(String(message))?.[0] ?? message);
}

describe('a template on disk is judged', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatelint-given-'));
  const root = pathToFileURL(folder).href;
  const put = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  const template = `${root}/template.yaml`;
  const config = `${root}/gatelint.yaml`;
  let editor: Editor;
  before(async () => {
    put('.git/HEAD', '');
    put('samconfig.toml', samConfig(45_000));
    editor = await startEditor(visualStudioCode, { folders: [root], settings: only(rule) });
    await editor.open(template, shop);
  });
  after(async () => {
    assert.equal(await editor.stop(), 0);
    rmSync(folder, { recursive: true, force: true });
  });

  test('by what samconfig.toml gives, and the status says so', async () => {
    const [diagnostic] = await editor.diagnostics(template);
    assert.match(String(diagnostic?.message), /^Backend waits 45 s/);
    assert.deepEqual(
      diagnostic?.relatedInformation?.map(({ message, location }) => [message, location.range.start]),
      [['Timeout is given by samconfig.toml (default)', { line: 2, character: 2 }]],
    );
    const { parametersFrom, unread } = editor.statuses.at(-1) ?? {};
    assert.deepEqual([parametersFrom, unread], [['samconfig.toml (default)'], undefined]);
  });

  test('by what it gives now, when it changes on disk', async () => {
    put('samconfig.toml', samConfig(20_000));
    await editor.watched(`${root}/samconfig.toml`);
    assert.deepEqual(await waits(editor, template), []);
    put('template.parameters.json', json(60_000));
    await editor.watched(`${root}/template.parameters.json`);
    assert.deepEqual(await waits(editor, template), ['waits 60 s']);
    assert.deepEqual(editor.statuses.at(-1)?.parametersFrom, ['template.parameters.json']);
  });

  test('while its text changes', async () => {
    await editor.replace(template, 'Default: 20000', 'Default: 25000');
    assert.deepEqual(await waits(editor, template), ['waits 60 s']);
    await editor.replace(template, '  Timeout: {', '  Time: {');
    assert.deepEqual(await waits(editor, template), []);
    assert.equal(editor.statuses.at(-1)?.parametersFrom, undefined);
    await editor.replace(template, '  Time: {', '  Timeout: {');
    assert.deepEqual(await waits(editor, template), ['waits 60 s']);
  });

  test('without what cannot be read, which the status tells', async () => {
    put('template.parameters.json', '{');
    await editor.watched(`${root}/template.parameters.json`);
    assert.deepEqual(await waits(editor, template), []);
    const { parametersFrom, unread } = editor.statuses.at(-1) ?? {};
    assert.deepEqual(parametersFrom, ['samconfig.toml (default)']);
    assert.match(unread?.join() ?? '', /^template\.parameters\.json: Line 1: /);
  });

  test('as it was, with one more file that cannot be read told of', async () => {
    const other = `${root}/cart/shop.yaml`;
    await editor.open(other, shop);
    assert.deepEqual(await waits(editor, other), []);
    put('cart/shop.parameters.json', '[');
    await editor.watched(`${root}/cart/shop.parameters.json`);
    assert.deepEqual(await waits(editor, other), []);
    assert.match(editor.statuses.at(-1)?.unread?.join() ?? '', /^shop\.parameters\.json: Line 1: /);
    await editor.close(other);
  });

  test('by the files that an open gatelint.yaml names; one that is not there is told there, until it is', async () => {
    await editor.open(config, 'parameters: [p/live.json]\n');
    assert.deepEqual(await waits(editor, template), []);
    const [diagnostic, ...more] = await editor.diagnostics(config);
    assert.ok(diagnostic);
    assert.deepEqual(more, []);
    assert.equal(editor.textAt(config, diagnostic.range), 'p/live.json');
    assert.equal(diagnostic.message, 'p/live.json: There is no such file or folder; check the path.');
    put('p/live.json', json(90_000));
    await editor.watched(`${root}/p/live.json`);
    assert.deepEqual(await waits(editor, template), ['waits 90 s']);
    assert.deepEqual(await editor.diagnostics(config), []);
    await editor.replace(config, '[p/live.json]', '[]');
    assert.deepEqual(await waits(editor, template), []);
    await editor.close(config);
  });
});

test('in a browser, the editor is asked for what is given', async () => {
  const root = 'vscode-vfs://github/shop/shop';
  const editor = await startEditor(visualStudioCode, {
    folders: [root],
    settings: only(rule),
    files: {
      [`${root}/gatelint.yaml`]: 'overrides: [{ files: [named.yaml], parameters: [a b.json] }]\n',
      [`${root}/samconfig.toml`]: samConfig(45_000),
      [`${root}/a%20b.json`]: json(90_000),
    },
  });
  await editor.open(`${root}/template.yaml`, shop);
  assert.deepEqual(await waits(editor, `${root}/template.yaml`), ['waits 45 s']);
  await editor.open(`${root}/named.yaml`, shop);
  assert.deepEqual(await waits(editor, `${root}/named.yaml`), ['waits 90 s']);
  assert.equal(await editor.stop(), 0);
});
