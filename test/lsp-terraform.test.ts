/* Terraform in the editor: files of one module are seen together, as they are open or as they lie on disk. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type CodeAction, CodeActionRequest, DiagnosticSeverity, MarkupContent } from 'vscode-languageserver/node';
import { only, plainEditor, startEditor, visualStudioCode } from './lsp-client.ts';
import { editorIn, eventually } from './lsp-folder.ts';

const rule = 'health-check-timeout-not-below-interval';

const main = `resource "aws_lb_target_group" "orders" {
  port     = 80
  protocol = "HTTP"
  vpc_id   = "vpc-1"

  health_check {
    interval = 10
    timeout  = var.timeout
  }
}
`;
const variables = `variable "timeout" {
  type    = number
  default = 30
}
`;

const editorOn = (
  t: TestContext,
  files: Readonly<Record<string, string>>,
  capabilities = visualStudioCode,
  wanted = rule,
) => editorIn(t, files, only(wanted), capabilities);

test('a variable that stands in another file of the module is known', async (t) => {
  const { editor, uriOf } = await editorOn(t, { 'main.tf': main, 'variables.tf': variables });
  await editor.open(uriOf('main.tf'), main, 'terraform');
  const [finding, ...others] = await editor.diagnostics(uriOf('main.tf'));
  assert.ok(finding);
  assert.deepEqual(others, []);
  assert.equal(finding.code, rule);
  assert.equal(editor.textAt(uriOf('main.tf'), finding.range), 'var.timeout');
});

test('who types in one file of a module is heard in the others', async (t) => {
  const { editor, uriOf } = await editorOn(t, { 'main.tf': main, 'variables.tf': variables });
  await editor.open(uriOf('main.tf'), main, 'terraform');
  await editor.open(uriOf('variables.tf'), variables, 'terraform');
  assert.equal((await editor.diagnostics(uriOf('main.tf'))).length, 1);
  const before = editor.refreshed();
  await editor.replace(uriOf('variables.tf'), '30', '5');
  await eventually('the editor is asked to ask again', () => editor.refreshed() > before);
  assert.deepEqual(await editor.diagnostics(uriOf('main.tf')), []);
});

test('what a key in one file says of another is told with the answer to that key', async (t) => {
  const { editor, uriOf } = await editorOn(t, { 'main.tf': main, 'variables.tf': variables });
  const [mainUri, variablesUri] = [uriOf('main.tf'), uriOf('variables.tf')];
  await editor.open(mainUri, main, 'terraform');
  await editor.open(variablesUri, variables, 'terraform');
  await editor.diagnostics(variablesUri);
  for (const [now, next, findings] of [
    ['30', '5', 0],
    ['5', '55', 1],
  ] as const) {
    const before = editor.refreshed();
    await editor.replace(variablesUri, now, next);
    await editor.diagnostics(variablesUri);
    assert.ok(editor.refreshed() > before);
    assert.equal((await editor.diagnostics(mainUri)).length, findings);
  }
});

test('a file that comes into the folder of a module, or leaves it, is noticed', async (t) => {
  const { editor, uriOf, write, remove } = await editorOn(t, { 'main.tf': main }, plainEditor);
  const uri = uriOf('main.tf');
  await editor.open(uri, main, 'terraform');
  await eventually('nothing is known of the variable', () => editor.published.get(uri)?.length === 0);
  write('variables.tf', variables);
  await editor.watched(uriOf('variables.tf'));
  await eventually('a finding', () => editor.published.get(uri)?.length === 1);
  remove('variables.tf');
  await editor.watched(uriOf('variables.tf'));
  await eventually('no finding', () => editor.published.get(uri)?.length === 0);
});

test('what an argument causes in a module is marked at the argument', async (t) => {
  const root = `module "orders" {
  source  = "./modules/orders"
  timeout = 20
}
`;
  const files = { 'main.tf': root, 'modules/orders/main.tf': main, 'modules/orders/variables.tf': variables };
  const { editor, uriOf, write } = await editorOn(t, files);
  await editor.open(uriOf('main.tf'), root, 'terraform');
  const [finding] = await editor.diagnostics(uriOf('main.tf'));
  assert.ok(finding);
  assert.equal(editor.textAt(uriOf('main.tf'), finding.range), '20');
  assert.equal(finding.relatedInformation?.[0]?.location.uri, uriOf('modules/orders/main.tf'));
  write('modules/orders/main.tf', main.replace('10', '40'));
  await editor.watched(uriOf('modules/orders/main.tf'));
  assert.deepEqual(await editor.diagnostics(uriOf('main.tf')), []);
});

test('what an argument causes in a module is mended at the argument, in that call or in all of them', async (t) => {
  const call = (name: string, timeout: number) =>
    `module "${name}" {\n  source  = "./modules/orders"\n  timeout = ${timeout} # seconds\n}\n`;
  const root = call('orders', 20) + call('carts', 30);
  const files = { 'main.tf': root, 'modules/orders/main.tf': main, 'modules/orders/variables.tf': variables };
  for (const [title, mended] of [
    ['Wait at most 9 seconds for an answer (updates in place)', call('orders', 9) + call('carts', 30)],
    [`Fix all 2 of ${rule} in this file (updates in place)`, call('orders', 9) + call('carts', 9)],
  ]) {
    const { editor, uriOf } = await editorOn(t, files);
    const uri = uriOf('main.tf');
    await editor.open(uri, root, 'terraform');
    const fixes = await editor.quickFixes(uri, editor.rangeOf(uri, '20'));
    const fix = fixes.find((one) => one.title === title);
    assert.ok(fix, fixes.map((one) => one.title).join(', '));
    await editor.apply((await editor.resolve(fix)).edit ?? {});
    assert.equal(editor.textOf(uri), mended);
  }
});

test('what is typed into a window that has no file yet is Terraform, if the editor calls it so', async (t) => {
  const { editor } = await editorOn(t, {});
  const text = main.replace('var.timeout', '30');
  await editor.open('untitled:Untitled-1', text, 'terraform');
  assert.equal((await editor.diagnostics('untitled:Untitled-1')).length, 1);
  await editor.open('untitled:Untitled-2', text, 'json');
  assert.deepEqual(await editor.diagnostics('untitled:Untitled-2'), []);
});

test('files that only the editor can read are seen together, too', async (t) => {
  const root = 'vscode-vfs://github/shop/infra';
  const calls = 'module "orders" {\n  source  = "./orders"\n  timeout = 20\n}\n';
  const files = { [`${root}/main.tf`]: calls, [`${root}/orders/a.tf`]: main, [`${root}/orders/b.tf`]: variables };
  const editor = await startEditor(visualStudioCode, { folders: [root], settings: only(rule), files });
  t.after(() => editor.stop());
  await editor.open(`${root}/main.tf`, calls, 'terraform');
  await eventually('a finding', async () => (await editor.diagnostics(`${root}/main.tf`)).length === 1);
  const [finding] = await editor.diagnostics(`${root}/main.tf`);
  assert.equal(finding?.relatedInformation?.[0]?.location.uri, `${root}/orders/a.tf`);
});

test('hovers tell what an attribute, a block and a resource are, with the pages of AWS and of the provider', async (t) => {
  const { editor, uriOf } = await editorOn(t, {});
  const uri = uriOf('main.tf');
  await editor.open(
    uri,
    'resource "aws_lb" "main" {\n  idle_timeout = 30\n  access_logs {\n    enabled = true\n  }\n}\n',
    'terraform',
  );
  const hover = async (text: string): Promise<string> => {
    const found = await editor.hover(uri, editor.rangeOf(uri, text).start);
    return found && MarkupContent.is(found.contents) ? found.contents.value : '';
  };
  const provider =
    '[Terraform documentation](https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb)';
  const timeout = await hover('idle_timeout');
  assert.match(timeout, /^\*\*idle\\_timeout\*\* of the load balancer/);
  assert.match(timeout, /Default: 60 seconds · Allowed: 1 to 4,000 seconds/);
  assert.ok(timeout.includes(provider), timeout);
  assert.match(await hover('"main"'), /^\*\*aws\\_lb\*\*: load balancer/);
  assert.match(await hover('resource'), /^\*\*aws\\_lb\*\*: load balancer/);
  assert.match(await hover('enabled'), /^\*\*access\\_logs\.enabled\*\* of the load balancer/);
  assert.match(await hover('true'), /^`true`: Writes a line about every request .+\n\n\*\*access\\_logs\.enabled\*\*/);
});

test('a comment silences a finding, and says so where it silences nothing', async (t) => {
  const { editor, uriOf } = await editorOn(t, { 'variables.tf': variables });
  const uri = uriOf('main.tf');
  const silenced = main.replace('var.timeout', `var.timeout # gatelint-ignore ${rule} -- slow by design`);
  await editor.open(uri, silenced, 'terraform');
  assert.deepEqual(await editor.diagnostics(uri), []);
  await editor.replace(uri, 'interval = 10', 'interval = 40');
  const codes = (await editor.diagnostics(uri)).map(({ code }) => code);
  assert.deepEqual(codes, ['suppression-unneeded']);
});

test('findings move with what is typed, and a quick fix mends them in the style of the file', async (t) => {
  const { editor, uriOf } = await editorOn(t, {});
  const uri = uriOf('main.tf');
  await editor.open(uri, main.replace('var.timeout', '30 # slow'), 'terraform');
  const lineOf = async (): Promise<number | undefined> => (await editor.diagnostics(uri))[0]?.range.start.line;
  assert.equal(await lineOf(), 7);
  await editor.replace(uri, 'resource', '# The orders\n\nresource');
  assert.equal(await lineOf(), 9);
  const [fix] = await editor.quickFixes(uri, editor.rangeOf(uri, '30'));
  assert.ok(fix);
  await editor.apply((await editor.resolve(fix)).edit ?? {});
  assert.match(editor.textOf(uri), /\n {4}interval = 10\n {4}timeout {2}= \d # slow\n/);
  assert.deepEqual(await editor.diagnostics(uri), []);
});

test('all that is safe in a file is mended at once', async (t) => {
  const { editor, uriOf } = await editorOn(t, {});
  const uri = uriOf('main.tf');
  const slow = main.replace('var.timeout', '30');
  await editor.open(uri, slow + slow.replace('orders', 'carts'), 'terraform');
  assert.equal((await editor.diagnostics(uri)).length, 2);
  const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const context = { diagnostics: [], only: ['source.fixAll.gatelint'] };
  const params = { textDocument: { uri }, range: nowhere, context };
  const [action] = (await editor.connection.sendRequest(CodeActionRequest.type, params)) ?? [];
  assert.ok(action && typeof action.command !== 'string');
  // No command: TypeScript cannot tell the two apart.
  await editor.apply((await editor.resolve(action as CodeAction)).edit ?? {});
  assert.deepEqual(await editor.diagnostics(uri), []);
});

test('a fix that needs a variable writes it where the variables of the module stand, open or not', async (t) => {
  const certificate = 'https-listener-without-certificate';
  const https = `resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
  protocol          = "HTTPS"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.orders.arn
  }
}
`;
  const { editor, uriOf } = await editorOn(t, { 'variables.tf': variables }, visualStudioCode, certificate);
  await editor.open(uriOf('main.tf'), https, 'terraform');
  await editor.open(uriOf('variables.tf'), variables, 'terraform');
  const [finding] = await editor.diagnostics(uriOf('main.tf'));
  assert.equal(finding?.code, certificate);
  const [fix] = await editor.quickFixes(uriOf('main.tf'), finding.range);
  assert.ok(fix);
  await editor.apply((await editor.resolve(fix)).edit ?? {});
  assert.match(editor.textOf(uriOf('main.tf')), /certificate_arn {3}= var\.certificate_arn/);
  assert.match(editor.textOf(uriOf('variables.tf')), /variable "certificate_arn" \{/);
});

test('files that are not open are told of as those of their module change, where the whole workspace is wanted', async (t) => {
  const files = { 'main.tf': main, 'variables.tf': variables, 'away/main.tf': main };
  const { editor, uriOf, write } = await editorOn(t, files);
  await editor.set({ ...only(rule), scope: 'workspace' });
  const told = async (ids: { uri: string; value: string }[] = []) =>
    (await editor.pullWorkspace(ids)).map(({ uri, kind, resultId = '', ...one }) => {
      assert.equal(kind, 'full');
      return { uri, value: resultId, findings: 'items' in one ? one.items.length : 0 };
    });
  const [first, ...others] = await told();
  assert.deepEqual(others, []);
  assert.equal(first?.uri, uriOf('main.tf'));
  write('variables.tf', variables.replace('30', '5'));
  await editor.watched(uriOf('variables.tf'));
  assert.deepEqual(
    (await told([first])).map(({ uri, findings }) => [uri, findings]),
    [[uriOf('main.tf'), 0]],
  );
});

test('a module that is not there is told at its source until it is, and one that calls itself as long as it does', async (t) => {
  const calls = 'module "web" {\n  source = "./web"\n}\n';
  const { editor, uriOf, write } = await editorOn(t, { 'main.tf': calls });
  const uri = uriOf('main.tf');
  await editor.open(uri, calls, 'terraform');
  const [note, ...others] = await editor.diagnostics(uri);
  assert.ok(note);
  assert.deepEqual([note.code, note.severity, others], ['reference', DiagnosticSeverity.Information, []]);
  assert.equal(editor.textAt(uri, note.range), '"./web"');
  assert.match(String(note.message), /^\.\/web is not there, seen from this file; /);
  write('web/main.tf', variables);
  await editor.watched(uriOf('web/main.tf'));
  assert.deepEqual(await editor.diagnostics(uri), []);
  await editor.replace(uri, './web', './');
  const [circle] = await editor.diagnostics(uri);
  assert.deepEqual([circle?.code, circle?.severity], ['reference', DiagnosticSeverity.Error]);
  assert.match(String(circle?.message), /^This module calls itself: module\.web leads back to it, /);
  await editor.replace(uri, './', './web');
  assert.deepEqual(await editor.diagnostics(uri), []);
});
