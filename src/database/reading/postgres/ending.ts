/** What ends the wait for something early. */
export interface EndingParts {
  /** Each ends it, with its reason. */
  signals: readonly (AbortSignal | undefined)[];
  /** So long after the beginning it ends in any case. */
  milliseconds: number;
  late(): unknown;
}

/** One wait that ends with the first of several reasons; `settle` lets go of all of them. */
export class Ending {
  /** Rejects with the reason; never resolves. */
  readonly reached: Promise<never>;
  settle: () => void = () => undefined;

  constructor({ signals, milliseconds, late }: EndingParts) {
    for (const signal of signals) signal?.throwIfAborted();
    this.reached = new Promise((_, reject) => {
      const end = ({ target }: Event) => reject((target as AbortSignal).reason);
      const timer = setTimeout(() => reject(late()), milliseconds);
      for (const signal of signals) signal?.addEventListener("abort", end);
      this.settle = () => {
        clearTimeout(timer);
        for (const signal of signals) signal?.removeEventListener("abort", end);
      };
    });
    this.reached.catch(() => undefined);
  }
}
