/* What the thread of cfn-lint does, on Node and in a browser alike. */
import { type Bundle, type Engine, startEngine } from './engine.ts';
import type { Answer, Order } from './message.ts';

/** Keeps the memory of an engine from one start to the next. What cannot be kept is only not there the next time. */
export interface Memory {
  /** Undefined where there is none of this build, or it is broken. */
  read(): Promise<Uint8Array | undefined>;
  write(memory: Uint8Array): Promise<void>;
  forget(): Promise<void>;
}

export interface Host {
  readonly bundle: Bundle;
  readonly memory?: Memory | undefined;
  readonly interrupt?: SharedArrayBuffer | undefined;
  /** What the user's own `.cfnlintrc` says. */
  homeConfig?(): string | undefined;
}

export interface Linter {
  readonly version: string;
  /** Throws where the engine is of no more use: the thread is to end then. */
  answer(order: Order): Answer;
}

export async function startLinter({ bundle, memory, interrupt, homeConfig }: Host): Promise<Linter> {
  const engine = await engineFrom(bundle, memory);
  if (interrupt) engine.interruptBy(new Uint8Array(interrupt));
  return {
    version: engine.version,
    answer(order) {
      if (homeConfig) engine.setHomeConfig(homeConfig());
      return answerOf(engine, order);
    },
  };
}

async function engineFrom(bundle: Bundle, memory: Memory | undefined): Promise<Engine> {
  const snapshot = await memory?.read();
  if (snapshot) {
    try {
      return await startEngine(bundle, { snapshot });
    } catch {
      await memory?.forget(); // of another build that calls itself the same
    }
  }
  const engine = await startEngine(bundle, { toBeRemembered: memory !== undefined });
  // Nobody waits for it: the next start would be slower, that is all.
  if (memory) memory.write(engine.remember()).catch(() => undefined);
  return engine;
}

function answerOf(engine: Engine, order: Order): Answer {
  const { id } = order;
  try {
    const said = engine.lint(order);
    return 'message' in said ? { kind: 'misconfigured', id, wrong: said } : { kind: 'linted', id, findings: said };
  } catch (error) {
    // Pyodide throws things of its own, too, that are no errors and have no words.
    if (!(error instanceof Error)) throw new Error(`Python has ended (${String(error)})`);
    if (error.name !== 'PythonError') throw error;
    // The last line of what Python says is the error; those before it are the way there.
    const why = error.message.trim().split('\n').at(-1) ?? error.message;
    if (why.startsWith('MemoryError')) throw new Error('there is not enough memory for it');
    return { kind: 'failed', id, why };
  }
}
