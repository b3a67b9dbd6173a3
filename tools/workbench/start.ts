// `npm start`: a real VS Code with the packed extension and the samples, at an address that any browser opens.
// PORT names another port; --desktop opens the VS Code of this machine instead.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeBundle } from '../cfn-lint/bundle.ts';
import { install } from './install.ts';
import { pack } from './packed.ts';
import { data, root } from './paths.ts';
import { findOnPath } from './programs.ts';
import { installExtension, pageUrl, type Server, startServer } from './server.ts';

const usualPort = 8765;

const { values } = parseArgs({ options: { desktop: { type: 'boolean' } } });
try {
  await (values.desktop ? openDesktop() : openInBrowser());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function openInBrowser(): Promise<void> {
  install({ browser: false }); // the browser that opens the page is the user's
  console.log('Building and packing the extension …');
  await withCfnLint();
  const vsix = pack();
  const profile = { userData: path.join(data, 'user-data'), extensions: path.join(data, 'extensions') };
  installExtension(vsix, profile);
  const folder = freshSamples();
  printFindings();

  const server = await startServer({ profile, port: await choosePort() });
  const stopped = untilStopped(server);
  const url = pageUrl(server, { folder });
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`VS Code does not answer: ${answer.status} at ${url}`);
  console.log(`
VS Code with Gatelint is open at

    ${url}

Open shop.yaml there, and put the cursor on an underlined word: Ctrl+. fixes it. Stop with Ctrl+C.`);
  process.exit(await stopped);
}

/** Without Python, or PyPI, all else works. */
async function withCfnLint(): Promise<void> {
  try {
    await makeBundle();
  } catch (error) {
    console.log(`Going on without cfn-lint: ${error instanceof Error ? error.message : error}`);
  }
}

/** The VS Code of this machine, with the extension as it stands in this folder. */
async function openDesktop(): Promise<void> {
  const code = findOnPath('code', 'code-insiders', 'codium');
  if (code === undefined) throw new Error('There is no `code` on PATH; `npm start` without --desktop needs none.');
  await withCfnLint();
  pack();
  const folder = freshSamples();
  printFindings();
  const options = [
    '--new-window',
    '--wait',
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${path.join(data, 'desktop')}`,
    '--disable-workspace-trust',
    '--skip-welcome',
  ];
  const child = spawn(code, [...options, folder], { stdio: 'inherit' });
  process.exitCode = await new Promise<number>((resolve) => {
    child.once('exit', (exitCode) => resolve(exitCode ?? 1));
    child.once('error', () => resolve(1));
  });
}

/** What was tried out last time is gone: the findings that are printed are those that are to be seen. */
function freshSamples(): string {
  const folder = path.join(data, 'samples');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  cpSync(path.join(root, 'samples'), folder, { recursive: true });
  return folder;
}

function printFindings(): void {
  console.log('\n$ gatelint check samples');
  const check = spawnSync(process.execPath, ['dist/cli.js', 'check', 'samples'], { cwd: root, stdio: 'inherit' });
  const foundSomething = 1;
  if (check.status !== foundSomething) throw new Error(`The command line left with ${check.status}; 1 was expected.`);
}

function choosePort(): Promise<number> {
  const wanted = Number(process.env.PORT ?? usualPort);
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(wanted)));
  });
}

/** Waits for a signal, or for the end of whoever started us, and ends VS Code; 1 when it has gone by itself. */
async function untilStopped(server: Server): Promise<number> {
  const asked = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    // a signal to npm ends npm and its shell, not always what they have started
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && resolve(), 1000).unref();
  });
  const reason = await Promise.race([asked.then(() => 'asked'), server.gone.then(() => 'gone')]);
  await server.stop();
  if (reason === 'asked') return 0;
  console.error('VS Code has stopped by itself.');
  return 1;
}
