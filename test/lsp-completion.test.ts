import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainEditor, startEditor, visualStudioCode } from './lsp-client.ts';

const uri = 'file:///shop.yaml';
const template = `Resources:
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Alb
      Pro
`;
const behind = { line: 7, character: 9 };

test('an editor that fills in holes is given them, and goes on with what it has typed', async () => {
  const editor = await startEditor({
    ...visualStudioCode,
    textDocument: {
      ...visualStudioCode.textDocument,
      completion: { completionItem: { snippetSupport: true, insertTextModeSupport: { valueSet: [1, 2] } } },
    },
  });
  assert.deepEqual(editor.initialized.capabilities.completionProvider?.triggerCharacters, [' ', '.', '{', '"']);
  await editor.open(uri, template);
  const items = await editor.complete(uri, behind);
  const protocol = items.find(({ label }) => label === 'Protocol');
  assert.deepEqual(protocol?.textEdit, {
    range: { start: { line: 7, character: 6 }, end: behind },
    newText: 'Protocol: ',
  });
  const actions = items.find(({ label }) => label === 'DefaultActions');
  assert.equal(actions?.insertTextFormat, 2);
  assert.equal(actions?.insertTextMode, 1, 'its lines begin with the blanks that they need');
  await editor.replace(uri, '      Pro\n', '      Protocol: \n');
  const words = await editor.complete(uri, { line: 7, character: 16 });
  assert.deepEqual(
    words.slice(0, 2).map(({ label }) => label),
    ['HTTP', 'HTTPS'],
  );
  assert.equal(await editor.stop(), 0);
});

test('an editor that knows nothing of holes is given plain text', async () => {
  const editor = await startEditor(plainEditor);
  await editor.open(uri, template);
  const items = await editor.complete(uri, behind);
  assert.ok(items.length > 0);
  for (const { insertTextFormat, textEdit } of items) {
    assert.equal(insertTextFormat, undefined);
    assert.doesNotMatch(textEdit?.newText ?? '', /\$|\n/);
  }
  assert.equal(await editor.stop(), 0);
});
