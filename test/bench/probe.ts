/*
 * Stands in a measured server beside the server (`node --require`), which knows nothing of it: tells by Node's own
 * channel between parent and child what only the process itself can see. Nothing of it is shipped.
 */
import { getHeapStatistics } from 'node:v8';

export interface Seen {
  /** What is reachable, on the heap of JavaScript and outside of it, after all garbage is gone. */
  readonly heapBytes: number;
  /** The CommonJS files that have been loaded so far. */
  readonly files: readonly string[];
}

process.on('message', () => {
  collectGarbage();
  const { used_heap_size: used, external_memory: external } = getHeapStatistics();
  const seen: Seen = { heapBytes: used + external, files: Object.keys(require.cache) };
  process.send?.(seen);
});
process.channel?.unref(); // the server ends when it wants to

/** Twice: what is kept by a finalizer goes with the second collection. */
function collectGarbage(): void {
  const { gc } = globalThis;
  if (!gc) throw new Error('The probe needs --expose-gc.');
  gc();
  gc();
}
