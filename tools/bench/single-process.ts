import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Row } from '../../test/bench/row.ts';
import { buildBench } from './programs.ts';
import { serverOptions } from './server.ts';

/** The rows of `test/bench/bench.ts`, measured with the heap that the editor gives the server. */
export async function inOneProcess(words: readonly string[]): Promise<Row[]> {
  const bench = spawn(process.execPath, [...serverOptions(), await buildBench(), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const printed = await text(bench.stdout);
  if (!printed) throw new Error('The bench has ended without a word.');
  return JSON.parse(printed) as Row[]; // what `test/bench/bench.ts` prints
}
