/** Milliseconds of CPU time that one run of `work` takes, warm, on a machine that may be busy with other things. */
export function cpuMilliseconds(work: () => unknown): number {
  const runs = warmUp(work);
  const batches = Array.from({ length: batchCount }, () => batchMean(work, runs));
  return median(batches);
}

// Wall time would count whatever else the machine does. The CPU clock ticks coarsely, so one run says
// nothing: a batch lasts many ticks, and the median of batches leaves out those that paid for more
// than their share of garbage collection.
const batchCount = 9;
const batchMilliseconds = 150;
const warmUpMilliseconds = 400;

/** Runs until the code is compiled. Returns how many runs make a batch. */
function warmUp(work: () => unknown): number {
  const start = cpuNow();
  let runs = 0;
  while (runs < 3 || cpuNow() - start < warmUpMilliseconds) {
    keep(work());
    runs++;
  }
  const each = batchMean(work, Math.max(2, Math.ceil(runs / 4)));
  return Math.max(2, Math.ceil(batchMilliseconds / each));
}

function batchMean(work: () => unknown, runs: number): number {
  const start = cpuNow();
  for (let run = 0; run < runs; run++) keep(work());
  return (cpuNow() - start) / runs;
}

/** User and system time of the whole process: garbage collection that runs beside the work is counted too. */
function cpuNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

let kept: unknown;

/** Holds on to a result, so that the work cannot be optimised away. */
function keep(result: unknown): void {
  kept = result;
}

export const lastResult = (): unknown => kept;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
