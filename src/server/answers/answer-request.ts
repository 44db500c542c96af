import type { IncomingMessage, ServerResponse } from "node:http";
import { signalOfClient } from "../client-signal.js";
import type { AnswerRequest, BudgetHolder } from "./answer.js";

/**
 * What of an HTTP request decides how its answer is found; only a GET or HEAD names it by a URL.
 *
 * A class, because V8 makes a hidden class of its own for each object literal that has a getter: two kilobytes a request.
 */
export class HttpAnswerRequest implements AnswerRequest {
  readonly isCacheable: boolean;
  ifNoneMatch: string | undefined;
  private made: AbortSignal | undefined;

  readonly now: string;
  readonly budget: BudgetHolder | undefined;

  constructor(
    request: IncomingMessage,
    private readonly response: ServerResponse,
    { now, budget }: Pick<AnswerRequest, "now" | "budget">,
  ) {
    this.now = now;
    this.budget = budget;
    this.isCacheable = request.method !== "POST";
    this.ifNoneMatch = request.headers["if-none-match"];
  }

  get signal(): AbortSignal {
    this.made ??= signalOfClient(this.response);
    return this.made;
  }
}
