import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { lowerQuartile, quantile } from '../../test/bench/quantile.ts';
import type { Figures, Group, Head } from '../../test/bench/row.ts';
import { type Inputs, wordsIn } from './inputs.ts';
import { latencyScript } from './latency-script.ts';
import { lspGroups } from './lsp-rows.ts';
import { memoryGroups } from './memory-rows.ts';
import { cache, type Programs } from './programs.ts';
import { firstDiagnostics, startServer } from './server.ts';

/** The server as a process of its own, and an editor that speaks to it over stdio. */
export function serverGroups(programs: Programs, inputs: Inputs): readonly Group[] {
  return [
    { rows: starting, measure: () => measureStart(programs, inputs) },
    { rows: roundTrip, measure: () => measureRoundTrip(programs, inputs) },
    ...lspGroups(programs, inputs),
    ...latencyScript(programs, inputs),
    ...memoryGroups(programs, inputs),
    { rows: bundle, measure: () => measureBundle(programs, inputs) },
  ];
}

const starting: readonly Head[] = [
  {
    name: 'server/first-diagnostics',
    title: 'start of the server → first diagnostics, 500 resources',
    unit: 'ms',
    goal: 400,
  },
];

const starts = 7;

/** The first start warms the disk, and keeps for the next ones what V8 has compiled. It takes its time for that. */
const toKeepMilliseconds = 4000;

/** From before the process is there: `initialize` waits in its standard input while it loads. */
async function measureStart(programs: Programs, { n500, from }: Inputs): Promise<Figures> {
  const waits: number[] = [];
  for (let start = 0; start <= starts; start++) {
    const server = await startServer(programs, n500);
    await server.open(n500);
    await firstDiagnostics(server);
    if (start > 0) waits.push(performance.now() - server.started);
    else await wait(toKeepMilliseconds);
    await server.stop();
  }
  return new Map([['server/first-diagnostics', { figure: lowerQuartile(waits), note: from }]]);
}

const roundTrip: readonly Head[] = [
  { name: 'server/round-trip/p50', title: 'didChange → diagnostics over stdio, 500 resources: p50', unit: 'ms' },
  {
    name: 'server/round-trip/p95',
    title: 'didChange → diagnostics over stdio, 500 resources: p95',
    unit: 'ms',
    goal: 16,
  },
];

async function measureRoundTrip(programs: Programs, { n500, from }: Inputs): Promise<Figures> {
  const server = await startServer(programs, n500);
  await server.open(n500);
  await firstDiagnostics(server);
  const waits: number[] = [];
  for (const key of wordsIn(n500, 30)) {
    const tell = server.press(key);
    const start = performance.now();
    await tell();
    await server.diagnostics();
    waits.push(performance.now() - start);
  }
  await server.stop();
  const note = `${waits.length} keys, ${from}`;
  return new Map([
    ['server/round-trip/p50', { figure: quantile(waits, 0.5), note }],
    ['server/round-trip/p95', { figure: quantile(waits, 0.95), note }],
  ]);
}

const bundle: readonly Head[] = [
  { name: 'server/bundle', title: 'code that is loaded at start-up, gzip', unit: 'KB', goal: 400 },
];

/** What has been loaded when the first diagnostics are there, whatever the bundles are called. */
async function measureBundle(programs: Programs, { n500 }: Inputs): Promise<Figures> {
  const server = await startServer(programs, n500, ['--expose-gc']);
  await server.open(n500);
  await firstDiagnostics(server);
  const { files } = await server.seen();
  await server.stop();
  const ours = realpathSync(cache) + path.sep;
  const shipped = files.filter((file) => file.startsWith(ours) && file !== realpathSync(programs.probe));
  const bytes = shipped.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  return new Map([
    ['server/bundle', { figure: bytes / 1000, note: shipped.map((file) => path.basename(file)).join(', ') }],
  ]);
}
