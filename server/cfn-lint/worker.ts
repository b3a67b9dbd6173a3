/* The thread that runs cfn-lint, on Node. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { type Engine, startEngine } from './engine.ts';
import type { Answer, Order, Start } from './message.ts';

const port = parentPort;
const { home, snapshot, folder, interrupt } = workerData as Start; // what `thread.ts` hands in
if (port) void run(port);

async function run(to: NonNullable<typeof port>): Promise<void> {
  const say = (answer: Answer): void => to.postMessage(answer);
  const beginning = snapshot ? { snapshot: await readFile(snapshot) } : {};
  const engine = await startEngine(
    {
      home: `${home}${path.sep}`,
      load: () => import(pathToFileURL(path.join(home, 'pyodide.mjs')).href),
      read: (name) => readFile(path.join(home, name)),
    },
    beginning,
  );
  if (folder !== undefined) engine.workIn(folder);
  engine.interruptBy(new Uint8Array(interrupt));
  to.on('message', ({ id, text, options }: Order) => say({ kind: 'linted', id, ...answerOf(engine, text, options) }));
  say({ kind: 'ready', version: engine.version });
}

function answerOf(engine: Engine, text: string, options: Order['options']): Pick<Linted, 'findings' | 'why'> {
  try {
    return { findings: engine.lint(text, options) };
  } catch (error) {
    // The last line of what Python says is the error; those before it are the way there.
    const words = error instanceof Error ? error.message : String(error);
    return { findings: [], why: words.trim().split('\n').at(-1) ?? words };
  }
}

type Linted = Extract<Answer, { kind: 'linted' }>;
