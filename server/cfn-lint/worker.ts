/* The thread of cfn-lint on Node. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import glue from './glue.py';
import { startLinter } from './linter.ts';
import { memoryIn } from './memory.ts';
import type { Answer, Order, Start } from './message.ts';

const port = parentPort;
const { home, storage, interrupt } = workerData as Start; // what `thread-on-node.ts` hands in
if (port) void run(port);

async function run(to: NonNullable<typeof port>): Promise<void> {
  const say = (answer: Answer): void => to.postMessage(answer);
  const linter = await startLinter({
    bundle: {
      home: `${home}${path.sep}`,
      load: () => import(pathToFileURL(path.join(home, 'pyodide.mjs')).href),
      read: (name) => readFile(path.join(home, name)),
    },
    memory:
      storage === undefined ? undefined : memoryIn(storage, readFileSync(path.join(home, 'bundle.json'), 'utf8'), glue),
    interrupt,
    homeConfig,
  });
  to.on('message', (order: Order) => say(linter.answer(order)));
  say({ kind: 'ready', version: linter.version });
}

function homeConfig(): string | undefined {
  for (const name of ['.cfnlintrc', '.cfnlintrc.yaml', '.cfnlintrc.yml']) {
    try {
      return readFileSync(path.join(homedir(), name), 'utf8');
    } catch {
      // most people have none
    }
  }
  return undefined;
}
