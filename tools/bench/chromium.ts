import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Seen } from '../../test/bench/probe.ts';
import { findBrowser } from '../workbench/programs.ts';
import { buildBeside, cache } from './programs.ts';
import { capabilities } from './server.ts';

/** Undefined where there is none, or none that starts; the reason goes to standard error. */
export async function startChromium(flagsOfV8: readonly string[]): Promise<Browser | undefined> {
  const executablePath = findBrowser();
  try {
    if (executablePath === undefined) throw new Error('none was found; `npm run workbench:install` installs one.');
    const args = ['--disable-gpu', '--disable-dev-shm-usage', `--js-flags=${flagsOfV8.join(' ')}`];
    return await chromium.launch({ executablePath, args });
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n'); // its log stands below
    console.error(`Without Chromium: ${reason}`);
    return undefined;
  }
}

/** The server for the browser in a worker, as VS Code for the Web runs it, with an editor that has one document open at a time. */
export async function startServerIn(browser: Browser, file: string) {
  const folder = path.join(cache, 'browser');
  await buildBeside('dist/browser/server.js', folder);
  const page = await browser.newPage();
  const worker = await debuggerOfWorkers(page);
  await page.evaluate(editor(readFileSync(path.join(folder, 'server.js'), 'utf8')));

  const call = (what: 'ask' | 'tell', method: string, params: object): Promise<unknown> =>
    page.evaluate(`${what}(${JSON.stringify(method)}, ${JSON.stringify(params)})`);

  const root = pathToFileURL(path.dirname(file)).href;
  await call('ask', 'initialize', {
    processId: null,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: 'bench' }],
    capabilities,
    initializationOptions: { storage: 'browser', isTrusted: true }, // as `client/browser.ts` says it, but for cfn-lint
  });
  await call('tell', 'initialized', {});
  const uri = pathToFileURL(file).href;

  return {
    async open(opened: string): Promise<void> {
      const textDocument = { uri, languageId: 'yaml', version: 1, text: readFileSync(opened, 'utf8') };
      await call('tell', 'textDocument/didOpen', { textDocument });
    },

    async diagnostics(): Promise<number> {
      const report = await call('ask', 'textDocument/diagnostic', { textDocument: { uri } });
      const items = typeof report === 'object' && report !== null && 'items' in report ? report.items : [];
      return Array.isArray(items) ? items.length : 0;
    },

    async close(): Promise<void> {
      await call('tell', 'textDocument/didClose', { textDocument: { uri } });
    },

    /** What the worker holds, after all garbage is gone: what a finalizer keeps goes with a later collection. */
    async seen(): Promise<Pick<Seen, 'heapBytes'>> {
      for (let time = 0; time < 3; time++) await worker('HeapProfiler.collectGarbage');
      const { usedSize = Number.NaN, backingStorageSize = 0 } = await worker('Runtime.getHeapUsage');
      return { heapBytes: usedSize + backingStorageSize };
    },
  };
}

/**
 * The editor's side, as text because it runs in the page. It has no files: whatever the server asks of it is not there.
 * An opaque page may start a worker from a blob, so nothing is served to anybody.
 */
const editor = (script: string): string => `
  const worker = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(script)}], { type: 'text/javascript' })));
  const waiting = new Map();
  let asked = 0;
  worker.onmessage = ({ data: { id, method, result, error } }) => {
    if (method !== undefined && id !== undefined) worker.postMessage({ jsonrpc: '2.0', id, result: null });
    if (method !== undefined) return;
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(error.message));
    else resolve(result);
  };
  const failed = new Promise((_, reject) => {
    worker.onerror = ({ message }) => reject(new Error(message));
  });
  failed.catch(() => {}); // whoever asks hears of it
  globalThis.tell = (method, params) => worker.postMessage({ jsonrpc: '2.0', method, params });
  globalThis.ask = (method, params) =>
    Promise.race([failed, new Promise((resolve, reject) => {
      waiting.set(++asked, { resolve, reject });
      worker.postMessage({ jsonrpc: '2.0', id: asked, method, params });
    })]);
  undefined;
`;

type Answer = Readonly<Record<string, number>>;

/** Asks the debugger about the worker that the page starts next. Playwright shows nothing of a worker's heap. */
async function debuggerOfWorkers(page: Page): Promise<(method: string) => Promise<Answer>> {
  const session = await page.context().newCDPSession(page);
  const attached = new Promise<string>((resolve) => {
    session.once('Target.attachedToTarget', ({ sessionId }) => resolve(sessionId));
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { id?: number; result?: Answer }; // of the two commands that are sent
    if (id !== undefined) waiting.get(id)?.(result ?? {});
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  let asked = 0;
  return async (method) => {
    const sessionId = await attached;
    const id = ++asked;
    const answer = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
    return answer;
  };
}
