/* Templates that import what others export, in the editor. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { only, plainEditor, visualStudioCode } from './lsp-client.ts';
import { editorIn, eventually } from './lsp-folder.ts';

const rule = 'health-check-timeout-not-below-interval';

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
const limits = `Resources: { Topic: { Type: AWS::SNS::Topic } }
Outputs:
  Wait:
    Value: 30
    Export: { Name: shop-wait }
`;

async function editorOn(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  { capabilities = visualStudioCode, settings = {} } = {},
) {
  const opened = await editorIn(t, files, { ...only(rule), ...settings }, capabilities);
  const found = async (file: string): Promise<number> => (await opened.editor.diagnostics(opened.uriOf(file))).length;
  return { ...opened, found };
}

test('a template is looked at at once; what it imports is found when nobody waits, and the editor asks again', async (t) => {
  const { editor, uriOf } = await editorOn(t, { 'shop.yaml': shop, 'limits.yaml': limits });
  const uri = uriOf('shop.yaml');
  await editor.open(uri, shop);
  assert.deepEqual(await editor.diagnostics(uri), []);
  await eventually('the editor is asked to ask again', () => editor.refreshed() > 0);
  const [finding, ...others] = await editor.diagnostics(uri);
  assert.ok(finding);
  assert.deepEqual(others, []);
  assert.equal(editor.textAt(uri, finding.range), '!ImportValue shop-wait');
  const [there] = finding.relatedInformation ?? [];
  assert.equal(there?.message, 'exported as shop-wait');
  assert.equal(there.location.uri, uriOf('limits.yaml'));
  assert.equal(limits.split('\n')[there.location.range.start.line]?.trim(), 'Value: 30');
});

test('who types in the template that exports is heard in those that import', async (t) => {
  const { editor, uriOf, found } = await editorOn(t, { 'shop.yaml': shop, 'limits.yaml': limits });
  await editor.open(uriOf('shop.yaml'), shop);
  await editor.open(uriOf('limits.yaml'), limits);
  await eventually('a finding', async () => (await found('shop.yaml')) === 1);
  let before = editor.refreshed();
  await editor.replace(uriOf('limits.yaml'), 'Value: 30', 'Value: 5');
  await eventually('the editor is asked to ask again', () => editor.refreshed() > before);
  assert.equal(await found('shop.yaml'), 0);
  before = editor.refreshed();
  await editor.replace(uriOf('limits.yaml'), 'Value: 5', 'Value: 40');
  await eventually('the editor is asked to ask again', () => editor.refreshed() > before);
  assert.equal(await found('shop.yaml'), 1);
  await editor.replace(uriOf('limits.yaml'), 'shop-wait', 'other-wait');
  await eventually('nobody exports it any more', async () => (await found('shop.yaml')) === 0);
  await editor.replace(uriOf('limits.yaml'), 'other-wait', 'shop-wait');
  await eventually('somebody does', async () => (await found('shop.yaml')) === 1);
});

test('and so is what becomes of files on disk: a variant that exports the same makes it unknown', async (t) => {
  const { editor, uriOf, write } = await editorOn(
    t,
    { 'shop.yaml': shop, 'limits.yaml': limits },
    { capabilities: plainEditor },
  );
  const uri = uriOf('shop.yaml');
  await editor.open(uri, shop);
  await eventually('a finding', () => editor.published.get(uri)?.length === 1);
  write('limits-blue.yaml', limits);
  await editor.watched(uriOf('limits-blue.yaml'));
  await eventually('no finding', () => editor.published.get(uri)?.length === 0);
  write('limits-blue.yaml', limits.replace('shop-wait', 'blue-wait'));
  await editor.watched(uriOf('limits-blue.yaml'));
  await eventually('a finding again', () => editor.published.get(uri)?.length === 1);
});

test('a template that is not open hears of it, too, where all of the workspace is shown', async (t) => {
  const { editor, uriOf } = await editorOn(
    t,
    { 'shop.yaml': shop, 'limits.yaml': limits },
    { settings: { scope: 'workspace' } },
  );
  const items = await editor.pullWorkspace();
  const told = items.flatMap((one) => (one.kind === 'full' && one.uri === uriOf('shop.yaml') ? one.items : []));
  assert.deepEqual(
    told.map(({ code }) => code),
    [rule],
  );
});
