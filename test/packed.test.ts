import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { listFiles, PackageManager } from '@vscode/vsce';
import { bundles } from '../tools/bundles.ts';
import { makeVsix, sizesOf } from '../tools/vsix.ts';

const inNpm = bundles.filter((bundle) => bundle.inNpm).map(({ options }) => options.outfile);
const inEditor = bundles
  .map(({ options }) => options.outfile)
  .filter((file) => !file.startsWith('dist/test/') && !/^dist\/(cli|program)[.]js$/.test(file));
/** The worker of cfn-lint, and where it was made, the bundle that it runs. */
const builtForCfnLint = readdirSync('dist/cfn-lint').map((name) => `dist/cfn-lint/${name}`);

describe('What is packed', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatelint-packed-'));
  before(() => writeNames(folder));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('for VS Code: both sides of the extension, grammars, papers, and cfn-lint', async () => {
    const files = await listFiles({ cwd: folder, packageManager: PackageManager.None });
    const unwanted =
      /^(?!package[.]json$|README|CHANGELOG|LICENSE|SECURITY|dist\/|docs\/((images|rules|features)\/|[\w-]+.md$)|syntaxes\/)|[.]map$|[.]ts$/;
    assert.deepEqual(
      files.filter((file) => unwanted.test(file)),
      [],
    );
    const bundle = builtForCfnLint.filter((file) => !file.endsWith('.map'));
    for (const file of [...inEditor, ...bundle, 'dist/THIRD-PARTY.txt', 'LICENSE']) {
      assert.ok(files.includes(file), `${file} is missing`);
    }
  });

  it('with cfn-lint or without it, and each is measured as it is packed', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'gatelint-vsix-'));
    try {
      writeExtension(folder, {
        'dist/server.js': 1_000,
        'dist/cfn-lint/site.bin': 20_000,
        'dist/cfn-lint/a.map': 9_000,
      });
      const [large, small] = [path.join(folder, 'large.vsix'), path.join(folder, 'small.vsix')];
      await makeVsix('with cfn-lint', large, folder);
      await makeVsix('without cfn-lint', small, folder);
      const { cfnLint, others } = sizesOf(large);
      assert.ok(cfnLint >= 20_000 && cfnLint < 20_100, `${cfnLint} bytes of noise, to which packing adds a few`);
      assert.ok(others >= 1_000 && others < 9_000, `${others} bytes, and no map among them`);
      const without = sizesOf(small);
      assert.equal(without.cfnLint, 0);
      assert.ok(Math.abs(without.others - others) < 100, 'the same files'); // the manifest names their endings
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('for npm: the command line, the schema of its output, and papers', () => {
    const list = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    // The shape that npm gives its report.
    const [packed] = JSON.parse(list) as { files: { path: string }[] }[];
    const files = packed?.files.map(({ path }) => path) ?? [];
    const wanted =
      /^(package[.]json|README.md|CHANGELOG.md|LICENSE|SECURITY.md|dist\/((cli|program|server|language-server|on-demand|impact).js|cfn-lint\/.*|THIRD-PARTY.txt)|schema\/.*|docs\/(rules|features)\/.*|docs\/[\w-]+.md)$/;
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

/**
 * The names of all our files: what is packed is chosen by name. npm packs what it is asked to list, and vsce looks into
 * every folder first; that took ten seconds.
 */
function writeNames(folder: string): void {
  for (const entry of readdirSync('.', { withFileTypes: true })) {
    if (entry.isFile())
      cpSync(entry.name, path.join(folder, entry.name)); // some of them say what is packed
    else for (const name of namesIn(entry.name)) writeFile(folder, path.join(entry.name, name), '');
  }
}

/** Of folders that are not ours, one that is not to be packed. */
function namesIn(folder: string): readonly string[] {
  if (/^(node_modules|[.].*)$/.test(folder)) return ['index.js'];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

function writeFile(folder: string, name: string, content: string | Buffer): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** An extension of a few files, so many bytes long, that is packed as ours is. */
function writeExtension(folder: string, files: Readonly<Record<string, number>>): void {
  const manifest = { name: 'small', publisher: 'gatelint', version: '1.0.0', engines: { vscode: '^1.91.0' } };
  writeFile(folder, 'package.json', JSON.stringify(manifest));
  for (const name of ['.vscodeignore', 'LICENSE']) cpSync(name, path.join(folder, name));
  writeFile(folder, 'README.md', 'Small.');
  for (const [name, bytes] of Object.entries(files)) writeFile(folder, name, randomBytes(bytes));
}
