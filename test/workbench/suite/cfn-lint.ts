/// <reference types="mocha" />
import { type Diagnostic, extensions, languages, type TextDocument, Uri, window, workspace } from 'vscode';
import { applyFix, create, equal, openSample, remove, replace, revert, ruleOf, until } from './editing.ts';

const file = 'site.yaml';
const template = `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Site:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: shop-site # kept short
`;

/** Its first start reads all of its rules, and the machine may have other things to do. */
const minutes = 3;

describe('cfn-lint beside Gatelint', function () {
  this.timeout(minutes * 60_000);

  before(async function () {
    const extension = extensions.getExtension('gatelint.gatelint');
    const bundle = Uri.joinPath(extension?.extensionUri ?? Uri.parse('none:'), 'dist', 'cfn-lint', 'bundle.json');
    if (await isThere(bundle)) return;
    console.log('    left out: this extension was built without cfn-lint');
    this.skip();
  });
  after(async () => {
    await revert();
    await remove(file);
  });

  it('finds what is wrong in a file that is saved, and mends it', async () => {
    await create(file, template);
    const site = await openSample(file);
    await replace(site, 'BucketName', 'BucketNam');
    equal(await site.save(), true, 'the file was saved');
    const finding = await theirs(site, 'E3002');
    equal(site.getText(finding.range), 'BucketNam');
    equal(typeof finding.code === 'object' && finding.code.target.scheme, 'https');

    await applyFix(site, finding.range, 'Rename BucketNam to BucketName');
    equal(site.getText(), template);
    await until('what was typed over is not told any more', () => all(site).length === 0 || undefined);
    await site.save();
  });

  it('goes on while somebody types, and its findings move along', async () => {
    const site = await openSample(file);
    await replace(site, 'BucketName', 'BucketNam');
    await site.save();
    await theirs(site, 'E3002');
    await replace(site, 'Resources:', 'Description: Where the shop is\nResources:');
    const moved = await until('the finding has moved', () => all(site).find(({ range }) => range.start.line === 6));
    equal(site.getText(moved.range), 'BucketNam');
    await window.showTextDocument(site);
  });
});

const all = (document: TextDocument): Diagnostic[] =>
  languages.getDiagnostics(document.uri).filter(({ source }) => source === 'cfn-lint');

async function theirs(document: TextDocument, rule: string): Promise<Diagnostic> {
  for (const end = Date.now() + minutes * 50_000; Date.now() < end; ) {
    const found = all(document).find((one) => ruleOf(one) === rule);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`cfn-lint did not say ${rule} in ${minutes} minutes.`);
}

/** A file of the extension, which may lie on the machine or behind an address. */
async function isThere(uri: Uri): Promise<boolean> {
  try {
    if (uri.scheme.startsWith('http')) return (await fetch(uri.toString(true))).ok;
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
