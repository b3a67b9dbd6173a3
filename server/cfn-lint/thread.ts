/*
 * cfn-lint beside the linter, in a thread of its own: nobody waits for it. It starts when it is first asked, a newer
 * text ends the run over an older one, and where it hangs or falls over it is started again, a few times.
 */
import { Worker } from 'node:worker_threads';
import type { CfnLintFinding, CfnLintOptions } from './finding.ts';
import type { Answer, Order, Start } from './message.ts';

export type Outcome =
  | { readonly kind: 'findings'; readonly findings: readonly CfnLintFinding[] }
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
}

const usual: Limits = { runSeconds: 120, startSeconds: 90, restarts: 3 };

interface Waiting extends Order {
  readonly answer: (outcome: Outcome) => void;
}

/** `script` is the worker, built; `home` the folder of the bundle. */
export interface Where {
  readonly script: string;
  readonly home: string;
  readonly snapshot?: string;
  readonly folder?: string;
}

export class CfnLintThread {
  readonly #where: Where;
  readonly #limits: Limits;
  readonly #interrupt = new SharedArrayBuffer(1);
  #worker: Worker | undefined;
  #isReady = false;
  #alarm: NodeJS.Timeout | undefined;
  #running: Waiting | undefined;
  #next: Waiting | undefined;
  #orders = 0;
  #falls = 0;

  constructor(where: Where, limits: Partial<Limits> = {}) {
    this.#where = where;
    this.#limits = { ...usual, ...limits };
  }

  /** What cfn-lint says of a template. Never rejects. Only the last text that was handed in is worth an answer. */
  lint(text: string, options: CfnLintOptions = {}): Promise<Outcome> {
    if (this.#falls > this.#limits.restarts) return Promise.resolve(givenUp);
    return new Promise((answer) => {
      this.#next?.answer({ kind: 'dropped' });
      this.#next = { id: this.#orders++, text, options, answer };
      if (this.#running) new Uint8Array(this.#interrupt)[0] = interruption;
      else this.#go();
    });
  }

  /** Ends the thread and gives its memory back. It starts again when it is asked again. */
  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#forget();
    for (const waiting of [this.#running, this.#next]) waiting?.answer({ kind: 'dropped' });
    this.#running = undefined;
    this.#next = undefined;
    await worker?.terminate();
  }

  /** Hands the next text to the thread, if both are there. */
  #go(): void {
    if (!this.#next || this.#running) return;
    if (!this.#worker) this.#start();
    if (!this.#worker || !this.#isReady) return;
    const { answer: _, ...order } = this.#next;
    this.#running = this.#next;
    this.#next = undefined;
    new Uint8Array(this.#interrupt)[0] = 0;
    this.#within(this.#limits.runSeconds, 'cfn-lint did not come to its end');
    this.#worker.postMessage(order satisfies Order);
  }

  #start(): void {
    const { script, ...where } = this.#where;
    const start: Start = { ...where, interrupt: this.#interrupt };
    const worker = new Worker(script, { workerData: start });
    this.#worker = worker;
    this.#within(this.#limits.startSeconds, 'cfn-lint did not start');
    const ofThis = (then: () => void): void => {
      if (this.#worker === worker) then(); // one that was stopped has nothing to say any more
    };
    worker.on('message', (answer: Answer) => ofThis(() => this.#hear(answer)));
    worker.on('error', (error) => ofThis(() => this.#fell(`cfn-lint ended: ${error.message}`)));
    worker.on('exit', (code) => ofThis(() => this.#fell(`cfn-lint ended with exit code ${code}`)));
  }

  #hear(answer: Answer): void {
    clearTimeout(this.#alarm);
    if (answer.kind === 'ready') this.#isReady = true;
    else {
      const { findings, why } = answer;
      const asked = this.#running;
      this.#running = undefined;
      this.#falls = 0;
      asked?.answer(this.#outcome(findings, why));
    }
    this.#go();
  }

  #outcome(findings: readonly CfnLintFinding[], why: string | undefined): Outcome {
    if (why === undefined) return { kind: 'findings', findings };
    return why.startsWith('KeyboardInterrupt') ? { kind: 'dropped' } : { kind: 'failed', why: `cfn-lint: ${why}` };
  }

  #within(seconds: number, why: string): void {
    clearTimeout(this.#alarm);
    this.#alarm = setTimeout(() => this.#fell(`${why} within ${seconds} s`), seconds * 1000);
    this.#alarm.unref();
  }

  /** What it was asked is answered; what waits behind that is tried with a new one. */
  #fell(why: string): void {
    const worker = this.#worker;
    this.#forget();
    void worker?.terminate();
    this.#falls++;
    // Where it falls before it has begun, the text that waits is what it was started for.
    const asked = this.#running ?? this.#next;
    if (asked === this.#next) this.#next = undefined;
    this.#running = undefined;
    asked?.answer({ kind: 'failed', why });
    if (this.#falls > this.#limits.restarts) {
      this.#next?.answer(givenUp);
      this.#next = undefined;
    }
    this.#go();
  }

  #forget(): void {
    clearTimeout(this.#alarm);
    this.#worker = undefined;
    this.#isReady = false;
  }
}

/** What Python takes for Ctrl+C. */
const interruption = 2;

const givenUp: Outcome = { kind: 'failed', why: 'cfn-lint has ended unexpectedly too often, and is left alone now.' };
