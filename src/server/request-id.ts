import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** The caller's `x-request-id` when it is safe to log and to echo, else a new one. */
export function chooseRequestId({ headers }: Pick<IncomingMessage, "headers">): string {
  const given = headers["x-request-id"];
  return typeof given === "string" && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
}
