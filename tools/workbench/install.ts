// `npm run workbench:install`: a real VS Code from the npm registry alone (the package code-server), and a browser to show it.
// Nothing is compiled, nothing comes from anywhere else, and a second run finds everything in place.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { codeServer, installation, root, vscode } from './paths.ts';
import { findBrowser, findOnPath, findServer, nodePackage, runsUnderItsNode } from './programs.ts';

const versions = { codeServer: '4.139.1', node: '24.21.0' };

/** Raise it when the steps below change: it makes an older installation be replaced. */
const recipe = 1;

/** AI agents, dev containers and Windows parts (240 MB), and what could only be compiled. */
const dependenciesLeftOut = [
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/sandbox-runtime',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'kerberos',
  'ssh2',
];
const extensionsLeftOut = ['copilot', 'mermaid-markdown-features', 'ms-vscode.js-debug-companion', 'tunnel-forwarding'];

/** Puts VS Code and, for the tests, a browser in place. Throws with a message for the user when it cannot. */
export function install({ browser }: { readonly browser: boolean }): void {
  installWorkbench();
  if (browser) installBrowser();
}

function installWorkbench(): void {
  const stamp = path.join(installation, 'installed.json');
  const wanted = JSON.stringify({ ...versions, recipe, platform: process.platform, arch: process.arch });
  if (findServer() && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (process.platform === 'darwin' && !runsUnderItsNode) {
    throw new Error('On macOS run this under Node 24: the npm registry has no Node 24 binary for it.');
  }

  console.log(
    `Installing VS Code (code-server ${versions.codeServer}) from npm into ${path.relative(root, installation)}: 170 MB, about a minute.`,
  );
  const started = Date.now();
  rmSync(installation, { recursive: true, force: true }); // an installation that was interrupted is not worth repairing
  mkdirSync(installation, { recursive: true });
  const dependencies = {
    'code-server': versions.codeServer,
    ...(runsUnderItsNode ? {} : { [nodePackage]: versions.node }),
  };
  writeJson(path.join(installation, 'package.json'), { name: 'workbench', private: true, dependencies });
  npmInstall(installation);

  leaveOutDependencies();
  npmInstall(vscode, '--omit=dev');
  for (const name of extensionsLeftOut) rmSync(path.join(vscode, 'extensions', name), { recursive: true, force: true });
  for (const folder of ['include', 'share']) {
    rmSync(path.join(installation, 'node_modules', nodePackage, folder), { recursive: true, force: true });
  }
  putStub('@vscode/spdlog', 'spdlog.cjs');
  putStub('@vscode/native-watchdog', 'native-watchdog.cjs');
  nameHelperScripts();

  if (!findServer())
    throw new Error(`The installation in ${installation} is incomplete: delete that folder and try again.`);
  writeFileSync(stamp, wanted);
  console.log(`VS Code stands (${Math.round((Date.now() - started) / 1000)} s).`);
}

/** code-server's own install script would compile these; its package.json simply stops asking for them. */
function leaveOutDependencies(): void {
  const file = path.join(vscode, 'package.json');
  // The shape of a package.json that npm has just accepted.
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
    dependencies: Record<string, string>;
    overrides?: Record<string, unknown>;
    allowScripts?: unknown;
  };
  for (const name of dependenciesLeftOut) delete manifest.dependencies[name];
  for (const name of Object.keys(manifest.overrides ?? {})) {
    if (name.startsWith('kerberos@')) delete manifest.overrides?.[name];
  }
  delete manifest.allowScripts;
  writeJson(file, manifest);
}

function putStub(dependency: string, stub: string): void {
  const source = fileURLToPath(new URL(`stubs/${stub}`, import.meta.url));
  cpSync(source, path.join(vscode, 'node_modules', dependency, 'index.js'));
}

/** What code-server's install script does with its shell helpers: each under the name without the platform. */
function nameHelperScripts(): void {
  const platform = process.platform === 'darwin' ? 'darwin' : 'linux';
  for (const [from, to] of [
    [`remote-cli/code-${platform}.sh`, 'remote-cli/code-server'],
    [`helpers/browser-${platform}.sh`, 'helpers/browser.sh'],
  ] as const) {
    const script = path.join(codeServer, 'lib/vscode/bin', from);
    if (existsSync(script)) cpSync(script, path.join(codeServer, 'lib/vscode/bin', to));
  }
}

function installBrowser(): void {
  if (findBrowser()) return;
  const isRoot = process.getuid?.() === 0;
  if (!findOnPath('apt-get') || !isRoot) {
    throw new Error(
      'No Chromium was found. Install Chromium or Chrome, or name one in CHROMIUM_PATH, and try again' +
        ' (as root on Debian it is installed for you).',
    );
  }
  console.log('Installing Chromium with apt-get: 125 MB, about a minute.');
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']);
  if (!findBrowser()) throw new Error('apt-get installed Chromium, but it is not on PATH.');
}

/** npm without install scripts: those of code-server compile, and fail on any other Node than its own. */
function npmInstall(folder: string, ...options: string[]): void {
  run(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    ['install', ...options, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--engine-strict=false'],
    folder,
  );
}

function run(command: string, commandArguments: readonly string[], folder = root): void {
  const result = spawnSync(command, commandArguments, {
    cwd: folder,
    env: { ...withoutNpmOf(process.env), DEBIAN_FRONTEND: 'noninteractive' },
    // what these programs chat about belongs to nobody's standard output
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) throw new Error(`${command} ${commandArguments.join(' ')} failed in ${folder}.`);
}

/** `npm run` hands its own settings to its children, among them the prefix of this repository; an npm elsewhere must not see them. */
function withoutNpmOf(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const inherited =
    /^npm_(config_(local_prefix|prefix|global_prefix|ignore_scripts|omit|include|workspace)|package_|lifecycle_|command)/i;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !inherited.test(name)));
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, JSON.stringify(value, null, 2));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    install({ browser: true });
    console.log('VS Code and a browser are in place.');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
