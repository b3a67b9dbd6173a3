import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import {
  CancellationTokenSource,
  createConnection,
  createProtocolConnection,
  DiagnosticSeverity,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
  type Hover,
  InitializeRequest,
  LogMessageNotification,
  LSPErrorCodes,
  MarkupContent,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { rules } from '../rules/index.ts';
import type { AnyRule } from '../rules/kit/index.ts';
import { Api } from '../rules/model/apigateway.ts';
import * as more from '../server/features/on-demand.ts';
import { startServer } from '../server/features/server.ts';
import { analyseDocument } from '../server/linter/analysis.ts';
import type { Lint } from '../server/workspace/documents.ts';
import { type Editor, only, plainEditor, startEditor, visualStudioCode } from './lsp-client.ts';

const shop = `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: shop
      ProtocolType: HTTP
  Orders:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: AWS_PROXY
      IntegrationUri: !GetAtt OrderFunction.Arn
      PayloadFormatVersion: "2.0"
      TimeoutInMillis: 45000 # the bank is slow
  OrderFunction:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      Role: arn:aws:iam::123456789012:role/orders
      Timeout: 60
      Code: { ZipFile: "exports.handler = async () => ({})" }
`;

const shopAsJson = `{
  "Resources": {
    "Api": { "Type": "AWS::ApiGatewayV2::Api", "Properties": { "Name": "shop", "ProtocolType": "HTTP" } },
    "Orders": {
      "Type": "AWS::ApiGatewayV2::Integration",
      "Properties": {
        "ApiId": { "Ref": "Api" },
        "IntegrationType": "HTTP_PROXY",
        "IntegrationUri": "https://bank.example",
        "TimeoutInMillis": 45000
      }
    }
  }
}
`;

const portal = `Parameters:
  Scheme:
    Type: String
    Default: internet-facing
Conditions:
  IsQuick: !Equals [!Ref AWS::Region, eu-central-1]
Resources:
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: !Ref Scheme
      Subnets: [subnet-1, subnet-2]
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      VpcId: vpc-1
      Protocol: HTTP
      Port: 8080
      HealthCheckTimeoutSeconds: !If [IsQuick, 5, 60]
`;

const shopOnOneLine = {
  Resources: {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'shop', ProtocolType: 'HTTP' } },
    Orders: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['OrderFunction', 'Arn'] },
        TimeoutInMillis: 45000,
      },
    },
    OrderFunction: { Type: 'AWS::Lambda::Function', Properties: { Timeout: 60 } },
  },
};

const tooLong = 'apigw-integration-timeout-invalid';
const outlives = 'lambda-timeout-exceeds-apigw';
const settings = only(
  tooLong,
  outlives,
  'health-check-timeout-not-below-interval',
  'target-group-health-check-missing',
  'alb-without-waf',
  'alb-without-https-listener',
);

const markdownOf = (hover: Hover | null): string =>
  hover && MarkupContent.is(hover.contents) ? hover.contents.value : '';

describe('an editor that pulls diagnostics and resolves edits, as VS Code does', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor(visualStudioCode, { settings });
  });
  after(async () => assert.equal(await editor.stop(), 0));

  test('is told what there is to ask for', () => {
    assert.deepEqual(editor.initialized.capabilities, {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2, save: true },
      hoverProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      documentLinkProvider: {},
      documentSymbolProvider: true,
      inlayHintProvider: true,
      renameProvider: { prepareProvider: true },
      completionProvider: { triggerCharacters: [' ', '.', '{', '"'] },
      codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.gatelint'], resolveProvider: true },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    });
  });

  test('from the squiggle over the hover and the quick fix to a clean template', async () => {
    const uri = 'file:///shop/template.yaml';
    await editor.open(uri, shop);

    const diagnostics = await editor.diagnostics(uri);
    assert.deepEqual(
      diagnostics.map(({ code, range }) => [code, editor.textAt(uri, range)]),
      [
        [tooLong, '45000'],
        [outlives, '60'],
      ],
    );
    assert.deepEqual(diagnostics[0], {
      range: editor.rangeOf(uri, '45000'),
      severity: DiagnosticSeverity.Error,
      source: 'gatelint',
      code: tooLong,
      codeDescription: { href: `https://github.com/gatelint/gatelint/blob/main/docs/rules/${tooLong}.md` },
      message: 'Orders waits 45 s, which API Gateway refuses; lower it to 30.',
    });

    const hover = await editor.hover(uri, editor.rangeOf(uri, '45000').start);
    assert.deepEqual(hover?.range, editor.rangeOf(uri, '45000'));
    assert.match(markdownOf(hover), /^\*\*Integration timeout is outside what the API allows\*\*/);
    assert.match(markdownOf(hover), /HTTP APIs, and refuses the deployment/, 'a paragraph is one line');
    assert.match(markdownOf(hover), /Sources: \[docs\.aws\.amazon\.com\/…\/limits\.html\]\(https:/);
    assert.match(markdownOf(hover), /error · \[apigw-integration-timeout-invalid\]\(https:/);
    assert.match(
      markdownOf(hover),
      /---\n\n\*\*TimeoutInMillis\*\* of the integration/,
      'the property is told as well',
    );

    const line = editor.rangeOf(uri, 'bank is slow'); // anywhere on the line
    const [fix, ...others] = await editor.quickFixes(uri, { start: line.start, end: line.start });
    assert.ok(fix);
    assert.deepEqual(others, []);
    assert.equal(fix.title, 'Wait 30 seconds (updates in place)');
    assert.equal(fix.isPreferred, true);
    assert.equal(fix.edit, undefined, 'written when it is chosen');
    assert.deepEqual(fix.diagnostics, [diagnostics[0]]);

    const { edit } = await editor.resolve(fix);
    assert.ok(edit);
    assert.deepEqual(
      edit.documentChanges?.map((change) => 'textDocument' in change && change.textDocument),
      [{ uri, version: 1 }],
    );
    await editor.apply(edit);
    assert.equal(editor.textOf(uri), shop.replace('45000', '30000'));
    assert.deepEqual(
      (await editor.diagnostics(uri)).map(({ code }) => code),
      [outlives],
    );

    await editor.replace(uri, 'Timeout: 60', 'Timeout: 30');
    assert.deepEqual(await editor.diagnostics(uri), []);
  });

  test('a finding leads to what it has to do with', async () => {
    const uri = 'file:///shop/related.yaml';
    await editor.open(uri, shop);
    const finding = (await editor.diagnostics(uri)).find(({ code }) => code === outlives);
    const related = finding?.relatedInformation?.map(({ location, message }) => {
      assert.equal(location.uri, uri);
      return [message, editor.textAt(uri, location.range)];
    });
    assert.deepEqual(related, [['Orders', 'Orders']]);
  });

  test('a finding says which branch and whose default it rests on, in the message and in the hover', async () => {
    const uri = 'file:///portal/template.yaml';
    await editor.open(uri, portal);
    const findings = new Map((await editor.diagnostics(uri)).map((finding) => [finding.code, finding]));
    const slow = findings.get('health-check-timeout-not-below-interval');
    assert.match(String(slow?.message), / \(when IsQuick is false\)\.$/);
    assert.equal(slow && editor.textAt(uri, slow.range), '60');
    assert.equal(slow?.severity, DiagnosticSeverity.Warning, 'one lower than where it always holds');
    assert.match(
      markdownOf(await editor.hover(uri, editor.rangeOf(uri, '60').start)),
      /\nwarning · when IsQuick is false · \[/,
    );
    assert.match(String(findings.get('alb-without-waf')?.message), / \(assuming Scheme's default\)\.$/);
  });

  test('choices keep the order of the rule, and each mends what it is offered for', async () => {
    const uri = 'file:///portal/choices.yaml';
    const offered = async () => {
      await editor.open(uri, portal.replace('!If [IsQuick, 5, 60]', '60'));
      return editor.quickFixes(uri, editor.rangeOf(uri, '60'));
    };
    const choices = await offered();
    assert.deepEqual(
      choices.map(({ title, isPreferred = false }) => [title, isPreferred]),
      [
        ['Wait at most 29 seconds for an answer (updates in place)', true],
        ['Probe every 65 seconds (updates in place)', false],
      ],
    );
    for (const index of choices.keys()) {
      const choice = (await offered())[index];
      assert.ok(choice);
      await editor.apply((await editor.resolve(choice)).edit ?? {});
      const left = (await editor.diagnostics(uri)).map(({ code }) => code);
      assert.deepEqual(left, ['alb-without-waf'], choice.title);
      await editor.close(uri);
    }
  });

  test('nothing is sent twice: what has not changed is answered with its id', async () => {
    const uri = 'file:///shop/again.yaml';
    await editor.open(uri, shop);
    const first = await editor.pull(uri);
    assert.equal(first.kind, DocumentDiagnosticReportKind.Full);
    assert.deepEqual(await editor.pull(uri, first.resultId), { kind: 'unchanged', resultId: first.resultId });

    await editor.replace(uri, '# the bank is slow', '# the bank is very slow');
    assert.equal((await editor.pull(uri, first.resultId)).kind, 'unchanged', 'no finding has moved');

    await editor.replace(uri, '  Api:', '\n  Api:');
    const moved = await editor.pull(uri, first.resultId);
    assert.equal(moved.kind, 'full');
    assert.notEqual(moved.resultId, first.resultId);
  });

  test('a quick fix for an older version of the text writes nothing', async () => {
    const uri = 'file:///shop/stale.yaml';
    await editor.open(uri, shop);
    const [fix] = await editor.quickFixes(uri, editor.rangeOf(uri, '45000'));
    assert.ok(fix);
    await editor.replace(uri, 'Name: shop', 'Name: shoe-shop');
    assert.equal((await editor.resolve(fix)).edit, undefined);
    await editor.close(uri);
    assert.equal((await editor.resolve(fix)).edit, undefined);
    const { title } = fix;
    for (const data of [undefined, 7, {}, { uri, version: 1, finding: -1, fix: 'x' }])
      assert.equal((await editor.resolve({ title, data })).edit, undefined);
  });

  test('quick fixes are for whoever asks for quick fixes, on the lines that are asked about', async () => {
    const uri = 'file:///shop/lines.yaml';
    await editor.open(uri, shop);
    assert.deepEqual(await editor.quickFixes(uri, editor.rangeOf(uri, 'PayloadFormatVersion')), []);
    const everything = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const rules = (await editor.quickFixes(uri, everything)).map(({ diagnostics }) => diagnostics?.[0]?.code);
    assert.deepEqual([...new Set(rules)], [tooLong, outlives]);
    const refactorings = await editor.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: everything,
      context: { diagnostics: [], only: ['refactor'] },
    });
    assert.deepEqual(refactorings, []);
  });

  test('several findings on one line: what is under the cursor comes first, then the order of the text', async () => {
    const uri = 'file:///shop/one-line.json';
    const { Api, Orders, OrderFunction } = shopOnOneLine.Resources;
    await editor.open(uri, JSON.stringify({ Resources: { OrderFunction, Orders, Api } }), 'json');
    const offered = async (at: string) => {
      const { start } = editor.rangeOf(uri, at);
      const actions = await editor.quickFixes(uri, { start, end: start });
      return actions.map(({ diagnostics, isPreferred }) => [diagnostics?.[0]?.code, isPreferred]);
    };
    assert.deepEqual(await offered('45000'), [
      [tooLong, true],
      [outlives, true], // a choice, but the only one
    ]);
    assert.deepEqual(await offered('Resources'), [
      [outlives, true],
      [tooLong, true],
    ]);
  });

  test('every property of the model says what it is', async () => {
    const uri = 'file:///shop/properties.yaml';
    await editor.open(uri, shop);
    const hoverOn = async (text: string) => markdownOf(await editor.hover(uri, editor.rangeOf(uri, text).start));
    const onKey = await hoverOn('TimeoutInMillis');
    assert.match(onKey, /^\*\*TimeoutInMillis\*\* of the integration/);
    assert.match(onKey, /Allowed: 50 to 29,000 milliseconds/, 'in the unit that the template is written in');
    assert.match(onKey, /\[AWS documentation\]\(https:\/\/docs\.aws\.amazon\.com/);
    assert.match(await hoverOn('ProtocolType'), /^- `REST`: .+\n- `HTTP`: .+\n- `WEBSOCKET`: /m);
    assert.match(await hoverOn('AWS::Lambda::Function'), /^\*\*AWS::Lambda::Function\*\*: function\n\nCode that runs/);
    assert.match(await hoverOn('OrderFunction:'), /^\*\*AWS::Lambda::Function\*\*/, 'the name is as good as the type');
    assert.equal(await hoverOn('Runtime'), '', 'the model has no row for it');
    assert.equal(await hoverOn('the bank is slow'), '');
  });

  test('what SAM makes of a property is said of it in the same words, by the name that it has there', async () => {
    const uri = 'file:///shop/sam.yaml';
    const sam = `Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Timeout: 60 }
Resources:
  OrderFunction:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get:
          Type: HttpApi
          Properties: { Path: /orders, Method: get, TimeoutInMillis: 45000 }
`;
    await editor.open('file:///shop/deployed.yaml', shop);
    await editor.open(uri, sam);
    const hoverOn = async (file: string, text: string) =>
      markdownOf(await editor.hover(file, editor.rangeOf(file, text).start));
    for (const word of ['TimeoutInMillis', 'Timeout: 60'])
      assert.equal(await hoverOn(uri, word), await hoverOn('file:///shop/deployed.yaml', word));
    assert.match(await hoverOn(uri, 'Method'), /^\*\*Method\*\* of the route\n\nHTTP method/);
    assert.match(await hoverOn(uri, '45000'), /^\*\*Integration timeout is outside.*\n\*\*TimeoutInMillis\*\* of/s);
    assert.match(
      await hoverOn(uri, 'AWS::Serverless::Function'),
      /^\*\*AWS::Serverless::Function\*\* becomes `AWS::Lambda::Function` and `AWS::Lambda::Permission` at deployment\.\n\n---\n\n\*\*AWS::Lambda::Function\*\*: function/,
    );
    assert.equal(await hoverOn(uri, 'Transform'), '');
  });

  test('half a template keeps the findings that still stand, at the right places', async () => {
    const uri = 'file:///shop/typing.yaml';
    await editor.open(uri, shop);
    const end = editor.rangeOf(uri, '{ ZipFile').start;
    await editor.change(uri, [{ range: { start: end, end: { line: 99, character: 0 } }, text: '{ ZipFile: "exp' }]);
    const diagnostics = await editor.diagnostics(uri);
    assert.deepEqual(
      diagnostics.filter(({ code }) => code !== 'syntax').map(({ range }) => editor.textAt(uri, range)),
      ['45000', '60'],
    );
    const [problem] = diagnostics.filter(({ code }) => code === 'syntax');
    assert.equal(problem?.severity, DiagnosticSeverity.Error);
    assert.equal(problem?.source, 'gatelint');

    // letter by letter, with nothing but the changes sent
    const typed = '\n  Late:\n    Type: AWS::ApiGatewayV2::Integration\n    Properties:\n      TimeoutInMillis: 10\n';
    await editor.replace(uri, '"exp', '"" }');
    for (const letter of typed) {
      const last = editor.textOf(uri).split('\n');
      const at = { line: last.length - 1, character: last.at(-1)?.length ?? 0 };
      await editor.change(uri, [{ range: { start: at, end: at }, text: letter }]);
      editor.pull(uri).catch(() => {}); // what is typed over need not be answered
    }
    assert.equal((await editor.hover(uri, editor.rangeOf(uri, 'TimeoutInMillis: 10').start))?.range?.start.line, 26);
  });

  test('JSON is JSON whatever the file is called', async () => {
    const uri = 'file:///shop/template.yaml';
    await editor.open(uri, shopAsJson, 'yaml');
    const [finding] = await editor.diagnostics(uri);
    assert.equal(finding?.code, tooLong);
    assert.deepEqual(finding.range, editor.rangeOf(uri, '45000'));
    const [fix] = await editor.quickFixes(uri, finding.range);
    assert.ok(fix);
    await editor.apply((await editor.resolve(fix)).edit ?? {});
    assert.equal(editor.textOf(uri), shopAsJson.replace('45000', '30000'));
    assert.deepEqual(await editor.diagnostics(uri), []);
  });

  test('positions are counted as the editor counts them: \\r\\n, a byte order mark, emoji', async () => {
    const uri = 'file:///shop/windows.yaml';
    const text = `\uFEFF${shop.replace('Name: shop', 'Name: "👟 🚪"').replaceAll('\n', '\r\n')}`;
    await editor.open(uri, text);
    const findings = async () => (await editor.diagnostics(uri)).map(({ range }) => editor.textAt(uri, range));
    assert.deepEqual(await findings(), ['45000', '60']);
    // many cursors, from the bottom up, and one more behind them
    await editor.change(uri, [
      { range: editor.rangeOf(uri, '60'), text: '61' },
      { range: editor.rangeOf(uri, '"2.0"'), text: '"1.0"' },
      { range: editor.rangeOf(uri, '"👟 🚪"'), text: '👟\r\n      # 🚪' },
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '# a comment\r\n' },
    ]);
    assert.deepEqual(await findings(), ['45000', '61']);
    const [fix] = await editor.quickFixes(uri, editor.rangeOf(uri, '45000'));
    assert.ok(fix);
    const before = editor.textOf(uri);
    await editor.apply((await editor.resolve(fix)).edit ?? {});
    assert.equal(editor.textOf(uri), before.replace('45000', '30000'));
    assert.deepEqual(await findings(), ['61']);
  });

  test('what is no template gets nothing', async () => {
    const uri = 'file:///shop/compose.yaml';
    const compose = 'services:\n  web:\n    image: nginx\n    ports: ["80:80"]\n  broken: [\n';
    await editor.open(uri, compose);
    assert.deepEqual(await editor.diagnostics(uri), []);
    assert.equal(await editor.hover(uri, { line: 1, character: 3 }), null);
    assert.deepEqual(await editor.quickFixes(uri, editor.rangeOf(uri, 'image')), []);
    assert.deepEqual(
      editor.statuses.findLast((status) => status.uri === uri),
      { uri, template: false, findings: 0 },
    );
  });

  test('the status says how a template stands', async () => {
    const uri = 'file:///shop/status.yaml';
    await editor.open(uri, shop);
    await editor.diagnostics(uri);
    await editor.diagnostics(uri);
    const said = editor.statuses.filter((status) => status.uri === uri);
    assert.equal(said.length, 1, 'every version is linted once');
    assert.deepEqual({ ...said[0], ms: 0 }, { uri, template: true, findings: 2, ms: 0 });
    assert.equal(typeof said[0]?.ms, 'number');
  });

  test('documents that were closed or never opened are answered with nothing', async () => {
    const uri = 'file:///shop/closed.yaml';
    await editor.open(uri, shop);
    const places = editor.rangeOf(uri, '45000');
    await editor.close(uri);
    for (const gone of [uri, 'file:///never/opened.yaml', '', 'nonsense']) {
      assert.deepEqual(await editor.diagnostics(gone), []);
      assert.equal(await editor.hover(gone, places.start), null);
      assert.deepEqual(await editor.quickFixes(gone, places), []);
    }
    await editor.open(uri, shop);
    assert.equal((await editor.diagnostics(uri)).length, 2);
    const beyond = { line: 4000, character: 4000 };
    assert.equal(await editor.hover(uri, beyond), null);
    assert.deepEqual(await editor.quickFixes(uri, { start: beyond, end: beyond }), []);
  });

  test('nothing is pushed to who pulls, and nothing went wrong on the way', () => {
    assert.equal(editor.published.size, 0);
    assert.deepEqual(editor.logs, []);
  });
});

describe('an editor that can do little', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor(plainEditor, { settings });
  });
  after(async () => assert.equal(await editor.stop(), 0));

  test('gets its diagnostics pushed, at every version and for the last time when it closes the document', async () => {
    assert.equal(editor.initialized.capabilities.diagnosticProvider, undefined);
    const uri = 'file:///shop/pushed.yaml';
    const codes = () => editor.published.get(uri)?.map(({ code }) => code);
    await editor.open(uri, shop);
    await editor.settled();
    assert.deepEqual(codes(), [tooLong, outlives]);
    assert.equal(editor.published.get(uri)?.[1]?.relatedInformation, undefined, 'it could not show them');
    await editor.replace(uri, '45000', '30000');
    await editor.settled();
    assert.deepEqual(codes(), [outlives]);
    await editor.close(uri);
    await editor.settled();
    assert.deepEqual(codes(), []);
  });

  test('hears nothing of what is no template', async () => {
    const uri = 'file:///shop/values.yaml';
    await editor.open(uri, 'replicas: 3\n');
    await editor.replace(uri, '3', '4');
    await editor.close(uri);
    await editor.settled();
    assert.equal(editor.published.has(uri), false);
  });

  test('gets its edits at once, and its hovers as plain text', async () => {
    const uri = 'file:///shop/eager.yaml';
    await editor.open(uri, shop);
    const [fix] = await editor.quickFixes(uri, editor.rangeOf(uri, '45000'));
    assert.deepEqual(fix?.edit, { changes: { [uri]: [{ range: editor.rangeOf(uri, '45000'), newText: '30000' }] } });
    const hover = await editor.hover(uri, editor.rangeOf(uri, 'ProtocolType').start);
    assert.ok(hover && MarkupContent.is(hover.contents));
    assert.equal(hover.contents.kind, 'plaintext');
    assert.match(hover.contents.value, /^ProtocolType of the API\n/);
    assert.doesNotMatch(hover.contents.value, /[*`]|\]\(/);
  });
});

test('an editor that is gone leaves no server behind', async () => {
  const editor = await startEditor(visualStudioCode, { settings });
  assert.equal(await editor.hangUp(), 1, 'it was not shut down');
});

describe('a server in the same process', () => {
  /** A connection to it, with `shop` open. */
  async function connected(lint: Lint) {
    const [there, back] = [new PassThrough(), new PassThrough()];
    startServer(createConnection(new StreamMessageReader(there), new StreamMessageWriter(back)), {
      lint,
      onDemand: async () => more,
    });
    const connection = createProtocolConnection(new StreamMessageReader(back), new StreamMessageWriter(there));
    connection.listen();
    const client = { processId: null, rootUri: null, capabilities: visualStudioCode };
    await connection.sendRequest(InitializeRequest.type, client);
    const textDocument = { uri: 'file:///shop/here.yaml', languageId: 'yaml', version: 1, text: shop };
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    return { connection, textDocument };
  }

  test('a rule that throws is a line in the log, and the other findings stand', async () => {
    const broken: AnyRule = {
      id: 'broken-rule',
      resource: Api,
      severity: 'error',
      preset: 'essential',
      docs: { title: '', why: '', quietWhen: [], sources: [] },
      check: () => {
        throw new Error('ours');
      },
    };
    const judging = [broken, ...rules.filter(({ id }) => id === tooLong || id === outlives)];
    const { connection, textDocument } = await connected((file, document, by, before) =>
      analyseDocument(file, document, by, judging, before),
    );
    const logs: string[] = [];
    connection.onNotification(LogMessageNotification.type, ({ message }) => void logs.push(message));
    for (let asked = 0; asked < 2; asked++) {
      const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
      assert.deepEqual(report.kind === 'full' && report.items.map(({ code }) => code), [tooLong, outlives]);
    }
    assert.equal(logs.length, 1);
    assert.match(logs[0] ?? '', /^broken-rule failed on Api in file:\/\/\/shop\/here\.yaml: Error: ours\n +at /);
    connection.dispose();
  });

  test('a request that nobody wants any more is given up before anything is read', async () => {
    let linted = 0;
    const { connection, textDocument } = await connected(() => {
      linted++;
      return undefined;
    });
    const wish = new CancellationTokenSource();
    const answer = connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument }, wish.token);
    wish.cancel();
    await assert.rejects(answer, { code: LSPErrorCodes.RequestCancelled });
    assert.equal(linted, 0);
    connection.dispose();
  });
});
