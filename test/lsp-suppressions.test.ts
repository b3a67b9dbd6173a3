// What an editor shows of suppressions, and how it writes them: test/suppressions.test.ts has what they mean.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type CodeAction, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver/node';
import { type Editor, plainEditor, startEditor, visualStudioCode } from './lsp-client.ts';

const slow = 'apigw-integration-timeout-invalid';
const shop = `Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: shop, ProtocolType: HTTP }
  Bank:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: HTTP_PROXY
      IntegrationUri: https://bank.example
      TimeoutInMillis: 45000
`;
const here = `Suppress ${slow} here, with a reason`;
const inAllOfIt = `Suppress ${slow} in all of Bank, with a reason`;

const named = (offers: readonly CodeAction[], title: string): CodeAction => {
  const action = offers.find((one) => one.title === title);
  assert.ok(action, `${title} is not offered`);
  return action;
};

describe('an editor that lets the user write over what an edit proposes, as VS Code does', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor(visualStudioCode);
  });
  after(async () => assert.equal(await editor.stop(), 0));

  const codes = async (uri: string) => (await editor.diagnostics(uri)).map(({ code }) => code);

  test('from the squiggle over the suppression and its reason to a suppression that nothing needs', async () => {
    const uri = 'file:///shop/template.yaml';
    await editor.open(uri, shop);
    const [finding] = await editor.diagnostics(uri);
    assert.equal(finding?.code, slow);

    const offers = await editor.offers(uri, finding.range);
    const titles = offers.map(({ title }) => title);
    assert.deepEqual(titles.slice(0, 1), ['Wait 30 seconds (updates in place)'], 'what mends it comes first');
    assert.ok(titles.indexOf(here) > 0 && titles.indexOf(inAllOfIt) > titles.indexOf(here));
    const silence = named(offers, here);
    assert.deepEqual(silence.diagnostics, [finding]);
    const [change] = silence.edit?.documentChanges ?? [];
    const line = { line: finding.range.start.line, character: 0 };
    assert.deepEqual(change && 'edits' in change && change.edits, [
      {
        range: { start: line, end: line },
        snippet: { kind: 'snippet', value: `      # gatelint-ignore ${slow} -- \${1:reason}\n` },
      },
    ]);
    await editor.apply(silence.edit ?? {});
    const [unsaid, ...others] = await editor.diagnostics(uri);
    assert.deepEqual([unsaid?.code, others], ['suppression-without-reason', []], 'what was proposed is no reason yet');
    await editor.replace(uri, '-- reason', '-- the bank is slow');
    assert.deepEqual(await codes(uri), []);

    await editor.replace(uri, '45000', '30000');
    const [unneeded] = await editor.diagnostics(uri);
    const text = `# gatelint-ignore ${slow} -- the bank is slow`;
    assert.deepEqual(unneeded, {
      range: editor.rangeOf(uri, text),
      severity: DiagnosticSeverity.Information,
      source: 'gatelint',
      code: 'suppression-unneeded',
      codeDescription: {
        href: 'https://github.com/gatelint/gatelint/blob/main/docs/suppressions.md#suppression-unneeded',
      },
      message: `${slow} finds nothing here; remove this suppression.`,
      tags: [DiagnosticTag.Unnecessary],
    });
    const remove = named(await editor.offers(uri, unneeded.range), 'Remove the suppression');
    assert.equal(remove.isPreferred, true);
    await editor.apply(remove.edit ?? {});
    assert.equal(editor.textOf(uri), shop.replace('45000', '30000'));
    assert.deepEqual(await codes(uri), []);
  });

  test('a rule that does not exist is corrected', async () => {
    const uri = 'file:///shop/near.yaml';
    await editor.open(uri, shop.replace('45000', `$& # gatelint-ignore ${slow}s -- the bank is slow`));
    assert.deepEqual(await codes(uri), [slow, 'suppression-unknown-rule']);
    const change = named(await editor.offers(uri, editor.rangeOf(uri, '45000')), `Change to ${slow}`);
    await editor.apply(change.edit ?? {});
    assert.deepEqual(await codes(uri), []);
  });

  test('in JSON, a snippet begins with its line: its indentation, and whatever looks like a snippet, stay', async () => {
    const Api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: '${shop}', ProtocolType: 'HTTP' } };
    const Bank = {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { ApiId: { Ref: 'Api' }, TimeoutInMillis: 45000 },
    };
    const Metadata = { gatelint: { ignore: [{ rule: slow, reason: 'reason' }] } };
    for (const indentation of [undefined, 2, '\t']) {
      const uri = `file:///shop/${indentation}.json`;
      await editor.open(uri, JSON.stringify({ Resources: { Api, Bank } }, undefined, indentation), 'json');
      const silence = named(await editor.offers(uri, editor.rangeOf(uri, '45000')), inAllOfIt);
      await editor.apply(silence.edit ?? {});
      const after = { Resources: { Api, Bank: { ...Bank, Metadata } } };
      assert.equal(editor.textOf(uri), JSON.stringify(after, undefined, indentation));
    }
  });
});

describe('an editor that can do little', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor(plainEditor);
  });
  after(async () => assert.equal(await editor.stop(), 0));

  test('gets plain text to write over, and no tags', async () => {
    const uri = 'file:///shop/plain.yaml';
    await editor.open(uri, shop);
    const { edit } = named(await editor.offers(uri, editor.rangeOf(uri, '45000')), inAllOfIt);
    const { start } = editor.rangeOf(uri, '  Bank:');
    const newText = `  # gatelint-ignore ${slow} -- reason\n`;
    assert.deepEqual(edit, { changes: { [uri]: [{ range: { start, end: start }, newText }] } });
    await editor.apply(edit ?? {});
    await editor.replace(uri, '45000', '30000');
    await editor.settled();
    const [unneeded] = editor.published.get(uri) ?? [];
    assert.equal(unneeded?.code, 'suppression-unneeded');
    assert.equal(unneeded.tags, undefined);
  });
});
