import { readdirSync, readFileSync } from 'node:fs';

/** Megabytes of physical memory that the process holds at the moment; undefined where the system does not tell. */
export const residentMegabytes = (pid: number): number | undefined => megabytes(statusOf(pid), 'VmRSS');

/**
 * Watches the peaks of all processes below this one, each of which the system keeps by itself. They are added up, as
 * if all of them had come at once.
 */
export function peakMemory(parent: number): { readonly end: () => number | undefined } {
  const peaks = new Map<number, number>();
  const look = (): void => {
    for (const pid of descendants(parent)) {
      const peak = megabytes(statusOf(pid), 'VmHWM');
      if (peak !== undefined) peaks.set(pid, peak);
    }
  };
  const timer = setInterval(look, 10);
  return {
    end() {
      clearInterval(timer);
      return peaks.size === 0 ? undefined : [...peaks.values()].reduce((sum, peak) => sum + peak, 0);
    },
  };
}

function descendants(parent: number): number[] {
  const children = threadsOf(parent).flatMap((thread) =>
    read(`/proc/${parent}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  );
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return []; // it has just ended, or this is not Linux
  }
}

const statusOf = (pid: number): string => read(`/proc/${pid}/status`);

function megabytes(status: string, key: 'VmRSS' | 'VmHWM'): number | undefined {
  const kibibytes = new RegExp(`^${key}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  return kibibytes === undefined ? undefined : (Number(kibibytes) * 1024) / 1e6;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
