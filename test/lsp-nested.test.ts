/* Templates that name each other, in the editor. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { DiagnosticSeverity } from 'vscode-languageserver';
import { only, plainEditor, visualStudioCode } from './lsp-client.ts';
import { editorIn, eventually } from './lsp-folder.ts';

const rule = 'health-check-timeout-not-below-interval';

const outer = `Resources:
  Edge:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./edge.yaml
      Parameters: { Timeout: 30 }
`;
const inner = `Parameters:
  Timeout: { Type: Number }
Resources:
  Orders:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Protocol: HTTP
      Port: 80
      VpcId: vpc-1
      HealthCheckIntervalSeconds: 10
      HealthCheckTimeoutSeconds: !Ref Timeout
`;

const editorOn = (t: TestContext, files: Readonly<Record<string, string>>, capabilities = visualStudioCode) =>
  editorIn(t, files, only(rule), capabilities);

test('what an argument causes in a stack is marked at the argument, and tells where it is used', async (t) => {
  const { editor, uriOf } = await editorOn(t, { 'outer.yaml': outer, 'edge.yaml': inner });
  await editor.open(uriOf('outer.yaml'), outer);
  const [finding, ...others] = await editor.diagnostics(uriOf('outer.yaml'));
  assert.ok(finding);
  assert.deepEqual(others, []);
  assert.equal(editor.textAt(uriOf('outer.yaml'), finding.range), '30');
  const [used] = finding.relatedInformation ?? [];
  assert.equal(used?.location.uri, uriOf('edge.yaml'));
  assert.equal(inner.split('\n')[used.location.range.start.line]?.trim(), 'HealthCheckTimeoutSeconds: !Ref Timeout');
});

test('who types in the template of a stack is heard in the one around it', async (t) => {
  const { editor, uriOf } = await editorOn(t, { 'outer.yaml': outer, 'edge.yaml': inner });
  await editor.open(uriOf('outer.yaml'), outer);
  assert.equal((await editor.diagnostics(uriOf('outer.yaml'))).length, 1);
  await editor.open(uriOf('edge.yaml'), inner);
  const before = editor.refreshed();
  await editor.replace(uriOf('edge.yaml'), 'IntervalSeconds: 10', 'IntervalSeconds: 40');
  await eventually('the editor is asked to ask again', () => editor.refreshed() > before);
  assert.deepEqual(await editor.diagnostics(uriOf('outer.yaml')), []);
});

test('and so is what becomes of it on disk', async (t) => {
  const { editor, uriOf, write } = await editorOn(t, { 'outer.yaml': outer, 'edge.yaml': inner }, plainEditor);
  const uri = uriOf('outer.yaml');
  await editor.open(uri, outer);
  await eventually('a finding', () => editor.published.get(uri)?.length === 1);
  write('edge.yaml', inner.replace('IntervalSeconds: 10', 'IntervalSeconds: 40'));
  await editor.watched(uriOf('edge.yaml'));
  await eventually('no finding', () => editor.published.get(uri)?.length === 0);
});

test('what is watched is said without braces inside of braces, by which VS Code finds nothing', async (t) => {
  const { editor, uriOf } = await editorOn(t, { 'outer.yaml': outer, 'edge.yaml': inner });
  await editor.open(uriOf('outer.yaml'), outer);
  await editor.diagnostics(uriOf('outer.yaml'));
  await editor.settled();
  assert.ok(editor.watchedPatterns.length >= 5, editor.watchedPatterns.join(' '));
  for (const pattern of editor.watchedPatterns) assert.doesNotMatch(pattern, /\{[^}]*\{/);
});

test('a file that is not there is a note, which goes once it is', async (t) => {
  const { editor, uriOf, write } = await editorOn(t, { 'outer.yaml': outer }, plainEditor);
  const uri = uriOf('outer.yaml');
  await editor.open(uri, outer);
  await eventually('a note', () => editor.published.get(uri)?.length === 1);
  const [note] = editor.published.get(uri) ?? [];
  assert.deepEqual([note?.code, note?.severity], ['reference', DiagnosticSeverity.Information]);
  assert.equal(note && editor.textAt(uri, note.range), './edge.yaml');
  write('edge.yaml', inner.replace('IntervalSeconds: 10', 'IntervalSeconds: 40'));
  await editor.watched(uriOf('edge.yaml'));
  await eventually('no note', () => editor.published.get(uri)?.length === 0);
});

test('a file that lies outside of the workspace is not read, and that is told in a whisper', async (t) => {
  const away = outer.replace('./edge.yaml', '../edge.yaml');
  const { editor, uriOf } = await editorOn(t, { 'outer.yaml': away, 'edge.yaml': inner });
  await editor.open(uriOf('outer.yaml'), away);
  const [note, ...others] = await editor.diagnostics(uriOf('outer.yaml'));
  assert.deepEqual([note?.code, note?.severity], ['reference', DiagnosticSeverity.Hint]);
  assert.match(String(note?.message), /^\.\.\/edge\.yaml lies outside of the workspace and is not read; /);
  assert.deepEqual(others, []);
  assert.deepEqual(editor.logs, []);
});
