/* What a user who wants it hears of the templates that are not open. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  LSPErrorCodes,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { only, plainEditor, startEditor, visualStudioCode } from './lsp-client.ts';

const rule = 'apigw-integration-timeout-invalid';
const settings = { ...only(rule), scope: 'workspace' };

const slow = `Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: shop, ProtocolType: HTTP }
  Orders:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: HTTP_PROXY
      IntegrationUri: https://bank.example
      TimeoutInMillis: 45000
`;
const quick = slow.replace('45000', '5000');

/** A folder on disk, and an editor that has it open. */
async function workspace(
  test: TestContext,
  files: Readonly<Record<string, string>>,
  { capabilities = visualStudioCode, scope = settings as unknown } = {},
) {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'gatelint-workspace-')));
  const at = (file: string): string => path.join(folder, ...file.split('/'));
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(at(file)), { recursive: true });
    writeFileSync(at(file), text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  const editor = await startEditor(capabilities, { folders: [pathToFileURL(folder).href], settings: scope });
  test.after(async () => {
    await editor.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const uriOf = (file: string): string => pathToFileURL(at(file)).href;
  const fileOf = (uri: string): string => uri.slice(pathToFileURL(folder).href.length + 1);
  return {
    editor,
    write,
    remove: (file: string): void => rmSync(at(file)),
    uriOf,
    fileOf,

    /** Goes on until the server has nothing to say any more, as an editor does; what is known then, by file. */
    pull: async (known = new Map<string, WorkspaceDocumentDiagnosticReport>()) => {
      const ids = [...known].flatMap(([file, { resultId }]) =>
        resultId === undefined ? [] : [{ uri: uriOf(file), value: resultId }],
      );
      const news = await editor.pullWorkspace(ids);
      for (const one of news) if (one.kind === 'full' || !known.has(fileOf(one.uri))) known.set(fileOf(one.uri), one);
      return known;
    },
  };
}

const found = (known: ReadonlyMap<string, WorkspaceDocumentDiagnosticReport>) =>
  Object.fromEntries(
    [...known].map(([file, one]) => [file, one.kind === 'full' ? one.items.map(({ code }) => code) : one.kind]),
  );

test('every template of the workspace gets its findings, but what is ignored', async (t) => {
  const { pull, editor } = await workspace(t, {
    'gatelint.yaml': 'ignore: [generated/]\n',
    '.git/HEAD': '',
    '.gitignore': 'build/\n',
    'a.yaml': slow,
    'deep/down/b.template': slow,
    'deep/quick.yaml': quick,
    'compose.yaml': 'services: {}\n',
    'build/c.yaml': slow,
    'generated/d.yaml': slow,
    'node_modules/e/e.yaml': slow,
    'notes.txt': slow,
  });
  assert.deepEqual(found(await pull()), { 'a.yaml': [rule], 'deep/down/b.template': [rule] });
  assert.deepEqual(
    editor.progress.map(({ kind }) => kind).filter((kind) => kind !== 'report'),
    ['begin', 'end'],
  );
  assert.deepEqual(editor.logs, []);
});

test('whoever does not want it hears of open templates only, and can change their mind', async (t) => {
  const { editor, pull, uriOf } = await workspace(t, { 'a.yaml': slow }, { scope: only(rule) });
  const asked = pull();
  assert.equal(await Promise.race([asked, editor.settled()]), undefined, 'there is nothing to say');
  assert.deepEqual(await editor.diagnostics(uriOf('a.yaml')), []);
  assert.deepEqual(editor.progress, []);
  await editor.set(settings);
  const known = await asked;
  assert.deepEqual(found(known), { 'a.yaml': [rule] });
  await editor.set(only(rule));
  assert.deepEqual(found(await pull(known)), { 'a.yaml': [] });
});

test('VS Code is asked to ask for the whole workspace only while the user wants it', async (t) => {
  const { editor } = await workspace(t, { 'a.yaml': slow }, { scope: only(rule) });
  const offered = () => editor.diagnosticOffers().map(({ workspaceDiagnostics }) => workspaceDiagnostics);
  await editor.settled();
  assert.deepEqual(offered(), [false]);
  await editor.set(settings);
  await editor.settled();
  assert.deepEqual(offered(), [true]);
  await editor.set(only(rule));
  await editor.settled();
  assert.deepEqual(offered(), [false]);
});

test('an editor that cannot be asked later is offered both when it starts', async (t) => {
  const { diagnostic: _, ...textDocument } = visualStudioCode.textDocument ?? {};
  const capabilities = { ...visualStudioCode, textDocument: { ...textDocument, diagnostic: {} } };
  const { editor } = await workspace(t, { 'a.yaml': slow }, { capabilities });
  await editor.settled();
  assert.deepEqual(editor.diagnosticOffers(), []);
  const { diagnosticProvider } = editor.initialized.capabilities;
  assert.deepEqual(diagnosticProvider, {
    identifier: 'gatelint',
    interFileDependencies: false,
    workspaceDiagnostics: true,
  });
});

test('what has not changed is not told again: the next answer comes with the next change', async (t) => {
  const { editor, pull, write, remove, uriOf } = await workspace(t, { 'a.yaml': slow, 'b.yaml': slow });
  let known = await pull();
  assert.deepEqual(found(known), { 'a.yaml': [rule], 'b.yaml': [rule] });
  const ids = [...known].map(([, { resultId }]) => resultId);

  let waiting = pull(known);
  await editor.settled();
  write('b.yaml', quick);
  await editor.watched(uriOf('b.yaml'));
  known = await waiting;
  assert.deepEqual(found(known), { 'a.yaml': [rule], 'b.yaml': [] });
  assert.equal(known.get('a.yaml')?.resultId, ids[0]);

  waiting = pull(known);
  write('new/c.yaml', slow);
  remove('a.yaml');
  await editor.watched(uriOf('new/c.yaml'), uriOf('a.yaml'), uriOf('never/there.yaml'));
  assert.deepEqual(found(await waiting), { 'a.yaml': [], 'b.yaml': [], 'new/c.yaml': [rule] });
});

test('what is left out comes in, and goes, as the files that say so change', async (t) => {
  const { editor, pull, write, uriOf } = await workspace(t, { 'a.yaml': slow, 'b.yaml': slow, '.git/HEAD': '' });
  let known = await pull();
  write('.gitignore', 'a.yaml\n');
  await editor.watched(uriOf('.gitignore'));
  known = await pull(known);
  assert.deepEqual(found(known), { 'a.yaml': [], 'b.yaml': [rule] });
  write('gatelint.yaml', 'ignore: [b.yaml]\n');
  await editor.watched(uriOf('gatelint.yaml'));
  known = await pull(known);
  assert.deepEqual(found(known), { 'a.yaml': [], 'b.yaml': [] });
});

test('an open document is the business of whoever has it open; closed, it is what lies on disk', async (t) => {
  const { editor, pull, uriOf } = await workspace(t, { 'a.yaml': quick, 'b.yaml': slow });
  await editor.open(uriOf('a.yaml'), slow); // not saved
  assert.equal((await editor.diagnostics(uriOf('a.yaml'))).length, 1);
  assert.deepEqual(found(await pull()), { 'b.yaml': [rule] });

  await editor.open(uriOf('b.yaml'), quick);
  assert.deepEqual(await editor.diagnostics(uriOf('b.yaml')), []);
  await editor.close(uriOf('a.yaml'));
  await editor.close(uriOf('b.yaml'));
  // Editors ask for the last time behind the close.
  assert.deepEqual(await editor.diagnostics(uriOf('a.yaml')), [], 'on disk it is quick');
  assert.equal((await editor.diagnostics(uriOf('b.yaml'))).length, 1, 'on disk it is slow');
  assert.deepEqual(found(await pull()), { 'b.yaml': [rule] });
});

test('the open document is answered before the workspace is looked through', async (t) => {
  const files = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`stacks/${i}.yaml`, slow]));
  const { editor, pull, uriOf } = await workspace(t, files);
  const order: string[] = [];
  const whole = pull().then((known) => {
    order.push('workspace');
    return known;
  });
  const uri = uriOf('stacks/7.yaml');
  await editor.open(uri, slow);
  const typed = [];
  for (let i = 0; i < 20; i++) {
    await editor.replace(uri, i === 0 ? '45000' : `${45_000 + i - 1}`, `${45_000 + i}`);
    typed.push(
      editor
        .diagnostics(uri)
        .then(() => order.push('typed'))
        .catch(() => {}),
    );
  }
  await Promise.all(typed);
  assert.deepEqual(
    order,
    order.map(() => 'typed'),
    'typing never waits for it',
  );
  const known = await whole;
  assert.equal(known.size, 299);
  assert.equal(known.has('stacks/7.yaml'), false);
});

test('given up by the user it goes no further, and begins anew when something changes that everything is judged by', async (t) => {
  const files = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`${i}.yaml`, slow]));
  const { editor, pull, write, uriOf } = await workspace(t, files);
  const whole = pull();
  while (!editor.progress.some(({ kind }) => kind === 'report')) await editor.settled();
  await editor.giveUp();
  const known = await whole;
  assert.ok(known.size < 400, `${known.size} were looked at`);
  assert.equal(editor.progress.at(-1)?.kind, 'end');
  write('gatelint.yaml', 'preset: strict\n');
  await editor.watched(uriOf('gatelint.yaml'));
  while (known.size < 400) await pull(known);
  assert.equal(known.size, 400);
});

test('a pull that the editor gives up ends, and the next one goes on from there', async (t) => {
  const files = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`${i}.yaml`, slow]));
  const { editor, pull } = await workspace(t, files);
  const wish = new CancellationTokenSource();
  const given = editor.pullWorkspace([], wish);
  wish.cancel();
  await assert.rejects(given, { code: LSPErrorCodes.RequestCancelled });
  assert.equal((await pull()).size, 200);
});

test('of two pulls the later one is answered', async (t) => {
  const { editor, pull } = await workspace(t, {});
  const first = assert.rejects(pull(), { code: LSPErrorCodes.ServerCancelled });
  await editor.settled();
  const wish = new CancellationTokenSource();
  const second = assert.rejects(editor.pullWorkspace([], wish), { code: LSPErrorCodes.RequestCancelled });
  await first;
  wish.cancel();
  await second;
});

test('an editor that cannot ask is told, too', async (t) => {
  const { editor, write, uriOf } = await workspace(
    t,
    { 'a.yaml': slow, 'b.yaml': quick },
    { capabilities: plainEditor },
  );
  const codes = (file: string) => editor.published.get(uriOf(file))?.map(({ code }) => code);
  while (!editor.published.has(uriOf('a.yaml'))) await editor.settled();
  assert.deepEqual(codes('a.yaml'), [rule]);
  assert.equal(codes('b.yaml'), undefined, 'there is nothing to say of it');
  write('a.yaml', quick);
  await editor.watched(uriOf('a.yaml'));
  while ((codes('a.yaml') ?? []).length > 0) await editor.settled();
  assert.deepEqual(codes('a.yaml'), []);
});
