// The import table is a program, and programs can be wrong: every sentence of it is broken here once.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

/** A file, what it imports, and the sentence that this offends; without one it is allowed. */
const imports: readonly (readonly [file: string, imported: string, sentence?: RegExp])[] = [
  ['rules/kit/a.ts', '../model/row.ts', /^kit: only/],
  ['rules/model/a.ts', '../kit/word.ts'],
  ['rules/model/b.ts', '../tls/rule.ts', /^model: only/],
  ['rules/tls/a.ts', '../model/row.ts'],
  ['rules/tls/b.ts', '../waf/rule.ts'],
  ['rules/tls/c.ts', '../../server/formats/yaml/read.ts', /^rules: only/],
  ['rules/tls/d.ts', 'yaml', /^no package/],
  ['rules/tls/e.ts', 'node:fs', /^node:/],
  ['server/formats/syntax/a.ts', '../../../rules/kit/word.ts'],
  ['server/formats/syntax/b.ts', '../yaml/read.ts', /^syntax: only/],
  ['server/formats/yaml/a.ts', '../syntax/tree.ts'],
  ['server/formats/yaml/b.ts', '../../linter/lint.ts', /^formats: only/],
  ['server/formats/yaml/c.ts', 'yaml', /^no package/],
  ['server/impact/a.ts', '../formats/yaml/read.ts'],
  ['server/impact/b.ts', '../linter/lint.ts', /^impact: only/],
  ['server/impact/c.ts', 'yaml', /^no package/],
  ['server/impact/terraform/a.ts', 'yaml', /^no package/],
  ['server/impact/cloudformation/permissions.ts', 'yaml'],
  ['server/linter/a.ts', '../../rules/index.ts'],
  ['server/linter/b.ts', '../../rules/tls/rule.ts', /^linter: only/],
  ['server/linter/c.ts', 'vscode-languageserver', /^LSP types/],
  ['server/linter/d.ts', '../impact/words.ts'],
  ['server/config/a.ts', '../linter/settings.ts'],
  ['server/config/b.ts', '../workspace/configs.ts', /^config: only/],
  ['server/config/c.ts', 'ignore'],
  ['server/given/a.ts', '../config/tree.ts'],
  ['server/given/b.ts', '../linter/settings.ts', /^given: only/],
  ['server/config/d.ts', '../given/read.ts', /^config: only/],
  ['server/workspace/a.ts', '../features/hover.ts', /^workspace: only/],
  ['server/workspace/b.ts', 'node:fs', /^node:/],
  ['server/workspace/node.ts', 'node:fs'],
  ['server/features/a.ts', 'vscode-languageserver'],
  ['server/features/b.ts', 'node:path', /^node:/],
  ['server/features/c.ts', '../reporters/pretty.ts', /^features: only/],
  ['server/features/d.ts', '../main.ts', /^nothing imports an entry/],
  ['server/start.ts', './main.ts'],
  ['server/features/e.ts', '../impact/words.ts'],
  ['server/reporters/a.ts', '../formats/yaml/read.ts', /^reporters: only/],
  ['server/reporters/c.ts', '../impact/report.ts'],
  ['server/cfn-lint/a.ts', '../linter/outcome.ts'],
  ['server/cfn-lint/fixes/a.ts', '../../formats/yaml/read.ts'],
  ['server/cfn-lint/b.ts', 'node:path', /^node:/],
  ['server/cfn-lint/thread-on-node.ts', 'node:path'],
  ['server/cfn-lint/c.ts', 'yaml', /^no package/],
  ['server/cfn-lint/d.ts', '../workspace/check.ts', /^cfnLint: only/],
  ['server/commands/e.ts', '../cfn-lint/a.ts'],
  ['server/commands/a.ts', 'node:path'],
  ['server/commands/b.ts', '../reporters/pretty.ts'],
  ['server/commands/c.ts', '../features/hover.ts', /^commands: only/],
  ['server/commands/d.ts', '../impact/words.ts'],
  ['server/workspace/d.ts', '../impact/words.ts'],
  ['server/workspace/c.ts', '../commands/check.ts', /^workspace: only/],
  ['server/reporters/b.ts', 'vscode', /^vscode in client only/],
  ['client/a.ts', 'vscode'],
  ['client/b.ts', 'vscode-languageclient/node'],
  ['client/c.ts', '../server/linter/lint.ts', /^client: only/],
  ['client/d.ts', '../rules/kit/word.ts', /^client: only/],
  ['server/other/a.ts', '../linter/lint.ts', /^every file stands in a room/],
  ['server/linter/e.ts', './nowhere.ts', /^every import is found/],
  ['server/linter/about.ts', './round.ts', /^no cycle/],
];
const imported: Readonly<Record<string, string>> = { 'server/linter/round.ts': "export * from './about.ts';" };

describe('The import table', () => {
  let folder = '';
  let violations: readonly { from: string; rule: { name: string } }[] = [];

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'gatelint-imports-'));
    symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'));
    for (const file of ['.dependency-cruiser.mjs', 'tsconfig.json']) cpSync(file, path.join(folder, file));
    for (const [file, specifier] of imports) write(file, `export * from '${specifier}';`);
    for (const [file, text] of Object.entries(imported)) write(file, text);
    for (const [file, specifier] of imports) {
      const target = path.join(path.dirname(file), specifier);
      const isThere = target in imported || imports.some(([other]) => other === target);
      if (specifier.startsWith('.') && !isThere && !specifier.includes('nowhere')) write(target, 'export {};');
    }
    violations = cruise();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function write(file: string, text: string): void {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }

  function cruise(): typeof violations {
    const program = path.resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const words = [
      program,
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'json',
      'client',
      'server',
      'rules',
    ];
    const { stdout } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 });
    // The shape of dependency-cruiser's own report.
    return (JSON.parse(stdout) as { summary: { violations: typeof violations } }).summary.violations;
  }

  for (const [file, specifier, sentence] of imports) {
    it(`${file} ${sentence ? 'must not' : 'may'} import ${specifier}`, () => {
      const offended = violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
      if (sentence)
        assert.ok(
          offended.some((name) => sentence.test(name)),
          `offends ${offended.join('; ') || 'nothing'}`,
        );
      else assert.deepEqual(offended, []);
    });
  }
});
