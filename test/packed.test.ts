import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { listFiles, PackageManager } from '@vscode/vsce';
import { bundles } from '../tools/bundles.ts';

const inNpm = bundles.filter((bundle) => bundle.inNpm).map(({ options }) => options.outfile);
const inEditor = bundles
  .map(({ options }) => options.outfile)
  .filter((file) => !file.startsWith('dist/test/') && !/^dist\/((cli|program)[.]js$|cfn-lint\/)/.test(file));

describe('What is packed', () => {
  it('for VS Code: both sides of the extension, grammars and papers', async () => {
    const files = await listFiles({ packageManager: PackageManager.None });
    const unwanted =
      /^(?!package[.]json$|README|CHANGELOG|LICENSE|SECURITY|dist\/|docs\/((images|rules|features)\/|[\w-]+.md$)|syntaxes\/)|[.]map$|[.]ts$/;
    assert.deepEqual(
      files.filter((file) => unwanted.test(file)),
      [],
    );
    for (const file of [...inEditor, 'dist/THIRD-PARTY.txt', 'LICENSE']) {
      assert.ok(files.includes(file), `${file} is missing`);
    }
  });

  it('for npm: the command line, the schema of its output, and papers', () => {
    const list = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    // The shape that npm gives its report.
    const [packed] = JSON.parse(list) as { files: { path: string }[] }[];
    const files = packed?.files.map(({ path }) => path) ?? [];
    const wanted =
      /^(package[.]json|README.md|CHANGELOG.md|LICENSE|SECURITY.md|dist\/((cli|program|server|impact).js|cfn-lint\/.*|THIRD-PARTY.txt)|schema\/.*|docs\/(rules|features)\/.*|docs\/[\w-]+.md)$/;
    assert.deepEqual(
      files.filter((file) => !wanted.test(file)),
      [],
    );
    const pages = ['docs/rules/rules.json', 'docs/rules/alb-without-waf.md', 'docs/suppressions.md']; // what `explain` and `rules` read
    for (const file of [...inNpm, 'dist/THIRD-PARTY.txt', 'schema/gatelint-output.schema.json', 'LICENSE', ...pages]) {
      assert.ok(files.includes(file), `${file} is missing`);
    }
  });
});
