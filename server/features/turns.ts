/** Whoever never stops talking is answered nevertheless. */
const mostTurns = 1000;
/** Between two letters of somebody who types fast. */
const restMilliseconds = 60;
/** Who types without a pause does not hold up other work for ever. */
const patienceMilliseconds = 1000;

/**
 * Messages are heard one after the other, a turn of the event loop for each. Before long work, those that have arrived
 * are let in: what they change or cancel need not be worked out.
 */
export class Turns {
  #heard = 0;
  #last = Number.NEGATIVE_INFINITY;

  /** Called with every message. */
  heard(): void {
    this.#heard++;
    this.#last = performance.now();
  }

  /** Resolves when nothing more has arrived. */
  async quiet(): Promise<void> {
    for (let turn = 0; turn < mostTurns; turn++) {
      const before = this.#heard;
      await nextTurn();
      if (this.#heard === before) return;
    }
  }

  /** Resolves when nothing has arrived for a while, for work that nobody waits for. */
  async idle(): Promise<void> {
    const asked = performance.now();
    await this.quiet();
    await this.quiet(); // what the system brings during the first turn is heard behind it
    while (performance.now() - this.#last < restMilliseconds && performance.now() - asked < patienceMilliseconds)
      await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Behind what the system has brought by now. Browsers have no word for that but a timer. */
const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
