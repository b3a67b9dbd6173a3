import { type ChildProcess, spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

export interface Ending {
  readonly ok: boolean;
  /** Why it is not ok, in words. */
  readonly reason: string;
  /** Standard output and standard error, without colours. */
  readonly output: string;
  readonly seconds: number;
}

export interface Options {
  readonly minutes: number;
  /** Keep the output for later instead of passing it on as it comes. */
  readonly quiet?: boolean;
  /** If not said, it runs where this process does. */
  readonly folder?: string;
  /** Variables beside those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

const running = new Set<ChildProcess>();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    for (const child of running) stop(child);
    process.exit(1);
  });
}

/** Runs a program without standard input and waits for its end, at most so many minutes. */
export function runToEnd([program = '', ...words]: readonly string[], options: Options): Promise<Ending> {
  const started = performance.now();
  // A group of its own, so that whatever it starts can be stopped with it.
  const child = spawn(program, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    cwd: options.folder,
    env: { ...process.env, ...options.environment },
  });
  running.add(child);

  let output = '';
  let reason = '';
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (!options.quiet) process[stream].write(text);
    });
  }
  const alarm = setTimeout(() => {
    reason = `stopped after ${options.minutes} minutes`;
    stop(child);
  }, options.minutes * 60_000);

  return new Promise((resolve) => {
    const end = (code: number | null, problem: string): void => {
      clearTimeout(alarm);
      running.delete(child);
      const ok = code === 0 && reason === '';
      const seconds = Math.round((performance.now() - started) / 1000);
      resolve({ ok, reason: ok ? '' : reason || problem, output: stripVTControlCharacters(output), seconds });
    };
    child.on('error', (error) => end(1, error.message));
    child.on('close', (code, signal) => end(code, signal ? `ended by ${signal}` : `failed with exit code ${code}`));
  });
}

function stop(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // it has just ended by itself
  }
}
