/*
 * cfn-lint beside the linter, in a thread of its own: nobody waits for it. It starts when it is first asked, a newer
 * text of a file ends the run over an older one, and where it hangs or falls over it is started again, a few times.
 * After a while in which nobody asks it gives its memory back.
 */
import type { CfnLintFinding } from './finding.ts';
import type { Answer, Job, Order, WrongConfig } from './message.ts';

export type Outcome =
  | { readonly kind: 'findings'; readonly findings: readonly CfnLintFinding[] }
  | { readonly kind: 'misconfigured'; readonly wrong: WrongConfig }
  /** A newer text came, or nobody wants to know any more. */
  | { readonly kind: 'dropped' }
  /** Why there is no answer, in words for the user. */
  | { readonly kind: 'failed'; readonly why: string };

export interface Limits {
  /** A run that takes longer is taken for one that hangs. */
  readonly runSeconds: number;
  readonly startSeconds: number;
  /** So often it is started again; a run that comes to its end makes it all good. */
  readonly restarts: number;
  /** After so long without work its memory is given back. */
  readonly restSeconds: number;
}

const usual: Limits = { runSeconds: 300, startSeconds: 90, restarts: 3, restSeconds: 600 };

/** A thread that is there. */
export interface Running {
  post(order: Order): void;
  /** Ends it, whatever it does. */
  end(): unknown;
}

/** What is heard of it, until it is ended. */
export interface Heard {
  answer(answer: Answer): void;
  /** It is there no more: why, in words behind "cfn-lint ended". */
  ended(why: string): void;
}

/** `interrupt` is where a run is told to end; undefined where threads cannot share memory. */
export type StartThread = (heard: Heard, interrupt: SharedArrayBuffer | undefined) => Running;

interface Waiting {
  /** What it is of, as whoever asks calls it. */
  readonly name: string;
  readonly order: Order;
  readonly told: (outcome: Outcome) => void;
}

export class CfnLintThread {
  readonly #startThread: StartThread;
  readonly #limits: Limits;
  readonly #interrupt = typeof SharedArrayBuffer === 'function' ? new SharedArrayBuffer(1) : undefined;
  #thread: Running | undefined;
  #isReady = false;
  #version: string | undefined;
  #alarm: ReturnType<typeof setTimeout> | undefined;
  #running: Waiting | undefined;
  /** As long as a run is told to end. */
  #telling: ReturnType<typeof setInterval> | undefined;
  /** By what it is of, in the order in which it came. */
  readonly #next = new Map<string, Waiting>();
  #orders = 0;
  #falls = 0;

  constructor(startThread: StartThread, limits: Partial<Limits> = {}) {
    this.#startThread = startThread;
    this.#limits = { ...usual, ...limits };
  }

  /** Of cfn-lint; undefined as long as it has not been there. */
  get version(): string | undefined {
    return this.#version;
  }

  /** What cfn-lint says of a template. Never rejects. Only the last text of that name is worth an answer. */
  lint(name: string, job: Job): Promise<Outcome> {
    if (this.#falls > this.#limits.restarts) return Promise.resolve(givenUp);
    return new Promise((told) => {
      this.drop(name);
      this.#next.set(name, { name, order: { ...job, id: this.#orders++ }, told });
      this.#go();
    });
  }

  /** Nobody wants to know of that one any more. */
  drop(name: string): void {
    this.#next.get(name)?.told({ kind: 'dropped' });
    this.#next.delete(name);
    if (this.#running?.name !== name) return;
    if (this.#interrupt) this.#tellToEnd(new Uint8Array(this.#interrupt));
    else this.#leave();
    if (this.#next.size > 0) this.#go();
  }

  /** Again and again: where Python takes it for an error like others, the run goes on. */
  #tellToEnd(interrupt: Uint8Array): void {
    const tell = (): void => {
      interrupt[0] = interruption;
    };
    tell();
    clearInterval(this.#telling);
    this.#telling = setInterval(tell, tellEverySeconds * 1000);
    if (typeof this.#telling === 'object') this.#telling.unref(); // in a browser it is a number
  }

  /** Ends the thread and gives its memory back. It starts again when it is asked again. */
  async stop(): Promise<void> {
    const thread = this.#thread;
    this.#forget();
    for (const waiting of [this.#running, ...this.#next.values()]) waiting?.told({ kind: 'dropped' });
    this.#running = undefined;
    this.#next.clear();
    await thread?.end();
  }

  /** Hands the next text to the thread, if both are there. */
  #go(): void {
    const [next] = this.#next.values();
    if (this.#running) return;
    if (!next) {
      this.#within(this.#limits.restSeconds, () => void this.stop());
      return;
    }
    if (!this.#thread) this.#start();
    if (!this.#thread || !this.#isReady) return;
    this.#next.delete(next.name);
    this.#running = next;
    if (this.#interrupt) new Uint8Array(this.#interrupt)[0] = 0;
    const { runSeconds } = this.#limits;
    this.#within(runSeconds, () => this.#fell(`cfn-lint did not come to its end within ${runSeconds} s`));
    this.#thread.post(next.order);
  }

  #start(): void {
    const { startSeconds } = this.#limits;
    this.#within(startSeconds, () => this.#fell(`cfn-lint did not start within ${startSeconds} s`));
    const ofThis = (then: () => void): void => {
      if (this.#thread === thread) then(); // one that was stopped has nothing to say any more
    };
    const heard: Heard = {
      answer: (answer) => ofThis(() => this.#hear(answer)),
      ended: (why) => ofThis(() => this.#fell(`cfn-lint ended: ${why}`)),
    };
    let thread: Running | undefined;
    try {
      thread = this.#startThread(heard, this.#interrupt);
    } catch (error) {
      this.#fell(`cfn-lint could not be started: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    this.#thread = thread;
  }

  #hear(answer: Answer): void {
    clearTimeout(this.#alarm);
    clearInterval(this.#telling);
    if (answer.kind === 'ready') {
      this.#isReady = true;
      this.#version = answer.version;
    } else {
      const asked = this.#running;
      this.#running = undefined;
      this.#falls = 0;
      asked?.told(outcomeOf(answer));
    }
    this.#go();
  }

  #within(seconds: number, then: () => void): void {
    clearTimeout(this.#alarm);
    this.#alarm = setTimeout(then, seconds * 1000);
    if (typeof this.#alarm === 'object') this.#alarm.unref(); // in a browser it is a number
  }

  /** What it was asked is answered; what waits behind that is tried with a new one. */
  #fell(why: string): void {
    const thread = this.#thread;
    this.#forget();
    void thread?.end();
    this.#falls++;
    // Where it falls before it has begun, the text that waits longest is what it was started for.
    const asked = this.#running ?? [...this.#next.values()][0];
    if (asked && asked !== this.#running) this.#next.delete(asked.name);
    this.#running = undefined;
    asked?.told({ kind: 'failed', why });
    if (this.#falls > this.#limits.restarts) {
      for (const { told } of this.#next.values()) told(givenUp);
      this.#next.clear();
    }
    if (this.#next.size > 0) this.#go();
  }

  /** The run that goes on cannot be told to end: its thread is. */
  #leave(): void {
    void this.#thread?.end();
    this.#forget();
    this.#running?.told({ kind: 'dropped' });
    this.#running = undefined;
  }

  #forget(): void {
    clearTimeout(this.#alarm);
    clearInterval(this.#telling);
    this.#thread = undefined;
    this.#isReady = false;
  }
}

/** What Python takes for Ctrl+C. */
const interruption = 2;

const tellEverySeconds = 1;

function outcomeOf(answer: Exclude<Answer, { kind: 'ready' }>): Outcome {
  if (answer.kind === 'linted') return { kind: 'findings', findings: answer.findings };
  if (answer.kind === 'misconfigured') return { kind: 'misconfigured', wrong: answer.wrong };
  return answer.why.startsWith('KeyboardInterrupt')
    ? { kind: 'dropped' }
    : { kind: 'failed', why: `cfn-lint: ${answer.why}` };
}

const givenUp: Outcome = { kind: 'failed', why: 'cfn-lint has ended unexpectedly too often, and is left alone now.' };
