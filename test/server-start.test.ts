/* What the language server keeps for its next start, and that nothing depends on it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import {
  createProtocolConnection,
  DocumentDiagnosticRequest,
  HoverRequest,
  InitializeRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { bundles } from '../tools/bundles.ts';

const template = `Resources:
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Scheme: internet-facing, Subnets: [subnet-1, subnet-2] }
`;
const uri = 'file:///shop/template.yaml';

describe('The language server, compiled', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatelint-start-'));
  before(async () => {
    const absWorkingDir = fileURLToPath(new URL('..', import.meta.url));
    const wanted = ['server.js', 'language-server.js', 'on-demand.js', 'impact.js'];
    for (const { options } of bundles) {
      const name = path.basename(options.outfile);
      if (options.outfile !== `dist/${name}` || !wanted.includes(name)) continue;
      await build({ ...options, outfile: path.join(folder, name), absWorkingDir, sourcemap: false });
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** A server that keeps what it keeps in `caches`, and an editor that shows one template. */
  async function session<T>(caches: string, then: (files: () => readonly string[]) => Promise<T>): Promise<T> {
    const env = { ...process.env, XDG_CACHE_HOME: caches };
    const child = spawn(process.execPath, [path.join(folder, 'server.js'), '--stdio'], { env });
    let said = '';
    child.stdout.on('data', (bytes) => {
      said += bytes;
    });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities: { textDocument: { diagnostic: {} } },
    });
    const textDocument = { uri, languageId: 'yaml', version: 1, text: template };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    assert.match(JSON.stringify(report), /alb-without-waf/);
    const result = await then(() => keptIn(caches));
    const position = { line: 3, character: 20 };
    const hover = () => connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
    assert.match(JSON.stringify(await hover()), /Scheme/);
    await hover();
    await hover();
    const answers = said.match(/"id":\d+,"result"/g);
    assert.equal(answers?.length, 5, 'what is loaded later has not loaded a second server');
    connection.dispose();
    child.kill();
    await once(child, 'exit');
    return result;
  }

  function keptIn(caches: string): readonly string[] {
    try {
      return readdirSync(path.join(caches, 'gatelint'), { recursive: true, encoding: 'utf8' });
    } catch {
      return [];
    }
  }

  it('is kept once somebody has seen what it found, and taken by the next start', async () => {
    const caches = path.join(folder, 'caches');
    const name = await session(caches, async (files) => {
      assert.deepEqual(files(), [], 'nobody waits for it');
      for (let tries = 0; tries < 200 && !files().some((file) => file.endsWith('.code')); tries++) await wait(100);
      const [first = '', ...others] = files();
      assert.deepEqual(others, []);
      return first;
    });
    assert.match(name, /^server-.*[.]code$/);
    const file = path.join(caches, 'gatelint', name);
    const { ino } = statSync(file);
    await session(caches, () => wait(3000));
    assert.equal(statSync(file).ino, ino, 'taken as it was, not written again');
  });

  it('is no loss where it cannot be kept', async () => {
    const occupied = path.join(folder, 'a file');
    writeFileSync(occupied, '');
    await session(occupied, () => wait(3000));
  });
});
