import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
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
  Web:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Port: 80
      Protocol: HTTP
      HealthCheckEnabled: false
`;

describe('What the server loads on demand', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatelint-server-'));
  const made = new Map<string, Metafile>();

  before(async () => {
    for (const name of ['server.js', 'language-server.js', 'on-demand.js', 'impact.js']) {
      const options = bundles.find((one) => one.options.outfile === `dist/${name}`)?.options ?? {};
      const outfile = path.join(folder, name);
      const absWorkingDir = fileURLToPath(new URL('..', import.meta.url));
      const { metafile } = await build({ ...options, outfile, absWorkingDir, sourcemap: false, metafile: true });
      made.set(name, metafile);
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  const partsOf = (name: string): readonly string[] =>
    Object.values(made.get(name)?.outputs ?? {}).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
    );

  it('is no part of what it loads at its start, and nothing is twice', () => {
    const first = new Set(partsOf('language-server.js'));
    const second = partsOf('on-demand.js');
    assert.ok(first.has('server/linter/lint.ts') && second.includes('server/features/hover.ts'));
    const inBoth = second.filter((file) => first.has(file));
    assert.deepEqual(inBoth, ['by name:vscode-languageserver'], 'a line for each name that one of them uses');
    // Hundreds of pages of words, which a server that nobody has asked anything need not compile.
    assert.deepEqual(
      [...first].filter((file) => /^rules\/features\/|\/writer\/|^server\/impact\//.test(file)),
      [],
    );
  });

  it('is loaded by the first question, and answers about what the server knows', async () => {
    const child = spawn(process.execPath, [path.join(folder, 'server.js'), '--stdio'], {
      env: { ...process.env, XDG_CACHE_HOME: folder },
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
    const uri = 'file:///shop/template.yaml';
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text: template },
    });
    const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    const hover = await connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: { line: 5, character: 8 },
    });
    assert.equal(report.kind, 'full');
    assert.match(JSON.stringify(hover?.contents), /Protocol/);
    connection.dispose();
    child.kill();
    await once(child, 'exit');
  });
});
