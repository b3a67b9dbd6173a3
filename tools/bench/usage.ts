import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { peakMemory } from './memory.ts';

/** What a whole process took, with every process that it started. */
export interface Usage {
  readonly cpuMilliseconds: number;
  readonly wallMilliseconds: number;
  /** The peaks of all its processes together; undefined where the system does not tell. */
  readonly megabytes: number | undefined;
}

/** A program with its arguments. */
export type Command = readonly string[];

export interface Conditions {
  /** The exit codes of a run that did its work: linters say by them whether they found something. */
  readonly exits: readonly number[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly minutes?: number;
}

/**
 * Runs to the end and drops what is printed. A shell stands around it, because Node does not tell what a child
 * took and POSIX has `times` for it; bash counts in milliseconds, other shells in hundredths of a second.
 */
export function usageOf(command: Command, { exits, environment, minutes = 10 }: Conditions): Promise<Usage> {
  const script = '"$@" >/dev/null 2>&1 </dev/null; code=$?; times; exit $code';
  const started = performance.now();
  const child = spawn(shell, ['-c', script, 'sh', ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
    detached: true, // a group of its own, so that all of it can be ended
  });
  let times = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    times += text;
  });
  const { pid = 0 } = child;
  const peak = peakMemory(pid);
  const alarm = setTimeout(() => process.kill(-pid, 'SIGKILL'), minutes * 60_000);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(alarm);
      const wallMilliseconds = performance.now() - started;
      const megabytes = peak.end();
      if (code === null || !exits.includes(code)) reject(new Error(`${command.join(' ')} ended with ${code}.`));
      else resolve({ cpuMilliseconds: cpuOfChildren(times), wallMilliseconds, megabytes });
    });
  });
}

const shell = existsSync('/bin/bash') ? '/bin/bash' : '/bin/sh';

/** The second line is what the children took, user and system: `0m1.250s 0m0.031s`. */
export function cpuOfChildren(times: string): number {
  const [, line = ''] = times.trim().split('\n');
  const parts = [...line.matchAll(/(\d+)m([\d.,]+)s/g)];
  return parts.reduce(
    (sum, [, minutes, seconds = '']) => sum + Number(minutes) * 60_000 + Number(seconds.replace(',', '.')) * 1000,
    0,
  );
}
