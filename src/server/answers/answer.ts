/** What a request is answered with when no error is in it. */
export interface Answer {
  /** The response in UTF-8; undefined when the client has it already. */
  bytes: Buffer | undefined;
  headers: Readonly<Record<string, string>>;
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
