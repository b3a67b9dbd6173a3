import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Figures, Group } from '../../test/bench/row.ts';
import { type Inputs, sharedBench } from './inputs.ts';
import type { Programs } from './programs.ts';
import { serverOptions } from './server.ts';

const script = path.join(sharedBench, 'lsp-latency.mjs');

/** The same harness that other language servers were measured with: it is sent the diagnostics, and does not ask for them. */
export function latencyScript({ server }: Programs, { n500 }: Inputs): readonly Group[] {
  if (!existsSync(script)) return [];
  return [
    {
      rows: [
        { name: 'server/latency-script/p50', title: 'the same by lsp-latency.mjs: p50', unit: 'ms' },
        { name: 'server/latency-script/p95', title: 'the same by lsp-latency.mjs: p95', unit: 'ms', goal: 16 },
      ],
      measure: () => measured(quoted([process.execPath, ...serverOptions(), server, '--stdio']), n500),
    },
  ];
}

const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(' ');

/** Its own edits: a blank at the end of the middle line, and back, 20 times; here with less rest in between. */
function measured(server: string, file: string): Figures {
  const options = ['--language', 'yaml', '--gap', '20', '--settle', '100'];
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [script, '--server', server, '--file', file, ...options],
    { encoding: 'utf8', timeout: 300_000 },
  );
  if (status !== 0) throw new Error(`lsp-latency.mjs failed: ${stderr}`);
  // The shape of its own report.
  const { edits } = JSON.parse(stdout) as { edits: Record<string, { n: number; p50: number; p95: number }> };
  const worst = Object.values(edits).reduce((one, other) => (other.p95 > one.p95 ? other : one));
  const note = `${worst.n} edits`;
  return new Map([
    ['server/latency-script/p50', { figure: worst.p50, note }],
    ['server/latency-script/p95', { figure: worst.p95, note }],
  ]);
}
