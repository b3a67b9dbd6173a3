// VS Code's executable, played by code-server and a headless browser: it takes VS Code's command line, runs an extension and its
// test suite in a real extension host, prints what the suite prints, and leaves with the suite's exit code.
// GATELINT_WORKBENCH_VERBOSE=1 shows VS Code's own log; GATELINT_WORKBENCH_TIMEOUT is in seconds.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { type CommandLine, readCommandLine } from './command-line.ts';
import { pageUrl, remoteUri, type Server, startServer } from './server.ts';
import { loadAsWebExtension } from './web-extension.ts';

const timedOut = 124;
const verbose = Boolean(process.env.GATELINT_WORKBENCH_VERBOSE);
const secondsToFinish = Number(process.env.GATELINT_WORKBENCH_TIMEOUT ?? 420);

// VS Code writes log lines into the same stream as the suite's console; these say nothing about the extension.
const chatter = new RegExp(
  `^(${[
    'Aborted onWillSaveTextDocument-event',
    'Resolv(ing|ed) connection token',
    'Creating a socket',
    'Creation of workbench contribution',
    'DialogService: Dialog requested during smoke test',
    'Timed out waiting for authentication provider',
    '(Ignoring fetching|Updating) additional builtin',
    '\\[reconnection-grace-time\\]',
    '\\[(Service Worker|AgentHost:remote|AccountPolicyGate|DefaultAccount|chat-stt|File Watcher)',
  ].join('|')})`,
);

const scratch = mkdtempSync(path.join(tmpdir(), 'gatelint-vscode-'));
let server: Server | undefined;
let browser: Browser | undefined;
let finishing = false;

const impatience = setTimeout(() => finish(timedOut, `no result within ${secondsToFinish} s`), secondsToFinish * 1000);
process.on('SIGINT', () => finish(130, 'interrupted'));
process.on('SIGTERM', () => finish(143, 'terminated'));

try {
  await run(readCommandLine(process.argv.slice(2)));
} catch (error) {
  await finish(1, error instanceof Error ? error.message : String(error));
}

async function run(commandLine: CommandLine): Promise<void> {
  server = await startServer({
    profile: {
      userData: commandLine.userData ?? path.join(scratch, 'user-data'),
      extensions: commandLine.extensions ?? path.join(scratch, 'extensions'),
    },
    automation: true, // without it VS Code ignores the payload of the address
    proxy: commandLine.asWebExtension,
    onOutput: (text) => verbose && process.stderr.write(text),
  });
  const opened = await openBrowser();
  browser = opened.browser;
  await listenTo(opened.page);
  if (commandLine.asWebExtension) await loadAsWebExtension(opened.page, server, commandLine);
  await opened.page.goto(addressFor(commandLine, server), { timeout: 60_000 });
}

function addressFor(commandLine: CommandLine, at: Server): string {
  const { target } = commandLine;
  const isFolder = target !== undefined && statSync(target).isDirectory();
  const isFile = target !== undefined && !isFolder;
  const payload = [
    ...(commandLine.asWebExtension
      ? [] // the page's own configuration names it: see web-extension.ts
      : [
          ...commandLine.extensionPaths.map((folder) => ['extensionDevelopmentPath', remoteUri(at, folder)]),
          ['extensionTestsPath', remoteUri(at, commandLine.testsPath)],
        ]),
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
    ...(commandLine.disableExtensions ? [['disableExtensions', 'true']] : []),
    ...(isFile ? [['openFile', remoteUri(at, target)]] : []),
  ];
  return pageUrl(at, { ...(isFolder ? { folder: target } : { ew: 'true' }), payload: JSON.stringify(payload) });
}

/** The two functions that VS Code's page calls under automation, and what can go wrong without them. */
async function listenTo(page: Page): Promise<void> {
  await page.exposeFunction('codeAutomationLog', (kind: string, words: unknown[]) => {
    if (!verbose && chatter.test(String(words[0]))) return;
    const stream = kind === 'error' || kind === 'warn' ? process.stderr : process.stdout;
    stream.write(`${format(...words)}\n`);
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => void finish(code));
  page.on('crash', () => finish(1, 'the page crashed'));
  page.on('console', (message) => {
    if (verbose) process.stderr.write(`[page] ${message.text()}\n`);
    if (message.text().includes('No extension host found that can launch the test runner')) finish(1, message.text());
  });
}

async function finish(code: number, reason?: string): Promise<void> {
  if (finishing) return;
  finishing = true;
  clearTimeout(impatience);
  if (reason !== undefined) console.error(`VS Code stand-in: ${reason}`);
  await browser?.close().catch(() => {}); // it may be what has crashed
  await server?.stop();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  process.exit(code);
}
