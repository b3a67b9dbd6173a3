/* The settings of the editor and gatelint.yaml, as an editor meets them. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver/node';
import { type Editor, plainEditor, startEditor, visualStudioCode } from './lsp-client.ts';

const tooLong = 'apigw-integration-timeout-invalid';
const outlives = 'lambda-timeout-exceeds-apigw';

const shop = `Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: shop, ProtocolType: HTTP }
  Orders:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: AWS_PROXY
      IntegrationUri: !GetAtt OrderFunction.Arn
      TimeoutInMillis: 45000
  OrderFunction:
    Type: AWS::Lambda::Function
    Properties:
      Timeout: 60
`;

/** A workspace on disk, with its folder's URI. */
function workspaceOf(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatelint-config-'));
  const put = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  for (const [name, text] of Object.entries(files)) put(name, text);
  const root = pathToFileURL(folder).href;
  return {
    root,
    put,
    uri: (name: string): string => `${root}/${name}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Of the rules that these tests are about. Whatever else is wrong with the shop is for the rules' own cases. */
const ours = ({ code }: { readonly code?: unknown }): boolean =>
  code === tooLong || code === outlives || code === 'config';

async function codes(editor: Editor, uri: string): Promise<unknown[]> {
  return (await editor.diagnostics(uri)).filter(ours).map(({ code }) => code);
}

describe('a template is judged', () => {
  let editor: Editor;
  const workspace = workspaceOf({ 'stacks/.gitkeep': '' });
  const template = workspace.uri('stacks/shop.yaml');
  before(async () => {
    editor = await startEditor(visualStudioCode, {
      folders: [workspace.root],
      settings: { preset: 'recommended', rules: { [outlives]: 'hint' }, assumeDefaults: true },
    });
    await editor.open(template, shop);
  });
  after(async () => {
    assert.equal(await editor.stop(), 0);
    workspace.remove();
  });

  test('by the settings of the editor, as they are now', async () => {
    const severities = (await editor.diagnostics(template)).filter(ours).map(({ code, severity }) => [code, severity]);
    assert.deepEqual(severities, [
      [tooLong, 1],
      [outlives, 4],
    ]);
    const asked = editor.refreshed();
    await editor.set({ rules: { [tooLong]: 'off' } });
    assert.deepEqual(await codes(editor, template), [outlives]);
    assert.equal(editor.refreshed(), asked + 1);
  });

  test('by the nearest gatelint.yaml on disk, which wins over the editor, key by key', async () => {
    const asked = editor.registered.filter((method) => method.startsWith('workspace/'));
    assert.deepEqual(asked, ['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles']);
    workspace.put('gatelint.yaml', `rules:\n  ${outlives}: off\n`);
    await editor.watched();
    assert.deepEqual(
      await codes(editor, template),
      [],
      `${tooLong} is off by the editor's settings, ${outlives} by the file`,
    );
    workspace.put('stacks/gatelint.yml', `rules:\n  ${tooLong}: information\n`);
    await editor.watched();
    assert.deepEqual(await codes(editor, template), [tooLong, outlives], 'the one further up says nothing any more');
  });

  test('by a gatelint.yaml as it stands in the editor, saved or not', async () => {
    const config = workspace.uri('stacks/gatelint.yml');
    await editor.open(config, 'ignore: [shop.yaml]\n');
    assert.deepEqual(await codes(editor, template), []);
    await editor.replace(config, 'shop.yaml', 'other.yaml');
    assert.deepEqual(await codes(editor, template), [outlives]);
    await editor.close(config);
    assert.deepEqual(await codes(editor, template), [tooLong, outlives]);
  });

  test('with what is wrong in the settings of the editor left out, and told once', async () => {
    await editor.set({ preset: 'loud', rules: { [`${outlives}x`]: 'off', [tooLong]: 'error' } });
    assert.deepEqual(await codes(editor, template), [tooLong, outlives]);
    await editor.set({ preset: 'loud', rules: 7 });
    assert.deepEqual(await codes(editor, template), [tooLong, outlives]);
    assert.deepEqual(editor.logs, [
      'In the settings gatelint.*: "loud" is no preset; use essential, recommended, or strict.',
      `In the settings gatelint.*: "${outlives}x" is no rule. Did you mean "${outlives}"?`,
      'In the settings gatelint.*: rules has a key and a value on each line.',
    ]);
  });
});

describe('gatelint.yaml in the editor', () => {
  let editor: Editor;
  const config = 'file:///shop/gatelint.yaml';
  before(async () => {
    editor = await startEditor(visualStudioCode);
    await editor.open(config, '');
  });
  after(async () => assert.equal(await editor.stop(), 0));

  /** Types all of it anew, with the cursor at the bar. */
  async function typed(text: string) {
    await editor.close(config);
    const offset = text.indexOf('|');
    const before = text.slice(0, offset).split('\n');
    await editor.open(config, text.replace('|', ''));
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  }

  test('has its mistakes marked, with what was probably meant', async () => {
    await typed(`presset: strict\nrules:\n  ${outlives}: warn\n|`);
    const diagnostics = await editor.diagnostics(config);
    assert.deepEqual(
      diagnostics.map(({ range, message, code }) => [editor.textAt(config, range), message, code]),
      [
        ['presset', '"presset" is no key. Did you mean "preset"?', 'config'],
        ['warn', '"warn" is no severity. Did you mean "warning"?', 'config'],
      ],
    );
  });

  test('is completed: keys, rules with their titles, severities', async () => {
    const labels = async (text: string) => (await editor.complete(config, await typed(text))).map(({ label }) => label);
    assert.deepEqual(await labels('|'), [
      ...[
        'preset',
        'rules',
        'assumeDefaults',
        'quotas',
        'parameters',
        'samEnvironment',
        'varFiles',
        'ignore',
        'overrides',
      ],
    ]);
    assert.deepEqual(await labels('preset: re|'), ['essential', 'recommended', 'strict']);
    assert.deepEqual(await labels(`rules:\n  ${outlives}: |`), ['off', 'error', 'warning', 'information', 'hint']);
    assert.ok((await labels(`rules:\n  ${tooLong}: off\n  lam|`)).includes(outlives));
    assert.ok(!(await labels(`rules:\n  ${outlives}: off\n  lam|`)).includes(outlives), 'it is there already');

    const [rule] = (await editor.complete(config, await typed('rules:\n  lam|\n'))).filter(
      ({ label }) => label === outlives,
    );
    assert.equal(rule?.detail, 'Lambda function may run longer than API Gateway waits.');
    assert.deepEqual(rule?.textEdit, { range: editor.rangeOf(config, 'lam'), newText: `${outlives}: ` });
  });

  test('explains its keys and the rules', async () => {
    const hover = async (text: string): Promise<string> =>
      JSON.stringify((await editor.hover(config, await typed(text)))?.contents);
    assert.match(await hover(`rules:\n  ${outlives}|: off`), /Lambda function may run longer.*504.*docs\/rules/);
    assert.match(await hover('pre|set: strict'), /Which rules speak.*Default: `recommended`/);
    assert.match(await hover('preset: stri|ct'), /Every rule/);
    assert.equal(await editor.hover(config, await typed('ignore: [a|]')), null);
  });
});

describe('the last quick fix of a finding turns its rule off', () => {
  let editor: Editor;
  const workspace = workspaceOf({ 'stacks/shop.yaml': shop });
  const template = workspace.uri('stacks/shop.yaml');
  const config = workspace.uri('gatelint.yaml');
  before(async () => {
    editor = await startEditor(visualStudioCode, { folders: [workspace.root] });
    await editor.open(template, shop);
  });
  after(async () => {
    assert.equal(await editor.stop(), 0);
    workspace.remove();
  });

  async function turnOff(text: string): Promise<CodeAction | undefined> {
    const offers = await editor.offers(template, editor.rangeOf(template, text));
    const last = offers.at(-1);
    return last?.title.startsWith('Turn ') ? last : undefined;
  }
  function newTexts(action: CodeAction | undefined): readonly unknown[] {
    const changes = action?.edit?.documentChanges ?? [];
    return changes.filter((one): one is TextDocumentEdit => 'edits' in one).flatMap(({ edits }) => edits);
  }

  test('in a new gatelint.yaml at the top of the workspace', async () => {
    const action = await turnOff('45000');
    assert.equal(action?.title, `Turn ${tooLong} off in gatelint.yaml`);
    assert.deepEqual([action?.kind, action?.isPreferred], ['quickfix', undefined]);
    assert.deepEqual(
      action?.diagnostics?.map(({ code }) => code),
      [tooLong],
    );
    const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    assert.deepEqual(action?.edit, {
      documentChanges: [
        { kind: 'create', uri: config, options: { ignoreIfExists: true } },
        {
          textDocument: { uri: config, version: null },
          edits: [{ range: nowhere, newText: `rules:\n  ${tooLong}: off\n` }],
        },
      ],
    });
  });

  test('in the one that is there, in its own style', async () => {
    workspace.put('gatelint.yaml', `rules:\n    ${tooLong}: off # by quota\n`);
    await editor.watched();
    assert.deepEqual(newTexts(await turnOff('60')), [
      {
        range: { start: { line: 1, character: 53 }, end: { line: 1, character: 53 } },
        newText: `\n    ${outlives}: off`,
      },
    ]);
  });

  test('in the one that is open, and the finding is gone', async () => {
    await editor.open(config, `# ours\nrules: {}\n`);
    const action = await turnOff('60');
    assert.ok(action?.edit);
    await editor.apply(action.edit);
    assert.equal(editor.textOf(config), `# ours\nrules: { ${outlives}: off }\n`);
    assert.deepEqual(await codes(editor, template), [tooLong]);
    await editor.close(config);
  });

  test('but not where an override would turn it on again, nor in a file that is damaged', async () => {
    await editor.open(config, `overrides:\n  - files: [stacks/]\n    rules: { ${tooLong}: error }\n`);
    assert.equal(await turnOff('45000'), undefined);
    assert.ok(await turnOff('60'));
    await editor.close(config);
    await editor.open(config, '- what is this\n');
    assert.equal(await turnOff('60'), undefined);
    await editor.close(config);
  });
});

describe('where the server reads no files', () => {
  test('the editor is asked for them', async (t) => {
    const uri = 'vscode-vfs://github/shop/templates/a%20b/shop.yaml';
    const editor = await startEditor(visualStudioCode, {
      folders: ['vscode-vfs://github/shop'],
      files: {
        'vscode-vfs://github/shop/gatelint.yml': `overrides: [{ files: [a b/], preset: essential, rules: { ${tooLong}: off } }]\n`,
      },
    });
    t.after(() => editor.stop());
    await editor.open(uri, shop);
    assert.deepEqual(await codes(editor, uri), [outlives]);
    await editor.put({});
    assert.deepEqual(await codes(editor, uri), [tooLong, outlives]);
  });
});

test('an editor that knows nothing of all this gets the diagnostics of a config, and of the templates beside it', async (t) => {
  const editor = await startEditor(plainEditor);
  t.after(() => editor.stop());
  await editor.open('file:///shop/stack.yaml', shop);
  await editor.open('file:///shop/gatelint.yaml', `rules: { ${outlives}: off, x: off }\n`);
  await editor.settled();
  const said = (uri: string) =>
    editor.published
      .get(uri)
      ?.filter(ours)
      .map(({ code }) => code);
  assert.deepEqual(said('file:///shop/stack.yaml'), [tooLong]);
  assert.deepEqual(said('file:///shop/gatelint.yaml'), ['config']);
  await editor.close('file:///shop/gatelint.yaml');
  await editor.settled();
  assert.deepEqual(said('file:///shop/stack.yaml'), [tooLong, outlives]);
  assert.deepEqual(said('file:///shop/gatelint.yaml'), []);
});
