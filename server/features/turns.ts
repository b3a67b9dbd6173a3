/** Whoever never stops talking is answered nevertheless. */
const mostTurns = 1000;

/**
 * Messages are heard one after the other, a turn of the event loop for each. Before long work, those that have arrived
 * are let in: what they change or cancel need not be worked out.
 */
export class Turns {
  #heard = 0;

  /** Called with every message. */
  heard(): void {
    this.#heard++;
  }

  /** Resolves when nothing more has arrived. */
  async quiet(): Promise<void> {
    for (let turn = 0; turn < mostTurns; turn++) {
      const before = this.#heard;
      await nextTurn();
      if (this.#heard === before) return;
    }
  }
}

/** Behind what the system has brought by now. Browsers have no word for that but a timer. */
const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
