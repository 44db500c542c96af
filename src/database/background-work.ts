import { setImmediate } from "node:timers/promises";

/** Lets a database work on one thing while the caller prepares the next. */
export class BackgroundWork {
  #running: Promise<unknown> = Promise.resolve();

  /**
   * Waits for what was begun before, begins this and comes back.
   *
   * @throws what that has thrown.
   */
  async begin(work: () => Promise<unknown>): Promise<void> {
    await this.#running;
    this.#running = work();
    // Whoever waits for it is told of its fault; until then nobody may be waiting.
    this.#running.catch(() => undefined);
    // By then the statement is on its way, also when the caller keeps this thread busy from now on.
    await setImmediate();
  }

  /** @throws what the last work has thrown. */
  async end(): Promise<void> {
    await this.#running;
  }
}
