import { Worker } from 'node:worker_threads';
import type { Answer, Start } from './message.ts';
import type { StartThread } from './thread.ts';

/** `script` is the worker, built. */
export const threadOnNode =
  (script: string, where: Start): StartThread =>
  (heard, interrupt) => {
    const start: Start = { ...where, ...(interrupt && { interrupt }) };
    // What Python takes is not counted here. Where this is not enough something is wrong, and only the thread is to end.
    const worker = new Worker(script, { workerData: start, resourceLimits: { maxOldGenerationSizeMb: 512 } });
    worker.on('message', (answer: Answer) => heard.answer(answer));
    worker.on('error', (error) => heard.ended(error.message));
    worker.on('exit', (code) => heard.ended(`its exit code was ${code}`));
    return { post: (order) => worker.postMessage(order), end: () => worker.terminate() };
  };
