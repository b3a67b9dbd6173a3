// `npm run test:workbench`: the mocha suite of test/workbench/suite in a real extension host, through the official runner.
// --web runs the browser entry in the web worker host; --download takes VS Code from Microsoft and needs the internet;
// --vscode=<path> takes an executable of this machine.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { root } from './paths.ts';
import { commitAll } from './repository.ts';

const { values } = parseArgs({
  options: { web: { type: 'boolean' }, download: { type: 'boolean' }, vscode: { type: 'string' } },
});
const standIn = fileURLToPath(new URL('vscode.mjs', import.meta.url));
const executable = values.vscode ?? (values.download ? undefined : standIn);

const scratch = mkdtempSync(path.join(tmpdir(), 'gatelint-test-'));
const workspace = path.join(scratch, 'samples');
cpSync(path.join(root, 'samples'), workspace, { recursive: true });
commitAll(workspace);
try {
  await runTests({
    ...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, 'dist', 'test', values.web ? 'index-web.js' : 'index.js'),
    launchArgs: [
      workspace,
      '--disable-extensions',
      `--user-data-dir=${path.join(scratch, 'user-data')}`,
      `--extensions-dir=${path.join(scratch, 'extensions')}`,
      ...(values.web ? ['--extensionDevelopmentKind=web'] : []),
    ],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
}
