import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Seen } from '../../test/bench/probe.ts';
import type { Figures, Group, Head } from '../../test/bench/row.ts';
import { startChromium, startServerIn } from './chromium.ts';
import { type Inputs, textOf, wordsIn } from './inputs.ts';
import { residentMegabytes } from './memory.ts';
import type { Programs } from './programs.ts';
import { firstDiagnostics, type Server, startServer } from './server.ts';

/** What the server keeps of a file of 500 resources, for as long as it is open. */
export function memoryGroups(programs: Programs, { n500, terraform, own, from }: Inputs): readonly Group[] {
  const held: readonly Held[] = [
    { name: '', title: '500 resources', file: n500, note: from },
    { name: '/hcl', title: '500 resources of HCL', file: own.hcl, note: 'test/bench/generate.ts' },
    {
      name: '/tf-json',
      title: '500 resources of Terraform JSON',
      file: own.terraformJson,
      note: 'test/bench/generate.ts',
    },
    ...(terraform === undefined
      ? []
      : [
          {
            name: '/hcl-dense',
            title: '500 short resources of HCL',
            file: path.join(terraform, 'main.tf'),
            note: from,
          },
        ]),
  ];
  return [
    ...held.map((one) => residentGroup(programs, one)),
    ...held.map((one) => heapGroup(programs, one)),
    ...held.map(heapInChromiumGroup),
    { rows: growth, measure: () => measureGrowth(programs, n500) },
  ];
}

/** A file that is open, and where it is from. */
interface Held {
  readonly name: string;
  readonly title: string;
  readonly file: string;
  readonly note: string;
}

const residentGroup = (programs: Programs, { name, title, file, note }: Held): Group => ({
  rows: [{ name: `server/memory${name}`, title: `resident memory, ${title} open`, unit: 'MB', goal: 120 }],
  async measure() {
    const figure = await residentWithOpen(programs, file);
    return new Map(figure === undefined ? [] : [[`server/memory${name}`, { figure, note }]]);
  },
});

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

const heapGroup = (programs: Programs, { name, title, file, note }: Held): Group => ({
  rows: [
    {
      name: `server/heap-to-text${name}`,
      title: `heap growth over no file open ÷ bytes of text, ${title}`,
      unit: '×',
      goal: 12,
    },
  ],
  async measure() {
    const server = await startServer(programs, file, countable);
    const figure = await heapGrowthToText(server, file);
    await server.stop();
    return new Map([[`server/heap-to-text${name}`, { figure, note }]]);
  },
});

/**
 * As it is in VS Code, whose Electron is not at hand: what is kept is mostly references, and Node keeps each in 8 bytes.
 * Left out where there is no Chromium.
 */
const heapInChromiumGroup = ({ name, title, file }: Held): Group => ({
  rows: [
    {
      name: `server/heap-to-text${name}/chromium`,
      title: `the same in Chromium, ${title}: its V8 keeps references in 4 bytes, as VS Code’s does`,
      unit: '×',
      goal: 12,
    },
  ],
  async measure() {
    const browser = await startChromium(['--no-opt']);
    if (!browser) return new Map();
    try {
      const figure = await heapGrowthToText(await startServerIn(browser, file), file);
      return new Map([[`server/heap-to-text${name}/chromium`, { figure, note: `Chromium ${browser.version()}` }]]);
    } finally {
      await browser.close();
    }
  },
});

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

const growth: readonly Head[] = [
  // None, that is: the smallest object takes 12 bytes, so what leaves less behind has not left one for every edit.
  { name: 'server/heap-per-edit', title: 'heap growth for each of 10000 edits', unit: 'bytes', goal: 8 },
];

/** Of as many edits as are counted. What V8 keeps of the code itself (feedback, hidden classes) takes that long to settle. */
const roundsBeforehand = 2;

/** What V8 has optimized comes and goes by hundreds of kilobytes, for as long as somebody types: it would pass for what edits leave. */
const countable = ['--expose-gc', '--no-opt'];

async function measureGrowth(programs: Programs, file: string): Promise<Figures> {
  const server = await startServer(programs, file, countable);
  await server.open(file);
  await firstDiagnostics(server);
  for (let round = 0; round < roundsBeforehand; round++) await typeFor(server, file, 10_000);
  const before = await server.seen();
  const edits = await typeFor(server, file, 10_000);
  const after = await server.seen();
  await server.stop();
  const figure = (after.heapBytes - before.heapBytes) / edits;
  const note = `${edits} edits, then the time was over`;
  return new Map([['server/heap-per-edit', { figure, ...(edits < 10_000 && { note }) }]]);
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
