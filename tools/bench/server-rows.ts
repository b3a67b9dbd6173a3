import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Seen } from '../../test/bench/probe.ts';
import { lowerQuartile, quantile } from '../../test/bench/quantile.ts';
import type { Figure, Figures, Group, Head } from '../../test/bench/row.ts';
import { type Keystroke, typing } from '../../test/bench/typing.ts';
import { startChromium, startServerIn } from './chromium.ts';
import { type Inputs, textOf } from './inputs.ts';
import { latencyScript } from './latency-script.ts';
import { lspGroups } from './lsp-rows.ts';
import { residentMegabytes } from './memory.ts';
import { cache, type Programs } from './programs.ts';
import { type Server, startServer } from './server.ts';

/** The server as a process of its own, and an editor that speaks to it over stdio. */
export function serverGroups(programs: Programs, inputs: Inputs): readonly Group[] {
  return [
    { rows: starting, measure: () => measureStart(programs, inputs) },
    { rows: roundTrip, measure: () => measureRoundTrip(programs, inputs) },
    ...lspGroups(programs, inputs),
    ...latencyScript(programs, inputs),
    { rows: memory, measure: () => measureMemory(programs, inputs) },
    { rows: inChromium, measure: () => measureInChromium(inputs) },
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

/** A server that says nothing of a template full of mistakes would be fast for no good reason. */
async function firstDiagnostics(server: Pick<Server, 'diagnostics'>): Promise<void> {
  if ((await server.diagnostics()) === 0) throw new Error('The server finds nothing in the template.');
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

const wordsIn = (file: string, words: number): readonly Keystroke[] =>
  typing(textOf(file), 'yaml', { seed: 500, words });

const memory: readonly Head[] = [
  { name: 'server/memory', title: 'resident memory, 500 resources open', unit: 'MB', goal: 120 },
  {
    name: 'server/heap-to-text',
    title: 'heap growth over no file open ÷ bytes of text, 500 resources',
    unit: '×',
    goal: 12,
  },
  // None, that is: the smallest object takes 12 bytes, so what leaves less behind has not left one for every edit.
  { name: 'server/heap-per-edit', title: 'heap growth for each of 10000 edits', unit: 'bytes', goal: 8 },
];

/** Of as many edits as are counted. What V8 keeps of the code itself (feedback, hidden classes) takes that long to settle. */
const roundsBeforehand = 2;

/** What V8 has optimized comes and goes by hundreds of kilobytes, for as long as somebody types: it would pass for what edits leave. */
const countable = ['--expose-gc', '--no-opt'];

async function measureMemory(programs: Programs, { n500 }: Inputs): Promise<Figures> {
  const resident = await residentWithOpen(programs, n500);
  const server = await startServer(programs, n500, countable);
  const heapToText = await heapGrowthToText(server, n500);

  for (let round = 0; round < roundsBeforehand; round++) await typeFor(server, n500, 10_000);
  const before = await server.seen();
  const edits = await typeFor(server, n500, 10_000);
  const after = await server.seen();
  await server.stop();

  return new Map<string, Figure>([
    ...(resident === undefined ? [] : [['server/memory', { figure: resident }] as const]),
    ['server/heap-to-text', { figure: heapToText }],
    [
      'server/heap-per-edit',
      {
        figure: (after.heapBytes - before.heapBytes) / edits,
        ...(edits < 10_000 && { note: `${edits} edits, then the time was over` }),
      },
    ],
  ]);
}

interface Holder extends Pick<Server, 'open' | 'close' | 'diagnostics'> {
  seen(): Promise<Pick<Seen, 'heapBytes'>>;
}

/** The file is open at the end. */
async function heapGrowthToText(server: Holder, file: string): Promise<number> {
  // Code that V8 compiles is kept whatever file is open: it is there before.
  for (let round = 0; round < 3; round++) {
    await server.open(file);
    await server.diagnostics();
    await server.close();
    await server.diagnostics(); // of a file that is closed: it has been heard by then
  }
  const empty = await server.seen();
  await server.open(file);
  await firstDiagnostics(server);
  const open = await server.seen();
  return (open.heapBytes - empty.heapBytes) / Buffer.byteLength(textOf(file));
}

// What is kept is mostly references: Node keeps each in 8 bytes.
const inChromium: readonly Head[] = [
  {
    name: 'server/heap-to-text/chromium',
    title:
      'heap growth ÷ bytes of text, 500 resources, in Chromium: its V8 keeps references in 4 bytes, as VS Code’s does',
    unit: '×',
    goal: 12,
  },
];

/** As it is in VS Code, whose Electron is not at hand. Left out where there is no Chromium. */
async function measureInChromium({ n500 }: Inputs): Promise<Figures> {
  const browser = await startChromium(['--no-opt']);
  if (!browser) return new Map();
  try {
    const figure = await heapGrowthToText(await startServerIn(browser, n500), n500);
    return new Map([['server/heap-to-text/chromium', { figure, note: `Chromium ${browser.version()}` }]]);
  } finally {
    await browser.close();
  }
}

/** A moment after the diagnostics, as it is when nobody types. */
async function residentWithOpen(programs: Programs, file: string): Promise<number | undefined> {
  const server = await startServer(programs, file);
  await server.open(file);
  await firstDiagnostics(server);
  await wait(1000);
  const resident = residentMegabytes(server.pid);
  await server.stop();
  return resident;
}

const patienceMilliseconds = 60_000;

/** Whole words, so that the text is at the end what it was. Returns how many keys were pressed. */
async function typeFor(server: Server, file: string, most: number): Promise<number> {
  const keys = wordsIn(file, most); // no word has fewer than two keys
  const began = performance.now();
  let size = 0;
  for (const [pressed, key] of keys.entries()) {
    if (size === 0 && (pressed >= most || performance.now() - began > patienceMilliseconds)) return pressed;
    await server.press(key)();
    await server.diagnostics();
    size += key.newText.length - (key.end - key.start);
  }
  return keys.length;
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
