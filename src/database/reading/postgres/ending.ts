/** What ends the wait for something early. */
export interface EndingParts {
  /** Ends it with its reason. */
  signal: AbortSignal | undefined;
  /** So long after the beginning it ends in any case. */
  milliseconds: number;
  late(): unknown;
}

/** One wait that ends with the first of several reasons; `settle` lets go of all of them. */
export class Ending {
  /** Rejects with the reason; never resolves. */
  readonly reached: Promise<never>;
  /** Ends the wait for a reason of its own. */
  end: (reason: unknown) => void = () => undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #onAbort = () => this.end(this.#signal?.reason);

  constructor({ signal, milliseconds, late }: EndingParts) {
    signal?.throwIfAborted();
    this.reached = new Promise((_, reject) => {
      this.end = reject;
    });
    this.reached.catch(() => undefined);
    this.#timer = setTimeout(() => this.end(late()), milliseconds);
    this.#signal = signal;
    signal?.addEventListener("abort", this.#onAbort);
  }

  settle(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener("abort", this.#onAbort);
  }
}
