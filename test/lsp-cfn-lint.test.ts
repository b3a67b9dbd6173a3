/* cfn-lint beside the language server, as an editor sees it. The real one is asked in `npm test -- cfn-lint`. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver';
import { type Editor, type EditorsWorkspace, startEditor, visualStudioCode } from './lsp-client.ts';

const server = 'test/cfn-lint-server.ts';
const uri = 'file:///shop/template.yaml';
const template = `Resources:
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Subnets: [subnet-1, subnet-2]
      Nmae: shop # cfn-lint: E3002 on Nmae
`;

const editors: Editor[] = [];
after(async () => {
  for (const editor of editors) await editor.stop();
});

async function editorWith(when: string | undefined, workspace: EditorsWorkspace = {}): Promise<Editor> {
  const settings = { preset: 'essential', ...(when !== undefined && { cfnLint: when }) };
  const editor = await startEditor(visualStudioCode, { server, settings, ...workspace });
  editors.push(editor);
  return editor;
}

const theirs = async (editor: Editor, of = uri): Promise<readonly Diagnostic[]> =>
  (await editor.diagnostics(of)).filter(({ source }) => source === 'cfn-lint');

/** Until cfn-lint has looked so often, whatever came of it. */
async function looked(editor: Editor, times: number): Promise<void> {
  const ends = () => editor.cfnLint.filter(({ state }) => state !== 'looking').length;
  const since = Date.now();
  while (ends() < times) {
    if (Date.now() - since > 20_000) throw new Error(`It has looked ${ends()} times only.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await editor.settled();
}

/** Long enough for everything that would have happened. */
const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));

describe('cfn-lint beside the server', () => {
  test('finds in a template that is opened, under its own name, with a link to its rule', async () => {
    const editor = await editorWith('onSave');
    await editor.open(uri, template);
    await looked(editor, 1);
    const [found, ...more] = await theirs(editor);
    assert.deepEqual(more, []);
    assert.ok(found);
    assert.equal(editor.textAt(uri, found.range), 'Nmae');
    assert.equal(found.code, 'E3002');
    assert.equal(found.severity, 1);
    const page = 'https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md#E3002';
    assert.equal(found.codeDescription?.href, page);
    assert.ok(editor.refreshed() > 0, 'the editor is told to ask anew');
  });

  test('looks again when the file is saved, not while somebody types', async () => {
    const editor = await editorWith('onSave');
    await editor.open(uri, template);
    await looked(editor, 1);
    await editor.replace(uri, 'Resources:', '# cfn-lint: E3012 on Subnets\nResources:');
    await aWhile();
    assert.equal(editor.cfnLint.length, 2, 'looking, looked');
    await editor.save(uri);
    await looked(editor, 2);
    assert.deepEqual((await theirs(editor)).map(({ code }) => code).sort(), ['E3002', 'E3012']);
  });

  test('looks when nobody has typed for a second, where the user wishes that', async () => {
    const editor = await editorWith('onIdle');
    await editor.open(uri, template);
    await looked(editor, 1);
    await editor.replace(uri, 'E3002 on Nmae', 'E3012 on Subnets');
    await looked(editor, 2);
    assert.deepEqual(
      (await theirs(editor)).map(({ code }) => code),
      ['E3012'],
    );
  });

  test('its findings move along with what is typed above them, and go when they are typed in', async () => {
    const editor = await editorWith('onSave');
    await editor.open(uri, template);
    await looked(editor, 1);
    await editor.replace(uri, 'Resources:', 'Description: Sells things\nResources:');
    const [moved] = await theirs(editor);
    assert.equal(moved && editor.textAt(uri, moved.range), 'Nmae');
    await editor.replace(uri, 'Nmae', 'Name');
    assert.deepEqual(await theirs(editor), []);
  });

  test('what was typed while it looked is followed, too', async () => {
    const editor = await editorWith('onSave');
    await editor.open(uri, `# cfn-lint: thinks\n${template}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
    await editor.replace(uri, 'Resources:', 'Description: Sells things\nResources:');
    await looked(editor, 1);
    const [found] = await theirs(editor);
    assert.equal(found && editor.textAt(uri, found.range), 'Nmae');
  });

  test('where both say the same of one place, ours is shown', async () => {
    const editor = await editorWith('onSave');
    const one = template
      .replace('Resources:', 'Resources:\n  One: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-1 } }')
      .replace('[subnet-1, subnet-2]', '[!Ref One] # cfn-lint: E3680 on Subnets');
    await editor.open(uri, one);
    await looked(editor, 1);
    const codes = (await editor.diagnostics(uri)).map(({ code }) => code);
    assert.ok(codes.includes('alb-fewer-than-two-subnets'));
    assert.ok(!codes.includes('E3680'));
    await editor.replace(uri, '[!Ref One]', '!Ref Others');
    const after = (await editor.diagnostics(uri)).map(({ code }) => code);
    assert.ok(!after.includes('alb-fewer-than-two-subnets'));
    assert.ok(after.includes('E3680'), 'it is theirs again, until they look again');
  });

  test('is not asked about Terraform, about what is no template, and where the user does not want it', async () => {
    const editor = await editorWith('onSave');
    await editor.open('file:///shop/main.tf', 'resource "aws_lb" "main" {}\n', 'terraform');
    await editor.open('file:///shop/compose.yaml', '# cfn-lint: E3002 on services\nservices: {}\n');
    const off = await editorWith('off');
    await off.open(uri, template);
    const unasked = await editorWith(undefined);
    await unasked.open(uri, template);
    await aWhile();
    for (const one of [editor, off, unasked]) assert.deepEqual(one.cfnLint, []);
  });

  test('goes when the user turns it off, and comes back', async () => {
    const editor = await editorWith('onSave');
    await editor.open(uri, template);
    await looked(editor, 1);
    await editor.set({ preset: 'essential', cfnLint: 'off' });
    assert.deepEqual(await theirs(editor), []);
    assert.equal(editor.cfnLint.at(-1)?.state, 'off');
    await editor.set({ preset: 'essential', cfnLint: 'onSave' });
    await looked(editor, 3);
    assert.equal((await theirs(editor)).length, 1);
    assert.match(editor.cfnLint.at(-1)?.version ?? '', /start 2/, 'the thread had been ended');
  });

  test('a thread that falls is told of, and the server goes on', async () => {
    const editor = await editorWith('onSave');
    await editor.open(uri, `# cfn-lint: falls\n${template}`);
    await looked(editor, 1);
    assert.deepEqual(editor.cfnLint.at(-1), { uri, state: 'failed', why: 'cfn-lint ended: its exit code was 7' });
    assert.ok(editor.logs.some((line) => line.includes('cfn-lint ended: its exit code was 7')));
    await editor.replace(uri, '# cfn-lint: falls\n', '');
    await editor.save(uri);
    await looked(editor, 2);
    assert.equal((await theirs(editor)).length, 1);
  });

  test('one that falls again and again is left alone', async () => {
    const editor = await editorWith('onSave');
    await editor.open(uri, `# cfn-lint: falls\n${template}`);
    for (let times = 1; times <= 5; times++) {
      await looked(editor, times);
      if (times < 5) await editor.save(uri);
    }
    assert.match(editor.cfnLint.at(-1)?.why ?? '', /has ended unexpectedly too often, and is left alone now/);
    assert.ok((await editor.diagnostics(uri)).length > 0, 'our own findings are there');
  });

  test('its findings have quick fixes, as long as nobody has typed in them', async () => {
    const editor = await editorWith('onSave');
    await editor.open(uri, template);
    await looked(editor, 1);
    await editor.replace(uri, 'Resources:', 'Description: Sells things\nResources:');
    const fix = async () => {
      const offers = await editor.quickFixes(uri, editor.rangeOf(uri, 'Subnets: '.trim()));
      const there = await editor.quickFixes(uri, editor.rangeOf(uri, 'shop #'));
      return [...offers, ...there].find(({ title }) => title.includes('Ignore E3002'));
    };
    const ignore = await fix();
    assert.equal(ignore?.diagnostics?.[0]?.code, 'E3002');
    assert.ok(ignore.edit);
    await editor.apply(ignore.edit);
    assert.match(editor.textOf(uri), /Metadata:\n +cfn-lint:\n +config:\n +ignore_checks:\n +- E3002\n/);
    await editor.replace(uri, 'Nmae', 'Name');
    assert.equal(await fix(), undefined);
  });

  test('tells why cfn-lint itself has failed, and keeps what it has found before', async () => {
    const editor = await editorWith('onSave');
    await editor.open(uri, template);
    await looked(editor, 1);
    await editor.replace(uri, 'Resources:', '# cfn-lint: refuses\nResources:');
    await editor.save(uri);
    await looked(editor, 2);
    assert.equal(editor.cfnLint.at(-1)?.why, 'cfn-lint: ValueError: no');
    assert.equal((await theirs(editor)).length, 1);
  });
});

/** The words of the one finding. */
const said = async (editor: Editor, of: string): Promise<string> => String((await theirs(editor, of))[0]?.message);

describe('The config of cfn-lint', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatelint-cfn-lint-'));
  after(() => rmSync(folder, { recursive: true }));
  mkdirSync(path.join(folder, 'stacks'));
  writeFileSync(path.join(folder, '.cfnlintrc'), 'regions: [eu-central-1]\nignore_check: [E3012]\n');
  const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
  const folders = [uriOf('')];
  const inStacks = uriOf('stacks/shop.yaml');

  test('is looked for from the folder of the workspace, where the template stands by its path', async () => {
    const editor = await editorWith('onSave', { folders });
    await editor.open(inStacks, template);
    await looked(editor, 1);
    const [found] = await theirs(editor, inStacks);
    assert.equal(found?.message, 'Nmae in stacks/shop.yaml, of a folder, not trusted');
  });

  test('may bring programs only where the user trusts the folder', async () => {
    const editor = await editorWith('onSave', { folders, options: { isTrusted: true } });
    await editor.open(inStacks, template);
    await looked(editor, 1);
    assert.match(await said(editor, inStacks), /, trusted$/);

    const careful = await editorWith('onSave', { folders, options: { isTrusted: false } });
    await careful.open(inStacks, template);
    await looked(careful, 1);
    assert.match(await said(careful, inStacks), /, not trusted$/);
    await careful.connection.sendNotification('gatelint/trusted');
    await looked(careful, 2);
    assert.match(await said(careful, inStacks), /, trusted$/);
  });

  test('is told what is wrong in it, at the key', async () => {
    const editor = await editorWith('onSave', { folders });
    const config = uriOf('.cfnlintrc');
    await editor.open(inStacks, `# cfn-lint: dislikes its config\n${template}`);
    await looked(editor, 1);
    assert.deepEqual(editor.published.get(config), [
      {
        range: { start: { line: 1, character: 0 }, end: { line: 1, character: 12 } },
        severity: 1,
        source: 'cfn-lint',
        code: 'E0003',
        message: "Invalid configuration key 'ignore_check'",
      },
    ]);
    await editor.replace(inStacks, '# cfn-lint: dislikes its config\n', '');
    await editor.save(inStacks);
    await looked(editor, 2);
    assert.deepEqual(editor.published.get(config), [], 'and no more when it is mended');
  });

  test('that changes has all that is open looked at anew', async () => {
    const editor = await editorWith('onSave', { folders });
    await editor.open(inStacks, template);
    await looked(editor, 1);
    assert.ok(editor.watchedPatterns.includes('**/.cfnlintrc'));
    await editor.watched(uriOf('.cfnlintrc'));
    await looked(editor, 2);
  });

  test('is read by the editor where there is no disk: the nearest one', async () => {
    const top = 'vscode-vfs://github/shop/infra';
    const files = { [`${top}/.cfnlintrc`]: 'far', [`${top}/stacks/.cfnlintrc.yml`]: 'near' };
    const editor = await editorWith('onSave', { folders: [top], files });
    const [far, near] = [`${top}/shop.yaml`, `${top}/stacks/shop.yaml`];
    for (const one of [far, near]) await editor.open(one, template);
    await looked(editor, 2);
    assert.match(await said(editor, far), /^Nmae in far, of no folder/);
    assert.match(await said(editor, near), /^Nmae in near, of no folder/);
  });
});
