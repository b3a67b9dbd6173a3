// A running VS Code: code-server on 127.0.0.1, and the addresses that its pages and files have.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findServer } from './programs.ts';

/** The two folders that make one VS Code differ from another. */
export interface Profile {
  readonly userData: string;
  readonly extensions: string;
}

export interface ServerOptions {
  readonly profile: Profile;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Lets a page load an extension under development and its tests; it also hides notifications. */
  readonly automation?: boolean;
  /** Lets a page reach `127.0.0.1:<port>` of this machine as `/proxy/<port>/`. */
  readonly proxy?: boolean;
  /** Settings on top of the quiet ones; only the first start of a profile writes them. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly onOutput?: (text: string) => void;
}

export interface Server {
  /** With a slash at its end. */
  readonly url: string;
  /** Fulfilled when the server has gone, for whatever reason. */
  readonly gone: Promise<void>;
  /** Ends the server and every process that it started. */
  stop(): Promise<void>;
}

const secondsToStart = 60;

/** What speaks up, looks things up or gets in the way of a picture. */
const quietSettings = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off', // the page's own default is to save after a second
  'files.simpleDialog.enable': true,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'json.schemaDownload.enable': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.experimentalOnboarding': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

export async function startServer({
  profile,
  port = 0,
  automation,
  proxy,
  settings,
  onOutput,
}: ServerOptions): Promise<Server> {
  writeSettings(profile, settings);
  const { node, entry } = installedServer();
  const child = spawn(
    node,
    [
      entry,
      ...profileArguments(profile),
      ...['--bind-addr', `127.0.0.1:${port}`, '--auth', 'none'], // no password: never on any other address
      ...[
        '--disable-telemetry',
        '--disable-update-check',
        '--disable-workspace-trust',
        '--disable-getting-started-override',
      ],
      ...(proxy ? [] : ['--disable-proxy']),
      ...(automation ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ],
    {
      env: quietEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'], // in our own process group: whoever ends that ends the server, too
    },
  );
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const killAtExit = (): void => void child.kill('SIGTERM');
  process.once('exit', killAtExit);
  void gone.then(() => process.off('exit', killAtExit));

  const stop = async (): Promise<void> => {
    const helpers = descendantsOf(child.pid);
    child.kill('SIGTERM');
    const impatience = setTimeout(() => child.kill('SIGKILL'), 3000);
    await gone;
    clearTimeout(impatience);
    for (const helper of helpers) kill(helper); // they would notice, but some only after seconds
  };
  try {
    return { url: await addressOf(child, onOutput), gone, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Installs a packed extension with VS Code's own command line. */
export function installExtension(vsix: string, profile: Profile): void {
  mkdirSync(profile.extensions, { recursive: true });
  const { node, entry } = installedServer();
  const result = spawnSync(node, [entry, ...profileArguments(profile), '--install-extension', vsix, '--force'], {
    env: quietEnvironment(),
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(`VS Code did not install ${vsix}:\n${result.stdout}${result.stderr}`);
}

/** The page that shows a folder, a file or a workspace of this machine. */
export function pageUrl(server: Pick<Server, 'url'>, query: Readonly<Record<string, string>>): string {
  const url = new URL(server.url);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

/** A file of this machine as the page addresses it. */
export function remoteUri(server: Pick<Server, 'url'>, file: string): string {
  const steps = path.resolve(file).split(path.sep).map(encodeURIComponent);
  return `vscode-remote://${new URL(server.url).host}${steps.join('/')}`;
}

function installedServer(): { readonly node: string; readonly entry: string } {
  const server = findServer();
  if (!server) throw new Error('VS Code is not installed yet: run `npm run workbench:install` first.');
  return server;
}

function writeSettings(profile: Profile, settings: Readonly<Record<string, unknown>> = {}): void {
  const folder = path.join(profile.userData, 'User');
  mkdirSync(folder, { recursive: true });
  mkdirSync(profile.extensions, { recursive: true });
  const file = path.join(folder, 'settings.json');
  if (!existsSync(file)) writeFileSync(file, JSON.stringify({ ...quietSettings, ...settings }, null, 2));
}

function profileArguments({ userData, extensions }: Profile): string[] {
  // without --config code-server writes into the home folder
  const config = path.join(userData, 'code-server.yaml');
  return ['--config', config, '--user-data-dir', userData, '--extensions-dir', extensions];
}

function quietEnvironment(): NodeJS.ProcessEnv {
  // each of these would change where code-server listens, how it starts, or send us to another VS Code
  const { ELECTRON_RUN_AS_NODE, NODE_OPTIONS, PASSWORD, PORT, VSCODE_IPC_HOOK_CLI, ...rest } = process.env;
  return { ...rest, EXTENSIONS_GALLERY: '{"serviceUrl":""}' }; // no gallery: nothing is looked up anywhere
}

function addressOf(child: ChildProcess, onOutput: (text: string) => void = () => {}): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const impatience = setTimeout(
      () => reject(new Error(`VS Code did not start within ${secondsToStart} s.\n${output}`)),
      secondsToStart * 1000,
    );
    const listen = (chunk: Buffer): void => {
      const text = String(chunk);
      onOutput(text);
      output += text;
      const address = /listening on (http:\/\/[^\s/]+)/.exec(output)?.[1];
      if (address === undefined) return;
      clearTimeout(impatience);
      output = '';
      resolve(`${address}/`);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(impatience);
      reject(new Error(`VS Code left with exit code ${code}.\n${output}`));
    });
  });
}

/** The processes that a process has started, and those that they have; none where there is no `ps` to ask. */
function descendantsOf(pid: number | undefined): number[] {
  if (pid === undefined || process.platform === 'win32') return [];
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const family = (stdout ?? '').split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const childrenOf = (parent: number): number[] =>
    family.flatMap(([id = 0, ppid]) => (ppid === parent ? [id, ...childrenOf(id)] : []));
  return childrenOf(pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone already
  }
}
