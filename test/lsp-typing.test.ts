/* What the server answers while somebody types: a server in this process, so that its work can be counted. */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  CancellationTokenSource,
  type ClientCapabilities,
  CodeActionRequest,
  CompletionRequest,
  createConnection,
  createProtocolConnection,
  type DataCallback,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type Disposable,
  DocumentDiagnosticRequest,
  HoverRequest,
  InitializeRequest,
  LogMessageNotification,
  LSPErrorCodes,
  type Message,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  ResponseError,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import * as more from '../server/features/on-demand.ts';
import { startServer } from '../server/features/server.ts';
import { analyseDocument } from '../server/linter/analysis.ts';
import type { Lint } from '../server/workspace/documents.ts';
import { generate } from './bench/generate.ts';
import { plainEditor, visualStudioCode } from './lsp-client.ts';

const uri = 'file:///shop/template.yaml';

const shop = `Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: shop
      ProtocolType: HTTP
  Orders:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: HTTP_PROXY
      IntegrationUri: https://bank.example
      TimeoutInMillis: 45000
`;

/** Above it stands what it has nothing to do with. */
const shopBelowQueue = shop.replace('  Api:', '  Queue:\n    Type: AWS::SQS::Queue\n  Api:');

/** Hears at once: what is said in one go arrives in one go. */
class Ear extends AbstractMessageReader {
  #heard: DataCallback | undefined;
  listen(heard: DataCallback): Disposable {
    this.#heard = heard;
    return { dispose: () => {} };
  }
  hear(message: Message): void {
    this.#heard?.(message);
  }
}
class Mouth extends AbstractMessageWriter {
  readonly #ear: Ear;
  constructor(ear: Ear) {
    super();
    this.#ear = ear;
  }
  write(message: Message): Promise<void> {
    this.#ear.hear(structuredClone(message));
    return Promise.resolve();
  }
  end(): void {}
}

/** An editor whose user is faster than the server: nothing waits for an answer that is not waited for. */
async function hosted(test: TestContext, capabilities: ClientCapabilities = visualStudioCode, fault?: () => void) {
  const [there, back] = [new Ear(), new Ear()];
  /** The versions that were linted, and whether all of it was. */
  const linted: { readonly text: string; readonly anew: boolean }[] = [];
  const lint: Lint = (file, document, settings, before) => {
    fault?.();
    const analysis = analyseDocument(file, document, settings, undefined, before);
    linted.push({ text: document.text, anew: analysis?.checks !== before?.checks });
    return analysis;
  };
  startServer(createConnection(there, new Mouth(back)), { lint, onDemand: async () => more });
  const connection = createProtocolConnection(back, new Mouth(there));
  const published: PublishDiagnosticsParams[] = [];
  const logs: string[] = [];
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => void published.push(params));
  connection.onNotification(LogMessageNotification.type, ({ message }) => void logs.push(message));
  connection.listen();
  test.after(() => connection.dispose());
  await connection.sendRequest(InitializeRequest.type, { processId: null, rootUri: null, capabilities });

  const documents = new Map<string, TextDocument>();
  const at = (uri: string): TextDocument => documents.get(uri) ?? assert.fail(`${uri} is not open`);
  const place = (text: string) => ({
    textDocument: { uri },
    position: at(uri).positionAt(at(uri).getText().indexOf(text)),
  });
  return {
    linted,
    published,
    logs,
    text: (): string => at(uri).getText(),
    textAt: (range: Range): string => at(uri).getText(range),

    open(text: string, called = uri): void {
      documents.set(called, TextDocument.create(called, 'yaml', 1, text));
      const textDocument = { uri: called, languageId: 'yaml', version: 1, text };
      void connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    },

    /** Replaces each `before` where it first stands, all in one go. */
    type(...changes: readonly (readonly [before: string, after: string])[]): void {
      const document = at(uri);
      const contentChanges = changes.map(([before, text]) => {
        const start = document.getText().indexOf(before);
        assert.ok(start >= 0, `${before} does not stand there`);
        return { range: { start: document.positionAt(start), end: document.positionAt(start + before.length) }, text };
      });
      const version = document.version + 1;
      documents.set(uri, TextDocument.update(document, [...contentChanges], version));
      void connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges,
      });
    },

    close: (): void =>
      void connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } }),

    pull(called = uri, wish = new CancellationTokenSource(), previousResultId?: string) {
      const params = { textDocument: { uri: called }, ...(previousResultId !== undefined && { previousResultId }) };
      return connection.sendRequest(DocumentDiagnosticRequest.type, params, wish.token);
    },

    async diagnostics(called = uri): Promise<readonly Diagnostic[]> {
      const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: called } });
      return report.kind === 'full' ? report.items : assert.fail('nothing was known before');
    },

    /** What is proposed at the end of a config's text, where one more letter is typed before the answer comes. */
    async wordsWhileTyping(called: string, letter: string): Promise<readonly string[]> {
      const position = at(called).positionAt(at(called).getText().length);
      const textDocument = { uri: called };
      const answer = connection.sendRequest(CompletionRequest.type, { textDocument, position });
      const contentChanges = [{ range: { start: position, end: position }, text: letter }];
      void connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: called, version: 2 },
        contentChanges,
      });
      const words = (await answer) ?? [];
      return ('items' in words ? words.items : words).map(({ label }) => label);
    },

    hover: (text: string) => connection.sendRequest(HoverRequest.type, place(text)),

    quickFixes: (text: string) => {
      const { textDocument, position } = place(text);
      const range = { start: position, end: position };
      return connection.sendRequest(CodeActionRequest.type, { textDocument, range, context: { diagnostics: [] } });
    },
  };
}
type Hosted = Awaited<ReturnType<typeof hosted>>;

const codesOf = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

/** What a server says that has never seen the text before. */
async function fromScratch(editor: Hosted): Promise<readonly Diagnostic[]> {
  const fresh = 'file:///shop/fresh.yaml';
  editor.open(editor.text(), fresh);
  const diagnostics = await editor.diagnostics(fresh);
  return JSON.parse(JSON.stringify(diagnostics).replaceAll(fresh, uri)) as readonly Diagnostic[]; // a copy
}

describe('while somebody types', () => {
  test('the findings follow letter by letter, and are those that the whole text has', async (t) => {
    const editor = await hosted(t);
    editor.open(shop);
    const seen = new Set<number>();
    const typed = `  Late:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      TimeoutInMillis: 10 # "{[
`;
    editor.type(['45000\n', '45000\n§']);
    for (const letter of typed) {
      editor.type(['§', `${letter}§`]);
      const diagnostics = await editor.diagnostics();
      assert.deepEqual(diagnostics, await fromScratch(editor));
      seen.add(diagnostics.length);
    }
    editor.type(['§', '']);
    // and back again, from the top: every letter moves all that stands below
    for (let left = 'Resources:\n  Api:\n'.length; left > 0; left--) {
      editor.type([editor.text().slice(0, 1), '']);
      assert.deepEqual(await editor.diagnostics(), await fromScratch(editor));
    }
    assert.ok(seen.size > 2, 'they did not stay the same');
    assert.deepEqual(editor.logs, []);
  });

  test('what stands elsewhere is not judged again', async (t) => {
    const editor = await hosted(t);
    editor.open(shop);
    await editor.diagnostics();
    editor.type(['shop', 'shoe-shop']);
    await editor.diagnostics();
    assert.deepEqual(
      editor.linted.map(({ anew }) => anew),
      [true, false],
    );
  });

  test('several cursors at once, from the bottom up and in any other order', async (t) => {
    for (const order of [
      ['45000', 'bank', 'HTTP_PROXY', 'shop'],
      ['shop', 'HTTP_PROXY', 'bank', '45000'],
      ['bank', '45000', 'shop', 'HTTP_PROXY'],
    ]) {
      const editor = await hosted(t);
      editor.open(shop);
      await editor.diagnostics();
      // of one length, so that the places of those that follow stay as they are
      editor.type(...order.map((word) => [word, word === '45000' ? '46000' : 'x'.repeat(word.length)] as const));
      assert.equal(editor.text().includes('46000'), true);
      assert.deepEqual(await editor.diagnostics(), await fromScratch(editor));
    }
  });

  test('what is told of one version is not told again of the next where nothing has changed', async (t) => {
    const editor = await hosted(t);
    editor.open(shop);
    const first = await editor.pull();
    editor.type(['45000', '45000 # slow']); // in the midst of what is found
    const second = await editor.pull(uri, undefined, first.resultId);
    assert.deepEqual(second, { kind: 'unchanged', resultId: first.resultId });
    editor.type(['45000', '46000']);
    const third = await editor.pull(uri, undefined, second.resultId);
    assert.equal(third.kind, 'full');
    // an id is never used for something else, also when the document is opened again
    editor.type(['46000', '45000']);
    assert.notEqual((await editor.pull()).resultId, third.resultId);
    editor.close();
    editor.open(shop);
    const anew = await editor.pull(uri, undefined, third.resultId);
    assert.equal(anew.kind, 'full');
  });

  test('a finding that moves is shown where it stands, on its line and in it', async (t) => {
    const editor = await hosted(t);
    editor.open(shopBelowQueue);
    const [before] = await editor.diagnostics();
    assert.ok(before);
    editor.type(['  Queue', '  # one\n  # two\n  Queue']);
    const [moved] = await editor.diagnostics();
    assert.equal(moved?.range.start.line, before.range.start.line + 2);
    editor.type(['TimeoutInMillis: ', 'TimeoutInMillis:   ']);
    const [pushed] = await editor.diagnostics();
    assert.equal(pushed?.range.start.character, before.range.start.character + 2);
    assert.equal(pushed.range.start.line, before.range.start.line + 2);
  });

  test('in JSON on one line, what stands behind an edit moves with it', async (t) => {
    const editor = await hosted(t);
    const timeout = {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { ApiId: { Ref: 'Api' }, TimeoutInMillis: 1 },
    };
    const api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } };
    const queue = { Type: 'AWS::SQS::Queue' };
    editor.open(JSON.stringify({ Resources: { Queue: queue, Api: api, One: timeout, Last: queue, Two: timeout } }));
    assert.notDeepEqual(await editor.diagnostics(), []);
    for (const [before, after] of [
      ['"Queue"', '"Queues"'],
      ['"Last":', '"Last":  '],
      ['"One"', '\n"One"'],
      ['"Queues"', '"Q"'],
      ['"Last"', '\n"Last"'],
      ['"Last"', '"L"'],
    ] as const) {
      editor.type([before, after]);
      assert.deepEqual(await editor.diagnostics(), await fromScratch(editor));
    }
  });

  test('so is what it has to do with', async (t) => {
    const editor = await hosted(t);
    const target = '  Fn:\n    Type: AWS::Lambda::Function\n    Properties: { Timeout: 60 }\n';
    const uses = shop.replace('HTTP_PROXY', 'AWS_PROXY').replace('https://bank.example', '!GetAtt Fn.Arn');
    editor.open(`${uses.replace('45000', '20000')}  Queue:\n    Type: AWS::SQS::Queue\n${target}`);
    const related = async () => {
      const found = (await editor.diagnostics()).filter(({ relatedInformation }) => relatedInformation);
      return found.flatMap(({ range, relatedInformation = [] }) => [
        range,
        ...relatedInformation.map((one) => one.location.range),
      ]);
    };
    const before = await related();
    assert.ok(before.length > 1, 'something is found that has to do with something else');
    for (const line of ['  Queue', '  Orders', '  Fn']) {
      editor.type([line, `  # moved\n${line}`]);
      assert.deepEqual(await editor.diagnostics(), await fromScratch(editor));
    }
    assert.notDeepEqual(await related(), before);
  });

  test('lines may break in another way where nothing else has changed', async (t) => {
    const editor = await hosted(t);
    const parameters = 'Parameters:\n  Wait: { Type: Number,  Default: 45000 }\n';
    editor.open(parameters + shop.replace('45000', '!Ref Wait'));
    assert.match(JSON.stringify(await editor.diagnostics()), /the default of Wait/);
    editor.type([',  Default', ',\n Default']);
    assert.deepEqual(await editor.diagnostics(), await fromScratch(editor));
  });

  test('what is offered for a finding that moved is written where it stands now', async (t) => {
    const editor = await hosted(t, plainEditor);
    editor.open(shopBelowQueue);
    for (let moved = 0; moved < 3; moved++) {
      const [fix] = (await editor.quickFixes('45000')) ?? [];
      const [edit] = (fix && 'edit' in fix && fix.edit?.changes?.[uri]) || [];
      assert.equal(edit && editor.textAt(edit.range), '45000');
      editor.type(['  Queue', '  # moved\n  Queue']);
    }
  });
});

describe('what was typed over', () => {
  test('is not worked out: of many pulls the last is answered, the others are told not to come again', async (t) => {
    const editor = await hosted(t);
    editor.open(shop);
    await editor.diagnostics();
    const pulls = Array.from({ length: 20 }, (_, i) => {
      editor.type([i === 0 ? '45000' : `${45_000 + i - 1}`, `${45_000 + i}`]);
      return editor.pull();
    });
    const answers = await Promise.allSettled(pulls);
    const last = answers.pop();
    assert.ok(last?.status === 'fulfilled' && last.value.kind === 'full');
    assert.deepEqual(last.value.items, await fromScratch(editor));
    for (const answer of answers) {
      assert.ok(answer.status === 'rejected' && answer.reason instanceof ResponseError);
      assert.equal(answer.reason.code, LSPErrorCodes.ServerCancelled);
      assert.deepEqual(answer.reason.data, { retriggerRequest: false });
    }
    assert.equal(
      editor.linted.filter(({ text }) => text.includes('bank')).length,
      3,
      'the first, the last, the fresh one',
    );
  });

  test('pulls of one version are all answered', async (t) => {
    const editor = await hosted(t);
    editor.open(shop);
    const answers = await Promise.all([editor.pull(), editor.pull(), editor.pull()]);
    assert.equal(new Set(answers.map(({ resultId }) => resultId)).size, 1);
    assert.equal(editor.linted.length, 1);
  });

  test('a pull behind which somebody types without asking again is answered for the text as it is then', async (t) => {
    const editor = await hosted(t);
    editor.open(shop);
    const pull = editor.pull();
    editor.type(['45000', '30000']);
    const report = await pull;
    assert.deepEqual(report.kind === 'full' && report.items, await fromScratch(editor));
    assert.equal(editor.linted.length, 2);
  });

  test('a later pull that is given up does not silence the one before it', async (t) => {
    const editor = await hosted(t);
    editor.open(shop);
    const first = editor.pull();
    editor.type(['45000', '46000']);
    const wish = new CancellationTokenSource();
    const second = editor.pull(uri, wish);
    wish.cancel();
    await assert.rejects(second, { code: LSPErrorCodes.RequestCancelled });
    assert.equal((await first).kind, 'full');
  });

  test('is no place to hover over, nor to mend: the editor is told that the text has changed', async (t) => {
    const editor = await hosted(t);
    editor.open(shop);
    await editor.diagnostics();
    for (const ask of [editor.hover, editor.quickFixes]) {
      const answer = ask('45000');
      editor.type(['Resources', '# moved\nResources']);
      await assert.rejects(answer, { code: LSPErrorCodes.ContentModified });
      assert.ok(await ask('45000'), 'asked again, it is answered');
    }
  });

  test('is a place to propose words at: who types on still wants to know how the word ends', async (t) => {
    const editor = await hosted(t);
    const config = 'file:///shop/gatelint.yaml';
    editor.open('rules:\n  lambda', config);
    assert.ok((await editor.wordsWhileTyping(config, '-')).includes('lambda-timeout-exceeds-apigw'));
  });

  test('is not published: an editor that cannot ask hears of the last version', async (t) => {
    const editor = await hosted(t, plainEditor);
    editor.open(shop);
    for (let i = 0; i < 10; i++) editor.type(['shop', `shop${i}`]);
    await editor.hover('Api');
    await editor.hover('Api');
    assert.deepEqual(
      editor.published.map(({ version }) => version),
      [11],
    );
    assert.deepEqual(codesOf(editor.published[0]?.diagnostics ?? []), codesOf(await editor.diagnostics()));
  });
});

describe('a template of 5,000 resources', () => {
  const huge = generate({ resources: 5000, seed: 5 }).yaml;
  const name = /^ {2}(\w+):$/m.exec(huge)?.[1] ?? '';

  test('is linted once however much is typed while it opens, and from then on in parts', async (t) => {
    const editor = await hosted(t);
    editor.open(huge);
    const asked = [editor.pull(), editor.hover(name)];
    for (let i = 0; i < 30; i++) {
      editor.type(['Resources:', `# ${i}\nResources:`]);
      asked.push(editor.pull());
    }
    const answers = await Promise.allSettled(asked);
    assert.equal(answers.at(-1)?.status, 'fulfilled');
    assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1);
    editor.type([`  ${name}:`, `  # last\n  ${name}:`]);
    await editor.diagnostics();
    assert.deepEqual(
      editor.linted.map(({ anew }) => anew),
      [true, false],
    );
  });

  test('is not even looked at where the editor has lost interest before', async (t) => {
    const editor = await hosted(t);
    editor.open(huge);
    const wish = new CancellationTokenSource();
    const pull = editor.pull(uri, wish);
    editor.close();
    wish.cancel();
    await assert.rejects(pull, { code: LSPErrorCodes.RequestCancelled });
    assert.equal(editor.linted.length, 0);
  });
});

test('where going on from what is known throws, the log says so and the findings are there nevertheless', async (t) => {
  let faults = 0;
  const editor = await hosted(t, visualStudioCode, () => {
    if (faults-- === 1) throw new Error('ours');
  });
  editor.open(shop);
  const before = await editor.diagnostics();
  faults = 1;
  editor.type(['shop', 'shoe-shop']);
  assert.deepEqual(await editor.diagnostics(), before);
  assert.equal(editor.logs.length, 1);
  assert.match(editor.logs[0] ?? '', /^Reading failed in file:\/\/\/shop\/template\.yaml: Error: ours/);
  editor.type(['45000', '46000']);
  assert.deepEqual(await editor.diagnostics(), await fromScratch(editor));
});
