/** What a request is answered with when no error is in it. */
export class Answer {
  private pairs: readonly string[] | undefined;

  constructor(
    /** The response in UTF-8; undefined when the client has it already. */
    readonly bytes: Buffer | undefined,
    readonly headers: Readonly<Record<string, string>>,
  ) {}

  /** Names and values of the headers in turn; the same list each time. */
  get headerPairs(): readonly string[] {
    this.pairs ??= Object.entries(this.headers).flat();
    return this.pairs;
  }
}

/** What was taken from a budget for an answer. */
export interface Charge {
  /**
   * Gives back what the answer did not cost, once it is known how many objects it has and how long the database worked on
   * it; takes more where that was long.
   */
  settle(objects: number, milliseconds: number): void;
}

/** Who spends from a budget. */
export interface BudgetHolder {
  /**
   * Takes what an answer can cost; at once where it can.
   *
   * @throws {GraphError} RATE_LIMITED when so much is not left.
   */
  take(cost: number): Charge | Promise<Charge>;

  /** Reads when it is this caller's turn, at once where it can: only so many of its statements run at a time. */
  takeTurn<T>(
    read: () => T | Promise<T>,
    ending: { readonly signal?: AbortSignal | undefined },
  ): T | Promise<T>;
}

/** What of a request decides how an answer is found and described. */
export interface AnswerRequest {
  /** Who pays for what is not cached; undefined where nothing bounds it. */
  budget?: BudgetHolder | undefined;
  /** The request's instant: what is published later is not seen. */
  now: string;
  /** Whether HTTP caches may keep the answer under its URL, and ask whether it is still so. */
  isCacheable: boolean;
  ifNoneMatch: string | undefined;
  /** Aborts when the client goes away; made only when it is asked for. */
  readonly signal: AbortSignal;
}
