import type { IncomingMessage, ServerResponse } from "node:http";
import { signalOfClient } from "../client-signal.js";
import type { AnswerRequest } from "./answer.js";

/**
 * What of an HTTP request decides how its answer is found; only a GET names it by a URL.
 *
 * A class, because V8 makes a hidden class of its own for each object literal that has a getter: two kilobytes a request.
 */
export class HttpAnswerRequest implements AnswerRequest {
  readonly isCacheable: boolean;
  ifNoneMatch: string | undefined;
  private made: AbortSignal | undefined;

  constructor(
    request: IncomingMessage,
    private readonly response: ServerResponse,
    readonly now: string,
  ) {
    this.isCacheable = request.method === "GET";
    this.ifNoneMatch = request.headers["if-none-match"];
  }

  get signal(): AbortSignal {
    this.made ??= signalOfClient(this.response);
    return this.made;
  }
}
