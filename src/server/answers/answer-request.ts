import type { IncomingMessage, ServerResponse } from "node:http";
import { signalOfClient } from "../client-signal.js";
import type { AnswerRequest } from "./answer.js";

/** What of an HTTP request decides how its answer is found; only a GET names it by a URL. */
export function toAnswerRequest({
  request,
  response,
  now,
}: {
  request: IncomingMessage;
  response: ServerResponse;
  now: string;
}): AnswerRequest {
  let signal: AbortSignal | undefined;
  return {
    now,
    isCacheable: request.method === "GET",
    ifNoneMatch: request.headers["if-none-match"],
    get signal() {
      signal ??= signalOfClient(response);
      return signal;
    },
  };
}
