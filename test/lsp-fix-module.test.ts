/* A quick fix that concerns several files of a module of Terraform is one step to undo, of all of them. */
import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { TextDocumentEdit, TextEdit } from 'vscode-languageserver/node';
import { only, plainEditor, startEditor, visualStudioCode } from './lsp-client.ts';

const main = `resource "aws_lb_listener" "web" {
  load_balancer_arn = var.load_balancer
  port              = 443
  protocol          = "HTTPS"

  default_action {
    type             = "forward"
    target_group_arn = var.app
  }
}
`;
const inJson = `{
  "resource": {
    "aws_lb_listener": {
      "web": {
        "load_balancer_arn": "\${var.load_balancer}",
        "port": 443,
        "protocol": "HTTPS",
        "default_action": { "type": "forward", "target_group_arn": "\${var.app}" }
      }
    }
  }
}
`;
const variables = `variable "load_balancer" {
  type = string
}

variable "app" {
  type = string
}
`;
const declared = `

variable "certificate_arn" {
  type        = string
  description = "Certificate of ACM for the domain, in the Region of the load balancer"
}`;

for (const { editors, capabilities, name, text, language, argument } of [
  {
    ...{ editors: 'VS Code', capabilities: visualStudioCode, name: 'main.tf', text: main, language: 'terraform' },
    argument: '\n  certificate_arn   = var.certificate_arn',
  },
  {
    ...{ editors: 'a plain editor', capabilities: plainEditor, name: 'main.tf', text: main, language: 'terraform' },
    argument: '\n  certificate_arn   = var.certificate_arn',
  },
  {
    ...{ editors: 'VS Code', capabilities: visualStudioCode, name: 'main.tf.json', text: inJson, language: 'json' },
    argument: ',\n        "certificate_arn": "${var.certificate_arn}"',
  },
])
  test(`a new variable goes to variables.tf, from ${name} in ${editors}`, async (t) => {
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'gatelint-fix-module-')));
    const write = (file: string, content: string): string => {
      writeFileSync(path.join(folder, file), content);
      return pathToFileURL(path.join(folder, file)).href;
    };
    const [mainUri, variablesUri] = [write(name, text), write('variables.tf', variables)];
    const rule = 'https-listener-without-certificate';
    const editor = await startEditor(capabilities, { folders: [pathToFileURL(folder).href], settings: only(rule) });
    t.after(async () => {
      await editor.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    await editor.open(mainUri, text, language);
    const fixes = await editor.quickFixes(mainUri, editor.rangeOf(mainUri, text));
    const fix = fixes.find(({ title }) => title === 'Use a certificate that you have (updates in place)');
    assert.ok(fix, fixes.map(({ title }) => title).join(', '));
    const { edit } = fix.edit ? fix : await editor.resolve(fix);
    const changes = edit?.documentChanges as TextDocumentEdit[] | undefined;
    // One document change for each file, the one that is open with its version; or a list of edits for each.
    const edits = changes
      ? Object.fromEntries(changes.map(({ textDocument, edits: some }) => [textDocument.uri, some as TextEdit[]]))
      : (edit?.changes ?? {});
    assert.deepEqual(Object.keys(edits), [mainUri, variablesUri]);
    assert.deepEqual(changes?.map(({ textDocument }) => textDocument.version) ?? [], changes ? [1, null] : []);
    assert.deepEqual(
      edits[mainUri]?.map(({ newText }) => newText),
      [argument],
    );
    assert.deepEqual(edits[variablesUri], [
      { range: { start: { line: 6, character: 1 }, end: { line: 6, character: 1 } }, newText: declared },
    ]);
  });
