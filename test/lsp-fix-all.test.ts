// Everything at once, as editors ask for it: when a file is saved, and from the quick fixes of one finding.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type CodeAction, CodeActionRequest } from 'vscode-languageserver/node';
import { type Editor, plainEditor, startEditor, visualStudioCode } from './lsp-client.ts';

const slow = 'apigw-integration-timeout-invalid';
const unprobed = 'target-group-health-check-missing';
const everywhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Two integrations that AWS refuses: a safe fix each; three groups that are probed at `/`: a choice each. */
const shop = `Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: shop, ProtocolType: HTTP }
  Orders:
    Type: AWS::ApiGatewayV2::Integration
    Properties: { ApiId: !Ref Api, TimeoutInMillis: 45000 } # the bank is slow
  Stock:
    Type: AWS::ApiGatewayV2::Integration
    Properties: { ApiId: !Ref Api, TimeoutInMillis: 31000 }
${['Desk', 'Till', 'Back'].map(targets).join('')}`;

function targets(name: string): string {
  return `  ${name}:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { VpcId: vpc-1, Protocol: HTTP, Port: 8080 }
`;
}

const mended = shop.replace('45000', '30000').replace('31000', '30000');

async function asked(editor: Editor, uri: string, ...only: readonly string[]): Promise<CodeAction[]> {
  const params = { textDocument: { uri }, range: everywhere, context: { diagnostics: [], only: [...only] } };
  const actions = (await editor.connection.sendRequest(CodeActionRequest.type, params)) ?? [];
  return actions.flatMap((action) => (typeof action.command === 'string' ? [] : [action as CodeAction])); // no commands: TypeScript cannot tell the two apart
}

describe('an editor that resolves edits, as VS Code does', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor(visualStudioCode);
  });
  after(async () => assert.equal(await editor.stop(), 0));

  const opened = async (name: string, text = shop): Promise<string> => {
    const uri = `file:///shop/${name}.yaml`;
    await editor.open(uri, text);
    return uri;
  };
  const offered = async (uri: string, at: string): Promise<readonly CodeAction[]> =>
    editor.quickFixes(uri, editor.rangeOf(uri, at));
  const chosen = async (uri: string, action: CodeAction | undefined): Promise<string> => {
    assert.ok(action);
    await editor.apply((await editor.resolve(action)).edit ?? {});
    return editor.textOf(uri);
  };

  test('all safe fixes, asked for by kind: one edit, once', async () => {
    for (const kind of ['source.fixAll.gatelint', 'source.fixAll', 'source']) {
      const uri = await opened(kind);
      const [action, ...others] = await asked(editor, uri, kind);
      assert.deepEqual(others, []);
      assert.equal(action?.kind, 'source.fixAll.gatelint');
      assert.equal(action.title, 'Apply all safe Gatelint fixes');
      assert.equal(action.edit?.documentChanges?.length, 1, 'one step to undo');
      assert.equal(await chosen(uri, action), mended);
      assert.deepEqual(await asked(editor, uri, kind), [], 'nothing is left to fix');
    }
  });

  test('are not offered to who asks for something else, nor for a text that is half typed', async () => {
    const uri = await opened('others');
    for (const only of ['refactor', 'source.organizeImports', 'source.fixAll.eslint', 'source.fix', ''])
      assert.deepEqual(
        (await asked(editor, uri, only)).map(({ kind }) => kind).filter((kind) => kind !== 'quickfix'),
        [],
        only,
      );
    const half = await opened('half', `${shop}  Half: "AWS::\n`);
    assert.deepEqual(await asked(editor, half, 'source.fixAll'), []);
    const titles = (await offered(half, '45000')).map(({ title }) => title);
    assert.ok(
      titles.includes('Wait 30 seconds (updates in place)') && !titles.some((title) => title.startsWith('Fix all')),
    );
  });

  test('from one finding to all of its rule: a safe fix', async () => {
    const uri = await opened('safe');
    const [one, all] = await offered(uri, '45000');
    assert.equal(one?.title, 'Wait 30 seconds (updates in place)');
    assert.equal(all?.title, `Fix all 2 of ${slow} in this file (updates in place)`);
    assert.equal(all.isPreferred, undefined, 'never what one keystroke does');
    assert.equal(all.edit, undefined, 'written when it is chosen');
    assert.deepEqual(all.diagnostics, one.diagnostics);
    assert.equal(await chosen(uri, all), mended);
    assert.ok(!(await editor.diagnostics(uri)).some(({ code }) => code === slow));
  });

  test('from one finding to all of its rule: the same choice', async () => {
    const uri = await opened('choice');
    const all = (await offered(uri, 'Till')).find(({ title }) => title.startsWith('Fix all'));
    assert.equal(
      all?.title,
      `Fix all 3 of ${unprobed} in this file: Probe /health every 15 seconds (updates in place)`,
    );
    const text = await chosen(uri, all);
    assert.equal(text.match(/HealthCheckPath: \/health/g)?.length, 3);
    assert.ok(text.includes('TimeoutInMillis: 45000'), 'other rules are left alone');
  });

  test('where names differ, the title leaves them out', async () => {
    const probes = shop.replaceAll('Port: 8080', 'Port: 8080, HealthCheckTimeoutSeconds: 60').replace('60', '90');
    const uri = await opened('names', probes);
    const titles = (await offered(uri, '90')).map(({ title }) => title);
    assert.deepEqual(titles, [
      'Wait at most 29 seconds for an answer (updates in place)',
      'Probe every 95 seconds (updates in place)',
      'Fix all 3 of health-check-timeout-not-below-interval in this file (updates in place)',
      'Fix all 3 of health-check-timeout-not-below-interval in this file: Probe every … seconds (updates in place)',
    ]);
    const text = await chosen(uri, (await offered(uri, '90')).at(-1));
    assert.deepEqual(
      text.match(/IntervalSeconds: \d+/g),
      [95, 65, 65].map((seconds) => `IntervalSeconds: ${seconds}`),
    );
  });

  test('no more than the title says, though the rule speaks of others then', async () => {
    // As SAM makes it: a deployment brings a stage of its own, of which the rule is silent beside one that is as bare.
    const api = (name: string): string => `  ${name}:
    Type: AWS::ApiGateway::RestApi
    Properties: { Name: ${name} }
  ${name}Deployment:
    Type: AWS::ApiGateway::Deployment
    Properties: { RestApiId: !Ref ${name}, StageName: Stage }
  ${name}Prod:
    Type: AWS::ApiGateway::Stage
    Properties: { RestApiId: !Ref ${name}, DeploymentId: !Ref ${name}Deployment, StageName: Prod }
`;
    const uri = await opened('stages', `Resources:\n${api('Orders')}${api('Carts')}`);
    const all = (await offered(uri, 'OrdersProd')).find(({ title }) =>
      title.startsWith('Fix all 2 of apigw-access-logs-disabled'),
    );
    assert.ok(all?.title.endsWith(' (updates in place, creates 2 resources)'), all?.title);
    const text = await chosen(uri, all);
    assert.equal(text.match(/AWS::Logs::LogGroup/g)?.length, 2);
    assert.ok(!text.includes('StageDescription'));
  });

  test('once for several findings on the lines asked about; not for the only one of its rule', async () => {
    const uri = await opened('several');
    const lines = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const all = (await editor.quickFixes(uri, lines)).filter(({ title }) => title.startsWith('Fix all'));
    assert.deepEqual(
      all.map(({ title }) => title.split(' ')[4]),
      [slow, unprobed],
    );
    const alone = await opened('alone', shop.replace('31000', '20000'));
    assert.deepEqual(
      (await offered(alone, '45000')).map(({ title }) => title),
      ['Wait 30 seconds (updates in place)'],
    );
  });

  test('nothing went wrong on the way', () => assert.deepEqual(editor.logs, []));
});

describe('an editor that can do little', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor(plainEditor);
  });
  after(async () => assert.equal(await editor.stop(), 0));

  test('gets all safe fixes with their edit; what would have to be written for nothing is not offered', async () => {
    const uri = 'file:///shop/plain.yaml';
    await editor.open(uri, shop);
    const [action] = await asked(editor, uri, 'source.fixAll');
    assert.equal(action?.edit?.changes?.[uri]?.length, 2);
    await editor.apply(action.edit);
    assert.equal(editor.textOf(uri), mended);
    const titles = (await editor.quickFixes(uri, editor.rangeOf(uri, 'Till'))).map(({ title }) => title);
    assert.deepEqual(titles, ['Probe /health every 15 seconds (updates in place)']);
  });
});
