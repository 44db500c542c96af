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

/** What of a request decides how an answer is found and described. */
export interface AnswerRequest {
  /** The request's instant: what is published later is not seen. */
  now: string;
  /** Whether HTTP caches may keep the answer under its URL, and ask whether it is still so. */
  isCacheable: boolean;
  ifNoneMatch: string | undefined;
  /** Aborts when the client goes away; made only when it is asked for. */
  readonly signal: AbortSignal;
}
