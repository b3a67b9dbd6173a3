import { existsSync, readFileSync } from 'node:fs';
import { lowerQuartile } from './quantile.ts';

/**
 * Milliseconds of CPU time that one run of each of `works` takes, warm, on a machine that may be busy
 * with other things.
 *
 * Wall time would count those too. The CPU clock may tick coarsely, so one run says nothing: runs come in
 * batches that last many ticks. The works take turns, so that a machine that slows down slows down all
 * of them; and of the batches of each the lower quartile is told, because in a shared cache the busier
 * quarters are dearer through no fault of the work.
 */
export function cpuMilliseconds(works: ReadonlyMap<string, () => unknown>): ReadonlyMap<string, number> {
  const runners = [...works].map(([name, work]) => ({ name, work, runs: warmUp(work), means: [] as number[] }));
  const began = cpuNow();
  for (let batch = 0; batch < batchCount; batch++) {
    if (batch >= leastBatches && cpuNow() - began > patienceMilliseconds) break;
    for (const { work, runs, means } of runners) means.push(batchMean(work, runs));
  }
  return new Map(runners.map(({ name, means }) => [name, lowerQuartile(means)]));
}

const batchCount = 20;
/** Work that takes long for itself says enough in fewer. */
const leastBatches = 5;
const patienceMilliseconds = 30_000;
const batchMilliseconds = 120;
const warmUpMilliseconds = 500;

/** Runs until the code is compiled. Returns how many runs make a batch. */
function warmUp(work: () => unknown): number {
  const start = cpuNow();
  let runs = 0;
  while (runs < 3 || cpuNow() - start < warmUpMilliseconds) {
    keep(work());
    runs++;
  }
  return batchOf(work, Math.max(2, Math.ceil(runs / 4)));
}

/**
 * A first run may have taken all of the time; and of a few more, one may have had the garbage of the first collected:
 * what they took less is believed.
 */
function batchOf(work: () => unknown, runs: number): number {
  const each = Math.min(batchMean(work, runs), batchMean(work, runs));
  return each * runs < batchMilliseconds / 4
    ? batchOf(work, runs * 2)
    : Math.max(1, Math.ceil(batchMilliseconds / each));
}

function batchMean(work: () => unknown, runs: number): number {
  const start = cpuNow();
  for (let run = 0; run < runs; run++) keep(work());
  return (cpuNow() - start) / runs;
}

/**
 * Milliseconds of the thread that does the work, as an editor's user waits for it: threads that
 * collect garbage beside it are not counted, unless the system cannot tell them apart.
 */
function cpuNow(): number {
  if (ofThread) return inMilliseconds(ofThread.call(process));
  Atomics.wait(bed, 0, 0, 0.05); // Linux counts what a thread has run when its clock ticks, or when it goes to sleep
  if (existsSync(linuxThread)) return Number(readFileSync(linuxThread, 'utf8').split(' ')[0]) / 1e6;
  return inMilliseconds(process.cpuUsage());
}

const inMilliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

// From Node 23.9 on; newer than the types of the oldest Node that is supported.
const { threadCpuUsage: ofThread } = process as { threadCpuUsage?: () => NodeJS.CpuUsage };

const bed = new Int32Array(new SharedArrayBuffer(4));

/** Where Linux keeps the nanoseconds that the first thread of a process has run. */
const linuxThread = `/proc/self/task/${process.pid}/schedstat`;

/** Holds on to the last result, so that no work can be optimised away. */
const kept: unknown[] = [];

function keep(result: unknown): void {
  kept[0] = result;
}
